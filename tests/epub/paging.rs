//! Pages of the edition on paper in an EPUB (requirement 8): the specimen in, both of its editions; each mark stands before the words that
//! its page begins with.

use std::path::Path;
use std::sync::OnceLock;

use banxin::diag::{Files, Sink};
use banxin::display::{ItemKind, Page, Paged, Tag};
use banxin::font::FontSet;
use banxin::pipeline::{self, Request};
use banxin::project::{self, Edition, EpubProfile};
use banxin::source;
use banxin::typeset::{Input, typeset};

use super::archive::Archive;
use super::{fonts, has};
use crate::cli::Place;

pub(super) fn specimen() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/specimen")
}

pub(super) fn epub(folder: &Path, editions: &[Edition]) -> Vec<u8> {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let editions = Some(editions.to_vec());
    let request = Request { dir: folder.to_owned(), editions, source_date: None, fonts: None, jobs: 2 };
    let made = pipeline::build(&request, &mut files, &mut sink).unwrap_or_else(|| panic!("{:?}", sink.findings()));
    made.into_iter().find(|made| made.name.ends_with(".epub")).unwrap().bytes
}

const EPUB: Edition = Edition::Epub(EpubProfile::Standard);

/// The specimen's EPUB, made by itself.
fn archive() -> &'static Archive {
    static ARCHIVE: OnceLock<Archive> = OnceLock::new();
    ARCHIVE.get_or_init(|| Archive::read(&epub(&specimen(), &[EPUB])))
}

pub(super) fn pages_of(folder: &Path, fonts: &FontSet) -> Paged {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(folder, None, &mut files, &mut sink).unwrap();
    let (book, assets) = source::read(&project, &mut files, &mut sink);
    let input = Input::of(&project, &book, &assets.list, fonts, &files);
    typeset(&input, &mut sink)
}

/// Han alone: editions differ in numbers, marks and spaces.
fn han(text: &str) -> String {
    text.chars().filter(|letter| ('\u{4E00}'..='\u{9FFF}').contains(letter)).collect()
}

/// What is read on a page: running heads, folios and what is repeated are not.
fn words(page: &Page) -> String {
    let read = page.items.iter().filter(|item| matches!(item.tag, Tag::Slot(_)));
    let runs =
        read.filter_map(|item| if let ItemKind::Glyphs(run) = &item.kind { Some(run.text.as_str()) } else { None });
    han(&runs.collect::<String>())
}

/// The words after a mark, without readings.
fn after(xhtml: &str, id: &str) -> String {
    let (_, rest) = xhtml.split_once(&format!("id=\"{id}\"")).unwrap();
    let mut out = String::new();
    let mut hidden = false;
    for piece in rest.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        hidden = tag.starts_with("rt") || tag.starts_with("rp") || hidden && !tag.starts_with('/');
        if !hidden {
            out.push_str(text);
        }
    }
    han(&out).chars().take(8).collect()
}

/// How many Han may stand before the words that a page begins with: the number of a chapter, of a part, the caption of a figure that floats.
const BEFORE: usize = 16;

#[test]
fn each_mark_stands_before_the_words_that_its_page_begins_with() {
    let (archive, paged) = (archive(), pages_of(&specimen(), fonts()));
    let listed = archive.links("OEBPS/nav.xhtml", "page-list");
    let labels: Vec<&str> = paged.starts.keys().map(|&at| paged.pages[at].label.as_str()).collect();
    assert_eq!(listed.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), labels);
    assert!(labels.len() > 30 && labels.contains(&"vii") && labels.contains(&"12"), "{labels:?}");
    for ((href, label), &at) in listed.iter().zip(paged.starts.keys()) {
        let (file, id) = href.split_once('#').unwrap();
        if file == "nav.xhtml" || file == "facts.xhtml" {
            // These two say in other words what they say on paper.
            continue;
        }
        let (shown, marked) = (words(&paged.pages[at]), after(archive.text(&format!("OEBPS/{file}")), id));
        let found = shown.find(&marked).map(|byte| shown[..byte].chars().count());
        assert!(found.is_some_and(|before| before <= BEFORE), "page {label}: `{marked}` in {shown}");
    }
    // A page without a mark has no words, or stands before the text.
    for (at, page) in paged.pages.iter().enumerate().filter(|(at, _)| !paged.starts.contains_key(at)) {
        let is_front = page.label.chars().all(|letter| !letter.is_ascii_digit());
        assert!(
            is_front || words(page).is_empty() || at + 2 > paged.pages.len(),
            "page {}: {}",
            page.label,
            words(page)
        );
    }
}

#[test]
fn the_lists_of_pages_agree_and_the_source_is_named() {
    let archive = archive();
    let listed = archive.links("OEBPS/nav.xhtml", "page-list");
    let targets = archive.values("OEBPS/toc.ncx", "pageTarget", "id").len();
    assert_eq!(listed.len(), targets);
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    has(
        archive,
        "OEBPS/content.opf",
        &[
            "<meta property=\"schema:accessibilityFeature\">pageBreakMarkers</meta>",
            "<meta property=\"schema:accessibilityFeature\">pageNavigation</meta>",
            "<meta property=\"pageBreakSource\">《排一本书》PDF 版</meta>",
        ],
    );
    // The index and the notes on facts name the pages that the terms and claims stand on.
    let is_label = |label: &str| listed.iter().any(|(_, listed)| listed == label);
    let locators = archive.links("OEBPS/keywords.xhtml", "index");
    let mut pages = locators.iter().filter(|(href, _)| href.contains("#term-"));
    assert!(pages.clone().count() > 60 && pages.all(|(_, label)| is_label(label)), "{locators:?}");
    has(archive, "OEBPS/facts.xhtml", &["<dt class=\"label\">页码</dt>\n<dd>"]);
}

#[test]
fn an_epub_is_the_same_whatever_is_made_beside_it() {
    assert!(epub(&specimen(), &[EPUB]) == epub(&specimen(), &[EPUB, Edition::Pdf]));
}

#[test]
fn pages_are_those_of_the_print_edition_where_there_is_one() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let book = |rest: &str| {
        let manifest = format!(
            "[book]\ntitle = \"书\"\nisbn = {{print = \"978-7-111-21382-6\"}}\n[fonts]\ndir = {fonts:?}\n{rest}"
        );
        let long = format!("# 甲\n\n```\n{}```\n\n{}", "let x = 1;\n".repeat(60), "天地玄黄宇宙洪荒。".repeat(300));
        let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", &long)]);
        Archive::read(&epub(place.path(), &[EPUB]))
    };
    let print = book("[build]\neditions = [\"epub\", \"print\"]");
    has(&print, "OEBPS/content.opf", &["<meta property=\"pageBreakSource\">urn:isbn:9787111213826</meta>"]);
    // Pages begin in the middle of code and of a paragraph.
    let text = print.text("OEBPS/article-a.xhtml");
    let mark = "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-2\" aria-label=\"2\"></span>";
    let (before, rest) = text.split_once(mark).unwrap();
    assert!(before.ends_with("\n</span><span class=\"line\">") && rest.starts_with("let"), "{text}");
    assert!(text.contains("黄<span epub:type=\"pagebreak\"") || text.matches("pagebreak").count() > 4, "{text}");
    for none in ["[build]\neditions = [\"epub\"]", "[epub]\npages = \"none\""] {
        let archive = book(none);
        for path in ["OEBPS/content.opf", "OEBPS/nav.xhtml", "OEBPS/toc.ncx", "OEBPS/article-a.xhtml"] {
            let text = archive.text(path).to_ascii_lowercase();
            assert!(!text.contains("pagebreak") && !text.contains("page-list"), "{path}");
        }
    }
}
