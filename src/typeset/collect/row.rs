//! The rows of tables: cells written, measured, and put side by side in their columns, over several of them where they fill several.

use super::inline::{InlineStyle, InlineWriter};
use super::place::Place;
use super::sense::{broken_at_sense, longer_part};
use super::table::Column;
use super::{Collector, piece};
use crate::display::{NodeId, Role};
use crate::document::{Cell, Stretch, Stretches, plain_text};
use crate::typeset::assemble::ready_body;
use crate::typeset::flow::{Body, Content, FlowBlock, Ground, Rich, RowBody, RowCell};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::places::Places;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// The longest word of a cell that its column must hold, in ems of the cell; addresses and the like may be parted.
const LONGEST_WORD: i64 = 14;

/// Cells of more lines than these are read as text and break wherever a line is full.
const MOST_LINES: i64 = 3;

/// A cell, written and measured.
pub(super) struct Made {
    pub rich: Rich,
    /// What it fills.
    pub stretch: Stretch,
    /// On one line.
    pub natural: Abs,
    /// Its longest word.
    pub least: Abs,
    /// In two lines, as a head: where it breaks at its sense, else in halves.
    pub turned: Abs,
    /// From its start to the point of its number, and from there to its end.
    pub point: Option<(Abs, Abs)>,
}

impl Made {
    /// A place that another cell fills.
    fn covered() -> Self {
        Self {
            rich: Rich::default(),
            stretch: Stretch::NONE,
            natural: Abs::ZERO,
            least: Abs::ZERO,
            turned: Abs::ZERO,
            point: None,
        }
    }
}

impl Collector<'_> {
    /// Writes the cells of a row and measures them.
    pub(super) fn written(
        &mut self,
        table: NodeId,
        place: &Place<'_>,
        (number, cells): (usize, &[Cell]),
        stretches: &Stretches,
        count: usize,
        head: bool,
    ) -> Vec<Made> {
        let style = if head { self.theme.table.head } else { self.theme.table.text };
        let row = self.node(table, Role::TableRow);
        let mut made = Vec::new();
        for at in 0..count {
            let stretch = stretches.of(number, at);
            if stretch == Stretch::NONE {
                made.push(Made::covered());
                continue;
            }
            let cell = cells.get(at).map_or(&[][..], Vec::as_slice);
            // A head without words would be announced as an empty header.
            let role = if head && !cell.is_empty() { Role::TableHead } else { Role::TableCell };
            let node = self.node(row, role);
            self.structure.node_mut(node).fills = (stretch.columns as u32, stretch.rows as u32);
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
            let turned = if head { self.turned_length(&rich, natural, style.size) } else { natural };
            made.push(Made { rich, stretch, natural, least, turned, point });
        }
        made
    }

    /// How long a head is in two lines: as long as the longer of those that its sense parts, unless that is far from even; else half of it,
    /// and a character that doesn't fit.
    fn turned_length(&self, rich: &Rich, natural: Abs, size: Abs) -> Abs {
        let even = natural / 2 + size;
        longer_part(rich, |part| self.length_of(part)).map_or(even, |part| part.max(even)).min(natural)
    }

    /// A cell's text with a break at a place of sense, where it then needs no more lines of this length: `位置（大陆横排）` is two lines, and
    /// no bracket is parted.
    fn broken(&self, rich: Rich, natural: Abs, room: Abs, style: &BlockStyle, is_head: bool) -> Rich {
        if natural <= room || natural > room * MOST_LINES {
            return rich;
        }
        let lines = |rich: &Rich| {
            let body = self.text_body(rich.clone(), style);
            let language = &self.metadata.language;
            ready_body(&body, room, &Places::default(), language, self.setting).main.composed.lines.len()
        };
        let most = lines(&rich);
        let better = broken_at_sense(&rich, is_head).into_iter().find(|broken| lines(broken) <= most);
        better.unwrap_or(rich)
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

    /// A row of cells in columns of these lengths.
    pub(super) fn row(
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
        let mut under = Vec::new();
        for (at, (cell, column)) in cells.into_iter().zip(columns).enumerate() {
            let (stretch, next) = (cell.stretch, start + lengths[at]);
            if stretch == Stretch::NONE {
                start = next;
                continue;
            }
            let length: Abs = lengths[at..lengths.len().min(at + stretch.columns)].iter().copied().sum();
            if is_head && stretch.columns > 1 {
                // What it is the head of is shown by a rule of its own.
                under.push((start + padding, length - padding * 2));
            }
            let room = (length - padding * 2).max(self.grid.size / 2);
            let alignment = if stretch.columns > 1 { Alignment::Center } else { column.alignment };
            let mut style = self.cell_style(is_head, alignment, factor);
            let mut lead = Abs::ZERO;
            if let (Some((before, after)), Some((own, _)), false, 1) =
                (column.point, cell.point, is_head, stretch.columns)
            {
                // The longest number stands as the column's alignment has it; the points of all are below one another.
                let free = (room - before - after).max(Abs::ZERO);
                lead = before - own.part(factor, 100);
                lead += if column.alignment == Alignment::End { free } else { free / 2 };
                style.alignment = Alignment::Start;
            }
            let lead = lead.clamp(Abs::ZERO, room / 2 + room / 4);
            let rich = self.broken(cell.rich, cell.natural.part(factor, 100), room - lead, &style, is_head);
            let text = self.text_body(rich, &style);
            made.push(RowCell { start: start + padding + lead, length: room - lead, text });
            start = next;
        }
        let rule = self.theme.table.rule;
        let row = RowBody { cells: made, rule_above: None, rule_below: None, under, paint: rule };
        let mut block = FlowBlock::new(Body::Row(row));
        (block.start, block.end) = (place.inset, place.end);
        if let (true, Some(fill)) = (is_head, self.theme.table.head_ground) {
            block.grounds.push(Ground {
                group: self.groups,
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
pub(super) fn padding(size: Abs) -> Abs {
    Em::HALF.at(size)
}

pub(super) fn scale(rich: &mut Rich, factor: i64) {
    if factor == 100 {
        return;
    }
    for one in &mut rich.pieces {
        one.style.size = one.style.size.part(factor, 100);
        one.style.raise = one.style.raise.part(factor, 100);
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
