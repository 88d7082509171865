//! Tests of: tables too wide for their measure, and figures, turned on pages of their own with their notes (CLR-O07, O08, O13, O14).

use std::fs;

use banxin::display::{ItemKind, LinkTarget, Orientation, Paged};
use banxin::units::{Point, Rect};

use super::{Set, runs, set};

fn book(article: &str) -> Set {
    book_with("", article)
}

fn book_with(more: &str, article: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!(
        "[book]\ntitle = \"宽\"\n[page]\ncharacters = 30\nlines = 26\n[theme.parts]\nfront = []\nback = []\n{more}"
    );
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), article).unwrap();
    set(folder.path())
}

/// A table of so many columns of long words, and so many rows.
fn table(columns: usize, rows: usize) -> String {
    let row = |word: &str| format!("| {} |\n", vec![word; columns].join(" | "));
    format!("表：宽表\n\n{}{}{}", row("Kopfwort"), row("-"), row("Silbenwort").repeat(rows))
}

/// How many runs of a page are turned and how many are not, of those in the type area.
fn ways(paged: &Paged, page: usize) -> (usize, usize) {
    let raised = runs(paged, page).filter(|(run, _)| run.orientation == Orientation::Raised).count();
    (raised, runs(paged, page).count() - raised)
}

#[test]
fn a_wide_table_stands_turned_and_alone_while_the_text_goes_on_clr_o14() {
    let text = "天地玄黄宇宙洪荒日月盈昃辰宿列张。\n\n".repeat(30);
    let set = book(&format!("# 题\n\n前文。\n\n{}\n{text}", table(8, 4)));
    let turned: Vec<usize> = (0..set.paged.pages.len()).filter(|page| ways(&set.paged, *page).0 > 0).collect();
    assert_eq!(turned, [1], "the text fills the page of the mention");
    let page = &set.paged.pages[1];
    assert!(ways(&set.paged, 1).1 <= 3, "nothing but folio and running head stands with it");
    let first =
        |word: &str| runs(&set.paged, 1).find(|(run, _)| run.text.starts_with(word)).map(|(run, _)| run).unwrap();
    assert!(first("Kopfwort").origin.x < first("Silbenwort").origin.x, "its head is at the left");
    for item in &page.items {
        if let ItemKind::Glyphs(run) = &item.kind
            && run.orientation == Orientation::Raised
        {
            let length = run.glyphs.last().map_or(run.size, |glyph| glyph.at + glyph.advance);
            assert!(
                run.origin.y <= page.size.height && run.origin.y - length >= run.size,
                "{} is on the page",
                run.text
            );
        }
    }
    assert!(runs(&set.paged, 0).filter(|(run, _)| run.text.contains("天地")).count() > 5);
}

#[test]
fn a_turned_table_of_several_pages_repeats_its_head_clr_o19() {
    let set = book(&format!("# 题\n\n{}", table(8, 60)));
    let turned: Vec<usize> = (0..set.paged.pages.len()).filter(|page| ways(&set.paged, *page).0 > 0).collect();
    assert!(turned.len() >= 3, "{turned:?}");
    for page in &turned {
        let heads = runs(&set.paged, *page).filter(|(run, _)| run.text.starts_with("Kopfwort")).count();
        assert_eq!(heads, 8, "page {page}");
    }
    let words: usize = turned
        .iter()
        .map(|page| runs(&set.paged, *page).filter(|(run, _)| run.text.starts_with("Silbenwort")).count())
        .sum();
    assert_eq!(words, 8 * 60);
}

#[test]
fn a_table_is_turned_where_its_author_says_so_clr_o14() {
    let asked = table(3, 3).replace("宽表", "宽表 {#tab:w .turned}");
    let set = book(&format!("# 题\n\n见[表@](#tab:w)。\n\n{asked}"));
    let turned: Vec<usize> = (0..set.paged.pages.len()).filter(|page| ways(&set.paged, *page).0 > 0).collect();
    assert_eq!(turned, [1]);
    let caption: String = runs(&set.paged, 1).map(|(run, _)| run.text.as_str()).collect();
    assert!(caption.contains("宽表") && !caption.contains('{'), "{caption}");
    let text: String = runs(&set.paged, 0).map(|(run, _)| run.text.as_str()).collect();
    assert!(text.contains("见表1"), "{text}");
}

#[test]
fn a_table_that_fits_is_not_turned() {
    let set = book(&format!("# 题\n\n{}", table(4, 4)));
    assert!((0..set.paged.pages.len()).all(|page| ways(&set.paged, page).0 == 0));
}

/// A wide table with a caption of its own and so many rows, every fifth of them noted, and notes to its head and to the text around it.
fn noted(rows: usize) -> String {
    let mut text = String::from("# 题\n\n前文[^a]。\n\n表：年表[^c] {.turned}\n\n| 年份 | 种数[^h] |\n|---|---|\n");
    let mut notes = String::from("[^a]: 前注。\n[^c]: 题注[^n]。\n[^h]: 头注。\n[^n]: 注中之注。\n[^z]: 后注。\n");
    for at in 0..rows {
        let mark = if at % 5 == 4 { format!("[^{at}]") } else { String::new() };
        text.push_str(&format!("| {at} | 数{mark} |\n"));
        if !mark.is_empty() {
            notes.push_str(&format!("{mark}: 表内注释。\n"));
        }
    }
    text + "\n后文[^z]，又见[^h]。\n\n" + &notes
}

/// The words of a page's runs that are turned, each with its place.
fn raised(paged: &Paged, page: usize) -> Vec<(String, Point)> {
    let turned = runs(paged, page).filter(|(run, _)| run.orientation == Orientation::Raised);
    turned.map(|(run, _)| (run.text.clone(), run.origin)).collect()
}

#[test]
fn notes_of_a_turned_table_stand_below_it_and_are_turned_with_it_clr_o07_o14() {
    let set = book(&noted(6));
    let text: String = runs(&set.paged, 0).map(|(run, _)| run.text.as_str()).collect();
    assert!(text.contains("前注。") && text.contains("后注。") && !text.contains("头注"), "{text}");
    // The mark that the text repeats shows the number of the note beside the table.
    assert!(text.contains("前文①") && text.contains("后文②") && text.contains("又见③"), "{text}");
    let words = raised(&set.paged, 1);
    let place = |word: &str| words.iter().find(|(text, _)| text.contains(word)).unwrap_or_else(|| panic!("{word}")).1;
    let notes = ["题注", "注中之注", "头注", "表内注释"].map(place);
    let last_row = words.iter().filter(|(text, _)| text.contains('数')).map(|(_, at)| at.x).max().unwrap();
    assert!(notes[0].x > last_row, "below the last row, which is to its right");
    assert!(notes.windows(2).all(|pair| pair[0].x < pair[1].x), "in the order of their marks: {notes:?}");
    let circled: Vec<char> =
        words.iter().flat_map(|(text, _)| text.chars()).filter(|c| ('①'..='⑳').contains(c)).collect();
    assert_eq!(circled.len(), 8, "{circled:?}");
    for number in '①'..='④' {
        assert_eq!(circled.iter().filter(|shown| **shown == number).count(), 2, "{number} at its mark and its note");
    }
}

#[test]
fn each_page_of_a_turned_table_has_the_notes_of_its_rows_clr_o08_o13() {
    let set = book(&noted(60));
    let turned: Vec<usize> = (0..set.paged.pages.len()).filter(|page| ways(&set.paged, *page).0 > 0).collect();
    assert!(turned.len() >= 3, "{turned:?}");
    let mut all = 0;
    for page in &turned {
        let words = raised(&set.paged, *page);
        let count = |word: &str| words.iter().filter(|(text, _)| text.contains(word)).count();
        let shown: Vec<char> =
            words.iter().flat_map(|(text, _)| text.chars()).filter(|c| ('①'..='⑳').contains(c)).collect();
        let notes = count("注释") + count("题注") + count("头注") + count("注中之注");
        assert_eq!(
            shown.len(),
            2 * notes,
            "every mark with its note on page {page}, a repeated head without: {shown:?}"
        );
        assert!(shown.contains(&'①'), "each page counts from ①");
        all += count("注释");
        // Marks and notes lead to one another, and nowhere else.
        let targets = set.paged.pages[*page].links.iter().filter_map(|link| match &link.target {
            LinkTarget::Anchor(name) => Some(name),
            LinkTarget::Url(_) => None,
        });
        for name in targets {
            assert_eq!(set.paged.destinations[name].page, *page, "{name}");
        }
    }
    assert_eq!(all, 12);
}

#[test]
fn a_note_of_a_turned_table_that_is_longer_than_a_page_goes_on_turned_clr_o13() {
    let long = "金生丽水玉出昆冈。".repeat(200);
    let set = book(&format!("# 题\n\n表：年表 {{.turned}}\n\n| 年 | 数[^a] |\n|---|---|\n| 1 | 2 |\n\n[^a]: {long}\n"));
    let pages = 0..set.paged.pages.len();
    let words: String = pages.flat_map(|page| raised(&set.paged, page)).map(|(text, _)| text).collect();
    assert_eq!(words.matches("金生丽水").count() + words.matches("昆冈").count(), 400, "nothing is lost");
}

#[test]
fn notes_of_a_vertical_table_stand_on_the_pages_of_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = "[book]\ntitle = \"直\"\n[page]\nwriting = \"vertical\"\n[theme.parts]\nfront = []\nback = []\n";
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), noted(60)).unwrap();
    let set = set(folder.path());
    for page in 0..set.paged.pages.len() {
        assert!(
            raised(&set.paged, page).is_empty(),
            "a line of a vertical page is as long as it is high: nothing turns"
        );
        let shown = runs(&set.paged, page).flat_map(|(run, _)| run.text.chars()).filter(|c| ('①'..='⑳').contains(c));
        let shown: Vec<char> = shown.collect();
        let odd = shown.iter().filter(|number| shown.iter().filter(|it| it == number).count() % 2 == 1).count();
        assert!(odd <= 1, "page {page}: {shown:?}");
    }
}

/// A book with a wide picture that is turned.
fn pictured(page: &str, article: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!("[book]\ntitle = \"图\"\n[page]\n{page}\n[theme.parts]\nfront = []\nback = []\n");
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), article).unwrap();
    let picture = image::RgbImage::from_fn(900, 300, |x, y| image::Rgb([(x / 4) as u8, (y / 2) as u8, 90]));
    picture.save(folder.path().join("articles/a.png")).unwrap();
    set(folder.path())
}

/// The pictures of a page: their areas, and whether they are raised.
fn pictures(paged: &Paged, page: usize) -> Vec<(Rect, bool)> {
    let pictures = paged.pages[page].items.iter().filter_map(|item| match item.kind {
        ItemKind::Picture { area, raised, .. } => Some((area, raised)),
        ItemKind::Glyphs(_) | ItemKind::Path(_) => None,
    });
    pictures.collect()
}

#[test]
fn a_figure_is_turned_with_its_caption_in_both_writing_modes_clr_o14_i08() {
    let text = "天地玄黄宇宙洪荒日月盈昃辰宿列张。\n\n".repeat(60);
    let article = format!("# 题\n\n见[图@](#fig:w)。\n\n![宽图](a.png \"宽图 {{#fig:w .turned}}\")\n\n{text}");
    for page in ["", "writing = \"vertical\""] {
        let set = pictured(page, &article);
        assert!(set.sink.findings().is_empty(), "{:?}", set.sink.findings());
        let at = (0..set.paged.pages.len()).find(|at| !pictures(&set.paged, *at).is_empty()).unwrap();
        let [(area, true)] = pictures(&set.paged, at)[..] else { panic!("one raised picture") };
        let ratio = area.size.height.to_pt() / area.size.width.to_pt();
        assert!((ratio - 3.0).abs() < 0.01, "its width is up the page: {area:?}");
        let words = raised(&set.paged, at);
        let caption = words.iter().find(|(text, _)| text.contains("宽图")).expect("its caption is turned");
        assert!(caption.1.x > area.right() && caption.1.y < area.foot(), "below it, which is to its right");
        let middle = set.paged.pages[at].size.height / 2;
        assert!((area.origin.y + area.foot() - middle * 2).abs() < middle / 4, "in the middle of the page");
        assert!(runs(&set.paged, at).all(|(run, _)| !run.text.contains("天地")), "alone on its page");
        let before: usize =
            (0..at).map(|page| runs(&set.paged, page).filter(|(run, _)| run.text.contains("天地")).count()).sum();
        assert!(before > 5, "the text fills the page before it");
    }
}

#[test]
fn what_has_no_page_to_be_turned_on_stands_upright_and_is_told() {
    let figure = "![宽图](a.png \"宽图 {.turned}\")\n";
    let quoted = pictured("", &format!("# 题\n\n> {figure}"));
    let columns = book_with(
        "[theme.chapter]\ncolumns = 2\n",
        &format!("# 题\n\n{}", table(2, 3)).replace("宽表", "宽表 {.turned}"),
    );
    for (set, what) in [(&quoted, "in a quotation"), (&columns, "in columns")] {
        let codes: Vec<&str> = set.sink.findings().iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["not-turned"], "{what}");
        assert!((0..set.paged.pages.len()).all(|page| ways(&set.paged, page).0 == 0), "{what}");
    }
    let at = (0..quoted.paged.pages.len()).find(|at| !pictures(&quoted.paged, *at).is_empty()).unwrap();
    assert!(!pictures(&quoted.paged, at)[0].1);
}
