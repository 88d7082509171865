//! Grid mode 纵横对齐 (CLR-H03): runs of Latin fill whole ems, so that the Han characters of all lines stand in columns.
//!
//! Words may be broken between letters where the second part fills its frames but for a quarter of an em, which is left at the line's start.
//!
//! In: items with their junctions. Out: the same, with what stands beside each run of Latin made so wide that run and blanks are a whole
//! number of ems; it is shared by both sides and at most half an em on each.

use std::ops::Range;

use super::item::{Break, Item, Junction, Prepared};
use crate::cjk::Class;
use crate::units::{Abs, Em};

/// Aligns every run of Latin.
pub(super) fn align(prepared: &mut Prepared) {
    let is_western = |item: &Item| item.first.is_latin() || item.first == Class::Solidus;
    let em = prepared.sizes.first().copied().unwrap_or(Abs::ZERO);
    if em <= Abs::ZERO {
        return;
    }
    let mut from = 0;
    while let Some(start) = prepared.items[from..].iter().position(is_western).map(|found| from + found) {
        let starts_line = |item: &Item| item.junction.kind == Break::Forced;
        let rest = prepared.items[start + 1..].iter().take_while(|item| is_western(item) && !starts_line(item)).count();
        let end = start + 1 + rest;
        let own = &prepared.items[start..end];
        let length: Abs = own.iter().map(|item| item.advance).sum::<Abs>()
            + own.iter().skip(1).map(|item| item.junction.width).sum::<Abs>();
        let whole = em * ((length.to_raw() + em.to_raw() - 1).div_euclid(em.to_raw()));
        let spare = whole - length;
        let half = spare / 2;
        for item in &mut prepared.items[start + 1..end] {
            item.junction = rigid(&item.junction, item.junction.width);
        }
        fill_frames(prepared, start..end, (half, spare - half), em);
        let sides = [(start, half), (end, spare - half)];
        for (at, width) in sides.into_iter().filter(|(at, _)| *at > 0) {
            if let Some(item) = prepared.items.get_mut(at).filter(|item| !starts_line(item)) {
                item.junction = rigid(&item.junction, width);
            }
        }
        // At a line edge the blank stays: what follows must keep to its column.
        prepared.reach.entry(start).or_default().0 = half;
        prepared.reach.entry(end - 1).or_default().1 = spare - half;
        from = end;
    }
}

/// Where a run is broken, what is missing from whole frames is left at both edges; a break between letters that would leave too much
/// is none.
fn fill_frames(prepared: &mut Prepared, run: Range<usize>, (before, after): (Abs, Abs), em: Abs) {
    let missing = |length: Abs| Abs::raw((-length.to_raw()).rem_euclid(em.to_raw()));
    let total: Abs = prepared.items[run.clone()].iter().map(|item| item.advance).sum::<Abs>()
        + prepared.items[run.start + 1..run.end].iter().map(|item| item.junction.width).sum::<Abs>();
    let mut head = prepared.items[run.start].advance;
    for index in run.start + 1..run.end {
        let item = &mut prepared.items[index];
        let tail = total - head - item.junction.width;
        let (head_fill, tail_fill) = (missing(before + head), missing(tail + after));
        // What the parts lack is one em together: it stands at the line's end, like a frame that nothing fills.
        let fits = tail_fill <= Em::QUARTER.at(em);
        head += item.junction.width + item.advance;
        if item.junction.kind == Break::Cell && !fits {
            item.junction.kind = Break::Never;
        }
        if fits && item.junction.kind != Break::Never {
            prepared.reach.entry(index).or_default().0 = tail_fill;
            prepared.reach.entry(index - 1).or_default().1 = head_fill;
        }
    }
}

/// A junction of a fixed width that breaks as before.
fn rigid(junction: &Junction, width: Abs) -> Junction {
    Junction { width, kind: junction.kind, hyphen: junction.hyphen, ..Junction::SOLID }
}
