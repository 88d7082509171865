//! Grounds: tints and rules that blocks stand on. In: the slabs of a page with their rows. Out: paths, one for each stretch of a page.

use super::distribute::Slab;
use crate::display::Path;
use crate::typeset::flow::{FlowBlock, Ground};
use crate::typeset::style::Grid;
use crate::units::{Abs, Point, Rect, Size};

/// The grounds of a page. Half of the gap before its first row and after its last belong to a ground, and all rows between.
pub(super) fn grounds(slabs: &[Slab], rows: &[u32], blocks: &[FlowBlock], grid: &Grid) -> Vec<Path> {
    let mut stretches: Vec<(Ground, u32, u32)> = Vec::new();
    for (slab, &row) in slabs.iter().zip(rows) {
        let Some(ground) = blocks[slab.block].ground else { continue };
        match stretches.last_mut() {
            Some((last, _, foot)) if last.group == ground.group => *foot = row + slab.rows,
            _ => stretches.push((ground, row, row + slab.rows)),
        }
    }
    stretches.iter().flat_map(|(ground, head, foot)| paths(ground, *head, *foot, grid)).collect()
}

fn paths(ground: &Ground, head: u32, foot: u32, grid: &Grid) -> Vec<Path> {
    let gap = grid.pitch - grid.size;
    let origin = Point::new(grid.area.origin.x + ground.start, grid.row_head(head) - gap / 2);
    let height = grid.pitch * i64::from(foot.saturating_sub(head));
    let length = (grid.area.size.width - ground.start - ground.end).max(Abs::ZERO);
    let mut out = Vec::new();
    if let Some(fill) = ground.fill {
        out.push(Path::rectangle(Rect::new(origin, Size::new(length, height)), fill));
    }
    if let Some((thickness, paint)) = ground.rule {
        out.push(Path::rectangle(Rect::new(origin, Size::new(thickness, height)), paint));
    }
    out
}
