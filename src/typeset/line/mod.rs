//! The line: a paragraph's text in, justified lines out (reference groups D to H, J to M).
//!
//! prepare (characters become items with width, stretch and shrink) → break (total fit) → justify → finish (glyph runs).
//! Axes are logical: inline runs along the line, block across it.

mod value;

pub use value::{
    Alignment, CharStyle, Composed, Line, LineRun, Measure, MissingGlyph, PieceKind, ProhibitionLevel, Setting,
    Squeeze, Text, TextPiece,
};
