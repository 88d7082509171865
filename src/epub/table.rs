//! Tables. In: a table. Out: its rows, head and caption in XHTML, each column with the class of its cells.

use super::text::Text;
use super::voice::is_han;
use super::xml::Attribute;
use crate::document::{Align, Block, Cell, Stretch, Table, plain_text};

/// Cells of so many ems keep their words together: a name of five characters isn't broken.
const SHORT: f64 = 5.0;
/// A phone's line in ems of a table's type, all cells' insets within it.
const NARROWEST: f64 = 20.0;
/// A phone's line in ems of a table's type: a table whose words don't fit one beside the other takes smaller type, and breaks its words.
const PHONE: f64 = 23.0;

impl Text<'_> {
    /// A table.
    pub(super) fn table(&mut self, block: &Block, named: &[Attribute<'_>], table: &Table) {
        if table.head.is_empty() && table.rows.iter().all(Vec::is_empty) {
            return;
        }
        let mut named = named.to_vec();
        if narrowest(table) > PHONE {
            named.push(("class", "wide"));
        }
        self.xml.open("table", &named);
        self.xml.line();
        if !table.caption.is_empty() {
            self.xml.open("caption", &[]);
            self.number(block.id.as_deref());
            self.inlines(&table.caption);
            self.xml.close();
            self.xml.line();
        }
        let classes = classes(table);
        let class = |column: usize| classes.get(column).map_or("", String::as_str);
        let cells = table.head.iter().enumerate().map(|(column, cell)| (class(column), plain_text(cell)));
        // A head whose cells fill several places isn't written anew after a cut.
        let is_plain =
            table.more_heads == 0 && (0..table.head.len()).all(|at| table.stretches.of(0, at) == Stretch::ONE);
        self.xml.table_head(&cells.filter(|_| is_plain).collect::<Vec<_>>());
        let is_head = |row: usize| !table.head.is_empty() && row <= table.more_heads;
        let (heads, rows): (Vec<_>, Vec<_>) =
            table.numbered_rows().filter(|(_, cells)| !cells.is_empty()).partition(|(row, _)| is_head(*row));
        if !heads.is_empty() {
            self.xml.open("thead", &[]);
            heads.into_iter().for_each(|(row, cells)| self.row(&classes, table, (row, cells), true));
            self.xml.close();
            self.xml.line();
        }
        if !rows.is_empty() {
            self.xml.open("tbody", &[]);
            self.xml.line();
            rows.into_iter().for_each(|(row, cells)| self.row(&classes, table, (row, cells), false));
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
    }

    fn row(&mut self, classes: &[String], table: &Table, (row, cells): (usize, &Vec<Cell>), head: bool) {
        let is_joined = row > 0 && table.stretches.go_on(row - 1);
        if !head && !is_joined {
            self.xml.may_cut(false, None);
        }
        self.xml.open("tr", &[]);
        for (column, cell) in cells.iter().enumerate() {
            let stretch = table.stretches.of(row, column);
            if stretch == Stretch::NONE {
                continue;
            }
            let class = classes.get(column).map_or("", String::as_str);
            let count = |count: usize| if count > 1 { count.to_string() } else { String::new() };
            let (columns, rows) = (count(stretch.columns), count(stretch.rows));
            let fills = [("colspan", columns.as_str()), ("rowspan", rows.as_str())];
            let fills = fills.into_iter().filter(|(_, count)| !count.is_empty());
            // A head without words would be announced as an empty header.
            let (tag, scope) = match (head && !cell.is_empty(), stretch.columns > 1) {
                (true, false) => ("th", "col"),
                (true, true) => ("th", "colgroup"),
                (false, _) => ("td", ""),
            };
            let plain = [("scope", scope), ("class", class)];
            self.xml.open(tag, &plain.into_iter().chain(fills).collect::<Vec<_>>());
            self.inlines(cell);
            self.xml.close();
        }
        self.xml.close();
        self.xml.line();
    }
}

/// The classes of the columns' cells.
fn classes(table: &Table) -> Vec<String> {
    let count = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
    let widths: Vec<f64> = (0..count).map(|column| longest(table, column)).collect();
    // A narrow table's short cells are whole; those of a wide one must give way.
    let total: f64 = widths.iter().map(|width| width.min(SHORT) + 1.0).sum();
    widths
        .iter()
        .enumerate()
        .map(|(column, width)| {
            let align = match table.columns.get(column).copied().unwrap_or_default() {
                Align::Default => "",
                Align::Start => "start",
                Align::Center => "center",
                Align::End => "end",
            };
            let whole = if *width <= SHORT && total <= NARROWEST { "whole" } else { "" };
            [align, whole].join(" ").trim().to_owned()
        })
        .collect()
}

/// The longest cell of a column without its head, in ems.
fn longest(table: &Table, column: usize) -> f64 {
    let length = |cell: &Cell| -> f64 { plain_text(cell).chars().map(|it| if is_han(it) { 1.0 } else { 0.6 }).sum() };
    let one = |(row, cells): (usize, &'_ Vec<Cell>)| {
        let is_one = table.stretches.of(row, column).columns == 1;
        cells.get(column).filter(|_| is_one).map_or(0.0, length)
    };
    (1..).zip(&table.rows).map(one).fold(0.0, f64::max)
}

/// How wide a table is when only its longest words are whole, with the cells' insets, in ems.
fn narrowest(table: &Table) -> f64 {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let count = rows().map(Vec::len).max().unwrap_or(0);
    let column = |column: usize| {
        let cells = rows().filter_map(|row| row.get(column)).map(|cell| longest_word(&plain_text(cell)));
        cells.fold(2.0, f64::max) + 1.0
    };
    (0..count).map(column).sum()
}

/// The longest stretch of a text that no line breaks, in ems.
fn longest_word(text: &str) -> f64 {
    let words = text.split(|letter: char| letter.is_whitespace() || is_han(letter) || letter == '-');
    words.map(|word| word.chars().count() as f64 * 0.55).fold(0.0, f64::max)
}
