//! Letters of Western lines: where word spaces have opened to their limit, the letters of the words open a little too, rather than the
//! spaces any further (CLR-H08). In: a paragraph of Western words alone and its lines. Out: the same, wider words.

use super::fit::{Span, room};
use super::item::{Break, Ink, Item, Part, Prepared};
use super::sums::Sums;
use super::{Measure, PieceKind, Setting, Text};
use crate::units::{Abs, Em};

/// The most that a letter moves from the one before it: less than anyone sees.
const MOST: Em = Em::raw(65_536 / 64);

/// Opens the letters of the lines that need it. The places of breaks stay.
pub(super) fn open(prepared: &mut Prepared, text: &Text, spans: &[Span], measure: &Measure, setting: &Setting<'_>) {
    let sums = Sums::new(prepared, setting);
    let wanted = |span: &Span| {
        let extent = sums.extent(span.start, span.end);
        let rest = room(measure, span.start) - extent.natural - extent.stretch.into_iter().sum();
        (rest > Abs::ZERO && !span.is_last).then_some(rest)
    };
    let lines: Vec<(&Span, Abs)> = spans.iter().filter_map(|span| Some((span, wanted(span)?))).collect();
    for (span, rest) in lines {
        let count: i64 = (span.start..span.end).map(|at| i64::from(gaps(prepared, text, span, at))).sum();
        if count == 0 {
            continue;
        }
        let most = MOST.at(prepared.size_of(span.start)) * count;
        let mut share = Share { whole: rest.min(most), count, given: 0 };
        for at in span.start..span.end {
            widen(prepared, text, span, at, &mut share);
        }
    }
}

/// What the letters of a line take up. Shares of the running sum are rounded, so that the last one makes the whole exact.
struct Share {
    whole: Abs,
    count: i64,
    given: i64,
}

impl Share {
    /// How far all letters so far have moved.
    fn so_far(&self) -> Abs {
        self.whole.part(self.given, self.count)
    }

    /// How far the next letter moves from the one before it.
    fn next(&mut self) -> Abs {
        let before = self.so_far();
        self.given += 1;
        self.so_far() - before
    }
}

/// How many letters of an item may move: all but those that begin a word or a line.
fn gaps(prepared: &Prepared, text: &Text, span: &Span, at: usize) -> u32 {
    let item = &prepared.items[at];
    let Ink::Pool(first, count) = item.ink else { return 0 };
    if text.pieces[item.piece as usize].kind != PieceKind::Words || item.level > 0 {
        return 0;
    }
    let letters = prepared.pool[first as usize..(first + count) as usize].iter().filter(|glyph| glyph.len > 0).count();
    let first = usize::from(!goes_on(item) || at == span.start);
    letters.saturating_sub(first) as u32
}

/// Whether an item goes on with the word before it.
fn goes_on(item: &Item) -> bool {
    matches!(item.part, Part::Later(kind) if kind != Break::Forced)
}

/// Moves the letters of an item apart.
fn widen(prepared: &mut Prepared, text: &Text, span: &Span, at: usize, share: &mut Share) {
    if gaps(prepared, text, span, at) == 0 {
        return;
    }
    let item = &mut prepared.items[at];
    let Ink::Pool(first, glyphs) = item.ink else { return };
    if goes_on(item) && at > span.start {
        item.junction.width += share.next();
    }
    let mut moved = Abs::ZERO;
    for (n, glyph) in prepared.pool[first as usize..(first + glyphs) as usize].iter_mut().enumerate() {
        if n > 0 && glyph.len > 0 {
            moved += share.next();
        }
        glyph.at += moved;
    }
    item.advance += moved;
}
