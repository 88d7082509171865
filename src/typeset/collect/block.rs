//! Blocks of an article's text.

use super::inline::{InlineStyle, InlineWriter, place_name};
use super::sense::break_at_sense;
use super::{Collector, piece};
use crate::display::{NodeId, Role, Tag};
use crate::document::{
    AlertKind, Article, Block, BlockKind, DefinitionItem, Inline, ListItem, Numbering, Picture, plain_text,
};
use crate::typeset::flow::{Body, Content, FlowBlock, Rich};
use crate::typeset::line::{Alignment, PieceKind};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em, Size, Writing};

/// From the start of a list's number to its text, in body ems.
const LIST_INDENT: Em = Em::raw(65_536 * 2);

/// Points in a pixel: pictures are taken to be made for 96 pixels an inch, as browsers do.
const PT_PER_PIXEL: f64 = 0.75;

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
        for block in blocks {
            let first = out.len();
            self.block(out, node, article, block, inset, style);
            if let (Some(id), Some(made)) = (&block.id, out.get_mut(first)) {
                made.anchors.push(place_name(&article.id, Some(id)));
            }
        }
    }

    fn block(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        block: &Block,
        inset: Abs,
        style: &BlockStyle,
    ) {
        match &block.kind {
            BlockKind::Heading { level, content } => out.push(self.heading(node, article, *level, content)),
            BlockKind::Paragraph(content) => {
                let flush = BlockStyle { first_indent: Em::ZERO, ..*style };
                let style = if block.continued { &flush } else { style };
                out.push(self.paragraph(node, Role::Paragraph, article, content, inset, style));
            }
            BlockKind::Verse(stanzas) => self.verse(out, node, article, stanzas, inset),
            BlockKind::Attribution(content) => {
                let style = self.theme.attribution;
                out.push(self.paragraph(node, Role::Paragraph, article, content, inset, &style));
            }
            BlockKind::Quote(inner) => {
                let child = self.node(node, Role::BlockQuote);
                let quote = BlockStyle { above: 0, below: 0, ..self.theme.quote };
                let depth = self.theme.quote.inset.at(self.grid.size);
                self.spaced(out, |this, out| {
                    this.styled_blocks(
                        out,
                        child,
                        article,
                        inner,
                        inset + depth,
                        &BlockStyle { inset: Em::ZERO, ..quote },
                    );
                });
            }
            BlockKind::Alert(kind, inner) => self.alert(out, node, article, *kind, inner, inset),
            BlockKind::List { numbering, items, .. } => self.list(out, node, article, *numbering, items, inset, style),
            BlockKind::Definitions(items) => self.definitions(out, node, article, items, inset),
            BlockKind::Code { text, .. } => self.code(out, node, text, block, inset),
            BlockKind::Table(table) => self.table(out, node, article, table, inset),
            BlockKind::Figure { picture, caption } => self.figure(out, node, article, picture, caption),
            BlockKind::Math(formula) => {
                let child = self.node(node, Role::Formula);
                self.structure.node_mut(child).alt = Some(formula.clone());
                let centered = BlockStyle { alignment: Alignment::Center, ..self.theme.code };
                let words = self.words(child, formula.trim(), centered.text);
                out.push(self.text_block(Rich { pieces: vec![words] }, &centered));
            }
            BlockKind::Rule => {
                // A break between sections is an empty row with a short line in it (CLR-L02).
                let rule = Body::Rule {
                    length: self.grid.size * 4,
                    thickness: Abs::pt(0.5),
                    centered: true,
                    paint: self.theme.quiet,
                };
                let mut rule = FlowBlock::new(rule);
                (rule.above, rule.below) = (1, 1);
                out.push(rule);
            }
            BlockKind::Html(_) => {}
        }
    }

    /// Runs `make` and leaves an empty row before and after what it made.
    fn spaced(&mut self, out: &mut Vec<FlowBlock>, make: impl FnOnce(&mut Self, &mut Vec<FlowBlock>)) {
        let first = out.len();
        make(self, out);
        if let Some(block) = out.get_mut(first) {
            block.above = block.above.max(1);
        }
        if out.len() > first
            && let Some(block) = out.last_mut()
        {
            block.below = block.below.max(1);
        }
    }

    fn heading(&mut self, node: NodeId, article: &Article, level: u8, content: &[Inline]) -> FlowBlock {
        let level = level.clamp(1, 6);
        let style = self.theme.headings[usize::from(level - 1)];
        // The article's title is the first level; what stands in its text comes below it.
        let child = self.node(node, Role::Heading(level.max(2)));
        let mut writer = InlineWriter::new(self, &article.id);
        writer.write(content, child, &InlineStyle::plain(style.text));
        let mut rich = writer.rich;
        let measure = self.grid.area.size.width - style.inset.at(self.grid.size) * 2;
        if self.breaks_at_sense {
            break_at_sense(&mut rich, style.text.size, measure);
        }
        let mut block = self.text_block(rich, &style);
        block.keep_next = true;
        block.outline = Some((level.saturating_sub(1).max(1), plain_text(content)));
        block
    }

    pub(super) fn paragraph(
        &mut self,
        node: NodeId,
        role: Role,
        article: &Article,
        content: &[Inline],
        inset: Abs,
        style: &BlockStyle,
    ) -> FlowBlock {
        let child = self.node(node, role);
        let mut writer = InlineWriter::new(self, &article.id);
        writer.write(content, child, &InlineStyle::plain(style.text));
        let rich = writer.rich;
        let mut block = self.text_block(rich, style);
        block.start += inset;
        block
    }

    /// Verse: a block a stanza, an empty row between two (CLR-L06).
    fn verse(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        stanzas: &[Vec<Inline>],
        inset: Abs,
    ) {
        let child = self.node(node, Role::BlockQuote);
        let style = self.theme.verse;
        for stanza in stanzas {
            let mut block = self.paragraph(child, Role::Paragraph, article, stanza, inset, &style);
            (block.above, block.below) = (style.above.max(1), style.below.max(1));
            out.push(block);
        }
    }

    fn alert(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        kind: AlertKind,
        inner: &[Block],
        inset: Abs,
    ) {
        let child = self.node(node, Role::Division);
        let depth = self.theme.quote.inset.at(self.grid.size);
        let title = BlockStyle { above: 0, inset: Em::ZERO, ..self.theme.headings[3] };
        self.spaced(out, |this, out| {
            let mut block = this.plain_block(child, Role::Paragraph, this.words.alerts[alert_title(kind)], &title);
            block.start += inset + depth;
            block.keep_next = true;
            out.push(block);
            let body = this.theme.body;
            this.styled_blocks(
                out,
                child,
                article,
                inner,
                inset + depth,
                &BlockStyle { first_indent: Em::ZERO, ..body },
            );
        });
    }

    #[allow(clippy::too_many_arguments, reason = "what a block needs, and how items are numbered")]
    fn list(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        numbering: Numbering,
        items: &[ListItem],
        inset: Abs,
        style: &BlockStyle,
    ) {
        let list = self.node(node, Role::List { ordered: numbering != Numbering::Bullets });
        let depth = LIST_INDENT.at(self.grid.size);
        for (at, item) in items.iter().enumerate() {
            let entry = self.node(list, Role::ListItem);
            let label = self.node(entry, Role::Label);
            let marker = match (item.task, numbering) {
                (Some(true), _) => "☑".to_owned(),
                (Some(false), _) => "☐".to_owned(),
                (None, Numbering::Bullets) => "•".to_owned(),
                (None, Numbering::From(first, form)) => form.mark(first.saturating_add(at as u64)),
            };
            let marker = self.words(label, marker, style.text);
            let body = self.node(entry, Role::ListBody);
            let first = out.len();
            let flush = BlockStyle { first_indent: Em::ZERO, ..*style };
            self.styled_blocks(out, body, article, &item.body, inset + depth, &flush);
            attach_label(out, first, marker, depth);
        }
    }

    fn definitions(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        items: &[DefinitionItem],
        inset: Abs,
    ) {
        let depth = LIST_INDENT.at(self.grid.size);
        let term = BlockStyle { above: 0, inset: Em::ZERO, ..self.theme.headings[4] };
        let body = BlockStyle { first_indent: Em::ZERO, ..self.theme.body };
        for item in items {
            let mut block = self.paragraph(node, Role::Paragraph, article, &item.term, inset, &term);
            block.keep_next = true;
            out.push(block);
            for meaning in &item.meanings {
                self.styled_blocks(out, node, article, meaning, inset + depth, &body);
            }
        }
    }

    /// Code, a block a line, so that it can be parted between lines.
    fn code(&mut self, out: &mut Vec<FlowBlock>, node: NodeId, text: &str, block: &Block, inset: Abs) {
        let child = self.node(node, Role::Code);
        let style = BlockStyle { above: 0, below: 0, ..self.theme.code };
        self.spaced(out, |this, out| {
            for line in text.trim_end_matches('\n').split('\n') {
                let slot = this.slot(child);
                // An empty line keeps its row.
                let words = if line.trim().is_empty() { "\u{3000}".to_owned() } else { line.replace('\t', "    ") };
                let mut piece = piece(Content::Words(words), style.text, Tag::Slot(slot));
                piece.kind = PieceKind::Code;
                piece.source = Some(block.span);
                let mut made = this.text_block(Rich { pieces: vec![piece] }, &style);
                made.start += inset;
                out.push(made);
            }
        });
    }

    fn figure(
        &mut self,
        out: &mut Vec<FlowBlock>,
        node: NodeId,
        article: &Article,
        picture: &Picture,
        caption: &[Inline],
    ) {
        let Some(asset) = picture.asset.and_then(|at| Some((at, self.assets.get(at)?))) else { return };
        let figure = self.node(node, Role::Figure);
        self.structure.node_mut(figure).alt = Some(picture.alt.clone());
        let slot = self.slot(figure);
        let size = self.picture_size(asset.1.width, asset.1.height);
        let mut block = FlowBlock::new(Body::Picture { asset: asset.0, size, slot });
        block.above = 1;
        block.keep_next = !caption.is_empty();
        block.below = u32::from(caption.is_empty());
        out.push(block);
        if !caption.is_empty() {
            let style = self.theme.caption;
            out.push(self.paragraph(figure, Role::Caption, article, caption, Abs::ZERO, &style));
        }
    }

    /// The size of a picture along the line and across it. At 96 pixels an inch, at most as long as the line; across lines
    /// at most two thirds of the type area, in vertical text all of it but two lines for a caption. Pictures are never
    /// turned, so in vertical text their height lies along the line.
    fn picture_size(&self, width: u32, height: u32) -> Size {
        let (width, height) = (f64::from(width.max(1)) * PT_PER_PIXEL, f64::from(height.max(1)) * PT_PER_PIXEL);
        let area = self.grid.area.size;
        let (along, across, most) = match self.grid.writing {
            Writing::Horizontal => (width, height, area.height.part(2, 3)),
            Writing::Vertical => (height, width, (area.height - self.grid.pitch * 2).max(area.height / 2)),
        };
        let scale = (area.width.to_pt() / along).min(most.to_pt() / across).min(1.0);
        Size::new(Abs::pt(along * scale), Abs::pt(across * scale))
    }
}

/// Puts a list's number before the first line of the first block that was made since `first`.
fn attach_label(out: &mut [FlowBlock], first: usize, marker: crate::typeset::flow::RichPiece, depth: Abs) {
    let Some(block) = out.get_mut(first) else { return };
    if let Body::Text(body) = &mut block.body
        && body.label.is_none()
    {
        block.start -= depth;
        body.first_indent = depth;
        body.indent = depth;
        body.label = Some(Rich { pieces: vec![marker] });
    }
}

/// The position of a remark's heading in `Words::alerts`.
fn alert_title(kind: AlertKind) -> usize {
    match kind {
        AlertKind::Note => 0,
        AlertKind::Tip => 1,
        AlertKind::Important => 2,
        AlertKind::Warning => 3,
        AlertKind::Caution => 4,
    }
}
