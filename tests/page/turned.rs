//! Tests of: tables too wide for their measure, turned on pages of their own (CLR-O14).

use std::fs;

use banxin::display::{ItemKind, Orientation, Paged};

use super::{Set, runs, set};

fn book(article: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest =
        "[book]\ntitle = \"宽\"\n[page]\ncharacters = 30\nlines = 26\n[theme.parts]\nfront = []\nback = []\n";
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
