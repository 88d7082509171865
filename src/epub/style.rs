//! The style sheet: rules for the faces that come along, then `style.css` with the fallbacks that the book needs.

use super::typeface::Embedded;
use crate::project::Paragraphs;

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
pub(super) fn sheet(faces: &[Embedded], paragraphs: Paragraphs, accent: Option<[u8; 3]>) -> String {
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
    out.push_str(&paragraph_rules(paragraphs));
    out.push_str(&accent.map(accent_rules).unwrap_or_default());
    out
}

/// The theme's accent: on lines always, on words only where the reading system says that its paper is light, so that night modes keep their own.
fn accent_rules([red, green, blue]: [u8; 3]) -> String {
    let color = format!("#{red:02X}{green:02X}{blue:02X}");
    format!(
        ".alert.warning, .alert.caution {{ border-color: {color}; }}\n\
         @media (prefers-color-scheme: light) {{\n  \
         .noteref a, .factref a, .facts .number, figcaption .number, caption .number, .alert > .label {{ color: {color}; }}\n}}\n"
    )
}

/// What tells paragraphs of the text apart where the book asks for it (CLR-L03).
fn paragraph_rules(paragraphs: Paragraphs) -> String {
    let mut out = String::new();
    if paragraphs.all_flush {
        out.push_str("section > p { text-indent: 0; }\n");
    } else if paragraphs.first_flush {
        let heads = ["h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"];
        let after: Vec<String> = heads.iter().map(|head| format!("{head} + p")).collect();
        out.push_str(&format!("section > p:first-child, {} {{ text-indent: 0; }}\n", after.join(", ")));
    }
    if paragraphs.space > 0 {
        out.push_str(&format!("section > p + p {{ margin-top: {}em; }}\n", paragraphs.space));
    }
    out
}
