//! What all pages of an edition ask of the book: its numbers, words and ids. In: the book and its assets. Out: how each thing is named and shown.

use std::collections::BTreeSet;

use super::address::ascii_id;
use super::label::{self, Label, Word};
use super::paging::Paging;
use super::picture::Pictures;
use super::survey::Survey;
use super::{Input, html, look, style, theme};
use crate::diag::Sink;
use crate::document::{ClaimKind, ClaimStatus, Counted, Number, Numbers, Words};
use crate::units::{Region, Writing};

/// The book with what all pages ask of it.
pub(super) struct Edition<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) words: &'static Words,
    pub(super) label: Label,
    pub(super) language: String,
    pub(super) region: Region,
    pub(super) isbn: Option<String>,
    pub(super) survey: Survey<'a>,
    pub(super) numbers: Numbers,
    pub(super) pictures: Pictures,
    pub(super) paging: Paging,
    /// Keywords that have an entry in the index.
    pub(super) indexed: BTreeSet<usize>,
}

impl<'a> Edition<'a> {
    pub(super) fn of(input: &'a Input<'a>, sink: &mut Sink) -> Self {
        let metadata = input.metadata;
        let survey = Survey::of(input.book);
        let pictures = Pictures::of(&survey, input.assets, input.profile, sink);
        let is_language = html::is_language(&metadata.language);
        let isbn = metadata.isbn.iter().find(|(edition, _)| edition == "epub").map(|(_, isbn)| isbn.clone());
        Self {
            input,
            words: Words::of(&metadata.language),
            label: Label::of(&metadata.language),
            region: Region::of_language(&metadata.language),
            language: if is_language { metadata.language.clone() } else { "und".to_owned() },
            isbn: isbn.or_else(|| metadata.identifier.strip_prefix("urn:isbn:").map(str::to_owned)),
            survey,
            numbers: Numbers::of(input.book),
            pictures,
            paging: Paging::of(input.print),
            indexed: input.book.index.iter().flat_map(|group| &group.keywords).copied().collect(),
        }
    }

    /// What the style sheets take from the theme.
    pub(super) fn look(&self) -> Option<theme::Look<'a>> {
        let (theme, page) = self.input.theme?;
        Some(theme::Look { theme, page, region: self.region })
    }

    /// A number as it is printed where it stands; none where the theme has no template for it. Without a theme, that of the things
    /// that the text refers to.
    pub(super) fn printed(&self, number: &Number) -> Option<String> {
        if number.is_brought {
            return None;
        }
        let depth = number.path.len().saturating_sub(1);
        let Some((theme, _)) = self.input.theme else {
            let word = match number.of {
                Counted::Figure => Word::Figure,
                Counted::Table => Word::Table,
                Counted::Chapter | Counted::Section | Counted::Formula | Counted::Note => return None,
            };
            return self.numbers.is_referred(number.of).then(|| format!("{}{}", self.label.word(word), number.text()));
        };
        let template = match number.of {
            Counted::Figure => &theme.caption.figure,
            Counted::Table => &theme.caption.table,
            Counted::Formula => &theme.caption.formula,
            Counted::Chapter | Counted::Section => look::template(theme, depth),
            Counted::Note => return None,
        };
        Some(template.shown(&number.path)).filter(|shown| !shown.is_empty())
    }

    /// A number as a reference to it has it, which brings the words around it itself.
    pub(super) fn referred(&self, number: &Number) -> String {
        let Some((theme, _)) = self.input.theme else { return number.text() };
        let template = match number.of {
            Counted::Figure => &theme.caption.figure,
            Counted::Table => &theme.caption.table,
            Counted::Formula => &theme.caption.formula,
            Counted::Chapter | Counted::Section => look::template(theme, number.path.len().saturating_sub(1)),
            Counted::Note => return number.text(),
        };
        if template.numbers() == 0 { number.text() } else { template.bare(&number.path) }
    }

    /// An article's title as contents have it: with its number.
    pub(super) fn numbered(&self, article: &str, block: Option<&str>, title: &str) -> String {
        match self.numbers.get(article, block).and_then(|number| self.printed(number)) {
            Some(number) => format!("{number}\u{3000}{title}"),
            None => title.to_owned(),
        }
    }

    /// Whether its lines run down.
    pub(super) fn is_vertical(&self) -> bool {
        self.input.writing == Writing::Vertical
    }

    /// Style sheets besides the one of all editions.
    pub(super) fn turned(&self) -> Vec<style::Sheet> {
        match self.input.writing {
            Writing::Vertical => vec![style::Sheet::Vertical, style::Sheet::Horizontal],
            Writing::Horizontal if self.input.turns => vec![style::Sheet::Vertical],
            Writing::Horizontal => Vec::new(),
        }
    }

    /// The id of a claim's words in the text.
    pub(super) fn claim_id(&self, at: usize) -> String {
        let claim = &self.input.book.claims[at];
        ascii_id("claim-", claim.place.as_ref().map_or(&claim.id, |place| &place.anchor))
    }

    /// The id of a claim's entry in the appendix.
    pub(super) fn fact_id(&self, at: usize) -> String {
        ascii_id("fact-", &self.input.book.claims[at].id)
    }

    /// The id of a keyword's entry in the index.
    pub(super) fn index_id(&self, at: usize) -> String {
        ascii_id("key-", &self.input.book.keywords[at].id)
    }

    /// The address of a keyword's entry in the index.
    pub(super) fn index_address(&self, at: usize) -> Option<String> {
        let has_entry = self.indexed.contains(&at) && at < self.input.book.keywords.len();
        has_entry.then(|| format!("keywords.xhtml#{}", self.index_id(at)))
    }

    /// A claim's state in words.
    pub(super) fn status(&self, status: ClaimStatus) -> &'static str {
        match self.label {
            Label::Simplified => status.chinese(),
            Label::Traditional => label::traditional_status(status),
            Label::English => status.word(),
        }
    }

    /// A claim's sort in words.
    pub(super) fn kind(&self, kind: ClaimKind) -> &'static str {
        match self.label {
            Label::Simplified => kind.chinese(),
            Label::Traditional => label::traditional_kind(kind),
            Label::English => kind.word(),
        }
    }
}
