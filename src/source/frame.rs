//! The tree while it grows: elements that are still open. In: what opens them. Out: frames, which take in what closes inside them (`stack`, `close`).

use std::collections::BTreeSet;

use super::paragraph::paragraphs;
use super::quotation::{Shape, attribution};
use super::styled::Styled;
use crate::diag::{FileId, Span};
use crate::document::{
    AlertKind, Align, Block, BlockKind, Cell, DefinitionItem, Inline, ListItem, Numbering, Phrase, Stretch, Target,
};

/// An element that is still open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) blocks: Vec<Block>,
    /// Inlines of a line; in a frame of blocks, a paragraph that the source doesn't mark as one.
    pub(super) inlines: Vec<Inline>,
    /// Code.
    pub(super) text: String,
    /// The element of HTML that opened it.
    pub(super) html: Option<String>,
    /// Whether the paragraphs so far are verse, for a quotation.
    pub(super) shape: Shape,
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
    pub(super) fn flush(&mut self, facts: &mut Facts) {
        if self.inlines.is_empty() || matches!(self.kind, Kind::Line(_)) {
            return;
        }
        let inlines = std::mem::take(&mut self.inlines);
        let span = inlines.iter().map(|inline| inline.span).reduce(Span::to).unwrap_or(self.span);
        self.take_paragraph(inlines, span, facts);
    }

    /// Takes in a paragraph.
    pub(super) fn take_paragraph(&mut self, mut inlines: Vec<Inline>, span: Span, facts: &mut Facts) {
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
