//! The line: a paragraph's text in, justified lines out (reference groups D to H, J to M).
//!
//! prepare (characters become items with width, stretch and shrink) → break (total fit) → justify → finish (glyph runs).
//! Axes are logical: inline runs along the line, block across it.

mod value;

pub use value::{
    Alignment, CharStyle, Composed, Line, LineRun, Measure, MissingGlyph, PieceKind, ProhibitionLevel, Setting,
    Squeeze, Text, TextPiece,
};
pub fn compose(_: &Text, _: &Measure, _: &Setting<'_>) -> Composed {
    Composed::default()
}
pub fn natural_length(_: &Text, _: &Setting<'_>) -> crate::units::Abs {
    crate::units::Abs::ZERO
}
