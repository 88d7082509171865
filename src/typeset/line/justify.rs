//! Justify: a line's items in, the place of every box out. The steps of group M, each at once and equally; sums are exact.

use super::fit::{Span, room};
use super::inline_note::Shifted;
use super::item::Prepared;
use super::sums::{SHRINK_STEPS, STRETCH_STEPS, Sums};
use super::{Alignment, Measure, bidi};
use crate::cjk::compression::ShrinkStep;
use crate::units::Abs;

/// A line with its boxes placed.
pub(super) struct Placement {
    /// Where each box begins along the line.
    pub(super) starts: Vec<Abs>,
    /// Where the content ends.
    pub(super) end: Abs,
    /// Too long (positive) or too short (negative) by so much.
    pub(super) unfit: Abs,
    /// How far the even step opens each gap.
    pub(super) loose: Abs,
    /// How far the last mark hangs past the measure.
    pub(super) hang: Abs,
    /// Items that stand beside the line's middle.
    pub(super) shifted: Vec<Shifted>,
}

/// Places a line's boxes in its measure.
pub(super) fn justify(prepared: &Prepared, sums: &Sums<'_>, line: &Span, measure: &Measure) -> Placement {
    let extent = sums.extent(line.start, line.end);
    let hang = if line.hangs { sums.hanging(line.end) } else { Abs::ZERO };
    let length = room(measure, line.start) + hang;
    let mut gaps: Vec<Abs> = prepared.items[line.start..line.end].iter().map(|item| item.junction.width).collect();
    gaps[0] = Abs::ZERO;
    let (mut unfit, mut loose) = (Abs::ZERO, Abs::ZERO);
    let stretches = match measure.alignment {
        Alignment::Justified => !line.is_last,
        Alignment::Even => true,
        Alignment::Start | Alignment::Center | Alignment::End => false,
    };
    let mut spare = length - extent.natural;
    let mut adjust = Adjust { prepared, line, gaps: &mut gaps };
    if spare < Abs::ZERO {
        for (step, room) in SHRINK_STEPS.into_iter().zip(extent.shrink) {
            let used = (-spare).min(room);
            adjust.step(step, -used, room);
            spare += used;
        }
        unfit = -spare;
    } else if stretches {
        for (step, room) in STRETCH_STEPS.into_iter().zip(extent.stretch) {
            let used = spare.min(room);
            adjust.step(step, used, room);
            spare -= used;
        }
        if extent.even > 0 {
            adjust.evenly(spare, extent.even);
            loose = spare / i64::from(extent.even);
            spare = Abs::ZERO;
        } else {
            unfit = -spare;
        }
    }
    let placed = place(prepared, sums, line, measure, &gaps, spare.max(Abs::ZERO));
    Placement { unfit, loose, hang, ..placed }
}

fn place(prepared: &Prepared, sums: &Sums<'_>, line: &Span, measure: &Measure, gaps: &[Abs], spare: Abs) -> Placement {
    let shift = match measure.alignment {
        Alignment::Justified | Alignment::Start | Alignment::Even => Abs::ZERO,
        Alignment::Center => spare / 2,
        Alignment::End => spare,
    };
    let mut at = measure.length - room(measure, line.start) + shift + sums.start_blank(line.start);
    let items = &prepared.items[line.start..line.end];
    let mut starts = Vec::with_capacity(gaps.len());
    if items.iter().any(|item| item.level > 0) {
        starts.resize(gaps.len(), Abs::ZERO);
        for (index, gap) in bidi::visual_order(items, gaps) {
            at += gap;
            starts[index] = at;
            at += items[index].advance;
        }
    } else {
        for (item, gap) in items.iter().zip(gaps) {
            at += *gap;
            starts.push(at);
            at += item.advance;
        }
    }
    let hyphen = prepared.items.get(line.end).map_or(Abs::ZERO, |item| item.junction.hyphen);
    let end = at + hyphen + sums.end_blank(line.end - 1);
    Placement { starts, end, unfit: Abs::ZERO, loose: Abs::ZERO, hang: Abs::ZERO, shifted: Vec::new() }
}

/// Changes the gaps of a line.
struct Adjust<'a> {
    prepared: &'a Prepared,
    line: &'a Span,
    gaps: &'a mut [Abs],
}

impl Adjust<'_> {
    /// Adds `amount` (or takes it, if negative) to the junctions of a step, each by the same share of its room.
    fn step(&mut self, step: ShrinkStep, amount: Abs, room: Abs) {
        if amount == Abs::ZERO || room <= Abs::ZERO {
            return;
        }
        let (mut seen, mut given) = (Abs::ZERO, Abs::ZERO);
        let items = &self.prepared.items[self.line.start + 1..self.line.end];
        for (item, gap) in items.iter().zip(&mut self.gaps[1..]) {
            if item.junction.step == Some(step) {
                seen += if amount < Abs::ZERO { item.junction.shrink } else { item.junction.stretch };
                // Shares of the running sum are rounded, so that the last one makes the whole exact.
                let due = Abs::raw(
                    (i128::from(amount.to_raw()) * i128::from(seen.to_raw()) / i128::from(room.to_raw())) as i64,
                );
                *gap += due - given;
                given = due;
            }
        }
    }

    /// Opens all gaps that may open by the same amount.
    fn evenly(&mut self, amount: Abs, count: u32) {
        let (mut seen, mut given) = (0, Abs::ZERO);
        let items = &self.prepared.items[self.line.start + 1..self.line.end];
        for (item, gap) in items.iter().zip(&mut self.gaps[1..]) {
            if item.junction.even {
                seen += 1;
                let due = amount.part(seen, i64::from(count));
                *gap += due - given;
                given = due;
            }
        }
    }
}
