//! The tree while it grows. In: frames that open and close. Out: blocks. Each frame takes in what closes inside it.

use super::inline::tidy;
use super::styled::Styled;
use crate::diag::Span;
use crate::document::{
    AlertKind, Align, Block, BlockKind, Cell, DefinitionItem, Inline, InlineKind, ListItem, Note, Numbering, Picture,
    Table, Target, plain_text,
};

/// An element that is still open.
#[derive(Debug)]
pub(super) struct Frame {
    kind: Kind,
    span: Span,
    blocks: Vec<Block>,
    /// Inlines of a line; in a frame of blocks, a paragraph that the source doesn't mark as one.
    inlines: Vec<Inline>,
    /// Code or HTML.
    pub(super) text: String,
}

/// What a frame becomes.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Quote,
    Alert(AlertKind),
    Item { task: Option<bool>, loose: bool },
    Meaning,
    Note { label: String },
    List { numbering: Numbering, items: Vec<ListItem>, loose: bool },
    Definitions { items: Vec<DefinitionItem> },
    Table { columns: Vec<Align>, head: Vec<Cell>, rows: Vec<Vec<Cell>> },
    Row { head: bool, cells: Vec<Cell> },
    Code { language: Option<String> },
    Html,
    Line(Line),
}

/// The kinds of line.
#[derive(Debug)]
pub(super) enum Line {
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
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
    Cell,
}

impl Frame {
    pub(super) fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span, blocks: Vec::new(), inlines: Vec::new(), text: String::new() }
    }

    /// Makes a paragraph of inlines that stand without one.
    fn flush(&mut self) {
        if self.inlines.is_empty() || matches!(self.kind, Kind::Line(_)) {
            return;
        }
        let inlines = std::mem::take(&mut self.inlines);
        let span = inlines.iter().map(|inline| inline.span).reduce(Span::to).unwrap_or(self.span);
        self.blocks.extend(paragraph(inlines, span));
    }
}

/// The open frames, the outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    root: Frame,
    open: Vec<Frame>,
}

impl Stack {
    pub(super) fn new(span: Span) -> Self {
        Self { root: Frame::new(Kind::Root, span), open: Vec::new() }
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

    /// The frame of code or HTML that takes text as it stands.
    pub(super) fn verbatim(&mut self) -> Option<&mut Frame> {
        Some(self.top()).filter(|frame| matches!(frame.kind, Kind::Code { .. } | Kind::Html))
    }

    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, id: Option<String>, span: Span) {
        let top = self.top();
        top.flush();
        top.blocks.push(Block { kind, id, continued: false, span });
    }

    pub(super) fn flush(&mut self) {
        self.top().flush();
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
        let is_inline = matches!(
            frame.kind,
            Kind::Line(
                Line::Emphasis
                    | Line::Strong
                    | Line::Strike
                    | Line::Link { .. }
                    | Line::Bracket
                    | Line::Styled(_)
                    | Line::Picture { .. }
            )
        );
        let is_paragraph = matches!(frame.kind, Kind::Line(Line::Paragraph));
        let top = self.top();
        if !is_inline {
            top.flush();
        }
        if let (Kind::Item { loose, .. }, true) = (&mut top.kind, is_paragraph) {
            *loose = true;
        }
        self.open.push(frame);
    }

    /// Closes the innermost frame and gives it to the one around it; a note is given to the caller with its label.
    pub(super) fn close(&mut self) -> Option<(String, Note)> {
        let mut frame = self.open.pop()?;
        frame.flush();
        let Frame { kind, span, blocks, inlines, text } = frame;
        match kind {
            Kind::Root => self.root.blocks.extend(blocks),
            Kind::Quote => self.push_block(BlockKind::Quote(blocks), None, span),
            Kind::Alert(alert) => self.push_block(BlockKind::Alert(alert, blocks), None, span),
            Kind::Note { label } => return Some((label.clone(), Note { label, body: blocks, span })),
            Kind::Item { task, loose } => self.close_item(ListItem { task, body: blocks, span }, loose),
            Kind::Meaning => self.close_meaning(blocks),
            Kind::List { numbering, items, loose } => {
                self.push_block(BlockKind::List { numbering, tight: !loose, items }, None, span);
            }
            Kind::Definitions { items } => self.push_block(BlockKind::Definitions(items), None, span),
            Kind::Table { columns, head, rows } => {
                self.push_block(BlockKind::Table(Table { caption: Vec::new(), columns, head, rows }), None, span);
            }
            Kind::Row { head: is_head, cells } => {
                if let Kind::Table { head, rows, .. } = &mut self.top().kind {
                    if is_head { *head = cells } else { rows.push(cells) }
                }
            }
            Kind::Code { language } => {
                self.push_block(BlockKind::Code { language, text }, None, span);
            }
            Kind::Html => self.push_block(BlockKind::Html(text), None, span),
            Kind::Line(line) => self.close_line(line, inlines, span),
        }
        None
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
            Line::Link { target } => InlineKind::Link { target, content: inlines },
            Line::Styled(styled) => styled_kind(styled, inlines),
            // Brackets are closed by `close_bracket` and `drop_bracket`.
            Line::Bracket => return self.top().inlines.extend(inlines),
            Line::Picture { path, title } => {
                tidy(&mut inlines);
                let title = (!title.trim().is_empty()).then(|| title.trim().to_owned());
                InlineKind::Picture(Picture { path, asset: None, alt: plain_text(&inlines), title, width: None })
            }
            Line::Paragraph => {
                let top = self.top();
                top.flush();
                top.blocks.extend(paragraph(inlines, span));
                return;
            }
            Line::Heading { level, id } => {
                tidy(&mut inlines);
                return self.push_block(BlockKind::Heading { level, content: inlines }, id, span);
            }
            Line::Term => {
                tidy(&mut inlines);
                if let Kind::Definitions { items } = &mut self.top().kind {
                    items.push(DefinitionItem { term: inlines, meanings: Vec::new() });
                }
                return;
            }
            Line::Cell => {
                tidy(&mut inlines);
                if let Kind::Row { cells, .. } = &mut self.top().kind {
                    cells.push(inlines);
                }
                return;
            }
        };
        self.push_inline(Inline { kind, span });
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.root.flush();
        self.root.blocks
    }
}

fn styled_kind(styled: Styled, content: Vec<Inline>) -> InlineKind {
    match styled {
        Styled::Set(style) => InlineKind::Set { style, content },
        Styled::Language(tag) => InlineKind::Language { tag, content },
    }
}

/// A paragraph; a picture or a formula alone in it is a figure or a formula of its own.
fn paragraph(mut inlines: Vec<Inline>, span: Span) -> Option<Block> {
    tidy(&mut inlines);
    let is_blank = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
    if inlines.iter().all(is_blank) {
        return None;
    }
    let alone = inlines.iter().filter(|inline| !is_blank(inline)).count() == 1;
    let found = inlines.iter().position(|inline| !is_blank(inline));
    let kind = match found.filter(|_| alone).map(|at| &inlines[at].kind) {
        Some(InlineKind::Picture(picture)) => {
            let caption = picture.title.iter().map(|title| Inline { kind: InlineKind::Text(title.clone()), span });
            BlockKind::Figure { picture: picture.clone(), caption: caption.collect() }
        }
        Some(InlineKind::Math(formula)) if is_display(formula, &inlines, found) => BlockKind::Math(formula.clone()),
        _ => BlockKind::Paragraph(inlines),
    };
    Some(Block { kind, id: None, continued: false, span })
}

/// A formula between `$$` is longer in the source by four bytes, one between `$` by two.
fn is_display(formula: &str, inlines: &[Inline], at: Option<usize>) -> bool {
    at.is_some_and(|at| inlines[at].span.range().len() >= formula.len() + 4)
}
