//! `book.toml`. In: its values. Out: typed ones; what it doesn't say takes the defaults of `values`. A superset of mdBook's.

use super::cover::{CoverOptions, read_cover};
use super::date::date;
use super::epub::read_epub;
use super::facts::{read_facts, read_index};
use super::line::read_line;
use super::page::{indent_of, read_page};
use super::print::read_print;
use super::release::{ReleaseOptions, read_release};
use super::section::{Section, wrong_type, wrong_word};
use super::value::{Value, ValueKind};
use super::{
    Contributor, Edition, EpubOptions, FactsOptions, IndexOptions, LineOptions, Links, MdbookOptions, Metadata,
    PageOptions, PdfOptions, PrintOptions, Series, WebOptions, identity, mdbook,
};
use crate::diag::{Diagnostic, Sink, Span};
use crate::units::Region;

/// What a manifest says.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub(super) metadata: Metadata,
    pub(super) slug: Option<String>,
    pub(super) src: Option<(String, Span)>,
    pub(super) fonts: Option<(String, Span)>,
    pub(super) cover: CoverOptions,
    pub(super) editions: Vec<Edition>,
    pub(super) page: PageOptions,
    pub(super) line: LineOptions,
    pub(super) epub: EpubOptions,
    pub(super) pdf: PdfOptions,
    pub(super) print: PrintOptions,
    pub(super) web: WebOptions,
    pub(super) facts: FactsOptions,
    pub(super) index: IndexOptions,
    pub(super) release: ReleaseOptions,
    pub(super) mdbook: MdbookOptions,
}

/// Reads every table of a manifest.
pub(super) fn read(value: &Value, sink: &mut Sink) -> Manifest {
    let mut manifest = Manifest::default();
    manifest.metadata.language = Metadata::DEFAULT_LANGUAGE.to_owned();
    let Some(mut root) = Section::new("", value, sink) else {
        return manifest;
    };
    // mdBook's own tables say how mdBook makes HTML.
    root.accept(&["rust"]);
    manifest.mdbook = root.get("output").map(mdbook::read).unwrap_or_default();
    if let Some(value) = root.get("preprocessor") {
        mdbook::report_preprocessors(value, sink);
    }
    if let Some(book) = root.section("book", sink) {
        read_book(book, &mut manifest, sink);
    }
    if let Some(mut fonts) = root.section("fonts", sink) {
        manifest.fonts = fonts.text_at("dir", sink);
        fonts.finish(sink);
    }
    if let Some(cover) = root.section("cover", sink) {
        manifest.cover = read_cover(cover, sink);
    }
    if let Some(build) = root.section("build", sink) {
        manifest.editions = read_editions(build, &mut manifest.mdbook, sink);
    }
    let region = Region::of_language(&manifest.metadata.language);
    manifest.page = match root.section("page", sink) {
        Some(page) => read_page(page, region, sink),
        None => PageOptions { indent: indent_of(region), ..PageOptions::default() },
    };
    manifest.line = match root.section("line", sink) {
        Some(line) => read_line(line, region, sink),
        None => LineOptions::of(region),
    };
    // `theme::layers` has read it.
    root.accept(&["theme"]);
    manifest.epub = read_epub(root.section("epub", sink), manifest.page.writing, sink);
    if let Some(mut pdf) = root.section("pdf", sink) {
        manifest.pdf.cover = pdf.flag("cover", sink).unwrap_or(manifest.pdf.cover);
        let words = Links::ALL.map(|(_, word)| word);
        manifest.pdf.links = pdf.word("links", Links::from_word, &words, sink).unwrap_or_default();
        pdf.finish(sink);
    }
    if let Some(print) = root.section("print", sink) {
        manifest.print = read_print(print, sink);
    }
    if let Some(mut web) = root.section("web", sink) {
        manifest.web.fonts = web.flag("fonts", sink).unwrap_or_default();
        manifest.web.address = web.text_at("address", sink).and_then(|(text, span)| site_address(&text, span, sink));
        web.finish(sink);
    }
    if let Some(facts) = root.section("facts", sink) {
        manifest.facts = read_facts(facts, sink);
    }
    if let Some(index) = root.section("index", sink) {
        manifest.index = read_index(index, sink);
    }
    if let Some(release) = root.section("release", sink) {
        manifest.release = read_release(release, sink);
    }
    root.finish(sink);
    manifest
}

fn read_book(mut book: Section<'_>, manifest: &mut Manifest, sink: &mut Sink) {
    book.accept(&["multilingual", "text-direction"]);
    manifest.slug = book.text_at("slug", sink).and_then(|(text, span)| checked_slug(&text, span, sink));
    manifest.src = book.text_at("src", sink);
    let metadata = &mut manifest.metadata;
    metadata.title = book.text("title", sink).unwrap_or_default();
    metadata.subtitle = book.text("subtitle", sink);
    // mdBook's first versions knew one `author`; many of its books still have that.
    for (key, role) in
        [("authors", "aut"), ("author", "aut"), ("translators", "trl"), ("editors", "edt"), ("illustrators", "ill")]
    {
        read_contributors(&mut book, key, role, &mut metadata.contributors, sink);
    }
    metadata.description = book.text("description", sink);
    metadata.language = read_language(&mut book, sink);
    metadata.publisher = book.text("publisher", sink);
    metadata.date = book.text_at("date", sink).and_then(|(text, span)| checked_date("book.date", &text, span, sink));
    metadata.isbn = read_isbn(&mut book, sink);
    metadata.rights = book.text("rights", sink);
    metadata.edition = book.text("edition", sink);
    metadata.series = read_series(&mut book, sink);
    metadata.imprint = read_imprint(&mut book, sink);
    metadata.cip = lines(&book.texts("cip", sink));
    metadata.dedication = lines(&book.texts("dedication", sink));
    metadata.identifier = book.text("identifier", sink).unwrap_or_default();
    book.finish(sink);
}

/// The lines of texts, empty ones left out.
fn lines(texts: &[String]) -> Vec<String> {
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A date that is one, or a finding.
pub fn checked_date(name: &str, text: &str, span: Span, sink: &mut Sink) -> Option<String> {
    let checked = date(text);
    if checked.is_none() {
        sink.push(
            Diagnostic::error(
                "bad-date",
                format!("「{name}」不是日期：「{text}」"),
                format!("`{name}` is no date: `{text}`"),
            )
            .at(span)
            .hint("写成 `2026`、`2026-05` 或 `2026-05-01`", "write `2026`, `2026-05` or `2026-05-01`"),
        );
    }
    checked
}

/// The address of a folder on the web, or a finding.
fn site_address(text: &str, span: Span, sink: &mut Sink) -> Option<String> {
    let text = text.trim();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |host: &&str| !host.is_empty() && !host.contains(['?', '#', '"', '<', '>', ' ']) && host.is_ascii();
    if host.filter(is_plain).is_some() {
        return Some(format!("{}/", text.trim_end_matches('/')));
    }
    sink.push(wrong_word("web.address", text, &["https://example.org/book/"], span));
    None
}

fn checked_slug(text: &str, span: Span, sink: &mut Sink) -> Option<String> {
    let slug = identity::slug(text);
    if slug == text {
        return Some(slug);
    }
    sink.push(
        Diagnostic::error("bad-slug", format!("「{text}」不能作文件名"), format!("`{text}` can't name the files"))
            .at(span)
            .hint("只用小写字母、数字和单个连字符", "use lower-case letters, digits and single hyphens"),
    );
    None
}

fn read_contributors(
    book: &mut Section<'_>,
    key: &'static str,
    role: &str,
    out: &mut Vec<Contributor>,
    sink: &mut Sink,
) {
    let name = book.full(key);
    for item in book.items(key) {
        let contributor = match &item.kind {
            ValueKind::Table(_) => read_contributor(&name, item, role, sink),
            ValueKind::Text(text) if !text.trim().is_empty() => {
                Some(Contributor { name: text.trim().to_owned(), role: role.to_owned(), file_as: None })
            }
            ValueKind::Text(_) | ValueKind::Nothing => None,
            ValueKind::Number(_) | ValueKind::Flag(_) | ValueKind::List(_) => {
                sink.push(wrong_type(&name, "名字或 `{ name = … }`", "a name or `{ name = … }`", item));
                None
            }
        };
        out.extend(contributor);
    }
}

fn read_contributor(name: &str, item: &Value, role: &str, sink: &mut Sink) -> Option<Contributor> {
    let mut table = Section::new(name, item, sink)?;
    let person = table.text("name", sink);
    let role = table.text_at("role", sink).map_or_else(
        || role.to_owned(),
        |(text, span)| {
            if text.len() != 3 || !text.bytes().all(|letter| letter.is_ascii_lowercase()) {
                sink.push(wrong_word(
                    &format!("{name}.role"),
                    &text,
                    &["aut", "trl", "edt", "ill", "ctb", "dsr"],
                    span,
                ));
            }
            text
        },
    );
    let file_as = table.text("file-as", sink);
    if person.is_none() {
        sink.push(wrong_type(name, "有 `name` 的表", "a table with a `name`", item));
    }
    table.finish(sink);
    Some(Contributor { name: person?, role, file_as })
}

fn read_language(book: &mut Section<'_>, sink: &mut Sink) -> String {
    let Some((text, span)) = book.text_at("language", sink) else {
        return Metadata::DEFAULT_LANGUAGE.to_owned();
    };
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    if first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return text;
    }
    sink.push(wrong_word("book.language", &text, &["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "en"], span));
    Metadata::DEFAULT_LANGUAGE.to_owned()
}

fn read_isbn(book: &mut Section<'_>, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(value) = book.get("isbn") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut take = |edition: &str, value: &Value, sink: &mut Sink| match value.as_text().and_then(identity::isbn) {
        Some(isbn) => out.push((edition.to_owned(), isbn)),
        None => sink.push(
            Diagnostic::error("bad-isbn", "这个 ISBN 的校验位不对", "the check digit of this ISBN is wrong")
                .at(value.span)
                .hint(
                    "ISBN 有 13 位数字，写成文字：`\"978-7-…\"`",
                    "an ISBN has 13 digits, written as text: `\"978-7-…\"`",
                ),
        ),
    };
    if let ValueKind::Table(_) = value.kind {
        if let Some(mut table) = Section::new("book.isbn", value, sink) {
            for edition in ["epub", "pdf", "print"] {
                if let Some(value) = table.get(edition) {
                    take(edition, value, sink);
                }
            }
            table.finish(sink);
        }
    } else {
        // One number alone belongs to the publication's first edition.
        take("epub", value, sink);
    }
    out
}

fn read_series(book: &mut Section<'_>, sink: &mut Sink) -> Option<Series> {
    let value = book.get("series")?;
    if let Some(title) = value.as_text() {
        return Some(Series { title: title.to_owned(), position: None });
    }
    let mut table = Section::new("book.series", value, sink)?;
    let (title, position) = (table.text("title", sink), table.text("position", sink));
    table.finish(sink);
    Some(Series { title: title?, position })
}

fn read_imprint(book: &mut Section<'_>, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(table) = book.section("imprint", sink) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (key, value) in table.entries() {
        match value.as_text() {
            Some(text) => out.push((key.name.clone(), text.to_owned())),
            None => sink.push(wrong_type(&table.full(&key.name), "文字", "a text", value)),
        }
    }
    out
}

fn read_editions(mut build: Section<'_>, mdbook: &mut MdbookOptions, sink: &mut Sink) -> Vec<Edition> {
    build.accept(&["build-dir", "use-default-preprocessors", "extra-watch-dirs"]);
    mdbook.creates_missing = build.flag("create-missing", sink).unwrap_or(mdbook.creates_missing);
    let mut editions = Vec::new();
    for item in build.items("editions") {
        let word = item.as_text().unwrap_or("");
        match Edition::from_word(word) {
            Some(edition) if editions.contains(&edition) => {}
            Some(edition) => editions.push(edition),
            None => sink.push(wrong_word("build.editions", word, &Edition::ALL.map(Edition::word), item.span)),
        }
    }
    build.finish(sink);
    editions
}
