//! Tests of: notes at the foot of their pages, columns (CLR-O07, O08, O13, B13). Pages of twelve rows with twenty characters.

use std::collections::BTreeSet;

use banxin::display::{LinkTarget, Structure};

use super::{lines, set_article, set_with, spoken, without_spaces};

const TEXT: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜。";

/// Paragraphs, every third of them with a note of `length` times twelve characters.
fn noted(paragraphs: usize, length: usize) -> String {
    let mut text = String::from("# 题\n\n");
    let mut notes = String::new();
    for at in 0..paragraphs {
        let mark = if at % 3 == 1 { format!("[^{at}]") } else { String::new() };
        text.push_str(&format!("{TEXT}{mark}\n\n"));
        if !mark.is_empty() {
            notes.push_str(&format!("{mark}: {}\n\n", "金生丽水玉出昆冈剑号巨阙。".repeat(length)));
        }
    }
    text + &notes
}

/// Numbers with the pages that show them.
type Shown = Vec<(usize, String)>;

/// The number that each mark shows, with its page, and the number that each note shows, with the page where it begins.
fn numbers(set: &super::Set) -> (Shown, Shown) {
    let (mut marks, mut notes) = (Vec::new(), Vec::new());
    for page in 0..set.paged.pages.len() {
        for line in lines(&set.paged, page) {
            let circled = |letter: &char| ('①'..='⑳').contains(letter);
            let first = line.chars().next();
            for (at, letter) in line.chars().enumerate().filter(|(_, letter)| circled(letter)) {
                let list = if at == 0 && first == Some(letter) { &mut notes } else { &mut marks };
                list.push((page, letter.to_string()));
            }
        }
    }
    (marks, notes)
}

#[test]
fn a_note_stands_on_the_page_of_its_mark_and_numbers_begin_anew_clr_o07_o08() {
    let set = set_article("注", &noted(24, 1));
    let (marks, notes) = numbers(&set);
    assert_eq!(marks, notes);
    assert_eq!(marks.len(), 8);
    let firsts = marks.iter().filter(|(_, number)| number == "①").count();
    let pages: BTreeSet<usize> = marks.iter().map(|(page, _)| *page).collect();
    assert_eq!(firsts, pages.len(), "each page counts from ①: {marks:?}");
    assert!(pages.len() > 2);
}

#[test]
fn the_last_line_of_notes_stands_on_the_foot_of_the_type_area_clr_o07() {
    let set = set_article("注", &noted(24, 2));
    let foot = set.project.page.line_pitch * 11 + set.project.page.type_size;
    let mut feet = BTreeSet::new();
    for page in &set.paged.pages {
        let is_noted =
            page.links.iter().any(|link| matches!(&link.target, LinkTarget::Anchor(name) if name.ends_with("-mark")));
        if is_noted {
            let lowest = page.items.iter().filter_map(|item| match (&item.kind, item.tag) {
                (banxin::display::ItemKind::Glyphs(run), banxin::display::Tag::Slot(_)) => Some(run.origin.y),
                _ => None,
            });
            feet.insert(lowest.max().unwrap());
        }
    }
    assert_eq!(feet.len(), 1, "one height on every page");
    let top = (set.paged.pages[0].size.height - foot).part(49, 100);
    let last = feet.first().unwrap().to_pt() - (top + foot).to_pt();
    assert!((-2.0..0.0).contains(&last), "the descent is between the base line and the foot: {last}");
}

#[test]
fn a_note_longer_than_a_page_goes_on_and_nothing_is_lost_clr_o13() {
    let set = set_article("注", &noted(12, 40));
    let whole = without_spaces(&spoken(&set.paged, Structure::ROOT));
    assert_eq!(whole.matches("金生丽水玉出昆冈剑号巨阙。").count(), 4 * 40);
    assert_eq!(whole.matches(TEXT).count(), 12);
    let (marks, notes) = numbers(&set);
    assert_eq!(marks, notes, "each begins on its mark's page");
}

#[test]
fn endnotes_stand_at_the_articles_end_and_count_through_it_clr_o10() {
    let set = set_with("注", "[theme.notes]\nplace = \"chapter-end\"\n", &noted(12, 1));
    let (marks, notes) = numbers(&set);
    let shown: Vec<&str> = marks.iter().map(|(_, number)| number.as_str()).collect();
    assert_eq!(shown, ["①", "②", "③", "④"]);
    let last = set.paged.pages.len() - 1;
    assert!(notes.iter().all(|(page, _)| *page + 2 >= last), "{notes:?} of {last}");
}

#[test]
fn the_columns_of_the_last_page_end_at_one_height_clr_b13() {
    let text = format!("# 题\n\n{}", format!("{TEXT}\n\n").repeat(8));
    let set = set_with("栏", "[theme.chapter]\ncolumns = 2\n", &text);
    let whole = without_spaces(&spoken(&set.paged, Structure::ROOT));
    assert_eq!(whole.matches(TEXT).count(), 8);
    let words = |at: usize| {
        super::runs(&set.paged, at)
            .map(|(run, _)| run)
            .filter(|run| run.text.chars().count() > 3 && TEXT.contains(&run.text))
    };
    let at = (0..set.paged.pages.len()).rev().find(|at| words(*at).count() > 1).unwrap();
    let middle = set.paged.pages[at].size.width / 2;
    let (left, right): (Vec<_>, Vec<_>) = words(at).partition(|run| run.origin.x < middle);
    let rows = |runs: &[&banxin::display::GlyphRun]| runs.iter().map(|run| run.origin.y).collect::<BTreeSet<_>>();
    let (left, right) = (rows(&left), rows(&right));
    assert!(
        left.len() >= 3 && right.len() >= 3,
        "{} and {} lines: the last page is worth looking at",
        left.len(),
        right.len()
    );
    assert!(left.len().abs_diff(right.len()) <= 1, "{} and {} lines", left.len(), right.len());
    assert!(right.is_subset(&left) || left.is_subset(&right), "they stand on one grid");
}

/// Two chapters with a note each.
fn two_chapters(more: &str) -> super::Set {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!("[book]\ntitle = \"注\"\n[page]\ncharacters = 20\nlines = 12\n{more}");
    std::fs::write(folder.path().join("book.toml"), manifest).unwrap();
    for name in ["a", "b"] {
        std::fs::write(folder.path().join(format!("articles/{name}.md")), noted(2, 1)).unwrap();
    }
    super::set(folder.path())
}

#[test]
fn notes_are_counted_as_the_theme_says_clr_o08() {
    let shown = |restart: &str| {
        let set = two_chapters(&format!("[theme.notes]\nrestart = \"{restart}\"\n"));
        let (marks, notes) = numbers(&set);
        assert_eq!(marks, notes);
        marks.into_iter().map(|(_, number)| number).collect::<Vec<_>>()
    };
    assert_eq!(shown("book"), ["①", "②"]);
    assert_eq!(shown("chapter"), ["①", "①"]);
    assert_eq!(shown("page"), ["①", "①"]);
}

#[test]
fn a_margin_too_narrow_for_side_notes_is_told_and_they_stand_at_the_foot_clr_o10() {
    let narrow = set_with("注", "[page.margins]\nfore = \"12mm\"\n[theme.notes]\nplace = \"side\"\n", &noted(2, 1));
    let codes = |set: &super::Set| set.sink.findings().iter().map(|it| it.code).collect::<Vec<_>>();
    assert!(codes(&narrow).contains(&"margin-too-narrow"), "{:?}", codes(&narrow));
    let edge = |set: &super::Set| {
        let page = (0..set.paged.pages.len()).find(|at| lines(&set.paged, *at).concat().contains("金生丽水")).unwrap();
        super::runs(&set.paged, page).map(|(run, _)| run).find(|run| run.text.contains("金生")).unwrap().origin
    };
    let wide = set_with("注", "[page.margins]\nfore = \"45mm\"\n[theme.notes]\nplace = \"side\"\n", &noted(2, 1));
    assert!(!codes(&wide).contains(&"margin-too-narrow"));
    let middle = |set: &super::Set| set.paged.pages[0].size.width / 2;
    assert!(edge(&narrow).x < middle(&narrow), "at the foot, from the start of the line");
    assert!(edge(&wide).x > middle(&wide), "in the fore margin");
}

#[test]
fn a_note_that_a_note_names_follows_it_on_its_page_clr_o07() {
    let text = noted(12, 1).replace("[^1]: 金生丽水玉出昆冈剑号巨阙。", "[^1]: 甲[^n]。\n\n[^n]: 乙。");
    let set = set_article("注", &text);
    let all: Vec<String> = (0..set.paged.pages.len()).map(|page| lines(&set.paged, page).join("/")).collect();
    let page = all.iter().position(|page| page.contains('甲')).unwrap();
    assert!(page + 2 < all.len(), "{all:?}");
    assert!(all[page].contains("/①甲。/②乙。"), "{}", all[page]);
}

#[test]
fn notes_of_text_in_columns_stand_at_the_foot_and_that_is_told_clr_o10() {
    let more = "[page.margins]\nfore = \"45mm\"\n[theme.notes]\nplace = \"side\"\n[theme.chapter]\ncolumns = 2\n";
    let set = set_with("注", more, &noted(6, 1));
    assert!(set.sink.findings().iter().any(|finding| finding.code == "margin-too-narrow"));
    for page in 0..set.paged.pages.len() {
        let size = set.paged.pages[page].size;
        let notes = super::runs(&set.paged, page).map(|(run, _)| run).filter(|run| run.text.contains("金生"));
        let notes: Vec<_> = notes.collect();
        // The fore margin is 127 points.
        assert!(notes.iter().all(|run| run.origin.x > size.width / 9 && run.origin.x < size.width.part(2, 3)));
        assert_eq!(!notes.is_empty(), lines(&set.paged, page).concat().contains('①'), "page {page}");
    }
}

#[test]
fn columns_of_a_last_page_with_notes_end_at_one_height_too_clr_b13_o07() {
    let set = set_with("栏", "[theme.chapter]\ncolumns = 2\n", &noted(5, 1));
    let page =
        (0..set.paged.pages.len()).rev().find(|page| lines(&set.paged, *page).concat().contains("金生")).unwrap();
    let middle = set.paged.pages[page].size.width / 2;
    let words = super::runs(&set.paged, page).map(|(run, _)| run).filter(|run| run.text.chars().count() > 3);
    let (text, notes): (Vec<_>, Vec<_>) = words
        .filter(|run| TEXT.contains(&run.text) || "金生丽水玉出昆冈剑号巨阙。".contains(&run.text))
        .partition(|run| TEXT.contains(&run.text));
    let (left, right): (Vec<_>, Vec<_>) = text.into_iter().partition(|run| run.origin.x < middle);
    let rows = |runs: &[&banxin::display::GlyphRun]| runs.iter().map(|run| run.origin.y).collect::<BTreeSet<_>>();
    let (left, right) = (rows(&left), rows(&right));
    assert!(left.len() >= 3 && left.len().abs_diff(right.len()) <= 1, "{left:?} and {right:?}");
    assert!(!notes.is_empty() && notes.iter().all(|run| run.origin.y > *left.last().unwrap()), "on the foot");
    let below: Vec<bool> = notes.iter().map(|run| run.origin.x > middle).collect();
    assert!(below.contains(&true) && below.contains(&false), "each below the column of its mark: {below:?}");
}
