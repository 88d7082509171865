//! Frames: what is filled from head to foot, a page or a column of it, and what fills it.

use std::ops::Range;

use super::cost::Scant;
use super::distribute::Slab;

/// The frames of a section, in the order in which they are filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Frames {
    /// Columns of a page.
    pub columns: u32,
    /// Rows of the first page's frames: less where something spans the columns above them.
    pub first: u32,
    /// Rows of every other frame.
    pub rows: u32,
    /// What a last page of few rows costs.
    pub scant: Scant,
}

impl Frames {
    /// The rows of a frame.
    pub fn rows(&self, frame: usize) -> u32 {
        if frame < self.columns as usize { self.first } else { self.rows }
    }
}

/// What a frame holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Filled {
    /// Positions of its slabs, from head to foot.
    pub slabs: Vec<usize>,
    /// The lines of notes at its foot, among all of the section's.
    pub notes: Range<usize>,
    /// Whether the frame before it is full to its last row.
    pub after_full: bool,
}

/// A frame while it is filled.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// Its rows.
    pub capacity: u32,
    /// Rows that are filled, and those left empty between.
    pub rows: u32,
    /// How many slabs there are.
    pub slabs: usize,
    /// The last one.
    pub last: Option<usize>,
    below: u32,
    after_full: bool,
}

impl Content {
    /// An empty frame.
    pub fn new(capacity: u32) -> Self {
        Self::after(false, capacity)
    }

    /// An empty frame after one that is full to its last row, or not.
    pub fn after(is_full: bool, capacity: u32) -> Self {
        Self { capacity, rows: 0, slabs: 0, last: None, below: 0, after_full: is_full }
    }

    /// Adds a slab below.
    pub fn push(&mut self, at: usize, slab: &Slab) {
        self.rows += self.before(slab) + slab.rows;
        self.below = slab.below;
        self.slabs += 1;
        self.last = Some(at);
    }

    /// Rows before a slab that comes next: left empty, or filled by what is repeated at the head.
    pub fn before(&self, slab: &Slab) -> u32 {
        match self.slabs {
            0 if slab.keeps_above(self.after_full) => slab.repeated + slab.above,
            0 => slab.repeated,
            _ => self.below.max(slab.above),
        }
    }

    /// Whether slabs fit below what there is.
    pub fn fits_all(&self, slabs: &[Slab], range: Range<usize>) -> bool {
        let mut more = self.clone();
        range.for_each(|at| more.push(at, &slabs[at]));
        more.rows <= self.capacity
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.slabs == 0
    }

    /// Rows that are left.
    pub fn free(&self) -> u32 {
        self.capacity.saturating_sub(self.rows)
    }
}
