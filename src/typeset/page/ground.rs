//! Grounds: tints and rules that blocks stand on. In: the slabs of a page with their rows. Out: paths, one for each stretch of a page.

use super::distribute::Slab;
use crate::display::Path;
use crate::typeset::flow::{FlowBlock, Ground};
use crate::typeset::style::Grid;
use crate::units::{Abs, Point, Rect, Size};

/// The grounds of a page. Half of the gap before its first row and after its last belong to a ground, and all rows between.
pub(super) fn grounds(slabs: &[Slab], rows: &[u32], blocks: &[FlowBlock], grid: &Grid) -> Vec<Path> {
    let stand = |(slab, &row): (&Slab, &u32)| (row, slab.rows, blocks[slab.block].grounds.as_slice());
    grounds_of(slabs.iter().zip(rows).map(stand), grid)
}

/// The grounds of what stands below one another: its first row, how many it has, and what it stands on.
pub(super) fn grounds_of<'a>(stands: impl Iterator<Item = (u32, u32, &'a [Ground])>, grid: &Grid) -> Vec<Path> {
    // By depth, so that what lies inside is painted above.
    let mut stretches: Vec<(usize, Ground, u32, u32)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (row, rows, own) in stands {
        let shared = open.iter().zip(own).take_while(|(at, ground)| stretches[**at].1.group == ground.group).count();
        open.truncate(shared);
        for (depth, ground) in own.iter().enumerate().skip(shared) {
            open.push(stretches.len());
            stretches.push((depth, *ground, row, row));
        }
        open.iter().for_each(|&at| stretches[at].3 = row + rows);
    }
    stretches.sort_by_key(|(depth, ..)| *depth);
    stretches.iter().flat_map(|(_, ground, head, foot)| paths(ground, *head, *foot, grid)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Color, Paint, Segment};
    use crate::typeset::flow::Body;

    /// One block a row, each on the groups that its word names, the outermost first: the rows of what is painted, in order.
    fn painted(rows: &[&str]) -> Vec<(i64, i64)> {
        let paint = Paint::solid(Color::Black(0));
        let on = |group: char| Ground {
            group: group.into(),
            fill: Some(paint),
            rule: None,
            start: Abs::ZERO,
            end: Abs::ZERO,
        };
        let body = || Body::Rule { length: Abs::ZERO, thickness: Abs::ZERO, centered: false, paint };
        let block = |word: &&str| FlowBlock { grounds: word.chars().map(on).collect(), ..FlowBlock::new(body()) };
        let blocks: Vec<FlowBlock> = rows.iter().map(block).collect();
        let slabs: Vec<Slab> = (0..rows.len()).map(Slab::row).collect();
        let grid = Grid::new(&crate::project::PageOptions::default());
        let numbers: Vec<u32> = (0..rows.len() as u32).collect();
        let row = |y: Abs| (y - grid.row_head(0) + (grid.pitch - grid.size) / 2).to_raw() / grid.pitch.to_raw();
        let path = |path: &Path| {
            let y = |segment: &Segment| match segment {
                Segment::Move(to) | Segment::Line(to) => Some(row(to.y)),
                _ => None,
            };
            let all = || path.segments.iter().filter_map(y);
            (all().min().unwrap(), all().max().unwrap())
        };
        grounds(&slabs, &numbers, &blocks, &grid).iter().map(path).collect()
    }

    #[test]
    fn a_ground_goes_on_behind_what_lies_in_it_and_ends_with_its_blocks() {
        // A remark with code in it: one piece behind both.
        assert_eq!(painted(&["a", "ab", "a"]), [(0, 3), (1, 2)]);
        // Two tables: nothing stands on the first one's ground between them.
        assert_eq!(painted(&["a", "", "b"]), [(0, 1), (2, 3)]);
        assert_eq!(painted(&["a", "", "a"]), [(0, 1), (2, 3)]);
    }
}
