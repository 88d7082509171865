//! Floor 3: findings about a whole book: a registry, and one file a rule.
//!
//! In: a `Book` and the texts it was read from. Out: findings in the order of the source. What reading itself can't accept is said
//! where it is read; here stand the rules of good Chinese typesetting and of accessible books.

mod ascii_punctuation;
mod bad_formula;
mod caption_stop;
mod empty_alt;
mod etc_ellipsis;
mod full_width_letter;
mod heading_jump;
mod interpunct;
mod ledger;
mod letters;
mod making;
mod mark_row;
mod missing_glyph;
mod missing_role;
mod number_mark;
mod policy;
mod presentation_form;
mod reading;
mod rule;
mod stated;
mod title_comma;
mod unpaired_quotation;

pub use ledger::{ledger, ledger_file};
pub use missing_glyph::MissingCharacter;
pub use policy::facts_policy;
pub use rule::{Page, Rule};
pub use stated::{Stated, stated};

use crate::diag::{Diagnostic, Files, Sink};
use crate::document::Book;
use crate::font::FontSet;

/// Every rule, in the order of its code.
pub const RULES: [Rule; 13] = [
    ascii_punctuation::RULE,
    bad_formula::RULE,
    caption_stop::RULE,
    empty_alt::RULE,
    etc_ellipsis::RULE,
    full_width_letter::RULE,
    heading_jump::RULE,
    interpunct::RULE,
    mark_row::RULE,
    number_mark::RULE,
    presentation_form::RULE,
    title_comma::RULE,
    unpaired_quotation::RULE,
];

/// Asks every rule about a book.
pub fn check(book: &Book) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    for rule in RULES {
        (rule.run)(book, &mut sink);
    }
    sink.into_sorted()
}

/// Asks the faces of a book about every character that it shows, and about the weights and slants that its marks ask for.
pub fn check_glyphs(book: &Book, fonts: &FontSet, files: &Files, sink: &mut Sink) {
    missing_glyph::run(book, fonts, files, sink);
    missing_role::run(book, fonts, sink);
}

/// The characters that a book shows and no face of it has, by code point.
pub fn missing_characters(book: &Book, fonts: &FontSet, files: &Files) -> Vec<MissingCharacter> {
    missing_glyph::missing(book, fonts, files)
}

/// Every page that `banxin explain` can show: of the rules here, and of the findings that reading leaves.
pub fn pages() -> impl Iterator<Item = Page> {
    RULES
        .into_iter()
        .map(|rule| rule.page)
        .chain([missing_glyph::PAGE, missing_role::PAGE])
        .chain(reading::PAGES.iter().copied())
        .chain(making::PAGES.iter().copied())
}

/// The page of a code.
pub fn page(code: &str) -> Option<Page> {
    pages().find(|page| page.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_page() {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.page.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted);
        for page in pages() {
            assert_eq!(pages().filter(|other| other.code == page.code).count(), 1, "{}", page.code);
            let found = super::page(page.code).unwrap();
            assert!([found.what, found.why, found.remedy].iter().all(|(zh, en)| !zh.is_empty() && !en.is_empty()));
        }
        assert!(page("no-such-code").is_none());
    }
}
