//! The package document. In: metadata, pages and resources. Out: content.opf, complete (EPUB 3.3 §5, requirements 4–7).
//! A page with formulas has the property `mathml`. No page holds a drawing or a script of its own, and nothing is remote: so no
//! item has the properties `svg`, `scripted` or `remote-resources`.

use super::article::filled;
use super::page::Page;
use super::xml::{Attribute, Xml};
use super::{Edition, Kind, Resource, accessibility, date};
use crate::project::EpubProfile;
use crate::source::filing;

/// Writes the package document.
pub(super) fn package(edition: &Edition<'_>, pages: &[Page], resources: &[Resource]) -> String {
    let mut xml = Xml::new("");
    xml.open(
        "package",
        &[
            ("xmlns", "http://www.idpf.org/2007/opf"),
            ("version", "3.0"),
            ("unique-identifier", "pub-id"),
            ("xml:lang", &edition.language),
            ("prefix", "a11y: http://www.idpf.org/epub/vocab/package/a11y/#"),
        ],
    );
    xml.line();
    xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    xml.line();
    names(edition, &mut xml);
    people(edition, &mut xml);
    details(edition, &mut xml);
    accessibility::metadata(edition, &mut xml);
    if edition.is_vertical() {
        // What Kindle and old readers of Japanese books ask instead of the style sheet (CLR-I12).
        xml.empty("meta", &[("name", "primary-writing-mode"), ("content", "vertical-rl")]);
        xml.line();
    }
    if edition.input.cover.is_some() {
        // What readers before EPUB 3 look for.
        xml.empty("meta", &[("name", "cover"), ("content", "cover-image")]);
        xml.line();
    }
    xml.close();
    xml.line();
    manifest(&mut xml, pages, resources);
    xml.open(
        "spine",
        &[("toc", "ncx"), ("page-progression-direction", if edition.is_vertical() { "rtl" } else { "ltr" })],
    );
    xml.line();
    for page in pages {
        // 多看: the cover fills the screen.
        let fills = page.kind == Kind::Cover && edition.input.profile == EpubProfile::Duokan;
        let properties = if fills { "duokan-page-fullscreen" } else { "" };
        xml.empty("itemref", &[("idref", &page_id(page)), ("properties", properties)]);
        xml.line();
    }
    xml.close();
    xml.line();
    xml.finish().text
}

/// Identifiers, titles, language.
fn names(edition: &Edition<'_>, xml: &mut Xml) {
    let metadata = edition.input.metadata;
    xml.row("dc:identifier", &[("id", "pub-id")], metadata.identifier.trim());
    let isbn = edition.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    if let Some(isbn) = isbn.filter(|isbn| *isbn != metadata.identifier) {
        xml.row("dc:identifier", &[("id", "isbn")], &isbn);
    }
    xml.row("dc:title", &[("id", "title")], metadata.title.trim());
    refine(xml, "#title", "title-type", "main");
    if let Some(file_as) = edition.label.is_chinese().then(|| filing::title(&metadata.title)).flatten() {
        refine(xml, "#title", "file-as", &file_as);
    }
    if let Some(subtitle) = filled(metadata.subtitle.as_deref()) {
        refine(xml, "#title", "display-seq", "1");
        xml.row("dc:title", &[("id", "subtitle")], subtitle);
        refine(xml, "#subtitle", "title-type", "subtitle");
        refine(xml, "#subtitle", "display-seq", "2");
    }
    xml.row("dc:language", &[], &edition.language);
    xml.row("meta", &[("property", "dcterms:modified")], date::modified(&metadata.modified));
}

/// Authors are creators; everyone else contributes.
fn people(edition: &Edition<'_>, xml: &mut Xml) {
    for (at, person) in edition.input.metadata.contributors.iter().enumerate() {
        let Some(name) = filled(Some(&person.name)) else { continue };
        let id = format!("person-{}", at + 1);
        let tag = if person.role == "aut" { "dc:creator" } else { "dc:contributor" };
        xml.row(tag, &[("id", &id)], name);
        let refines = format!("#{id}");
        let is_code = person.role.len() == 3 && person.role.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_code {
            let attributes = [("refines", refines.as_str()), ("property", "role"), ("scheme", "marc:relators")];
            xml.row("meta", &attributes, &person.role);
        }
        let file_as = filled(person.file_as.as_deref()).map(str::to_owned).or_else(|| filing::author(name));
        if let Some(file_as) = file_as {
            refine(xml, &refines, "file-as", &file_as);
        }
        refine(xml, &refines, "display-seq", &(at + 1).to_string());
    }
}

fn details(edition: &Edition<'_>, xml: &mut Xml) {
    let metadata = edition.input.metadata;
    let lines = [
        ("dc:publisher", metadata.publisher.as_deref()),
        ("dc:date", metadata.date.as_deref().and_then(date::published)),
        ("dc:description", metadata.description.as_deref()),
        ("dc:rights", metadata.rights.as_deref()),
    ];
    for (tag, text) in lines {
        if let Some(text) = filled(text) {
            xml.row(tag, &[], text);
        }
    }
    // A term that only points to another is no subject of its own.
    for keyword in edition.input.book.keywords.iter().filter(|keyword| keyword.see.is_none()) {
        if let Some(term) = filled(Some(&keyword.term)) {
            xml.row("dc:subject", &[], term);
        }
    }
    if let Some(series) = &metadata.series {
        xml.row("meta", &[("property", "belongs-to-collection"), ("id", "series")], &series.title);
        refine(xml, "#series", "collection-type", "series");
        let position = filled(series.position.as_deref());
        let is_number =
            |text: &&str| text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if let Some(position) = position.filter(is_number) {
            refine(xml, "#series", "group-position", position);
        }
    }
}

fn refine(xml: &mut Xml, refines: &str, property: &str, value: &str) {
    xml.row("meta", &[("refines", refines), ("property", property)], value);
}

fn manifest(xml: &mut Xml, pages: &[Page], resources: &[Resource]) {
    xml.open("manifest", &[]);
    xml.line();
    item(xml, "ncx", "toc.ncx", "application/x-dtbncx+xml", "");
    for page in pages {
        let has_math = page.xhtml.contains("<math ");
        let properties = match (page.kind == Kind::Contents, has_math) {
            (true, true) => "nav mathml",
            (true, false) => "nav",
            (false, true) => "mathml",
            (false, false) => "",
        };
        item(xml, &page_id(page), &page.path, "application/xhtml+xml", properties);
    }
    for resource in resources {
        let id = if resource.is_cover { "cover-image".to_owned() } else { resource_id(&resource.path) };
        let properties = if resource.is_cover { "cover-image" } else { "" };
        item(xml, &id, &resource.path, resource.media_type, properties);
    }
    xml.close();
    xml.line();
}

fn item(xml: &mut Xml, id: &str, href: &str, media_type: &str, properties: &str) {
    let attributes: [Attribute<'_>; 4] =
        [("id", id), ("href", href), ("media-type", media_type), ("properties", properties)];
    xml.empty("item", &attributes);
    xml.line();
}

/// Ids of pages and resources have different beginnings, so that none meets another or one of the metadata.
fn page_id(page: &Page) -> String {
    format!("page-{}", page.path.trim_end_matches(".xhtml"))
}

fn resource_id(path: &str) -> String {
    format!("file-{}", path.replace(['/', '.'], "-"))
}
