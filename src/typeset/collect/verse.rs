//! Quotations, verse, and who wrote them (CLR-L06, L04).

use super::Collector;
use super::inline::{InlineStyle, InlineWriter};
use super::place::Place;
use crate::display::Role;
use crate::document::{Block, Inline, InlineKind};
use crate::typeset::flow::{Body, FlowBlock, Tie};
use crate::typeset::line::CharStyle;
use crate::typeset::style::BlockStyle;
use crate::units::Em;

/// A stanza of no more lines than a poem in regulated verse has is seen at a glance, and seldom parted.
const GLANCE: usize = 8;
/// How far a turned line of verse is set in beyond its beginning, in ems.
const TURNED: i64 = 2;

impl Collector<'_> {
    /// A quotation: set in by whole ems, in the theme's face.
    pub(super) fn quote(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, inner: &[Block]) {
        let node = self.node(place.node, Role::BlockQuote);
        let quote = self.theme.quote;
        let depth = quote.inset.at(self.grid.size);
        let style = not_larger(BlockStyle { above: 0, below: 0, inset: Em::ZERO, ..quote }, place);
        let inside =
            Place { end: (place.end + depth).min(place.most), ..place.under(node).set_in(depth).styled(style) };
        self.spaced(out, |this, out| this.place_blocks(out, &inside, inner));
    }

    /// Verse: a block a line, so that turned lines are known by their indent; an empty row between stanzas.
    pub(super) fn verse(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, stanzas: &[Vec<Inline>]) {
        let node = self.node(place.node, Role::BlockQuote);
        let style = BlockStyle { above: 0, below: 0, inset: Em::ZERO, first_indent: Em::ZERO, ..self.theme.verse };
        let style = not_larger(style, place);
        let inside = place.set_in(self.theme.verse.inset.at(self.grid.size));
        self.spaced(out, |this, out| {
            for (at, stanza) in stanzas.iter().enumerate() {
                let paragraph = this.node(node, Role::Paragraph);
                let lines: Vec<&[Inline]> =
                    stanza.split(|inline| inline.kind == InlineKind::Break).filter(|line| !line.is_empty()).collect();
                for (number, line) in lines.iter().enumerate() {
                    let mut writer = InlineWriter::new(this, &place.article.id);
                    writer.write(line, paragraph, &InlineStyle::plain(style.text));
                    let rich = writer.rich;
                    let mut block = this.text_block(rich, &style);
                    (block.start, block.end) = (inside.inset, inside.end);
                    block.above = u32::from(at > 0 && number == 0);
                    // No line of a stanza alone at a page's edge.
                    block.keep_next = number + 1 < lines.len() && (number == 0 || number + 2 == lines.len());
                    if number + 1 < lines.len() && lines.len() <= GLANCE {
                        block.tie = Tie::Glance;
                    }
                    if let Body::Text(body) = &mut block.body {
                        body.indent = style.text.size * TURNED;
                    }
                    out.push(block);
                }
            }
        });
    }

    /// Who or what is quoted: at the end of the line below, with it on one page.
    pub(super) fn attribution(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, content: &[Inline]) {
        let style = BlockStyle { inset: Em::ZERO, first_indent: Em::ZERO, above: 0, ..self.theme.attribution };
        // Below verse the empty row stands after the name, not before it.
        let below = match out.last_mut() {
            Some(last) => {
                last.keep_next = true;
                std::mem::take(&mut last.below)
            }
            None => 0,
        };
        let end = self.theme.attribution.inset.at(self.grid.size).max(place.end);
        let mut block = self.paragraph(&Place { end, ..place.styled(style) }, Role::Paragraph, content);
        block.below = block.below.max(below);
        out.push(block);
    }
}

/// A style for what stands in smaller type, as in a note: no larger than the words around it.
fn not_larger(style: BlockStyle, place: &Place<'_>) -> BlockStyle {
    let around = &place.style;
    if around.text.size >= style.text.size {
        return style;
    }
    let text = CharStyle { size: around.text.size, ..style.text };
    BlockStyle { text, pitch: around.pitch, ..style }
}
