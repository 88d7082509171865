//! Tables and figures turned on their pages 顶左底右 (CLR-O14): along the page's long side, the head at the left, alone on as many pages as they
//! need. Their lines are horizontal ones in vertical books too (CLR-I08).
//!
//! In: their blocks, with a table's notes. Out: their slabs by page, on a grid whose lines run along the long side; painted, and given a quarter
//! turn. Notes whose marks are in its cells are notes to the table 表注: CY/T 170-2019 has them below its last rule, so they are turned with it
//! and read without turning the book back, and each page has those of its own rows, counted from ①.

use super::cost::Scant;
use super::distribute::{Slab, distribute};
use super::foot::Foot;
use super::frame::{Content, Filled, Frames};
use super::paint::Painter;
use super::slab::{ReadyBlock, Slabs, slabs};
use crate::display::{Item, ItemKind, LinkArea, Orientation, Path, Segment};
use crate::typeset::flow::FlowBlock;
use crate::typeset::style::Grid;
use crate::units::{Abs, Point, Rect, Region, Size, Writing};

/// A turned table or figure in lines, on pages.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Turned {
    /// Its blocks in lines.
    pub blocks: Vec<ReadyBlock>,
    /// Its slabs.
    slabs: Vec<Slab>,
    /// Its notes, by their numbers in the section, in the order in which they are met.
    notes: Vec<usize>,
    /// The lines of its notes.
    foot: Foot,
    /// What each page holds.
    pages: Vec<Filled>,
}

impl Turned {
    /// Sets the blocks by `one` and fills pages with them.
    pub fn new(
        blocks: &[FlowBlock],
        grid: &Grid,
        region: Region,
        one: impl Fn(&FlowBlock, &Grid) -> ReadyBlock,
    ) -> Self {
        let grid = lying(grid);
        let ready: Vec<ReadyBlock> = blocks.iter().map(|block| one(block, &grid)).collect();
        let Slabs { mut slabs, notes } = slabs(blocks, &ready, &grid, region);
        // The pages are its own: nothing in it floats there.
        slabs.iter_mut().for_each(|slab| slab.float = None);
        let foot = Foot::new(blocks, &ready, &notes, &grid);
        let frames = Frames { columns: 1, first: grid.rows, rows: grid.rows, scant: Scant::of(region, false) };
        let pages = distribute(&slabs, &foot.lines, &frames);
        Self { blocks: ready, slabs, notes, foot, pages }
    }

    /// How many pages it fills.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The notes whose marks are on a page, in their order.
    pub(super) fn notes_on(&self, page: usize) -> &[usize] {
        let marks = |page: &Filled| page.slabs.iter().map(|at| self.slabs[*at].notes).sum::<usize>();
        let Some(own) = self.pages.get(page) else { return &[] };
        let before: usize = self.pages[..page].iter().map(marks).sum();
        &self.notes[before..before + marks(own)]
    }
}

/// The grid of a page that lies on its side: from the corner of its type area, horizontal lines as long as the area is high on paper.
pub(in crate::typeset) fn lying(grid: &Grid) -> Grid {
    let size = match grid.writing {
        Writing::Horizontal => Size::new(grid.area.size.height, grid.area.size.width),
        // The lines of a vertical page run down: they are the long side already.
        Writing::Vertical => grid.area.size,
    };
    let rows = (size.height + grid.pitch - grid.size).to_raw() / grid.pitch.to_raw().max(1);
    let rows = u32::try_from(rows).unwrap_or(1).max(1);
    Grid { writing: Writing::Horizontal, area: Rect::new(Point::default(), size), rows, ..*grid }
}

/// A quarter turn against the clock on paper, into a type area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quarter {
    area: Rect,
    /// How the page is laid out. A vertical one is given a quarter turn with the clock when it is done, so that here it takes a half turn.
    writing: Writing,
}

impl Quarter {
    /// A place: along a line is up the page, the next line is to the right.
    pub fn point(self, lying: Point) -> Point {
        match self.writing {
            Writing::Horizontal => Point::new(self.area.origin.x + lying.y, self.area.foot() - lying.x),
            Writing::Vertical => Point::new(self.area.right() - lying.x, self.area.foot() - lying.y),
        }
    }

    fn rect(self, lying: Rect) -> Rect {
        let (one, other) = (self.point(lying.origin), self.point(Point::new(lying.right(), lying.foot())));
        let corner = Point::new(one.x.min(other.x), one.y.min(other.y));
        let size = match self.writing {
            Writing::Horizontal => Size::new(lying.size.height, lying.size.width),
            Writing::Vertical => lying.size,
        };
        Rect::new(corner, size)
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
                ItemKind::Picture { area, raised, .. } => (*area, *raised) = (self.rect(*area), true),
            }
        }
        for link in links {
            link.area = self.rect(link.area);
        }
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
        let Some(filled) = turned.pages.get(page) else { return };
        let grid = *self.grid();
        let mut own = lying(&grid);
        let mut content = Content::new(own.rows);
        let mut below = 0;
        let mut settled = Vec::new();
        for &at in &filled.slabs {
            let slab = &turned.slabs[at];
            content.push(at, slab);
            let above = slab.above.max(below);
            below = slab.below;
            settled.push(Slab { above, ..slab.clone() });
        }
        let free = content.free().saturating_sub(turned.foot.lines.rows(filled.notes.start, filled.notes.end));
        own.area.origin.y = own.pitch * i64::from(free) / 2;
        self.turn_by(Quarter { area: grid.area, writing: grid.writing }, |painter| {
            painter.stand_on(own);
            painter.slabs(&settled, blocks, &turned.blocks);
            painter.notes_below(own.row_head(content.rows), filled, turned, blocks);
        });
        self.stand_on(grid);
    }

    /// Paints the notes of a page of a turned table, below its last row.
    fn notes_below(&mut self, head: Abs, filled: &Filled, turned: &Turned, blocks: &[FlowBlock]) {
        let mut head = head;
        for line in filled.notes.clone() {
            self.foot_line(&turned.foot, line, head, blocks, &turned.blocks);
            head += turned.foot.lines.height(line, line + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_at_the_left_and_lines_run_up_clr_o14() {
        let pt = |x: i64, y: i64| Point::new(Abs::pt(x as f64), Abs::pt(y as f64));
        let area = Rect::new(pt(50, 60), Size::new(Abs::pt(300.0), Abs::pt(400.0)));
        let quarter = Quarter { area, writing: Writing::Horizontal };
        assert_eq!(quarter.point(pt(0, 0)), pt(50, 460), "the first line begins at the foot of the left edge");
        assert_eq!(quarter.point(pt(400, 0)), pt(50, 60), "and ends at the head");
        assert_eq!(quarter.point(pt(0, 300)), pt(350, 460), "the last line is at the right");
        let rect = quarter.rect(Rect::new(pt(10, 20), Size::new(Abs::pt(30.0), Abs::pt(5.0))));
        assert_eq!(rect, Rect::new(pt(70, 420), Size::new(Abs::pt(5.0), Abs::pt(30.0))));
    }

    #[test]
    fn a_vertical_page_comes_out_as_a_horizontal_one_does_clr_o14() {
        let pt = |x: i64, y: i64| Point::new(Abs::pt(x as f64), Abs::pt(y as f64));
        let paper = Rect::new(pt(50, 60), Size::new(Abs::pt(300.0), Abs::pt(400.0)));
        // The same area as a vertical page of 400 points' width is laid out.
        let logical = Rect::new(pt(60, 50), Size::new(Abs::pt(400.0), Abs::pt(300.0)));
        let turn = super::super::turn::Turn { width: Abs::pt(400.0) };
        assert_eq!(turn.rect(logical), paper);
        let (horizontal, vertical) = (Writing::Horizontal, Writing::Vertical);
        let upright = Quarter { area: paper, writing: horizontal };
        let down = Quarter { area: logical, writing: vertical };
        for at in [pt(0, 0), pt(400, 0), pt(30, 120)] {
            assert_eq!(turn.point(down.point(at)), upright.point(at));
            let rect = Rect::new(at, Size::new(Abs::pt(10.0), Abs::pt(4.0)));
            assert_eq!(turn.rect(down.rect(rect)), upright.rect(rect));
        }
    }
}
