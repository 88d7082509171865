//! Tests of: claims and keywords as data: the ledger beside a book, checks that are written down, suggestions, `facts.json` and its schema,
//! and a book with very many of them.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a large book is timed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use banxin::check::{ledger, stated};
use banxin::diag::{Files, Sink};
use banxin::display::{ItemKind, Structure};
use banxin::pipeline::{self, Ledger, Request};
use banxin::source::{Record, record};
use banxin::units::Point;
use serde_json::Value;

use crate::page::{self, scale::computed};

fn read(root: &Path) -> (Ledger, Vec<&'static str>) {
    let request =
        Request { dir: root.to_owned(), editions: None, source_date: Some(1_790_000_000), fonts: None, jobs: 1 };
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let ledger = pipeline::facts(&request, &mut files, &mut sink).unwrap();
    (ledger, sink.findings().iter().map(|finding| finding.code).collect())
}

fn book(files: &[(&str, &str)]) -> (tempfile::TempDir, Ledger, Vec<&'static str>) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("book.toml"), "[book]\ntitle = \"书\"\n").unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (ledger, codes) = read(dir.path());
    (dir, ledger, codes)
}

/// What is wrong with a value by a schema: the few words of JSON Schema that ours uses, and none that it doesn't know.
fn errors(value: &Value, schema: &Value, path: &str, out: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let fits = match word.as_str() {
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64(),
                "boolean" => value.is_boolean(),
                other => panic!("{other}"),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "required" => rule.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "items" => {
                value.as_array().into_iter().flatten().for_each(|item| errors(item, rule, &format!("{path}[]"), out));
                true
            }
            "properties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(key) {
                        Some(rule) => errors(inner, rule, &format!("{path}.{key}"), out),
                        None => out.push(format!("{path}.{key} is not known")),
                    }
                }
                true
            }
            "$schema" | "title" | "description" | "additionalProperties" => true,
            other => panic!("the schema uses `{other}`"),
        };
        if !fits {
            out.push(format!("{path}: {word}"));
        }
    }
}

const LEDGER: &str = "[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"投了500万\"\narticle = \"articles/b.md\"\nreview-by = \"2020-01\"\n\
    sources = [{ title = \"书\", kind = \"M\", date = \"1999\" }]\nchecked = { by = \"乙\", text = \"000000000000\" }\n\
    corrections = [{ edition = \"第2版\", text = \"改了\" }]\n\n[[facts]]\nid = \"c\"\nclaim = \"丙\"\nat = \"独一无二\"\n";

#[test]
fn a_ledger_beside_the_book_finds_its_articles() {
    let (_dir, ledger, codes) = book(&[
        ("articles/a.md", "# 一\n\n投了 500 万。\n"),
        ("articles/b.md", "# 二\n\n他*投了* 500\n万。这里独一无二。\n"),
        ("facts.toml", LEDGER),
    ]);
    assert_eq!(codes, [""; 0]);
    let claims = &ledger.book.claims;
    assert!(claims.iter().all(|claim| claim.place.as_ref().is_some_and(|place| place.article == "b")), "{claims:?}");
    assert!(claims[0].changed() && claims[0].overdue(&ledger.day) && !claims[1].changed());
}

#[test]
fn what_a_ledger_gets_wrong_is_said() {
    for (toml, code) in [
        ("[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"没有的话\"\n", "quotation-not-found"),
        ("[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"两处\"\n", "quotation-not-unique"),
        ("[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"两处\"\narticle = \"articles/x.md\"\n", "unknown-article"),
        (
            "[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"甲处\"\n[[facts]]\nid = \"a\"\nclaim = \"乙\"\n",
            "claim-twice",
        ),
        ("[[facts]]\nid = \"a\"\nclaim = \"甲\"\nat = \"甲处\"\ncheked = 1\n", "unknown-key"),
        ("[[facts]\n", "bad-toml"),
    ] {
        let (_dir, _, codes) = book(&[("articles/a.md", "# 一\n\n两处，两处，甲处。\n"), ("facts.toml", toml)]);
        assert!(codes.contains(&code), "{toml}: {codes:?}");
    }
}

#[test]
fn the_ledger_keeps_to_its_schema() {
    let (_dir, read, _) = book(&[("articles/b.md", "# 二\n\n投了 500 万。这里独一无二。\n"), ("facts.toml", LEDGER)]);
    let schema = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/facts.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut value = ledger(&read.book, &read.project.metadata, &read.day);
    let mut found = Vec::new();
    errors(&value, &schema, "", &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(value["claims"][0]["sources"][0]["kind"], "M");
    // The schema can say no.
    value["claims"][0]["status"] = "perhaps".into();
    errors(&value, &schema, "", &mut found);
    assert_eq!(found, [".claims[].status: enum"]);
}

#[test]
fn suggestions_find_the_sentences_of_all_claims_of_the_article() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("book");
    let (with, _) = read(&source);
    assert_eq!(with.book.claims.len(), 6);
    assert!(with.book.claims.iter().all(|claim| claim.place.is_some()));
    let article = fs::read_dir(source.join("articles")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(article).unwrap();
    let (head, rest) = text.split_once("facts:\n").unwrap();
    let body = rest.split_once("\n---\n").unwrap().1;
    let (_dir, without, _) = book(&[("articles/a.md", &format!("{head}---\n{body}"))]);
    let suggested = stated(&without.book);
    for claim in &with.book.claims {
        let words = claim.at.as_ref().unwrap();
        assert!(suggested.iter().any(|stated| stated.text.contains(words.as_str())), "{words}");
    }
    // A claim that is there is not suggested again.
    let left = stated(&with.book).len();
    assert_eq!(suggested.len(), left + 6);
    assert!(left <= 14, "{left} others");
}

#[test]
fn a_check_that_was_written_holds_until_the_sentence_changes() {
    let text = "---\nfacts:\n  - {id: a, claim: 甲, at: 投了500万}\n---\n# 一\n\n他投了 500 万。\n";
    let (dir, before, _) = book(&[("articles/a.md", text)]);
    let found = Record {
        status: banxin::document::ClaimStatus::Supported,
        by: "李四".into(),
        on: Some("2026-11-01".into()),
        sources: vec!["https://example.org/".into()],
        note: None,
        text: before.book.claims[0].text.clone(),
    };
    let written = record(text, false, "a", &found).unwrap();
    let path = dir.path().join("articles/a.md");
    fs::write(&path, &written).unwrap();
    let (after, _) = read(dir.path());
    assert_eq!(after.book.claims[0].checked.as_ref().unwrap().by, "李四");
    assert!(!after.book.claims[0].changed());
    fs::write(&path, written.replace("他投了", "她投了")).unwrap();
    assert!(read(dir.path()).0.book.claims[0].changed());
}

/// A book with so many articles, ten claims and four keywords for each.
fn large_book(articles: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("book.toml"), "[book]\ntitle = \"书\"\n").unwrap();
    fs::create_dir(dir.path().join("articles")).unwrap();
    let mut ledger = String::new();
    for article in 0..articles {
        let mut text = format!(
            "---\nkeywords: [词{article}甲, 词{article}乙, 词{article}丙, 词{article}丁]\n---\n# 第{article}篇\n\n"
        );
        for claim in 0..10 {
            let (a, b) = (article, claim);
            writeln!(text, "这是第{a}篇的第{b}句，：词{a}甲、词{a}乙、词{a}丙和词{a}丁，投了{a}之{b}万元。\n").unwrap();
            writeln!(ledger, "[[facts]]\nid = \"f-{a}-{b}\"\nclaim = \"投资\"\nat = \"投了{a}之{b}万元\"").unwrap();
        }
        fs::write(dir.path().join(format!("articles/{article}.md")), text).unwrap();
    }
    fs::write(dir.path().join("facts.toml"), ledger).unwrap();
    dir
}

/// How long the processor takes to read a large book; nothing where the system doesn't tell.
fn reading(articles: usize) -> Duration {
    let dir = large_book(articles);
    let before = computed();
    let (read, codes) = read(dir.path());
    let time = computed().zip(before).map_or(Duration::ZERO, |(after, before)| after - before);
    assert_eq!(codes, [""; 0]);
    assert!(read.book.claims.iter().all(|claim| claim.place.is_some()));
    assert_eq!(read.book.claims.len(), articles * 10);
    assert_eq!(read.book.keywords.len(), articles * 4);
    assert!(read.book.keywords.iter().all(|keyword| keyword.occurrences.len() == 10));
    time
}

#[test]
fn five_thousand_claims_and_two_thousand_keywords_take_linear_time() {
    let (some, many) = (reading(125), reading(500));
    println!("125 articles: {some:?}; 500 articles: {many:?}");
    // Four times as much may take four times as long, and as much again for a busy machine.
    assert!(many < some * 12 + Duration::from_millis(500), "{some:?} {many:?}");
    assert!(many < Duration::from_secs(20), "{many:?}");
}

/// How long the processor takes to set a large book, with its two appendices, which name the last page of its articles.
fn setting(articles: usize) -> Duration {
    let dir = large_book(articles);
    let before = computed();
    let set = page::set(dir.path());
    let time = computed().zip(before).map_or(Duration::ZERO, |(after, before)| after - before);
    let said = page::spoken(&set.paged, Structure::ROOT);
    let appendices = &said[said.rfind("事实核查备注").unwrap()..];
    assert_eq!(appendices.matches("投资").count(), articles * 10, "a note for every claim");
    // Once in each sentence, and in the index.
    assert!(said.matches(&format!("词{}丁", articles - 1)).count() > 10, "the last keyword");
    time
}

#[test]
fn the_appendices_of_two_thousand_claims_are_set_in_linear_time() {
    let (some, many) = (setting(50), setting(200));
    println!("50 articles: {some:?}; 200 articles: {many:?}");
    assert!(many < some * 12 + Duration::from_millis(500), "{some:?} {many:?}");
}

/// Words, or a mark, as they stand on a page.
#[derive(Clone, PartialEq, Debug)]
struct Stands {
    page: usize,
    at: Point,
    words: String,
}

/// All that is read on the pages of a book with claims on rectos and versos, and all that is seen only.
fn marked(mark: &str, more: &str) -> (Vec<Stands>, Vec<Stands>) {
    let dir = large_book(4);
    fs::write(dir.path().join("book.toml"), format!("[book]\ntitle = \"书\"\n[facts]\nmark = \"{mark}\"\n{more}"))
        .unwrap();
    let set = page::set(dir.path());
    let pages = set.paged.pages.iter().enumerate().flat_map(|(at, page)| page.items.iter().map(move |item| (at, item)));
    let runs = pages.filter_map(|(page, item)| match &item.kind {
        ItemKind::Glyphs(run) => Some(Stands { page, at: run.origin, words: run.text.clone() }),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    });
    runs.partition(|run| !run.words.is_empty())
}

#[test]
fn side_marks_stand_in_the_fore_margin_and_change_no_line() {
    let (plain, none) = marked("none", "");
    let (words, marks) = marked("side", "");
    assert!(none.is_empty());
    assert_eq!(words, plain, "every word stands where it stands without marks");
    assert_eq!(marks.len(), 40, "one for each claim");
    let mut sides = [0, 0];
    for mark in &marks {
        let beside = |words: &&Stands| words.page == mark.page && words.at.y == mark.at.y;
        let line: Vec<&Stands> = words.iter().filter(beside).collect();
        assert!(!line.is_empty(), "beside a line: {mark:?}");
        let is_behind = line.iter().all(|words| words.at.x < mark.at.x);
        let is_before = line.iter().all(|words| words.at.x > mark.at.x);
        assert!(is_behind || is_before, "{mark:?} {line:?}");
        sides[usize::from(is_behind)] += 1;
        let all_on_one_side = |other: &Stands| other.page != mark.page || (other.at.x > line[0].at.x) == is_behind;
        assert!(marks.iter().all(all_on_one_side));
    }
    assert!(sides[0] > 3 && sides[1] > 3, "on versos before the lines, on rectos behind them: {sides:?}");
    // Where the margin holds notes the marks stay in the text, as letters do.
    let notes = "[page.margins]\nfore = \"40mm\"\n[theme.notes]\nplace = \"side\"\n";
    assert_eq!(marked("side", notes), marked("letter", notes));
}
