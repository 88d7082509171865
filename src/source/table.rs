//! Tables made even. In: rows as the source has them, and which cells fill several places. Out: a table whose rows all have as many
//! cells as it has columns, each in its column.

use crate::document::{Align, Cell, Stretch, Stretches, Table};

/// The most columns that a table may have.
const MOST_COLUMNS: usize = 200;
/// The most empty cells that are added: a short source may not unfold to a large table.
const MOST_ADDED: usize = 100_000;

/// An even table. Markdown says how many columns there are; HTML doesn't, and the longest row does. `wide` are the cells that fill more
/// than one place: the row, 0 for the head, the position among its row's cells, and what it fills.
pub(super) fn even(mut table: Table, wide: &[(usize, usize, Stretch)]) -> Table {
    let mut left = MOST_ADDED;
    if !wide.is_empty() {
        unfold(&mut table, wide, &mut left);
    }
    let Table { columns, head, rows, .. } = &mut table;
    if columns.is_empty() {
        let longest = std::iter::once(&*head).chain(&*rows).map(Vec::len).max().unwrap_or(0);
        *columns = vec![Align::Default; longest.min(MOST_COLUMNS)];
    }
    for row in std::iter::once(head).filter(|head| !head.is_empty()).chain(rows) {
        row.truncate(columns.len());
        let lacks = (columns.len() - row.len()).min(left);
        left -= lacks;
        row.resize(row.len() + lacks, Vec::new());
    }
    table
}

/// Puts every cell into its column: empty ones stand where another goes on. A cell of the head doesn't reach into the body.
fn unfold(table: &mut Table, wide: &[(usize, usize, Stretch)], left: &mut usize) {
    let (heads, count) = (table.more_heads, table.rows.len());
    // How many rows below the one at hand a cell of each column still fills.
    let mut below = [0_usize; MOST_COLUMNS];
    // A cell alone in its row asks for all columns and often for more than there are.
    let most = width(table, wide);
    let head = (!table.head.is_empty()).then_some((0, &mut table.head));
    for (row, cells) in head.into_iter().chain((1..).zip(&mut table.rows)) {
        let held = below.map(|rows| rows > 0);
        below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        let last = if row <= heads || row == 0 { heads } else { count };
        let mut asked = wide[wide.partition_point(|(of, ..)| *of < row)..].iter().peekable();
        let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
        let skip = |out: &mut Vec<Cell>, stretches: &mut Stretches, left: &mut usize| {
            while *left > 0 && held.get(out.len()) == Some(&true) {
                stretches.set(row, out.len(), Stretch::NONE);
                out.push(Vec::new());
                *left -= 1;
            }
        };
        let own_cells = cells.len();
        for (at, cell) in std::mem::take(cells).into_iter().enumerate() {
            skip(&mut out, &mut table.stretches, left);
            let start = out.len();
            out.push(cell);
            let Some((.., fills)) = asked.next_if(|(of, cell, _)| (*of, *cell) == (row, at)) else { continue };
            let free = held.iter().skip(start).take_while(|held| !**held).count();
            let free = if own_cells == 1 { free.min(most.saturating_sub(start)) } else { free };
            let columns = fills.columns.min(free).clamp(1, *left + 1);
            let rows = fills.rows.clamp(1, last - row + 1);
            table.stretches.set(row, start, Stretch { columns, rows });
            for column in start + 1..start + columns {
                table.stretches.set(row, column, Stretch::NONE);
                out.push(Vec::new());
            }
            *left -= columns - 1;
            below.iter_mut().skip(start).take(columns).for_each(|below| *below = rows - 1);
        }
        // A row may be short before a cell that goes on.
        while *left > 0 && held.iter().skip(out.len()).any(|held| *held) {
            skip(&mut out, &mut table.stretches, left);
            if held.iter().skip(out.len()).any(|held| *held) {
                out.push(Vec::new());
                *left -= 1;
            }
        }
        *cells = out;
    }
}

/// How many columns the rows of several cells ask for.
fn width(table: &Table, wide: &[(usize, usize, Stretch)]) -> usize {
    let more = |row: usize| {
        let own = wide[wide.partition_point(|(of, ..)| *of < row)..].iter().take_while(|(of, ..)| *of == row);
        own.map(|(.., fills)| fills.columns - 1).fold(0, usize::saturating_add)
    };
    let rows = table.numbered_rows().filter(|(_, cells)| cells.len() > 1);
    rows.map(|(row, cells)| cells.len().saturating_add(more(row))).max().unwrap_or(MOST_COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::document::{Inline, InlineKind, plain_text};

    /// Rows of cells, each a word, with `2x3` after it for columns and rows: `甲2x1 乙`. The first row is the head.
    fn made(rows: &[&str], more_heads: usize) -> String {
        let mut wide = Vec::new();
        let mut cells = |row: usize, text: &str| -> Vec<Cell> {
            let cell = |(at, word): (usize, &str)| {
                let (name, size) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
                if let Some((columns, rows)) = size.split_once('x') {
                    let fills = Stretch { columns: columns.parse().unwrap(), rows: rows.parse().unwrap() };
                    wide.push((row, at, fills));
                }
                vec![Inline { kind: InlineKind::Text(name.to_owned()), span: Span::new(FileId(0), 0..1) }]
            };
            text.split(' ').filter(|word| !word.is_empty()).enumerate().map(cell).collect()
        };
        let head = cells(0, rows[0]);
        let rows = (1..).zip(&rows[1..]).map(|(row, text)| cells(row, text)).collect();
        let table = even(Table { head, rows, more_heads, ..Table::default() }, &wide);
        let shown = |(row, cells): (usize, &Vec<Cell>)| {
            let cell = |(column, cell): (usize, &Cell)| match table.stretches.of(row, column) {
                Stretch::ONE if cell.is_empty() => "-".to_owned(),
                Stretch::ONE => plain_text(cell),
                Stretch::NONE => ".".to_owned(),
                Stretch { columns, rows } => format!("{}{columns}x{rows}", plain_text(cell)),
            };
            cells.iter().enumerate().map(cell).collect::<Vec<_>>().join(" ")
        };
        table.numbered_rows().map(shown).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn every_cell_stands_in_its_column() {
        for (rows, heads, expected) in [
            (&["a b", "c1x2 d", "e"][..], 0, "a b|c1x2 d|. e"),
            (&["a b c", "d2x1 e", "f g h"], 0, "a b c|d2x1 . e|f g h"),
            (&["a1x2 b2x1", "c d", "e f g"], 1, "a1x2 b2x1 .|. c d|e f g"),
            // Out of the head into the body it can't.
            (&["a1x2 b", "c d"], 0, "a b|c d"),
            (&["a b c", "d2x2 e", "f", "g h i"], 0, "a b c|d2x2 . e|. . f|g h i"),
            // More columns and rows than there are.
            (&["a b", "c9x9", "d"], 0, "a b -|c2x2 . -|. . d"),
            (&["a b c", "d e f1x2", "g"], 0, "a b c|d e f1x2|g - ."),
        ] {
            assert_eq!(made(rows, heads), expected, "{rows:?}");
        }
    }

    #[test]
    fn a_short_source_unfolds_to_no_large_table() {
        let row: &[&str] = &["a99999x99999 b99999x1 c"; 3000];
        assert!(made(row, 0).len() < 2_000_000);
    }
}
