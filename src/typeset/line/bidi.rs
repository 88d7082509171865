//! Text from right to left within a line: Hebrew and Arabic quotations (UAX #9).
//!
//! In: a text, its items. Out: embedding levels, and the order in which a line's boxes stand. Lines run from left to right: the
//! paragraphs are Chinese. Overrides typed into the text are followed as any other character of it.

use unicode_bidi::{BidiInfo, Level};

use super::Text;
use super::item::{Item, Prepared};
use crate::units::Abs;

/// Before text whose direction is its own, and after it (UAX #9: FSI, PDI).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Embedding levels by byte; `None` for a text without any character from right to left, which is nearly every one.
///
/// Words of another language are isolated, as HTML does with `dir`: two quotations don't run together across the mark between them.
pub(super) fn levels(text: &Text) -> Option<Vec<Level>> {
    // The scripts from right to left stand at U+0590 to U+08FF, U+FB1D to U+FDFF, U+FE70 to U+FEFF, U+10800 to U+10FFF and U+1E800
    // to U+1EFFF; no other character has these bytes first in UTF-8.
    let may_turn = |pair: &[u8]| {
        matches!(
            pair,
            [0xD6..=0xDF, _] | [0xE0, 0xA0..=0xA3] | [0xEF, 0xAC..=0xB7 | 0xB9..=0xBB] | [0xF0, 0x90 | 0x9E]
        )
    };
    if !text.text.as_bytes().windows(2).any(may_turn) {
        return None;
    }
    let own = text.pieces.first().map_or("", |piece| piece.language.as_str());
    let (mut shown, mut places) = (String::with_capacity(text.text.len() + 16), Vec::new());
    for pieces in text.pieces.chunk_by(|a, b| a.language == b.language) {
        let range = pieces[0].range.start..pieces[pieces.len() - 1].range.end;
        // Where the first piece is the quotation itself, the others are isolated from it.
        let is_isolated = pieces[0].language != own;
        shown.extend(is_isolated.then_some(ISOLATE.0));
        places.push((range.start, shown.len()));
        shown.push_str(&text.text[range]);
        shown.extend(is_isolated.then_some(ISOLATE.1));
    }
    let info = BidiInfo::new(&shown, Some(Level::ltr()));
    if !info.has_rtl() {
        return None;
    }
    let mut levels = vec![Level::ltr(); text.text.len()];
    for (n, &(start, at)) in places.iter().enumerate() {
        let end = places.get(n + 1).map_or(text.text.len(), |next| next.0);
        levels[start..end].copy_from_slice(&info.levels[at..at + end - start]);
    }
    Some(levels)
}

/// Gives each item its level.
pub(super) fn mark(prepared: &mut Prepared, levels: &[Level]) {
    for item in &mut prepared.items {
        item.level = levels.get(item.start as usize).map_or(0, |level| level.number());
    }
}

/// The boxes of a line from left to right, each with the gap before it (UAX #9, rule L2): what is reversed takes the gaps inside it
/// along.
pub(super) fn visual_order(items: &[Item], gaps: &[Abs]) -> Vec<(usize, Abs)> {
    let mut order: Vec<(usize, Abs)> = gaps.iter().copied().enumerate().collect();
    let highest = items.iter().map(|item| item.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut from = 0;
        while from < order.len() {
            let count = order[from..].iter().take_while(|(index, _)| items[*index].level >= level).count();
            if count > 1 {
                reverse(&mut order[from..from + count]);
            }
            from += count.max(1);
        }
    }
    order
}

fn reverse(part: &mut [(usize, Abs)]) {
    let first = part[0].1;
    let mut inner: Vec<Abs> = part[1..].iter().map(|entry| entry.1).collect();
    inner.reverse();
    part.reverse();
    part[0].1 = first;
    for (entry, gap) in part[1..].iter_mut().zip(inner) {
        entry.1 = gap;
    }
}
