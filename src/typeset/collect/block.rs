//! Blocks of an article's text: each kind to its own maker.

use super::Collector;
use super::inline::{InlineStyle, InlineWriter, place_name};
use super::number::{Counted, counted, object_name};
use super::place::Place;
use crate::display::{NodeId, PageStart, Role};
use crate::document::{Article, Block, BlockKind, Inline, InlineKind, plain_text, without_typed_indent};
use crate::project::theme::Break;
use crate::typeset::flow::{Body, FlowBlock, Tie};
use crate::typeset::line::Alignment;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

impl Collector<'_> {
    /// Blocks of an article in the body's style, set in by `inset` at their start.
    pub fn blocks(&mut self, out: &mut Vec<FlowBlock>, node: NodeId, article: &Article, blocks: &[Block], inset: Abs) {
        let style = self.theme.body;
        self.styled_blocks(out, node, article, blocks, inset, &style);
    }

    /// Blocks whose paragraphs have `style`.
    pub fn styled_blocks(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        blocks: &[Block],
        inset: Abs,
        style: &BlockStyle,
    ) {
        let measure = self.beside.unwrap_or_else(|| self.grid.column(0, self.columns).area.size.width);
        let most = measure.part(2, 5);
        let place = Place { article, node, inset, end: Abs::ZERO, most, style: *style, bullets: 0, numbers: 0 };
        self.place_blocks(out, &place, blocks);
    }

    /// Blocks in a place.
    pub(super) fn place_blocks(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, blocks: &[Block]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            let first = out.len();
            if let (BlockKind::Heading { level, content }, Some(next)) = (&block.kind, blocks.get(at))
                && let BlockKind::Paragraph(text) = &next.kind
                && self.runs_in(*level)
            {
                let made = self.run_in(place, block, *level, content, text);
                out.push(made);
                at += 1;
            } else {
                let before = at.checked_sub(2).map(|before| &blocks[before]);
                self.paragraph_or_block(out, place, before, block);
            }
            if let (Some(next), Some(made)) = (blocks.get(at), out[first..].last_mut())
                && announces(block, next)
            {
                made.tie = Tie::Announces;
            }
            if let (Some(next), Some(made)) = (blocks.get(at), out[first..].last_mut()) {
                made.keep_next |= stands_for_heading(block, next);
            }
            let (before, made) = out.split_at_mut(first);
            if let (Some(heading), Some(made)) =
                (before.last().filter(|block| is_heading(block)), made.iter_mut().find(|block| !block.hidden))
            {
                made.above = above_after(heading, made);
            }
            out[first..].iter_mut().for_each(|made| made.stand_for(PageStart::of(block.span)));
            if let (Some(id), Some(made)) = (&block.id, out[first..].iter_mut().find(|block| !block.hidden)) {
                made.anchors.push(place_name(&place.article.id, Some(id)));
            }
            let is_listed = matches!(counted(&block.kind, false), Some(Counted::Figure | Counted::Table));
            if let (true, Some(made)) = (is_listed, out[first..].iter_mut().find(|block| !block.hidden)) {
                made.anchors.push(object_name(&place.article.id, block));
            }
        }
    }

    /// A block, told from the one before it as the house does: the first paragraph flush, or rows between paragraphs (CLR-L03).
    fn paragraph_or_block(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        before: Option<&Block>,
        block: &Block,
    ) {
        let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
        if place.inset > Abs::ZERO || !is_paragraph(block) {
            return self.block(out, place, block);
        }
        let begins = before.is_none_or(|before| matches!(before.kind, BlockKind::Heading { .. } | BlockKind::Rule));
        let first = out.len();
        if self.paragraphs.first_flush && begins {
            self.block(out, &place.flush(), block);
        } else {
            self.block(out, place, block);
        }
        if before.is_some_and(is_paragraph)
            && let Some(made) = out.get_mut(first)
        {
            made.above = made.above.max(self.paragraphs.space);
        }
    }

    fn block(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => out.push(self.heading(place, block, *level, content)),
            BlockKind::Paragraph(content) if is_row_of_pictures(content) => self.pictures(out, place, content),
            // What goes on after an interruption is not indented (CLR-L04).
            BlockKind::Paragraph(content) if block.continued => {
                out.push(self.paragraph(&place.flush(), Role::Paragraph, content));
            }
            BlockKind::Paragraph(content) => {
                // Where the book indents by itself, an indent that was typed would be one too many.
                let indents = self.theme.body.first_indent > Em::ZERO;
                let content = if indents { without_typed_indent(content) } else { content.into() };
                out.push(self.paragraph(place, Role::Paragraph, &content));
            }
            BlockKind::Verse(stanzas) => self.verse(out, place, stanzas),
            BlockKind::Attribution(content) => self.attribution(out, place, content),
            BlockKind::Quote(inner) => self.quote(out, place, inner),
            BlockKind::Alert(kind, inner) => self.alert(out, place, *kind, inner),
            BlockKind::List { numbering, items, .. } => self.list(out, place, *numbering, items),
            BlockKind::Definitions(items) => self.definitions(out, place, items),
            BlockKind::Code { language, text } => self.code(out, place, language.as_deref(), text, block),
            BlockKind::Table(table) => self.table(out, place, table, block.span),
            BlockKind::Figure { picture, caption } => self.figure(out, place, picture, caption, block.span),
            BlockKind::Math(formula) => out.push(self.display_formula(place, formula, block)),
            BlockKind::Rule => out.push(self.dinkus(place)),
            BlockKind::Html(_) => {}
        }
    }

    pub(super) fn paragraph(&mut self, place: &Place<'_>, role: Role, content: &[Inline]) -> FlowBlock {
        let child = self.node(place.node, role);
        let mut writer = InlineWriter::new(self, &place.article.id);
        writer.write(content, child, &InlineStyle::plain(place.style.text));
        let rich = writer.rich;
        let mut block = self.text_block(rich, &place.style);
        block.start += place.inset;
        block.end += place.end;
        block
    }

    /// A break between sections: what the theme shows of it, in an empty row (CLR-L02).
    fn dinkus(&mut self, place: &Place<'_>) -> FlowBlock {
        let look = &self.theme.options.dinkus;
        let paint = self.theme.dinkus;
        let mut block = match look.kind {
            Break::Rule => FlowBlock::new(Body::Rule {
                length: self.grid.size * 4,
                thickness: Abs::pt(0.5),
                centered: true,
                paint,
            }),
            Break::Mark => {
                let text = crate::typeset::line::CharStyle { paint, ..self.theme.body.text };
                let style =
                    BlockStyle { text, alignment: Alignment::Center, first_indent: Em::ZERO, ..self.theme.body };
                let tag = crate::typeset::flow::LAYOUT;
                let mark = super::piece(crate::typeset::flow::Content::Words(look.mark.clone()), text, tag);
                let mark = crate::typeset::flow::RichPiece { silent: true, ..mark };
                self.text_block(crate::typeset::flow::Rich { pieces: vec![mark] }, &style)
            }
            Break::Blank => {
                FlowBlock::new(Body::Rule { length: Abs::ZERO, thickness: Abs::ZERO, centered: true, paint })
            }
        };
        let shows = look.kind != Break::Blank;
        (block.start, block.end) = (place.inset, place.end);
        (block.above, block.below) = (u32::from(shows), u32::from(shows));
        block
    }
}

/// The empty rows between a heading and what follows it at once. Text, lists and the like belong to it: only its own are left. Two headings
/// take a row less together than each by itself (CLR-N06), so that the space above either looks as it does elsewhere.
fn above_after(heading: &FlowBlock, next: &FlowBlock) -> u32 {
    if is_heading(next) && !heading.spans { heading.below + next.above.saturating_sub(1) } else { 0 }
}

fn is_heading(block: &FlowBlock) -> bool {
    block.keep_next && block.outline.is_some()
}

/// Whether a paragraph ends in a colon and what it announces comes next.
fn announces(block: &Block, next: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let goes_on =
        matches!(next.kind, BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Rule | BlockKind::Html(_));
    !goes_on && plain_text(content).trim_end().ends_with(['：', ':', '\u{FE13}'])
}

/// The longest line that stands for a heading, in halves of an em.
const HEADING_LIKE: usize = 80;

/// Whether a paragraph is a heading or a caption in all but its mark, one strong line: it stays with what it is over (CLR-N05).
fn stands_for_heading(block: &Block, next: &Block) -> bool {
    let is_heading_like = |block: &Block| {
        let BlockKind::Paragraph(content) = &block.kind else { return false };
        let words = plain_text(content);
        let length: usize = words.chars().map(|letter| if u32::from(letter) < 0x2E80 { 1 } else { 2 }).sum();
        is_strong(content) && !words.trim().is_empty() && length <= HEADING_LIKE
    };
    let is_over = !matches!(next.kind, BlockKind::Heading { .. } | BlockKind::Rule | BlockKind::Html(_));
    is_over && is_heading_like(block) && !is_heading_like(next)
}

/// Whether all words are strong.
fn is_strong(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Strong(_) | InlineKind::Html(_) => true,
        InlineKind::Text(words) => !words.contains(char::is_alphanumeric),
        InlineKind::Link { content, .. } | InlineKind::Emphasis(content) => is_strong(content),
        _ => false,
    })
}

/// Whether a paragraph holds several pictures and nothing else but spaces.
fn is_row_of_pictures(content: &[Inline]) -> bool {
    let is_picture = |inline: &&Inline| matches!(inline.kind, InlineKind::Picture(_));
    let is_space = |inline: &Inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Break => true,
        _ => false,
    };
    content.iter().filter(is_picture).count() > 1
        && content.iter().all(|inline| is_picture(&inline) || is_space(inline))
}
