//! How runs stand: runs of a page in, what stands on one line or in one column out, with places along it and across it.
//!
//! A column of vertical text holds upright glyphs, turned Latin, and blocks of figures side by side 纵中横. Readers put a column
//! together from fonts in vertical writing mode (ISO 32000-1 §9.7.4.3), so a block's glyphs are shown in that mode as well,
//! each at its place.

use crate::display::{Glyph, GlyphRun, Item, ItemKind, Orientation, Paged, Role, Tag};
use crate::units::{Abs, Writing};

/// Where the vertical origin of a glyph lies above its baseline, in ems: the default of `DW2` (§9.7.4.3).
pub(super) const VERTICAL_ORIGIN: f64 = 0.88;

/// How far the centres of runs of one column may lie apart, in ems: turned baselines and raised marks are off the centre line,
/// and the next column is a whole em away at least.
const WITHIN_A_COLUMN: f64 = 0.6;

/// The longest block of figures, in glyphs, and in ems of its own size: four figures of half a body em.
const LONGEST_BLOCK: (usize, f64) = (4, 2.2);

/// How the glyphs of a run stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stand {
    /// On a horizontal line.
    Level,
    /// Upright in a column.
    Upright,
    /// Turned a quarter clockwise in a column.
    Turned,
    /// Side by side within a column.
    Block,
    /// Turned a quarter the other way, on a line that runs up: along it is upwards, from the page's upper edge.
    Raised,
}

/// A run and how it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    pub(super) run: &'a GlyphRun,
    pub(super) stand: Stand,
}

impl<'a> Standing<'a> {
    /// The run of an item; `None` for other items.
    pub(super) fn of(item: &'a Item, paged: &Paged) -> Option<Self> {
        let ItemKind::Glyphs(run) = &item.kind else { return None };
        let stand = match run.orientation {
            Orientation::Vertical => Stand::Upright,
            Orientation::Sideways => Stand::Turned,
            Orientation::Raised => Stand::Raised,
            Orientation::Horizontal if is_block(run, item.tag, paged) => Stand::Block,
            Orientation::Horizontal => Stand::Level,
        };
        Some(Self { run, stand })
    }

    /// Where it begins along its line, in points from the page's left or upper edge.
    pub(super) fn along(&self) -> f64 {
        match self.stand {
            Stand::Level => self.run.origin.x.to_pt(),
            Stand::Upright | Stand::Turned => self.run.origin.y.to_pt(),
            Stand::Raised => -self.run.origin.y.to_pt(),
            Stand::Block => self.run.origin.y.to_pt() - VERTICAL_ORIGIN * self.run.size.to_pt(),
        }
    }

    /// Where a glyph begins along the line.
    pub(super) fn start(&self, glyph: &Glyph) -> f64 {
        match self.stand {
            Stand::Level | Stand::Upright | Stand::Turned | Stand::Raised => self.along() + glyph.at.to_pt(),
            Stand::Block => self.along() - glyph.shift.to_pt(),
        }
    }

    /// Where a glyph stands across the line: its baseline, or the middle of a glyph of `width` in vertical writing mode.
    pub(super) fn across(&self, glyph: &Glyph, width: f64) -> f64 {
        let origin = self.run.origin;
        match self.stand {
            Stand::Level => origin.y.to_pt() - glyph.shift.to_pt(),
            Stand::Upright | Stand::Turned => origin.x.to_pt() + glyph.shift.to_pt(),
            Stand::Raised => origin.x.to_pt() - glyph.shift.to_pt(),
            Stand::Block => origin.x.to_pt() + glyph.at.to_pt() + width / 2.0,
        }
    }

    /// Where it ends along the line.
    pub(super) fn end(&self) -> f64 {
        match self.stand {
            Stand::Level | Stand::Upright | Stand::Turned | Stand::Raised => self.along() + extent(self.run).to_pt(),
            Stand::Block => self.along() + self.run.size.to_pt(),
        }
    }

    /// Whether its glyphs are shown by a font in vertical writing mode.
    pub(super) fn is_vertical(&self) -> bool {
        match self.stand {
            Stand::Upright | Stand::Block => true,
            Stand::Level | Stand::Turned | Stand::Raised => false,
        }
    }

    /// Whether `next` stands on the line of this run, after it.
    pub(super) fn continues(&self, next: &Self) -> bool {
        let is_same_line = match (self.stand, next.stand) {
            (Stand::Level, Stand::Level) => self.run.origin.y == next.run.origin.y,
            (Stand::Raised, Stand::Raised) => self.run.origin.x == next.run.origin.x,
            (Stand::Level | Stand::Raised, _) | (_, Stand::Level | Stand::Raised) => false,
            _ => {
                let em = self.run.size.max(next.run.size).to_pt();
                (self.middle() - next.middle()).abs() <= WITHIN_A_COLUMN * em
            }
        };
        is_same_line
            && self.run.paint.opacity == next.run.paint.opacity
            && next.along() >= self.along()
            // Emphasis dots and other glyphs without text are no part of a line's text.
            && self.run.text.is_empty() == next.run.text.is_empty()
    }

    /// The x that says which column it stands in.
    pub(super) fn middle(&self) -> f64 {
        let origin = self.run.origin.x.to_pt();
        match self.stand {
            Stand::Level | Stand::Upright | Stand::Turned | Stand::Raised => origin,
            Stand::Block => origin + extent(self.run).to_pt() / 2.0,
        }
    }
}

/// Whether a horizontal run is figures side by side in a column: content of a vertical book, and no longer than these are. Words
/// on a cover are part of a picture.
fn is_block(run: &GlyphRun, tag: Tag, paged: &Paged) -> bool {
    let Tag::Slot(slot) = tag else { return false };
    let owner = paged.structure.slot_owner[slot.0 as usize];
    paged.writing == Writing::Vertical
        && paged.structure.node(owner).role != Role::Figure
        && run.glyphs.len() <= LONGEST_BLOCK.0
        && extent(run).to_pt() <= LONGEST_BLOCK.1 * run.size.to_pt()
}

/// How long a run is.
fn extent(run: &GlyphRun) -> Abs {
    run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at + glyph.advance)
}
