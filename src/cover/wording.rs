//! The words of a cover, from the metadata alone: nothing is invented, and what is missing stays empty.

use super::field::Content;
use crate::project::{Contributor, Metadata};

/// The words that the boxes of a template ask for.
pub(super) struct Wording {
    title: String,
    subtitle: String,
    authors: String,
    publisher: String,
    series: String,
    /// Whether quotes and dashes are the Chinese ones.
    pub(super) chinese: bool,
    /// The book's language.
    pub(super) language: String,
}

impl Wording {
    pub(super) fn new(metadata: &Metadata) -> Self {
        let chinese = metadata.language.starts_with("zh");
        Self {
            title: tidy(&metadata.title),
            subtitle: tidy(metadata.subtitle.as_deref().unwrap_or("")),
            authors: authors(&metadata.contributors, &metadata.language),
            publisher: tidy(metadata.publisher.as_deref().unwrap_or("")),
            series: series(metadata),
            chinese,
            language: metadata.language.clone(),
        }
    }

    /// The words of a box; empty where the metadata says nothing.
    pub(super) fn of(&self, content: Content) -> &str {
        match content {
            Content::Title | Content::Squares => &self.title,
            Content::Subtitle => &self.subtitle,
            Content::Authors => &self.authors,
            Content::Publisher => &self.publisher,
            Content::Series => &self.series,
            Content::Rule => "",
        }
    }
}

/// What the cover shows, for those who listen: 封面：《从5百万美元到掀桌子》，….
pub fn alt_text(metadata: &Metadata) -> String {
    let words = Wording::new(metadata);
    let (open, close, comma, name) =
        if words.chinese { ("《", "》", "，", "封面：") } else { ("“", "”", ", ", "Cover: ") };
    let mut out = format!("{name}{open}{}{close}", words.title);
    for part in [&words.subtitle, &words.authors, &words.publisher] {
        if !part.is_empty() {
            out.push_str(comma);
            out.push_str(&part.replace('\u{3000}', " "));
        }
    }
    out
}

/// The series and the place in it.
fn series(metadata: &Metadata) -> String {
    let Some(series) = &metadata.series else { return String::new() };
    let position = series.position.as_deref().map_or(String::new(), |position| format!(" {position}"));
    tidy(&format!("{}{position}", series.title))
}

/// One line, single spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 甲　乙 著　丙 译: people who did the same thing stand together, in the order of the metadata.
fn authors(contributors: &[Contributor], language: &str) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    for person in contributors {
        let name = tidy(&person.name);
        match parts.last_mut() {
            Some((role, names)) if *role == person.role => names.push(name),
            _ => parts.push((&person.role, vec![name])),
        }
    }
    if language.starts_with("zh") {
        let said = |(role, names): &(&str, Vec<String>)| match role_word(role, language) {
            "" => names.join("\u{3000}"),
            word => format!("{} {word}", names.join("\u{3000}")),
        };
        return parts.iter().map(said).collect::<Vec<_>>().join("\u{3000}");
    }
    parts.into_iter().flat_map(|(_, names)| names).collect::<Vec<_>>().join(", ")
}

/// What someone did, as covers say it; roles beside these are left unsaid.
fn role_word(role: &str, language: &str) -> &'static str {
    let traditional = ["zh-Hant", "zh-TW", "zh-HK", "zh-MO"].iter().any(|tag| language.starts_with(tag));
    match (role, traditional) {
        ("aut", _) => "著",
        ("trl", false) => "译",
        ("trl", true) => "譯",
        ("edt", false) => "编",
        ("edt", true) => "編",
        ("ill", false) => "绘",
        ("ill", true) => "繪",
        _ => "",
    }
}
