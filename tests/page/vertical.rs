//! Tests of: vertical pages 直排, from the manifest to the display list (CLR-B01, B02, B14, I01, I08, I09, O02).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use banxin::display::{ArtifactKind, GlyphRun, ItemKind, Orientation, Paged, Structure, Tag};
use banxin::units::{Abs, Rect};

use super::{Set, root, runs, set, spoken, without_spaces};

/// The project's own book, set vertically.
fn own_book() -> Set {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("book"), folder.path());
    let manifest = fs::read_to_string(root().join("book/book.toml")).unwrap();
    let tables: Vec<&str> = manifest.split("\n[").filter(|table| table.contains("book]")).collect();
    fs::write(folder.path().join("book.toml"), format!("[{}\n[page]\nwriting = \"vertical\"\n", tables[0])).unwrap();
    set(folder.path())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A vertical book of one article.
fn set_article(markdown: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"直排\"\n[page]\nwriting = \"vertical\"\n").unwrap();
    fs::write(folder.path().join("articles/a.md"), markdown).unwrap();
    let picture = image::RgbImage::from_fn(200, 100, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.save(folder.path().join("articles/a.png")).unwrap();
    set(folder.path())
}

/// The columns of a page from right to left, each from its head down.
fn columns(paged: &Paged, page: usize) -> Vec<String> {
    let mut columns: BTreeMap<i64, Vec<(Abs, &GlyphRun)>> = BTreeMap::new();
    for (run, tag) in runs(paged, page) {
        if matches!(tag, Tag::Slot(_)) {
            // Turned baselines and raised marks are off the centre line: columns are at least 9 pt apart.
            let from_right = (paged.pages[page].size.width - middle(run)).to_pt();
            // Marks that are seen and not read are no part of a column.
            if !run.text.is_empty() {
                columns.entry((from_right / 9.0).round() as i64).or_default().push((run.origin.y, run));
            }
        }
    }
    let join = |mut runs: Vec<(Abs, &GlyphRun)>| {
        runs.sort_by_key(|&(y, _)| y);
        runs.iter().map(|(_, run)| run.text.as_str()).collect::<String>()
    };
    columns.into_values().map(join).collect()
}

/// The x of the centre line that a run stands on.
pub(super) fn middle(run: &GlyphRun) -> Abs {
    match run.orientation {
        Orientation::Vertical => run.origin.x,
        Orientation::Sideways => run.origin.x + run.size.part(38, 100),
        Orientation::Raised => run.origin.x - run.size.part(38, 100),
        Orientation::Horizontal => {
            run.origin.x + run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at + glyph.advance) / 2
        }
    }
}

/// The pages as text are read as `article.txt` is.
#[test]
fn the_vertical_pages_as_text() {
    let set = own_book();
    let mut text = String::new();
    for (at, page) in set.paged.pages.iter().enumerate() {
        text.push_str(&format!("--- {}\n{}\n", page.label, columns(&set.paged, at).join("\n")));
    }
    let path = root().join("tests/cases/page/vertical.txt");
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    assert_eq!(text, expected, "UPDATE_CASES=1 writes the new pages, to be read before they are committed");
}

#[test]
fn vertical_text_says_what_horizontal_text_says() {
    // Page numbers are written in Han figures and quotation marks are rewritten by glyph alone: the text is that of the source.
    let said = |set: &Set| without_spaces(&spoken(&set.paged, Structure::ROOT));
    let letters = |text: String| {
        text.chars().filter(|c| c.is_alphabetic() && !"〇一二三四五六七八九".contains(*c)).collect::<String>()
    };
    let (vertical, horizontal) = (own_book(), set(&root().join("book")));
    let until = |text: String| text.split("版权").next().unwrap_or_default().to_owned();
    assert_eq!(until(letters(said(&vertical))), until(letters(said(&horizontal))));
}

#[test]
fn columns_are_in_register_clr_b14() {
    let set = own_book();
    let (size, pitch) = (set.project.page.type_size, set.project.page.line_pitch);
    let (mut from_spine, mut from_edge) = (BTreeMap::new(), BTreeMap::new());
    for page in 0..set.paged.pages.len() {
        let width = set.paged.pages[page].size.width;
        for (run, _) in runs(&set.paged, page) {
            if run.size == size && run.orientation == Orientation::Vertical {
                // A recto is a left page, bound at its right.
                let distance = if page % 2 == 0 { width - run.origin.x } else { run.origin.x };
                *from_spine.entry(distance.to_raw().rem_euclid(pitch.to_raw())).or_insert(0) += 1;
                *from_edge.entry(run.origin.x.to_raw().rem_euclid(pitch.to_raw())).or_insert(0) += 1;
            }
        }
    }
    assert!(from_spine.values().sum::<i32>() > 150, "{from_spine:?}");
    for (what, rests) in [("the two sides of a leaf", from_spine), ("facing pages", from_edge)] {
        // Halves of a paper whose width is an odd number of units differ by one.
        let (least, most) = (rests.keys().next().unwrap(), rests.keys().next_back().unwrap());
        assert!(most - least <= 2, "{what}: {rests:?}");
    }
}

#[test]
fn odd_pages_are_left_pages_and_the_furniture_is_outside_clr_b02_o02() {
    let set = own_book();
    let mut folios = 0;
    for (at, page) in set.paged.pages.iter().enumerate() {
        let number = page.label.parse().unwrap_or(0);
        assert!(number == 0 || (number % 2 == 1) == (at % 2 == 0), "page {} is the leaf's side {at}", page.label);
        let middle = page.size.width / 2;
        for (run, tag) in runs(&set.paged, at) {
            let Tag::Artifact(kind @ (ArtifactKind::Header | ArtifactKind::Footer)) = tag else { continue };
            assert_eq!(run.orientation, Orientation::Horizontal, "CLR-I08: {}", run.text);
            // Even pages are right pages, whose outer edge is at the right.
            let is_outside = (run.origin.x > middle) == (at % 2 == 1);
            assert!(kind == ArtifactKind::Header || is_outside, "the folio {} of side {at} is outside", run.text);
            folios += i32::from(kind == ArtifactKind::Footer);
        }
    }
    assert!(folios >= 5, "{folios}");
}

#[test]
fn a_blank_page_stands_before_a_body_that_would_begin_on_the_back() {
    // Two pages before the body: none is blank. A contents of two pages makes three, and the fourth is left blank.
    let short = set_article("# 甲\n\n文\n");
    assert!(short.paged.pages.iter().all(|page| !page.items.is_empty()));
    let long = set_article(&format!("# 甲\n\n{}", (1..40).map(|n| format!("## 节{n}\n\n文\n\n")).collect::<String>()));
    let blank: Vec<&str> =
        long.paged.pages.iter().filter(|page| page.items.is_empty()).map(|page| page.label.as_str()).collect();
    let body = long.paged.pages.iter().position(|page| page.label == "1").unwrap();
    assert_eq!(body % 2, 0, "page 1 is a recto");
    assert!(blank.len() <= 1 && blank.iter().all(|label| !label.is_empty()), "{blank:?}");
}

#[test]
fn nothing_but_furniture_leaves_the_vertical_type_area() {
    let set = own_book();
    let options = &set.project.page;
    let length = options.type_size * i64::from(options.characters);
    let free = options.trim.height - length;
    for at in 0..set.paged.pages.len() {
        let width = set.paged.pages[at].size.width;
        for (run, tag) in runs(&set.paged, at).filter(|(_, tag)| matches!(tag, Tag::Slot(_))) {
            // The head margin is the larger one: 54 of 100 parts.
            let head = free.part(54, 100);
            let last = run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at);
            assert!(run.origin.y >= head - run.size / 2, "{} {tag:?}", run.text);
            assert!(run.origin.y + last <= head + length, "{}", run.text);
            assert!(run.origin.x > Abs::ZERO && run.origin.x < width, "{}", run.text);
        }
    }
}

#[test]
fn pictures_stand_upright_and_table_heads_at_the_right_clr_i09() {
    let set = set_article("# 题\n\n![方块](a.png \"图一\")\n\n表：数\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n");
    let areas: Vec<Rect> = set
        .paged
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match &item.kind {
            ItemKind::Picture { area, .. } => Some(*area),
            ItemKind::Glyphs(_) | ItemKind::Path(_) => None,
        })
        .collect();
    let [area] = areas.as_slice() else { panic!("one picture: {areas:?}") };
    let ratio = area.size.width.to_pt() / area.size.height.to_pt();
    assert!((ratio - 2.0).abs() < 0.01, "as wide as it was made: {area:?}");
    let place = |word: &str| {
        let page = set.paged.pages.len();
        let mut found = (0..page).flat_map(|page| runs(&set.paged, page)).filter(|(run, _)| run.text == word);
        found.next().unwrap_or_else(|| panic!("{word} is nowhere")).0.origin
    };
    assert!(place("甲").x > place("丙").x, "the head of a table is its first column, at the right");
    assert!(place("甲").y < place("乙").y, "cells of a row follow downwards");
    let caption = place("图一").x;
    assert!(caption < area.origin.x, "the caption follows to the left");
    assert!(place("数").x > place("甲").x, "a table's caption stands before it, at the right");
}

/// A vertical book with notes in its head margin, if there is room for them.
fn set_noted(page: &str, markdown: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!(
        "[book]\ntitle = \"头注\"\n[page]\nwriting = \"vertical\"\n{page}\n[theme.notes]\nplace = \"side\"\n[theme.parts]\nfront = []\nback = []\n"
    );
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), markdown).unwrap();
    set(folder.path())
}

#[test]
fn side_notes_of_vertical_pages_stand_at_the_head_of_their_lines_clr_o10_o11() {
    let text = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。".repeat(2);
    let mut markdown = String::from("# 题\n\n");
    for at in 0..40 {
        // One note alone, two near each other, long and short ones.
        let mark = if matches!(at % 8, 3 | 4) { format!("[^{at}]") } else { String::new() };
        markdown.push_str(&format!("甲{at}{mark}{text}\n\n"));
    }
    for at in (0..40).filter(|at| matches!(at % 8, 3 | 4)) {
        markdown
            .push_str(&format!("[^{at}]: {}注文完。\n\n", "注文不短不长。".repeat(if at % 16 < 8 { 3 } else { 1 })));
    }
    let set = set_noted("margins = { head = \"46mm\" }", &markdown);
    let told = set.sink.findings().iter().filter(|finding| finding.code != "loose-lines");
    assert_eq!(told.count(), 0, "{:?}", set.sink.findings());
    let size = set.project.page.type_size;
    let area_head = Abs::pt(46.0 / 25.4 * 72.0);
    let mut notes = 0;
    for page in 0..set.paged.pages.len() {
        let own: Vec<(&GlyphRun, Tag)> = runs(&set.paged, page).collect();
        let circled = |run: &GlyphRun| run.text.chars().find(|c| ('①'..='⑳').contains(c));
        let (numbers, marks): (Vec<_>, Vec<_>) =
            own.iter().filter(|(run, _)| circled(run).is_some()).partition(|(run, _)| run.origin.y < area_head);
        let shown = |list: &[&(&GlyphRun, Tag)]| list.iter().filter_map(|(run, _)| circled(run)).collect::<Vec<_>>();
        assert_eq!(shown(&numbers), shown(&marks), "page {page}: each note beside the page of its mark");
        notes += numbers.len();
        if let (Some((number, _)), Some((mark, _))) = (numbers.first(), marks.first()) {
            let off = (middle(number) - middle(mark)).to_pt().abs();
            assert!(off < 12.0, "page {page}: the first note is on the line of its mark, {off} pt off");
        }
        for (run, tag) in &own {
            let is_note = run.origin.y < area_head - size;
            let end = run.origin.y + run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at + glyph.advance);
            assert!(!is_note || matches!(tag, Tag::Slot(_)), "the head margin is for notes alone: {}", run.text);
            assert!(!is_note || end <= area_head - size / 2, "{} keeps off the text", run.text);
        }
    }
    assert_eq!(notes, 10);
}

#[test]
fn a_head_margin_too_narrow_for_notes_is_told_by_its_name_clr_o10() {
    let set = set_noted("margins = { head = \"25mm\" }", "# 题\n\n文[^1]。\n\n[^1]: 注。\n");
    let finding = set.sink.findings().iter().find(|finding| finding.code == "margin-too-narrow").expect("it is told");
    let hints: String = finding.hints.iter().map(|hint| format!("{hint:?}")).collect();
    assert!(hints.contains("天头") && hints.contains("head ="), "{hints}");
}
