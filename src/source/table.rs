//! Tables made even. In: rows as the source has them. Out: a table whose rows all have as many cells as it has columns.

use crate::document::{Align, Cell, Inline, Table};

/// The most columns that a table may have.
const MOST_COLUMNS: usize = 200;
/// The most empty cells that are added: a short source may not unfold to a large table.
const MOST_ADDED: usize = 100_000;

/// A table. Markdown says how many columns there are; HTML doesn't, and the longest row does.
pub(super) fn table(
    caption: Vec<Inline>,
    mut columns: Vec<Align>,
    mut head: Vec<Cell>,
    mut rows: Vec<Vec<Cell>>,
) -> Table {
    if columns.is_empty() {
        let longest = std::iter::once(&head).chain(&rows).map(Vec::len).max().unwrap_or(0);
        columns = vec![Align::Default; longest.min(MOST_COLUMNS)];
    }
    let mut left = MOST_ADDED;
    for row in std::iter::once(&mut head).filter(|head| !head.is_empty()).chain(&mut rows) {
        row.truncate(columns.len());
        let lacks = (columns.len() - row.len()).min(left);
        left -= lacks;
        row.resize(row.len() + lacks, Vec::new());
    }
    Table { caption, turned: false, columns, head, rows }
}
