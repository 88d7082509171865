//! An article in, its XHTML out: head, standfirst, recordings, text, keywords, notes.

use super::page::{Page, page};
use super::survey::Place;
use super::text::Text;
use super::{Edition, Kind, title};
use crate::document::{Inline, InlineKind, Note};
use crate::project::EpubProfile;
use crate::units::Em;

/// Writes an article.
pub(super) fn article(edition: &Edition<'_>, place: &Place<'_>) -> Page {
    page(edition, Kind::Article, &place.path, &place.title, |xml| {
        xml.at(place.article.span);
        xml.open("section", &[("epub:type", "chapter"), ("role", "doc-chapter"), ("aria-labelledby", "title")]);
        xml.line();
        let mut text = Text::new(edition, xml, place);
        text.begins(place.article.span);
        text.head();
        text.media();
        text.body(&place.article.body);
        text.xml.at(place.article.span);
        text.keywords();
        text.xml.text_ends();
        text.notes();
        text.xml.close();
        text.xml.line();
    })
}

impl Text<'_> {
    fn head(&mut self) {
        let article = self.place.article;
        self.xml.open("header", &[]);
        self.xml.line();
        // A theme's short rule stands below the title, or below the subtitle where there is one.
        let ruled = self.edition.input.theme.is_some_and(|(theme, _)| theme.chapter.rule > Em::ZERO);
        let has_subtitle = filled(article.subtitle.as_deref()).is_some();
        self.xml.open("h1", &[("id", "title"), ("class", if ruled && !has_subtitle { "ruled" } else { "" })]);
        self.title_number();
        match article.title.as_slice() {
            [Inline { kind: InlineKind::Text(title), .. }] => title::title(self.xml, title),
            inlines => self.inlines(inlines),
        }
        self.xml.close();
        self.xml.line();
        if let Some(subtitle) = filled(article.subtitle.as_deref()) {
            self.xml.open(
                "p",
                &[
                    ("class", if ruled { "subtitle ruled" } else { "subtitle" }),
                    ("epub:type", "subtitle"),
                    ("role", "doc-subtitle"),
                ],
            );
            self.words(subtitle);
            self.xml.close();
            self.xml.line();
        }
        if !article.authors.is_empty() {
            self.xml.row("p", &[("class", "byline")], &article.authors.join(self.edition.words.comma));
        }
        if let Some(date) = filled(article.date.as_deref()) {
            self.xml.row("p", &[("class", "date")], date);
        }
        if let Some(summary) = filled(article.summary.as_deref()) {
            let attributes = [("class", "standfirst"), ("epub:type", "abstract"), ("role", "doc-abstract")];
            self.xml.open("div", &attributes);
            self.xml.line();
            for paragraph in summary.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                self.xml.open("p", &[]);
                self.words(paragraph.trim());
                self.xml.close();
                self.xml.line();
            }
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
        self.xml.line();
    }

    /// The chapter's number: on a line of its own, or before the title.
    fn title_number(&mut self) {
        let edition = self.edition;
        let number = edition.numbers.get(&self.place.article.id, None).and_then(|number| edition.printed(number));
        let Some(number) = number else { return };
        let apart = edition.input.theme.is_some_and(|(theme, _)| theme.title.number_apart);
        self.xml.leaf("span", &[("class", "number")], &number);
        // A space at the start of a line is not seen; an em would be.
        self.xml.text(if apart { " " } else { "\u{3000}" });
    }

    /// The article's keywords, each with a link to its entry in the index.
    fn keywords(&mut self) {
        let edition = self.edition;
        let keywords = &edition.input.book.keywords;
        let own: Vec<usize> = self.place.article.keywords.iter().copied().filter(|&at| at < keywords.len()).collect();
        if own.is_empty() {
            return;
        }
        self.xml.open("p", &[("class", "keywords")]);
        self.xml.leaf("span", &[("class", "label")], edition.words.keywords);
        self.xml.text(edition.words.colon);
        for (at, keyword) in own.into_iter().enumerate() {
            if at > 0 {
                self.xml.text(edition.words.comma);
            }
            let term = keywords[keyword].term.as_str();
            match edition.index_address(keyword) {
                Some(href) => self.xml.leaf("a", &[("href", &href)], term),
                None => self.xml.text(term),
            }
        }
        self.xml.close();
        self.xml.line();
    }

    fn notes(&mut self) {
        let notes = &self.place.article.notes;
        if notes.is_empty() {
            return;
        }
        self.xml.open("section", &[("class", "notes"), ("epub:type", "footnotes")]);
        self.xml.line();
        self.xml.row("p", &[("class", "label")], self.edition.words.notes);
        let is_duokan = self.edition.input.profile == EpubProfile::Duokan;
        if is_duokan {
            self.xml.open("ol", &[("class", "duokan-footnote-content")]);
            self.xml.line();
        }
        for (at, note) in notes.iter().enumerate() {
            let from = self.xml.length();
            self.note(at, note);
            self.xml.note_ends(from);
        }
        if is_duokan {
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
        self.xml.line();
        self.xml.notes_end();
    }

    fn back(&mut self, href: &str, shown: &str, spoken: &str) {
        self.xml.leaf("a", &[("href", href), ("role", "doc-backlink"), ("aria-label", spoken)], shown);
    }

    /// A note: its number leads back to its first mark, and more marks have links of their own after it.
    fn note(&mut self, at: usize, note: &Note) {
        let number = (at + 1).to_string();
        let words = self.edition.words;
        self.xml.at(note.span);
        let id = format!("note-{number}");
        match self.edition.input.profile {
            EpubProfile::Duokan => self.xml.open("li", &[("id", &id), ("class", "duokan-footnote-item")]),
            EpubProfile::Standard | EpubProfile::Kindle => {
                self.xml.open("aside", &[("id", &id), ("epub:type", "footnote"), ("role", "doc-footnote")]);
            }
        }
        self.xml.line();
        self.begins(note.span);
        let marks = self.marks.get(&at).copied().unwrap_or_default();
        self.xml.open("p", &[("class", "number")]);
        if marks == 0 {
            self.xml.text(&number);
        } else {
            self.back(&format!("#noteref-{number}"), &number, &format!("{} {number}", words.back));
        }
        self.xml.close();
        self.xml.line();
        self.blocks(&note.body);
        for mark in 2..=marks {
            let shown = format!("{} {mark}", words.back);
            self.xml.open("p", &[("class", "back")]);
            self.back(&format!("#noteref-{number}-{mark}"), &shown, &format!("{} {number}.{mark}", words.back));
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
        self.xml.line();
    }
}

/// The picture that 多看 shows for a note's mark.
pub(super) const NOTE_SIGN: &str = "images/note.png";

/// Words that are not blank.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
