//! Notes at the foot of their pages (CLR-O07, O08, O13). In: the blocks of a section's notes, in lines. Out: how high each line is, for
//! `distribute`; the lines painted, the last of them on the type area's foot; the number of each note on its page.

use std::ops::Range;

use super::notes::NoteLines;
use super::paint::{PageContext, Painter};
use super::slab::{ReadyBlock, ReadyKind};
use crate::typeset::flow::{Body, FlowBlock};
use crate::typeset::style::Grid;
use crate::units::{Abs, Point, Size};

/// A section's notes, in the order in which they are met.
#[derive(Clone, Debug)]
pub(super) struct Foot {
    /// Their heights.
    pub lines: NoteLines,
    /// Where each line comes from.
    places: Vec<FootLine>,
}

/// A line of a note: a block, and which of its lines; `None` for a block that isn't parted.
#[derive(Clone, Copy, Debug)]
struct FootLine {
    block: usize,
    line: Option<usize>,
}

impl Foot {
    /// The head of a line that shares its base line with the text of a row.
    pub fn register(&self, line: usize, row: u32, blocks: &[FlowBlock], grid: &Grid) -> Abs {
        let own = match &blocks[self.places[line].block].body {
            Body::Text(body) => body.size - grid.reference(body.size) - self.lines.height(line, line + 1),
            _ => Abs::ZERO - grid.reference(grid.size),
        };
        grid.row_head(row) + grid.reference(grid.size) + own
    }

    /// The notes of a section. `order` has them as they are met, `grid` is the one that they were composed for.
    pub fn new(blocks: &[FlowBlock], ready: &[ReadyBlock], order: &[usize], grid: &Grid) -> Self {
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
        let place = inverse(order);
        for (at, block) in blocks.iter().enumerate() {
            if let Some(note) = block.note.and_then(|note| place.get(note).copied().flatten()) {
                own[note].push(at);
            }
        }
        let (mut places, mut heights) = (Vec::new(), Vec::new());
        for blocks_of_note in own {
            let mut note = Vec::new();
            for at in blocks_of_note {
                push_lines(&mut places, &mut note, at, &blocks[at], &ready[at], grid);
            }
            heights.push(note);
        }
        // The gap below the last row of text, and no less above the rule.
        let lines = NoteLines::new(&heights, grid.pitch - grid.size, grid.pitch);
        let is_beside = places.iter().any(|line: &FootLine| blocks[line.block].beside.is_some());
        let lines = if is_beside { lines.in_margin(grid.area.size.height) } else { lines };
        Self { lines, places }
    }
}

/// For each note its place in the order.
fn inverse(order: &[usize]) -> Vec<Option<usize>> {
    let mut out = vec![None; order.iter().max().map_or(0, |most| most + 1)];
    for (at, &note) in order.iter().enumerate() {
        out[note] = Some(at);
    }
    out
}

fn push_lines(
    places: &mut Vec<FootLine>,
    heights: &mut Vec<Abs>,
    at: usize,
    block: &FlowBlock,
    ready: &ReadyBlock,
    grid: &Grid,
) {
    match (&block.body, &ready.kind) {
        (Body::Text(body), ReadyKind::Text(text)) => {
            for line in 0..text.main.composed.lines.len() {
                places.push(FootLine { block: at, line: Some(line) });
                heights.push(body.pitch);
            }
        }
        _ => {
            places.push(FootLine { block: at, line: None });
            heights.push(grid.pitch * i64::from(ready.rows));
        }
    }
}

impl Painter<'_> {
    /// Paints lines of notes at the foot of the area, with the rule above them.
    pub(super) fn notes(
        &mut self,
        range: Range<usize>,
        foot: &Foot,
        blocks: &[FlowBlock],
        ready: &[ReadyBlock],
        context: &PageContext<'_>,
    ) {
        if range.is_empty() {
            return;
        }
        let area = self.grid().area;
        let mut head = area.foot() - foot.lines.height(range.start, range.end);
        self.note_rule(head, context);
        for at in range {
            self.foot_line(foot, at, head, blocks, ready);
            head += foot.lines.height(at, at + 1);
        }
    }

    /// Paints a line of a note.
    pub(super) fn foot_line(&mut self, foot: &Foot, at: usize, head: Abs, blocks: &[FlowBlock], ready: &[ReadyBlock]) {
        let place = foot.places[at];
        let block = &blocks[place.block];
        if place.line.unwrap_or(0) == 0 {
            self.name_block(block, head);
        }
        self.note_line(block, &ready[place.block], place.line, head, foot.lines.height(at, at + 1));
    }

    fn note_rule(&mut self, head: Abs, context: &PageContext<'_>) {
        let options = &context.theme.options.notes;
        let area = self.grid().area;
        let length = area.size.width.part(i64::from(options.rule), 100);
        if length > Abs::ZERO {
            let at = Point::new(area.origin.x, head);
            self.rule(at, Size::new(length, options.rule_thickness), context.theme.body.text.paint);
        }
    }

    fn note_line(&mut self, block: &FlowBlock, ready: &ReadyBlock, line: Option<usize>, head: Abs, height: Abs) {
        let area = self.grid().area;
        let (x, length) = (area.origin.x + block.start, area.size.width - block.start - block.end);
        match (&block.body, &ready.kind, line) {
            (Body::Text(body), ReadyKind::Text(text), Some(line)) => {
                // The em box stands on the foot of its line.
                let baseline = head + height - body.size + self.grid().reference(body.size);
                self.text(body, text, line..line + 1, x, baseline, length);
            }
            _ => self.whole_block(block, ready, head),
        }
    }
}
