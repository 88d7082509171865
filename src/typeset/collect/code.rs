//! Code: a block a line, so that it can be parted between lines; words by class; long lines turn with a sign that is no part of the text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::place::Place;
use super::{Collector, piece};
use crate::display::{NodeId, PageStart, Paint, Role, SlotId, Tag};
use crate::document::{Block, BlockKind, Book, walk_blocks};
use crate::font::Role as Face;
use crate::highlight::{Stretch, stretches};
use crate::typeset::flow::{Body, Content, FlowBlock, Ground, LAYOUT, Packed, Rich, RichPiece, Tie};
use crate::typeset::line::{CharStyle, PieceKind};
use crate::typeset::style::{BlockStyle, Packing};
use crate::units::{Abs, Em};

/// Columns of a tab.
const TAB: usize = 4;
/// How far turned lines are set in beyond their line's own indent, in columns of code.
const TURNED: i64 = 4;
/// The sign at the end of a line that turns.
const TURN_SIGN: &str = "↩";
/// Lines of a block that stay together at a page's edge.
const TOGETHER: usize = 2;
/// Code of at most so many lines is read at a glance: it should not be parted.
const GLANCE: usize = 6;
/// A drawing made of characters that fills less than this of a page is never parted, in hundredths.
const DRAWN: usize = 50;

/// The classes of words of all code of a book, by language and text.
pub type Classes<'a> = BTreeMap<(&'a str, &'a str), Vec<Stretch>>;

/// Finds the classes of words of all code of a book, in parallel: it takes longer than all else that is done before lines are made.
pub fn classes(book: &Book) -> Classes<'_> {
    let mut found = Classes::new();
    for article in book.articles() {
        for body in std::iter::once(&article.body).chain(article.notes.iter().map(|note| &note.body)) {
            walk_blocks(body, &mut |block| {
                if let BlockKind::Code { language: Some(language), text } = &block.kind {
                    found.insert((language, text), Vec::new());
                }
            });
        }
    }
    let mut codes: Vec<(&(&str, &str), &mut Vec<Stretch>)> = found.iter_mut().collect();
    codes.par_iter_mut().for_each(|((language, text), made)| **made = stretches(language, &set_text(text)));
    found
}

/// Code as it is set.
fn set_text(text: &str) -> String {
    without_tabs(text.trim_end_matches('\n'))
}

impl Collector<'_> {
    /// Code on lines of its own.
    pub(super) fn code(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        language: Option<&str>,
        text: &str,
        block: &Block,
    ) {
        // ISO 32000-1 §14.8.4.4: code is a part of a block.
        let node = self.node(place.node, Role::Paragraph);
        let node = self.node(node, Role::Code);
        let look = self.theme.code_look;
        let known = language.filter(|_| self.theme.options.code.highlight).and_then(|it| self.classes.get(&(it, text)));
        let text = set_text(text);
        let mut style = self.code_style(&text);
        let packing = Packing::of(self.grid, style.pitch);
        style.pitch = packing.map_or(self.grid.pitch, |packing| packing.pitch(self.grid));
        let inset = self.theme.code.inset.at(self.grid.size);
        let rule = look.rule.map(|paint| (Abs::pt(1.5), paint));
        let ground = Ground { group: 0, fill: look.ground, rule, start: place.inset, end: place.end };
        let inside = Place { end: (place.end + inset).min(place.most), ..place.set_in(inset).styled(style) };
        let plain = if known.is_none() { stretches("", &text) } else { Vec::new() };
        let found = known.unwrap_or(&plain);
        self.spaced(out, |this, out| {
            this.grounded(out, ground, |this, out| {
                let first = out.len();
                this.code_lines(out, &inside, node, block, (&text, found));
                let most =
                    packing.map_or(this.grid.rows, |packing| packing.lines_in(this.grid.rows)) as usize * DRAWN / 100;
                let is_whole = text.contains(is_drawn) && out.len() - first <= most;
                keep_edges(&mut out[first..], is_whole);
                pack(&mut out[first..], packing);
            });
        });
    }

    /// The style of code: with Han in it, Latin is half as wide as Han where the set has such a face.
    fn code_style(&self, text: &str) -> BlockStyle {
        let mut style = BlockStyle { above: 0, below: 0, inset: Em::ZERO, first_indent: Em::ZERO, ..self.theme.code };
        let has_wide = text.chars().any(is_wide);
        if has_wide && style.text.latin == Face::Mono && self.setting.fonts.exact(Face::MonoHalf).is_some() {
            style.text.latin = Face::MonoHalf;
        }
        style
    }

    fn code_lines(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        node: NodeId,
        block: &Block,
        (text, found): (&str, &[Stretch]),
    ) {
        let style = place.style;
        let column = self.words_length("0", style.text);
        let count = text.split('\n').count();
        let numbered = block.numbered.unwrap_or(self.theme.options.code.line_numbers);
        let gutter = if numbered { column * (count.to_string().len() as i64 + 2) } else { Abs::ZERO };
        // All lines fill one slot: on a page they are one content of one element.
        let slot = self.slot(node);
        let (mut from, mut stretch) = (0, 0);
        for (number, line) in text.split('\n').enumerate() {
            let to = from + line.len();
            while found.get(stretch).is_some_and(|one| one.range.end <= from) {
                stretch += 1;
            }
            let pieces = self.line_pieces(text, from..to, &found[stretch.min(found.len())..], style.text, slot, block);
            let mut made = self.text_block(Rich { pieces }, &style);
            (made.start, made.end) = (place.inset, place.end);
            made.source = Some(PageStart::Source { span: block.span, offset: number });
            if let Body::Text(body) = &mut made.body {
                let own = line.len() - line.trim_start_matches(' ').len();
                body.first_indent = gutter;
                body.indent = gutter + (column * (own as i64 + TURNED)).min(self.measure(place) / 2);
                let quiet = CharStyle { paint: self.theme.quiet, latin: Face::Mono, han: Face::Hei, ..style.text };
                body.turned = Some(Rich { pieces: vec![sign(TURN_SIGN, quiet)] });
                if numbered {
                    let label = (number + 1).to_string();
                    body.label_start = gutter - column * (label.len() as i64 + 2);
                    body.label = Some(Rich { pieces: vec![sign(&label, quiet)] });
                }
            }
            out.push(made);
            from = to + 1;
        }
    }

    /// The pieces of a line: one for each stretch; blanks go with what follows them.
    fn line_pieces(
        &self,
        text: &str,
        line: std::ops::Range<usize>,
        found: &[Stretch],
        style: CharStyle,
        slot: SlotId,
        block: &Block,
    ) -> Vec<RichPiece> {
        let mut pieces: Vec<(String, Paint)> = Vec::new();
        let mut waiting = String::new();
        for one in found.iter().take_while(|one| one.range.start < line.end) {
            let words = &text[one.range.start.max(line.start)..one.range.end.min(line.end)];
            let paint = one.class.map_or(style.paint, |class| self.theme.code_look.paints[class.position()]);
            if words.trim().is_empty() {
                waiting.push_str(words);
                continue;
            }
            match pieces.last_mut() {
                Some((last, last_paint)) if *last_paint == paint => {
                    last.push_str(&waiting);
                    last.push_str(words);
                }
                _ => pieces.push((format!("{waiting}{words}"), paint)),
            }
            waiting.clear();
        }
        if pieces.is_empty() {
            // An empty line keeps its row.
            pieces.push((" ".to_owned(), style.paint));
        }
        if line.end < text.len()
            && let Some((last, _)) = pieces.last_mut()
        {
            // The end of the line, for those who listen: it hangs where nothing is set.
            last.push(' ');
        }
        let made = |(words, paint): (String, Paint)| RichPiece {
            kind: PieceKind::Code,
            source: Some(block.span),
            ..piece(Content::Words(words), CharStyle { paint, ..style }, Tag::Slot(slot))
        };
        pieces.into_iter().map(made).collect()
    }
}

/// Something beside the code that is seen and not read.
fn sign(words: &str, style: CharStyle) -> RichPiece {
    RichPiece { kind: PieceKind::Code, silent: true, ..piece(Content::Words(words.to_owned()), style, LAYOUT) }
}

/// The lines of one block share rows.
fn pack(lines: &mut [FlowBlock], packing: Option<Packing>) {
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        line.packed = packing.map(|packing| Packed { packing, is_first: at == 0, is_last: at + 1 == count });
    }
}

/// No line alone at a page's edge; `whole` code in one piece.
fn keep_edges(lines: &mut [FlowBlock], whole: bool) {
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate().take(count.saturating_sub(1)) {
        line.keep_next = whole || at + 1 < TOGETHER || at + TOGETHER >= count;
        line.tie = if count <= GLANCE { Tie::Glance } else { Tie::None };
    }
}

/// Whether a character draws lines and boxes.
const fn is_drawn(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{259F}')
}

/// Tabs as the spaces that they stand for; wide characters fill two columns.
fn without_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let count = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', count));
                column += count;
            }
            '\n' => {
                out.push('\n');
                column = 0;
            }
            _ => {
                out.push(character);
                column += if is_wide(character) { 2 } else { 1 };
            }
        }
    }
    out
}

const fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_reach_the_next_column_of_four() {
        assert_eq!(without_tabs("\ta\tb\n版\tc"), "    a   b\n版  c");
    }
}
