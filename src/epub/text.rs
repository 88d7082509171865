//! The state of writing an article's text: the file, and what is remembered from one piece to the next.

use std::collections::BTreeMap;

use super::Edition;
use super::inline::Mark;
use super::survey::Place;
use super::xml::Xml;
use crate::diag::Span;

/// An article being written.
pub(super) struct Text<'a> {
    /// The book around it.
    pub(super) edition: &'a Edition<'a>,
    /// The file.
    pub(super) xml: &'a mut Xml,
    /// The article.
    pub(super) place: &'a Place<'a>,
    /// How often each note has been marked so far.
    pub(super) marks: BTreeMap<usize, usize>,
    /// Marks that wait for the end of a link.
    pub(super) waiting: Vec<Mark>,
    /// Whether the words stand under emphasis dots.
    pub(super) dotted: bool,
    /// The words of the source that were written last, and how many bytes of them.
    pub(super) written: (Option<Span>, usize),
    /// The level of the heading above.
    pub(super) level: u8,
}

impl<'a> Text<'a> {
    /// Begins an article.
    pub(super) fn new(edition: &'a Edition<'a>, xml: &'a mut Xml, place: &'a Place<'a>) -> Self {
        Self {
            edition,
            xml,
            place,
            marks: BTreeMap::new(),
            waiting: Vec::new(),
            dotted: false,
            written: (None, 0),
            level: 1,
        }
    }
}
