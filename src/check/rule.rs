//! What a rule is: a page to read, and a function of the book.

use crate::diag::Sink;
use crate::document::Book;

/// A rule about a whole book.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is to be known of it.
    pub page: Page,
    /// Looks at a book and leaves findings.
    pub run: fn(&Book, &mut Sink),
}

/// What is to be known of a rule, each sentence in Chinese and English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// The code of its findings.
    pub code: &'static str,
    /// The clause it stands on, of the typesetting rules or of an accessibility standard; empty where none is needed.
    pub clause: &'static str,
    /// What it finds.
    pub what: (&'static str, &'static str),
    /// Why that matters.
    pub why: (&'static str, &'static str),
    /// What to do.
    pub remedy: (&'static str, &'static str),
}
