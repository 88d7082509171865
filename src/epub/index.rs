//! The appendix 关键词. In: the index's groups, which `source` has sorted, and where each term stands. Out: nested lists
//! with a link to every place (EPUB Indexes 1.0, EPUB requirement 11). A locator shows the page in print where pages are
//! known, else the section's heading, or the article's title in a book of several.

use super::address::ascii_id;
use super::article::filled;
use super::label::Word;
use super::page::{Page, page};
use super::paging::begins;
use super::survey::Stand;
use super::xml::Xml;
use super::{Edition, Kind};
use crate::display::PageStart;
use crate::document::Keyword;

/// Writes the index; `None` for a book without keywords in it.
pub(super) fn index(edition: &Edition<'_>) -> Option<Page> {
    let book = edition.input.book;
    let groups = book.index.iter().filter(|group| group.keywords.iter().any(|&at| at < book.keywords.len()));
    groups.clone().next()?;
    let title = edition.words.keywords;
    Some(page(edition, Kind::Index, "keywords.xhtml", title, |xml| {
        begins(edition, xml, PageStart::Index);
        xml.open("section", &[("epub:type", "index"), ("role", "doc-index"), ("aria-labelledby", "title")]);
        xml.line();
        xml.row("h1", &[("id", "title")], title);
        for group in groups {
            xml.open("section", &[("epub:type", "index-group")]);
            xml.line();
            xml.row("h2", &[], &group.initial);
            xml.open("ul", &[("epub:type", "index-entry-list"), ("role", "list")]);
            xml.line();
            for &at in &group.keywords {
                if let Some(keyword) = book.keywords.get(at) {
                    entry(edition, xml, at, keyword);
                }
            }
            xml.close();
            xml.line();
            xml.close();
            xml.line();
        }
        xml.close();
        xml.line();
    }))
}

fn entry(edition: &Edition<'_>, xml: &mut Xml, at: usize, keyword: &Keyword) {
    xml.at(keyword.span);
    let class = if keyword.sub.is_some() { "sub" } else { "" };
    xml.open("li", &[("epub:type", "index-entry"), ("id", &edition.index_id(at)), ("class", class)]);
    begins(edition, xml, PageStart::of(keyword.span));
    xml.leaf("span", &[("epub:type", "index-term")], keyword.heading());
    if !keyword.aliases.is_empty() {
        xml.leaf("span", &[("class", "aliases")], &format!("（{}）", keyword.aliases.join(edition.words.comma)));
    }
    if let Some(see) = filled(keyword.see.as_deref()) {
        cross(edition, xml, edition.words.see, &[see.to_owned()], "index-xref-preferred");
    }
    let groups = locators(edition, at, keyword);
    if !groups.is_empty() {
        xml.line();
        let class = if edition.input.print.is_some() { "pages" } else { "" };
        xml.open("ul", &[("epub:type", "index-locator-list"), ("role", "list"), ("class", class)]);
        for group in &groups {
            write_group(edition, xml, group);
        }
        xml.close();
    }
    if !keyword.see_also.is_empty() {
        cross(edition, xml, edition.words.see_also, &keyword.see_also, "index-xref-related");
    }
    xml.close();
    xml.line();
}

/// 见, 参见: with links where the terms named have entries.
fn cross(edition: &Edition<'_>, xml: &mut Xml, word: &str, terms: &[String], kind: &str) {
    xml.open("span", &[("class", "cross"), ("epub:type", kind)]);
    xml.text(word);
    xml.text(" ");
    for (at, term) in terms.iter().enumerate() {
        if at > 0 {
            xml.text(edition.words.comma);
        }
        let target = edition.input.book.keywords.iter().position(|keyword| keyword.term == *term);
        match target.and_then(|at| edition.index_address(at)) {
            Some(href) => xml.leaf("a", &[("href", &href)], term),
            None => xml.text(term),
        }
    }
    xml.close();
}

/// Places of a keyword under one label.
struct Group {
    label: String,
    /// The places, and whether each is the principal one.
    hrefs: Vec<(String, bool)>,
}

/// Every place of a keyword, in reading order, those under one label together.
fn locators(edition: &Edition<'_>, at: usize, keyword: &Keyword) -> Vec<Group> {
    let mut groups: Vec<(Option<Stand>, Group)> = Vec::new();
    for (occurrence, place) in keyword.occurrences.iter().enumerate() {
        // An occurrence that the text does not carry has nothing to lead to.
        let Some(&stand) = edition.survey.terms.get(&(at, occurrence)) else { continue };
        let href = format!("{}#{}", edition.survey.path(stand), ascii_id("term-", &place.anchor));
        let page = edition.input.print.and_then(|print| print.labels.get(&place.anchor));
        let key = if page.is_some() { None } else { Some(section_of(edition, stand)) };
        let label = page.cloned().unwrap_or_else(|| label(edition, stand));
        match groups.last_mut() {
            // A page is named once, as on paper: it leads to the principal place on it, else to the first.
            Some((None, group)) if key.is_none() && group.label == label => {
                if let Some(first) = group.hrefs.first_mut().filter(|(_, principal)| place.principal && !principal) {
                    *first = (href, true);
                }
            }
            Some((last, group)) if *last == key && group.label == label => group.hrefs.push((href, place.principal)),
            _ => groups.push((key, Group { label, hrefs: vec![(href, place.principal)] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What places are gathered by: the section in a book of one article, else the article.
fn section_of(edition: &Edition<'_>, stand: Stand) -> Stand {
    if edition.survey.articles.len() > 1 { Stand { section: None, ..stand } } else { stand }
}

fn label(edition: &Edition<'_>, stand: Stand) -> String {
    let place = &edition.survey.articles[stand.article];
    let section = section_of(edition, stand).section.and_then(|section| place.sections.get(section));
    section.map_or(&place.title, |section| &section.title).clone()
}

/// A label that leads to the first place, and numbers that lead to the others.
fn write_group(edition: &Edition<'_>, xml: &mut Xml, group: &Group) {
    let label = edition.label;
    xml.line();
    xml.open("li", &[]);
    for (at, (href, principal)) in group.hrefs.iter().enumerate() {
        if *principal {
            xml.open("strong", &[]);
        }
        let number = (at + 1).to_string();
        if at == 0 {
            xml.leaf("a", &[("href", href), ("epub:type", "index-locator")], &group.label);
        } else {
            xml.text(" ");
            let spoken = format!("{} {}{number}{}", group.label, label.word(Word::Place), label.word(Word::PlaceEnd));
            let attributes =
                [("href", href.as_str()), ("epub:type", "index-locator"), ("class", "again"), ("aria-label", &spoken)];
            xml.leaf("a", &attributes, &number);
        }
        if *principal {
            xml.close();
        }
    }
    xml.close();
}
