//! The style sheet: rules for the faces that come along, then `style.css` with the fallbacks that the book needs.

use super::typeface::Embedded;

const SHEET: &str = include_str!("style.css");

/// A style sheet for one writing mode, besides the one of all pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sheet {
    /// Lines that run down.
    Vertical,
    /// Lines that run across, for those who would rather have these.
    Horizontal,
}

impl Sheet {
    /// Its path in the edition.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Vertical => "vertical.css",
            Self::Horizontal => "horizontal.css",
        }
    }

    /// Its class among Alternate Style Tags 1.0, by which a reading system finds it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Vertical => "vertical",
            Self::Horizontal => "horizontal",
        }
    }

    /// Its rules.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Vertical => include_str!("vertical.css"),
            Self::Horizontal => include_str!("horizontal.css"),
        }
    }
}

/// Stands in the sheet's lists of families where the fallbacks are named.
const FALLBACKS: &str = "\"Banxin Fallback\", ";

/// Writes the style sheet.
pub(super) fn sheet(faces: &[Embedded]) -> String {
    let mut out = String::from("@charset \"utf-8\";\n");
    for face in faces {
        let weight = if face.bold { "bold" } else { "normal" };
        let slant = if face.slanted { "italic" } else { "normal" };
        let Embedded { family, path, .. } = face;
        out.push_str(&format!(
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {slant}; src: url(\"{path}\"); }}\n"
        ));
    }
    out.push('\n');
    let fallbacks = faces.iter().filter(|face| face.is_fallback).map(|face| format!("\"{}\", ", face.family));
    out.push_str(&SHEET.replace(FALLBACKS, &fallbacks.collect::<String>()));
    out
}
