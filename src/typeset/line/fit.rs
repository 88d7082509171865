//! Break: the cheapest way through a paragraph's breaks (Knuth and Plass, "Breaking Paragraphs into Lines", 1981).
//!
//! Linear: starts too far away leave the active window, and the search for a start ends where looseness alone costs
//! more than the best found.

use std::collections::VecDeque;

use super::cost::{Judge, Verdict, ending};
use super::item::{Break, Prepared};
use super::sums::Sums;
use super::{Breaking, Measure};
use crate::units::Abs;

/// The most starts that are tried for one break: a bound on work for lines of many hundreds of words.
const MOST_TRIED: usize = 512;

/// A line as items, found by `break_lines`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a paragraph or a forced break ends it.
    pub(super) is_last: bool,
    /// Whether its last mark hangs past the measure (CLR-G05).
    pub(super) hangs: bool,
}

/// A place where a line may begin, and the cheapest way to it.
struct Node {
    item: usize,
    cost: i64,
    from: usize,
    is_hyphen: bool,
    is_pushed_out: bool,
    hangs: bool,
}

impl Node {
    const fn start(item: usize) -> Self {
        Self { item, cost: 0, from: 0, is_hyphen: false, is_pushed_out: false, hangs: false }
    }
}

/// The room of a line that begins with `first`.
pub(super) fn room(measure: &Measure, first: usize) -> Abs {
    measure.length - if first == 0 { measure.first_indent } else { measure.indent }
}

/// The lines of a paragraph; each stretch between forced breaks by itself.
pub(super) fn break_lines(
    prepared: &Prepared,
    sums: &Sums<'_>,
    measure: &Measure,
    judge: &Judge,
    breaking: Breaking,
) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for index in 1..=prepared.items.len() {
        if prepared.items.get(index).is_none_or(|item| item.junction.kind == Break::Forced) {
            let search = Search { prepared, sums, measure, judge };
            match breaking {
                Breaking::Optimal => search.run(start, index, &mut lines),
                Breaking::Greedy => search.greedy(start, index, &mut lines),
            }
            start = index;
        }
    }
    lines
}

struct Search<'a> {
    prepared: &'a Prepared,
    sums: &'a Sums<'a>,
    measure: &'a Measure,
    judge: &'a Judge,
}

impl Search<'_> {
    fn run(&self, start: usize, end: usize, lines: &mut Vec<Span>) {
        let mut nodes = vec![Node::start(start)];
        let mut window = Window::default();
        window.push(0, 0);
        for item in start + 1..=end {
            let is_end = item == end;
            let kind = if is_end { Break::Forced } else { self.prepared.items[item].junction.kind };
            if kind == Break::Never {
                continue;
            }
            self.advance(&nodes, &mut window, item);
            let node = self.cheapest(&nodes, &window, item, kind);
            window.push(nodes.len(), node.cost);
            nodes.push(node);
        }
        let first = lines.len();
        let mut at = nodes.len() - 1;
        while at > 0 {
            let from = nodes[at].from;
            let Node { item, hangs, .. } = nodes[at];
            lines.push(Span { start: nodes[from].item, end: item, is_last: item == end, hangs });
            at = from;
        }
        lines[first..].reverse();
    }

    /// Lets go of starts from which a line to `item` is too long, however it shrinks; the last one stays.
    fn advance(&self, nodes: &[Node], window: &mut Window, item: usize) {
        while window.first + 1 < nodes.len() {
            let start = nodes[window.first].item;
            if self.sums.least(start, item) <= room(self.measure, start) + self.sums.most_hanging() {
                break;
            }
            window.drop_first();
        }
    }

    /// The cheapest way to a line that ends before `item`.
    fn cheapest(&self, nodes: &[Node], window: &Window, item: usize, kind: Break) -> Node {
        let is_end = kind == Break::Forced;
        let is_hyphen = kind == Break::Hyphen;
        let hanging = self.sums.hanging(item);
        let least = window.least_cost();
        let mut best: Option<Node> = None;
        for (from, node) in nodes.iter().enumerate().skip(window.first).take(MOST_TRIED) {
            let length = room(self.measure, node.item);
            let extent = self.sums.extent(node.item, item);
            let verdict = if is_end {
                self.judge.last_fit(&extent, length, hanging, self.sums.counted(node.item, item))
            } else {
                self.judge.fit(&extent, length, hanging)
            };
            let Some(Verdict { cost: fit, is_pushed_out, hangs }) = verdict else { continue };
            if let Some(best) = &best
                && fit + least >= best.cost
                && extent.natural <= length
                && !is_end
            {
                break;
            }
            let row = Judge::in_a_row(node.is_pushed_out, is_pushed_out);
            let cost = node.cost + fit + ending(kind, node.is_hyphen) + row;
            if best.as_ref().is_none_or(|best| cost < best.cost) {
                best = Some(Node { item, cost, from, is_hyphen, is_pushed_out, hangs });
            }
        }
        best.unwrap_or_else(|| {
            // Not even the nearest start is near enough: the line is overfull.
            let from = nodes.len() - 1;
            let start = nodes[from].item;
            let excess = self.judge.overfull(&self.sums.extent(start, item), room(self.measure, start));
            let cost = nodes[from].cost + excess + ending(kind, nodes[from].is_hyphen);
            Node { item, cost, from, is_hyphen, is_pushed_out: false, hangs: false }
        })
    }

    /// Fills each line as far as it goes 先挤进, and looks no further: what most programs do.
    fn greedy(&self, start: usize, end: usize, lines: &mut Vec<Span>) {
        let mut from = start;
        while from < end {
            let Some(span) = self.fullest(from, end) else { return };
            from = span.end;
            lines.push(span);
        }
    }

    /// The fullest line from an item. What only an emergency breaks is left whole as long as there is another end.
    fn fullest(&self, from: usize, end: usize) -> Option<Span> {
        let length = room(self.measure, from);
        let (mut found, mut last_resort): (Option<Span>, Option<Span>) = (None, None);
        for item in from + 1..=end {
            let kind = if item == end { Break::Forced } else { self.prepared.items[item].junction.kind };
            let is_full = self.sums.least(from, item) > length + self.sums.most_hanging();
            if is_full && (found.is_some() || last_resort.is_some()) {
                break;
            }
            if kind == Break::Never {
                continue;
            }
            let verdict = self.judge.fit(&self.sums.extent(from, item), length, self.sums.hanging(item));
            let is_resort =
                matches!(kind, Break::Emergency | Break::Desperate | Break::Anywhere | Break::Within | Break::Excepted);
            let slot = if is_resort { &mut last_resort } else { &mut found };
            if verdict.is_some() || slot.is_none() {
                let hangs = verdict.is_some_and(|verdict| verdict.hangs);
                *slot = Some(Span { start: from, end: item, is_last: item == end, hangs });
            }
        }
        // An end that fits only past the measure is worse than one within a word.
        let fits = |span: &Span| self.sums.least(from, span.end) <= length + self.sums.most_hanging();
        found.filter(fits).or(last_resort.filter(fits)).or(found).or(last_resort)
    }
}

/// The starts that a line may still come from, and the cheapest of them.
#[derive(Default)]
struct Window {
    first: usize,
    /// Positions whose costs grow: the front is the cheapest of the window.
    cheapest: VecDeque<(usize, i64)>,
}

impl Window {
    fn push(&mut self, at: usize, cost: i64) {
        while self.cheapest.back().is_some_and(|&(_, other)| other >= cost) {
            self.cheapest.pop_back();
        }
        self.cheapest.push_back((at, cost));
    }

    fn drop_first(&mut self) {
        self.first += 1;
        while self.cheapest.front().is_some_and(|&(at, _)| at < self.first) {
            self.cheapest.pop_front();
        }
    }

    fn least_cost(&self) -> i64 {
        self.cheapest.front().map_or(0, |&(_, cost)| cost)
    }
}
