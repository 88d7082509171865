//! What an import did. In: what each stage did. Out: counts and removals, and sentences that say them.

use std::collections::BTreeMap;

use super::encoding::Encoding;
use crate::diag::Said;

/// What an import did, for a summary: `summary` says it in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The encoding that was recognised.
    pub encoding: Encoding,
    /// Whether the input was Markdown already.
    pub was_markdown: bool,
    /// Paragraphs of the body.
    pub n_paragraphs: usize,
    /// Headings of the body.
    pub n_headings: usize,
    /// Lines joined to the one before, in a text broken at a fixed width.
    pub n_joined: usize,
    /// Characters dropped because they can't be seen: zero-width spaces, control characters.
    pub n_invisible: usize,
    /// Lines that the article does not hold, in their order.
    pub removed: Vec<Removed>,
    /// Keywords found.
    pub n_keywords: usize,
    /// Claims found.
    pub n_claims: usize,
    /// Claims whose words were found in the body.
    pub n_placed: usize,
    /// Punctuation that changed, by its sort.
    pub marks: Marks,
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its number, from 1.
    pub line: usize,
    /// What it said.
    pub text: String,
    /// Why it went.
    pub reason: Reason,
}

/// Why a line was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It belongs to the web page, not to the article.
    Furniture,
    /// It says the title or the standfirst again.
    Repeat,
}

/// The sorts of punctuation that an import corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `,` → `，`
    Comma,
    /// `.` → `。`
    Stop,
    /// `:` → `：`
    Colon,
    /// `;` → `；`
    Semicolon,
    /// `?` → `？`
    Question,
    /// `!` → `！`
    Exclamation,
    /// `(` `)` → `（` `）`
    Bracket,
    /// `"` `'` → `“` `”` `‘` `’`
    Quotation,
    /// `...` → `……`
    Ellipsis,
    /// `--` → `——`
    Dash,
    /// A space beside a wide mark went.
    Space,
}

impl Mark {
    /// The name that messages use, in Chinese and English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Comma => ("逗号", "commas"),
            Self::Stop => ("句号", "full stops"),
            Self::Colon => ("冒号", "colons"),
            Self::Semicolon => ("分号", "semicolons"),
            Self::Question => ("问号", "question marks"),
            Self::Exclamation => ("叹号", "exclamation marks"),
            Self::Bracket => ("括号", "brackets"),
            Self::Quotation => ("引号", "quotation marks"),
            Self::Ellipsis => ("省略号", "ellipses"),
            Self::Dash => ("破折号", "dashes"),
            Self::Space => ("标点旁的空格", "spaces beside marks"),
        }
    }
}

/// How many marks of each sort changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The count of each sort that changed at all; a pair counts as two.
    pub changed: BTreeMap<Mark, usize>,
    /// Straight quotation marks that were left because they don't pair.
    pub n_unpaired: usize,
}

impl Marks {
    /// Counts one more.
    pub(super) fn count(&mut self, mark: Mark) {
        *self.changed.entry(mark).or_default() += 1;
    }
}

impl ImportReport {
    /// The import in a few sentences; what did not happen is not said.
    pub fn summary(&self) -> Vec<Said> {
        let mut said = vec![self.shape()];
        if !self.removed.is_empty() {
            let lines: Vec<String> = self.removed.iter().map(|removed| removed.line.to_string()).collect();
            let (n, zh, en) = (lines.len(), lines.join("、"), lines.join(", "));
            said.push(Said::new(format!("略去 {n} 行：第 {zh} 行"), format!("lines left out: {n} ({en})")));
        }
        if self.n_keywords > 0 {
            let n = self.n_keywords;
            said.push(Said::new(format!("关键词 {n} 个"), format!("keywords: {n}")));
        }
        if self.n_claims > 0 {
            let (n, placed) = (self.n_claims, self.n_placed);
            said.push(Said::new(
                format!("待核查 {n} 条，其中 {placed} 条在正文中找到原句"),
                format!("claims to check: {n}, of which {placed} are quoted from the body"),
            ));
        }
        if !self.marks.changed.is_empty() {
            let (zh, en): (Vec<_>, Vec<_>) = (self.marks.changed.iter())
                .map(|(mark, n)| (format!("{} {n}", mark.name().0), format!("{} {n}", mark.name().1)))
                .unzip();
            said.push(Said::new(format!("标点：{}", zh.join("、")), format!("punctuation: {}", en.join(", "))));
        }
        said
    }

    fn shape(&self) -> Said {
        let (encoding, paragraphs, headings) = (self.encoding.name(), self.n_paragraphs, self.n_headings);
        Said::new(
            format!("{encoding}，{paragraphs} 段、{headings} 个小标题"),
            format!("{encoding}, {paragraphs} paragraphs, {headings} headings"),
        )
    }
}
