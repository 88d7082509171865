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
        let each = (rest / count).min(MOST.at(prepared.size_of(span.start)));
        for at in span.start..span.end {
            widen(prepared, text, span, at, each);
        }
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
fn widen(prepared: &mut Prepared, text: &Text, span: &Span, at: usize, each: Abs) {
    let count = gaps(prepared, text, span, at);
    if count == 0 {
        return;
    }
    let item = &mut prepared.items[at];
    let Ink::Pool(first, glyphs) = item.ink else { return };
    let before = goes_on(item) && at > span.start;
    if before {
        item.junction.width += each;
    }
    let inner = i64::from(count) - i64::from(before);
    item.advance += each * inner;
    let mut moved = -1;
    for glyph in &mut prepared.pool[first as usize..(first + glyphs) as usize] {
        moved += i64::from(glyph.len > 0);
        glyph.at += each * moved.max(0);
    }
}
