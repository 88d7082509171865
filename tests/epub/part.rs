//! Long texts in parts: no file passes 300 KB, no word is lost, every link leads to its place, notes stay with their marks.

use std::collections::BTreeMap;

use banxin::diag::{FileId, Sink, Span};
use banxin::display::PageStart;
use banxin::document::{Assets, Block, BlockKind, Book, InlineKind, Note, NumberForm, Numbering, Table, Target};
use banxin::epub::{Input, Pagination, write};

use super::archive::Archive;
use super::sample::{self, SPAN, bare_metadata, block, heading, inline, paragraph, text};

/// What readers take well, in bytes.
const MOST: usize = 300_000;

fn words(at: usize) -> String {
    format!("第{at}段。{}", "天地玄黄，宇宙洪荒，日月盈昃，辰宿列张。".repeat(12))
}

/// An article with sections, notes, a long list, a long table, long code, and links to all of it.
fn long() -> Book {
    let mut body: Vec<Block> = Vec::new();
    for section in 0..4 {
        body.push(heading(2, &format!("节{section}"), &format!("第{section}节")));
        for at in 0..150 {
            let number = section * 150 + at;
            let mut line = vec![text(&words(number))];
            if number.is_multiple_of(10) {
                line.push(inline(InlineKind::NoteMark(number / 10)));
            }
            let target = Target::Internal { article: "one".into(), block: Some(format!("节{}", (section + 2) % 4)) };
            line.push(inline(InlineKind::Link { target, content: vec![text("别处")] }));
            body.push(paragraph(line));
        }
    }
    let items = (0..900).map(|at| sample::item(None, &words(at))).collect();
    body.push(block(BlockKind::List { numbering: Numbering::From(1, NumberForm::Dot), tight: true, items }));
    let rows = (0..900).map(|at| vec![vec![text(&words(at))], vec![text("值")]]).collect();
    let head = vec![vec![text("名")], vec![text("值")]];
    let table = Table { head, rows, ..Table::default() };
    body.push(block(BlockKind::Table(table)));
    let code = (0..9000).map(|at| format!("let x{at} = {at}; // 注 {}\n", "x".repeat(40))).collect();
    body.push(block(BlockKind::Code { language: Some("rust".into()), text: code }));
    let mut article = sample::article("one", "一篇长文", body);
    article.notes = (0..60)
        .map(|at| Note { label: at.to_string(), body: vec![paragraph(vec![text(&words(at))])], span: SPAN })
        .collect();
    let target = |block: &str| Target::Internal { article: "one".into(), block: Some(block.into()) };
    let link = |block: &str| inline(InlineKind::Link { target: target(block), content: vec![text(block)] });
    let other = sample::article("two", "另一篇", vec![paragraph(vec![link("节0"), link("节3")])]);
    let mut book = sample::bare_book(Vec::new());
    book.parts[0].articles = vec![article, other];
    book
}

fn archive() -> Archive {
    let (metadata, book, assets) = (bare_metadata(), long(), Assets::default());
    let mut sink = Sink::default();
    let bytes = write(&Input::new(&metadata, &book, &assets), &mut sink).unwrap();
    assert!(sink.findings().is_empty());
    Archive::read(&bytes)
}

/// The parts of the long article, in the order of the spine.
fn parts(archive: &Archive) -> Vec<(String, String)> {
    let spine = archive.values("OEBPS/content.opf", "itemref", "idref");
    let own = spine.iter().filter(|id| id.starts_with("page-article-one"));
    own.map(|id| format!("OEBPS/{}.xhtml", id.trim_start_matches("page-")))
        .map(|path| (path.clone(), archive.text(&path).to_owned()))
        .collect()
}

/// The words of a part's body, without its tags.
fn plain(xhtml: &str) -> String {
    let body = xhtml.split_once("<body").unwrap().1;
    body.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.replace('\n', "")).collect()
}

/// How often each number stands between these words.
fn numbers(text: &str, before: &str, after: &str) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    for piece in text.split(before).skip(1) {
        if let Some(number) = piece.split_once(after).and_then(|(number, _)| number.parse::<usize>().ok()) {
            *out.entry(number).or_default() += 1;
        }
    }
    out
}

#[test]
fn no_file_is_too_large_and_no_word_is_lost() {
    let archive = archive();
    let parts = parts(&archive);
    assert!(parts.len() >= 6, "{}", parts.len());
    assert_eq!(parts[1].0, "OEBPS/article-one_p2.xhtml");
    for (path, text) in archive.texts() {
        assert!(text.len() <= MOST, "{path}: {}", text.len());
    }
    // Parts are filled: two of them would be too large for one file.
    for pair in parts.windows(2) {
        assert!(pair[0].1.len() + pair[1].1.len() > MOST, "{}", pair[0].0);
    }
    let all: String = parts.iter().map(|(_, text)| plain(text)).collect();
    let (shown, lines) = (numbers(&all, "第", "段。"), numbers(&all, " x", " = "));
    for at in 0..900 {
        let expected = 2 + usize::from(at < 600) + usize::from(at < 60);
        assert_eq!(shown.get(&at), Some(&expected), "paragraph, item, row or note {at}");
    }
    assert_eq!(all.matches(words(0).split_once('。').unwrap().1).count(), shown.values().sum::<usize>());
    assert_eq!(lines, (0..9000).map(|at| (at, 1)).collect());
    assert!(parts.iter().all(|(_, text)| text.contains("<title>一篇长文</title>")));
    assert!(parts[1].1.contains("<section epub:type=\"chapter\" role=\"doc-chapter\" aria-label=\"一篇长文\">"));
}

#[test]
fn links_lead_to_the_part_that_has_their_place() {
    let archive = archive();
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    let ids = archive.ids();
    let file = |id: &str| ids.iter().find(|(_, ids)| ids.iter().any(|own| own == id)).map(|(path, _)| path.clone());
    let last = file("sec-_8282_3").unwrap();
    assert_ne!(last, "OEBPS/article-one.xhtml");
    let href = format!("{}#sec-_8282_3", last.trim_start_matches("OEBPS/"));
    for from in ["OEBPS/article-two.xhtml", "OEBPS/nav.xhtml"] {
        assert!(archive.values(from, "a", "href").contains(&href), "{from}");
    }
    assert!(archive.values("OEBPS/toc.ncx", "content", "src").contains(&href));
    // An id is in one part alone.
    let mut seen = BTreeMap::new();
    for (path, ids) in ids.iter().filter(|(path, _)| path.contains("article-one")) {
        for id in ids {
            assert!(seen.insert(id.clone(), path).is_none(), "{id}");
        }
    }
}

#[test]
fn notes_stay_with_their_marks() {
    let parts = parts(&archive());
    let mut notes = 0;
    for (path, text) in &parts {
        let marks = text.matches("epub:type=\"noteref\"").count();
        assert_eq!(text.matches("<aside").count(), marks, "{path}");
        assert!(!text.contains("href=\"article-one_p2.xhtml#note-"), "{path}");
        notes += marks;
    }
    assert_eq!(notes, 60);
}

#[test]
fn a_list_counts_on_and_a_table_goes_on() {
    let parts = parts(&archive());
    let mut counted = 0;
    for (path, text) in &parts {
        for piece in text.split("<ol").skip(1) {
            let (tag, rest) = piece.split_once('>').unwrap();
            let start =
                tag.split_once("start=\"").map_or(1, |(_, rest)| rest.split('"').next().unwrap().parse().unwrap());
            assert_eq!(start, counted + 1, "{path}");
            counted += rest.split("</ol>").next().unwrap().matches("<li>").count();
        }
    }
    assert_eq!(counted, 900);
    let rows: usize = parts.iter().map(|(_, text)| text.matches("<tr>").count()).sum();
    let tables: Vec<&str> = parts
        .iter()
        .flat_map(|(_, text)| text.split("<table>").skip(1))
        .map(|table| table.split_once("</table>").unwrap().0)
        .collect();
    assert!(tables.len() > 1);
    // Each part of a table has its head, for readers that hear which column a cell is in (CLR-O14).
    assert!(tables.iter().all(|table| table.trim_start().starts_with("<thead><tr><th scope=\"col\">名</th>")));
    assert_eq!(rows, 900 + tables.len());
}

#[test]
fn a_short_book_is_in_one_part() {
    let (metadata, book, assets) =
        (bare_metadata(), sample::bare_book(vec![paragraph(vec![text("短。")])]), Assets::default());
    let bytes = write(&Input::new(&metadata, &book, &assets), &mut Sink::default()).unwrap();
    assert!(!Archive::read(&bytes).order.iter().any(|path| path.contains("_p")));
}

#[test]
fn of_a_long_book_the_contents_alone_list_the_pages() {
    // So many pages, each with a paragraph: in both forms together their list passes what old readers take of one file.
    let listed = |count: u32| {
        let span = |at: u32| Span { file: FileId(0), start: at * 10, end: at * 10 + 9 };
        let one = |at| Block { span: span(at), ..paragraph(vec![text("字")]) };
        let book = sample::bare_book((0..count).map(one).collect());
        let pages = (0..count).map(|at| ((at + 1).to_string(), Some(PageStart::of(span(at))))).collect();
        let (metadata, assets) = (bare_metadata(), Assets::default());
        let print = Pagination { pages, ..Pagination::default() };
        let input = Input { print: Some(&print), ..Input::new(&metadata, &book, &assets) };
        let archive = Archive::read(&write(&input, &mut Sink::default()).unwrap());
        let ncx = archive.text("OEBPS/toc.ncx");
        assert!(ncx.len() <= 300_000, "{}", ncx.len());
        (archive.links("OEBPS/nav.xhtml", "page-list").len(), ncx.matches("<pageTarget ").count())
    };
    assert_eq!(listed(1000), (1000, 1000));
    assert_eq!(listed(2400), (2400, 0));
}
