//! What could not be kept together: headings at the foot (CLR-N05), lone lines (CLR-L09), notes apart from their marks (CLR-O13).
//!
//! In: slabs and the frames that hold them. Out: where a break costs more than any page should, so that someone can reword it.

use super::cost::Cost;
use super::distribute::Slab;
use super::frame::Filled;
use super::notes::NoteLines;
use crate::display::PageStart;
use crate::typeset::places::Places;

/// What pages tell besides themselves.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Found {
    /// The numbers of notes on their pages.
    pub numbers: Places,
    /// What could not be kept together.
    pub apart: Vec<Apart>,
}

/// What should have been kept together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::typeset) enum Kept {
    /// A heading, or another block, and what it belongs to.
    Block,
    /// The last line of a paragraph and the one before it.
    Line,
    /// A note and its mark.
    Note,
}

/// Something that a page's end parted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct Apart {
    /// What.
    pub what: Kept,
    /// The page that it ends.
    pub page: String,
    /// Where the source has it.
    pub source: Option<PageStart>,
}

/// The frames after which something was parted, each with what, and with its last slab.
pub(super) fn apart(slabs: &[Slab], notes: &NoteLines, filled: &[Filled]) -> Vec<(usize, Kept, usize)> {
    let mut out = Vec::new();
    let mut noted = 0;
    for (at, frame) in filled.iter().enumerate() {
        noted += frame.slabs.iter().map(|slab| slabs[*slab].notes).sum::<usize>();
        let text = frame.slabs.iter().rev().find(|slab| slabs[**slab].float.is_none());
        let Some(&last) = text.or(frame.slabs.last()) else { continue };
        if last + 1 < slabs.len() && at + 1 < filled.len() {
            out.extend(parted(slabs[last].after).map(|what| (at, what, last)));
        }
        if noted > 0 && frame.notes.end < notes.beginning(noted - 1) && slabs[last].notes > 0 {
            out.push((at, Kept::Note, last));
        }
    }
    out
}

fn parted(after: Cost) -> Option<Kept> {
    match after.0 {
        cost if cost >= Cost::NEVER.0 => Some(Kept::Block),
        cost if cost >= Cost::LONE_LAST.0 => Some(Kept::Line),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Abs;

    fn slab(after: Cost, notes: usize) -> Slab {
        Slab { after, notes, ..Slab::row(0) }
    }

    fn frame(slabs: &[usize], notes: std::ops::Range<usize>) -> Filled {
        Filled { slabs: slabs.to_vec(), notes, after_full: false }
    }

    #[test]
    fn what_a_page_parts_is_found_clr_l09_n05_o13() {
        let slabs = [slab(Cost::NEVER, 0), slab(Cost::LONE_LAST, 1), slab(Cost::LONE_FIRST, 0), slab(Cost::NEVER, 0)];
        let notes = NoteLines::new(&[vec![Abs::pt(5.0); 2]], Abs::pt(5.0), Abs::pt(10.0));
        let whole = [frame(&[0, 1, 2, 3], 0..2)];
        assert_eq!(apart(&slabs, &notes, &whole), []);
        let each = [frame(&[0], 0..0), frame(&[1], 0..0), frame(&[2], 0..2), frame(&[3], 2..2)];
        let found = apart(&slabs, &notes, &each);
        assert_eq!(found, [(0, Kept::Block, 0), (1, Kept::Line, 1), (1, Kept::Note, 1)]);
    }
}
