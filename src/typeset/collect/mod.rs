//! collect: the book's tree becomes sections of blocks, and the structure that says what each piece is.
//!
//! In: Book, Theme. Out: `Section`s in reading order. Nothing is measured here but pictures and table columns.

mod alert;
mod article;
mod block;
mod code;
mod columns;
mod figure;
mod formula;
mod heading;
mod inline;
mod list;
mod media;
mod number;
mod place;
mod row;
mod sense;
mod set;
mod table;
mod turned;
mod verse;

pub(super) use article::{article, book_notes, keyword_name, text_above_notes};
pub(super) use code::{Classes, classes};
pub(super) use heading::numbered_title;
pub(super) use inline::{claim_letter, claim_name, place_name};
pub(super) use number::{Counted, Counting};

use std::collections::BTreeSet;

use crate::diag::Sink;
use crate::display::{NodeId, PageStart, Role, SlotId, Structure, StructureNode, Tag};
use crate::document::{Asset, Book, Words};
use crate::project::theme::{AtHead, NotePlace};
use crate::project::{Metadata, Paragraphs};
use crate::svg::Drawings;
use crate::typeset::flow::{Body, Content, FlowBlock, Rich, RichPiece, TextBody};
use crate::typeset::line::{CharStyle, PieceKind, Setting};
use crate::typeset::style::{BlockStyle, Grid, Theme};
use crate::units::Abs;

/// What all parts of `collect` and the apparatus need to know, and the structure that they build.
pub(super) struct Collector<'a> {
    pub book: &'a Book,
    pub metadata: &'a Metadata,
    pub assets: &'a [Asset],
    pub theme: &'a Theme,
    pub grid: &'a Grid,
    pub words: &'static Words,
    /// Whether headings break at their sense (CLR-N07).
    pub breaks_at_sense: bool,
    /// What tells paragraphs apart besides their indent (CLR-L03).
    pub paragraphs: Paragraphs,
    pub structure: Structure,
    /// The house style of lines: what is measured is measured by it.
    pub setting: &'a Setting<'a>,
    /// What has been counted.
    pub numbers: Counting,
    /// Where notes stand: in the margin only where that has room for them.
    pub note_place: NotePlace,
    /// The length of lines in the margin, while what stands there is made.
    pub beside: Option<Abs>,
    /// Notes of the articles before this one.
    pub notes_before: usize,
    /// The places of marks so far: a note that is marked twice leads back to its first mark.
    pub marked: BTreeSet<String>,
    /// Columns of the section that is being made.
    pub columns: u32,
    /// Grounds so far.
    pub groups: u32,
    /// The classes of words of code; empty where the theme doesn't tell them apart.
    pub classes: &'a Classes<'a>,
    /// The reader of drawings.
    pub drawings: &'a Drawings,
    /// What was found of the source.
    pub findings: Sink,
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
    pub fn part_head(&mut self, section: NodeId, title: &str, name: &str, start: PageStart) -> FlowBlock {
        let style = self.theme.part;
        let mut head = self.plain_block(section, Role::Heading(1), title, &style);
        head.keep_next = true;
        head.at_head = AtHead::Kept;
        head.anchors.push(name.to_owned());
        head.source = Some(start);
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
            label_start: Abs::ZERO,
            turned: None,
            entry: None,
            leader: self.theme.options.contents.leader,
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
        below: None,
        language: None,
        upright: false,
        drawing: None,
        note: None,
        aside: None,
    }
}
