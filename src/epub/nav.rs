//! Navigation. In: the pages. Out: nav.xhtml with contents, landmarks and Chinese labels, and the NCX that old readers
//! need, with the same identifier and the real depth (EPUB requirement 9).

use std::collections::BTreeMap;

use super::front::part_number;
use super::label::Word;
use super::page::{Page, page};
use super::paging::{begins, page_id};
use super::part::{MOST_BYTES, Moved};
use super::xml::Xml;
use super::{Edition, Kind, part_path};
use crate::display::PageStart;
use crate::document::Counted;

/// Deeper entries join the last level.
const DEEPEST: usize = 6;

/// An entry of the contents.
struct Entry {
    title: String,
    href: String,
    children: Vec<Entry>,
}

/// Writes nav.xhtml.
pub(super) fn contents(edition: &Edition<'_>, pages: &[Page], moved: &Moved) -> Page {
    let title = edition.words.contents;
    page(edition, Kind::Contents, "nav.xhtml", title, |xml| {
        begins(edition, xml, PageStart::Contents);
        xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc"), ("aria-labelledby", "toc-title")]);
        xml.line();
        xml.row("h1", &[("id", "toc-title")], title);
        list(xml, &entries(edition, pages, moved));
        xml.close();
        xml.line();
        landmarks(edition, xml, pages);
        for (of, kind) in [(Counted::Figure, "loi"), (Counted::Table, "lot")] {
            captioned(edition, xml, of, kind, moved);
        }
        page_list(edition, xml, pages);
    })
}

/// The list of figures or of tables: those with a caption.
fn captioned(edition: &Edition<'_>, xml: &mut Xml, of: Counted, kind: &str, moved: &Moved) {
    let mut entries = Vec::new();
    for place in &edition.survey.articles {
        for captioned in place.captioned().into_iter().filter(|captioned| captioned.of == of) {
            let words = match captioned.name {
                Some(_) => edition.numbered(&place.article.id, captioned.name, &captioned.words),
                None => captioned.words,
            };
            entries.push((moved.resolved(format!("{}#{}", place.path, captioned.id)), words));
        }
    }
    if entries.is_empty() {
        return;
    }
    let label = edition.label.word(if of == Counted::Table { Word::Tables } else { Word::Figures });
    xml.open("nav", &[("epub:type", kind), ("id", kind), ("hidden", "hidden"), ("aria-label", label)]);
    xml.line();
    // Lists that the standard doesn't know begin with their heading (EPUB 3.3 §7.4).
    xml.row("h2", &[], label);
    xml.open("ol", &[]);
    xml.line();
    for (href, caption) in entries {
        xml.open("li", &[]);
        xml.leaf("a", &[("href", &href)], &caption);
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
    xml.close();
    xml.line();
}

/// A page of the edition on paper: its label, and where it begins.
struct Begun<'a> {
    label: &'a str,
    href: String,
}

/// The pages of the edition on paper, in their order. That of the contents is in this file itself.
fn begun<'a>(edition: &'a Edition<'_>, pages: &[Page]) -> Vec<Begun<'a>> {
    let Some(print) = edition.input.print else { return Vec::new() };
    let mut files: BTreeMap<usize, &str> = BTreeMap::new();
    for page in pages {
        files.extend(page.pages.keys().map(|&at| (at, page.path.as_str())));
    }
    let own = print.pages.iter().enumerate().filter(|(_, (_, start))| *start == Some(PageStart::Contents));
    files.extend(own.map(|(at, _)| (at, "nav.xhtml")));
    let of = |(at, file): (usize, &str)| {
        let label = print.pages.get(at)?.0.as_str();
        Some(Begun { label, href: format!("{file}#{}", page_id(label)) })
    };
    files.into_iter().filter_map(of).collect()
}

fn page_list(edition: &Edition<'_>, xml: &mut Xml, pages: &[Page]) {
    let begun = begun(edition, pages);
    if begun.is_empty() {
        return;
    }
    let label = edition.label.word(Word::Pages);
    let attributes = [
        ("epub:type", "page-list"),
        ("role", "doc-pagelist"),
        ("id", "page-list"),
        ("hidden", "hidden"),
        ("aria-label", label),
    ];
    xml.open("nav", &attributes);
    xml.line();
    xml.open("ol", &[]);
    xml.line();
    for page in begun {
        xml.open("li", &[]);
        xml.leaf("a", &[("href", &page.href)], page.label);
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
    xml.close();
    xml.line();
}

fn list(xml: &mut Xml, entries: &[Entry]) {
    xml.open("ol", &[("role", "list")]);
    xml.line();
    for entry in entries {
        xml.open("li", &[]);
        xml.leaf("a", &[("href", &entry.href)], &entry.title);
        if !entry.children.is_empty() {
            xml.line();
            list(xml, &entry.children);
        }
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
}

fn landmarks(edition: &Edition<'_>, xml: &mut Xml, pages: &[Page]) {
    let words = edition.words;
    let label = edition.label.word(Word::Landmarks);
    xml.open("nav", &[("epub:type", "landmarks"), ("id", "landmarks"), ("hidden", "hidden"), ("aria-label", label)]);
    xml.line();
    xml.open("ol", &[]);
    xml.line();
    let mut line = |kind: &str, href: &str, title: &str| {
        xml.open("li", &[]);
        xml.leaf("a", &[("epub:type", kind), ("href", href)], title);
        xml.close();
        xml.line();
    };
    let first = |kind: Kind| pages.iter().find(|page| page.kind == kind).map(|page| page.path.as_str());
    let body = pages.iter().find(|page| matches!(page.kind, Kind::Part | Kind::Article)).map(|page| page.path.as_str());
    let places = [
        ("cover", first(Kind::Cover), words.cover),
        ("titlepage", first(Kind::TitlePage), words.title_page),
        ("toc", Some("nav.xhtml#toc"), words.contents),
        ("bodymatter", body, words.body),
        ("index", first(Kind::Index), words.keywords),
        ("endnotes", first(Kind::Facts), words.facts),
        ("colophon", first(Kind::Colophon), words.colophon),
    ];
    for (kind, href, title) in places {
        if let Some(href) = href {
            line(kind, href, title);
        }
    }
    xml.close();
    xml.line();
    xml.close();
    xml.line();
}

/// The contents: parts, articles, their sections down to `###`, and the appendices.
fn entries(edition: &Edition<'_>, pages: &[Page], moved: &Moved) -> Vec<Entry> {
    let mut flat: Vec<(usize, String, String)> = Vec::new();
    let mut base = 0;
    for page in pages {
        match page.kind {
            Kind::Cover | Kind::TitlePage | Kind::Contents => {}
            Kind::Part => {
                base = 1;
                let at = (0..edition.input.book.parts.len()).find(|&at| part_path(at) == page.path);
                let title = match at.and_then(|at| part_number(edition, at)) {
                    Some(number) => format!("{number}\u{3000}{}", page.title),
                    None => page.title.clone(),
                };
                flat.push((0, title, page.path.clone()));
            }
            Kind::Article => {
                let Some(place) = edition.survey.articles.iter().find(|place| place.path == page.path) else {
                    continue;
                };
                let depth = base + usize::from(place.article.depth);
                flat.push((depth, edition.numbered(&place.article.id, None, &page.title), page.path.clone()));
                for section in place.sections.iter().filter(|section| section.level <= 3) {
                    let href = moved.resolved(format!("{}#{}", page.path, section.id));
                    let block = &place.article.body[section.block];
                    let title = match (&block.id, block.numbered) {
                        (Some(id), None | Some(true)) => edition.numbered(&place.article.id, Some(id), &section.title),
                        _ => section.title.clone(),
                    };
                    flat.push((depth + usize::from(section.level) - 1, title, href));
                }
            }
            Kind::Index | Kind::Facts | Kind::Colophon => flat.push((0, page.title.clone(), page.path.clone())),
        }
    }
    nested(flat)
}

/// A flat list with depths as a tree; an entry is never more than one level below the one before.
fn nested(flat: Vec<(usize, String, String)>) -> Vec<Entry> {
    let mut root = Vec::new();
    for (depth, title, href) in flat {
        // A link without words can't be announced.
        let title = if title.trim().is_empty() { href.clone() } else { title };
        let mut level = &mut root;
        for _ in 0..depth.min(DEEPEST) {
            if level.is_empty() {
                break;
            }
            let last = level.len() - 1;
            let entry: &mut Entry = &mut level[last];
            level = &mut entry.children;
        }
        level.push(Entry { title, href, children: Vec::new() });
    }
    root
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}

/// Writes toc.ncx. Of a long book it has no list of pages, which the contents have anyway: no file is larger than old readers take.
pub(super) fn ncx(edition: &Edition<'_>, pages: &[Page], moved: &Moved) -> String {
    let entries = entries(edition, pages, moved);
    let whole = ncx_with(edition, &entries, &begun(edition, pages));
    if whole.len() > MOST_BYTES { ncx_with(edition, &entries, &[]) } else { whole }
}

fn ncx_with(edition: &Edition<'_>, entries: &[Entry], begun: &[Begun<'_>]) -> String {
    let metadata = edition.input.metadata;
    let mut xml = Xml::new("");
    xml.open(
        "ncx",
        &[("xmlns", "http://www.daisy.org/z3986/2005/ncx/"), ("version", "2005-1"), ("xml:lang", &edition.language)],
    );
    xml.line();
    xml.open("head", &[]);
    xml.line();
    let depth = depth(entries).max(1).to_string();
    let last = begun.iter().filter_map(|page| page.label.parse::<u32>().ok()).max().unwrap_or_default();
    let (count, last) = (begun.len().to_string(), last.to_string());
    for (name, content) in [
        ("dtb:uid", metadata.identifier.as_str()),
        ("dtb:depth", &depth),
        ("dtb:totalPageCount", &count),
        ("dtb:maxPageNumber", &last),
    ] {
        xml.empty("meta", &[("name", name), ("content", content)]);
        xml.line();
    }
    xml.close();
    xml.line();
    xml.open("docTitle", &[]);
    xml.leaf("text", &[], &metadata.title);
    xml.close();
    xml.line();
    xml.open("navMap", &[]);
    xml.line();
    let mut order = 0;
    points(&mut xml, entries, &mut order);
    xml.close();
    xml.line();
    targets(edition, &mut xml, begun, order);
    xml.finish().text
}

/// The pages of the edition on paper, for readers of the NCX.
fn targets(edition: &Edition<'_>, xml: &mut Xml, begun: &[Begun<'_>], mut order: usize) {
    if begun.is_empty() {
        return;
    }
    xml.open("pageList", &[]);
    xml.open("navLabel", &[]);
    xml.leaf("text", &[], edition.label.word(Word::Pages));
    xml.close();
    xml.line();
    for page in begun {
        order += 1;
        let number = order.to_string();
        let id = format!("target-{number}");
        let is_number = page.label.bytes().all(|byte| byte.is_ascii_digit());
        let kind = if is_number { "normal" } else { "front" };
        let value = if is_number { page.label } else { "" };
        xml.open("pageTarget", &[("id", &id), ("type", kind), ("value", value), ("playOrder", &number)]);
        xml.open("navLabel", &[]);
        xml.leaf("text", &[], page.label);
        xml.close();
        xml.empty("content", &[("src", &page.href)]);
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
}

fn points(xml: &mut Xml, entries: &[Entry], order: &mut usize) {
    for entry in entries {
        *order += 1;
        let number = order.to_string();
        xml.open("navPoint", &[("id", &format!("point-{number}")), ("playOrder", &number)]);
        xml.open("navLabel", &[]);
        xml.leaf("text", &[], &entry.title);
        xml.close();
        xml.empty("content", &[("src", &entry.href)]);
        xml.line();
        points(xml, &entry.children, order);
        xml.close();
        xml.line();
    }
}
