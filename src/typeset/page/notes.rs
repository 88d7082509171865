//! Notes at the foot or in the margin (CLR-O07, O10, O13): how high their lines are together, and where each note begins.
//!
//! In: the lines of a section's notes, in the order of their marks. Out: how many of them fit into some rows.

use crate::units::Abs;

/// Lines of a note that stand on its mark's page at least.
const LEAST_LINES: usize = 2;

/// The lines of a section's notes.
#[derive(Clone, Debug)]
pub(super) struct NoteLines {
    /// The height of all lines before each, and of all.
    heights: Vec<Abs>,
    /// The first line of each note, and the number of lines.
    first: Vec<usize>,
    /// What the rule above them takes.
    space: Abs,
    /// From row to row.
    pitch: Abs,
    /// The height of the margin that they stand in; `None` where they take rows of the page.
    margin: Option<Abs>,
}

impl NoteLines {
    /// No notes.
    pub fn none() -> Self {
        Self { heights: vec![Abs::ZERO], first: vec![0], space: Abs::ZERO, pitch: Abs::raw(1), margin: None }
    }

    /// Notes by the heights of their lines; `space` is for the rule above those of a page, `pitch` is from row to row.
    pub fn new(notes: &[Vec<Abs>], space: Abs, pitch: Abs) -> Self {
        let (mut heights, mut first) = (vec![Abs::ZERO], vec![0]);
        for &height in notes.iter().flatten() {
            heights.push(heights.last().copied().unwrap_or_default() + height);
        }
        for note in notes {
            first.push(first.last().copied().unwrap_or_default() + note.len());
        }
        Self { heights, first, space, pitch: pitch.max(Abs::raw(1)), margin: None }
    }

    /// The same in a margin of that height, where they take no rows of the page.
    pub fn in_margin(self, height: Abs) -> Self {
        Self { margin: Some(height), ..self }
    }

    /// Whether they stand in the margin.
    pub fn is_in_margin(&self) -> bool {
        self.margin.is_some()
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.heights.len() - 1
    }

    /// How many lines the first `notes` notes have.
    pub fn lines_before(&self, notes: usize) -> usize {
        self.first.get(notes).copied().unwrap_or(self.len())
    }

    /// The line up to which a note must be set on the page of its mark.
    pub fn beginning(&self, note: usize) -> usize {
        let (first, end) = (self.lines_before(note), self.lines_before(note + 1));
        // Three lines aren't parted: one of the two pages would have one alone.
        if end - first <= LEAST_LINES + 1 { end } else { first + LEAST_LINES }
    }

    /// The height of some lines.
    pub fn height(&self, from: usize, to: usize) -> Abs {
        self.heights[to] - self.heights[from]
    }

    /// The rows that some lines take, with the rule above them.
    pub fn rows(&self, from: usize, to: usize) -> u32 {
        if from == to || self.is_in_margin() {
            return 0;
        }
        let height = self.height(from, to) + self.space;
        let (height, pitch) = (height.to_raw(), self.pitch.to_raw());
        u32::try_from((height + pitch - 1) / pitch).unwrap_or(u32::MAX)
    }

    /// Up to which line, at most `due`, lines from `from` on fit into `rows`.
    pub fn most_lines(&self, from: usize, due: usize, rows: u32) -> usize {
        let free = self.margin.unwrap_or(self.pitch * i64::from(rows) - self.space);
        let fits = |line: &Abs| *line - self.heights[from] <= free;
        let fitting = self.heights[from + 1..=due].partition_point(fits);
        from + fitting
    }
}
