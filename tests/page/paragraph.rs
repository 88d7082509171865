//! Tests of: what tells paragraphs apart, from the manifest to the page (CLR-L01, L03).

use std::fs;

use banxin::display::{GlyphRun, Tag};
use banxin::units::Abs;

use super::{Set, runs, set};

/// Three paragraphs under a title and one under a heading; the second has an indent that was typed.
const ARTICLE: &str = "# 题\n\n甲甲\n\n\u{3000}\u{3000}乙乙\n\n丙丙\n\n## 节\n\n丁丁\n";

fn book(page: &str) -> Set {
    written(page, ARTICLE)
}

fn written(page: &str, article: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!("[book]\ntitle = \"段\"\n[page]\ncharacters = 20\nlines = 16\n{page}");
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), article).unwrap();
    set(folder.path())
}

/// Where the paragraphs of a book begin: ems from the title's left edge, and the row below the first paragraph's.
fn places(set: &Set) -> Vec<(i64, i64)> {
    let page = set.paged.pages.iter().position(|page| page.label == "1").unwrap();
    let found = |word: &str| -> &GlyphRun {
        runs(&set.paged, page).find(|(run, tag)| run.text.ends_with(word) && matches!(tag, Tag::Slot(_))).unwrap().0
    };
    let words = ["甲甲", "乙乙", "丙丙", "丁丁"].map(found);
    let left: Abs = words.iter().map(|run| run.origin.x).min().unwrap();
    let ems = |run: &GlyphRun| ((run.origin.x - left).to_pt() / 10.5).round() as i64;
    let row = |run: &GlyphRun| ((run.origin.y - words[0].origin.y).to_pt() / 18.0).round() as i64;
    words.iter().map(|run| (ems(run), row(run))).collect()
}

#[test]
fn paragraphs_are_indented_once_whatever_was_typed_clr_l01() {
    let set = book("");
    let page = set.paged.pages.iter().position(|page| page.label == "1").unwrap();
    let left = |word: &str| runs(&set.paged, page).find(|(run, _)| run.text == word).unwrap().0.origin.x;
    assert_eq!(left("甲甲"), left("乙乙"), "no wide space stands before it");
    assert_eq!(places(&set).iter().map(|place| place.1).take(3).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn the_first_paragraph_may_stand_flush_clr_l03() {
    let ems: Vec<i64> = places(&book("first-flush = true\n")).iter().map(|place| place.0).collect();
    assert_eq!(ems, [0, 2, 2, 0], "the first of the text and the first below the heading");
}

#[test]
fn paragraphs_may_stand_apart_without_an_indent_clr_l03() {
    let places = places(&book("indent = \"0\"\nparagraph-space = 1\n"));
    assert_eq!(places.iter().map(|place| place.1).take(3).collect::<Vec<_>>(), [0, 2, 4], "a row between two");
    assert_eq!((places[0].0, places[2].0, places[3].0), (0, 0, 0), "flush");
}

#[test]
fn what_goes_on_after_an_interruption_is_not_indented_clr_l04() {
    let article = "# 题\n\n甲甲 $$a^2$$ 乙乙\n\n> 引\n\n<!-- continued -->丙丙\n\n丁丁\n";
    let ems: Vec<i64> = places(&written("", article)).iter().map(|place| place.0).collect();
    assert_eq!(ems, [2, 0, 0, 2], "after a formula, after a quotation that the source says is inside, and a new one");
}
