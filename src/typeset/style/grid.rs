//! The type area 版心 and its grid of lines (CLR-B01 to B08, B14).
//!
//! In: the page options. Out: where rows stand on the page. A row is one body line with the gap below it. A vertical page is
//! laid out as it would lie on its left side: x is along the line, down the paper; y is across lines, from the paper's right
//! edge. `page/turn` sets it upright.

use crate::project::PageOptions;
use crate::units::{Abs, Em, Point, Rect, Size, Writing};

/// Where the em box of Han faces has its baseline, below its head: Noto CJK and its kin draw Han in a box from
/// 0.88 em above the baseline to 0.12 em below.
const BASELINE_IN_BOX: f64 = 0.88;

/// The grid of a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct Grid {
    /// Which way lines run.
    pub writing: Writing,
    /// The trimmed page: along the line and across it.
    pub page: Size,
    /// The type area of a recto.
    pub area: Rect,
    /// Body type size.
    pub size: Abs,
    /// From baseline to baseline.
    pub pitch: Abs,
    /// Rows on a page.
    pub rows: u32,
}

impl Grid {
    /// The type area as the options give it.
    pub fn new(page: &PageOptions) -> Self {
        let length = page.type_size * i64::from(page.characters);
        let rows = page.lines.max(1);
        // CLR-B06: n lines and n - 1 gaps.
        let height = page.line_pitch * i64::from(rows - 1) + page.type_size;
        let trim = match page.writing {
            Writing::Horizontal => page.trim,
            Writing::Vertical => Size::new(page.trim.height, page.trim.width),
        };
        let margins = page.margins();
        let origin = match page.writing {
            Writing::Horizontal => Point::new(margins.spine, margins.head),
            Writing::Vertical => Point::new(margins.head, margins.spine),
        };
        let area = Rect::new(origin, Size::new(length, height));
        Self { writing: page.writing, page: trim, area, size: page.type_size, pitch: page.line_pitch, rows }
    }

    /// The grid of one side of a leaf. A horizontal book is bound at its left, a vertical one at its right (CLR-B01), so the type area of a
    /// recto keeps the spine margin 订口 on that side, and that of a verso the fore margin 切口.
    pub fn facing(&self, is_recto: bool) -> Self {
        let mut grid = *self;
        if is_recto {
            return grid;
        }
        match self.writing {
            Writing::Horizontal => {
                let mirrored = self.page.width - self.area.right();
                // Equal margins may differ by the least unit there is; both sides of a leaf are the same then.
                if (mirrored - self.area.origin.x).abs() > Abs::raw(1) {
                    grid.area.origin.x = mirrored;
                }
            }
            Writing::Vertical => grid.area.origin.y = self.page.height - self.area.foot(),
        }
        grid
    }

    /// The head of a row's em boxes.
    pub fn row_head(&self, row: u32) -> Abs {
        self.area.origin.y + self.pitch * i64::from(row)
    }

    /// From the head of an em box of `size` to the line that glyphs are placed on: the alphabetic baseline of horizontal
    /// lines, the centre line of vertical ones (CLR-I11).
    pub fn reference(&self, size: Abs) -> Abs {
        match self.writing {
            Writing::Horizontal => Self::baseline(size),
            Writing::Vertical => size / 2,
        }
    }

    /// From the head of an em box of `size` to its alphabetic baseline.
    pub fn baseline(size: Abs) -> Abs {
        Em::new(BASELINE_IN_BOX).at(size)
    }

    /// Rows that `lines` lines of `size` on `pitch` fill (CLR-N01: whole rows).
    pub fn rows_for(&self, lines: usize, size: Abs, pitch: Abs) -> u32 {
        if lines == 0 {
            return 0;
        }
        let height = pitch * (lines as i64 - 1) + size;
        // The last row's gap is not needed, so a block may be one gap higher than its rows' boxes.
        let gap = self.pitch - self.size;
        let rows = (height + gap).to_raw().div_euclid(self.pitch.to_raw());
        let rest = (height + gap).to_raw().rem_euclid(self.pitch.to_raw());
        (rows + i64::from(rest > 0)).max(1) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::MarginOptions;

    #[test]
    fn the_type_area_is_whole_characters_and_lines() {
        let grid = Grid::new(&PageOptions::default());
        assert_eq!(grid.area.size.width, Abs::pt(315.0));
        assert_eq!(grid.area.size.height, Abs::pt(26.0 * 18.0 + 10.5));
        assert!(grid.area.foot() < grid.page.height);
    }

    #[test]
    fn blocks_fill_whole_rows() {
        let grid = Grid::new(&PageOptions::default());
        let body = (Abs::pt(10.5), Abs::pt(18.0));
        assert_eq!(grid.rows_for(3, body.0, body.1), 3);
        assert_eq!(grid.rows_for(1, Abs::pt(9.0), body.1), 1);
        assert_eq!(grid.rows_for(1, Abs::pt(22.0), Abs::pt(30.0)), 2);
    }

    #[test]
    fn facing_pages_mirror_across_the_spine_clr_b01() {
        let options = PageOptions::default();
        let grid = Grid::new(&PageOptions::vertical(options.trim, options.type_size));
        let (recto, verso) = (grid.facing(true), grid.facing(false));
        // Counted from the right edge: the spine is at the right of a recto, at the left of a verso.
        let spine_of_verso = verso.page.height - verso.area.foot();
        assert_eq!(recto.area.origin.y, spine_of_verso);
        assert!(spine_of_verso < verso.area.origin.y, "the fore margin is the larger one");
        let apart = verso.area.origin.y - recto.area.origin.y - grid.pitch;
        assert!(apart.abs() <= Abs::raw(1), "facing columns lie over each other (CLR-B14): {apart:?}");
        let foot_margin = grid.page.width - grid.area.right();
        assert!(grid.area.origin.x >= foot_margin, "天头 is not smaller than 地脚");
        let horizontal = Grid::new(&options);
        assert_eq!(horizontal.facing(false).area, horizontal.area);
        let margins = MarginOptions { spine: Some(Abs::mm(15.0)), ..MarginOptions::default() };
        let bound = Grid::new(&PageOptions { margins, ..options });
        assert_eq!(bound.area.origin.x, Abs::mm(15.0), "a horizontal book is bound at its left");
        assert_eq!(bound.page.width - bound.facing(false).area.right(), Abs::mm(15.0));
    }
}
