//! Claims 事实核查: what the text states, how far it has been checked, and on what grounds.

use crate::diag::Span;
use crate::units::ClaimMark;

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
    /// What earlier editions had, and what was made of it.
    pub corrections: Vec<Correction>,
    /// The day by which it should be looked at again.
    pub review_by: Option<String>,
    /// A short hash of the sentence in which its words stand now; `None` without a place.
    pub text: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The `id` of the article that holds it: whose front matter states it, else where its words stand. Empty where neither is known.
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

    /// Whether nobody can yet say that it is so, or what it is instead.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unchecked | Self::Disputed)
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
    /// Where a copy of it is kept.
    pub archive: Option<String>,
    /// What sort of work it is, by its letters in GB/T 7714: `M` a book, `J` an article of a journal, `N` of a newspaper, `EB` a web page.
    pub kind: Option<String>,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// By whom.
    pub by: String,
    /// On which day.
    pub on: Option<String>,
    /// The hash that the claim's sentence had on that day.
    pub text: Option<String>,
}

/// A correction 更正: what another edition says instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The edition from which on it is right.
    pub edition: Option<String>,
    /// When it was corrected.
    pub on: Option<String>,
    /// What was corrected.
    pub text: String,
}

/// What the fact-check appendix of a book says and shows besides its claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactNotes {
    /// How the facts were checked, in paragraphs.
    pub method: Vec<String>,
    /// The year of the GB/T 7714 that sources are written after: 2015 or 2025.
    pub standard: u16,
    /// What shows a claim in the text.
    pub mark: ClaimMark,
    /// Whether marks of open claims say so in words.
    pub draft: bool,
}

impl Claim {
    /// Whether its sentence is another one than when it was checked. Unknown, so no, for a check that kept no hash.
    pub fn changed(&self) -> bool {
        let kept = self.checked.as_ref().and_then(|check| check.text.as_ref());
        matches!((kept, &self.text), (Some(kept), Some(now)) if kept != now)
    }

    /// Whether it should have been looked at again before `day`, `YYYY-MM-DD`. A month or a year ends with its last day.
    pub fn overdue(&self, day: &str) -> bool {
        self.review_by
            .as_ref()
            .is_some_and(|by| by.get(..10).map_or_else(|| format!("{by}-99"), str::to_owned).as_str() < day)
    }
}
