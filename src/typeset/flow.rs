//! What `collect` makes of a book and `page` puts on pages: sections of blocks, with text not yet in lines.
//!
//! A text may name page numbers that are only known when pages are; it is composed anew while these move.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Span;
use crate::display::{ArtifactKind, Item, LinkTarget, NodeId, PageStart, Paint, SlotId, Tag};
use crate::project::theme::{AtHead, Leader};
use crate::typeset::line::{Alignment, AnnotationKind, CharStyle, Object, PieceKind};
use crate::typeset::style::Packing;
use crate::units::{Abs, Size};

/// A stretch of pages that begins on a new one.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// How its pages are numbered.
    pub folios: Folios,
    /// Its title, for running heads: that of the chapter 章 (CLR-O03).
    pub head: String,
    /// The title of the part 部分 that it belongs to, for running heads.
    pub part: Option<String>,
    /// Its blocks.
    pub blocks: Vec<FlowBlock>,
    /// Columns of its pages (CLR-B13, B16).
    pub columns: u32,
    /// On which side of a leaf it begins.
    pub opening: Opening,
    /// Whether its pages have running heads and folios: title pages and the leaves of parts have none (CLR-O05).
    pub furniture: bool,
}

impl Section {
    /// A section that begins on the next page.
    pub fn new(folios: Folios, head: impl Into<String>, blocks: Vec<FlowBlock>) -> Self {
        Self { folios, head: head.into(), part: None, blocks, columns: 1, opening: Opening::Page, furniture: true }
    }

    /// A section of a few words, whose pages show neither running head nor folio.
    pub fn bare(folios: Folios, blocks: Vec<FlowBlock>) -> Self {
        Self { furniture: false, ..Self::new(folios, "", blocks) }
    }

    /// The section beginning there.
    pub fn opening(self, opening: Opening) -> Self {
        Self { opening, ..self }
    }
}

/// On which side of a leaf a section begins (CLR-N04, N11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opening {
    /// On the next page.
    Page,
    /// On the next recto 单页.
    Recto,
    /// On the next verso 双页: the back of the leaf before.
    Verso,
}

/// How pages are numbered (CLR-O06).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Folios {
    /// i, ii, iii
    Roman,
    /// 1, 2, 3
    Arabic,
}

/// A block that fills whole rows.
#[derive(Clone, Debug)]
pub(super) struct FlowBlock {
    /// What stands in it.
    pub body: Body,
    /// From the type area's start to the block.
    pub start: Abs,
    /// From the block to the type area's end.
    pub end: Abs,
    /// Empty rows before it.
    pub above: u32,
    /// What becomes of `above` at the head of a page (CLR-N09).
    pub at_head: AtHead,
    /// Empty rows after it; the larger of this and the next block's `above` is left.
    pub below: u32,
    /// Whether the next block must begin on the same page (CLR-N05).
    pub keep_next: bool,
    /// What else speaks against a page's end after it, less than `keep_next`.
    pub tie: Tie,
    /// Names of this place.
    pub anchors: Vec<String>,
    /// What the book has here.
    pub source: Option<PageStart>,
    /// An entry of the outline: depth and words.
    pub outline: Option<(u8, String)>,
    /// What is repeated above it where it begins a page, as artifacts: the head of a table (CLR-O14).
    pub repeat: Option<Repeat>,
    /// Whether it stands nowhere itself: blocks that are only repeated.
    pub hidden: bool,
    /// What it stands on, the outermost first.
    pub grounds: Vec<Ground>,
    /// The note that it is part of, counted in its section: it stands at the foot of the page that has the note's mark (CLR-O07).
    pub note: Option<usize>,
    /// The length of its lines where it stands in the margin beside the note's mark (CLR-O11).
    pub beside: Option<Abs>,
    /// Whether it may move to the head of a later page, with the blocks that are kept to it (CLR-O16).
    pub float: bool,
    /// Whether it spans all columns: at the head of a section alone.
    pub spans: bool,
    /// How its lines share rows with those of its neighbours: code.
    pub packed: Option<Packed>,
}

/// Lines that stand closer than rows, together with the blocks before and after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Packed {
    /// How many lines fill how many rows.
    pub packing: Packing,
    /// Whether no line before it shares its rows.
    pub is_first: bool,
    /// Whether no line after it does.
    pub is_last: bool,
}

/// Why a block should rather not be the last one of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tie {
    /// There is nothing against it.
    None,
    /// It ends in a colon: what it announces should begin on its page.
    Announces,
    /// The first item of a list, or the one before the last: an item of one line would stand alone.
    Item,
    /// Only so many rows of a table would stand on one of the two pages.
    Rows(u32),
    /// It is part of something short that is read at a glance: code of a few lines.
    Glance,
}

/// Blocks that are repeated at the head of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Repeat {
    /// How many blocks before the one that begins the page the first of them stands.
    pub back: usize,
    /// How many they are.
    pub count: usize,
}

impl Repeat {
    /// Their positions, where the block that begins the page is at `at`.
    pub fn of(self, at: usize) -> Range<usize> {
        let first = at.saturating_sub(self.back);
        first..(first + self.count).min(at)
    }
}

/// What blocks stand on: code, remarks. Blocks of one ground stand on one piece of it, as far as they follow on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ground {
    /// Tells it from that of the next group of blocks.
    pub group: u32,
    /// The tint.
    pub fill: Option<Paint>,
    /// A rule at its start: thickness and colour.
    pub rule: Option<(Abs, Paint)>,
    /// From the type area's start to it.
    pub start: Abs,
    /// From it to the type area's end.
    pub end: Abs,
}

/// Something painted in place of text: a formula, a picture made of paths.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Drawing {
    /// What is painted: relative to the place where the drawing stands, in the axes of the page as it is laid out.
    pub items: Vec<Item>,
    /// Along the line.
    pub length: Abs,
    /// Before the line that it stands on.
    pub above: Abs,
    /// Behind it.
    pub below: Abs,
}

impl Drawing {
    /// What it is to the line.
    pub fn object(&self) -> Object {
        Object { length: self.length, above: self.above, below: self.below }
    }
}

/// What stands in a block.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Text in lines.
    Text(TextBody),
    /// A picture, scaled to the grid.
    Picture {
        /// Position in the assets.
        asset: usize,
        /// Its size on the page.
        size: Size,
        /// The slot that it fills.
        slot: SlotId,
    },
    /// A drawing, in the middle of its rows.
    Drawing {
        /// Its items, from its head start.
        items: Vec<Item>,
        /// Its size.
        size: Size,
        /// What stands at the end of the measure: the number of a formula.
        entry: Option<Rich>,
        /// From the drawing's head to the line that this stands on.
        entry_at: Abs,
    },
    /// A row of a table: cells side by side.
    Row(RowBody),
    /// A table that is too wide, or a figure, along the page's long side with its head at the left 顶左底右, alone on its pages.
    Turned(Vec<FlowBlock>),
    /// A line across part of the measure, in the middle of a row.
    Rule {
        /// Its length.
        length: Abs,
        /// Its thickness.
        thickness: Abs,
        /// Whether it stands in the middle of the measure.
        centered: bool,
        /// Its colour.
        paint: Paint,
    },
}

/// Text in lines.
#[derive(Clone, Debug)]
pub(super) struct TextBody {
    /// The text.
    pub rich: Rich,
    /// Type size of its em boxes.
    pub size: Abs,
    /// From baseline to baseline.
    pub pitch: Abs,
    /// Indent of the first line.
    pub first_indent: Abs,
    /// Indent of the other lines.
    pub indent: Abs,
    /// How lines stand.
    pub alignment: Alignment,
    /// What stands in the indent before the first line: a list's number.
    pub label: Option<Rich>,
    /// From the block's start to it.
    pub label_start: Abs,
    /// What stands at the end of every line but the last: the sign that code goes on. Lines leave room for it.
    pub turned: Option<Rich>,
    /// What stands at the end of the last line, behind a leader: a page number in the contents.
    pub entry: Option<Rich>,
    /// What leads to it.
    pub leader: Leader,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct RowBody {
    /// Its cells.
    pub cells: Vec<RowCell>,
    /// Thickness of the rule above it.
    pub rule_above: Option<Abs>,
    /// Thickness of the rule below it.
    pub rule_below: Option<Abs>,
    /// Thin rules below some of its cells: from the block's start, and their lengths.
    pub under: Vec<(Abs, Abs)>,
    /// Colour of the rules.
    pub paint: Paint,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub(super) struct RowCell {
    /// From the block's start.
    pub start: Abs,
    /// Its length along the line.
    pub length: Abs,
    /// Its text.
    pub text: TextBody,
}

/// Text of several styles.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    /// Its pieces in order.
    pub pieces: Vec<RichPiece>,
}

/// A piece of one style.
#[derive(Clone, Debug)]
pub(super) struct RichPiece {
    /// Its characters.
    pub content: Content,
    /// How it looks.
    pub style: CharStyle,
    /// What it is to the rules.
    pub kind: PieceKind,
    /// What it is to someone who listens.
    pub tag: Tag,
    /// Where it leads.
    pub link: Option<PieceLink>,
    /// Names of the place where it begins.
    pub anchors: Vec<String>,
    /// Where it stands in the source.
    pub source: Option<Span>,
    /// Whether it is seen but is no part of the text: who copies a sentence doesn't get the marks of its claims.
    pub silent: bool,
    /// What stands beside it.
    pub ruby: Option<RichRuby>,
    /// What stands on the other side of this piece and of those before it that it counts.
    pub below: Option<(RichRuby, usize)>,
    /// BCP 47 of its words, where that is not the book's.
    pub language: Option<String>,
    /// Whether it stands upright in one frame of a vertical line 纵中横.
    pub upright: bool,
    /// What stands in its place: its text is then U+FFFC.
    pub drawing: Option<Drawing>,
    /// The note of which it is the mark, counted in its section.
    pub note: Option<usize>,
    /// What stands in the fore margin beside the line in which it ends 侧标.
    pub aside: Option<Box<Rich>>,
}

/// Ruby over a piece.
#[derive(Clone, Debug)]
pub(super) struct RichRuby {
    /// Its characters.
    pub words: String,
    /// How it looks.
    pub style: CharStyle,
    /// What it is to the rules.
    pub kind: AnnotationKind,
    /// What it is to someone who listens.
    pub tag: Tag,
}

/// A link on a piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PieceLink {
    /// Where to.
    pub target: LinkTarget,
    /// What it is, in words.
    pub description: String,
    /// Its node.
    pub node: NodeId,
}

/// The characters of a piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// These.
    Words(String),
    /// The number of the page on which this name is.
    PageOf(String),
    /// The number of the page of the place `at` in a list, with what stands before it. Several places on a page have one number, and a row of
    /// pages is written 12–15: a place inside it, or one that shares its page, has no characters.
    PageIn {
        /// The places, in their order.
        list: Arc<PlaceList>,
        /// Which of them.
        at: usize,
    },
    /// The number of the note of this name, counted on its page (CLR-O08).
    NoteNumber(String),
}

/// Places whose pages are listed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PlaceList {
    /// Their names, and whether each is the principal one, whose page stands by itself.
    pub places: Vec<(String, bool)>,
    /// Before the first number.
    pub first: &'static str,
    /// Between two numbers.
    pub comma: &'static str,
    /// Between the ends of a row.
    pub dash: &'static str,
}

impl Rich {
    /// Whether its characters depend on page numbers.
    pub fn needs_pages(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece.content, Content::Words(_)))
    }
}

impl TextBody {
    /// Whether any part of it depends on page numbers.
    pub fn needs_pages(&self) -> bool {
        self.rich.needs_pages() || self.label.iter().chain(&self.entry).any(Rich::needs_pages)
    }
}

impl FlowBlock {
    /// Whether any part of it depends on page numbers.
    pub fn needs_pages(&self) -> bool {
        match &self.body {
            Body::Text(text) => text.needs_pages(),
            Body::Row(row) => row.cells.iter().any(|cell| cell.text.needs_pages()),
            Body::Drawing { entry, .. } => entry.as_ref().is_some_and(Rich::needs_pages),
            Body::Turned(blocks) => blocks.iter().any(Self::needs_pages),
            Body::Picture { .. } | Body::Rule { .. } => false,
        }
    }

    /// The notes that it marks, in their order.
    pub fn marks(&self) -> Vec<usize> {
        let of = |text: &TextBody| text.rich.pieces.iter().filter_map(|piece| piece.note).collect::<Vec<_>>();
        match &self.body {
            Body::Text(text) => of(text),
            Body::Row(row) => row.cells.iter().flat_map(|cell| of(&cell.text)).collect(),
            Body::Turned(blocks) => blocks.iter().flat_map(Self::marks).collect(),
            Body::Picture { .. } | Body::Drawing { .. } | Body::Rule { .. } => Vec::new(),
        }
    }

    /// The same, made of something of the book, unless it is known to be made of something inside that.
    pub fn stand_for(&mut self, start: PageStart) {
        self.source = self.source.or(Some(start));
    }

    /// A block across the whole measure, without space around it.
    pub fn new(body: Body) -> Self {
        Self {
            body,
            start: Abs::ZERO,
            end: Abs::ZERO,
            above: 0,
            at_head: AtHead::Nothing,
            below: 0,
            keep_next: false,
            tie: Tie::None,
            anchors: Vec::new(),
            source: None,
            outline: None,
            repeat: None,
            hidden: false,
            grounds: Vec::new(),
            note: None,
            beside: None,
            float: false,
            spans: false,
            packed: None,
        }
    }
}

/// The tag of rules, leaders and dots.
pub(super) const LAYOUT: Tag = Tag::Artifact(ArtifactKind::Layout);
