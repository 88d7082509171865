//! Tests of the importers: cases in `tests/cases/import/`, each an input, the article it makes and what is reported; the project's own
//! article; and the promise that no word is lost.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what tests share may fail as they do")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use banxin::diag::{Files, Severity, Sink};
use banxin::source::importers::{Imported, Mark, Reason, import};

const SEPARATOR: &str = "=====\n";

/// A file of the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What an import makes, and its findings as `line code`.
fn run(bytes: &[u8], name: &str) -> (Option<Imported>, Vec<String>) {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let imported = import(bytes, name, &mut files, &mut sink);
    assert_eq!(imported.is_none(), sink.has_errors(), "an error instead of an article");
    let mut found = Vec::new();
    for finding in sink.into_sorted() {
        assert!(finding.severity != Severity::Error || !finding.hints.is_empty(), "{} has no remedy", finding.code);
        let place = finding.span.and_then(|span| Some(files.get(span.file)?.place(span.start as usize).line));
        found.push(format!("{} {}", place.unwrap_or(0), finding.code));
    }
    (imported, found)
}

#[track_caller]
fn check(name: &str, case: &str) {
    let mut parts = case.split(SEPARATOR);
    let (input, expected, findings) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let (imported, found) = run(input.as_bytes(), name);
    let imported = imported.unwrap();
    assert_eq!(imported.markdown, expected, "{name}");
    assert_eq!(found, findings.lines().collect::<Vec<_>>(), "{name}");
    assert_nothing_lost(input, &imported, &["关键词", "关键字", "作者", "日期", "年", "月", "日", "事实核查"]);
}

#[test]
fn every_case_makes_its_article() {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(at("tests/cases/import")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    assert!(paths.len() >= 7, "the cases are found");
    for path in paths {
        check(&path.file_name().unwrap().to_string_lossy(), &fs::read_to_string(&path).unwrap());
    }
}

#[test]
fn the_projects_own_article_is_what_an_import_makes() {
    let input = fs::read(at("tests/cases/import/article.txt")).unwrap();
    let (imported, found) = run(&input, "article.txt");
    let imported = imported.unwrap();
    assert_eq!(imported.file_stem, "从5百万美元到掀桌子");
    let committed = fs::read_to_string(at("book/articles").join(format!("{}.md", imported.file_stem))).unwrap();
    // The one thing that the editor added when looking it over: the text calls Elon Musk by his Chinese name.
    let edited = "  - {term: Elon Musk, aliases: [马斯克]}\n";
    assert_eq!(imported.markdown, committed.replace(edited, "  - Elon Musk\n"));
    assert_eq!(committed.matches(edited).count(), 1);
    assert_nothing_lost(&String::from_utf8(input).unwrap(), &imported, &["关键词", "事实核查备注", "需要核查"]);

    let report = &imported.report;
    let removed: Vec<(usize, Reason)> = report.removed.iter().map(|removed| (removed.line, removed.reason)).collect();
    use Reason::{Furniture, Repeat};
    assert_eq!(removed, [(2, Furniture), (3, Furniture), (5, Repeat), (6, Repeat)]);
    assert_eq!((report.n_headings, report.n_keywords, report.n_claims, report.n_placed), (5, 5, 6, 6));
    assert_eq!(report.marks.changed.get(&Mark::Comma), Some(&50));
    let headings: Vec<&String> = found.iter().filter(|line| line.ends_with(" import-heading")).collect();
    assert_eq!(
        headings,
        ["7 import-heading", "12 import-heading", "18 import-heading", "24 import-heading", "29 import-heading"]
    );
}

#[test]
fn each_claim_of_the_article_is_quoted_from_it_once() {
    let (imported, _) = run(&fs::read(at("tests/cases/import/article.txt")).unwrap(), "article.txt");
    let article = Article::read(&imported.unwrap().markdown);
    let quotations: Vec<String> = article.front.facts.into_iter().map(|fact| fact.at.unwrap()).collect();
    for quotation in &quotations {
        assert_eq!(article.body.matches(quotation.as_str()).count(), 1, "{quotation}");
    }
    let starts = [
        "2012 年，一次",
        "立刻向 DeepMind",
        "这场分歧在 2013 年",
        "2015 年，马斯克和 Sam",
        "当马斯克在 2018 年",
        "xAI 的三大目标",
    ];
    assert!(quotations.iter().zip(starts).all(|(quotation, start)| quotation.starts_with(start)), "{quotations:?}");
}

#[test]
fn what_is_no_text_gets_an_error_with_a_remedy() {
    for (bytes, code) in [
        (&b"PK\x03\x04word/document.xml"[..], "0 import-format"),
        (b"%PDF-1.7", "0 import-format"),
        (b"<!DOCTYPE html><p>x</p>", "1 import-format"),
        (b"abc\0\x01\x02", "0 import-binary"),
        (b"\xFF\xFF\xFFxyz", "0 import-encoding"),
        (b"\n \n", "0 import-empty"),
        (b"", "0 import-empty"),
    ] {
        assert_eq!(run(bytes, "a.bin").1, [code], "{bytes:?}");
    }
}

#[test]
fn every_encoding_makes_the_same_article() {
    let input = fs::read_to_string(at("tests/cases/import/article.txt")).unwrap();
    let expected = run(input.as_bytes(), "a.txt").0.unwrap();
    let wide = |order: fn(u16) -> [u8; 2]| input.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let (gb18030, ..) = encoding_rs::GB18030.encode(&input);
    let windows = format!("\u{FEFF}{}", input.replace('\n', "\r\n"));
    for (bytes, name) in [
        (gb18030.to_vec(), "GB18030"),
        (wide(u16::to_le_bytes), "UTF-16LE"),
        (wide(u16::to_be_bytes), "UTF-16BE"),
        (windows.into_bytes(), "UTF-8"),
    ] {
        let imported = run(&bytes, "a.txt").0.unwrap();
        assert_eq!((imported.report.encoding.name(), &imported.markdown), (name, &expected.markdown));
    }
}

/// An article as a reader of Markdown sees it.
struct Article {
    front: Front,
    body: String,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Front {
    title: String,
    subtitle: String,
    summary: String,
    authors: Vec<String>,
    date: String,
    keywords: Vec<String>,
    facts: Vec<Fact>,
}

#[derive(serde::Deserialize)]
struct Fact {
    claim: String,
    at: Option<String>,
}

impl Article {
    fn read(markdown: &str) -> Self {
        // What an article may use, and nothing that reads text as something else.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let (mut yaml, mut body, mut in_front) = (String::new(), String::new(), false);
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::MetadataBlock(_)) => in_front = true,
                Event::End(TagEnd::MetadataBlock(_)) => in_front = false,
                Event::Text(text) if in_front => yaml.push_str(&text),
                Event::Text(text) => body.push_str(&text),
                Event::End(_) => body.push('\n'),
                Event::Start(Tag::Paragraph | Tag::Heading { .. }) | Event::Rule => {}
                other => panic!("plain text became {other:?} in\n{markdown}"),
            }
        }
        let front = if yaml.is_empty() { Front::default() } else { serde_saphyr::from_str(&yaml).unwrap() };
        Self { front, body }
    }

    /// Everything it says, in the order of a plain page.
    fn said(&self) -> String {
        let front = &self.front;
        let claims: Vec<&str> = front.facts.iter().map(|fact| fact.claim.as_str()).collect();
        let (authors, keywords) = (front.authors.concat(), front.keywords.concat());
        [&front.title, &front.subtitle, &authors, &front.date, &front.summary, &self.body, &keywords, &claims.concat()]
            .map(String::as_str)
            .concat()
    }
}

/// Letters and digits in their order, and sorted.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = letters(text).into_iter().filter(|&c| c != '0').collect();
    letters.sort_unstable();
    letters
}

/// Checks that every letter of `input` is in the article or in a line reported as left out, and no other; `labels` aside.
#[track_caller]
fn assert_nothing_lost(input: &str, imported: &Imported, labels: &[&str]) {
    if imported.report.was_markdown {
        assert_eq!(letters(input), letters(&imported.markdown));
        return;
    }
    let article = Article::read(&imported.markdown);
    let without = |mut text: String| {
        for label in labels {
            text = text.replace(label, "");
        }
        text
    };
    let removed: String = imported.report.removed.iter().map(|removed| removed.text.as_str()).collect();
    let has_claims = !article.front.facts.is_empty();
    let numbers: String = (1..=article.front.facts.len()).map(|n| n.to_string()).collect();
    let output = without(article.said()) + &without(removed.clone()) + if has_claims { &numbers } else { "" };
    assert_eq!(sorted(&without(input.to_owned())), sorted(&output), "{}", imported.markdown);
    if removed.is_empty() && labels.is_empty() {
        assert_eq!(letters(input), letters(&article.said()), "in this order\n{}", imported.markdown);
    }
}

/// Texts of the pieces that the importer looks at.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "版心",
        "他说",
        "一段正文",
        "人工智能",
        "AI",
        "OpenAI",
        "don't",
        "2012",
        "1,000",
        "3:2",
        " ",
        "  ",
        "\n",
        "\n\n",
        "，",
        "。",
        ",",
        ".",
        ":",
        "?",
        "!",
        "\"",
        "'",
        "(",
        ")",
        "“",
        "”",
        "...",
        "--",
        "—",
        "*",
        "_",
        "#",
        "`",
        "<",
        ">",
        "[",
        "]",
        "{",
        "|",
        "}",
        "~",
        "$",
        "&amp;",
        "\\",
        "https://a.b/c",
        "1. ",
        "- ",
        "+ ",
        "= ",
        "***",
        "---",
        "\t",
        "\u{200B}",
        "正在加载视频...",
        "很多人以为字体只是字的样子其实是一门手艺",
        "[^1]: ",
    ]);
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_word_is_lost_or_doubled(text in text()) {
        if let (Some(imported), _) = run(text.as_bytes(), "a.txt") {
            assert_nothing_lost(&text, &imported, &[]);
            prop_assert_eq!(run(text.as_bytes(), "a.txt").0, Some(imported), "the same twice");
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,80}") {
        run(&bytes, "a.txt");
        if let Some(imported) = run(text.as_bytes(), "a.txt").0 {
            prop_assert!(!imported.file_stem.is_empty());
        }
    }
}
