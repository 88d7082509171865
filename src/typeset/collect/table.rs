//! Tables: 三线表, with column lengths found from what the cells hold, numbers aligned on the point, and a head that is repeated over
//! pages (CLR-O14, O15, O19).

use super::columns::{Wanted, fits, lengths};
use super::number::Counted;
use super::place::Place;
use super::row::{Made, padding, scale};
use super::{Collector, piece};
use crate::diag::{Diagnostic, Span};
use crate::display::{NodeId, Role};
use crate::document::{Align, Table};
use crate::typeset::flow::{Body, Content, FlowBlock, LAYOUT, Repeat, Rich, Tie};
use crate::typeset::line::Alignment;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Writing};

/// The smallest type of a table that would not fit otherwise, 六号 in points (CLR-A10).
const SMALLEST: f64 = 7.875;
/// How much smaller type is tried at a time, in points.
const STEP: f64 = 0.5;
/// A table that fills less than this of the measure stands in its middle; a longer one is spread over all of it, in hundredths.
const SPREAD_FROM: i64 = 62;

/// A table of at most so many rows is not parted, nor one that fills less than this of a page, in hundredths.
const WHOLE_ROWS: usize = 7;
const WHOLE_PAGE: i64 = 40;

/// A column, as its cells ask for it.
pub(super) struct Column {
    pub wanted: Wanted,
    pub alignment: Alignment,
    /// The longest parts of its numbers before and after the point, where all of it is numbers.
    pub point: Option<(Abs, Abs)>,
}

impl Collector<'_> {
    /// A table, a block a row.
    pub(super) fn table(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, table: &Table, span: Span) {
        let number = if table.caption.is_empty() { None } else { self.numbers.counted(Counted::Table, self.theme) };
        let node = self.node(place.node, Role::Table);
        let begin = out.len();
        let heads = self.heads(out, place, node, table, number.as_deref());
        let has_head = table.head.iter().any(|cell| !cell.is_empty());
        let count = table.columns.len().max(table.head.len()).max(1);
        let text = self.theme.table.text;
        let head_rows = if has_head { 1 + table.more_heads } else { 0 };
        let mut rows: Vec<Vec<Made>> = Vec::new();
        for (number, cells) in table.numbered_rows().filter(|(number, _)| *number > 0 || has_head) {
            let is_head = rows.len() < head_rows;
            rows.push(self.written(node, place, (number, cells), &table.stretches, count, is_head));
        }
        // The lines of a vertical page are its long side already.
        let is_turned = self.grid.writing == Writing::Horizontal
            && (self.turns(place, table.turned, span)
                || self.may_turn(place) && !self.fits_somehow(&rows, table, count, head_rows, self.measure(place)));
        let measure = if is_turned { self.grid.area.size.height } else { self.measure(place) };
        let (columns, factor) = self.columns(&mut rows, table, count, head_rows, measure, span);
        let lengths = self.spread(&columns, measure, text.size.part(factor, 100));
        let free = measure - lengths.iter().copied().sum::<Abs>();
        let whole = Place { inset: place.inset + free / 2, end: place.end + free - free / 2, ..*place };
        let first = out.len();
        // The rows of the head share one ground, and no other table stands on it.
        self.groups += 1;
        let is_whole = rows.len() <= WHOLE_ROWS || self.is_low(&rows, &lengths, factor);
        for (at, cells) in rows.into_iter().enumerate() {
            out.push(self.row(&whole, cells, &columns, &lengths, at < head_rows, factor));
        }
        // A short table with a caption is called by its number: it may move as figures do (CLR-O16).
        self.finish_rows(&mut out[first..], head_rows, heads, is_whole);
        self.join_rows(&mut out[first..], table, usize::from(!has_head));
        if heads {
            // 续表 stands over the end of the rows.
            (out[first - 1].start, out[first - 1].end) = (whole.inset, whole.end);
        }
        if heads && is_whole {
            // Before the rows stand the caption and what is repeated.
            out[first - 2].float = true;
        }
        if is_turned {
            // A line that stands for the table's caption goes with it.
            let is_over = |block: &FlowBlock| block.keep_next && block.outline.is_none() && !block.hidden;
            let begin = begin - usize::from(begin.checked_sub(1).is_some_and(|at| is_over(&out[at])));
            let blocks = out.split_off(begin);
            out.push(FlowBlock { float: true, ..FlowBlock::new(Body::Turned(blocks)) });
        }
    }

    /// Whether the longest words of a table fit the measure at least in the smallest type.
    fn fits_somehow(&self, rows: &[Vec<Made>], table: &Table, count: usize, head_rows: usize, measure: Abs) -> bool {
        let size = self.theme.table.text.size;
        let smallest = Abs::pt(SMALLEST).min(size).to_raw() * 100 / size.to_raw().max(1);
        let columns = self.measured(rows, table, count, head_rows, smallest);
        fits(&columns.iter().map(|column| column.wanted).collect::<Vec<_>>(), measure)
    }

    /// The caption above a table, and the one that stands in its place on the next pages: 续表, with its number. Says whether there are.
    fn heads(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        node: NodeId,
        table: &Table,
        number: Option<&str>,
    ) -> bool {
        if table.caption.is_empty() {
            return false;
        }
        let mut caption = self.caption(place, node, number, &table.caption);
        (caption.above, caption.below, caption.keep_next) = (1, 0, true);
        out.push(caption);
        let style = BlockStyle { above: 0, below: 0, alignment: Alignment::End, ..self.theme.caption };
        let [before, alone] = self.words.continued;
        let words = number.map_or_else(|| alone.to_owned(), |number| format!("{before}{number}"));
        let piece = piece(Content::Words(words), style.text, LAYOUT);
        let mut again = self.text_block(Rich { pieces: vec![piece] }, &style);
        (again.start, again.end, again.hidden) = (place.inset, place.end, true);
        out.push(again);
        true
    }

    /// Whether a table is so low that a page need not part it.
    fn is_low(&self, rows: &[Vec<Made>], lengths: &[Abs], factor: i64) -> bool {
        let padding = padding(self.grid.size) * 2;
        let lines = |(cell, &length): (&Made, &Abs)| {
            let room = (length - padding).max(self.grid.size / 2).to_raw();
            (cell.natural.part(factor, 100).to_raw() + room - 1) / room.max(1)
        };
        let row = |cells: &[Made]| cells.iter().zip(lengths).map(lines).max().unwrap_or(1).max(1);
        let all: i64 = rows.iter().map(|cells| row(cells)).sum();
        all * 100 <= i64::from(self.grid.rows) * WHOLE_PAGE
    }

    /// Rules, spaces, and what is repeated on the next page.
    fn finish_rows(&self, rows: &mut [FlowBlock], head_rows: usize, heads: bool, is_whole: bool) {
        let look = self.theme.table;
        let count = rows.len();
        for (at, block) in rows.iter_mut().enumerate() {
            let is_head = at < head_rows;
            let above = (at == 0).then_some(look.thick);
            let below = if at + 1 == count {
                Some(look.thick)
            } else if is_head {
                (at + 1 == head_rows).then_some(look.thin)
            } else {
                look.between
            };
            set_rules(block, above, below);
            block.above = u32::from(at == 0 && !heads);
            block.below = u32::from(at + 1 == count);
            // A table never comes apart after its head (CLR-O19), nor before its last row; a short one not at all.
            block.keep_next = is_head || is_whole && at + 1 < count || at + 2 == count;
            let (stand, follow) = ((at + 1).saturating_sub(head_rows), count - 1 - at);
            if !block.keep_next && follow > 0 && stand.min(follow) <= 2 {
                block.tie = Tie::Rows(stand.min(follow) as u32);
            }
            // The next page repeats 续表, which waits before the first row, and the head.
            let (before, count) = (usize::from(heads), usize::from(heads) + head_rows);
            if at > head_rows && count > 0 {
                block.repeat = Some(Repeat { back: at + before, count });
            }
        }
    }

    /// Rows that a cell goes through stay together, and no rule runs through it.
    fn join_rows(&self, rows: &mut [FlowBlock], table: &Table, first: usize) {
        let (mut height, most) = (1, self.grid.rows as usize / 2);
        for (at, block) in rows.iter_mut().enumerate() {
            if !table.stretches.go_on(at + first) {
                height = 1;
                continue;
            }
            height += 1;
            block.keep_next |= height <= most;
            if let Body::Row(row) = &mut block.body {
                row.rule_below = None;
            }
        }
    }

    /// What columns ask for, in type that is made smaller where they don't fit: in hundredths of its size.
    fn columns(
        &mut self,
        rows: &mut [Vec<Made>],
        table: &Table,
        count: usize,
        head_rows: usize,
        measure: Abs,
        span: Span,
    ) -> (Vec<Column>, i64) {
        let size = self.theme.table.text.size;
        let mut factor = 100;
        loop {
            let columns = self.measured(rows, table, count, head_rows, factor);
            let wanted: Vec<Wanted> = columns.iter().map(|column| column.wanted).collect();
            let next = factor - (Abs::pt(STEP).to_raw() * 100 / size.to_raw().max(1)).max(1);
            let is_smallest = size.part(next, 100) < Abs::pt(SMALLEST).min(size);
            if fits(&wanted, measure) || is_smallest {
                if !fits(&wanted, measure) {
                    self.findings.push(too_wide(span));
                }
                for made in rows.iter_mut().flatten() {
                    scale(&mut made.rich, factor);
                }
                return (columns, factor);
            }
            factor = next;
        }
    }

    /// The columns as their cells ask for them, and those that fill several.
    fn measured(&self, rows: &[Vec<Made>], table: &Table, count: usize, head_rows: usize, factor: i64) -> Vec<Column> {
        let mut columns: Vec<Column> = (0..count).map(|at| self.column(rows, at, table, head_rows, factor)).collect();
        let padding = padding(self.grid.size) * 2;
        for (at, cell) in rows.iter().flat_map(|cells| cells.iter().enumerate()) {
            let over = at..count.min(at + cell.stretch.columns);
            if over.len() > 1 {
                let asked = [cell.least, cell.natural, cell.natural].map(|length| length.part(factor, 100) + padding);
                widen(&mut columns[over], asked);
            }
        }
        columns
    }

    fn column(&self, rows: &[Vec<Made>], at: usize, table: &Table, head_rows: usize, factor: i64) -> Column {
        let scaled = |length: Abs| length.part(factor, 100);
        let padding = padding(self.grid.size) * 2;
        let body = &rows[head_rows.min(rows.len())..];
        let align = table.columns.get(at).copied().unwrap_or_default();
        let own = |cells: &'_ [Made]| cells[at].stretch.columns == 1;
        let filled = || {
            body.iter().filter(|cells| own(cells)).map(|cells| &cells[at]).filter(|cell| !cell.rich.pieces.is_empty())
        };
        let all_numbers = filled().next().is_some() && filled().all(|cell| cell.point.is_some());
        let point = (all_numbers && matches!(align, Align::Default | Align::End | Align::Center)).then(|| {
            filled().filter_map(|cell| cell.point).fold((Abs::ZERO, Abs::ZERO), |(before, after), (lead, tail)| {
                (before.max(scaled(lead)), after.max(scaled(tail)))
            })
        });
        let cells = || rows.iter().filter(|cells| own(cells)).map(|cells| &cells[at]);
        let mut below =
            body.iter().filter(|cells| own(cells)).map(|cells| scaled(cells[at].natural)).max().unwrap_or_default();
        let mut natural = cells().map(|cell| scaled(cell.natural)).max().unwrap_or_default();
        let mut least = cells().map(|cell| scaled(cell.least)).max().unwrap_or_default();
        if let Some((before, after)) = point {
            (natural, least) = (natural.max(before + after), least.max(before + after));
            below = below.max(before + after);
        }
        let em = scaled(self.theme.table.text.size);
        let heads = rows[..head_rows.min(rows.len())].iter().filter(|cells| own(cells));
        let turned = heads.map(|head| scaled(head[at].turned)).max().unwrap_or_default();
        let alignment = match (align, all_numbers) {
            (Align::Default, true) | (Align::Center, _) => Alignment::Center,
            (Align::Default | Align::Start, _) => Alignment::Start,
            (Align::End, _) => Alignment::End,
        };
        let (natural, least) = (natural + padding, least.max(em) + padding);
        let natural = natural.max(least);
        let body = (below.max(turned) + padding).clamp(least, natural);
        Column { wanted: Wanted { least, natural, body }, alignment, point }
    }

    /// Lengths of columns; those of a table that fills most of the measure are spread over all of it.
    fn spread(&self, columns: &[Column], measure: Abs, unit: Abs) -> Vec<Abs> {
        let wanted: Vec<Wanted> = columns.iter().map(|column| column.wanted).collect();
        let mut found = lengths(&wanted, measure, unit);
        let whole: Abs = found.iter().copied().sum();
        let goal = if whole >= measure.part(SPREAD_FROM, 100) { measure } else { whole + unit * columns.len() as i64 };
        let more = (goal.min(measure) - whole).max(Abs::ZERO) / (columns.len() as i64).max(1);
        found.iter_mut().for_each(|length| *length += more);
        found
    }
}

/// Lets columns together be as long as a cell over all of them asks: at least, on one line, with its head turned.
fn widen(columns: &mut [Column], asked: [Abs; 3]) {
    let count = columns.len() as i64;
    let part: fn(&mut Wanted, usize) -> &mut Abs = |wanted, at| match at {
        0 => &mut wanted.least,
        1 => &mut wanted.natural,
        _ => &mut wanted.body,
    };
    for (at, asked) in asked.into_iter().enumerate() {
        let own: Abs = columns.iter_mut().map(|column| *part(&mut column.wanted, at)).sum();
        let more = (asked - own).max(Abs::ZERO) / count;
        columns.iter_mut().for_each(|column| *part(&mut column.wanted, at) += more);
    }
    for column in columns {
        let wanted = &mut column.wanted;
        wanted.body = wanted.body.max(wanted.least);
        wanted.natural = wanted.natural.max(wanted.body);
    }
}

fn set_rules(block: &mut FlowBlock, above: Option<Abs>, below: Option<Abs>) {
    if let Body::Row(row) = &mut block.body {
        (row.rule_above, row.rule_below) = (above, below);
    }
}

fn too_wide(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "table-too-wide",
        "表格太宽，用小字也放不下，有的词只好拆开",
        "a table is so wide that even in small type words must be parted",
    )
    .at(span)
    .hint("减少栏目，缩短长词，或把表拆成两个", "have fewer columns or shorter words, or part the table in two")
}
