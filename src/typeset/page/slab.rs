//! Slabs: what a page break may stand between. A body line is a slab of one row; a heading is one slab of several.
//!
//! In: blocks. Out: blocks in lines, and slabs with what a break after each of them would cost.

use super::distribute::{Cost, Slab};
use crate::typeset::assemble::{Places, ReadyBody, ReadyText, ready_body, ready_line};
use crate::typeset::flow::{Body, FlowBlock, TextBody};
use crate::typeset::line::{Line, Setting};
use crate::typeset::style::Grid;
use crate::units::Abs;

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
    Drawing(Option<ReadyText>),
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
            let entry = entry.as_ref().map(|entry| ready_line(entry, places, language, setting));
            ReadyBlock { kind: ReadyKind::Drawing(entry), rows: grid.rows_for(1, size.height, grid.pitch) }
        }
        Body::Picture { size, .. } => {
            ReadyBlock { kind: ReadyKind::Fixed, rows: grid.rows_for(1, size.height, grid.pitch) }
        }
        Body::Rule { .. } => ReadyBlock { kind: ReadyKind::Fixed, rows: 1 },
    }
}

/// The slabs of a section's blocks.
pub(super) fn slabs(blocks: &[FlowBlock], ready: &[ReadyBlock], grid: &Grid) -> Vec<Slab> {
    let mut out = Vec::new();
    let mut below = 0;
    for (at, (block, own)) in blocks.iter().zip(ready).enumerate() {
        if block.hidden {
            continue;
        }
        let first = out.len();
        push_block(&mut out, at, block, own, grid);
        if let Some(slab) = out.get_mut(first) {
            slab.repeated = block.repeat.map_or(0, |repeat| repeated_rows(&ready[repeat.of(at)], grid));
            slab.above = block.above.max(below);
            slab.above_kept = block.above_kept;
            below = block.below;
        }
        if block.keep_next
            && let Some(last) = out.last_mut()
        {
            last.after = Cost::NEVER;
        }
    }
    out
}

/// The rows of what is repeated above a block at the head of a page: at most half of a page, so that the table goes on.
fn repeated_rows(repeated: &[ReadyBlock], grid: &Grid) -> u32 {
    let rows = repeated.iter().map(|block| block.rows).sum::<u32>();
    if rows > grid.rows / 2 { 0 } else { rows }
}

fn push_block(out: &mut Vec<Slab>, at: usize, block: &FlowBlock, ready: &ReadyBlock, grid: &Grid) {
    let slab = |lines, rows, after| Slab { block: at, lines, rows, above: 0, above_kept: false, repeated: 0, after };
    let whole = |rows| slab(0..usize::MAX, rows, Cost::FREE);
    let (Body::Text(body), ReadyKind::Text(text)) = (&block.body, &ready.kind) else {
        out.push(whole(ready.rows.min(grid.rows)));
        return;
    };
    let lines = text.main.composed.lines.len();
    let on_grid = is_on_grid(body, grid);
    if lines == 0 {
        return;
    }
    // Off the grid a block is one slab; only one that is higher than a page comes apart, each line in whole rows.
    if !on_grid && ready.rows <= grid.rows {
        out.push(whole(ready.rows));
        return;
    }
    let rows = if on_grid { 1 } else { grid.rows_for(1, body.pitch, body.pitch).min(grid.rows) };
    for line in 0..lines {
        let after = if line + 1 == lines { Cost::FREE } else { within_paragraph(line, lines) };
        let (before, behind) = lift(grid, body, &text.main, &text.main.composed.lines[line]);
        out.push(slab(line..line + 1, (rows + before + behind).min(grid.rows), after));
    }
}

/// What a break after line `line` of `lines` costs: the last line alone on the next page is 孤行 (CLR-L09); the first line
/// alone at the foot is avoided too, less strongly (CLR-L13).
fn within_paragraph(line: usize, lines: usize) -> Cost {
    if line + 2 == lines {
        Cost::LONE_LAST
    } else if line == 0 {
        Cost::LONE_FIRST
    } else {
        Cost::FREE
    }
}
