//! Slabs: what a page break may stand between. A body line is a slab of one row; a heading is one slab of several.
//!
//! In: blocks. Out: blocks in lines, and slabs with what a break after each of them would cost.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cost::Cost;
use super::distribute::Slab;
use super::turned::Turned;
use crate::project::theme::AtHead;
use crate::typeset::assemble::{ReadyBody, ReadyText, ready_body, ready_line};
use crate::typeset::flow::{Body, FlowBlock, Packed, Rich, RichPiece, TextBody, Tie};
use crate::typeset::line::{Line, Setting};
use crate::typeset::places::Places;
use crate::typeset::style::Grid;
use crate::units::{Abs, Region, Writing};

/// A block in lines.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct ReadyBlock {
    /// What stands in it.
    pub kind: ReadyKind,
    /// Rows that it fills.
    pub rows: u32,
}

/// What stands in a block, in lines.
#[derive(Clone, Debug)]
pub(in crate::typeset) enum ReadyKind {
    /// Text.
    Text(Box<ReadyBody>),
    /// Cells, each in lines.
    Row(Vec<ReadyBody>),
    /// A drawing, and what stands behind it.
    Drawing(Option<Box<ReadyText>>),
    /// A turned table or figure, on its pages.
    Turned(Box<Turned>),
    /// A picture or rule.
    Fixed,
}

/// The rows that a line takes before and after its own, where an object in it is too tall for one.
pub(super) fn lift(grid: &Grid, body: &TextBody, text: &ReadyText, line: &Line) -> (u32, u32) {
    if line.objects.is_empty() || !is_on_grid(body, grid) {
        return (0, 0);
    }
    let gap = grid.pitch - grid.size;
    let reference = grid.reference(grid.size);
    // Half of each gap belongs to the line before it.
    let free = (reference + gap / 2, grid.size - reference + gap / 2);
    let objects = line.objects.iter().filter_map(|placed| text.text.pieces.get(placed.piece)?.object);
    let (above, below) = objects
        .fold((Abs::ZERO, Abs::ZERO), |(above, below), object| (above.max(object.above), below.max(object.below)));
    let rows = |over: Abs| {
        let pitch = grid.pitch.to_raw().max(1);
        ((over.to_raw().max(0) + pitch - 1) / pitch).min(i64::from(grid.rows)) as u32
    };
    (rows(above - free.0), rows(below - free.1))
}

fn is_on_grid(body: &TextBody, grid: &Grid) -> bool {
    body.pitch == grid.pitch && body.size <= grid.size
}

/// The rows of all lines of a text.
fn rows_of(grid: &Grid, body: &TextBody, ready: &ReadyBody) -> u32 {
    let lines = &ready.main.composed.lines;
    let lifted = |line: &Line| {
        let (before, after) = lift(grid, body, &ready.main, line);
        before + after
    };
    grid.rows_for(lines.len(), body.size, body.pitch) + lines.iter().map(lifted).sum::<u32>()
}

/// Composes a block.
pub(in crate::typeset) fn ready_block(
    block: &FlowBlock,
    grid: &Grid,
    places: &Places,
    language: &str,
    setting: &Setting<'_>,
) -> ReadyBlock {
    let length = grid.area.size.width - block.start - block.end;
    let compose = |body: &TextBody, length: Abs| ready_body(body, length, places, language, setting);
    match &block.body {
        Body::Text(body) => {
            let ready = compose(body, length);
            let rows = rows_of(grid, body, &ready);
            ReadyBlock { kind: ReadyKind::Text(Box::new(ready)), rows }
        }
        Body::Row(row) => {
            let cells: Vec<ReadyBody> = row.cells.iter().map(|cell| compose(&cell.text, cell.length)).collect();
            let rows = row.cells.iter().zip(&cells).map(|(cell, ready)| rows_of(grid, &cell.text, ready));
            let rows = rows.max().unwrap_or(1).max(1);
            ReadyBlock { kind: ReadyKind::Row(cells), rows }
        }
        Body::Drawing { size, entry, .. } => {
            let entry = entry.as_ref().map(|entry| Box::new(ready_line(entry, places, language, setting)));
            ReadyBlock { kind: ReadyKind::Drawing(entry), rows: grid.rows_for(1, size.height, grid.pitch) }
        }
        Body::Turned(blocks) => {
            let setting = &Setting { writing: Writing::Horizontal, ..*setting };
            let one = |block: &FlowBlock, grid: &Grid| ready_block(block, grid, places, language, setting);
            let turned = Turned::new(blocks, grid, setting.region, one);
            let rows = grid.rows.saturating_mul(turned.pages() as u32);
            ReadyBlock { kind: ReadyKind::Turned(Box::new(turned)), rows }
        }
        Body::Picture { size, .. } => {
            ReadyBlock { kind: ReadyKind::Fixed, rows: grid.rows_for(1, size.height, grid.pitch) }
        }
        Body::Rule { .. } => ReadyBlock { kind: ReadyKind::Fixed, rows: 1 },
    }
}

/// A section's slabs, and its notes in the order in which they are met.
pub(super) struct Slabs {
    /// The slabs of its text.
    pub slabs: Vec<Slab>,
    /// The notes, by their numbers in the section.
    pub notes: Vec<usize>,
}

/// The slabs of a section's blocks, on the grid that they were composed for.
pub(super) fn slabs(blocks: &[FlowBlock], ready: &[ReadyBlock], grid: &Grid, region: Region) -> Slabs {
    let seen = turned_notes(blocks).collect();
    let mut maker = Maker { out: Vec::new(), notes: Vec::new(), seen, named: named(blocks), before: 0, grid, region };
    let mut after_heading = false;
    let stands = |(_, (block, _)): &(usize, (&FlowBlock, &ReadyBlock))| block.note.is_none() && !block.hidden;
    for (at, (block, own)) in blocks.iter().zip(ready).enumerate().filter(stands) {
        let first = maker.out.len();
        maker.block(at, block, own, after_heading);
        maker.settle(first, block);
        maker.tie(first, block, ready.get(at + 1));
        if let (Some(slab), Some(repeat)) = (maker.out.get_mut(first), block.repeat) {
            slab.repeated = repeated_rows(&ready[repeat.of(at)], grid);
        }
        after_heading = block.keep_next && block.outline.is_some();
    }
    maker.group_floats(blocks);
    // A note that nothing names stands with the last of them.
    let unseen: Vec<usize> =
        blocks.iter().filter_map(|block| block.note).filter(|note| !maker.seen.contains(note)).collect();
    for note in unseen {
        maker.note(note);
    }
    Slabs { slabs: maker.out, notes: maker.notes }
}

/// The notes that each note names, in their order.
fn named(blocks: &[FlowBlock]) -> BTreeMap<usize, Vec<usize>> {
    let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (note, block) in blocks.iter().filter_map(|block| Some((block.note?, block))) {
        named.entry(note).or_default().extend(block.marks());
    }
    named
}

/// The notes that stand with turned tables.
fn turned_notes(blocks: &[FlowBlock]) -> impl Iterator<Item = usize> {
    let inside = |block: &FlowBlock| match &block.body {
        Body::Turned(inner) => inner.iter().filter_map(|block| block.note).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(inside)
}

/// Whether a line holds one character besides marks (CLR-L10).
fn holds_one_character(text: &ReadyText, line: usize) -> bool {
    let words = &text.text.text[text.composed.lines[line].range.clone()];
    words.chars().filter(|letter| letter.is_alphanumeric()).nth(1).is_none()
}

/// Whether the last line of all holds one character.
pub(super) fn ends_with_one_character(slabs: &[Slab], ready: &[ReadyBlock]) -> bool {
    let Some(ReadyKind::Text(text)) = slabs.last().map(|slab| &ready[slab.block].kind) else { return false };
    let lines = text.main.composed.lines.len();
    lines > 0 && holds_one_character(&text.main, lines - 1)
}

/// The rows of what is repeated above a block at the head of a page: at most half of a page, so that the table goes on.
fn repeated_rows(repeated: &[ReadyBlock], grid: &Grid) -> u32 {
    let rows = repeated.iter().map(|block| block.rows).sum::<u32>();
    if rows > grid.rows / 2 { 0 } else { rows }
}

struct Maker<'a> {
    out: Vec<Slab>,
    notes: Vec<usize>,
    seen: BTreeSet<usize>,
    /// The notes that each note names.
    named: BTreeMap<usize, Vec<usize>>,
    /// Lines that share rows before the block that is being added.
    before: u32,
    grid: &'a Grid,
    region: Region,
}

impl Maker<'_> {
    /// Adds a block.
    fn block(&mut self, at: usize, block: &FlowBlock, ready: &ReadyBlock, after_heading: bool) {
        if let ReadyKind::Turned(turned) = &ready.kind {
            // Each page of it is a float of its own, as high as a page.
            (0..turned.pages()).for_each(|page| self.push(at, page..page + 1, self.grid.rows, Cost::FREE));
            return;
        }
        let (Body::Text(body), ReadyKind::Text(text)) = (&block.body, &ready.kind) else {
            self.push(at, 0..usize::MAX, ready.rows.min(self.grid.rows), Cost::FREE);
            return self.marks_of(block);
        };
        let lines = text.main.composed.lines.len();
        if lines == 0 {
            return;
        }
        if let Some(packed) = block.packed {
            return self.packed(at, packed, text, block.grounds.iter().any(|ground| ground.fill.is_some()));
        }
        let on_grid = is_on_grid(body, self.grid);
        // Off the grid a block is one slab; only one that is higher than a page comes apart, each line in whole rows.
        if !on_grid && ready.rows <= self.grid.rows {
            self.push(at, 0..usize::MAX, ready.rows, Cost::FREE);
            return self.marks_of(block);
        }
        let rows = if on_grid { 1 } else { self.grid.rows_for(1, body.pitch, body.pitch).min(self.grid.rows) };
        for line in 0..lines {
            let (before, behind) = lift(self.grid, body, &text.main, &text.main.composed.lines[line]);
            let rows = (rows + before + behind).min(self.grid.rows);
            self.push(at, line..line + 1, rows, self.within(&text.main, line, after_heading));
            self.marks_in(&body.rich, &text.main, line);
        }
    }

    /// Adds a block whose lines share rows with those of its neighbours. A page breaks between groups that fill whole rows.
    fn packed(&mut self, at: usize, packed: Packed, text: &ReadyBody, has_tint: bool) {
        let Packed { packing, is_first, is_last } = packed;
        if is_first {
            self.before = 0;
        }
        let lines = text.main.composed.lines.len();
        for line in 0..lines {
            let mut rows = packing.rows_of_line(self.before);
            self.before += 1;
            let ends = is_last && line + 1 == lines;
            // A tint shows above and below the lines that stand on it.
            if ends && has_tint && packing.free(self.before, self.grid) < self.grid.pitch / 3 {
                rows += 1;
            }
            let after = if ends || packing.is_whole(self.before) { Cost::FREE } else { Cost::NEVER };
            self.push(at, line..line + 1, rows, after);
        }
    }

    fn push(&mut self, block: usize, lines: Range<usize>, rows: u32, after: Cost) {
        let (above, below, at_head, repeated) = (0, 0, AtHead::Nothing, 0);
        let (notes, float, section) = (0, None, false);
        self.out.push(Slab { block, lines, rows, above, below, at_head, repeated, after, notes, float, section });
    }

    /// What a break after line `line` costs: the last line alone on the next page is 孤行 (CLR-L09), worse where it holds one character
    /// (CLR-L10), mostly borne in Taiwan (CLR-L13); the first line alone at the foot is avoided too, less strongly, and more after
    /// a heading (CLR-N05).
    fn within(&self, text: &ReadyText, line: usize, after_heading: bool) -> Cost {
        let lines = text.composed.lines.len();
        if line + 1 == lines {
            return if after_heading && line == 0 { Cost::BYLINE } else { Cost::FREE };
        }
        let first = match (line, after_heading) {
            (0, true) => Cost::ONE_AFTER_HEADING.0,
            (0, false) => Cost::LONE_FIRST.0,
            _ => 0,
        };
        if line + 2 < lines {
            return Cost(first);
        }
        let last = match (self.region, holds_one_character(text, lines - 1)) {
            (_, true) => Cost::LONE_CHARACTER,
            (Region::Taiwan, false) => Cost::LONE_LAST_BORNE,
            (_, false) => Cost::LONE_LAST,
        };
        Cost(first.max(last.0))
    }

    /// What the block as a whole asks of its slabs from `first` on.
    fn settle(&mut self, first: usize, block: &FlowBlock) {
        let is_section = block.outline.as_ref().is_some_and(|(depth, _)| *depth <= 1);
        if let Some(slab) = self.out.get_mut(first) {
            (slab.above, slab.at_head, slab.section) = (block.above, block.at_head, is_section);
        }
        if self.out.len() > first
            && let Some(last) = self.out.last_mut()
        {
            last.below = block.below;
            if block.keep_next {
                last.after = Cost::NEVER;
            }
        }
    }

    /// What a break after the block costs for what it is to the next one, of which `next` are the lines.
    fn tie(&mut self, first: usize, block: &FlowBlock, next: Option<&ReadyBlock>) {
        let is_line = self.out.len() == first + 1;
        let is_line_next = next.is_some_and(|next| next.rows == 1);
        let more = match block.tie {
            Tie::None => return,
            Tie::Announces => Cost::ANNOUNCED,
            Tie::Item if is_line || is_line_next => Cost::LONE_ITEM,
            Tie::Item => return,
            Tie::Rows(1) => Cost::LONE_ROW,
            Tie::Rows(_) => Cost::TWO_ROWS,
            Tie::Glance => Cost::GLANCE,
        };
        if self.out.len() > first
            && let Some(last) = self.out.last_mut()
            && last.after.0 < Cost::NEVER.0
        {
            last.after = Cost(last.after.0 + more.0);
        }
    }

    fn marks_of(&mut self, block: &FlowBlock) {
        block.marks().into_iter().for_each(|note| self.note(note));
    }

    fn marks_in(&mut self, rich: &Rich, text: &ReadyText, line: usize) {
        let range = &text.composed.lines[line].range;
        for (piece, origin) in text.text.pieces.iter().zip(&text.origin) {
            if range.contains(&piece.range.start) {
                self.marks(std::slice::from_ref(&rich.pieces[*origin]));
            }
        }
    }

    fn marks(&mut self, pieces: &[RichPiece]) {
        for note in pieces.iter().filter_map(|piece| piece.note) {
            self.note(note);
        }
    }

    /// Counts a note at its first mark, which is in the last slab, and behind it those that it names itself.
    fn note(&mut self, note: usize) {
        let mut open = vec![note];
        while let Some(note) = open.pop() {
            if self.seen.insert(note) {
                self.notes.push(note);
                open.extend(self.named.get(&note).into_iter().flatten().rev());
                if let Some(slab) = self.out.last_mut() {
                    slab.notes += 1;
                }
            }
        }
    }

    /// Makes groups of floats: each with the slabs that are kept to it. One that has a note, or fills most of a page, stays in its place.
    fn group_floats(&mut self, blocks: &[FlowBlock]) {
        let (mut group, mut at) = (0, 0);
        while at < self.out.len() {
            let end = self.end_of_group(at);
            let rows: u32 = self.out[at..end].iter().map(|slab| slab.rows + slab.above).sum();
            let movable = blocks[self.out[at].block].float
                && rows * 5 <= self.grid.rows * 4
                && self.out[at..end].iter().all(|slab| slab.notes == 0);
            let movable = movable || matches!(blocks[self.out[at].block].body, Body::Turned(_));
            if movable {
                self.out[at..end].iter_mut().for_each(|slab| slab.float = Some(group));
                group += 1;
            }
            at = end;
        }
    }

    /// The end of the slabs that are kept together from `at` on.
    fn end_of_group(&self, at: usize) -> usize {
        let kept = self.out[at..].iter().position(|slab| slab.after != Cost::NEVER);
        kept.map_or(self.out.len(), |kept| at + kept + 1)
    }
}
