//! What a line costs: how far it must shrink or stretch, and where it ends (group M). Integers throughout.
//!
//! The scale: a line whose gaps each open by n/1000 em costs n². Twenty-nine gaps that share half an em cost 289.

use super::item::Break;
use super::sums::Extent;
use crate::units::Abs;

/// Each step of shrinking at its limit, in the order of the steps: 先挤进，后推出, so that all of them together cost less
/// than gaps of 35/1000 em (CLR-D03).
const SHRINK_COST: [i64; 6] = [60, 90, 120, 180, 280, 500];

/// Each step of stretching at its limit.
const STRETCH_COST: [i64; 2] = [60, 120];

/// Where word spaces alone are what can open, the room of each among all gaps is at least this, in thousandths of an em.
const WESTERN: i64 = 150;

/// How many times cheaper word spaces of a Western line open than the gaps between Han: by a tenth of an em for 1000.
const WESTERN_PART: i64 = 10;

/// A hyphen; as much as gaps of 25/1000 em.
const HYPHEN: i64 = 600;

/// A hyphen below a hyphen.
const HYPHENS_IN_A_ROW: i64 = 4_000;

/// A break after a sign of an address or of code.
const RELUCTANT: i64 = 300;

/// A break between the humps of CamelCase.
const HUMP: i64 = 2_500;

/// A break after the solidus of an address, to which both edges are forbidden (CLR-D01), and after ① (CLR-E04).
const UNWILLING: i64 = 5_000;

/// A last line of one character 单字不成行 (CLR-L08): as bad as gaps of half an em.
const RUNT: i64 = 250_000;

/// A break anywhere in an address: better than gaps of 140/1000 em.
const ANYWHERE: i64 = 20_000;

/// A break within a syllable of code: better than gaps of 190/1000 em.
const WITHIN: i64 = 36_000;

/// A line whose gaps open wider than this, in thousandths of an em, was pushed out 推出.
const PUSHED_OUT: i64 = 25;

/// A pushed-out line below another (CLR-D09).
const PUSHED_OUT_IN_A_ROW: i64 = 1_200;

/// A mark that hangs past the line end: where it may, it does so rather than be squeezed in or pushed out.
const HANGING: i64 = 40;

/// How many times dearer squeezing is where it is to be spared (CLR-D11).
const SPARED: i64 = 12;

/// A break anywhere in a word that is longer than a line.
const EMERGENCY: i64 = 400_000;

/// A break in a row of marks that must stay together.
const DESPERATE: i64 = 40_000_000;

/// A mark at a line start, which Taiwan bears rather than push out three characters (CLR-D10): better than gaps of 80/1000 em.
const EXCEPTED: i64 = 6_400;

/// A line that nothing in it can bring to its length.
const SHORT: i64 = 4_000_000;

/// A line that is longer than the measure.
const OVERFULL: i64 = 1_000_000_000_000;

/// The most that looseness costs, so that sums stay far from overflow.
const MOST: i64 = 4_000_000_000;

/// How lines are judged.
#[derive(Clone, Copy)]
pub(super) struct Judge {
    /// The type size that looseness is measured in.
    pub(super) em: Abs,
    /// Whether lines are brought to the measure.
    pub(super) justifies: bool,
    /// Whether even spacing is preferred to squeezing marks (CLR-D11).
    pub(super) spares_marks: bool,
}

/// A line as judged.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    /// What its fit costs.
    pub(super) cost: i64,
    /// Whether it was pushed out 推出: its gaps open visibly.
    pub(super) is_pushed_out: bool,
    /// Whether its last mark hangs.
    pub(super) hangs: bool,
}

impl Judge {
    /// The judgement of a line: `length` is what it may fill, `hanging` what it may let hang past it. `None` if it cannot shrink
    /// enough.
    pub(super) fn fit(&self, extent: &Extent, length: Abs, hanging: Abs) -> Option<Verdict> {
        let plain = self.brought_to(extent, length);
        if hanging == Abs::ZERO {
            return plain;
        }
        let hung = self.brought_to(extent, length + hanging);
        let hung = hung.map(|hung| Verdict { cost: hung.cost + HANGING, hangs: true, ..hung });
        match (plain, hung) {
            (Some(plain), Some(hung)) => Some(if hung.cost < plain.cost { hung } else { plain }),
            (plain, hung) => plain.or(hung),
        }
    }

    fn brought_to(&self, extent: &Extent, length: Abs) -> Option<Verdict> {
        let spare = length - extent.natural;
        if spare < Abs::ZERO {
            // A ragged line may end anywhere: nothing is gained by squeezing it.
            let cost = if self.justifies { self.shrinking(extent, -spare)? } else { return None };
            return Some(Verdict { cost, is_pushed_out: false, hangs: false });
        }
        let (cost, loose) = self.stretching(extent, spare);
        Some(Verdict { cost, is_pushed_out: loose > PUSHED_OUT, hangs: false })
    }

    /// The judgement of a last line: it is not stretched (CLR-L11).
    pub(super) fn last_fit(&self, extent: &Extent, length: Abs, hanging: Abs, counted: u32) -> Option<Verdict> {
        let runt = if counted < 2 { RUNT } else { 0 };
        let spare = length - extent.natural;
        let verdict = |cost: i64, hangs| Verdict { cost: cost + runt, is_pushed_out: false, hangs };
        if spare >= Abs::ZERO {
            return Some(verdict(0, false));
        }
        // The last mark hangs where the rest of the line then fits as it is.
        if spare + hanging >= Abs::ZERO {
            return Some(verdict(HANGING, true));
        }
        Some(verdict(self.shrinking(extent, -spare)?, false))
    }

    /// What it costs to have two pushed-out lines one below the other.
    pub(super) const fn in_a_row(first: bool, second: bool) -> i64 {
        if first && second { PUSHED_OUT_IN_A_ROW } else { 0 }
    }

    /// The cost of an overfull line.
    pub(super) fn overfull(&self, extent: &Extent, length: Abs) -> i64 {
        OVERFULL + thousandths(extent.natural - length, self.em).min(MOST)
    }

    /// The cost of opening a line's gaps, and how far the even step opens each, in thousandths of an em.
    fn stretching(&self, extent: &Extent, spare: Abs) -> (i64, i64) {
        if !self.justifies {
            // Sixteenths of an em, squared: two ragged ems cost 1024.
            let short = (thousandths(spare, self.em) * 16 / 1000).min(60_000);
            return (short * short, 0);
        }
        let (mut rest, mut cost) = (spare, 0);
        for (room, price) in extent.stretch.into_iter().zip(STRETCH_COST) {
            let used = rest.min(room);
            cost += share_squared(used, room, price);
            rest -= used;
        }
        cost += self.western(extent, spare - rest);
        if rest <= Abs::ZERO {
            return (cost, 0);
        }
        if extent.even == 0 {
            return (cost + SHORT + thousandths(rest, self.em).min(MOST), 0);
        }
        let loose = (thousandths(rest, self.em) / i64::from(extent.even)).min(60_000);
        (cost + loose * loose, loose)
    }

    /// What opening word spaces costs in a line that has no other gaps: there half an em is wide, and a hyphen is better (CLR-H08).
    fn western(&self, extent: &Extent, opened: Abs) -> i64 {
        let gaps = i64::from(extent.even.max(1));
        if extent.even == 0 || thousandths(extent.stretch[0], self.em) / gaps < WESTERN {
            return 0;
        }
        let each = thousandths(opened, self.em) / gaps;
        each * each / WESTERN_PART
    }

    fn shrinking(&self, extent: &Extent, excess: Abs) -> Option<i64> {
        let (mut rest, mut cost) = (excess, 0);
        for (room, price) in extent.shrink.into_iter().zip(SHRINK_COST) {
            let used = rest.min(room);
            cost += share_squared(used, room, price);
            rest -= used;
        }
        let price = if self.spares_marks { SPARED } else { 1 };
        (rest <= Abs::ZERO).then_some(cost * price)
    }
}

/// The cost of ending a line at a junction, after a line that did or did not end with a hyphen.
pub(super) const fn ending(kind: Break, after_hyphen: bool) -> i64 {
    match kind {
        Break::Never | Break::Free | Break::Forced => 0,
        Break::Reluctant | Break::Cell => RELUCTANT,
        Break::Unwilling => UNWILLING,
        Break::Hyphen if after_hyphen => HYPHEN + HYPHENS_IN_A_ROW,
        Break::Hyphen => HYPHEN,
        Break::Hump => HUMP,
        Break::Anywhere => ANYWHERE,
        Break::Within => WITHIN,
        Break::Emergency => EMERGENCY,
        Break::Desperate => DESPERATE,
        Break::Excepted => EXCEPTED,
    }
}

/// `price` times the square of the used share.
fn share_squared(used: Abs, room: Abs, price: i64) -> i64 {
    if used <= Abs::ZERO {
        return 0;
    }
    let share = used.to_raw() * 1000 / room.to_raw().max(1);
    price * share * share / 1_000_000
}

fn thousandths(length: Abs, em: Abs) -> i64 {
    length.to_raw().saturating_mul(1000) / em.to_raw().max(1)
}
