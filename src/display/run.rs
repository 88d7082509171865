//! Runs of glyphs: placed, with the source text that each of them stands for.

use super::Paint;
use crate::units::{Abs, Point};

/// A face of the font set: one font file, or one font of a collection. The set numbers its faces in its manifest's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// How a run's glyphs follow one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Orientation {
    /// To the right; glyph origins lie on the alphabetic baseline.
    #[default]
    Horizontal,
    /// Downwards, glyphs upright; glyph origins are their vertical origins on the centre line (Identity-V in PDF).
    Vertical,
    /// Downwards, glyphs turned a quarter clockwise; glyph origins lie on the turned baseline.
    Sideways,
    /// Upwards, glyphs turned a quarter the other way; glyph origins lie on the turned baseline: tables turned on their pages 顶左底右.
    Raised,
}

/// Glyphs of one face, size and colour on one line.
#[derive(Clone, PartialEq, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The type size.
    pub size: Abs,
    /// The colour.
    pub paint: Paint,
    /// The origin of the run on the page; glyphs are placed from here.
    pub origin: Point,
    /// The direction.
    pub orientation: Orientation,
    /// The source text of the run, in reading order. Spaces that are not painted are kept in it.
    pub text: String,
    /// The glyphs, in the order of their places.
    pub glyphs: Vec<Glyph>,
}

/// A glyph with its place and its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// The glyph's number in its face (before subsetting).
    pub id: u16,
    /// From the run's origin, in the run's direction.
    pub at: Abs,
    /// Across the direction: upwards for `Horizontal`, to the left for `Raised`, to the right for the others.
    pub shift: Abs,
    /// The glyph's natural advance, as its font has it. The place of the next glyph says how far it really went.
    pub advance: Abs,
    /// First byte of its text in `GlyphRun::text`.
    pub text_start: u32,
    /// Length of its text in bytes: 0 for the later glyphs of a cluster, whose text the first one carries.
    pub text_len: u16,
}

impl GlyphRun {
    /// The source text of the glyph at position `index`.
    pub fn text_of(&self, index: usize) -> &str {
        let glyph = &self.glyphs[index];
        let start = glyph.text_start as usize;
        self.text.get(start..start + usize::from(glyph.text_len)).unwrap_or("")
    }
}
