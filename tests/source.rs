//! Tests of: reading. Cases stand in `tests/cases/source`, each an input and the tree and findings that are expected of it.
//!
//! A case is `--- name`, the input, `=>`, and what is expected. `@ path` in the input begins another file; without it the input is
//! `articles/a.md`. The tree is written one block a line, with its inlines as `kind(…)`; findings follow as `! code line:column words`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]
#![allow(clippy::disallowed_methods, reason = "hostile input is timed")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use banxin::check::check as check_book;
use banxin::diag::{Diagnostic, Files, Severity, Sink};
use banxin::document::{
    Article, ArticleRole, Assets, Below, Block, BlockKind, Book, Inline, InlineKind, NumberForm, Numbering, RubyKind,
    Target, plain_text, walk_blocks, walk_inlines, with_addresses,
};
use banxin::{project, source};
use proptest::prelude::*;

struct Reading {
    files: Files,
    sink: Sink,
    book: Book,
    assets: Assets,
}

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn read_folder(root: &Path) -> Reading {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    // A manifest that is no TOML opens no book, and its finding is all there is.
    let project = project::open(root, None, &mut files, &mut sink);
    let read = project.map(|project| source::read(&project, &mut files, &mut sink));
    let (book, assets) = read.unwrap_or_default();
    Reading { files, sink, book, assets }
}

/// Reads files as a book; a manifest is added where there is none.
fn read_files(given: &[(&str, &[u8])]) -> Reading {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "book.toml", "[book]\ntitle = \"书\"\n");
    for (path, bytes) in given {
        write(dir.path(), path, bytes);
    }
    read_folder(dir.path())
}

fn read_text(text: &str) -> Reading {
    read_files(&[("articles/a.md", text.as_bytes())])
}

fn inlines(inlines: &[Inline], book: &Book) -> String {
    inlines.iter().map(|inline| one(inline, book)).collect()
}

fn one(inline: &Inline, book: &Book) -> String {
    match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Emphasis(inner) => format!("em({})", inlines(inner, book)),
        InlineKind::Strong(inner) => format!("strong({})", inlines(inner, book)),
        InlineKind::Strike(inner) => format!("del({})", inlines(inner, book)),
        InlineKind::Code(text) => format!("code({text})"),
        InlineKind::Math(text) => format!("math({text})"),
        InlineKind::Html(text) => format!("html({text})"),
        InlineKind::Reference { target, before, shows, after } => {
            format!("ref({}|{before}<{shows:?}>{after})", target_of(target))
        }
        InlineKind::Script { raised, content } => {
            format!("{}({})", if *raised { "sup" } else { "sub" }, inlines(content, book))
        }
        InlineKind::Phrase { kind, content } => format!("{kind:?}({})", inlines(content, book)),
        InlineKind::Break => "⏎".to_owned(),
        InlineKind::NoteMark(at) => format!("note({at})"),
        InlineKind::Ruby(ruby) => {
            let pairs: Vec<String> =
                ruby.pairs.iter().map(|pair| format!("{}|{}", pair.base, pair.annotation)).collect();
            let name = if ruby.kind == RubyKind::Bopomofo { "bopomofo" } else { "ruby" };
            let below = match &ruby.below {
                None => String::new(),
                Some(Below::Reading(readings)) => format!(" / {}", readings.join(" ")),
                Some(Below::Comment(words)) => format!(" // {words}"),
            };
            format!("{name}({}{below})", pairs.join(" "))
        }
        InlineKind::Set { style, content } => format!("{}({})", style.word(), inlines(content, book)),
        InlineKind::Language { tag, content } => format!("lang({tag}|{})", inlines(content, book)),
        InlineKind::Picture(picture) => format!("picture({}|{})", picture.path, picture.alt),
        InlineKind::Link { target, content } => format!("link({}|{})", target_of(target), inlines(content, book)),
        InlineKind::Term { keyword, occurrence, content } => {
            format!("term({}.{occurrence}|{})", book.keywords[*keyword].term, inlines(content, book))
        }
        InlineKind::Claim { claim, last, content } => {
            let end = if *last { "!" } else { "" };
            format!("claim({}|{}){end}", book.claims[*claim].id, inlines(content, book))
        }
    }
}

fn target_of(target: &Target) -> String {
    match target {
        Target::Url(url) => url.clone(),
        Target::Internal { article, block } => format!("{article}#{}", block.as_deref().unwrap_or("")),
        Target::Broken(raw) => format!("broken {raw}"),
    }
}

#[allow(clippy::too_many_lines, reason = "a line or two a kind of block")]
fn dump_blocks(blocks: &[Block], book: &Book, indent: &str, out: &mut String) {
    let inner = format!("{indent}  ");
    for block in blocks {
        let id = block.id.as_deref().map(|id| format!("#{id}")).unwrap_or_default();
        out.push_str(indent);
        match &block.kind {
            BlockKind::Heading { level, content } => writeln!(out, "h{level}{id} {}", inlines(content, book)).unwrap(),
            BlockKind::Paragraph(content) => {
                let word = if block.continued { "p…" } else { "p" };
                writeln!(out, "{word} {}", inlines(content, book)).unwrap();
            }
            BlockKind::Verse(stanzas) => {
                out.push_str("verse\n");
                stanzas.iter().for_each(|stanza| writeln!(out, "{inner}{}", inlines(stanza, book)).unwrap());
            }
            BlockKind::Attribution(content) => writeln!(out, "by {}", inlines(content, book)).unwrap(),
            BlockKind::Quote(blocks) => {
                out.push_str("quote\n");
                dump_blocks(blocks, book, &inner, out);
            }
            BlockKind::Alert(kind, blocks) => {
                writeln!(out, "alert {kind:?}").unwrap();
                dump_blocks(blocks, book, &inner, out);
            }
            BlockKind::List { numbering, tight, items } => {
                let numbering = match numbering {
                    Numbering::From(first, NumberForm::Dot) => format!("From({first})"),
                    Numbering::From(..) | Numbering::Bullets => format!("{numbering:?}"),
                };
                writeln!(out, "list {numbering}{}", if *tight { "" } else { " loose" }).unwrap();
                for item in items {
                    writeln!(out, "{indent}- {}", item.task.map(|done| done.to_string()).unwrap_or_default()).unwrap();
                    dump_blocks(&item.body, book, &inner, out);
                }
            }
            BlockKind::Definitions(items) => {
                out.push_str("definitions\n");
                for item in items {
                    writeln!(out, "{indent}: {}", inlines(&item.term, book)).unwrap();
                    item.meanings.iter().for_each(|meaning| dump_blocks(meaning, book, &inner, out));
                }
            }
            BlockKind::Code { language, text } => writeln!(out, "code {language:?} {text:?}").unwrap(),
            BlockKind::Table(table) => {
                let caption =
                    if table.caption.is_empty() { String::new() } else { inlines(&table.caption, book) + " " };
                let turned = if table.turned { " turned" } else { "" };
                writeln!(out, "table{id}{turned} {caption}{:?}", table.columns).unwrap();
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| inlines(cell, book)).collect();
                    writeln!(out, "{indent}| {}", cells.join(" | ")).unwrap();
                }
            }
            BlockKind::Figure { picture, caption } => {
                let turned = if picture.turned { " turned" } else { "" };
                writeln!(
                    out,
                    "figure{id}{turned} {} {} {:?} {}",
                    picture.path,
                    picture.alt,
                    picture.asset,
                    inlines(caption, book)
                )
                .unwrap();
            }
            BlockKind::Math(text) => writeln!(out, "math{id} {text}").unwrap(),
            BlockKind::Rule => out.push_str("rule\n"),
            BlockKind::Html(text) => writeln!(out, "html {text:?}").unwrap(),
        }
    }
}

fn dump_article(article: &Article, book: &Book, out: &mut String) {
    writeln!(out, "# {} {}", article.id, inlines(&article.title, book)).unwrap();
    dump_blocks(&article.body, book, "", out);
    for note in &article.notes {
        writeln!(out, "[^{}]", note.label).unwrap();
        dump_blocks(&note.body, book, "  ", out);
    }
}

/// Applies every fix, from the end of the text.
fn fixed(text: &str, findings: &[Diagnostic]) -> String {
    let mut text = text.to_owned();
    let mut fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| fix.span.start);
    for fix in fixes.into_iter().rev() {
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    text
}

fn check_rule(text: &str, codes: &[&str], after: &str) {
    let reading = read_text(text);
    let findings = check_book(&reading.book);
    let found: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, codes, "{text}");
    let after = format!("{after}\n");
    let fixed = fixed(&format!("{text}\n"), &findings);
    assert_eq!(fixed, after);
}

#[test]
fn rules_of_a_whole_book() {
    let mark = "ascii-punctuation";
    for (text, codes, after) in [
        ("# 题:目\n\n不是 OpenAI,而是", &[mark, mark][..], "# 题：目\n\n不是 OpenAI，而是"),
        ("好. 坏! 真?", &[mark; 3], "好。坏！真？"),
        ("**好**,坏", &[mark], "**好**，坏"),
        ("B.盖茨 1.5 12:30 a, b `好,` 3.序 https://a.b", &[], "B.盖茨 1.5 12:30 a, b `好,` 3.序 https://a.b"),
        ("马克•吐温 列奥纳多・达 ・カ", &["interpunct"; 2], "马克·吐温 列奥纳多·达 ・カ"),
        ("第１２章Ａ", &["full-width-letter"; 2], "第12章A"),
        ("﹁天﹂︒`︒`", &["presentation-form"; 3], "「天」。`︒`"),
        (
            "# 题\n\n### 三\n\n## 二\n\n### 三\n\n##### 五",
            &["heading-jump"; 2],
            "# 题\n\n### 三\n\n## 二\n\n### 三\n\n##### 五",
        ),
        ("![](a.png)\n\n文![ ](a.png)![图](a.png)", &["empty-alt"; 2], "![](a.png)\n\n文![ ](a.png)![图](a.png)"),
    ] {
        check_rule(text, codes, after);
    }
}

fn dump(reading: &Reading) -> String {
    let mut out = String::new();
    for part in &reading.book.parts {
        if let Some(title) = &part.title {
            writeln!(out, "part {title}").unwrap();
        }
        part.articles.iter().for_each(|article| dump_article(article, &reading.book, &mut out));
    }
    for finding in reading.sink.clone().into_sorted() {
        write!(out, "! {}", finding.code).unwrap();
        if let Some(span) = finding.span {
            let place = reading.files.get(span.file).unwrap().place(span.start as usize);
            let words: String = reading.files.slice(span).lines().next().unwrap_or("").chars().take(20).collect();
            write!(out, " {}:{} {words}", place.line, place.column).unwrap();
        }
        out.push('\n');
    }
    out
}

/// The files that the input of a case names.
fn split(input: &str) -> Vec<(&str, &[u8])> {
    let mut files = Vec::new();
    let mut rest = input;
    if !rest.starts_with("@ ") {
        let end = rest.find("\n@ ").map_or(rest.len(), |at| at + 1);
        files.push(("articles/a.md", &rest.as_bytes()[..end]));
        rest = &rest[end..];
    }
    while let Some(file) = rest.strip_prefix("@ ") {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        let end = text.find("\n@ ").map_or(text.len(), |at| at + 1);
        files.push((path, &text.as_bytes()[..end]));
        rest = text.get(end..).unwrap_or("");
    }
    files
}

fn check(cases: &str) {
    let mut wrong = String::new();
    let mut count = 0;
    for case in cases.split("\n--- ").skip(1) {
        let (name, case) = case.split_once('\n').unwrap();
        let (input, expected) = case.split_once("\n=>\n").unwrap_or((case, ""));
        let actual = dump(&read_files(&split(&format!("{input}\n"))));
        // A title is named only where a case has one.
        let actual = actual.replace("# a a\n", "");
        let findings = |text: &str| text.replace("! no-article-title 1:1 \n", "").trim_end().to_owned();
        if findings(&actual) != expected.trim_end() {
            write!(wrong, "\n--- {name}\n{input}\n=>\n{}\n", findings(&actual)).unwrap();
        }
        count += 1;
    }
    assert!(count > 3, "the cases were not found");
    assert!(wrong.is_empty(), "these came out otherwise:\n{wrong}");
}

#[test]
fn emphasis() {
    check(include_str!("cases/source/emphasis.txt"));
}

#[test]
fn blocks() {
    check(include_str!("cases/source/blocks.txt"));
}

#[test]
fn html() {
    check(include_str!("cases/source/html.txt"));
}

#[test]
fn included_files() {
    check(include_str!("cases/source/include.txt"));
}

#[test]
fn links() {
    check(include_str!("cases/source/links.txt"));
}

#[test]
fn styles_languages_and_ruby() {
    check(include_str!("cases/source/set.txt"));
}

#[test]
fn front_matter_claims_and_keywords() {
    check(include_str!("cases/source/front.txt"));
}

#[test]
fn manifests() {
    check(include_str!("cases/source/manifest.txt"));
}

#[test]
fn windows_line_ends_are_line_ends() {
    let text = "---\ntitle: 题\n---\n甲\n乙\nx\ny\n\n```\na\nb\n```\n\n| 甲 |\n|---|\n| 乙 |\n";
    assert_eq!(dump(&read_text(&text.replace('\n', "\r\n"))), dump(&read_text(text)));
}

/// The codes of the findings that the files of a folder make.
fn codes_in(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let mut codes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = std::fs::read_to_string(path).unwrap();
            // What a file's own tests make up is no finding.
            let text = text.split("#[cfg(test)]").next().unwrap();
            for call in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note("] {
                let calls = text.split(call).skip(1).map(str::trim_start);
                codes.extend(calls.filter_map(|rest| Some(rest.strip_prefix('"')?.split_once('"')?.0.to_owned())));
            }
        }
    }
    codes
}

#[test]
fn every_finding_of_reading_has_a_page() {
    let codes: Vec<String> =
        ["project", "source", "cover", "cover/wrap", "release", "shelf"].into_iter().flat_map(codes_in).collect();
    assert!(codes.len() > 40, "{codes:?}");
    // Writing is the app's, and so is its page.
    for code in codes.into_iter().filter(|code| code != "cannot-write") {
        assert!(banxin::check::page(&code).is_some(), "no page for `{code}`");
    }
}

#[test]
fn pictures_are_read_once() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>";
    let text = "![甲](../images/a.svg) ![乙](../images/b.svg)\n\n![丙](../images/a.svg \"题\")\n\n![丁](c.png)\n";
    let reading = read_files(&[
        ("articles/a.md", text.as_bytes()),
        ("articles/c.png", b"no picture"),
        ("images/a.svg", svg),
        ("images/b.svg", svg),
    ]);
    assert_eq!(reading.assets.list.len(), 1);
    assert_eq!(reading.assets.list[0].path, "images/a.svg");
    assert_eq!((reading.assets.list[0].width, reading.assets.list[0].height), (4, 3));
    let codes: Vec<&str> = reading.sink.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["no-article-title", "bad-image"]);
}

#[cfg(unix)]
#[test]
fn a_link_on_disk_leads_nowhere_outside() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "secret.svg", "<svg/>");
    write(dir.path(), "book/book.toml", "[book]\ntitle = \"书\"\n");
    write(dir.path(), "book/articles/a.md", "# 甲\n\n![](b.svg)\n");
    std::os::unix::fs::symlink(dir.path().join("secret.svg"), dir.path().join("book/articles/b.svg")).unwrap();
    let reading = read_folder(dir.path());
    let codes: Vec<&str> = reading.sink.findings().iter().map(|finding| finding.code).collect();
    assert_eq!((codes, reading.assets.list.len()), (vec!["outside-book"], 0));
}

#[test]
fn a_book_of_mdbook_reads_unchanged() {
    let reading = read_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mdbook")));
    assert_eq!(reading.sink.findings(), [], "an mdBook project has nothing to change");
    let parts: Vec<_> = reading.book.parts.iter().map(|part| (part.title.as_deref(), part.articles.len())).collect();
    assert_eq!(parts, [(None, 5), (Some("Reference"), 3)]);
    let depths: Vec<_> =
        reading.book.articles().map(|article| (article.id.as_str(), article.depth, article.numbered)).collect();
    assert_eq!(
        depths,
        [
            ("intro", 0, false),
            ("start", 0, true),
            ("install", 1, true),
            ("source", 2, true),
            ("odds-and-ends", 0, true),
            ("commands", 0, true),
            ("readme", 0, true),
            ("end", 0, false)
        ]
    );
    let roles: Vec<_> = reading.book.articles().map(|article| article.role).collect();
    assert_eq!((roles[0], roles[1], roles[7]), (ArticleRole::Preface, ArticleRole::Chapter, ArticleRole::Afterword));
    let text = dump(&reading);
    for shown in [
        "includes a third; go link(intro#|home)",
        "println!(\\\"shown\\\");\\n\"",
        "Key(Ctrl)",
        "\"print(\\\"shown\\\")\\n\"",
        "“Quoted” – and so on…",
        "math(x_1 + y)",
        r"\\(code\\)",
    ] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[test]
fn a_book_of_mdbook_needs_no_manifest() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "src/SUMMARY.md", "- [甲](a.md)\n- [乙](b.md)\n");
    write(dir.path(), "src/a.md", "# 甲\n");
    write(dir.path(), "src/b.md", "# 乙\n");
    let reading = read_folder(dir.path());
    let titles: Vec<String> = reading.book.articles().map(|article| plain_text(&article.title)).collect();
    assert_eq!(titles, ["甲", "乙"]);
    let codes: Vec<&str> = reading.sink.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["no-title"], "its folder's name stands in");
}

#[test]
fn what_mdbook_builds_without_is_a_warning() {
    let text = "## 甲\n\n### 乙\n\n[缺](none.md) ![远](https://example.org/a.png) 后\n\n![](gone.png)\n\n![图](https://example.org/b.png)\n\n{{#include gone.rs}}\n";
    let make = |folder: &str, more: &str| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "book.toml", format!("[book]\ntitle = \"书\"\n{more}"));
        write(dir.path(), &format!("{folder}/SUMMARY.md"), "- [甲](a.md)\n- [未写](b.md)\n- [甲](a.md)\n");
        write(dir.path(), &format!("{folder}/a.md"), text);
        read_folder(dir.path())
    };
    let reading = make("src", "");
    assert!(!reading.sink.has_errors(), "{:?}", reading.sink.findings());
    assert!(reading.sink.findings().len() >= 6);
    let shown = dump(&reading);
    for words in ["# a 甲", "缺", "远 后", "https://example.org/b.png", "{{#include gone.rs}}"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(make("articles", "").sink.has_errors(), "a book of our own has nothing missing");
    let strict = make("src", "[build]\ncreate-missing = false\n");
    let errors: Vec<&str> =
        strict.sink.findings().iter().filter(|it| it.severity == Severity::Error).map(|it| it.code).collect();
    assert_eq!(errors, ["missing-article"]);
}

/// Every text that claims to be the source's own bytes must be found there.
fn spans_are_right(reading: &Reading) {
    for article in reading.book.articles() {
        let visit = &mut |inline: &Inline| {
            let source = reading.files.slice(inline.span);
            if let InlineKind::Text(text) = &inline.kind
                && text.len() == inline.span.range().len()
            {
                assert_eq!(text, &source.replace('\n', " "));
            }
        };
        walk_inlines(&article.title, visit);
        walk_blocks(&article.body, &mut |block| walk_inlines(block.inlines(), visit));
    }
}

#[test]
fn addresses_become_notes_in_the_order_of_their_marks() {
    let mut reading = read_text(
        "# 题\n\n## [章](https://a.example)\n\n见[甲](https://a.example/b)，*再见[甲](https://a.example/b)*[^x]和[乙](http://c.example/)。\n\n\
         [a.example/b](https://a.example/b/) <mailto:x@y.example> [丙](mailto:x@y.example)[^x]\n\n\
         [^x]: 原有的[注](https://d.example)。\n",
    );
    reading.book = with_addresses(&reading.book);
    let said: String =
        reading.book.articles().flat_map(|article| &article.notes).map(|note| format!("{};", note.label)).collect();
    assert_eq!(said, "https://a.example/b;x;http://c.example/;mailto:x@y.example;");
    let text = dump(&reading);
    assert!(text.contains("见link(https://a.example/b|甲)note(0)，"), "{text}");
    assert!(text.contains("note(1)和"), "{text}");
    assert!(text.contains("link(mailto:x@y.example|丙)note(3)note(1)"), "the same note of the source again: {text}");
}

#[test]
fn a_line_end_in_html_is_found_at_the_line_end() {
    for line_end in ["\n", "\r\n"] {
        let reading = read_text(&["<b>", "```", "a"].join(line_end));
        spans_are_right(&reading);
        let mut shown = Vec::new();
        walk_blocks(&reading.book.articles().next().unwrap().body, &mut |block| {
            shown.push(plain_text(block.inlines()));
        });
        assert_eq!(shown, ["``` a"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plain_paragraph_keeps_its_words(words in "[a-z天地玄黄，。“”（）0-9]{1,40}", front in any::<bool>()) {
        let head = if front { "---\ntitle: 题\n---\n" } else { "# 题\n\n" };
        let reading = read_text(&format!("{head}文{words}\n"));
        let article = reading.book.articles().next().unwrap();
        prop_assert_eq!(plain_text(article.body[0].inlines()), format!("文{words}"));
        spans_are_right(&reading);
    }

    #[test]
    fn any_markdown_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "**", "*", "~~", "_", "`", "[", "](", ")", "![", "]", "> ", "- ", "1. ", "\n", "\n\n", "    ", "# ", "|", "|-|\n", "$", "$$", "{汉|",
        "}", "字", "，", "“", "a", "1", " ", "\\", "&amp;", "<b>", "[^1]", "[^1]: ", ": ", "```\n", "---\n", "+++\n", "\u{FDD0}", "\u{FDD1}", "\0", "\r\n",
        "](set:name)", "](lang:he)", "](set:x)", "\u{FDD2}", "\u{FDD3}", "term:x", "fact:y", "{#id}", "> [!NOTE]\n", "- [ ] ", "#甲",
    ]), 0..60)) {
        let reading = read_text(&pieces.concat());
        spans_are_right(&reading);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), front in 0..3usize) {
        let mut text = [&b""[..], b"---\n", b"+++\n"][front].to_vec();
        text.extend(bytes);
        text.extend([&b""[..], b"\n---\n", b"\n+++\n"][front]);
        let reading = read_files(&[("articles/a.md", &text), ("articles/SUMMARY.md", b"- [x](a.md)\n")]);
        prop_assert_eq!(reading.book.articles().count(), 1);
    }

    #[test]
    fn any_manifest_is_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let reading = read_files(&[("book.toml", &bytes), ("articles/a.md", b"# x")]);
        let is_toml = reading.sink.findings().iter().all(|finding| finding.code != "bad-toml");
        prop_assert_eq!(reading.book.articles().count(), usize::from(is_toml));
    }
}

fn claims_that_are_nowhere() -> String {
    let facts: String = (0..2_000).map(|n| format!("  - {{id: f{n}, claim: x, at: 人人人人{n}}}\n")).collect();
    let terms: String = (0..2_000).map(|n| format!("  - 人人{n}\n")).collect();
    format!("---\nfacts:\n{facts}keywords:\n{terms}---\n{}", "人人人人人人人人\n".repeat(20_000))
}

#[test]
fn hostile_nesting_and_size_are_survived() {
    let deep = 10_000;
    let mega = 1 << 18;
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let inputs = [
        ">".repeat(deep),
        "> ".repeat(deep) + "x",
        "[".repeat(deep),
        "- ".repeat(deep) + "x",
        "*a ".repeat(deep),
        "[a](".repeat(deep),
        "![".repeat(deep) + "x" + &"](y)".repeat(deep),
        "**甲".repeat(deep) + &"乙**".repeat(deep),
        format!("---\na: {}\n---\n", "[".repeat(deep)),
        format!("---\n{}\n---\n", (0..200).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>()),
        format!("+++\na = {}\n+++\n", "[".repeat(deep)),
        format!("+++\n{} = 1\n+++\n", "a.".repeat(deep) + "a"),
        many("[", mega),
        many("**。", mega),
        many("{汉|", mega),
        many("{", mega),
        "[".repeat(deep) + "x" + &"](set:name)".repeat(deep),
        "[**".repeat(deep) + "x" + &"](lang:he)**".repeat(deep),
        many("[x](set:name)", mega),
        many("](set:name)", mega),
        many("[`", mega) + "](set:kai)",
        many("{汉|a|", mega),
        many("[^1]", mega),
        many("`", mega) + "x",
        many("$", mega),
        many("甲\n", mega),
        many("# 甲\n", mega),
        many("|甲", mega),
        many("<a ", mega),
        many("~~。", mega),
        many("<div>\n", mega),
        many("<b>", mega),
        many("a <b>*x</b>", mega),
        many("<table><tr><td>", mega),
        many("<ul><li>", mega),
        many("<ruby>漢<rt>", mega),
        many("<!--", mega),
        many("<p>甲</b></p>\n", mega),
        many("<div>\n\n- x\n\n</div>\n\n", mega),
        many("{{#include ", mega),
        many("{{#include no.md}}", mega / 16),
        many("> 甲\\\n", mega),
        many("$$x$$ ", mega),
        many("[第@页](#x)", mega / 16),
        (0..10_000).map(|n| format!("甲[^{n}]\n\n[^{n}]: 乙\n\n")).collect::<String>(),
        many("\\*", mega),
        claims_that_are_nowhere(),
    ];
    for input in inputs {
        let began = Instant::now();
        let reading = read_text(&input);
        let start: String = input.chars().take(12).collect();
        assert_eq!(reading.book.articles().count(), 1);
        assert!(began.elapsed() < Duration::from_secs(10), "{start:?} took {:?}", began.elapsed());
    }
}
