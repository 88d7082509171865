//! The parts of a book that are made from its data: title page, contents, index of keywords, fact-check notes, colophon.
//! Most of them name pages, which are filled in when pages are known.

mod colophon;
mod contents;
mod facts;
mod index;
mod title_page;

pub(super) use colophon::colophon;
pub(super) use contents::{ContentsEntry, contents, entries};
pub(super) use facts::facts;
pub(super) use index::index;
pub(super) use title_page::title_page;

/// Names of the apparatus' own places.
pub(super) mod name {
    pub(in crate::typeset) const CONTENTS: &str = "banxin/contents";
    pub(in crate::typeset) const INDEX: &str = "banxin/index";
    pub(in crate::typeset) const FACTS: &str = "banxin/facts";
    pub(in crate::typeset) const COLOPHON: &str = "banxin/colophon";
}
