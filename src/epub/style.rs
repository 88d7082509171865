//! The style sheet: rules for the faces that come along, then `style.css` with the fallbacks that the book needs.

use super::typeface::Embedded;

const SHEET: &str = include_str!("style.css");

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
