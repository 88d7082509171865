//! Even spacing 均排 (CLR-A03): names and table heads are spread over a length of their own, whatever their line does.
//!
//! In: items and the pieces of their text. Out: the same, with what stands between the characters of such words opened by the same
//! amount, and no break among them. A character alone stands in the middle. Words that are longer than the length stay as they are.

use super::Text;
use super::item::{Break, Item, Junction, Prepared};
use crate::units::Abs;

/// Spreads all words that ask for it.
pub(super) fn spread(prepared: &mut Prepared, text: &Text) {
    if text.pieces.iter().all(|piece| piece.style.spread.is_none()) {
        return;
    }
    let asked = |item: &Item| text.pieces.get(item.piece as usize).and_then(|piece| piece.style.spread);
    let mut from = 0;
    while from < prepared.items.len() {
        let Some(spread) = asked(&prepared.items[from]) else {
            from += 1;
            continue;
        };
        let is_same = |item: &&Item| {
            asked(item).is_some_and(|other| other.name == spread.name) && item.junction.kind != Break::Forced
        };
        let end = from + 1 + prepared.items[from + 1..].iter().take_while(is_same).count();
        spread_words(prepared, from, end, spread.length);
        from = end;
    }
}

fn spread_words(prepared: &mut Prepared, from: usize, end: usize, length: Abs) {
    let own = &prepared.items[from..end];
    let natural: Abs = own.iter().map(|item| item.advance).sum::<Abs>()
        + own.iter().skip(1).map(|item| item.junction.width).sum::<Abs>();
    let spare = length - natural;
    if spare <= Abs::ZERO {
        return;
    }
    let count = own.iter().skip(1).filter(|item| item.junction.even).count() as i64;
    if count == 0 {
        return center(prepared, from, end, spare);
    }
    let (mut seen, mut given) = (0, Abs::ZERO);
    for item in &mut prepared.items[from + 1..end] {
        let mut width = item.junction.width;
        if item.junction.even {
            seen += 1;
            let due = spare.part(seen, count);
            width += due - given;
            given = due;
        }
        item.junction = Junction { width, ..Junction::SOLID };
    }
}

/// Leaves half of what is spare on each side of what cannot be opened.
fn center(prepared: &mut Prepared, from: usize, end: usize, spare: Abs) {
    let half = spare / 2;
    for (at, width) in [(from, half), (end, spare - half)] {
        if let Some(item) = prepared.items.get_mut(at).filter(|item| at > 0 && item.junction.kind != Break::Forced) {
            item.junction.width += width;
        }
    }
    prepared.reach.entry(from).or_default().0 += half;
    prepared.reach.entry(end - 1).or_default().1 += spare - half;
}
