//! Where lines stand that are closer than rows. In: the slabs of a page with their rows. Out: the head of each such line's row, as if it
//! had one of its own. The lines of one block stand in the middle of the rows that they fill on the page (CLR-N01).

use super::distribute::Slab;
use crate::typeset::flow::FlowBlock;
use crate::typeset::style::Grid;
use crate::units::Abs;

/// The heads of lines that share rows; `None` for all other slabs.
pub(super) fn packed_heads(slabs: &[Slab], rows: &[u32], blocks: &[FlowBlock], grid: &Grid) -> Vec<Option<Abs>> {
    let mut heads = vec![None; slabs.len()];
    let mut first = 0;
    while first < slabs.len() {
        let Some(packed) = blocks[slabs[first].block].packed else {
            first += 1;
            continue;
        };
        let goes_on =
            |slab: &Slab| blocks[slab.block].packed.is_some_and(|packed| !packed.is_first || slab.lines.start > 0);
        let count = 1 + slabs[first + 1..].iter().take_while(|slab| goes_on(slab)).count();
        let (last, pitch) = (first + count - 1, packed.packing.pitch(grid));
        let height = grid.pitch * i64::from(rows[last] + slabs[last].rows - rows[first]);
        // Half of the gap before its first row and after its last belong to the block.
        let head = grid.row_head(rows[first]) + (height - pitch * count as i64 + pitch - grid.pitch) / 2;
        for at in 0..count {
            heads[first + at] = Some(head + pitch * at as i64);
        }
        first += count;
    }
    heads
}
