//! The parts of a book that are made from its data: title page, copyright page, contents, index of keywords, fact-check notes.
//! Most of them name pages, which are filled in when pages are known. `order` says which there are.

mod contents;
mod facts;
mod foot;
mod imprint;
mod index;
mod leaf;
mod making;
mod order;
mod title_page;

use contents::{ContentsEntry, contents, entries, objects};
use facts::facts;
use index::index;
use title_page::title_page;

pub(super) use order::sections;

use crate::document::Words;
use crate::project::PageOptions;

/// Names of the apparatus' own places.
pub(super) mod name {
    pub(in crate::typeset) const CONTENTS: &str = "banxin/contents";
    pub(in crate::typeset) const INDEX: &str = "banxin/index";
    pub(in crate::typeset) const FACTS: &str = "banxin/facts";
    pub(in crate::typeset) const COLOPHON: &str = "banxin/colophon";
    pub(in crate::typeset) const NOTES: &str = "banxin/notes";
    pub(in crate::typeset) const FIGURES: &str = "banxin/figures";
    pub(in crate::typeset) const TABLES: &str = "banxin/tables";
    /// Not places, but numbers that are known when pages are: 印张 and 版面字数.
    pub(in crate::typeset) const SHEETS: &str = "banxin/sheets";
    pub(in crate::typeset) const CHARACTERS: &str = "banxin/characters";
}

/// What a number of pages tells about a book, by the names under which its texts ask for it.
pub(super) fn measures(pages: usize, page: &PageOptions, words: &Words) -> [(String, String); 2] {
    let thousands = making::thousands(page.characters, page.lines, pages);
    [
        (name::SHEETS.to_owned(), making::sheets(pages, page.trim)),
        (name::CHARACTERS.to_owned(), format!("{thousands}{}", words.imprint.thousand)),
    ]
}
