//! Inlines: what stands within a line of text.

use super::{Block, Ruby, SetStyle};
use crate::diag::Span;

/// A piece of a line with its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where.
    pub span: Span,
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words as they are to be read: soft breaks are resolved, entities and escapes are characters.
    Text(String),
    /// 着重: dots or Kai for Han, italics for Latin; never slanted Han (CLR-A06).
    Emphasis(Vec<Inline>),
    /// Strong: Hei or bold Song.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        target: Target,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A picture in the line.
    Picture(Picture),
    /// A number of something in the book, within the words that name it: `[第@页](#id)`.
    Reference {
        /// What it is the number of.
        target: Target,
        /// The words before the number.
        before: String,
        /// Which number.
        shows: Shows,
        /// The words after it.
        after: String,
    },
    /// Small and raised, or lowered: x², H₂O.
    Script {
        /// Whether it is raised.
        raised: bool,
        /// The words.
        content: Vec<Inline>,
    },
    /// Words of a kind that HTML has an element for.
    Phrase {
        /// Which.
        kind: Phrase,
        /// The words.
        content: Vec<Inline>,
    },
    /// The mark of a note: its position in the article's `notes`.
    NoteMark(usize),
    /// Ruby 注音: base text and what stands beside it.
    Ruby(Ruby),
    /// Words that are set in a way of their own: `[屈原](set:name)`.
    Set {
        /// Which.
        style: SetStyle,
        /// The words.
        content: Vec<Inline>,
    },
    /// Words of another language: `[שלום](lang:he)`.
    Language {
        /// BCP 47, in its canonical case.
        tag: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A formula in the line, in LaTeX.
    Math(String),
    /// A forced line break.
    Break,
    /// A place where a keyword occurs. One place may be split over several inlines by markup: they have the same `occurrence`.
    Term {
        /// Position in `Book::keywords`.
        keyword: usize,
        /// Position in that keyword's `occurrences`.
        occurrence: usize,
        /// The words.
        content: Vec<Inline>,
    },
    /// Words that a claim quotes. Markup may split them over several inlines; `last` is true for the one that carries the mark.
    Claim {
        /// Position in `Book::claims`.
        claim: usize,
        /// Whether the claim's mark stands after this piece.
        last: bool,
        /// The words.
        content: Vec<Inline>,
    },
    /// HTML as it stands; editions keep what is safe of it.
    Html(String),
}

/// Where a link leads, resolved against the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Outside the book.
    Url(String),
    /// A place in the book.
    Internal {
        /// The article's `id`.
        article: String,
        /// A block's `id` in it; `None` is its head.
        block: Option<String>,
    },
    /// A target that could not be found; `check` has said so. Editions show the words alone.
    Broken(String),
}

/// The number that a reference shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// Of the page on which its target is.
    Page,
    /// Of the target itself: a chapter, section, figure, table, formula or note.
    Number,
}

/// Kinds of words that HTML has elements for and Markdown has no mark for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phrase {
    /// `kbd`: a key to press.
    Key,
    /// `mark`: brought out as with a marker.
    Highlight,
    /// `u` and `ins`: underlined.
    Underline,
    /// `small`: set small.
    Small,
}

/// How wide a picture is asked to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PictureWidth {
    /// In hundredths of the measure.
    Percent(u8),
    /// In CSS pixels, 96 to the inch.
    Pixels(u32),
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The path as the source has it, relative to its article.
    pub path: String,
    /// Position in the assets that `source` read; `None` if it could not be read, and a finding says why.
    pub asset: Option<usize>,
    /// What is to be seen, for those who can't.
    pub alt: String,
    /// Its title.
    pub title: Option<String>,
    /// How wide its author wants it; editions keep it within the measure.
    pub width: Option<PictureWidth>,
    /// Whether its author wants it turned on a page of its own, as a figure: `{.turned}` after it or after its caption.
    pub turned: bool,
}

impl Inline {
    /// The inlines inside this one, if it can hold any.
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Set { content: inner, .. }
            | InlineKind::Language { content: inner, .. }
            | InlineKind::Script { content: inner, .. }
            | InlineKind::Phrase { content: inner, .. }
            | InlineKind::Term { content: inner, .. }
            | InlineKind::Claim { content: inner, .. } => inner,
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Picture(_)
            | InlineKind::NoteMark(_)
            | InlineKind::Reference { .. }
            | InlineKind::Ruby(_)
            | InlineKind::Math(_)
            | InlineKind::Break
            | InlineKind::Html(_) => &[],
        }
    }

    /// The inlines inside an inline, to change them.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strike(inner) => Some(inner),
            InlineKind::Link { content, .. }
            | InlineKind::Set { content, .. }
            | InlineKind::Language { content, .. }
            | InlineKind::Script { content, .. }
            | InlineKind::Phrase { content, .. }
            | InlineKind::Term { content, .. }
            | InlineKind::Claim { content, .. } => Some(content),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Picture(_)
            | InlineKind::NoteMark(_)
            | InlineKind::Reference { .. }
            | InlineKind::Ruby(_)
            | InlineKind::Math(_)
            | InlineKind::Break
            | InlineKind::Html(_) => None,
        }
    }
}

impl Block {
    /// The inlines of a heading, paragraph, attribution or caption; empty for a block that holds other blocks, stanzas or cells.
    pub fn inlines(&self) -> &[Inline] {
        match &self.kind {
            super::BlockKind::Heading { content, .. }
            | super::BlockKind::Paragraph(content)
            | super::BlockKind::Attribution(content) => content,
            super::BlockKind::Figure { caption, .. } => caption,
            super::BlockKind::Quote(_)
            | super::BlockKind::Verse(_)
            | super::BlockKind::Alert(..)
            | super::BlockKind::List { .. }
            | super::BlockKind::Definitions(_)
            | super::BlockKind::Code { .. }
            | super::BlockKind::Table(_)
            | super::BlockKind::Math(_)
            | super::BlockKind::Rule
            | super::BlockKind::Html(_) => &[],
        }
    }
}
