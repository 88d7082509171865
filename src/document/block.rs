//! Blocks: what stands below one another.

use super::Inline;
use crate::diag::Span;

/// A block with its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The name that links may point to: unique in its article, made from the text or given by `{#id}`.
    pub id: Option<String>,
    /// Where.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading below the article's title: level 2 is `##`. A `#` after the first is level 1.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A remark set apart: `> [!NOTE]`.
    Alert(AlertKind, Vec<Block>),
    /// A list.
    List {
        /// Whether and how its items are numbered.
        numbering: Numbering,
        /// Whether its items stand without space between them in the source.
        tight: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A definition list.
    Definitions(Vec<DefinitionItem>),
    /// Code, kept as it stands.
    Code {
        /// The word after the fence.
        language: Option<String>,
        /// The lines, each with its end.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A picture alone in its paragraph. With a title it has a caption.
    Figure {
        /// The picture.
        picture: super::Picture,
        /// What stands below it.
        caption: Vec<Inline>,
    },
    /// A formula on lines of its own, in LaTeX.
    Math(String),
    /// A break between sections 分隔.
    Rule,
    /// HTML as it stands; editions keep what is safe of it.
    Html(String),
}

/// How the items of a list are marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbering {
    /// With dots.
    Bullets,
    /// With numbers from this one.
    From(u64),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// For a task, whether it is done.
    pub task: Option<bool>,
    /// What it holds.
    pub body: Vec<Block>,
    /// Where.
    pub span: Span,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct DefinitionItem {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// The kinds of remark that GitHub's alerts name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AlertKind {
    /// 注意
    Note,
    /// 提示
    Tip,
    /// 重要
    Important,
    /// 警告
    Warning,
    /// 小心
    Caution,
}

/// Where a column's text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// As the edition does by default.
    #[default]
    Default,
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line.
    End,
}

/// A table: one head row and body rows, all with as many cells as `columns`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Each column's alignment.
    pub columns: Vec<Align>,
    /// The head row.
    pub head: Vec<Cell>,
    /// The body rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;
