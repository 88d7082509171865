//! Blocks: what stands below one another.

use super::{Inline, Table};
use crate::diag::Span;
use crate::units::{circled, han_numeral, letters, roman_lower};

/// 天干, which count to ten.
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/// A block with its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The name that links may point to: unique in its article, made from the text or given by `{#id}`.
    pub id: Option<String>,
    /// Whether it goes on with the paragraph that what stands before it interrupted, and so has no indent (CLR-L04).
    pub continued: bool,
    /// Whether it is numbered, where its author says so: a heading by `{.unnumbered}`, the lines of code by `linenos`.
    pub numbered: Option<bool>,
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
    /// Verse: stanzas, whose lines end at `InlineKind::Break`.
    Verse(Vec<Vec<Inline>>),
    /// Who or what is quoted: the last block of a quotation, or the block after verse. Its dashes are part of its words.
    Attribution(Vec<Inline>),
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
    /// A formula on lines of its own, in LaTeX. One that has an `id` is numbered.
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
    /// With numbers from this one, in this form.
    From(u64, NumberForm),
}

/// How the number of an item is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NumberForm {
    /// `1.`, as Markdown has it; an edition may have a form of its own for each level.
    #[default]
    Dot,
    /// `1)`
    Parenthesis,
    /// 一、
    Han,
    /// （一）
    HanBrackets,
    /// （1）
    Brackets,
    /// ①
    Circle,
    /// 甲、
    Stem,
    /// a.
    Letter,
    /// i.
    Roman,
}

impl NumberForm {
    /// Every form, with the words of a source file that ask for it.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Dot, "1."),
        (Self::Parenthesis, "1)"),
        (Self::Han, "一、"),
        (Self::HanBrackets, "（一）"),
        (Self::Brackets, "（1）"),
        (Self::Circle, "①"),
        (Self::Stem, "甲、"),
        (Self::Letter, "a."),
        (Self::Roman, "i."),
    ];

    /// The mark of item `number`; a number that a form hasn't is written as `Dot` has it.
    pub fn mark(self, number: u64) -> String {
        let small = u32::try_from(number).ok().filter(|number| *number > 0);
        let marked = match self {
            Self::Dot => None,
            Self::Parenthesis => Some(format!("{number})")),
            Self::Han => small.map(|number| format!("{}、", han_numeral(number))),
            Self::HanBrackets => small.map(|number| format!("（{}）", han_numeral(number))),
            Self::Brackets => Some(format!("（{number}）")),
            Self::Circle => small.filter(|number| *number <= 50).map(circled),
            Self::Stem => small.and_then(|number| STEMS.get(number as usize - 1)).map(|stem| format!("{stem}、")),
            Self::Letter => small.map(|number| format!("{}.", letters(number))),
            Self::Roman => small.map(|number| format!("{}.", roman_lower(number))),
        };
        marked.unwrap_or_else(|| format!("{number}."))
    }
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
