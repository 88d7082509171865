//! Running sums over items, so that a line's width and its room to give and take are differences of two entries.

use std::collections::BTreeMap;

use super::item::{Item, Prepared};
use super::{EdgeMarks, Setting, Squeeze};
use crate::cjk::Class;
use crate::cjk::compression::ShrinkStep;
use crate::cjk::hanging::may_hang;
use crate::units::{Abs, Region, Writing};

/// Steps in which a line shrinks, in their order (group M).
pub(super) const SHRINK_STEPS: [ShrinkStep; 6] = [
    ShrinkStep::WordSpace,
    ShrinkStep::Interpunct,
    ShrinkStep::Bracket,
    ShrinkStep::Pause,
    ShrinkStep::Gap,
    ShrinkStep::Stop,
];

/// Steps in which a line stretches before all gaps open evenly.
pub(super) const STRETCH_STEPS: [ShrinkStep; 2] = [ShrinkStep::WordSpace, ShrinkStep::Gap];

/// What stands before an item's box, summed from the start of the text. Room is counted modulo 2³²: within a line the
/// differences are far smaller, and half the memory is read.
#[derive(Clone, Copy, Default)]
struct Sum {
    width: i64,
    shrink: [u32; SHRINK_STEPS.len()],
    stretch: [u32; STRETCH_STEPS.len()],
    even: u32,
    counted: u32,
}

/// The measures of every possible line.
pub(super) struct Sums<'a> {
    items: &'a [Item],
    reach: &'a BTreeMap<usize, (Abs, Abs)>,
    sums: Vec<Sum>,
    trims_edges: bool,
    trims_points: bool,
    /// Who may hang past a line end, where hanging is wanted.
    hangs: Option<(Region, Writing)>,
    /// The largest type size of the text.
    em: Abs,
}

/// A line's natural length and its room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// With nothing shrunk or stretched.
    pub(super) natural: Abs,
    /// What each step of shrinking has to give.
    pub(super) shrink: [Abs; SHRINK_STEPS.len()],
    /// What each step of stretching has to take.
    pub(super) stretch: [Abs; STRETCH_STEPS.len()],
    /// How many junctions open evenly.
    pub(super) even: u32,
}

impl<'a> Sums<'a> {
    pub(super) fn new(prepared: &'a Prepared, setting: &Setting<'_>) -> Self {
        let items = prepared.items.as_slice();
        let mut sums = Vec::with_capacity(items.len());
        let mut sum = Sum::default();
        for item in items {
            let junction = &item.junction;
            sum.width += junction.width.to_raw();
            if let Some(step) = junction.step {
                for (n, _) in SHRINK_STEPS.iter().enumerate().filter(|(_, other)| **other == step) {
                    sum.shrink[n] = sum.shrink[n].wrapping_add(junction.shrink.to_raw() as u32);
                }
                for (n, _) in STRETCH_STEPS.iter().enumerate().filter(|(_, other)| **other == step) {
                    sum.stretch[n] = sum.stretch[n].wrapping_add(junction.stretch.to_raw() as u32);
                }
            }
            sum.even = sum.even.wrapping_add(u32::from(junction.even));
            sums.push(sum);
            sum.width += item.advance.to_raw();
            sum.counted = sum.counted.wrapping_add(u32::from(item.counted));
        }
        let trims_edges = setting.squeeze == Squeeze::Full;
        let trims_points = trims_edges && setting.edge_marks == EdgeMarks::All;
        let em = prepared.sizes.iter().copied().max().unwrap_or(Abs::ZERO);
        let hangs = setting.hangs.then_some((setting.region, setting.writing));
        Self { items, reach: &prepared.reach, sums, trims_edges, trims_points, hangs, em }
    }

    /// The blank at a line's start that stays (CLR-G02, G03: none where edges are trimmed).
    pub(super) fn start_blank(&self, first: usize) -> Abs {
        let reach =
            if self.reach.is_empty() { Abs::ZERO } else { self.reach.get(&first).map_or(Abs::ZERO, |reach| reach.0) };
        if self.trims_edges { reach } else { reach + self.items[first].blank_start }
    }

    /// The blank at a line's end that stays (CLR-G01, G04).
    pub(super) fn end_blank(&self, last: usize) -> Abs {
        let item = &self.items[last];
        let is_trimmed = if item.last == Class::Closing { self.trims_edges } else { self.trims_points };
        let reach =
            if self.reach.is_empty() { Abs::ZERO } else { self.reach.get(&last).map_or(Abs::ZERO, |reach| reach.1) };
        if is_trimmed { reach } else { reach + item.blank_end }
    }

    /// How far the line that ends before `end` may hang past its measure: the ink of a last mark that stands alone (CLR-G05).
    pub(super) fn hanging(&self, end: usize) -> Abs {
        let Some((region, writing)) = self.hangs else { return Abs::ZERO };
        let last = &self.items[end - 1];
        let is_alone = end < 2 || !self.items[end - 2].last.is_mark();
        if may_hang(last.last, region, writing) && is_alone {
            last.blank_start + last.advance + self.end_blank(end - 1)
        } else {
            Abs::ZERO
        }
    }

    /// The most that any line may hang past its measure.
    pub(super) fn most_hanging(&self) -> Abs {
        if self.hangs.is_some() { self.em } else { Abs::ZERO }
    }

    /// The natural length of the line of items `start..end`, which is not empty.
    pub(super) fn natural(&self, start: usize, end: usize) -> Abs {
        let (from, to) = (&self.sums[start], &self.sums[end - 1]);
        let hyphen = self.items.get(end).map_or(Abs::ZERO, |item| item.junction.hyphen);
        let inner = Abs::raw(to.width - from.width) + self.items[end - 1].advance;
        inner + hyphen + self.start_blank(start) + self.end_blank(end - 1)
    }

    /// The least that the boxes of a line can shrink to, with no hyphen: it never falls as a line grows.
    pub(super) fn least(&self, start: usize, end: usize) -> Abs {
        let extent = self.extent(start, end);
        let hyphen = self.items.get(end).map_or(Abs::ZERO, |item| item.junction.hyphen);
        extent.natural - hyphen - extent.shrink.into_iter().sum()
    }

    /// A line's length and room.
    pub(super) fn extent(&self, start: usize, end: usize) -> Extent {
        let (from, to) = (&self.sums[start], &self.sums[end - 1]);
        let room = |to: u32, from: u32| Abs::raw(i64::from(to.wrapping_sub(from)));
        let mut shrink = [Abs::ZERO; SHRINK_STEPS.len()];
        for (n, slot) in shrink.iter_mut().enumerate() {
            *slot = room(to.shrink[n], from.shrink[n]);
        }
        let mut stretch = [Abs::ZERO; STRETCH_STEPS.len()];
        for (n, slot) in stretch.iter_mut().enumerate() {
            *slot = room(to.stretch[n], from.stretch[n]);
        }
        Extent { natural: self.natural(start, end), shrink, stretch, even: to.even.wrapping_sub(from.even) }
    }

    /// How many characters a line counts, marks left aside (CLR-L08).
    pub(super) fn counted(&self, start: usize, end: usize) -> u32 {
        let (from, to) = (&self.sums[start], &self.sums[end - 1]);
        to.counted.wrapping_sub(from.counted).wrapping_add(u32::from(self.items[end - 1].counted))
    }
}
