//! Headings: number, one em, words; on whole rows, or at the head of their text (CLR-N01, N08, N10).

use super::inline::{InlineStyle, InlineWriter, place_name};
use super::place::Place;
use super::sense::break_at_sense;
use super::{Collector, piece};
use crate::display::{NodeId, Role};
use crate::document::{Block, Inline, plain_text};
use crate::typeset::flow::{Content, FlowBlock, Rich};
use crate::typeset::style::{BlockStyle, HeadingStyle};

/// What stands between a number and its words: an em, and not more (CLR-N10).
pub(in crate::typeset) const AFTER_NUMBER: &str = "\u{3000}";

/// A number and the words after it, as contents, outlines and running heads show them.
pub(in crate::typeset) fn numbered_title(number: Option<&str>, title: &str) -> String {
    match number {
        Some(number) => format!("{number}{AFTER_NUMBER}{title}"),
        None => title.to_owned(),
    }
}

impl Collector<'_> {
    /// A heading on rows of its own.
    pub(super) fn heading(&mut self, place: &Place<'_>, block: &Block, level: u8, content: &[Inline]) -> FlowBlock {
        let number = self.heading_number(block, level, content);
        let (style, look) = self.level(level);
        let node = self.heading_node(place.node, level);
        let mut rich = self.number_pieces(node, number.as_deref(), &style, &look);
        let counted = number.as_ref().map_or(0, |number| number.chars().count() + 1);
        rich.pieces.extend(self.heading_words(place, node, content, &style).pieces);
        let measure = self.measure(place) - style.inset.at(self.grid.size) * 2;
        if self.breaks_at_sense {
            break_at_sense(&mut rich, counted, style.text.size, measure);
        }
        let mut block = self.text_block(rich, &style);
        block.start += place.inset;
        block.end += place.end;
        block.keep_next = true;
        block.at_head = look.at_head;
        block.outline = Some(outline(level, number.as_deref(), content));
        block
    }

    /// A heading in the first line of its paragraph (CLR-N08): of the same size, and an em behind it.
    pub(super) fn run_in(
        &mut self,
        place: &Place<'_>,
        heading: &Block,
        level: u8,
        words: &[Inline],
        text: &[Inline],
    ) -> FlowBlock {
        let number = self.heading_number(heading, level, words);
        let (mut style, look) = self.level(level);
        style.text.size = place.style.text.size;
        let node = self.heading_node(place.node, level);
        let mut rich = self.number_pieces(node, number.as_deref(), &style, &look);
        rich.pieces.extend(self.heading_words(place, node, words, &style).pieces);
        rich.pieces.push(self.words(node, AFTER_NUMBER, style.text));
        let paragraph = self.node(place.node, Role::Paragraph);
        let mut writer = InlineWriter::new(self, &place.article.id);
        writer.write(text, paragraph, &InlineStyle::plain(place.style.text));
        rich.pieces.extend(writer.rich.pieces);
        let mut block = self.text_block(rich, &place.style);
        block.start += place.inset;
        block.end += place.end;
        block.outline = Some(outline(level, number.as_deref(), words));
        block.anchors.extend(heading.id.iter().map(|id| place_name(&place.article.id, Some(id))));
        block
    }

    /// The next number of a level, unless the heading asks for none.
    fn heading_number(&mut self, heading: &Block, level: u8, words: &[Inline]) -> Option<String> {
        if heading.numbered == Some(false) { None } else { self.numbers.heading(level, words, self.theme) }
    }

    /// Whether headings of a level run in.
    pub(super) fn runs_in(&self, level: u8) -> bool {
        self.level(level).1.run_in
    }

    /// The style of a level and what its number is like.
    fn level(&self, level: u8) -> (BlockStyle, HeadingStyle) {
        let at = usize::from(level.clamp(1, 6) - 1);
        (self.theme.headings[at], self.theme.heading_numbers[at].clone())
    }

    fn heading_node(&mut self, parent: NodeId, level: u8) -> NodeId {
        // The article's title is the first level; what stands in its text comes below it.
        self.node(parent, Role::Heading(level.clamp(2, 6)))
    }

    fn heading_words(&mut self, place: &Place<'_>, node: NodeId, content: &[Inline], style: &BlockStyle) -> Rich {
        let mut writer = InlineWriter::new(self, &place.article.id);
        writer.write(content, node, &InlineStyle::plain(style.text));
        writer.rich
    }

    /// A number and what parts it from the words, where there is one.
    pub(in crate::typeset) fn number_pieces(
        &mut self,
        node: NodeId,
        number: Option<&str>,
        style: &BlockStyle,
        look: &HeadingStyle,
    ) -> Rich {
        let Some(number) = number else { return Rich::default() };
        let text = crate::typeset::line::CharStyle { paint: look.number_paint, ..style.text };
        let number = self.words(node, number, text);
        let after = if look.number_apart { "\n" } else { AFTER_NUMBER };
        let after = piece(Content::Words(after.to_owned()), style.text, number.tag);
        Rich { pieces: vec![number, after] }
    }
}

fn outline(level: u8, number: Option<&str>, content: &[Inline]) -> (u8, String) {
    (level.saturating_sub(1).max(1), numbered_title(number, &plain_text(content)))
}
