//! What stands at the foot of a page of few words. In: the blocks above it. Out: how many rows to leave empty.

use crate::typeset::collect::Collector;
use crate::typeset::flow::{Body, Content, FlowBlock};
use crate::units::Abs;

/// Empty rows that bring `rows` more rows to the page's foot, if each block so far turns no line more than its words need.
pub(super) fn rows_to_foot(collector: &Collector<'_>, blocks: &[FlowBlock], rows: u32) -> u32 {
    collector.grid.rows.saturating_sub(rows_of(collector, blocks) + rows)
}

/// The rows that blocks fill, with those left empty between them.
pub(super) fn rows_of(collector: &Collector<'_>, blocks: &[FlowBlock]) -> u32 {
    let mut below = 0;
    let mut rows = 0;
    for block in blocks {
        rows += block.above.max(below) + rows_filled(collector, block);
        below = block.below;
    }
    rows
}

fn rows_filled(collector: &Collector<'_>, block: &FlowBlock) -> u32 {
    let Body::Text(body) = &block.body else { return 1 };
    let length: Abs = body.rich.pieces.iter().fold(Abs::ZERO, |length, piece| match &piece.content {
        // Letters are about half as wide as Han.
        Content::Words(words) => words.chars().fold(length, |length, letter| {
            length + if letter.is_ascii() { piece.style.size * 11 / 20 } else { piece.style.size }
        }),
        _ => length + piece.style.size * 4,
    });
    let measure = collector.grid.area.size.width - block.start - block.end - body.indent;
    let lines = 1 + ((length + body.first_indent).to_raw() - 1).max(0) / measure.to_raw().max(1);
    collector.grid.rows_for(lines as usize, body.size, body.pitch.max(Abs::raw(1)))
}
