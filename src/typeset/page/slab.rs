//! Slabs: what a page break may stand between. A body line is a slab of one row; a heading is one slab of several.
//!
//! In: blocks. Out: blocks in lines, and slabs with what a break after each of them would cost.

use super::distribute::{Cost, Slab};
use crate::typeset::assemble::{Places, ReadyBody, ready_body};
use crate::typeset::flow::{Body, FlowBlock, TextBody};
use crate::typeset::line::Setting;
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
    /// A picture or rule.
    Fixed,
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
            let rows = grid.rows_for(ready.main.composed.lines.len(), body.size, body.pitch);
            ReadyBlock { kind: ReadyKind::Text(Box::new(ready)), rows }
        }
        Body::Row(row) => {
            let cells: Vec<ReadyBody> = row.cells.iter().map(|cell| compose(&cell.text, cell.length)).collect();
            let lines = |(cell, ready): (&crate::typeset::flow::RowCell, &ReadyBody)| {
                grid.rows_for(ready.main.composed.lines.len(), cell.text.size, cell.text.pitch)
            };
            let rows = row.cells.iter().zip(&cells).map(lines).max().unwrap_or(1).max(1);
            ReadyBlock { kind: ReadyKind::Row(cells), rows }
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
    for (at, (block, ready)) in blocks.iter().zip(ready).enumerate() {
        let first = out.len();
        push_block(&mut out, at, block, ready, grid);
        if let Some(slab) = out.get_mut(first) {
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

fn push_block(out: &mut Vec<Slab>, at: usize, block: &FlowBlock, ready: &ReadyBlock, grid: &Grid) {
    let whole = |rows| Slab { block: at, lines: 0..usize::MAX, rows, above: 0, above_kept: false, after: Cost::FREE };
    let (Body::Text(body), ReadyKind::Text(text)) = (&block.body, &ready.kind) else {
        out.push(whole(ready.rows.min(grid.rows)));
        return;
    };
    let lines = text.main.composed.lines.len();
    let on_grid = body.pitch == grid.pitch && body.size <= grid.size;
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
        out.push(Slab { block: at, lines: line..line + 1, rows, above: 0, above_kept: false, after });
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
