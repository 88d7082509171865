//! Break: the cheapest way through a paragraph's breaks (Knuth and Plass, "Breaking Paragraphs into Lines", 1981).
//!
//! Linear: starts too far away leave the active window, and the search for a start ends where looseness alone costs
//! more than the best found.

use std::collections::VecDeque;

use super::Measure;
use super::cost::{Judge, ending};
use super::item::{Break, Prepared};
use super::sums::Sums;
use crate::units::Abs;

/// The most starts that are tried for one break: a bound on work for lines of thousands of characters.
const MOST_TRIED: usize = 4096;

/// A line as items, found by `break_lines`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a paragraph or a forced break ends it.
    pub(super) is_last: bool,
}

/// A place where a line may begin, and the cheapest way to it.
struct Node {
    item: usize,
    cost: i64,
    from: usize,
    is_hyphen: bool,
}

/// The room of a line that begins with `first`.
pub(super) fn room(measure: &Measure, first: usize) -> Abs {
    measure.length - if first == 0 { measure.first_indent } else { measure.indent }
}

/// The lines of a paragraph; each stretch between forced breaks by itself.
pub(super) fn break_lines(prepared: &Prepared, sums: &Sums<'_>, measure: &Measure, judge: &Judge) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for index in 1..=prepared.items.len() {
        if prepared.items.get(index).is_none_or(|item| item.junction.kind == Break::Forced) {
            Search { prepared, sums, measure, judge }.run(start, index, &mut lines);
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
        let mut nodes = vec![Node { item: start, cost: 0, from: 0, is_hyphen: false }];
        let mut window = Window::default();
        window.push(0, 0);
        for item in start + 1..=end {
            let is_end = item == end;
            let kind = if is_end { Break::Forced } else { self.prepared.items[item].junction.kind };
            if kind == Break::Never {
                continue;
            }
            self.advance(&nodes, &mut window, item);
            let (cost, from) = self.cheapest(&nodes, &window, item, kind);
            nodes.push(Node { item, cost, from, is_hyphen: kind == Break::Hyphen });
            window.push(nodes.len() - 1, cost);
        }
        let first = lines.len();
        let mut at = nodes.len() - 1;
        while at > 0 {
            let from = nodes[at].from;
            lines.push(Span { start: nodes[from].item, end: nodes[at].item, is_last: nodes[at].item == end });
            at = from;
        }
        lines[first..].reverse();
    }

    /// Lets go of starts from which a line to `item` is too long, however it shrinks; the last one stays.
    fn advance(&self, nodes: &[Node], window: &mut Window, item: usize) {
        while window.first + 1 < nodes.len() {
            let start = nodes[window.first].item;
            if self.sums.least(start, item) <= room(self.measure, start) {
                break;
            }
            window.drop_first();
        }
    }

    /// The cheapest line that ends before `item`: its total cost and its start.
    fn cheapest(&self, nodes: &[Node], window: &Window, item: usize, kind: Break) -> (i64, usize) {
        let is_end = kind == Break::Forced;
        let least = window.least_cost();
        let mut best: Option<(i64, usize)> = None;
        for (at, node) in nodes.iter().enumerate().skip(window.first).take(MOST_TRIED) {
            let length = room(self.measure, node.item);
            let extent = self.sums.extent(node.item, item);
            let fit = if is_end {
                self.judge.last_fit(&extent, length, self.sums.counted(node.item, item))
            } else {
                self.judge.fit(&extent, length)
            };
            let Some(fit) = fit else { continue };
            if let Some((cost, _)) = best
                && fit + least >= cost
                && extent.natural <= length
                && !is_end
            {
                break;
            }
            let total = node.cost + fit + ending(kind, node.is_hyphen);
            if best.is_none_or(|(cost, _)| total < cost) {
                best = Some((total, at));
            }
        }
        best.unwrap_or_else(|| {
            // Not even the nearest start is near enough: the line is overfull.
            let at = nodes.len() - 1;
            let start = nodes[at].item;
            let excess = self.judge.overfull(&self.sums.extent(start, item), room(self.measure, start));
            (nodes[at].cost + excess + ending(kind, nodes[at].is_hyphen), at)
        })
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
