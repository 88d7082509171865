//! Front matter. In: the head of an article, YAML between `---` or TOML between `+++`. Out: its data with places, and where the body begins.

use super::yaml::read_yaml;
use crate::diag::{Diagnostic, FileId, Sink, Span};
use crate::document::{Check, ClaimKind, ClaimStatus, Correction, Media, Source};
use crate::project::{self, Section, Value, ValueKind};

/// More claims or keywords than this in one article are not read.
pub(super) const MAX_ENTRIES: usize = 2_000;

/// What the head of an article says.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<(String, Span)>,
    pub(super) subtitle: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) keywords: Vec<FrontKeyword>,
    pub(super) media: Vec<Media>,
    pub(super) facts: Vec<Fact>,
}

/// A keyword as an article names it.
#[derive(Clone, Debug)]
pub(super) struct FrontKeyword {
    pub(super) term: String,
    pub(super) reading: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) see: Option<String>,
    pub(super) see_also: Vec<String>,
    pub(super) sub: Option<String>,
    /// Whether the index turns a name: family name first.
    pub(super) turn: bool,
    pub(super) places: Places,
    /// Whether Latin letters are found in either case.
    pub(super) fold: bool,
    pub(super) span: Span,
}

/// Which places of a keyword an index has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Places {
    /// Every one that the text has.
    #[default]
    Every,
    /// The first in each article.
    First,
    /// Those that are marked by hand.
    Hand,
}

impl Places {
    const ALL: [&'static str; 3] = ["every", "first", "hand"];

    fn from_word(word: &str) -> Option<Self> {
        [Self::Every, Self::First, Self::Hand]
            .into_iter()
            .zip(Self::ALL)
            .find(|(_, known)| *known == word)
            .map(|(it, _)| it)
    }
}

/// A claim as an article states it.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) id: String,
    pub(super) claim: String,
    pub(super) kind: ClaimKind,
    pub(super) status: ClaimStatus,
    pub(super) at: Option<(String, Span)>,
    pub(super) prefix: Option<String>,
    pub(super) suffix: Option<String>,
    pub(super) sources: Vec<Source>,
    pub(super) checked: Option<Check>,
    pub(super) note: Option<String>,
    pub(super) corrections: Vec<Correction>,
    pub(super) review_by: Option<String>,
    pub(super) span: Span,
}

/// Keys that other site generators read; they say nothing about the text.
const FOREIGN: &[&str] = &[
    "aliases",
    "categories",
    "category",
    "comments",
    "cover",
    "description",
    "draft",
    "expires",
    "id",
    "image",
    "lang",
    "lastmod",
    "layout",
    "math",
    "mathjax",
    "order",
    "permalink",
    "published",
    "slug",
    "tags",
    "toc",
    "type",
    "updated",
    "url",
    "weight",
];

/// Reads the front matter of `text`, if it has one. Out: what it says, and the byte at which the body begins.
pub(super) fn read(text: &str, file: FileId, sink: &mut Sink) -> (Front, usize) {
    let Some((marker, inner, body)) = split(text) else {
        report_unclosed(text, file, sink);
        return (Front::default(), 0);
    };
    let words = &text[inner.clone()];
    let value = match marker {
        "---" => read_yaml(words, file, inner.start, sink),
        _ => project::read_toml(words, file, inner.start, sink),
    };
    (value.map(|value| read_value(&value, sink)).unwrap_or_default(), body)
}

/// Keys that open front matter more often than a text.
const USUAL: [&str; 9] = ["title", "subtitle", "summary", "authors", "author", "date", "keywords", "media", "facts"];

/// Front matter without an end would be set as text. A break with text below it is no front matter.
fn report_unclosed(text: &str, file: FileId, sink: &mut Sink) {
    let mut lines = text.lines();
    let Some(marker) = lines.next().map(str::trim_end).filter(|first| ["---", "+++"].contains(first)) else { return };
    let key = lines.next().and_then(|line| line.split_once([':', '='])).map(|(key, _)| key.trim());
    if key.is_none_or(|key| !USUAL.contains(&key) && !FOREIGN.contains(&key)) {
        return;
    }
    sink.push(
        Diagnostic::error("unclosed-front-matter", "文首的元数据没有收尾", "the front matter has no end")
            .at(Span::new(file, 0..marker.len()))
            .hint(format!("在它后面单独一行写 `{marker}`"), format!("write `{marker}` in a line of its own below it")),
    );
}

/// The marker, the bytes between the markers, and where the body begins.
pub(super) fn split(text: &str) -> Option<(&'static str, std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let marker = ["---", "+++"].into_iter().find(|marker| first.trim_end() == *marker)?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == marker || (marker == "---" && line.trim_end() == "...") {
            return Some((marker, first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn read_value(value: &Value, sink: &mut Sink) -> Front {
    let mut front = Front::default();
    let Some(mut root) = Section::new("", value, sink) else {
        return front;
    };
    front.title = root.text_at("title", sink);
    front.subtitle = root.text("subtitle", sink);
    front.summary = root.text("summary", sink);
    front.authors = root.texts("authors", sink);
    front.authors.extend(root.texts("author", sink));
    front.date = root.text_at("date", sink).and_then(|(text, span)| project::checked_date("date", &text, span, sink));
    let keywords = root.items("keywords");
    front.keywords = limited(keywords, "keywords", sink).iter().filter_map(|item| read_keyword(item, sink)).collect();
    front.media = root.items("media").iter().filter_map(|item| read_media(item, sink)).collect();
    let facts = root.items("facts");
    front.facts = limited(facts, "facts", sink).iter().filter_map(|item| read_fact(item, sink)).collect();
    root.accept(FOREIGN);
    root.finish(sink);
    front
}

fn limited<'a>(items: &'a [Value], name: &str, sink: &mut Sink) -> &'a [Value] {
    let Some(first_over) = items.get(MAX_ENTRIES) else {
        return items;
    };
    sink.push(
        Diagnostic::error(
            "too-many-entries",
            format!("「{name}」超过 {MAX_ENTRIES} 条"),
            format!("more than {MAX_ENTRIES} entries in `{name}`"),
        )
        .at(first_over.span)
        .hint("分到几篇文章里", "divide them among several articles"),
    );
    &items[..MAX_ENTRIES]
}

fn read_keyword(item: &Value, sink: &mut Sink) -> Option<FrontKeyword> {
    let span = item.span;
    if let Some(term) = item.as_text() {
        let term = term.trim().to_owned();
        let plain = FrontKeyword {
            term,
            reading: None,
            aliases: Vec::new(),
            see: None,
            see_also: Vec::new(),
            sub: None,
            turn: false,
            places: Places::default(),
            fold: false,
            span,
        };
        return (!plain.term.is_empty()).then_some(plain);
    }
    let mut table = Section::new("keywords", item, sink)?;
    let term = table.text_at("term", sink);
    let keyword = FrontKeyword {
        term: term.as_ref().map(|(term, _)| term.clone()).unwrap_or_default(),
        reading: table.text("reading", sink),
        aliases: table.texts("aliases", sink),
        see: table.text("see", sink),
        see_also: table.texts("see-also", sink),
        sub: table.text("sub", sink),
        turn: table.flag("turn", sink).unwrap_or(false),
        places: table.word("places", Places::from_word, &Places::ALL, sink).unwrap_or_default(),
        fold: table.flag("fold", sink).unwrap_or(false),
        span: term.as_ref().map_or(span, |(_, span)| *span),
    };
    table.finish(sink);
    if term.is_none() {
        sink.push(missing_key("keywords", "term", span));
        return None;
    }
    Some(keyword)
}

fn read_media(item: &Value, sink: &mut Sink) -> Option<Media> {
    let mut table = Section::new("media", item, sink)?;
    let kind =
        table.word("kind", |word| ["video", "audio"].into_iter().find(|kind| *kind == word), &["video", "audio"], sink);
    let media = Media {
        kind: kind.unwrap_or("video").to_owned(),
        title: table.text("title", sink),
        url: table.text("url", sink),
        poster: table.text("poster", sink),
        file: table.text("file", sink),
        ..Media::default()
    };
    table.finish(sink);
    Some(media)
}

fn read_fact(item: &Value, sink: &mut Sink) -> Option<Fact> {
    read_fact_with(Section::new("facts", item, sink)?, item.span, sink)
}

/// Reads a claim from a table of which its reader may already know more keys.
pub(super) fn read_fact_with(mut table: Section<'_>, whole: Span, sink: &mut Sink) -> Option<Fact> {
    let (id, claim) = (table.text_at("id", sink), table.text("claim", sink));
    let kind = table.word("kind", ClaimKind::from_word, &ClaimKind::ALL.map(ClaimKind::word), sink);
    let status = table.word("status", ClaimStatus::from_word, &ClaimStatus::ALL.map(ClaimStatus::word), sink);
    let at = table.text_at("at", sink);
    let (prefix, suffix) = (table.text("prefix", sink), table.text("suffix", sink));
    let sources = table.items("sources").iter().filter_map(|item| read_source(item, sink)).collect();
    let checked = table.section("checked", sink).and_then(|checked| read_check(checked, sink));
    let note = table.text("note", sink);
    let corrections = table.items("corrections").iter().filter_map(|item| read_correction(item, sink)).collect();
    let review_by = table.text_at("review-by", sink);
    let review_by = review_by.and_then(|(text, span)| project::checked_date("facts.review-by", &text, span, sink));
    table.finish(sink);
    if id.is_none() {
        sink.push(missing_key("facts", "id", whole));
    }
    if claim.is_none() {
        sink.push(missing_key("facts", "claim", whole));
    }
    let (id, span) = id?;
    Some(Fact {
        id,
        claim: claim?,
        kind: kind.unwrap_or(ClaimKind::Event),
        // What the source doesn't say of a claim is that it was checked.
        status: status.unwrap_or(ClaimStatus::Unchecked),
        at,
        prefix,
        suffix,
        sources,
        checked,
        note,
        corrections,
        review_by,
        span,
    })
}

fn read_source(item: &Value, sink: &mut Sink) -> Option<Source> {
    if let ValueKind::Text(words) = &item.kind {
        let is_url = words.starts_with("https://") || words.starts_with("http://");
        let words = Some(words.trim().to_owned());
        return Some(if is_url {
            Source { url: words, ..Source::default() }
        } else {
            Source { title: words, ..Source::default() }
        });
    }
    let mut table = Section::new("facts.sources", item, sink)?;
    let source = Source {
        title: table.text("title", sink),
        author: table.text("author", sink),
        publisher: table.text("publisher", sink),
        date: table.text("date", sink),
        url: table.text("url", sink),
        locator: table.text("locator", sink),
        accessed: table.text("accessed", sink),
        archive: table.text("archive", sink),
        kind: table.text("kind", sink),
    };
    table.finish(sink);
    Some(source)
}

fn read_check(mut table: Section<'_>, sink: &mut Sink) -> Option<Check> {
    let (by, on) = (table.text("by", sink), table.text_at("on", sink));
    let on = on.and_then(|(text, span)| project::checked_date("facts.checked.on", &text, span, sink));
    let text = table.text("text", sink);
    if by.is_none() {
        sink.push(missing_key("facts.checked", "by", table.span()));
    }
    table.finish(sink);
    Some(Check { by: by?, on, text })
}

/// A correction: its words alone, or with the edition and the day.
fn read_correction(item: &Value, sink: &mut Sink) -> Option<Correction> {
    if let Some(text) = item.as_text() {
        return Some(Correction { edition: None, on: None, text: text.trim().to_owned() });
    }
    let mut table = Section::new("facts.corrections", item, sink)?;
    let (edition, text) = (table.text("edition", sink), table.text("text", sink));
    let on = table.text_at("on", sink);
    let on = on.and_then(|(day, span)| project::checked_date("facts.corrections.on", &day, span, sink));
    if text.is_none() {
        sink.push(missing_key("facts.corrections", "text", table.span()));
    }
    table.finish(sink);
    Some(Correction { edition, on, text: text? })
}

fn missing_key(name: &str, key: &str, span: Span) -> Diagnostic {
    Diagnostic::error("missing-key", format!("「{name}」缺「{key}」"), format!("`{name}` lacks `{key}`"))
        .at(span)
        .hint(format!("加上 `{key}: …`"), format!("add `{key}: …`"))
}
