//! The tree while it grows. In: frames that open and close. Out: blocks. Each frame takes in what closes inside it.

use std::collections::BTreeSet;

use super::caption::with_captions;
use super::inline::tidy;
use super::paragraph::paragraphs;
use super::quotation::{Shape, attribution, quotation};
use super::reference::reference;
use super::shown::without_hidden;
use super::styled::Styled;
use super::table::even;
use crate::diag::{FileId, Span};
use crate::document::{
    AlertKind, Align, Block, BlockKind, Cell, DefinitionItem, Inline, InlineKind, ListItem, Note, Numbering, Phrase,
    Picture, Ruby, Stretch, Table, Target, plain_text,
};

/// An element that is still open.
#[derive(Debug)]
pub(super) struct Frame {
    kind: Kind,
    span: Span,
    blocks: Vec<Block>,
    /// Inlines of a line; in a frame of blocks, a paragraph that the source doesn't mark as one.
    inlines: Vec<Inline>,
    /// Code.
    pub(super) text: String,
    /// The element of HTML that opened it.
    pub(super) html: Option<String>,
    /// Whether the paragraphs so far are verse, for a quotation.
    shape: Shape,
}

/// What a frame becomes.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Quote,
    Alert(AlertKind),
    Item {
        task: Option<bool>,
        loose: bool,
    },
    Meaning,
    Note {
        label: String,
    },
    List {
        numbering: Numbering,
        items: Vec<ListItem>,
        loose: bool,
    },
    Definitions {
        items: Vec<DefinitionItem>,
    },
    Table {
        caption: Vec<Inline>,
        columns: Vec<Align>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
        /// How many of `rows` are heads too.
        more_heads: usize,
        /// The cells that fill more than one place: the row, 0 for the head, the cell, and what it fills.
        wide: Vec<(usize, usize, Stretch)>,
    },
    Row {
        head: bool,
        cells: Vec<Cell>,
        /// The cells that fill more than one place.
        wide: Vec<(usize, Stretch)>,
    },
    /// Code; `hidden` begins lines that readers aren't shown.
    Code {
        language: Option<String>,
        hidden: Option<String>,
        numbered: Option<bool>,
    },
    /// Blocks that belong together and are no more than that.
    Group,
    Figure {
        caption: Vec<Inline>,
    },
    Line(Line),
}

/// The kinds of line.
#[derive(Debug)]
pub(super) enum Line {
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
        numbered: Option<bool>,
    },
    Emphasis,
    Strong,
    Strike,
    Link {
        target: Target,
    },
    /// Words whose bracket is open: what they are is said where it closes.
    Bracket,
    /// Words that are set in a way or are in another language, written as a link.
    Styled(Styled),
    Picture {
        path: String,
        title: String,
    },
    Term,
    /// A cell; whether it is of a head says HTML alone.
    Cell {
        is_head: Option<bool>,
        fills: Stretch,
    },
    Script {
        raised: bool,
    },
    Phrase(Phrase),
    /// Code that HTML's elements are around.
    Code,
    /// Words between quotation marks.
    Quoted,
    Ruby {
        pairs: Vec<(String, String)>,
    },
    RubyText,
    /// Words that are left out.
    Hidden,
    /// Words that stand as if nothing were around them; a block of HTML within a line of words.
    Through,
    /// What `<details>` shows when it is closed.
    Summary,
    Caption,
}

impl Line {
    /// Whether it stands among the words of a line.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Self::Emphasis
            | Self::Strong
            | Self::Strike
            | Self::Link { .. }
            | Self::Bracket
            | Self::Styled(_)
            | Self::Picture { .. }
            | Self::Script { .. }
            | Self::Phrase(_)
            | Self::Code
            | Self::Quoted
            | Self::Ruby { .. }
            | Self::RubyText
            | Self::Hidden
            | Self::Through => true,
            Self::Paragraph | Self::Heading { .. } | Self::Term | Self::Cell { .. } | Self::Summary | Self::Caption => {
                false
            }
        }
    }
}

impl Frame {
    pub(super) fn new(kind: Kind, span: Span) -> Self {
        let shape = Shape::default();
        Self { kind, span, blocks: Vec::new(), inlines: Vec::new(), text: String::new(), html: None, shape }
    }

    /// The same, opened by an element of HTML.
    pub(super) fn of_html(kind: Kind, name: &str, span: Span) -> Self {
        Self { html: Some(name.to_owned()), ..Self::new(kind, span) }
    }

    /// What it becomes.
    pub(super) fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The line that it is, if it is one.
    pub(super) fn line(&self) -> Option<&Line> {
        if let Kind::Line(line) = &self.kind { Some(line) } else { None }
    }

    /// Makes a paragraph of inlines that stand without one.
    fn flush(&mut self, facts: &mut Facts) {
        if self.inlines.is_empty() || matches!(self.kind, Kind::Line(_)) {
            return;
        }
        let inlines = std::mem::take(&mut self.inlines);
        let span = inlines.iter().map(|inline| inline.span).reduce(Span::to).unwrap_or(self.span);
        self.take_paragraph(inlines, span, facts);
    }

    /// Takes in a paragraph.
    fn take_paragraph(&mut self, mut inlines: Vec<Inline>, span: Span, facts: &mut Facts) {
        let is_quote = matches!(self.kind, Kind::Quote);
        let has_before = !self.blocks.is_empty();
        let by = if is_quote { attribution(&mut inlines, has_before, &mut self.shape) } else { None };
        let made = paragraphs(inlines, span, facts);
        self.blocks.extend(made);
        if let Some(by) = by {
            self.blocks.extend(paragraphs(by, span, facts).into_iter().map(|block| match block.kind {
                BlockKind::Paragraph(words) => Block { kind: BlockKind::Attribution(words), ..block },
                _ => block,
            }));
        }
    }
}

/// The open frames, the outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    root: Frame,
    open: Vec<Frame>,
    /// What was seen of the source that inlines don't say.
    pub(super) facts: Facts,
}

/// What was seen of the source that inlines don't say.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Where formulas begin that stand between `$$`.
    pub(super) displays: BTreeSet<(FileId, u32)>,
    /// Where characters stand that a backslash makes plain.
    pub(super) plain: BTreeSet<(FileId, u32)>,
    /// Whether a comment has said that the next paragraph goes on.
    pub(super) continued: bool,
}

impl Stack {
    pub(super) fn new(span: Span) -> Self {
        Self { root: Frame::new(Kind::Root, span), open: Vec::new(), facts: Facts::default() }
    }

    /// The open frames.
    pub(super) fn frames(&self) -> &[Frame] {
        &self.open
    }

    /// What the innermost frame becomes.
    pub(super) fn top_kind(&self) -> &Kind {
        &self.open.last().unwrap_or(&self.root).kind
    }

    /// Whether words stand in the innermost frame already.
    pub(super) fn has_words(&self) -> bool {
        !self.open.last().unwrap_or(&self.root).inlines.is_empty()
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    fn top(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// Whether what opens now may be left out: not between a list and its items, or a table and its cells.
    pub(super) fn may_flatten(&mut self) -> bool {
        !matches!(self.top().kind, Kind::List { .. } | Kind::Definitions { .. } | Kind::Table { .. } | Kind::Row { .. })
    }

    /// The frame of code that takes text as it stands.
    pub(super) fn verbatim(&mut self) -> Option<&mut Frame> {
        Some(self.top()).filter(|frame| matches!(frame.kind, Kind::Code { .. }))
    }

    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, id: Option<String>, span: Span) {
        self.flush();
        let top = self.top();
        top.shape.spoil();
        top.blocks.push(Block { kind, id, continued: false, numbered: None, span });
    }

    /// Says of the block that was pushed last whether its author numbers it.
    fn mark_numbered(&mut self, numbered: Option<bool>) {
        if let Some(block) = self.top().blocks.last_mut() {
            block.numbered = numbered;
        }
    }

    pub(super) fn flush(&mut self) {
        let top = self.open.last_mut().unwrap_or(&mut self.root);
        top.flush(&mut self.facts);
    }

    pub(super) fn set_task(&mut self, done: bool) {
        if let Some(Kind::Item { task, .. }) =
            self.open.iter_mut().rev().map(|frame| &mut frame.kind).find(|kind| matches!(kind, Kind::Item { .. }))
        {
            *task = Some(done);
        }
    }

    /// Opens a frame. A block ends the paragraph that nobody opened.
    pub(super) fn open(&mut self, frame: Frame) {
        let is_inline = matches!(&frame.kind, Kind::Line(line) if line.is_inline());
        let is_paragraph = matches!(frame.kind, Kind::Line(Line::Paragraph));
        if !is_inline {
            self.flush();
        }
        let top = self.top();
        if let (Kind::Item { loose, .. }, true) = (&mut top.kind, is_paragraph) {
            *loose = true;
        }
        self.open.push(frame);
    }

    /// Closes the innermost frame and gives it to the one around it; a note is given to the caller with its label.
    pub(super) fn close(&mut self) -> Option<(String, Note)> {
        let mut frame = self.open.pop()?;
        frame.flush(&mut self.facts);
        let Frame { kind, span, blocks, inlines, text, shape, .. } = frame;
        let blocks = with_captions(blocks);
        match kind {
            Kind::Root | Kind::Group => self.extend(blocks),
            Kind::Quote => self.extend(quotation(blocks, shape, span)),
            Kind::Figure { caption } => self.close_figure(blocks, caption, span),
            Kind::Alert(alert) => self.push_block(BlockKind::Alert(alert, blocks), None, span),
            Kind::Note { label } => return Some((label.clone(), Note { label, body: blocks, span })),
            Kind::Item { task, loose } => self.close_item(ListItem { task, body: blocks, span }, loose),
            Kind::Meaning => self.close_meaning(blocks),
            // What stands in these and in none of their parts comes after them: nothing is lost.
            Kind::List { numbering, items, loose } => {
                self.push_block(BlockKind::List { numbering, tight: !loose, items }, None, span);
                self.extend(blocks);
            }
            Kind::Definitions { items } => {
                self.push_block(BlockKind::Definitions(items), None, span);
                self.extend(blocks);
            }
            Kind::Table { caption, columns, head, rows, more_heads, wide } => {
                let table = Table { caption, columns, head, more_heads, rows, ..Table::default() };
                self.push_block(BlockKind::Table(even(table, &wide)), None, span);
                self.extend(blocks);
            }
            Kind::Row { head, cells, wide } => {
                self.top().blocks.extend(blocks);
                self.close_row(head, cells, &wide);
            }
            Kind::Code { language, hidden, numbered } => {
                let text = without_hidden(text, language.as_deref(), hidden.as_deref());
                self.push_block(BlockKind::Code { language, text }, None, span);
                self.mark_numbered(numbered);
            }
            Kind::Line(line) => self.close_line(line, inlines, span),
        }
        None
    }

    /// Puts blocks into the innermost frame.
    fn extend(&mut self, blocks: Vec<Block>) {
        self.flush();
        let top = self.top();
        if !blocks.is_empty() {
            top.shape.spoil();
        }
        top.blocks.extend(blocks);
    }

    /// A picture with what stands below it; anything else stays as it is, with that below.
    fn close_figure(&mut self, mut blocks: Vec<Block>, words: Vec<Inline>, span: Span) {
        if let [Block { kind: BlockKind::Figure { caption, .. }, .. }] = &mut blocks[..] {
            if !words.is_empty() {
                *caption = words;
            }
            return self.extend(blocks);
        }
        self.extend(blocks);
        let made = paragraphs(words, span, &mut self.facts);
        self.extend(made);
    }

    /// Puts the words of the innermost frame into the one around it, as if nothing had been opened.
    pub(super) fn unwrap(&mut self) {
        if let Some(frame) = self.open.pop() {
            self.top().inlines.extend(frame.inlines);
        }
    }

    /// Closes the words of the innermost bracket, if nothing else is open inside it; without a style they stand alone.
    pub(super) fn close_bracket(&mut self, styled: Option<Styled>, end: Span) -> bool {
        let Some(frame) = self.open.pop_if(|frame| matches!(frame.kind, Kind::Line(Line::Bracket))) else {
            return false;
        };
        match styled {
            Some(styled) => {
                let kind = styled_kind(styled, frame.inlines);
                self.push_inline(Inline { kind, span: frame.span.to(end) });
            }
            None => self.top().inlines.extend(frame.inlines),
        }
        true
    }

    /// Makes the innermost frame the character that opened it, if it is a bracket that nothing closed; its place.
    pub(super) fn drop_bracket(&mut self) -> Option<Span> {
        let frame = self.open.pop_if(|frame| matches!(frame.kind, Kind::Line(Line::Bracket)))?;
        self.push_inline(Inline { kind: InlineKind::Text("[".to_owned()), span: frame.span });
        self.top().inlines.extend(frame.inlines);
        Some(frame.span)
    }

    fn close_item(&mut self, item: ListItem, is_loose: bool) {
        if let Kind::List { items, loose, .. } = &mut self.top().kind {
            *loose |= is_loose;
            items.push(item);
        }
    }

    fn close_row(&mut self, is_head: bool, cells: Vec<Cell>, wide: &[(usize, Stretch)]) {
        let Kind::Table { head, rows, more_heads, wide: all, .. } = &mut self.top().kind else { return };
        let is_first = head.is_empty() && rows.is_empty();
        let row = if is_head && is_first { 0 } else { rows.len() + 1 };
        all.extend(wide.iter().map(|(cell, fills)| (row, *cell, *fills)));
        if row == 0 {
            *head = cells;
            return;
        }
        *more_heads += usize::from(is_head && !head.is_empty() && *more_heads == rows.len());
        rows.push(cells);
    }

    fn close_meaning(&mut self, blocks: Vec<Block>) {
        if let Kind::Definitions { items } = &mut self.top().kind
            && let Some(last) = items.last_mut()
        {
            last.meanings.push(blocks);
        }
    }

    fn close_line(&mut self, line: Line, mut inlines: Vec<Inline>, span: Span) {
        let kind = match line {
            Line::Emphasis => InlineKind::Emphasis(inlines),
            Line::Strong => InlineKind::Strong(inlines),
            Line::Strike => InlineKind::Strike(inlines),
            Line::Link { target } => {
                reference(&target, &inlines, &self.facts).unwrap_or(InlineKind::Link { target, content: inlines })
            }
            Line::Script { raised } => InlineKind::Script { raised, content: inlines },
            Line::Phrase(kind) => InlineKind::Phrase { kind, content: inlines },
            Line::Code => {
                tidy(&mut inlines);
                InlineKind::Code(plain_text(&inlines))
            }
            Line::Quoted => return self.close_quoted(inlines, span),
            Line::Ruby { pairs } => return self.close_ruby(&pairs, inlines, span),
            Line::RubyText => return self.close_ruby_text(inlines),
            Line::Hidden => return,
            Line::Through => return self.top().inlines.extend(inlines),
            Line::Summary => {
                let strong = Inline { kind: InlineKind::Strong(inlines), span };
                return self.take_paragraph(vec![strong], span);
            }
            Line::Caption => return self.close_caption(inlines, span),
            Line::Styled(styled) => styled_kind(styled, inlines),
            // Brackets are closed by `close_bracket` and `drop_bracket`.
            Line::Bracket => return self.top().inlines.extend(inlines),
            Line::Picture { path, title } => {
                tidy(&mut inlines);
                let title = (!title.trim().is_empty()).then(|| title.trim().to_owned());
                InlineKind::Picture(Picture { path, alt: plain_text(&inlines), title, ..Picture::default() })
            }
            Line::Paragraph => {
                self.flush();
                return self.take_paragraph(inlines, span);
            }
            Line::Heading { level, id, numbered } => {
                tidy(&mut inlines);
                self.push_block(BlockKind::Heading { level, content: inlines }, id, span);
                return self.mark_numbered(numbered);
            }
            Line::Term => {
                tidy(&mut inlines);
                if let Kind::Definitions { items } = &mut self.top().kind {
                    items.push(DefinitionItem { term: inlines, meanings: Vec::new() });
                }
                return;
            }
            Line::Cell { is_head, fills } => {
                tidy(&mut inlines);
                if let Kind::Row { head, cells, wide } = &mut self.top().kind {
                    // In HTML a row is a head if all its cells are.
                    *head = is_head.map_or(*head, |is_head| is_head && (*head || cells.is_empty()));
                    if fills != Stretch::ONE {
                        wide.push((cells.len(), fills));
                    }
                    cells.push(inlines);
                }
                return;
            }
        };
        self.push_inline(Inline { kind, span });
    }

    fn take_paragraph(&mut self, inlines: Vec<Inline>, span: Span) {
        let top = self.open.last_mut().unwrap_or(&mut self.root);
        top.take_paragraph(inlines, span, &mut self.facts);
    }

    fn close_quoted(&mut self, inlines: Vec<Inline>, span: Span) {
        let mark = |mark: &str| Inline { kind: InlineKind::Text(mark.to_owned()), span };
        let top = self.top();
        top.inlines.push(mark("“"));
        top.inlines.extend(inlines);
        top.inlines.push(mark("”"));
    }

    fn close_ruby(&mut self, pairs: &[(String, String)], rest: Vec<Inline>, span: Span) {
        for (base, annotation) in pairs {
            let kind = match (base.is_empty(), annotation.is_empty()) {
                (false, false) => InlineKind::Ruby(Ruby::new(base, annotation)),
                _ => InlineKind::Text(format!("{base}{annotation}")),
            };
            self.push_inline(Inline { kind, span });
        }
        self.top().inlines.extend(rest);
    }

    fn close_ruby_text(&mut self, inlines: Vec<Inline>) {
        let top = self.top();
        if let Kind::Line(Line::Ruby { pairs }) = &mut top.kind {
            let base = plain_text(&std::mem::take(&mut top.inlines)).trim().to_owned();
            pairs.push((base, plain_text(&inlines).trim().to_owned()));
        } else {
            top.inlines.extend(inlines);
        }
    }

    fn close_caption(&mut self, mut inlines: Vec<Inline>, span: Span) {
        tidy(&mut inlines);
        match &mut self.top().kind {
            Kind::Table { caption, .. } | Kind::Figure { caption } => *caption = inlines,
            _ => self.take_paragraph(inlines, span),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.flush();
        with_captions(self.root.blocks)
    }
}

fn styled_kind(styled: Styled, content: Vec<Inline>) -> InlineKind {
    match styled {
        Styled::Set(style) => InlineKind::Set { style, content },
        Styled::Language(tag) => InlineKind::Language { tag, content },
    }
}
