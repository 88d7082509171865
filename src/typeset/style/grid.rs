//! The type area 版心 and its grid of lines (CLR-B03 to B08, B14).
//!
//! In: the page options. Out: where rows stand on the page. A row is one body line with the gap below it.

use crate::project::PageOptions;
use crate::units::{Abs, Em, Point, Rect, Size};

/// Where the em box of Han faces has its baseline, below its head: Noto CJK and its kin draw Han in a box from
/// 0.88 em above the baseline to 0.12 em below.
const BASELINE_IN_BOX: f64 = 0.88;

/// The grid of a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct Grid {
    /// The trimmed page.
    pub page: Size,
    /// The type area.
    pub area: Rect,
    /// Body type size.
    pub size: Abs,
    /// From baseline to baseline.
    pub pitch: Abs,
    /// Rows on a page.
    pub rows: u32,
}

impl Grid {
    /// The type area as the options give it, centred across; down the page it stands a little above the middle, since
    /// the folio hangs below it and the eye's middle is above the true one.
    pub fn new(page: &PageOptions) -> Self {
        let width = page.type_size * i64::from(page.characters);
        let rows = page.lines.max(1);
        // CLR-B06: n lines and n - 1 gaps.
        let height = page.line_pitch * i64::from(rows - 1) + page.type_size;
        let free = page.trim.height - height;
        let origin = Point::new((page.trim.width - width) / 2, free.part(49, 100));
        let area = Rect::new(origin, Size::new(width, height));
        Self { page: page.trim, area, size: page.type_size, pitch: page.line_pitch, rows }
    }

    /// The head of a row's em boxes.
    pub fn row_head(&self, row: u32) -> Abs {
        self.area.origin.y + self.pitch * i64::from(row)
    }

    /// From the head of an em box of `size` to its baseline.
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
}
