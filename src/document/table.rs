//! Tables: cells in rows and columns, some of which fill several.

use std::collections::{BTreeMap, BTreeSet};

use super::Inline;

/// Where a column's text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// As the edition does by default.
    #[default]
    Default,
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line.
    End,
}

/// A table: head rows and body rows, all with as many cells as `columns`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What stands above it: 表题.
    pub caption: Vec<Inline>,
    /// Whether its author wants it turned on a page of its own: `{.turned}` after the caption.
    pub turned: bool,
    /// Each column's alignment.
    pub columns: Vec<Align>,
    /// The head row.
    pub head: Vec<Cell>,
    /// How many of `rows` belong to the head too.
    pub more_heads: usize,
    /// The rows below the first one of the head.
    pub rows: Vec<Vec<Cell>>,
    /// The cells that fill more than their own place.
    pub stretches: Stretches,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// How many columns and rows a cell fills.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Columns, from its own on.
    pub columns: usize,
    /// Rows, from its own on; all of the head or none.
    pub rows: usize,
}

impl Stretch {
    /// Its own place alone.
    pub const ONE: Self = Self { columns: 1, rows: 1 };
    /// No place: another cell fills it.
    pub const NONE: Self = Self { columns: 0, rows: 0 };
}

/// The cells of a table that don't fill just their own place, by row and column; row 0 is the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretches {
    cells: BTreeMap<(usize, usize), Stretch>,
    /// The rows from which a cell goes on to the next one.
    joined: BTreeSet<usize>,
}

impl Stretches {
    /// Whether all cells fill their own place.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// What the cell of a row and column fills.
    pub fn of(&self, row: usize, column: usize) -> Stretch {
        self.cells.get(&(row, column)).copied().unwrap_or(Stretch::ONE)
    }

    /// Lets the cell of a row and column fill `stretch`.
    pub fn set(&mut self, row: usize, column: usize, stretch: Stretch) {
        if stretch != Stretch::ONE {
            self.cells.insert((row, column), stretch);
            self.joined.extend((row..row + stretch.rows).skip(1).map(|row| row - 1));
        }
    }

    /// Whether a cell goes on from a row to the next one.
    pub fn go_on(&self, row: usize) -> bool {
        self.joined.contains(&row)
    }
}

impl Table {
    /// The rows, those of the head first, each with its number for [`Stretches::of`].
    pub fn numbered_rows(&self) -> impl Iterator<Item = (usize, &Vec<Cell>)> {
        let head = (!self.head.is_empty()).then_some((0, &self.head));
        head.into_iter().chain((1..).zip(&self.rows))
    }
}
