//! The pages around the text. In: metadata. Out: cover, title page, part pages and the copyright page 版权页
//! (GB/T 12450): a line only where its data exist.

use std::collections::BTreeMap;

use super::article::filled;
use super::label::Word;
use super::page::{Page, page};
use super::paging::begins;
use super::xml::Xml;
use super::{Cover, Edition, Kind, title};
use crate::display::PageStart;
use crate::document::{Part, brings_number};
use crate::units::Em;

/// The cover's page.
pub(super) fn cover(edition: &Edition<'_>, cover: &Cover) -> Page {
    page(edition, Kind::Cover, "cover.xhtml", edition.words.cover, |xml| {
        xml.open("section", &[("epub:type", "cover")]);
        let alt = filled(Some(&cover.alt)).unwrap_or(&edition.input.metadata.title);
        xml.empty("img", &[("src", COVER_IMAGE), ("alt", alt), ("role", "doc-cover")]);
        xml.close();
        xml.line();
    })
}

/// The cover's picture in the edition.
pub(super) const COVER_IMAGE: &str = "images/cover.jpg";

/// The title page 书名页.
pub(super) fn title_page(edition: &Edition<'_>) -> Page {
    let metadata = edition.input.metadata;
    page(edition, Kind::TitlePage, "title.xhtml", &metadata.title, |xml| {
        xml.open("section", &[("epub:type", "titlepage")]);
        xml.line();
        if let Some(series) = &metadata.series {
            xml.row("p", &[("class", "series")], &series_line(&series.title, series.position.as_deref()));
        }
        let ruled = edition.input.theme.is_some_and(|(theme, _)| theme.title_page.rule > Em::ZERO);
        let has_subtitle = filled(metadata.subtitle.as_deref()).is_some();
        xml.open("h1", &[("class", if ruled && !has_subtitle { "ruled" } else { "" })]);
        title::title(xml, &metadata.title);
        xml.close();
        xml.line();
        if let Some(subtitle) = filled(metadata.subtitle.as_deref()) {
            xml.row(
                "p",
                &[
                    ("class", if ruled { "subtitle ruled" } else { "subtitle" }),
                    ("epub:type", "subtitle"),
                    ("role", "doc-subtitle"),
                ],
                subtitle,
            );
        }
        for (code, names) in people(edition) {
            let line = format!("{} {}", names.join(edition.words.comma), edition.label.role_after(&code));
            xml.row("p", &[("class", "people")], line.trim_end());
        }
        if let Some(publisher) = filled(metadata.publisher.as_deref()) {
            xml.row("p", &[("class", "publisher")], publisher);
        }
        xml.close();
        xml.line();
    })
}

/// A part's page.
pub(super) fn part(edition: &Edition<'_>, at: usize, path: &str, title: &str) -> Page {
    page(edition, Kind::Part, path, title, |xml| {
        begins(edition, xml, PageStart::Part(at));
        xml.open("section", &[("epub:type", "part"), ("role", "doc-part"), ("aria-labelledby", "title")]);
        xml.open("h1", &[("id", "title")]);
        if let Some(number) = part_number(edition, at) {
            xml.leaf("span", &[("class", "number")], &number);
            xml.text(" ");
        }
        title::title(xml, title);
        xml.close();
        xml.close();
        xml.line();
    })
}

/// The number of the part at this position, as the theme prints it: parts that divide numbered chapters are counted.
pub(super) fn part_number(edition: &Edition<'_>, at: usize) -> Option<String> {
    let (theme, _) = edition.input.theme?;
    let is_counted = |part: &&Part| part.numbered && part.title.is_some();
    let parts = &edition.input.book.parts;
    let title = parts.get(at).filter(is_counted)?.title.as_deref()?;
    if brings_number(title, 1) {
        return None;
    }
    let number = parts[..=at].iter().filter(is_counted).count();
    Some(theme.part.number.shown(&[number as u32])).filter(|shown| !shown.is_empty())
}

/// The copyright page 版权页.
pub(super) fn colophon(edition: &Edition<'_>) -> Page {
    let title = edition.words.colophon;
    page(edition, Kind::Colophon, "colophon.xhtml", title, |xml| {
        begins(edition, xml, PageStart::Colophon);
        let attributes = [("epub:type", "colophon"), ("role", "doc-colophon"), ("aria-labelledby", "title")];
        xml.open("section", &attributes);
        xml.line();
        xml.row("h1", &[("id", "title")], title);
        xml.open("dl", &[("class", "record")]);
        xml.line();
        for (label, text) in record(edition) {
            entry(xml, &label, &text);
        }
        xml.close();
        xml.line();
        if let Some(rights) = filled(edition.input.metadata.rights.as_deref()) {
            xml.row("p", &[("class", "rights")], rights);
        }
        xml.close();
        xml.line();
    })
}

fn entry(xml: &mut Xml, label: &str, text: &str) {
    xml.row("dt", &[("class", "label")], label);
    xml.row("dd", &[], text);
}

/// The lines of the record 版本记录, in the order of the standard.
fn record(edition: &Edition<'_>) -> Vec<(String, String)> {
    let metadata = edition.input.metadata;
    let label = edition.label;
    let mut lines = Vec::new();
    let mut add = |word: &str, text: Option<&str>| {
        if let Some(text) = filled(text) {
            lines.push((word.to_owned(), text.to_owned()));
        }
    };
    let title = match filled(metadata.subtitle.as_deref()) {
        Some(subtitle) => format!("{}{}{subtitle}", metadata.title, edition.words.colon),
        None => metadata.title.clone(),
    };
    add(label.word(Word::Title), Some(&title));
    for (code, names) in people(edition) {
        add(label.role(&code), Some(&names.join(edition.words.comma)));
    }
    add(label.word(Word::Publisher), metadata.publisher.as_deref());
    let series = metadata.series.as_ref().map(|series| series_line(&series.title, series.position.as_deref()));
    add(label.word(Word::Series), series.as_deref());
    add(label.word(Word::Date), metadata.date.as_deref());
    add(label.word(Word::Edition), metadata.edition.as_deref());
    add("ISBN", edition.isbn.as_deref());
    for (word, text) in &metadata.imprint {
        add(word, Some(text));
    }
    // The ISBN above is the same name, in words that people use.
    if !metadata.identifier.starts_with("urn:isbn:") {
        add(label.word(Word::Identifier), Some(&metadata.identifier));
    }
    lines
}

fn series_line(title: &str, position: Option<&str>) -> String {
    match filled(position) {
        Some(position) => format!("{title} · {position}"),
        None => title.to_owned(),
    }
}

/// The contributors by role: authors first, then the order of the metadata.
fn people<'a>(edition: &Edition<'a>) -> Vec<(String, Vec<&'a str>)> {
    let mut order: Vec<String> = Vec::new();
    let mut names: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for person in &edition.input.metadata.contributors {
        if !order.contains(&person.role) {
            order.push(person.role.clone());
        }
        names.entry(person.role.clone()).or_default().push(&person.name);
    }
    order.sort_by_key(|role| role != "aut");
    order.into_iter().filter_map(|role| names.remove(&role).map(|names| (role, names))).collect()
}
