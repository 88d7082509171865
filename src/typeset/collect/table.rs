//! Tables: 三线表, with column lengths found from what the cells hold, numbers aligned on the point, and a head that is repeated over
//! pages (CLR-O14, O15, O19).

use super::columns::{Wanted, fits, lengths};
use super::inline::{InlineStyle, InlineWriter};
use super::number::Counted;
use super::place::Place;
use super::{Collector, piece};
use crate::diag::{Diagnostic, Span};
use crate::display::{NodeId, Role};
use crate::document::{Align, Cell, Table, plain_text};
use crate::typeset::flow::{Body, Content, FlowBlock, LAYOUT, Repeat, Rich, RowBody, RowCell, Tie};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em, Writing};

/// The smallest type of a table that would not fit otherwise, 六号 in points (CLR-A10).
const SMALLEST: f64 = 7.875;
/// How much smaller type is tried at a time, in points.
const STEP: f64 = 0.5;
/// The longest word of a cell that its column must hold, in ems of the cell; addresses and the like may be parted.
const LONGEST_WORD: i64 = 14;
/// A table that fills less than this of the measure stands in its middle; a longer one is spread over all of it, in hundredths.
const SPREAD_FROM: i64 = 62;

/// A table of at most so many rows is not parted, nor one that fills less than this of a page, in hundredths.
const WHOLE_ROWS: usize = 7;
const WHOLE_PAGE: i64 = 40;

/// A cell, written and measured.
struct Made {
    rich: Rich,
    /// On one line.
    natural: Abs,
    /// Its longest word.
    least: Abs,
    /// From its start to the point of its number, and from there to its end.
    point: Option<(Abs, Abs)>,
}

/// A column, as its cells ask for it.
struct Column {
    wanted: Wanted,
    alignment: Alignment,
    /// The longest parts of its numbers before and after the point, where all of it is numbers.
    point: Option<(Abs, Abs)>,
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
        let (text, head) = (self.theme.table.text, self.theme.table.head);
        let mut rows: Vec<(NodeId, Vec<Made>)> = Vec::new();
        if has_head {
            rows.push(self.written(node, place, &table.head, count, head, true));
        }
        for row in &table.rows {
            rows.push(self.written(node, place, row, count, text, false));
        }
        let is_turned = self.may_turn(place)
            && (table.turned || !self.fits_somehow(&rows, table, count, has_head, self.measure(place)));
        let measure = if is_turned { self.grid.area.size.height } else { self.measure(place) };
        let (columns, factor) = self.columns(&mut rows, table, count, has_head, measure, span);
        let lengths = self.spread(&columns, measure, text.size.part(factor, 100));
        let free = measure - lengths.iter().copied().sum::<Abs>();
        let whole = Place { inset: place.inset + free / 2, end: place.end + free - free / 2, ..*place };
        let first = out.len();
        let is_whole = rows.len() <= WHOLE_ROWS || self.is_low(&rows, &lengths, factor);
        for (at, (_, cells)) in rows.into_iter().enumerate() {
            let is_head = has_head && at == 0;
            out.push(self.row(&whole, cells, &columns, &lengths, is_head, factor));
        }
        // A short table with a caption is called by its number: it may move as figures do (CLR-O16).
        self.finish_rows(&mut out[first..], has_head, heads, is_whole);
        if heads && is_whole {
            // Before the rows stand the caption and what is repeated.
            out[first - 2].float = true;
        }
        if is_turned {
            let blocks = out.split_off(begin);
            out.push(FlowBlock { float: true, ..FlowBlock::new(Body::Turned(blocks)) });
        }
    }

    /// Whether a table here may have a page of its own: not beside other columns or inside something, nor in vertical lines.
    fn may_turn(&self, place: &Place<'_>) -> bool {
        let is_plain = place.inset + place.end == Abs::ZERO && self.beside.is_none() && self.columns < 2;
        let is_taller = self.grid.area.size.height > self.grid.area.size.width;
        is_plain && is_taller && self.grid.writing == Writing::Horizontal
    }

    /// Whether the longest words of a table fit the measure at least in the smallest type.
    fn fits_somehow(
        &self,
        rows: &[(NodeId, Vec<Made>)],
        table: &Table,
        count: usize,
        has_head: bool,
        measure: Abs,
    ) -> bool {
        let size = self.theme.table.text.size;
        let smallest = Abs::pt(SMALLEST).min(size).to_raw() * 100 / size.to_raw().max(1);
        let column = |at| self.column(rows, at, table, has_head, smallest).wanted;
        fits(&(0..count).map(column).collect::<Vec<_>>(), measure)
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
    fn is_low(&self, rows: &[(NodeId, Vec<Made>)], lengths: &[Abs], factor: i64) -> bool {
        let padding = padding(self.grid.size) * 2;
        let lines = |(cell, &length): (&Made, &Abs)| {
            let room = (length - padding).max(self.grid.size / 2).to_raw();
            (cell.natural.part(factor, 100).to_raw() + room - 1) / room.max(1)
        };
        let row = |cells: &[Made]| cells.iter().zip(lengths).map(lines).max().unwrap_or(1).max(1);
        let all: i64 = rows.iter().map(|(_, cells)| row(cells)).sum();
        all * 100 <= i64::from(self.grid.rows) * WHOLE_PAGE
    }

    /// Rules, spaces, and what is repeated on the next page.
    fn finish_rows(&self, rows: &mut [FlowBlock], has_head: bool, heads: bool, is_whole: bool) {
        let look = self.theme.table;
        let count = rows.len();
        for (at, block) in rows.iter_mut().enumerate() {
            let is_head = has_head && at == 0;
            let above = (at == 0).then_some(look.thick);
            let below = if at + 1 == count {
                Some(look.thick)
            } else if is_head {
                Some(look.thin)
            } else {
                look.between
            };
            set_rules(block, above, below);
            block.above = u32::from(at == 0 && !heads);
            block.below = u32::from(at + 1 == count);
            // A table never comes apart after its head (CLR-O19), nor before its last row; a short one not at all.
            block.keep_next = is_head || is_whole && at + 1 < count || at + 2 == count;
            let (stand, follow) = (at + 1 - usize::from(has_head), count - 1 - at);
            if !block.keep_next && follow > 0 && stand.min(follow) <= 2 {
                block.tie = Tie::Rows(stand.min(follow) as u32);
            }
            // The next page repeats 续表, which waits before the first row, and the head.
            let (before, count) = (usize::from(heads), usize::from(heads) + usize::from(has_head));
            if at > usize::from(has_head) && count > 0 {
                block.repeat = Some(Repeat { back: at + before, count });
            }
        }
    }

    /// Writes the cells of a row and measures them.
    fn written(
        &mut self,
        table: NodeId,
        place: &Place<'_>,
        cells: &[Cell],
        count: usize,
        style: CharStyle,
        head: bool,
    ) -> (NodeId, Vec<Made>) {
        let row = self.node(table, Role::TableRow);
        let mut made = Vec::new();
        for at in 0..count {
            let cell = cells.get(at).map_or(&[][..], Vec::as_slice);
            // A head without words would be announced as an empty header.
            let role = if head && !cell.is_empty() { Role::TableHead } else { Role::TableCell };
            let node = self.node(row, role);
            let number = if head { None } else { number_point(&plain_text(cell)) };
            let style = CharStyle { tabular: number.is_some(), ..style };
            let mut writer = InlineWriter::new(self, &place.article.id);
            writer.write(cell, node, &InlineStyle::plain(style));
            let rich = writer.rich;
            let natural = self.length_of(&rich);
            let least = self.least(&rich, natural, style.size);
            let point = number.map(|before| {
                let words = plain_text(cell);
                let lead = self.words_length(words.trim().get(..before).unwrap_or_default(), style);
                (lead, (natural - lead).max(Abs::ZERO))
            });
            made.push(Made { rich, natural, least, point });
        }
        (row, made)
    }

    /// The longest word of a cell: what stands between spaces, Han and breaks of long addresses.
    fn least(&self, rich: &Rich, natural: Abs, size: Abs) -> Abs {
        let mut least = Abs::ZERO;
        for one in &rich.pieces {
            if let Some(drawing) = &one.drawing {
                least = least.max(drawing.length);
                continue;
            }
            let Content::Words(words) = &one.content else { continue };
            let is_apart = |character: char| character.is_whitespace() || u32::from(character) >= 0x2E80;
            let longest = words.split(is_apart).max_by_key(|word| word.chars().count()).unwrap_or_default();
            if !longest.is_empty() {
                least = least.max(self.length_of(&Rich {
                    pieces: vec![crate::typeset::flow::RichPiece {
                        kind: one.kind,
                        ..piece(Content::Words(longest.to_owned()), one.style, one.tag)
                    }],
                }));
            }
        }
        // Two Han stand in the shortest column, one with the mark after it.
        least.min(size * LONGEST_WORD).max((size * 2).min(natural)).min(natural.max(Abs::ZERO))
    }

    /// What columns ask for, in type that is made smaller where they don't fit: in hundredths of its size.
    fn columns(
        &mut self,
        rows: &mut [(NodeId, Vec<Made>)],
        table: &Table,
        count: usize,
        has_head: bool,
        measure: Abs,
        span: Span,
    ) -> (Vec<Column>, i64) {
        let size = self.theme.table.text.size;
        let mut factor = 100;
        loop {
            let columns: Vec<Column> = (0..count).map(|at| self.column(rows, at, table, has_head, factor)).collect();
            let wanted: Vec<Wanted> = columns.iter().map(|column| column.wanted).collect();
            let next = factor - (Abs::pt(STEP).to_raw() * 100 / size.to_raw().max(1)).max(1);
            let is_smallest = size.part(next, 100) < Abs::pt(SMALLEST).min(size);
            if fits(&wanted, measure) || is_smallest {
                if !fits(&wanted, measure) {
                    self.findings.push(too_wide(span));
                }
                for made in rows.iter_mut().flat_map(|(_, cells)| cells) {
                    scale(&mut made.rich, factor);
                }
                return (columns, factor);
            }
            factor = next;
        }
    }

    fn column(&self, rows: &[(NodeId, Vec<Made>)], at: usize, table: &Table, has_head: bool, factor: i64) -> Column {
        let scaled = |length: Abs| length.part(factor, 100);
        let padding = padding(self.grid.size) * 2;
        let body = &rows[usize::from(has_head)..];
        let align = table.columns.get(at).copied().unwrap_or_default();
        let filled = || body.iter().map(|(_, cells)| &cells[at]).filter(|cell| !cell.rich.pieces.is_empty());
        let all_numbers = filled().next().is_some() && filled().all(|cell| cell.point.is_some());
        let point = (all_numbers && matches!(align, Align::Default | Align::End | Align::Center)).then(|| {
            filled().filter_map(|cell| cell.point).fold((Abs::ZERO, Abs::ZERO), |(before, after), (lead, tail)| {
                (before.max(scaled(lead)), after.max(scaled(tail)))
            })
        });
        let cells = || rows.iter().map(|(_, cells)| &cells[at]);
        let mut below = body.iter().map(|(_, cells)| scaled(cells[at].natural)).max().unwrap_or_default();
        let mut natural = cells().map(|cell| scaled(cell.natural)).max().unwrap_or_default();
        let mut least = cells().map(|cell| scaled(cell.least)).max().unwrap_or_default();
        if let Some((before, after)) = point {
            (natural, least) = (natural.max(before + after), least.max(before + after));
            below = below.max(before + after);
        }
        // A head in two lines: half of it, and a character that doesn't fit.
        let em = scaled(self.theme.table.text.size);
        let turned = rows.first().filter(|_| has_head).map_or(Abs::ZERO, |(_, head)| scaled(head[at].natural) / 2 + em);
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

    fn row(
        &self,
        place: &Place<'_>,
        cells: Vec<Made>,
        columns: &[Column],
        lengths: &[Abs],
        is_head: bool,
        factor: i64,
    ) -> FlowBlock {
        let padding = padding(self.grid.size);
        let mut start = Abs::ZERO;
        let mut made = Vec::new();
        for ((cell, column), &length) in cells.into_iter().zip(columns).zip(lengths) {
            let room = (length - padding * 2).max(self.grid.size / 2);
            let mut style = self.cell_style(is_head, column.alignment, factor);
            let mut lead = Abs::ZERO;
            if let (Some((before, after)), Some((own, _)), false) = (column.point, cell.point, is_head) {
                // The longest number stands as the column's alignment has it; the points of all are below one another.
                let free = (room - before - after).max(Abs::ZERO);
                lead = before - own.part(factor, 100);
                lead += if column.alignment == Alignment::End { free } else { free / 2 };
                style.alignment = Alignment::Start;
            }
            let lead = lead.clamp(Abs::ZERO, room / 2 + room / 4);
            let text = self.text_body(cell.rich, &style);
            made.push(RowCell { start: start + padding + lead, length: room - lead, text });
            start += length;
        }
        let rule = self.theme.table.rule;
        let row = RowBody { cells: made, rule_above: None, rule_below: None, paint: rule };
        let mut block = FlowBlock::new(Body::Row(row));
        (block.start, block.end) = (place.inset, place.end);
        if let (true, Some(fill)) = (is_head, self.theme.table.head_ground) {
            block.ground = Some(crate::typeset::flow::Ground {
                group: u32::MAX,
                fill: Some(fill),
                rule: None,
                start: place.inset,
                end: place.end,
            });
        }
        block
    }

    fn cell_style(&self, is_head: bool, alignment: Alignment, factor: i64) -> BlockStyle {
        let look = self.theme.table;
        let text = if is_head { look.head } else { look.text };
        let text = CharStyle { size: text.size.part(factor, 100), ..text };
        BlockStyle { text, pitch: look.pitch, alignment, first_indent: Em::ZERO, inset: Em::ZERO, ..self.theme.body }
    }
}

/// Half an em on both sides of a cell (CLR-O15).
fn padding(size: Abs) -> Abs {
    Em::HALF.at(size)
}

fn scale(rich: &mut Rich, factor: i64) {
    if factor == 100 {
        return;
    }
    for one in &mut rich.pieces {
        one.style.size = one.style.size.part(factor, 100);
        one.style.raise = one.style.raise.part(factor, 100);
    }
}

fn set_rules(block: &mut FlowBlock, above: Option<Abs>, below: Option<Abs>) {
    if let Body::Row(row) = &mut block.body {
        (row.rule_above, row.rule_below) = (above, below);
    }
}

/// Where the point of a number is, in bytes of its trimmed text; its end where it has none. `None` for what is no number.
fn number_point(text: &str) -> Option<usize> {
    let text = text.trim();
    let is_sign =
        |character: char| matches!(character, '+' | '-' | '−' | '–' | '±' | '¥' | '￥' | '$' | '€' | '<' | '>' | '≈');
    let digits = text.trim_start_matches(is_sign);
    let lead = text.len() - digits.len();
    let end = digits
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, ',' | ' ')))
        .unwrap_or(digits.len());
    if !digits.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let rest = digits[end..].strip_prefix('.').unwrap_or(&digits[end..]);
    let is_tail = |character: char| character.is_ascii_digit() || matches!(character, '%' | '‰' | '°' | '℃' | '*');
    rest.chars().all(is_tail).then_some(lead + digits[..end].trim_end().len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_with_their_points() {
        for (text, expected) in [
            ("12", Some(2)),
            ("1,024.5", Some(5)),
            ("-3.25", Some(2)),
            ("−0.5%", Some("−0".len())),
            ("45%", Some(2)),
            ("12 台", None),
            ("版", None),
            ("", None),
            ("1.2.3", None),
            ("￥3.50", Some("￥3".len())),
        ] {
            assert_eq!(number_point(text), expected, "{text}");
        }
    }
}
