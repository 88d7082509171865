//! Lines closer together than rows: a wanted pitch in, so many lines in so many rows out (CLR-N01: together they fill whole rows).

use super::grid::Grid;
use crate::units::Abs;

/// Ways to pack lines, from the loosest to the closest.
const WAYS: [Packing; 5] = [
    Packing { lines: 1, rows: 1 },
    Packing { lines: 5, rows: 4 },
    Packing { lines: 4, rows: 3 },
    Packing { lines: 3, rows: 2 },
    Packing { lines: 2, rows: 1 },
];

/// So many lines fill so many rows. Pages break between such groups, so that the lines of each page begin and end with its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct Packing {
    /// Lines of a group.
    pub lines: u32,
    /// Rows that they fill.
    pub rows: u32,
}

impl Packing {
    /// The way whose pitch is nearest to the wanted one; `None` where each line has a row of its own.
    pub fn of(grid: &Grid, pitch: Abs) -> Option<Self> {
        let way = WAYS.into_iter().min_by_key(|way| (way.pitch(grid) - pitch).abs())?;
        (way.lines > 1).then_some(way)
    }

    /// From baseline to baseline.
    pub fn pitch(self, grid: &Grid) -> Abs {
        grid.pitch * i64::from(self.rows) / i64::from(self.lines)
    }

    /// Lines that so many rows hold.
    pub fn lines_in(self, rows: u32) -> u32 {
        rows * self.lines / self.rows
    }

    /// Rows that lines begin, `before` of which stand in rows that have begun: those of one line at a time sum up to those of all.
    pub fn rows_of_line(self, before: u32) -> u32 {
        let place = before % self.lines;
        self.rows_of(place + 1) - self.rows_of(place)
    }

    /// Rows that the first lines of a group begin.
    fn rows_of(self, lines: u32) -> u32 {
        (lines * self.rows).div_ceil(self.lines)
    }

    /// Whether a page may break behind so many lines.
    pub fn is_whole(self, lines: u32) -> bool {
        lines.is_multiple_of(self.lines)
    }

    /// What lines leave free of the rows that they fill.
    pub fn free(self, lines: u32, grid: &Grid) -> Abs {
        // Whole groups leave nothing.
        let rest = lines % self.lines;
        grid.pitch * i64::from(self.rows_of(rest)) - self.pitch(grid) * i64::from(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::PageOptions;

    fn grid() -> Grid {
        Grid::new(&PageOptions { line_pitch: Abs::pt(18.0), ..PageOptions::default() })
    }

    #[test]
    fn the_nearest_way_is_taken() {
        let way = |pitch: f64| Packing::of(&grid(), Abs::pt(pitch)).map(|way| (way.lines, way.rows));
        assert_eq!([way(24.0), way(17.5)], [None, None]);
        assert_eq!(
            [way(14.2), way(13.0), way(11.9), way(8.0)],
            [Some((5, 4)), Some((4, 3)), Some((3, 2)), Some((2, 1))]
        );
    }

    #[test]
    fn groups_fill_their_rows() {
        for way in WAYS {
            for groups in 1..4 {
                let lines = groups * way.lines;
                let rows: u32 = (0..lines).map(|before| way.rows_of_line(before)).sum();
                assert_eq!(rows, groups * way.rows, "{way:?}");
                assert!(way.free(lines, &grid()).abs() < Abs::pt(0.01) && way.is_whole(lines), "{way:?}");
            }
            for lines in 1..20_u32 {
                let rows: u32 = (0..lines).map(|before| way.rows_of_line(before)).sum();
                let free = Abs::pt(18.0) * i64::from(rows) - way.pitch(&grid()) * i64::from(lines);
                assert!((way.free(lines, &grid()) - free).abs() < Abs::pt(0.01) && free > Abs::pt(-0.01), "{way:?}");
            }
        }
    }
}
