//! Keywords 关键词: terms that become an index.

use crate::diag::Span;

/// A keyword of the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The term as printed.
    pub term: String,
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
}

/// Keywords under one initial in an index, in their order: pinyin for Han, letters for Latin. `source` sorts once for all editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexGroup {
    /// The initial, `A` to `Z`, or `#` for what has none.
    pub initial: String,
    /// Positions in `Book::keywords`.
    pub keywords: Vec<usize>,
}
