//! Tables: 三线表, with column lengths found from what the cells hold (CLR-O14, O15).

use super::Collector;
use super::inline::{InlineStyle, InlineWriter};
use crate::display::{NodeId, Role};
use crate::document::{Align, Article, Cell, Table, plain_text};
use crate::typeset::flow::{Body, FlowBlock, RowBody, RowCell};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// Rules above and below a table, 0.4 mm; under its head, 0.12 mm (CLR-O15).
const THICK_MM: f64 = 0.4;
const THIN_MM: f64 = 0.12;

/// Characters of a cell that count for its column's length: longer cells turn their lines.
const LONGEST_CELL: usize = 60;

impl Collector<'_> {
    /// A table, a block a row.
    pub(super) fn table(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        table: &Table,
        inset: Abs,
    ) {
        let lengths = self.column_lengths(table, self.grid.area.size.width - inset);
        let child = self.node(node, Role::Table);
        if !table.caption.is_empty() {
            let style = BlockStyle { above: 1, below: 0, ..self.theme.caption };
            let mut caption = self.paragraph(child, Role::Caption, article, &table.caption, inset, &style);
            caption.keep_next = true;
            out.push(caption);
        }
        let first = out.len();
        let has_head = table.head.iter().any(|cell| !cell.is_empty());
        if has_head {
            out.push(self.row(child, article, &table.head, &table.columns, &lengths, true, inset));
        }
        for row in &table.rows {
            out.push(self.row(child, article, row, &table.columns, &lengths, false, inset));
        }
        let rows = &mut out[first..];
        if let Some(block) = rows.first_mut() {
            block.above = u32::from(table.caption.is_empty());
            // A table never comes apart after its head (CLR-O19).
            block.keep_next = has_head;
            set_rules(block, Some(Abs::mm(THICK_MM)), has_head.then(|| Abs::mm(THIN_MM)));
        }
        if let Some(block) = rows.last_mut() {
            block.below = 1;
            set_rules(block, None, Some(Abs::mm(THICK_MM)));
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what a row is made of")]
    fn row(
        &mut self,
        table: NodeId,
        article: &Article,
        cells: &[Cell],
        columns: &[Align],
        lengths: &[Abs],
        head: bool,
        inset: Abs,
    ) -> FlowBlock {
        let row = self.node(table, Role::TableRow);
        let mut start = Abs::ZERO;
        let mut made = Vec::new();
        for (at, &length) in lengths.iter().enumerate() {
            let cell = cells.get(at).map_or(&[][..], Vec::as_slice);
            let align = columns.get(at).copied().unwrap_or_default();
            let node = self.node(row, if head { Role::TableHead } else { Role::TableCell });
            let style = self.cell_style(head, align);
            let mut writer = InlineWriter::new(self, &article.id);
            writer.write(cell, node, &InlineStyle::plain(style.text));
            let rich = writer.rich;
            let padding = padding(self.grid.size);
            made.push(RowCell {
                start: start + padding,
                length: (length - padding * 2).max(style.text.size),
                text: self.text_body(rich, &style),
            });
            start += length;
        }
        let mut block = FlowBlock::new(Body::Row(RowBody { cells: made, rule_above: None, rule_below: None }));
        block.start = inset;
        block
    }

    fn cell_style(&self, head: bool, align: Align) -> BlockStyle {
        let small = CharStyle { paint: self.theme.body.text.paint, ..self.theme.remark.text };
        let bold = CharStyle { size: small.size, ..self.theme.headings[3].text };
        let alignment = match align {
            Align::Default | Align::Start => Alignment::Start,
            Align::Center => Alignment::Center,
            Align::End => Alignment::End,
        };
        BlockStyle { text: if head { bold } else { small }, alignment, ..self.theme.remark }
    }

    /// Lengths in proportion to the longest cell of each column; all together they fill the measure.
    fn column_lengths(&self, table: &Table, measure: Abs) -> Vec<Abs> {
        let n = table.columns.len().max(1);
        let mut wanted = vec![2_i64; n];
        for row in std::iter::once(&table.head).chain(&table.rows) {
            for (at, cell) in row.iter().enumerate().take(n) {
                let cells: usize = plain_text(cell).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                wanted[at] = wanted[at].max(cells.min(LONGEST_CELL) as i64 + 2);
            }
        }
        let total: i64 = wanted.iter().sum();
        wanted.iter().map(|&part| measure.part(part, total)).collect()
    }
}

/// Half an em on both sides of a cell (CLR-O15).
fn padding(size: Abs) -> Abs {
    Em::HALF.at(size)
}

fn set_rules(block: &mut FlowBlock, above: Option<Abs>, below: Option<Abs>) {
    if let Body::Row(row) = &mut block.body {
        row.rule_above = row.rule_above.or(above);
        row.rule_below = below.or(row.rule_below);
    }
}
