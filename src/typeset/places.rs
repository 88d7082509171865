//! Where names stand: the page of each as it is printed, the number of each note, and lists of pages in an index (CLR-O06, O08).
//!
//! In: what the last round of pages found. Out: the characters that refer to it.

use std::collections::BTreeMap;

use super::flow::{Folios, PlaceList};
use crate::project::theme::{Folio, Numerals};
use crate::units::{Writing, han_digits, roman_value};

/// What stands for a page number before pages are known: as wide as most numbers will be.
const UNKNOWN_PAGE: &str = "00";

/// What stands for the number of a note: as wide as all of them.
const UNKNOWN_NOTE: &str = "①";

/// What each name is referred to by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Places {
    pages: BTreeMap<String, Printed>,
    notes: BTreeMap<String, String>,
}

/// A number as it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Printed {
    words: String,
    /// The page in its numbering; `None` for what is no page.
    page: Option<(Folios, u32)>,
}

/// How the numbers of pages are printed where the text refers to them: in the figures of the folios themselves (CLR-O06), and in Han figures in
/// vertical lines (CLR-I06).
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures<'a> {
    /// The folios.
    pub folio: &'a Folio,
    /// The writing mode of the text.
    pub writing: Writing,
}

impl Figures<'_> {
    fn print(&self, folios: Folios, number: u32) -> String {
        let template = self.folio.template(folios == Folios::Roman);
        let words = template.figures().unwrap_or(Numerals::Arabic).of(number);
        match self.writing {
            Writing::Horizontal => words,
            Writing::Vertical => han_digits(&words),
        }
    }
}

impl Places {
    /// Says that a name stands on the page of this label, which is a Roman number for front matter, an arabic one for the body, or words.
    pub fn set_page(&mut self, name: &str, label: &str, figures: &Figures<'_>) {
        let body = label.parse().ok().map(|number| (Folios::Arabic, number));
        let page = body.or_else(|| roman_value(label).map(|number| (Folios::Roman, number)));
        let words = page.map_or_else(|| label.to_owned(), |(folios, number)| figures.print(folios, number));
        self.pages.insert(name.to_owned(), Printed { words, page });
    }

    /// Says what a name that has no page is referred to by.
    pub fn set_words(&mut self, name: String, words: String) {
        self.pages.insert(name, Printed { words, page: None });
    }

    /// Says what the number of a note on its page is.
    pub fn set_note(&mut self, anchor: &str, number: String) {
        self.notes.insert(anchor.to_owned(), number);
    }

    /// Takes the numbers of notes from another round.
    pub fn take_notes(&mut self, other: Self) {
        self.notes = other.notes;
    }

    /// The page of a name as printed.
    pub fn page(&self, name: &str) -> &str {
        self.pages.get(name).map_or(UNKNOWN_PAGE, |printed| &printed.words)
    }

    /// The number of a note.
    pub fn note(&self, anchor: &str) -> &str {
        self.notes.get(anchor).map_or(UNKNOWN_NOTE, String::as_str)
    }

    /// The names whose numbers are others than before, or new.
    pub fn moved<'a>(&'a self, before: &Self) -> Vec<&'a str> {
        let pages = self.pages.iter().filter(|(name, page)| before.pages.get(*name) != Some(page));
        let notes = self.notes.iter().filter(|(name, number)| before.notes.get(*name) != Some(number));
        pages.map(|(name, _)| name.as_str()).chain(notes.map(|(name, _)| name.as_str())).collect()
    }
}

/// One page of a list: the places that stand on it, `from..to`.
struct Listed<'a> {
    from: usize,
    to: usize,
    printed: Option<&'a Printed>,
    is_principal: bool,
}

impl Listed<'_> {
    /// Whether `next` goes on in a row after this one. A principal page is in no row.
    fn leads_to(&self, next: &Self) -> bool {
        let number = |listed: &Self| listed.printed.and_then(|printed| printed.page);
        let is_plain = !self.is_principal && !next.is_principal;
        is_plain && number(self).zip(number(next)).is_some_and(|(one, two)| one.0 == two.0 && one.1 + 1 == two.1)
    }
}

impl PlaceList {
    /// What the place `at` shows: its page's number where it is the one that speaks for its page, and the page is no inner one of a row of three
    /// or more. The principal place of a page speaks for it, else the first.
    pub fn shows(&self, at: usize, places: &Places) -> String {
        let own = self.page(at, places);
        // Most places of a crowded page are told apart by the one before them.
        if at > own.from && !self.places[at].1 {
            return String::new();
        }
        let speaks = (own.from..own.to).find(|at| self.places[*at].1).unwrap_or(own.from);
        if speaks != at {
            return String::new();
        }
        let words = own.printed.map_or(UNKNOWN_PAGE, |printed| &printed.words);
        let before = own.from.checked_sub(1).map(|last| self.page(last, places));
        let after = (own.to < self.places.len()).then(|| self.page(own.to, places));
        let follows = before.as_ref().is_some_and(|before| before.leads_to(&own));
        let leads = after.is_some_and(|after| own.leads_to(&after));
        // The end of a row of two is another number; of a longer one, the row's end.
        let is_long = || {
            let Some(before) = &before else { return false };
            before.from.checked_sub(1).is_some_and(|last| self.page(last, places).leads_to(before))
        };
        match (follows, leads) {
            (true, true) => String::new(),
            (true, false) if is_long() => format!("{}{words}", self.dash),
            _ if own.from == 0 => format!("{}{words}", self.first),
            _ => format!("{}{words}", self.comma),
        }
    }

    /// The page on which the place `at` stands, with those beside it.
    fn page<'a>(&self, at: usize, places: &'a Places) -> Listed<'a> {
        let of = |at: &usize| self.places.get(*at).and_then(|(name, _)| places.pages.get(name));
        let printed = of(&at);
        let from = (0..at).rev().take_while(|before| of(before) == printed).last().unwrap_or(at);
        let to =
            (at..self.places.len()).take_while(|after| of(after) == printed).last().map_or(at + 1, |last| last + 1);
        let is_principal = self.places[from..to].iter().any(|(_, is_principal)| *is_principal);
        Listed { from, to, printed, is_principal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ThemeOptions;
    use crate::project::theme::Template;

    /// An index's list of these pages; `*` marks a principal one.
    fn listed(pages: &str, front: &str, body: &str, writing: Writing) -> String {
        let template = |text| Template::parse(text).unwrap();
        let folio = Folio { front: template(front), number: template(body), ..ThemeOptions::default().folio };
        let figures = Figures { folio: &folio, writing };
        let mut places = Places::default();
        let mut list = PlaceList { places: Vec::new(), first: " ", comma: ",", dash: "-" };
        for (at, page) in pages.split(' ').enumerate() {
            let name = at.to_string();
            places.set_page(&name, page.trim_end_matches('*'), &figures);
            list.places.push((name, page.ends_with('*')));
        }
        (0..list.places.len()).map(|at| list.shows(at, &places)).collect()
    }

    #[test]
    fn pages_that_follow_on_are_a_row() {
        for (pages, expected) in [
            ("3", " 3"),
            ("3 3 3", " 3"),
            ("3 4", " 3,4"),
            ("3 4 5", " 3-5"),
            ("3 3 4 4 5 9", " 3-5,9"),
            ("3 4* 5", " 3,4,5"),
            ("3 4 5 6*", " 3-5,6"),
            ("ii iii iv 1 2", " ii-iv,1,2"),
            ("iv 5 6", " iv,5,6"),
        ] {
            assert_eq!(listed(pages, "{i}", "{1}", Writing::Horizontal), expected, "{pages}");
        }
    }

    #[test]
    fn references_have_the_figures_of_the_folios() {
        for (front, body, writing, expected) in [
            ("{i}", "{1}", Writing::Horizontal, " ii,10-12"),
            ("", "— {1} —", Writing::Horizontal, " 2,10-12"),
            ("{I}", "第{一}页", Writing::Horizontal, " II,十-十二"),
            ("{一}", "{〇}", Writing::Vertical, " 二,一〇-一二"),
            ("{i}", "{1}", Writing::Vertical, " ii,一〇-一二"),
        ] {
            assert_eq!(listed("ii 10 11 12", front, body, writing), expected, "{front} {body}");
        }
    }

    #[test]
    fn a_page_of_the_front_matter_is_not_one_of_the_body_with_the_same_figures() {
        assert_eq!(listed("vi 6 7 8", "{一}", "{〇}", Writing::Vertical), " 六,六-八");
    }
}
