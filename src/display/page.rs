//! `Paged`: a finished sequence of pages, with everything that a reader can navigate by.

use std::collections::BTreeMap;

use super::{GlyphRun, NodeId, Path, Structure, Tag};
use crate::diag::Span;
use crate::units::{Point, Rect, Size, Writing};

/// A page: what is painted on it, from back to front.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The trimmed size 成品尺寸.
    pub size: Size,
    /// The number as printed and as a reader shows it: `iv`, `12`, or a name such as 封面. Becomes a page label.
    pub label: String,
    /// What is painted.
    pub items: Vec<Item>,
    /// Areas that lead somewhere.
    pub links: Vec<LinkArea>,
}

/// Something painted.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// What it is to someone who listens.
    pub tag: Tag,
    /// BCP 47 of its text, where that differs from its structure node's.
    pub language: Option<String>,
    /// What it looks like.
    pub kind: ItemKind,
}

/// What a painted item looks like.
#[derive(Clone, PartialEq, Debug)]
pub enum ItemKind {
    /// Text.
    Glyphs(GlyphRun),
    /// An outline.
    Path(Path),
    /// A picture, drawn over `area`.
    Picture {
        /// Position in the assets that `source` read.
        asset: usize,
        /// Where.
        area: Rect,
        /// Whether it lies on its side, a quarter turn against the clock: its head is at the left of the area.
        raised: bool,
    },
}

/// An area that leads somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkArea {
    /// Where on the page. A link over two lines has two areas.
    pub area: Rect,
    /// Where to.
    pub target: LinkTarget,
    /// What it is, in words, for those who listen.
    pub description: String,
    /// The `Link` or `Reference` node that it belongs to.
    pub node: NodeId,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// Outside.
    Url(String),
    /// To a name in `Paged::destinations`.
    Anchor(String),
}

/// A place that can be gone to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Destination {
    /// Page, from 0.
    pub page: usize,
    /// Where on it: a reader scrolls here.
    pub at: Point,
}

/// An entry of the outline 书签.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineEntry {
    /// Its words.
    pub title: String,
    /// Depth, from 0; an entry is at most one deeper than the one before it.
    pub depth: u8,
    /// Where it leads.
    pub destination: Destination,
}

/// What a page begins with, for editions that say where the pages of this one begin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PageStart {
    /// What the source has at `span`, `offset` bytes into its text as the book has it; lines into it where it is a block of code.
    Source {
        /// A block, a piece of a line, a claim or a keyword.
        span: Span,
        /// How far inside.
        offset: usize,
    },
    /// The title of the part at this position.
    Part(usize),
    /// The contents.
    Contents,
    /// The index.
    Index,
    /// The fact-check notes.
    Facts,
    /// The copyright page.
    Colophon,
}

impl PageStart {
    /// The beginning of what the source has there.
    pub fn of(span: Span) -> Self {
        Self::Source { span, offset: 0 }
    }
}

/// A finished sequence of pages.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Paged {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What each page begins with, by its position: nothing for pages that are blank or that the source has nothing of.
    pub starts: BTreeMap<usize, PageStart>,
    /// Named places.
    pub destinations: BTreeMap<String, Destination>,
    /// The outline in reading order.
    pub outline: Vec<OutlineEntry>,
    /// The structure.
    pub structure: Structure,
    /// Which way its lines run: a vertical book is bound at its right, and its pages follow to the left (CLR-B01).
    pub writing: Writing,
}
