//! Keywords 关键词: terms that become an index.

use crate::diag::Span;

/// A keyword of the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The term as the text has it.
    pub term: String,
    /// Which side of the term a sub-entry is about: `成立` under `OpenAI`.
    pub sub: Option<String>,
    /// The term as the index prints and sorts it, where that differs: `Musk, Elon`.
    pub turned: Option<String>,
    /// A name of ASCII letters, digits and hyphens, unique in the book.
    pub id: String,
    /// How it is read: the key by which it is sorted, in pinyin, where the source overrides it.
    pub reading: Option<String>,
    /// Other words for the same.
    pub aliases: Vec<String>,
    /// See this term instead 见.
    pub see: Option<String>,
    /// See these terms too 参见.
    pub see_also: Vec<String>,
    /// Every place where it occurs, in reading order.
    pub occurrences: Vec<Occurrence>,
    /// Where the source names it.
    pub span: Span,
}

/// A place where a keyword occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The article's `id`.
    pub article: String,
    /// The name of the place in editions: unique in the book.
    pub anchor: String,
    /// Whether this is where the text speaks of it above all.
    pub principal: bool,
}

impl Keyword {
    /// The words of its entry in an index; a sub-entry's are its own alone.
    pub fn heading(&self) -> &str {
        self.sub.as_deref().or(self.turned.as_deref()).unwrap_or(&self.term)
    }
}

/// Keywords under one head in an index, in their order; a sub-entry follows its entry. `source` sorts once for all editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexGroup {
    /// The initial, `A` to `Z`, a number of strokes, or `#` for what has neither.
    pub initial: String,
    /// Positions in `Book::keywords`.
    pub keywords: Vec<usize>,
}
