//! `Book`: what all editions have in common. Articles in reading order, and the data that appendices are made from.

use super::{Block, Claim, Correction, FactNotes, IndexGroup, Inline, Keyword};
use crate::diag::{FileId, Span};

/// The text of a publication; `project::Metadata` says who, what and when.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Parts in reading order; a book without parts has one without a title.
    pub parts: Vec<Part>,
    /// Keywords of the whole book, in the order in which they are first named. `InlineKind::Term` refers to them by position.
    pub keywords: Vec<Keyword>,
    /// Claims of the whole book, in the order in which the text meets them. `InlineKind::Claim` refers to them by position.
    pub claims: Vec<Claim>,
    /// What the appendix says besides them.
    pub fact_notes: FactNotes,
    /// The keywords in the order of the index.
    pub index: Vec<IndexGroup>,
}

/// A part 部分 of a book, as SUMMARY.md divides it.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Whether it has a number among the parts: one that divides numbered chapters has.
    pub numbered: bool,
    /// Its articles in reading order.
    pub articles: Vec<Article>,
}

/// An article or chapter: one source file.
#[derive(Clone, Debug)]
pub struct Article {
    /// A name of ASCII letters, digits and hyphens, unique in the book and the same in every build.
    pub id: String,
    /// The text it was read from.
    pub file: FileId,
    /// Path of the source file relative to the book's folder, `/` between parts: links between articles name it.
    pub path: String,
    /// The title, from the front matter or the first `#` heading.
    pub title: Vec<Inline>,
    /// The subtitle 副标题.
    pub subtitle: Option<String>,
    /// The standfirst 导语.
    pub summary: Option<String>,
    /// Names of the authors of this article.
    pub authors: Vec<String>,
    /// The date as the source has it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Positions in `Book::keywords`, in the front matter's order.
    pub keywords: Vec<usize>,
    /// Films and recordings that belong to the article.
    pub media: Vec<Media>,
    /// The text, without the title.
    pub body: Vec<Block>,
    /// Notes, numbered in the order of their marks. `InlineKind::NoteMark` refers to them by position.
    pub notes: Vec<Note>,
    /// Depth in the contents: 0 for a chapter, 1 for one nested under it.
    pub depth: u8,
    /// Whether SUMMARY.md numbers it: prefix and suffix chapters are not numbered.
    pub numbered: bool,
    /// What it is to the book.
    pub role: ArticleRole,
    /// The whole source text's span, for findings that have no better place.
    pub span: Span,
}

/// What an article is to its book.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ArticleRole {
    /// 前言: before the first numbered chapter, and not numbered.
    Preface,
    /// 正文
    #[default]
    Chapter,
    /// 后记: not numbered, after the last numbered chapter.
    Afterword,
}

/// A footnote 脚注.
#[derive(Clone, Debug)]
pub struct Note {
    /// The label in the source.
    pub label: String,
    /// What it says.
    pub body: Vec<Block>,
    /// Where.
    pub span: Span,
}

/// A film or recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// `video` or `audio`.
    pub kind: String,
    /// Its title.
    pub title: Option<String>,
    /// Where it can be seen; a page that was copied may not say.
    pub url: Option<String>,
    /// A still picture, as a path relative to the article.
    pub poster: Option<String>,
    /// The still picture's position in the assets.
    pub still: Option<usize>,
    /// The recording itself, as a path relative to the article.
    pub file: Option<String>,
    /// Its position in `Assets::recordings`.
    pub recording: Option<usize>,
}

impl Book {
    /// All articles in reading order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.parts.iter().flat_map(|part| &part.articles)
    }

    /// What was corrected, by edition and day, each with its claim's position. What names neither comes first.
    pub fn corrections(&self) -> Vec<(usize, &Correction)> {
        let mut log: Vec<(usize, &Correction)> = self
            .claims
            .iter()
            .enumerate()
            .flat_map(|(at, claim)| claim.corrections.iter().map(move |correction| (at, correction)))
            .collect();
        // Editions are words that nobody can order; the days can be.
        log.sort_by(|(_, a), (_, b)| a.on.cmp(&b.on).then_with(|| a.edition.cmp(&b.edition)));
        log
    }

    /// All articles in reading order, to complete them.
    pub fn articles_mut(&mut self) -> impl Iterator<Item = &mut Article> {
        self.parts.iter_mut().flat_map(|part| &mut part.articles)
    }
}
