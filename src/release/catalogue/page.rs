//! The download page: covers, summaries, formats, sizes and sums. One file, without scripts; it opens well on a phone, in light and dark.

use super::{Entry, newest, title};
use crate::cover;
use crate::release::SUMS;
use crate::release::manifest::FileRecord;
use crate::release::markup::{Element, element, leaf};

/// The page's look.
const SHEET: &str = include_str!("page.css");

/// The page's own words.
struct Words {
    version: &'static str,
    sums: &'static str,
    earlier: &'static str,
    colon: &'static str,
    feeds: &'static str,
    pages: &'static str,
    wrap: &'static str,
}

const CHINESE: Words = Words {
    version: "版本 ",
    sums: "校验和与全部文件",
    earlier: "以前的版本 ",
    colon: "：",
    feeds: "订阅：",
    pages: " 页",
    wrap: "书封",
};

const ENGLISH: Words = Words {
    version: "Version ",
    sums: "Sums and all files",
    earlier: "Earlier version ",
    colon: ": ",
    feeds: "Feeds: ",
    pages: " pages",
    wrap: "wrap",
};

/// The page of all releases.
pub(super) fn page(entries: &[Entry]) -> String {
    let newest = newest(entries);
    let language = newest.first().map_or("zh-Hans", |entry| entry.manifest.language.as_str());
    let words = if language.starts_with("zh") { &CHINESE } else { &ENGLISH };
    let alternate = |href: &str, kind: &str| {
        element("link").with("rel", "alternate").with("type", kind).with("href", href).with("title", "OPDS")
    };
    let mut head = element("head")
        .child(element("meta").with("charset", "utf-8"))
        .child(element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
        .child(leaf("title", title(&newest)));
    if let Some(description) = newest.first().and_then(|entry| entry.manifest.description.as_ref()) {
        head = head.child(element("meta").with("name", "description").with("content", description));
    }
    head = head
        .child(alternate("opds.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"))
        .child(alternate("opds.json", "application/opds+json"))
        .child(element("style").style(SHEET));
    let articles = newest.iter().map(|entry| {
        let older =
            entries.iter().filter(|other| other.manifest.slug == entry.manifest.slug && other.folder != entry.folder);
        article(entry, &older.collect::<Vec<_>>(), words)
    });
    let footer = element("footer").text(words.feeds).children([
        leaf("a", "OPDS 1.2").with("href", "opds.xml"),
        leaf("a", "OPDS 2.0").with("href", "opds.json"),
        leaf("a", "ONIX 3.0").with("href", "onix.xml"),
    ]);
    let main = element("main").child(leaf("h1", title(&newest))).children(articles).child(footer);
    element("html").with("lang", language).child(head).child(element("body").child(main)).html()
}

fn article(entry: &Entry, older: &[&Entry], words: &Words) -> Element {
    let manifest = &entry.manifest;
    let mut out = element("article").with("id", &manifest.slug);
    out = match entry.file("-cover-640.jpg").or_else(|| entry.cover()) {
        Some(cover) => out.child(
            element("div").child(
                element("img")
                    .with("src", entry.link(cover))
                    .with("alt", &manifest.title)
                    .with("width", "640")
                    .with("height", "1024"),
            ),
        ),
        None => out.child(element("div")),
    };
    let mut about = element("div").child(in_phrases(element("h2"), &manifest.title, &manifest.language));
    if let Some(subtitle) = &manifest.subtitle {
        let line = in_phrases(element("p"), subtitle, &manifest.language);
        about = about.child(line.with("class", "subtitle"));
    }
    let separator = if manifest.language.starts_with("zh") { "、" } else { ", " };
    let mut people: Vec<String> = vec![entry.authors().join(separator)];
    people.extend(manifest.publisher.clone());
    people.extend(manifest.date.clone());
    people.retain(|part| !part.is_empty());
    if !people.is_empty() {
        about = about.child(leaf("p", people.join(" · ")).with("class", "people"));
    }
    about = about.child(leaf("p", format!("{}{}", words.version, manifest.version)).with("class", "version"));
    out = out.child(about);
    if let Some(description) = &manifest.description {
        // Beside the cover where there is room for it, below where there is not.
        out = out.child(leaf("p", description).with("class", "summary"));
    }
    let files = element("ul").with("class", "files").children(entry.editions().map(|file| {
        let link = element("a").with("href", entry.link(file)).with("download", "").text(kind(file));
        element("li").child(link.child(leaf("small", size(file, words))))
    }));
    out.child(files).child(details(entry, older, words))
}

/// A title whose lines end where its sense allows it (CLR-N07), as the cover's do.
fn in_phrases(of: Element, text: &str, language: &str) -> Element {
    let mut phrases = cover::phrases(text, language).into_iter();
    let first = of.text(phrases.next().unwrap_or_default());
    phrases.fold(first, |out, phrase| out.child(element("wbr")).text(phrase))
}

/// Every file with its sum, and the versions before this one.
fn details(entry: &Entry, older: &[&Entry], words: &Words) -> Element {
    let mut out = element("details").child(leaf("summary", words.sums));
    let sums = FileRecord::of(SUMS, b"");
    out = out.child(element("p").child(leaf("a", SUMS).with("href", entry.link(&sums))));
    let shown = entry.manifest.files.iter().filter(|file| !file.path.contains('/'));
    out = out.children(shown.map(|file| {
        element("div")
            .child(leaf("a", name(file, words)).with("href", entry.link(file)))
            .child(element("br"))
            .child(leaf("code", &file.sha256))
    }));
    if older.is_empty() {
        return out;
    }
    // A folder is no page on most hosts: an older version is reached by its editions.
    let versions = older.iter().map(|other| {
        let links =
            other.editions().map(|file| leaf("a", kind(file)).with("href", other.link(file)).with("download", ""));
        element("p").text(format!("{}{}{}", words.earlier, other.manifest.version, words.colon)).children(links)
    });
    out.children(versions)
}

fn name(file: &FileRecord, words: &Words) -> String {
    if file.path.ends_with("-wrap.pdf") { format!("{} ({})", file.path, words.wrap) } else { file.path.clone() }
}

/// What an edition is, from its name: EPUB, PDF, and the profile after the last hyphen.
fn kind(file: &FileRecord) -> String {
    let (stem, extension) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let profile = ["kindle", "duokan", "vertical", "print"].iter().find(|word| stem.ends_with(&format!("-{word}")));
    match profile {
        Some(profile) => format!("{} ({profile})", extension.to_uppercase()),
        None => extension.to_uppercase(),
    }
}

fn size(file: &FileRecord, words: &Words) -> String {
    let size = match file.size {
        bytes @ 0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    };
    match file.pages {
        Some(pages) => format!("{size} · {pages}{}", words.pages),
        None => size,
    }
}
