//! collect: the book's tree becomes sections of blocks, and the structure that says what each piece is.
//!
//! In: Book, Theme. Out: `Section`s in reading order. Nothing is measured here but pictures and table columns.

mod article;
mod block;
mod inline;
mod sense;
mod set;
mod table;

pub(super) use article::{article, keyword_name};
pub(super) use inline::{claim_letter, claim_name, place_name};

use crate::display::{NodeId, Role, SlotId, Structure, StructureNode, Tag};
use crate::document::{Asset, Book, Numbers, Words};
use crate::project::Metadata;
use crate::typeset::flow::{Body, Content, FlowBlock, Rich, RichPiece, TextBody};
use crate::typeset::line::{CharStyle, PieceKind};
use crate::typeset::style::{BlockStyle, Grid, Theme};
use crate::units::Abs;

/// What all parts of `collect` and the apparatus need to know, and the structure that they build.
pub(super) struct Collector<'a> {
    pub book: &'a Book,
    /// Numbers of chapters, sections, figures, tables and formulas.
    pub numbers: Numbers,
    pub metadata: &'a Metadata,
    pub assets: &'a [Asset],
    pub theme: &'a Theme,
    pub grid: &'a Grid,
    pub words: &'static Words,
    /// Whether headings break at their sense (CLR-N07).
    pub breaks_at_sense: bool,
    pub structure: Structure,
}

impl Collector<'_> {
    /// Adds a node under `parent`.
    pub fn node(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.structure.add(parent, StructureNode::new(role))
    }

    /// Adds a slot under `parent`.
    pub fn slot(&mut self, parent: NodeId) -> SlotId {
        self.structure.slot(parent)
    }

    /// A piece of plain words in a slot of its own under `parent`.
    pub fn words(&mut self, parent: NodeId, words: impl Into<String>, style: CharStyle) -> RichPiece {
        let slot = self.slot(parent);
        piece(Content::Words(words.into()), style, Tag::Slot(slot))
    }

    /// A block of plain words with a node of `role`.
    pub fn plain_block(&mut self, parent: NodeId, role: Role, words: &str, style: &BlockStyle) -> FlowBlock {
        let node = self.node(parent, role);
        let piece = self.words(node, words, style.text);
        self.text_block(Rich { pieces: vec![piece] }, style)
    }

    /// The heading of a part that is made from data: contents, index, notes, colophon.
    pub fn part_head(&mut self, section: NodeId, title: &str, name: &str) -> FlowBlock {
        let style = self.theme.part;
        let mut head = self.plain_block(section, Role::Heading(1), title, &style);
        head.keep_next = true;
        head.above_kept = true;
        head.anchors.push(name.to_owned());
        head.outline = Some((0, title.to_owned()));
        head
    }

    /// A block of text in a style.
    pub fn text_block(&self, rich: Rich, style: &BlockStyle) -> FlowBlock {
        let inset = style.inset.at(self.grid.size);
        let mut block = FlowBlock::new(Body::Text(self.text_body(rich, style)));
        (block.start, block.end) = (inset, inset);
        (block.above, block.below) = (style.above, style.below);
        block
    }

    /// Text in a style, without its place.
    pub fn text_body(&self, rich: Rich, style: &BlockStyle) -> TextBody {
        TextBody {
            rich,
            size: style.text.size,
            pitch: style.pitch,
            first_indent: style.first_indent.at(style.text.size),
            indent: Abs::ZERO,
            alignment: style.alignment,
            label: None,
            entry: None,
        }
    }
}

/// A piece of words without a link.
pub(super) fn piece(content: Content, style: CharStyle, tag: Tag) -> RichPiece {
    RichPiece {
        content,
        style,
        kind: PieceKind::Words,
        tag,
        link: None,
        anchors: Vec::new(),
        source: None,
        silent: false,
        ruby: None,
        language: None,
        upright: false,
        note: None,
    }
}
