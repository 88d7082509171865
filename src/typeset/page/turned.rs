//! Tables turned on their pages 顶左底右 (CLR-O14): along the page's long side, the head at the left, alone on as many pages as they need.
//!
//! In: a table's blocks. Out: their slabs by page, on a grid whose lines run along the long side; painted, and given a quarter turn.

use super::cost::Scant;
use super::distribute::{Slab, distribute};
use super::frame::{Content, Frames};
use super::notes::NoteLines;
use super::paint::Painter;
use super::slab::{ReadyBlock, slabs};
use crate::display::{Item, ItemKind, LinkArea, Orientation, Path, Segment};
use crate::typeset::flow::FlowBlock;
use crate::typeset::style::Grid;
use crate::units::{Point, Rect, Region, Size, Writing};

/// A turned table in lines, on pages.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Turned {
    /// Its blocks in lines.
    pub blocks: Vec<ReadyBlock>,
    /// The slabs of each page.
    pub(super) pages: Vec<Vec<Slab>>,
}

impl Turned {
    /// Sets the blocks of a table by `one` and fills pages with them.
    pub fn new(
        blocks: &[FlowBlock],
        grid: &Grid,
        region: Region,
        one: impl Fn(&FlowBlock, &Grid) -> ReadyBlock,
    ) -> Self {
        let grid = lying(grid);
        let ready: Vec<ReadyBlock> = blocks.iter().map(|block| one(block, &grid)).collect();
        let mut made = slabs(blocks, &ready, &grid, region).slabs;
        // The pages are its own: nothing in it floats or has notes of its own there.
        made.iter_mut().for_each(|slab| (slab.float, slab.notes) = (None, 0));
        let frames = Frames { columns: 1, first: grid.rows, rows: grid.rows, scant: Scant::of(region, false) };
        let filled = distribute(&made, &NoteLines::none(), &frames);
        let pages = filled.iter().map(|frame| frame.slabs.iter().map(|at| made[*at].clone()).collect()).collect();
        Self { blocks: ready, pages }
    }
}

/// The grid of a page that lies on its side: from the corner of its type area, lines as long as the area is high.
fn lying(grid: &Grid) -> Grid {
    let area = Rect::new(Point::default(), Size::new(grid.area.size.height, grid.area.size.width));
    let rows = (area.size.height + grid.pitch - grid.size).to_raw() / grid.pitch.to_raw().max(1);
    Grid { writing: Writing::Horizontal, area, rows: u32::try_from(rows).unwrap_or(1).max(1), ..*grid }
}

/// A quarter turn against the clock, into a type area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quarter {
    area: Rect,
}

impl Quarter {
    /// A place: along a line is up the page, the next line is to the right.
    pub fn point(self, lying: Point) -> Point {
        Point::new(self.area.origin.x + lying.y, self.area.foot() - lying.x)
    }

    fn rect(self, lying: Rect) -> Rect {
        let corner = Point::new(lying.right(), lying.origin.y);
        Rect::new(self.point(corner), Size::new(lying.size.height, lying.size.width))
    }

    /// All that was painted of a page.
    pub fn turn(self, items: &mut [Item], links: &mut [LinkArea]) {
        for item in items {
            match &mut item.kind {
                ItemKind::Glyphs(run) => {
                    run.origin = self.point(run.origin);
                    run.orientation = Orientation::Raised;
                }
                ItemKind::Path(path) => self.path(path),
                ItemKind::Picture { area, .. } => *area = self.upright(*area),
            }
        }
        for link in links {
            link.area = self.rect(link.area);
        }
    }

    /// A picture stays upright, in the middle of where it was.
    fn upright(self, lying: Rect) -> Rect {
        let turned = self.rect(lying);
        let (width, height) = (lying.size.width, lying.size.height);
        let corner = Point::new(
            turned.origin.x + (turned.size.width - width) / 2,
            turned.origin.y + (turned.size.height - height) / 2,
        );
        Rect::new(corner, lying.size)
    }

    fn path(self, path: &mut Path) {
        for segment in &mut path.segments {
            *segment = match *segment {
                Segment::Move(to) => Segment::Move(self.point(to)),
                Segment::Line(to) => Segment::Line(self.point(to)),
                Segment::Cubic(one, two, to) => Segment::Cubic(self.point(one), self.point(two), self.point(to)),
                Segment::Close => Segment::Close,
            };
        }
    }
}

impl Painter<'_> {
    /// Paints a page of a turned table, in the middle of it.
    pub(super) fn turned(&mut self, page: usize, turned: &Turned, blocks: &[FlowBlock]) {
        let Some(slabs) = turned.pages.get(page) else { return };
        let grid = *self.grid();
        let mut own = lying(&grid);
        let mut content = Content::new(own.rows);
        slabs.iter().enumerate().for_each(|(at, slab)| content.push(at, slab));
        own.area.origin.y = own.pitch * i64::from(content.free()) / 2;
        let mut below = 0;
        let settled: Vec<Slab> = slabs
            .iter()
            .map(|slab| {
                let above = slab.above.max(below);
                below = slab.below;
                Slab { above, ..slab.clone() }
            })
            .collect();
        self.turn_by(Quarter { area: grid.area }, |painter| {
            painter.stand_on(own);
            painter.slabs(&settled, blocks, &turned.blocks);
        });
        self.stand_on(grid);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Abs;

    #[test]
    fn the_head_is_at_the_left_and_lines_run_up_clr_o14() {
        let pt = |x: i64, y: i64| Point::new(Abs::pt(x as f64), Abs::pt(y as f64));
        let quarter = Quarter { area: Rect::new(pt(50, 60), Size::new(Abs::pt(300.0), Abs::pt(400.0))) };
        assert_eq!(quarter.point(pt(0, 0)), pt(50, 460), "the first line begins at the foot of the left edge");
        assert_eq!(quarter.point(pt(400, 0)), pt(50, 60), "and ends at the head");
        assert_eq!(quarter.point(pt(0, 300)), pt(350, 460), "the last line is at the right");
        let rect = quarter.rect(Rect::new(pt(10, 20), Size::new(Abs::pt(30.0), Abs::pt(5.0))));
        assert_eq!(rect, Rect::new(pt(70, 420), Size::new(Abs::pt(5.0), Abs::pt(30.0))));
    }
}
