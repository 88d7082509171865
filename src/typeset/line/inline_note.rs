//! Inline notes 割注 (CLR-O12): two small lines within the line, without a gap, the second no longer than the first.
//!
//! Lines are broken as if every item of a note were half as long as it is. Where a line has taken its part of the note, that part
//! is divided in two, and what the longer half needs beyond the halves of its items is added; breaks are looked for again until
//! that no longer changes. So a note breaks into both small lines where it wraps, and the pitch stays.

use std::borrow::Cow;
use std::ops::Range;

use super::fit::Span;
use super::item::{Break, Item, Junction, Prepared};
use super::justify::Placement;
use super::mark::HEAD;
use super::{PieceKind, Text};
use crate::units::{Abs, Em, Writing};

/// How often breaks are looked for again.
pub(super) const ROUNDS: usize = 5;

/// A note among the items.
pub(super) struct Folded {
    items: Range<usize>,
    /// Of each item: its own length and what stands before it.
    full: Vec<(Abs, Abs)>,
    /// The type size of the line that it stands in.
    around: Abs,
}

/// A part of a line that is set off across it.
#[derive(Clone, Debug)]
pub(super) struct Shifted {
    /// The items.
    pub(super) items: Range<usize>,
    /// How far, towards the next line.
    pub(super) across: Abs,
}

/// Halves the items of every note.
pub(super) fn fold(prepared: &mut Prepared, text: &Text) {
    if !text.pieces.iter().any(|piece| piece.kind == PieceKind::InlineNote) {
        return;
    }
    let is_note = |item: &Item| text.pieces[item.piece as usize].kind == PieceKind::InlineNote;
    let mut from = 0;
    while let Some(start) = prepared.items[from..].iter().position(is_note).map(|found| from + found) {
        let count = prepared.items[start..].iter().take_while(|item| is_note(item)).count();
        from = start + count;
        let size = |item: &Item| text.pieces[item.piece as usize].style.size;
        let around = start.checked_sub(1).or(Some(from)).and_then(|n| prepared.items.get(n)).map_or(Abs::ZERO, size);
        let mut full = Vec::with_capacity(count);
        for (n, item) in prepared.items[start..from].iter_mut().enumerate() {
            full.push((item.advance, if n == 0 { Abs::ZERO } else { item.junction.width }));
            if n > 0 {
                let kind = if item.junction.kind == Break::Hyphen { Break::Never } else { item.junction.kind };
                item.junction = Junction { kind, width: item.junction.width / 2, ..Junction::SOLID };
            }
        }
        let own = size(&prepared.items[start]);
        let folded = Folded { items: start..from, full, around: around.max(own) };
        folded.reset(&mut prepared.items);
        prepared.folded.push(folded);
    }
}

/// Adds what the parts of the notes need on these lines; whether anything changed.
pub(super) fn widen(prepared: &mut Prepared, lines: &[Span]) -> bool {
    let Prepared { items, folded, .. } = prepared;
    let mut has_changed = false;
    for note in folded.iter() {
        let before: Vec<Abs> = items[note.items.clone()].iter().map(|item| item.advance).collect();
        note.reset(items);
        for part in note.parts(lines) {
            let halves = length(&items[part.clone()]);
            let middle = note.middle(items, &part);
            let needed = note.length(part.start..middle).max(note.length(middle..part.end));
            items[part.end - 1].advance += (needed - halves).max(Abs::ZERO);
        }
        has_changed |= !items[note.items.clone()].iter().map(|item| item.advance).eq(before);
    }
    has_changed
}

/// Puts the items of the notes on a line into their small lines.
pub(super) fn place(prepared: &Prepared, span: &Span, placement: &mut Placement, writing: Writing) -> Vec<Shifted> {
    let mut shifted = Vec::new();
    for note in &prepared.folded {
        for part in note.parts(std::slice::from_ref(span)) {
            let middle = note.middle(&prepared.items, &part);
            let start = placement.starts[part.start - span.start];
            for half in [part.start..middle, middle..part.end].into_iter().filter(|half| !half.is_empty()) {
                let mut at = start;
                for index in half.clone() {
                    let (advance, before) = note.full[index - note.items.start];
                    at += if index == half.start { Abs::ZERO } else { before };
                    placement.starts[index - span.start] = at;
                    at += advance;
                }
                let across = note.across(prepared, half.start == part.start, writing);
                shifted.push(Shifted { items: half, across });
            }
        }
    }
    shifted
}

/// Items as they are painted: those of notes at their own length again.
pub(super) fn unfolded(prepared: &Prepared, items: Range<usize>) -> Cow<'_, [Item]> {
    let mut own = Cow::Borrowed(&prepared.items[items.clone()]);
    for note in prepared.folded.iter().filter(|note| note.items.start < items.end && items.start < note.items.end) {
        for index in note.items.start.max(items.start)..note.items.end.min(items.end) {
            own.to_mut()[index - items.start].advance = note.full[index - note.items.start].0;
        }
    }
    own
}

fn length(items: &[Item]) -> Abs {
    let inner: Abs = items.iter().skip(1).map(|item| item.junction.width).sum();
    inner + items.iter().map(|item| item.advance).sum::<Abs>()
}

impl Folded {
    /// The parts of the note that stand on these lines.
    fn parts<'a>(&'a self, lines: &'a [Span]) -> impl Iterator<Item = Range<usize>> + 'a {
        let part = |line: &Span| line.start.max(self.items.start)..line.end.min(self.items.end);
        lines.iter().map(part).filter(|part| !part.is_empty())
    }

    fn reset(&self, items: &mut [Item]) {
        for (item, (advance, _)) in items[self.items.clone()].iter_mut().zip(&self.full) {
            // Halves of odd lengths are rounded up: what is too much is less than any reader sees.
            item.advance = Abs::raw((advance.to_raw() + 1) / 2);
        }
    }

    /// The length of items that stand one after the other, unfolded.
    fn length(&self, items: Range<usize>) -> Abs {
        let own = &self.full[items.start - self.items.start..items.end - self.items.start];
        own.iter().enumerate().map(|(n, (advance, before))| if n == 0 { *advance } else { *advance + *before }).sum()
    }

    /// Where a part is divided: the second half is as long as it can be without passing the first, and begins where a line may.
    fn middle(&self, items: &[Item], part: &Range<usize>) -> usize {
        let is_open =
            |at: usize| !matches!(items[at].junction.kind, Break::Never | Break::Desperate | Break::Emergency);
        let mut second = Abs::ZERO;
        let whole = self.length(part.clone());
        let mut found = part.end;
        for at in (part.start + 1..part.end).rev() {
            let (advance, before) = self.full[at - self.items.start];
            second += advance;
            // What stood between the halves is gone.
            if second > whole - second - before {
                break;
            }
            if is_open(at) {
                found = at;
            }
            second += before;
        }
        found
    }

    /// How far a half stands from the line, towards the next one.
    fn across(&self, prepared: &Prepared, is_first: bool, writing: Writing) -> Abs {
        // The halves meet in the middle of the line.
        let small = self.around.min(prepared.size_of(self.items.start));
        match writing {
            Writing::Horizontal => {
                let middle = Em::HALF.at(self.around) - HEAD.at(self.around);
                if is_first { middle - (small - HEAD.at(small)) } else { middle + HEAD.at(small) }
            }
            Writing::Vertical if is_first => -small / 2,
            Writing::Vertical => small / 2,
        }
    }
}
