//! The faces of formulas: the KaTeX fonts, which are part of the program (OFL). In: nothing. Out: faces for the end of a set.
//!
//! They play no role and set no text: a formula asks for each glyph by name.

use super::Face;
use crate::display::FaceId;

/// The fonts, as their files are named without `KaTeX_` and `.ttf`.
#[cfg(feature = "formulas")]
const NAMES: [&str; 19] = [
    "AMS-Regular",
    "Caligraphic-Regular",
    "Fraktur-Regular",
    "Fraktur-Bold",
    "Main-Bold",
    "Main-BoldItalic",
    "Main-Italic",
    "Main-Regular",
    "Math-BoldItalic",
    "Math-Italic",
    "SansSerif-Bold",
    "SansSerif-Italic",
    "SansSerif-Regular",
    "Script-Regular",
    "Size1-Regular",
    "Size2-Regular",
    "Size3-Regular",
    "Size4-Regular",
    "Typewriter-Regular",
];

/// The file that a formula's font is named after.
pub(super) fn file(name: &str) -> String {
    format!("KaTeX_{name}.ttf")
}

/// The faces, numbered from `first`.
#[cfg(feature = "formulas")]
pub(super) fn faces(first: usize) -> Vec<Face> {
    let mut faces: Vec<Face> = Vec::new();
    for name in NAMES {
        let file = file(name);
        let id = FaceId((first + faces.len()) as u16);
        let data = ratex_katex_fonts::ttf_bytes(&file).map(std::borrow::Cow::into_owned);
        faces.extend(data.and_then(|data| Face::parse(id, file, data, 0)));
    }
    faces
}

/// No faces: the program was built without formulas.
#[cfg(not(feature = "formulas"))]
pub(super) fn faces(_first: usize) -> Vec<Face> {
    Vec::new()
}
