//! Tables. In: a table. Out: its rows, head and caption in XHTML, each column with the class of its cells.

use super::text::Text;
use super::voice::is_han;
use super::xml::Attribute;
use crate::document::{Align, Block, Inline, Table, plain_text};

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
        self.xml.table_head(&cells.collect::<Vec<_>>());
        if !table.head.is_empty() {
            self.xml.open("thead", &[]);
            self.row(&classes, &table.head, true);
            self.xml.close();
            self.xml.line();
        }
        let mut rows = table.rows.iter().filter(|row| !row.is_empty()).peekable();
        if rows.peek().is_some() {
            self.xml.open("tbody", &[]);
            self.xml.line();
            rows.for_each(|row| self.row(&classes, row, false));
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
    }

    fn row(&mut self, classes: &[String], cells: &[Vec<Inline>], head: bool) {
        if !head {
            self.xml.may_cut(false, None);
        }
        self.xml.open("tr", &[]);
        for (column, cell) in cells.iter().enumerate() {
            let class = classes.get(column).map_or("", String::as_str);
            // A head without words would be announced as an empty header.
            if head && !cell.is_empty() {
                self.xml.open("th", &[("scope", "col"), ("class", class)]);
            } else {
                self.xml.open("td", &[("class", class)]);
            }
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
    let length =
        |cell: &Vec<Inline>| -> f64 { plain_text(cell).chars().map(|it| if is_han(it) { 1.0 } else { 0.6 }).sum() };
    table.rows.iter().filter_map(|row| row.get(column)).map(length).fold(0.0, f64::max)
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
