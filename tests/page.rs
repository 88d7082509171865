//! Tests of pages: the project's own book, composed. What every page must obey, and the pages as text.

mod area;
mod block;
mod code;
mod foot;
mod paragraph;
mod part;
pub(crate) mod scale;
mod table;
mod turned;
mod vertical;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use banxin::diag::{Files, Severity, Sink};
use banxin::display::{Child, GlyphRun, ItemKind, LinkTarget, NodeId, Paged, Role, Structure, Tag};
use banxin::document::{Book, plain_text, walk_blocks, with_addresses};
use banxin::font::FontSet;
use banxin::project::{self, Links, Project};
use banxin::source;
use banxin::typeset::{Input, typeset};
use banxin::units::Abs;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A book on pages.
pub(crate) struct Set {
    project: Project,
    book: Book,
    pub(crate) paged: Paged,
    sink: Sink,
}

pub(crate) fn set(folder: &Path) -> Set {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(folder, None, &mut files, &mut sink).unwrap();
    let fonts = FontSet::load(&root().join("fonts"), &mut files, &mut sink).unwrap();
    let (book, assets) = source::read(&project, &mut files, &mut sink);
    let book = if project.pdf.links == Links::UrlsAsNotes { with_addresses(&book) } else { book };
    let input = Input::of(&project, &book, &assets.list, &fonts, &files);
    let paged = typeset(&input, &mut sink);
    let worst: Vec<_> = sink.findings().iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(worst.is_empty(), "{worst:?}");
    Set { project, book, paged, sink }
}

/// A book made of one article.
fn set_article(name: &str, markdown: &str) -> Set {
    set_with(name, "", markdown)
}

/// The same with more in its manifest.
fn set_with(name: &str, more: &str, markdown: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!("[book]\ntitle = \"{name}\"\n[page]\ncharacters = 20\nlines = 12\n{more}");
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), markdown).unwrap();
    set(folder.path())
}

fn runs(paged: &Paged, page: usize) -> impl Iterator<Item = (&GlyphRun, Tag)> {
    paged.pages[page].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((run, item.tag)),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    })
}

/// The content of each page as lines of text, from top to bottom; what is not content is left out.
fn lines(paged: &Paged, page: usize) -> Vec<String> {
    let mut lines: BTreeMap<i64, Vec<(Abs, &GlyphRun)>> = BTreeMap::new();
    for (run, tag) in runs(paged, page) {
        if matches!(tag, Tag::Slot(_)) {
            // Raised marks belong to the line that they stand in: lines are at least 9 pt apart.
            let line = (run.origin.y.to_pt() / 9.0).round() as i64;
            lines.entry(line).or_default().push((run.origin.x, run));
        }
    }
    let join = |mut runs: Vec<(Abs, &GlyphRun)>| {
        runs.sort_by_key(|&(x, _)| x);
        runs.iter().map(|(_, run)| run.text.as_str()).collect::<String>()
    };
    lines.into_values().map(join).collect()
}

/// Everything that the structure says under a node, in reading order.
pub(crate) fn spoken(paged: &Paged, node: NodeId) -> String {
    let mut filled: BTreeMap<u32, String> = BTreeMap::new();
    for page in 0..paged.pages.len() {
        for (run, tag) in runs(paged, page) {
            if let Tag::Slot(slot) = tag {
                filled.entry(slot.0).or_default().push_str(&run.text);
            }
        }
    }
    let mut out = String::new();
    speak(&paged.structure, node, &filled, &mut out);
    out
}

fn speak(structure: &Structure, node: NodeId, filled: &BTreeMap<u32, String>, out: &mut String) {
    for child in &structure.node(node).children {
        match child {
            Child::Node(inner) => speak(structure, *inner, filled, out),
            Child::Slot(slot) => out.push_str(filled.get(&slot.0).map_or("", String::as_str)),
        }
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_word_of_the_article_is_lost_or_doubled() {
    let set = set(&root().join("book"));
    let article = set.book.articles().next().unwrap();
    let structure = &set.paged.structure;
    let at = structure.nodes.iter().position(|node| node.role == Role::Article).unwrap();
    let mut said = without_spaces(&spoken(&set.paged, NodeId(at as u32)));
    let mut expected = without_spaces(&plain_text(&article.title));
    expected.push_str(&without_spaces(article.subtitle.as_deref().unwrap()));
    expected.push_str(&without_spaces(article.summary.as_deref().unwrap()));
    walk_blocks(&article.body, &mut |block| expected.push_str(&without_spaces(&plain_text(block.inlines()))));
    let keywords = said.find("关键词：").unwrap();
    said.truncate(keywords);
    // The marks of claims are seen and not said: a sentence is copied as it was written.
    assert_eq!(said, expected);
}

#[test]
fn every_line_of_the_body_is_on_the_grid_clr_b14() {
    let set = set(&root().join("book"));
    let (size, pitch) = (set.project.page.type_size, set.project.page.line_pitch);
    let mut seen = 0;
    let mut rests = BTreeMap::new();
    for page in 0..set.paged.pages.len() {
        for (run, _) in runs(&set.paged, page).filter(|(run, _)| run.size == size) {
            *rests.entry(run.origin.y.to_raw().rem_euclid(pitch.to_raw())).or_insert(0) += 1;
            seen += 1;
        }
    }
    assert!(seen > 250, "{seen}");
    assert_eq!(rests.len(), 1, "baselines of all pages are in register: {rests:?}");
}

#[test]
fn nothing_but_furniture_leaves_the_type_area() {
    let set = set(&root().join("book"));
    let page = &set.project.page;
    let width = page.type_size * i64::from(page.characters);
    let start = (page.trim.width - width) / 2;
    for at in 0..set.paged.pages.len() {
        for (run, tag) in runs(&set.paged, at).filter(|(_, tag)| matches!(tag, Tag::Slot(_))) {
            let last = run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at);
            assert!(run.origin.x >= start - run.size / 2, "{} {tag:?}", run.text);
            assert!(run.origin.x + last <= start + width, "{}", run.text);
        }
    }
}

#[test]
fn the_index_and_the_notes_name_the_right_pages() {
    let set = set(&root().join("book"));
    let paged = &set.paged;
    // Every link to a place in the text that shows a number shows the number of the page where that place is.
    let mut checked = 0;
    for page in &paged.pages {
        for link in &page.links {
            let LinkTarget::Anchor(name) = &link.target else { continue };
            let place = paged.destinations.get(name).unwrap_or_else(|| panic!("{name} is nowhere"));
            let shown = without_spaces(&spoken(paged, link.node));
            let digits: String = shown.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '页').collect();
            if (name.starts_with("term-") || name.starts_with("claim-")) && !digits.is_empty() {
                let digits: String = digits.trim_matches('页').chars().rev().collect();
                assert_eq!(digits, paged.pages[place.page].label, "{name} {shown}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 5 + 6, "{checked}");
    for keyword in &set.book.keywords {
        assert!(!keyword.occurrences.is_empty(), "{}", keyword.term);
    }
}

#[test]
fn the_same_book_gives_the_same_pages() {
    let folder = root().join("book");
    assert_eq!(set(&folder).paged, set(&folder).paged);
}

#[test]
fn the_pages_as_text() {
    let set = set(&root().join("book"));
    let mut text = String::new();
    for (at, page) in set.paged.pages.iter().enumerate() {
        text.push_str(&format!("--- {}\n{}\n", page.label, lines(&set.paged, at).join("\n")));
    }
    let path = root().join("tests/cases/page/article.txt");
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    assert_eq!(text, expected, "UPDATE_CASES=1 writes the new pages, to be read before they are committed");
}

#[test]
fn every_kind_of_block_stands_on_pages() {
    let markdown = "# 题\n\n一段**重**与*着重*、`code`、{注|zhù}与[链](https://example.org)。[^1]\n\n> 引文\n\n- 甲\n- 乙\n\n  乙之二\n\n1. 一\n2. 二\n\n\
        | 甲 | 乙 |\n|---|--:|\n| 一 | 1 |\n| 二 | 22 |\n\n```\nfn main() {}\n\nlet 版心 = 1;\n```\n\n---\n\n术语\n: 解释\n\n> [!NOTE]\n> 留意\n\n[^1]: 注文\n";
    let set = set_article("诸块", markdown);
    let whole = without_spaces(&spoken(&set.paged, Structure::ROOT));
    for words in [
        "一段重与着重、code、注zhù与链。①",
        "引文",
        "•甲",
        "乙之二",
        "1.一",
        "一1二22",
        "fnmain(){}",
        "let版心=1;",
        "解释",
        "注意留意",
        "①注文",
    ] {
        assert!(whole.contains(words), "{words} in {whole}");
    }
    let roles: Vec<Role> = set.paged.structure.nodes.iter().map(|node| node.role).collect();
    for role in [Role::Table, Role::TableHead, Role::ListItem, Role::Code, Role::BlockQuote, Role::Note, Role::Link] {
        assert!(roles.contains(&role), "{role:?}");
    }
    let rules = set.paged.pages.iter().flat_map(|page| &page.items);
    assert!(
        rules.filter(|item| matches!(item.kind, ItemKind::Path(_))).count() >= 4,
        "rules of the table and the break"
    );
}

#[test]
fn a_note_and_its_mark_lead_to_each_other() {
    let set = set_article("注", "# 题\n\n正文[^a]。\n\n[^a]: 注文\n");
    let links: Vec<&LinkTarget> =
        set.paged.pages.iter().flat_map(|page| &page.links).map(|link| &link.target).collect();
    for name in ["a/note-1", "a/note-1-mark"] {
        assert!(links.contains(&&LinkTarget::Anchor(name.to_owned())), "{name} in {links:?}");
        assert!(set.paged.destinations.contains_key(name), "{name}");
    }
}

#[test]
fn no_heading_is_left_at_the_foot_clr_n05() {
    // The heading would be the twelfth and last line of the page.
    for before in 4..14 {
        let paragraphs = "一行。\n\n".repeat(before);
        let set = set_article("题", &format!("# 题\n\n{paragraphs}## 小题\n\n{}", "末行。\n\n".repeat(4)));
        let at = (0..set.paged.pages.len())
            .find(|&page| lines(&set.paged, page).iter().any(|line| line == "小题") && page > 1);
        let page = lines(&set.paged, at.unwrap());
        assert_ne!(page.last().map(String::as_str), Some("小题"), "after {before} lines: {page:?}");
    }
}

#[test]
fn a_paragraph_of_a_hundred_thousand_characters_is_set() {
    let set = set_article("长", &format!("# 长\n\n{}\n", "天地玄黄，宇宙洪荒。".repeat(10_000)));
    let whole = without_spaces(&spoken(&set.paged, Structure::ROOT));
    assert_eq!(whole.matches("天地玄黄，宇宙洪荒。").count(), 10_000);
}
