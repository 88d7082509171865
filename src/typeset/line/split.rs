//! Objects that are longer than a line: a word, an address, a row of marks. They may be broken anywhere, at a high price.

use super::item::{Break, Ink, Item, Junction, Part, Prepared};
use crate::cjk::class::latin_class;
use crate::cjk::prohibition::{forbidden_at_end, forbidden_at_start};
use crate::cjk::{Class, ProhibitionLevel};
use crate::units::Abs;

/// Opens every stretch of items without a break that is longer than `limit`: between its items, and within its words
/// between clusters.
pub(super) fn split_long(prepared: &mut Prepared, text: &str, limit: Abs, level: ProhibitionLevel) {
    let mut chunks = Vec::new();
    let mut from = 0;
    for index in 1..=prepared.items.len() {
        let ends = prepared.items.get(index).is_none_or(|item| item.junction.kind != Break::Never);
        if ends {
            let hyphen = prepared.items.get(index).map_or(Abs::ZERO, |item| item.junction.hyphen);
            if length(&prepared.items[from..index]) + hyphen > limit {
                chunks.push(from..index);
            }
            from = index;
        }
    }
    if chunks.is_empty() {
        return;
    }
    let mut items = Vec::with_capacity(prepared.items.len() + chunks.len());
    let mut done = 0;
    for chunk in chunks {
        items.extend_from_slice(&prepared.items[done..chunk.start]);
        for index in chunk.clone() {
            let first = items.len();
            split_item(prepared, text, index, &mut items);
            // The first item of the chunk keeps what stands before it.
            let opened = if index == chunk.start { first + 1 } else { first };
            for at in opened..items.len() {
                open(&mut items, at, level);
            }
        }
        done = chunk.end;
    }
    items.extend_from_slice(&prepared.items[done..]);
    prepared.items = items;
}

/// Lets a line break before an item of a chunk. Within words is better than beside a mark that may not be at an edge.
fn open(items: &mut [Item], at: usize, level: ProhibitionLevel) {
    let is_kept = forbidden_at_start(items[at].first, level) || forbidden_at_end(items[at - 1].last, level);
    let junction = &mut items[at].junction;
    junction.kind = if is_kept { Break::Desperate } else { Break::Emergency };
    junction.hyphen = Abs::ZERO;
}

fn length(items: &[Item]) -> Abs {
    let inner: Abs = items.iter().skip(1).map(|item| item.junction.width).sum();
    items.iter().map(|item| item.advance).sum::<Abs>() + inner
}

/// Adds an item, or its clusters one by one.
fn split_item(prepared: &mut Prepared, text: &str, index: usize, items: &mut Vec<Item>) {
    let item = prepared.items[index];
    let Ink::Pool(first, count) = item.ink else { return items.push(item) };
    // Text from right to left is shaped as a whole, and its clusters run backwards.
    if item.level % 2 == 1 || !(item.first.is_latin() || matches!(item.first, Class::Solidus | Class::Combining)) {
        return items.push(item);
    }
    let glyphs = &mut prepared.pool[first as usize..(first + count) as usize];
    let starts: Vec<usize> = (0..glyphs.len()).filter(|&n| n == 0 || glyphs[n].len > 0).collect();
    let mut kern = item.junction.width;
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(glyphs.len());
        let origin = glyphs[start].at;
        let next = glyphs.get(end).map_or(item.advance, |glyph| glyph.at);
        let bytes = (glyphs[start].start, glyphs.get(end).map_or(item.end, |glyph| glyph.start));
        let shaped = next - if n == 0 { Abs::ZERO } else { origin };
        // A letter alone has its own advance; its kerning stands before the next one.
        let is_kerned = end == start + 1 && end < glyphs.len() && glyphs[start].shift == Abs::ZERO;
        let advance = if is_kerned { glyphs[start].advance } else { shaped };
        let before = std::mem::replace(&mut kern, shaped - advance);
        let own = text.get(bytes.0 as usize..bytes.1 as usize).unwrap_or("");
        items.push(Item {
            first: own.chars().next().map_or(item.first, latin_class),
            last: own.chars().next_back().map_or(item.last, latin_class),
            start: if n == 0 { item.start } else { bytes.0 },
            end: bytes.1,
            advance,
            ink: Ink::Pool(first + start as u32, (end - start) as u32),
            part: if n == 0 { item.part } else { Part::Later(Break::Emergency) },
            counted: item.counted.min(1),
            junction: if n == 0 { item.junction } else { Junction { width: before, ..Junction::SOLID } },
            ..item
        });
        if n > 0 {
            for glyph in &mut glyphs[start..end] {
                glyph.at -= origin;
            }
        }
    }
}
