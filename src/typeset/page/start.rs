//! What a page begins with: its first slab, and of a paragraph that goes on from the page before the place in its text.
//!
//! In: the slabs of a page. Out: a place in the source, for editions that say where pages begin (EPUB requirement 8).

use super::distribute::Slab;
use super::slab::{ReadyBlock, ReadyKind};
use crate::display::PageStart;
use crate::typeset::assemble::ReadyText;
use crate::typeset::flow::{Body, FlowBlock, Rich};
use crate::typeset::line::PieceKind;

/// The first place of a page that the source has. What floats comes from elsewhere: it counts where there is nothing else.
pub(super) fn page_start(slabs: &[Slab], blocks: &[FlowBlock], ready: &[ReadyBlock]) -> Option<PageStart> {
    let start = |slab: &Slab| slab_start(slab, blocks, &ready[slab.block]);
    let text = slabs.iter().filter(|slab| slab.float.is_none());
    text.chain(slabs).find_map(start)
}

fn slab_start(slab: &Slab, blocks: &[FlowBlock], ready: &ReadyBlock) -> Option<PageStart> {
    let block = &blocks[slab.block];
    // Rows of a table and lines of a verse share their source: the first of them alone stands where it begins.
    let before = slab.block.checked_sub(1).and_then(|before| blocks.get(before)).and_then(|before| before.source);
    let begins = slab.lines.start == 0 && block.source.is_some() && before != block.source;
    if begins {
        return block.source;
    }
    match (&block.body, &ready.kind) {
        (Body::Text(body), ReadyKind::Text(text)) => line_start(slab.lines.start, &body.rich, &text.main, block),
        (Body::Row(row), ReadyKind::Row(cells)) => {
            row.cells.iter().zip(cells).find_map(|(cell, ready)| line_start(0, &cell.text.rich, &ready.main, block))
        }
        _ => None,
    }
}

/// The first place of a line that the source has, counted from the start of all text that has the same source.
fn line_start(line: usize, rich: &Rich, ready: &ReadyText, block: &FlowBlock) -> Option<PageStart> {
    let from = ready.composed.lines.get(line)?.range.start;
    let pieces = ready.text.pieces.iter().zip(&ready.origin).map(|(piece, &at)| (&piece.range, &rich.pieces[at]));
    let (range, piece) = pieces.clone().find(|(range, piece)| range.end > from && piece.source.is_some())?;
    let span = piece.source?;
    // A line of code that turns: its block counts in lines.
    if let Some(PageStart::Source { span: own, .. }) = block.source
        && own == span
        && piece.kind == PieceKind::Code
    {
        return block.source;
    }
    let before: usize = pieces
        .take_while(|(other, _)| other.start < range.start)
        .filter(|(_, other)| other.source == Some(span))
        .map(|(other, _)| other.len())
        .sum();
    Some(PageStart::Source { span, offset: before + from.saturating_sub(range.start) })
}
