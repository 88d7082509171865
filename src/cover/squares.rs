//! The title as a machine has it: each character a square of sixteen cells, which are the bits of its number in Unicode.
//!
//! Han characters are squares 方块字, and sixteen bits are a square of four by four. So every title has a figure of its own,
//! drawn from nothing but itself: the same title always gives the same figure.

use super::field::Field;
use crate::display::{Paint, Path, Segment};
use crate::units::{Abs, Point, Rect};

/// Cells along a side of a square.
const SIDE: usize = 4;

/// The most characters that are drawn; of longer titles the beginning.
const MOST: usize = 64;

fn drawn(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|character| character.is_alphanumeric()).take(MOST)
}

/// How many squares a title has.
pub(super) fn count(text: &str) -> usize {
    drawn(text).count()
}

/// The height that the squares of `text` take of `area`.
pub(super) fn height(text: &str, area: Rect, field: &Field) -> Abs {
    let grid = Grid::new(count(text), area, field.columns);
    grid.cell * (grid.rows * (SIDE + 1) - 1) as i64
}

/// The cells of `text` as large as `area` allows: lit ones, and small ones where no bit is set.
pub(super) fn draw(text: &str, area: Rect, field: &Field) -> Vec<Path> {
    let characters: Vec<char> = drawn(text).collect();
    let grid = Grid::new(characters.len(), area, field.columns);
    let (mut lit, mut unlit) = (Vec::new(), Vec::new());
    for slot in 0..grid.columns * grid.rows {
        let bits = characters.get(slot).map_or(0, |&character| u32::from(character) & 0xFFFF);
        for cell in 0..SIDE * SIDE {
            // The highest bit stands first, as numbers are written.
            let set = bits >> (SIDE * SIDE - 1 - cell) & 1 == 1;
            let column = slot % grid.columns * (SIDE + 1) + cell % SIDE;
            let row = slot / grid.columns * (SIDE + 1) + cell / SIDE;
            let (segments, part) = if set { (&mut lit, field.cells.0) } else { (&mut unlit, field.cells.1) };
            grid.cell(column, row, part, segments);
        }
    }
    let path =
        |segments: Vec<Segment>, paint: Paint| Path { segments, fill: Some(paint), even_odd: false, stroke: None };
    [lit, unlit]
        .into_iter()
        .filter(|segments| !segments.is_empty())
        .map(|segments| path(segments, field.paint))
        .collect()
}

struct Grid {
    columns: usize,
    rows: usize,
    origin: Point,
    cell: Abs,
}

impl Grid {
    /// The squares as wide as the area, in the fewest columns whose rows fit its height; or in as many as the template says.
    fn new(count: usize, area: Rect, columns: usize) -> Self {
        let cells = |squares: usize| (squares * (SIDE + 1) - 1) as i64;
        let rows = |columns: usize| count.div_ceil(columns).max(1);
        let wide = |columns: usize| area.size.width / cells(columns);
        let fits = |columns: &usize| wide(*columns) * cells(rows(*columns)) <= area.size.height;
        let columns = if columns > 0 { columns } else { (1..MOST).find(fits).unwrap_or(MOST) };
        let rows = rows(columns);
        let cell = wide(columns).min(area.size.height / cells(rows));
        Self { columns, rows, origin: area.origin, cell }
    }

    fn cell(&self, column: usize, row: usize, part: f64, segments: &mut Vec<Segment>) {
        if part <= 0.0 {
            return;
        }
        let side = Abs::raw((self.cell.to_raw() as f64 * part) as i64);
        let inset = (self.cell - side) / 2;
        let x = self.origin.x + self.cell * column as i64 + inset;
        let y = self.origin.y + self.cell * row as i64 + inset;
        segments.extend([
            Segment::Move(Point::new(x, y)),
            Segment::Line(Point::new(x + side, y)),
            Segment::Line(Point::new(x + side, y + side)),
            Segment::Line(Point::new(x, y + side)),
            Segment::Close,
        ]);
    }
}
