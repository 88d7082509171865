//! Claims 事实核查: what the text states, how far it has been checked, and on what grounds.

use crate::diag::Span;

/// A claim that the text makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The name that the source gives it, unique in the book.
    pub id: String,
    /// The claim in one sentence.
    pub claim: String,
    /// What sort of fact it is.
    pub kind: ClaimKind,
    /// How far it has been checked.
    pub status: ClaimStatus,
    /// The words of the text that make it, as quoted in the source; `None` where none fit.
    pub at: Option<String>,
    /// Where these words were found; `None` with a finding, or without `at`.
    pub place: Option<ClaimPlace>,
    /// On what grounds.
    pub sources: Vec<Source>,
    /// Who checked it, and when.
    pub checked: Option<Check>,
    /// A remark.
    pub note: Option<String>,
    /// The `id` of the article whose front matter holds it.
    pub article: String,
    /// Where the source states it.
    pub span: Span,
}

/// Where a claim's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPlace {
    /// The article's `id`.
    pub article: String,
    /// The name of the place in editions: unique in the book.
    pub anchor: String,
}

/// The sorts of fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimKind {
    /// 数字
    Number,
    /// 日期
    Date,
    /// 名称
    Name,
    /// 引语
    Quote,
    /// 事件
    Event,
    /// 因果
    Cause,
}

/// How far a claim has been checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimStatus {
    /// 待核查
    Unchecked,
    /// 属实
    Supported,
    /// 部分属实
    Partly,
    /// 存在争议
    Disputed,
    /// 无法核实
    Unverifiable,
    /// 已更正
    Corrected,
    /// 已撤回
    Withdrawn,
}

impl ClaimKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Number, Self::Date, Self::Name, Self::Quote, Self::Event, Self::Cause];

    /// The word in a source file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Quote => "quote",
            Self::Event => "event",
            Self::Cause => "cause",
        }
    }

    /// The words of an edition.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Number => "数字",
            Self::Date => "日期",
            Self::Name => "名称",
            Self::Quote => "引语",
            Self::Event => "事件",
            Self::Cause => "因果",
        }
    }

    /// The kind that a source file's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl ClaimStatus {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Unchecked,
        Self::Supported,
        Self::Partly,
        Self::Disputed,
        Self::Unverifiable,
        Self::Corrected,
        Self::Withdrawn,
    ];

    /// The word in a source file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Supported => "supported",
            Self::Partly => "partly",
            Self::Disputed => "disputed",
            Self::Unverifiable => "unverifiable",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The words of an edition.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Unchecked => "待核查",
            Self::Supported => "属实",
            Self::Partly => "部分属实",
            Self::Disputed => "存在争议",
            Self::Unverifiable => "无法核实",
            Self::Corrected => "已更正",
            Self::Withdrawn => "已撤回",
        }
    }

    /// The state that a source file's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// A source 来源 that a claim rests on. Every field is as the checker wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Title of the work.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The place in it: a page, a minute.
    pub locator: Option<String>,
    /// When it was looked at.
    pub accessed: Option<String>,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// By whom.
    pub by: String,
    /// On which day.
    pub on: Option<String>,
}
