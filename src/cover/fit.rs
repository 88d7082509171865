//! Fitting words into a box: clusters in, a type size and lines out. Nothing is ever left out: the type shrinks instead.
//!
//! For each size and number of lines the best lines are found over all breaks; the price weighs sense, evenness and size.

use std::ops::Range;

use super::measure::{Class, Cluster, gap};
use super::sense;
use crate::units::{Abs, Em, Size};

/// What the words have to fit into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) size: Size,
    pub(super) largest: Abs,
    pub(super) smallest: Abs,
    pub(super) leading: Em,
    pub(super) tracking: Em,
    pub(super) lines: usize,
}

/// Words as they fit.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Fitted {
    pub(super) size: Abs,
    /// Clusters of each line; together all of them.
    pub(super) lines: Vec<Range<usize>>,
    /// Whether the type is smaller than the template calls good.
    pub(super) crowded: bool,
}

/// Sizes tried between the largest and the smallest.
const STEPS: i64 = 48;

/// The price of type at no size at all; half the largest size costs half of it.
const SHRINKING: i64 = 420;

/// How dear type becomes below three fifths of the largest size: a title in one small line on an empty cover is worse than one in two.
const TINY: i64 = 1_200;

/// The price of one line more.
const LINE: i64 = 12;

/// The price of a line with a single character beside longer ones.
const LONELY: i64 = 1_500;

/// The price of a line that goes on after a colon: the colon parts a title, and lines should show it.
const PARTED: i64 = 130;

/// Fits `clusters` into `frame`.
pub(super) fn fit(clusters: &[Cluster], frame: &Frame) -> Fitted {
    let ruler = Ruler::new(clusters, frame.tracking);
    let good = sizes(frame.largest, frame.smallest);
    if let Some(fitted) = best(clusters, &ruler, frame, &good, frame.lines) {
        return filled(clusters, &ruler, frame, fitted);
    }
    // Below the smallest good size: as many lines as it takes, down to a tenth.
    let small = sizes(frame.smallest, frame.smallest / 10);
    let mut fitted = best(clusters, &ruler, frame, &small, 40).unwrap_or_else(|| one_line(clusters, &ruler, frame));
    fitted.crowded = true;
    fitted
}

/// The lines in the largest size that the box allows them: the sizes tried leave a little, which an edge would show.
fn filled(clusters: &[Cluster], ruler: &Ruler, frame: &Frame, fitted: Fitted) -> Fitted {
    let widest = fitted.lines.iter().map(|line| ruler.inked_width(clusters, line)).max().unwrap_or(Em::ONE);
    let heights = Em::ONE + frame.leading * (fitted.lines.len() as i64 - 1);
    let exact = |length: Abs, ems: Em| {
        Abs::raw((i128::from(length.to_raw()) * 65_536 / i128::from(ems.to_raw().max(1))) as i64)
    };
    let size = exact(frame.size.width, widest).min(exact(frame.size.height, heights)).min(frame.largest);
    Fitted { size: size.max(fitted.size), ..fitted }
}

fn sizes(largest: Abs, smallest: Abs) -> Vec<Abs> {
    (0..=STEPS).map(|step| largest - (largest - smallest).part(step, STEPS)).collect()
}

/// Whatever the width, a single line of the size that fits it.
fn one_line(clusters: &[Cluster], ruler: &Ruler, frame: &Frame) -> Fitted {
    let ems = ruler.width(clusters, &(0..clusters.len())).to_raw().max(1);
    let size = Abs::raw((i128::from(frame.size.width.to_raw()) * 65_536 / i128::from(ems)) as i64);
    Fitted { size: size.min(frame.size.height), lines: std::iter::once(0..clusters.len()).collect(), crowded: true }
}

/// Lines and their price.
type Priced = (i64, Vec<Range<usize>>);

fn best(clusters: &[Cluster], ruler: &Ruler, frame: &Frame, sizes: &[Abs], most: usize) -> Option<Fitted> {
    let mut best: Option<(i64, Fitted)> = None;
    let largest = sizes.first()?.to_raw().max(1);
    for count in 1..=most.min(clusters.len().max(1)) {
        let mut last: Option<(Em, Option<Priced>)> = None;
        for &size in sizes {
            let height = frame.leading.at(size) * (count as i64 - 1) + size;
            if height > frame.size.height {
                continue;
            }
            let shrinking = shrinking(largest, size) + LINE * (count as i64 - 1);
            if best.as_ref().is_some_and(|(price, _)| *price <= shrinking) {
                break;
            }
            let measure = frame.size.width.in_ems(size);
            let lines = match &last {
                Some((same, lines)) if *same == measure => lines.clone(),
                _ => break_into(clusters, ruler, count, measure),
            };
            if let Some((price, lines)) = &lines {
                let price = price + shrinking;
                if best.as_ref().is_none_or(|(least, _)| price < *least) {
                    best = Some((price, Fitted { size, lines: lines.clone(), crowded: false }));
                }
            }
            last = Some((measure, lines));
        }
    }
    best.map(|(_, fitted)| fitted)
}

/// What type costs that is smaller than the largest. It never falls as type shrinks.
fn shrinking(largest: i64, size: Abs) -> i64 {
    let below = (largest * 3 / 5 - size.to_raw()).max(0);
    SHRINKING * (largest - size.to_raw()) / largest + TINY * (below * 100 / largest) * (below * 100 / largest) / 10_000
}

/// The best `count` lines no longer than `measure`: the least sum of the breaks' prices and of unevenness.
fn break_into(clusters: &[Cluster], ruler: &Ruler, count: usize, measure: Em) -> Option<Priced> {
    let n = clusters.len();
    let ideal = (ruler.width(clusters, &(0..n)).to_raw() / count as i64).max(1);
    // least[end]: the price of lines that end before cluster `end`, and where the last of them starts.
    let mut rounds: Vec<Vec<Option<(i64, usize)>>> = Vec::with_capacity(count + 1);
    rounds.push((0..=n).map(|end| (end == 0).then_some((0, 0))).collect());
    for round in 0..count {
        let mut next = vec![None; n + 1];
        for (end, best) in next.iter_mut().enumerate().skip(1) {
            let Some(broken) = sense::price(clusters, end - 1) else { continue };
            for start in (0..end).rev() {
                let line = start..end;
                let width = ruler.width(clusters, &line);
                if width > measure {
                    break;
                }
                let Some((before, _)) = rounds[round][start] else { continue };
                let lonely = if count > 1 && ruler.characters(&line) < 2 { LONELY } else { 0 };
                let parted = if ruler.parts(&line) { PARTED } else { 0 };
                let off = (width.to_raw() - ideal) * 100 / ideal;
                let price = before + broken + lonely + parted + off * off / 60;
                if best.is_none_or(|(least, _)| price < least) {
                    *best = Some((price, start));
                }
            }
        }
        rounds.push(next);
    }
    let (price, _) = rounds[count][n]?;
    let mut lines = Vec::with_capacity(count);
    let mut end = n;
    for round in (1..=count).rev() {
        let (_, start) = rounds[round][end]?;
        lines.push(start..end);
        end = start;
    }
    lines.reverse();
    Some((price, lines))
}

/// Widths of stretches of clusters, from sums.
pub(super) struct Ruler {
    /// Where each cluster starts, and the end.
    starts: Vec<Em>,
    /// The gap after each cluster.
    gaps: Vec<Em>,
    /// Letters before each cluster.
    characters: Vec<usize>,
    /// Colons before each cluster.
    colons: Vec<usize>,
}

impl Ruler {
    pub(super) fn new(clusters: &[Cluster], tracking: Em) -> Self {
        let (mut starts, mut gaps) = (vec![Em::ZERO], Vec::new());
        let (mut characters, mut colons) = (vec![0], vec![0]);
        let (mut at, mut count) = (Em::ZERO, 0);
        for (index, cluster) in clusters.iter().enumerate() {
            let gap = clusters.get(index + 1).map_or(Em::ZERO, |next| gap(cluster, next, tracking));
            at += cluster.advance + gap;
            count += match cluster.class {
                Class::Han => 1,
                Class::Latin => cluster.text.chars().count(),
                Class::Space | Class::Opening | Class::Closing | Class::Middle => 0,
            };
            starts.push(at);
            gaps.push(gap);
            characters.push(count);
            let parts = cluster.text.ends_with([':', '：']) || cluster.text == "——";
            colons.push(colons[index] + usize::from(parts));
        }
        Self { starts, gaps, characters, colons }
    }

    /// Where a cluster starts, from the first of all.
    pub(super) fn start(&self, at: usize) -> Em {
        self.starts[at]
    }

    /// The width of a line without the spaces at its ends.
    pub(super) fn width(&self, clusters: &[Cluster], line: &Range<usize>) -> Em {
        let painted = painted(clusters, line);
        if painted.is_empty() {
            return Em::ZERO;
        }
        self.starts[painted.end] - self.starts[painted.start] - self.gaps[painted.end - 1]
    }

    /// The width of a line's ink.
    pub(super) fn inked_width(&self, clusters: &[Cluster], line: &Range<usize>) -> Em {
        let painted = painted(clusters, line);
        let before = clusters.get(painted.start).map_or(Em::ZERO, |first| first.white.0);
        let after = painted.end.checked_sub(1).and_then(|at| clusters.get(at)).map_or(Em::ZERO, |last| last.white.1);
        self.width(clusters, line) - before - after
    }

    /// Whether something follows a colon on the line.
    fn parts(&self, line: &Range<usize>) -> bool {
        self.colons[line.end - 1] > self.colons[line.start]
    }

    fn characters(&self, line: &Range<usize>) -> usize {
        self.characters[line.end] - self.characters[line.start]
    }
}

/// A line without the spaces at its ends.
pub(super) fn painted(clusters: &[Cluster], line: &Range<usize>) -> Range<usize> {
    let inked = |at: &usize| clusters[*at].class != Class::Space;
    match (line.clone().find(inked), line.clone().rev().find(inked)) {
        (Some(first), Some(last)) => first..last + 1,
        _ => line.start..line.start,
    }
}
