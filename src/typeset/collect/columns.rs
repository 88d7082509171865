//! Lengths of a table's columns (CLR-O15). In: the least and the natural length of each column, and the measure. Out: lengths that
//! together fill no more than the measure.
//!
//! Where all is well each column has its natural length. Where that is too much, heads turn in two lines before any cell below them does.
//! Where even that is too much, short columns keep theirs and the long ones share the
//! rest, by the root of what they hold, so that rows become about equally high; none becomes shorter than its longest word while
//! the measure allows it.

use crate::units::Abs;

/// What a column asks for, its padding included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Wanted {
    /// As long as the longest thing in it that no line parts.
    pub least: Abs,
    /// As long as its longest cell on one line.
    pub natural: Abs,
    /// The same with its head in two lines.
    pub body: Abs,
}

/// Whether the longest words of all columns stand beside one another.
pub(super) fn fits(wanted: &[Wanted], measure: Abs) -> bool {
    wanted.iter().map(|column| column.least).sum::<Abs>() <= measure
}

/// The lengths of columns, in whole `unit`s as far as that goes.
pub(super) fn lengths(wanted: &[Wanted], measure: Abs, unit: Abs) -> Vec<Abs> {
    let natural: Abs = wanted.iter().map(|column| column.natural).sum();
    if natural <= measure {
        return widened(wanted, measure, unit);
    }
    if wanted.iter().map(|column| column.body).sum::<Abs>() <= measure {
        return with_heads_turned(wanted, measure);
    }
    let least: Abs = wanted.iter().map(|column| column.least).sum();
    if least >= measure {
        return parted(wanted, measure);
    }
    in_units(shared(wanted, measure), wanted, measure, unit)
}

/// Nothing helps but to part words, the longest first: columns of short words keep theirs, the others become equally long.
fn parted(wanted: &[Wanted], measure: Abs) -> Vec<Abs> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&at| (wanted[at].least, at));
    let mut lengths = vec![Abs::ZERO; wanted.len()];
    let mut free = measure;
    for (done, &at) in order.iter().enumerate() {
        lengths[at] = wanted[at].least.min(free.part(1, (wanted.len() - done) as i64));
        free -= lengths[at];
    }
    lengths
}

/// Natural lengths rounded up to whole units, the longest columns first to go without where there is no room for all.
fn widened(wanted: &[Wanted], measure: Abs, unit: Abs) -> Vec<Abs> {
    let mut lengths: Vec<Abs> = wanted.iter().map(|column| column.natural).collect();
    let mut free = measure - lengths.iter().copied().sum::<Abs>();
    for length in &mut lengths {
        let more = rounded_up(*length, unit) - *length;
        if more <= free {
            *length += more;
            free -= more;
        }
    }
    lengths
}

/// All cells but heads on one line; the heads that need least more stand on one line too, as far as there is room.
fn with_heads_turned(wanted: &[Wanted], measure: Abs) -> Vec<Abs> {
    let mut lengths: Vec<Abs> = wanted.iter().map(|column| column.body).collect();
    let mut free = measure - lengths.iter().copied().sum::<Abs>();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&at| (wanted[at].natural - wanted[at].body, at));
    for at in order {
        let more = wanted[at].natural - wanted[at].body;
        if more <= free {
            lengths[at] += more;
            free -= more;
        }
    }
    lengths
}

/// Short columns as they are; the others share the rest by the root of their natural lengths.
fn shared(wanted: &[Wanted], measure: Abs) -> Vec<Abs> {
    let mut lengths: Vec<Option<Abs>> = vec![None; wanted.len()];
    loop {
        let rest = measure - lengths.iter().flatten().copied().sum::<Abs>();
        let open: Vec<usize> = (0..wanted.len()).filter(|&at| lengths[at].is_none()).collect();
        let weights: i64 = open.iter().map(|&at| weight(wanted[at])).sum();
        if open.is_empty() {
            break;
        }
        let share = |at: usize| rest.part(weight(wanted[at]), weights.max(1));
        // First those that need less than their share, then those that can't do with it: each leaves another rest.
        let short = open.iter().copied().find(|&at| wanted[at].natural <= share(at));
        let stiff = open.iter().copied().find(|&at| wanted[at].least > share(at));
        match (short, stiff) {
            (Some(at), _) => lengths[at] = Some(wanted[at].natural),
            (None, Some(at)) => lengths[at] = Some(wanted[at].least),
            (None, None) => {
                let found: Vec<(usize, Abs)> = open.iter().map(|&at| (at, share(at))).collect();
                for (at, length) in found {
                    lengths[at] = Some(length);
                }
                break;
            }
        }
    }
    let mut lengths: Vec<Abs> = lengths.into_iter().map(Option::unwrap_or_default).collect();
    let over = lengths.iter().copied().sum::<Abs>() - measure;
    if over > Abs::ZERO {
        give_up(&mut lengths, wanted, over);
    }
    lengths
}

/// Takes what is too much from columns that can give it.
fn give_up(lengths: &mut [Abs], wanted: &[Wanted], over: Abs) {
    let mut over = over;
    for (length, column) in lengths.iter_mut().zip(wanted) {
        let given = (*length - column.least).max(Abs::ZERO).min(over);
        *length -= given;
        over -= given;
    }
}

/// Whole units where no column falls below its longest word; what is left over goes to the columns that hold most.
fn in_units(lengths: Vec<Abs>, wanted: &[Wanted], measure: Abs, unit: Abs) -> Vec<Abs> {
    let mut lengths: Vec<Abs> = lengths
        .into_iter()
        .zip(wanted)
        .map(|(length, column)| {
            let whole = rounded_up(length - unit + Abs::raw(1), unit);
            if whole >= column.least && whole > Abs::ZERO { whole } else { length }
        })
        .collect();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(wanted[at].natural - lengths[at]), at));
    let mut free = measure - lengths.iter().copied().sum::<Abs>();
    while free >= unit {
        let Some(&at) = order.iter().find(|&&at| lengths[at] < wanted[at].natural) else { break };
        lengths[at] += unit;
        free -= unit;
        order.rotate_left(1);
    }
    lengths
}

fn weight(column: Wanted) -> i64 {
    column.natural.to_raw().max(1).isqrt().max(1)
}

fn rounded_up(length: Abs, unit: Abs) -> Abs {
    let unit = unit.to_raw().max(1);
    Abs::raw((length.to_raw() + unit - 1).div_euclid(unit) * unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(least: f64, natural: f64) -> Wanted {
        Wanted { least: Abs::pt(least), natural: Abs::pt(natural), body: Abs::pt(natural) }
    }

    #[test]
    fn heads_turn_before_the_cells_below_them_do_clr_o15() {
        let head = |least: f64, body: f64, natural: f64| Wanted { body: Abs::pt(body), ..column(least, natural) };
        let wanted = [head(20.0, 50.0, 50.0), head(20.0, 40.0, 80.0), head(20.0, 30.0, 50.0)];
        let found = lengths(&wanted, Abs::pt(150.0), Abs::pt(10.0));
        // The last head needs least more to stand on one line.
        assert_eq!(found, [50.0, 40.0, 50.0].map(Abs::pt));
    }

    fn check(columns: &[(f64, f64)], measure: f64, expected: &[f64]) {
        let wanted: Vec<Wanted> = columns.iter().map(|&(least, natural)| column(least, natural)).collect();
        let found: Vec<f64> =
            lengths(&wanted, Abs::pt(measure), Abs::pt(10.0)).iter().map(|length| length.to_pt()).collect();
        assert_eq!(found, expected, "{columns:?} in {measure}");
    }

    #[test]
    fn columns_have_what_they_need_in_whole_ems() {
        check(&[(20.0, 32.0), (20.0, 20.0)], 300.0, &[40.0, 20.0]);
        // The short column keeps its length, the long one has the rest.
        check(&[(20.0, 30.0), (20.0, 900.0)], 300.0, &[30.0, 270.0]);
        // Two long ones share by their roots: four times the text is twice the length.
        check(&[(20.0, 400.0), (20.0, 1600.0)], 300.0, &[100.0, 200.0]);
        // No column is shorter than its longest word.
        check(&[(150.0, 400.0), (20.0, 1600.0)], 300.0, &[150.0, 150.0]);
        // There is no room for all words: the longest are parted, a short one stays whole.
        check(&[(200.0, 400.0), (400.0, 400.0)], 300.0, &[150.0, 150.0]);
        check(&[(40.0, 40.0), (200.0, 400.0), (400.0, 400.0)], 300.0, &[40.0, 130.0, 130.0]);
    }

    proptest! {
        #[test]
        fn nothing_runs_past_the_measure(
            columns in proptest::collection::vec((1_i64..200, 0_i64..3_000), 1..12),
            measure in 60_i64..500,
        ) {
            let wanted: Vec<Wanted> = columns
                .iter()
                .map(|&(least, more)| Wanted {
                    body: Abs::pt((least + more / 2) as f64),
                    ..column(least as f64, (least + more) as f64)
                })
                .collect();
            let (measure, unit) = (Abs::pt(measure as f64), Abs::pt(9.0));
            let found = lengths(&wanted, measure, unit);
            prop_assert_eq!(found.len(), wanted.len());
            prop_assert!(found.iter().copied().sum::<Abs>() <= measure);
            prop_assert!(found.iter().all(|length| *length >= Abs::ZERO));
            if fits(&wanted, measure) {
                prop_assert!(found.iter().zip(&wanted).all(|(length, column)| *length >= column.least));
            }
        }
    }
}
