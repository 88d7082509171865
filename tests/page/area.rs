//! Tests of: the type area 版心 and its grid, over every page of whole books (CLR-B01 to B15, N01, N05, O01, O05). The books are the specimen
//! in each theme and two of mdBook's kind; what they must obey is arithmetic over their display lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use banxin::display::{ArtifactKind, Child, GlyphRun, NodeId, Orientation, Paged, Role, Tag};
use banxin::project::PageOptions;
use banxin::units::{Abs, Size, Writing};

use super::vertical::middle;
use super::{Set, root, runs, set};
use crate::themes::specimen;

const THEMES: [&str; 4] = ["literary", "technical", "magazine", "vertical"];

/// A book in each theme, and what must hold of it.
fn of_each(check: impl Fn(&str, &Set)) {
    for theme in THEMES {
        check(theme, &set(specimen(theme).path()));
    }
    check("mdbook-zh", &set(&root().join("tests/fixtures/mdbook-zh")));
}

/// A run on its page, along the line and across it, in logical places: from the type area's start, from its head to the line.
struct Placed<'a> {
    page: usize,
    run: &'a GlyphRun,
    slot: Option<u32>,
    along: Abs,
    across: Abs,
}

impl Placed<'_> {
    fn end(&self) -> Abs {
        self.along + self.run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at + glyph.advance)
    }
}

/// Where the type area begins on a page: from the left of the paper, from its right, from its head.
fn area_start(page: &PageOptions, at: usize) -> (Abs, Abs, Abs) {
    let (margins, is_recto) = (page.margins(), at.is_multiple_of(2));
    // Bound at the left of rectos in horizontal books, at their right in vertical ones.
    let binds_left = is_recto == (page.writing == Writing::Horizontal);
    let (left, right) = if binds_left { (margins.spine, margins.fore) } else { (margins.fore, margins.spine) };
    (left, right, margins.head)
}

/// Content that runs as the book's lines do: no turned tables.
fn placed(set: &Set) -> Vec<Placed<'_>> {
    let page = &set.project.page;
    let mut found = Vec::new();
    for at in 0..set.paged.pages.len() {
        let (left, right, head) = area_start(page, at);
        for (run, tag) in runs(&set.paged, at).filter(|(run, _)| run.orientation != Orientation::Raised) {
            let (along, across) = match page.writing {
                Writing::Horizontal => (run.origin.x - left, run.origin.y - head),
                Writing::Vertical => (run.origin.y - head, set.paged.pages[at].size.width - right - middle(run)),
            };
            let slot = match tag {
                Tag::Slot(slot) => Some(slot.0),
                Tag::Artifact(_) => continue,
            };
            found.push(Placed { page: at, run, slot, along, across });
        }
    }
    found
}

/// The roles above every slot, the nearest first, with the nodes that have them.
fn ancestors(paged: &Paged) -> BTreeMap<u32, Vec<(Role, NodeId)>> {
    fn walk(paged: &Paged, node: NodeId, above: &[(Role, NodeId)], out: &mut BTreeMap<u32, Vec<(Role, NodeId)>>) {
        let mut own = vec![(paged.structure.node(node).role, node)];
        own.extend_from_slice(above);
        for child in &paged.structure.node(node).children {
            match child {
                Child::Node(inner) => walk(paged, *inner, &own, out),
                Child::Slot(slot) => drop(out.insert(slot.0, own.clone())),
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(paged, NodeId(0), &[], &mut out);
    out
}

fn is_han(run: &GlyphRun) -> bool {
    run.text.chars().next().is_some_and(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter))
}

/// From the type area's head to a row's line, of em boxes of the body's size.
fn line_of_row(page: &PageOptions, row: u32) -> Abs {
    let reference = match page.writing {
        Writing::Horizontal => page.type_size.part(88, 100),
        Writing::Vertical => page.type_size / 2,
    };
    page.line_pitch * i64::from(row) + reference
}

/// Every line of the body stands on one of the page's rows, on all pages, on both sides of a leaf; so all lines are one distance apart,
/// annotated or not, and text below headings, tables and figures is on the grid again.
#[test]
fn every_line_of_whole_books_is_on_a_row_clr_b05_b06_b10_b14_n01_o18() {
    of_each(|name, set| {
        let page = &set.project.page;
        let rows: Vec<Abs> = (0..page.lines).map(|row| line_of_row(page, row)).collect();
        let mut seen = BTreeMap::new();
        for placed in placed(set).iter().filter(|placed| placed.run.size == page.type_size && is_han(placed.run)) {
            let near = |row: &Abs| (placed.across - *row).abs() <= Abs::pt(0.01);
            let row = rows.iter().position(near);
            assert!(
                row.is_some(),
                "{name}, page {}: {} is off the grid: {:?}",
                placed.page,
                placed.run.text,
                placed.across
            );
            *seen.entry(row).or_insert(0) += 1;
        }
        let is_long = name != "mdbook-zh";
        assert!(seen.values().sum::<i32>() > if is_long { 300 } else { 50 }, "{name}: {seen:?}");
        assert!(!is_long || seen.len() == rows.len(), "{name}: every row is used on some page");
    });
}

/// The text, the contents, the index and what else a book has stand in one and the same type area.
#[test]
fn all_parts_of_a_book_keep_the_type_area_clr_b04_b11() {
    of_each(|name, set| {
        let page = &set.project.page;
        let length = page.type_size * i64::from(page.characters);
        let above = ancestors(&set.paged);
        let mut parts = BTreeSet::new();
        for placed in placed(set) {
            let end = placed.along + placed.run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at);
            assert!(
                placed.along >= Abs::ZERO - page.type_size / 2,
                "{name}, page {}: {}",
                placed.page,
                placed.run.text
            );
            assert!(end <= length, "{name}, page {}: {} ends at {end:?}", placed.page, placed.run.text);
            parts.extend(above[&placed.slot.unwrap()].iter().map(|(role, _)| *role));
        }
        for part in [Role::Contents, Role::Index, Role::Article].iter().filter(|_| name != "mdbook-zh") {
            assert!(parts.contains(part), "{name} has {part:?}");
        }
    });
}

/// Text aligns at both edges: a line that its paragraph goes on after ends at the measure's end, where its last character is one of
/// Han, and no more than half an em from it where it is a mark.
#[test]
fn every_line_but_a_paragraphs_last_is_full_clr_b12() {
    of_each(|name, set| {
        let page = &set.project.page;
        let length = page.type_size * i64::from(page.characters);
        let above = ancestors(&set.paged);
        let mut lines: BTreeMap<(NodeId, usize, i64), (Abs, String, bool)> = BTreeMap::new();
        for placed in placed(set) {
            let own = &above[&placed.slot.unwrap()];
            let paragraph = own.iter().find(|(role, _)| *role == Role::Paragraph);
            let is_text = own.iter().all(|(role, _)| {
                !matches!(
                    role,
                    Role::BlockQuote | Role::Note | Role::ListItem | Role::TableCell | Role::Division | Role::RubyText
                )
            });
            let (true, Some((_, node))) = (is_text && own.iter().any(|(role, _)| *role == Role::Article), paragraph)
            else {
                continue;
            };
            let row = (placed.across.to_pt() / page.line_pitch.to_pt()).round() as i64;
            let line = lines.entry((*node, placed.page, row)).or_default();
            line.2 |= placed.run.size == page.type_size;
            if placed.end() > line.0 {
                (line.0, line.1) = (placed.end(), placed.run.text.to_string());
            }
        }
        // Remarks and captions are of another size.
        lines.retain(|_, line| line.2);
        let mut checked = 0;
        let lines: Vec<_> = lines.into_iter().collect();
        for pair in lines.windows(2).filter(|pair| pair[0].0.0 == pair[1].0.0) {
            let (end, text, _) = &pair[0].1;
            let short = (length - *end).to_pt() / page.type_size.to_pt();
            let ends_in_han = text.chars().next_back().is_some_and(|last| ('\u{4E00}'..='\u{9FFF}').contains(&last));
            let most = if ends_in_han { 0.01 } else { 0.55 };
            // Standfirsts are set in, by two ems on each side.
            if short.abs() <= most {
                checked += 1;
            } else {
                assert!(short > 0.0, "{name}: {text} is past the measure by {short}");
            }
        }
        let all = lines.windows(2).filter(|pair| pair[0].0.0 == pair[1].0.0).count();
        assert!(checked > 20 && all - checked <= 2, "{name}: {checked} of {all} lines are full");
    });
}

/// The last thing on a page is no heading: at least a line of its text follows.
#[test]
fn no_page_of_whole_books_ends_with_a_heading_clr_n05() {
    of_each(|name, set| {
        let above = ancestors(&set.paged);
        let mut pages: BTreeMap<usize, Vec<(Abs, bool, String)>> = BTreeMap::new();
        for placed in placed(set) {
            let own = &above[&placed.slot.unwrap()];
            let is_of_text = own.iter().any(|(role, _)| *role == Role::Article);
            if is_of_text && own.iter().all(|(role, _)| *role != Role::Note) {
                let is_heading = own.iter().any(|(role, _)| matches!(role, Role::Heading(_)));
                let text = placed.run.text.to_string();
                pages.entry(placed.page).or_default().push((placed.across, is_heading, text));
            }
        }
        let mut headings = 0;
        for (page, lines) in &pages {
            headings += lines.iter().filter(|line| line.1).count();
            let last = lines.iter().map(|line| line.0).max().unwrap();
            let left = lines.iter().find(|line| line.1 && (line.0 - last).abs() < set.project.page.type_size);
            // A heading that runs in has its text on its line.
            let has_text = lines.iter().any(|line| !line.1 && (line.0 - last).abs() < set.project.page.type_size);
            assert!(left.is_none() || has_text, "{name}, page {page} ends with {left:?}");
        }
        assert!(headings > 5, "{name}: {headings}");
    });
}

/// A page without content shows nothing, and is there because something begins on a recto.
#[test]
fn blank_pages_are_bare_clr_o05() {
    let mut blank = 0;
    for theme in THEMES {
        let set = set(specimen(theme).path());
        for (at, page) in set.paged.pages.iter().enumerate() {
            let is_blank = runs(&set.paged, at).all(|(_, tag)| !matches!(tag, Tag::Slot(_)));
            let is_blank = is_blank && page.items.iter().all(|item| !matches!(item.tag, Tag::Slot(_)));
            assert!(!is_blank || page.items.is_empty(), "{theme}, page {at} is blank but for its furniture");
            assert!(!is_blank || at % 2 == 1, "{theme}, page {at}: only a verso stays blank");
            blank += usize::from(is_blank);
        }
    }
    assert!(blank >= 3, "{blank}");
}

/// Running heads and folios stand at one distance from the type area on all pages, contents and index too: more than an em from it, flush
/// with its outer edge or in its middle; and a folio is its page's label.
#[test]
fn furniture_stands_in_one_place_clr_o01_o02_o06() {
    for theme in THEMES {
        let set = set(specimen(theme).path());
        let page = &set.project.page;
        let (size, area) = (page.type_size, page.area());
        let mut places: BTreeMap<(ArtifactKind, bool), BTreeSet<Abs>> = BTreeMap::new();
        for at in 0..set.paged.pages.len() {
            let (left, _, head) = area_start(page, at);
            for (run, tag) in runs(&set.paged, at) {
                let Tag::Artifact(kind @ (ArtifactKind::Header | ArtifactKind::Footer)) = tag else { continue };
                let end = run.glyphs.last().map_or(run.origin.x, |glyph| run.origin.x + glyph.at + glyph.advance);
                let is_recto = at.is_multiple_of(2);
                if run.orientation == Orientation::Horizontal {
                    places.entry((kind, is_recto)).or_default().insert(run.origin.y);
                    let away = match kind {
                        ArtifactKind::Header => head - run.origin.y,
                        _ => run.origin.y - run.size.part(88, 100) - head - area.height,
                    };
                    assert!(
                        away > size || (page.writing == Writing::Vertical && away == size),
                        "{theme}, {at}: {away:?}"
                    );
                    let is_right = is_recto == (page.writing == Writing::Horizontal);
                    let off = if is_right { left + area.width - end } else { run.origin.x - left };
                    assert!(off.abs() <= size, "{theme}, page {at}: {} is {off:?} from the outer edge", run.text);
                } else {
                    // In the fore margin of a vertical page.
                    places.entry((kind, is_recto)).or_default().insert(run.origin.x);
                }
                if kind == ArtifactKind::Footer && page.writing == Writing::Horizontal {
                    assert_eq!(run.text, set.paged.pages[at].label, "{theme}");
                }
            }
        }
        assert_eq!(places.len(), 4, "{theme}: heads and folios on both sides");
        assert!(places.values().all(|place| place.len() == 1), "{theme}: {places:?}");
    }
}

/// The first page is a recto, which is bound at its left in a horizontal book and at its right in a vertical one.
#[test]
fn each_side_of_a_leaf_keeps_its_spine_margin_clr_b01_b02() {
    for writing in ["horizontal", "vertical"] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        let manifest = format!(
            "[book]\ntitle = \"订\"\n[page]\nwriting = \"{writing}\"\ncharacters = 20\nlines = 12\nmargins = {{ spine = \"31mm\" }}\n[theme.parts]\nfront = []\nback = []\n"
        );
        fs::write(folder.path().join("book.toml"), manifest).unwrap();
        fs::write(folder.path().join("articles/a.md"), format!("# 题\n\n{}\n", "天地玄黄宇宙洪荒".repeat(80))).unwrap();
        let set = set(folder.path());
        let size = set.project.page.type_size;
        for at in 0..2 {
            let width = set.paged.pages[at].size.width;
            let texts: Vec<&GlyphRun> = runs(&set.paged, at)
                .filter(|(run, tag)| matches!(tag, Tag::Slot(_)) && run.size == size)
                .map(|(run, _)| run)
                .collect();
            let from_left = match writing {
                "horizontal" => texts.iter().map(|run| run.origin.x).min().unwrap(),
                _ => texts.iter().map(|run| run.origin.x - size / 2).min().unwrap(),
            };
            let from_right = match writing {
                "horizontal" => width - from_left - set.project.page.area().width,
                _ => texts.iter().map(|run| width - run.origin.x - size / 2).min().unwrap(),
            };
            let spine = if (at == 0) == (writing == "horizontal") { from_left } else { from_right };
            let rows_before =
                if writing == "vertical" && at == 0 { set.project.page.line_pitch * 6 } else { Abs::ZERO };
            let off = spine - rows_before - Abs::mm(31.0);
            assert!(off.abs() < Abs::pt(0.01), "{writing}, page {at}: the spine margin is off by {off:?}");
        }
    }
}

/// Unless it is told more, a page has a type area of the same shape as its paper.
#[test]
fn the_type_area_is_in_proportion_to_the_page_clr_b09() {
    for (width, height) in [(148.0, 210.0), (140.0, 203.0), (185.0, 260.0), (152.4, 228.6), (92.0, 126.0)] {
        let trim = Size::new(Abs::mm(width), Abs::mm(height));
        for writing in [Writing::Horizontal, Writing::Vertical] {
            let base = PageOptions::default();
            let page = PageOptions::on(writing, trim, base.type_size, base.line_pitch, base.margins);
            let area = page.area();
            let shape = (area.height.to_pt() / area.width.to_pt()) / (height / width);
            assert!((0.92..1.12).contains(&shape), "{writing:?} {width} by {height}: {shape}");
        }
    }
}
