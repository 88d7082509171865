//! Tests of: parts that are made from a book's figures, tables and keywords, and what a theme says of them.

use banxin::display::{Item, ItemKind, Paged, Path, Segment, Tag};
use banxin::units::{Abs, Em};

use super::{lines, runs, set_with, without_spaces};

const TEXT: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜。";

/// The page that has a line which begins so.
fn page_of(paged: &Paged, start: &str) -> usize {
    let begins = |at: &usize| lines(paged, *at).iter().any(|line| without_spaces(line).starts_with(start));
    (0..paged.pages.len()).find(begins).unwrap_or_else(|| panic!("no line begins with {start}"))
}

#[test]
fn tables_are_listed_with_their_pages() {
    let table = |words: &str| format!("表：{words}\n\n| 甲 | 乙 |\n|-|-|\n| 一 | 二 |\n\n");
    let text = format!("# 题\n\n{}{}{}", table("首表"), format!("{TEXT}\n\n").repeat(9), table("次表"));
    let parts = "[theme.parts]\nfront = [\"figures\", \"tables\"]\nback = []\n";
    let set = set_with("表", parts, &text);
    let list = page_of(&set.paged, "表格目录");
    assert_eq!(list, 0, "there are no figures, and so no list of them");
    let shown: Vec<String> = lines(&set.paged, list).iter().map(|line| without_spaces(line)).collect();
    for words in ["表1首表", "表2次表"] {
        lists(&set.paged, &shown, words);
    }
}

/// Whether a list's lines name the page on which a caption stands.
fn lists(paged: &Paged, shown: &[String], words: &str) {
    let has = |at: &usize| lines(paged, *at).iter().any(|line| without_spaces(line) == words);
    let label = &paged.pages[(1..paged.pages.len()).find(has).unwrap()].label;
    assert!(shown.contains(&format!("{words}{label}")), "{shown:?} has {words} on {label}");
}

#[test]
fn figures_are_listed_with_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    std::fs::create_dir(folder.path().join("articles")).unwrap();
    write("book.toml", "[book]\ntitle = \"图\"\n[theme.parts]\nfront = [\"figures\", \"tables\"]\nback = []\n");
    write(
        "articles/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><path d='M0 0h90v60z'/></svg>",
    );
    let figure = |words: &str| format!("![画](a.svg \"{words}\")\n\n");
    write("articles/a.md", &format!("# 题\n\n{}{}{}", figure("首图"), format!("{TEXT}\n\n").repeat(9), figure("次图")));
    let set = super::set(folder.path());
    let shown: Vec<String> = lines(&set.paged, 0).iter().map(|line| without_spaces(line)).collect();
    assert!(shown[0].starts_with("插图目录"), "there are no tables, and so no list of them: {shown:?}");
    for words in ["图1首图", "图2次图"] {
        lists(&set.paged, &shown, words);
    }
}

/// A tint stands below the head of a table on every page of it, and below no more than that.
#[test]
fn the_tint_of_a_head_is_repeated_with_it_clr_o14() {
    let rows: String = (0..60).map(|row| format!("| 行{row} | 值 |\n")).collect();
    let set = set_with(
        "表",
        "[theme]\nname = \"technical\"\n[theme.parts]\nfront = []\nback = []\n",
        &format!("# 题\n\n| 甲 | 乙 |\n|-|-|\n{rows}"),
    );
    let tints = |page: usize| {
        let is_tint = |item: &&Item| match &item.kind {
            ItemKind::Path(path) => path.fill.is_some() && least_side(path) > Abs::pt(12.0),
            _ => false,
        };
        set.paged.pages[page].items.iter().filter(is_tint).count()
    };
    let with_head: Vec<usize> =
        (0..set.paged.pages.len()).filter(|page| runs(&set.paged, *page).any(|(run, _)| run.text == "甲")).collect();
    assert!(with_head.len() > 1, "{with_head:?}");
    assert!(
        with_head.iter().all(|page| tints(*page) == 1),
        "{:?}",
        with_head.into_iter().map(tints).collect::<Vec<_>>()
    );
}

/// The shorter side of a path's box.
fn least_side(path: &Path) -> Abs {
    let points = || {
        path.segments.iter().filter_map(|segment| match segment {
            Segment::Move(to) | Segment::Line(to) => Some(*to),
            _ => None,
        })
    };
    let x = || points().map(|point| point.x);
    let y = || points().map(|point| point.y);
    match (x().max(), x().min(), y().max(), y().min()) {
        (Some(right), Some(left), Some(foot), Some(head)) => (right - left).min(foot - head),
        _ => Abs::ZERO,
    }
}

#[test]
fn what_leads_to_a_page_is_the_themes() {
    let text = format!("# 题\n\n## 节\n\n{TEXT}\n");
    let ends = |leader: &str| {
        let more = format!(
            "[theme.contents]\nleader = \"{leader}\"\nlevels = 1\n[theme.parts]\nfront = [\"contents\"]\nback = []\n"
        );
        let set = set_with("目", &more, &text);
        let page = &set.paged.pages[0];
        let dots = page.items.iter().filter(|item| matches!(&item.kind, ItemKind::Path(path) if path.stroke.is_some()));
        let numbers = runs(&set.paged, 0).filter(|(run, _)| run.text == "1").map(|(run, _)| run.origin.x);
        (dots.count(), numbers.max().unwrap())
    };
    let (dots, space, close) = (ends("dots"), ends("space"), ends("close"));
    assert_eq!((dots.0, space.0, close.0), (2, 0, 0));
    assert_eq!(dots.1, space.1, "the page stands at the line's end");
    assert!(close.1 < space.1 / 2, "or behind the words: {:?} {:?}", close.1, space.1);
}

#[test]
fn marks_of_notes_have_the_size_that_the_theme_gives_them() {
    let set = set_with("注", "[theme.notes]\nmark-size = 0.5\n", "# 题\n\n天地[^a]玄黄\n\n[^a]: 甲\n");
    let size = set.project.page.type_size;
    let sizes: Vec<_> = (0..set.paged.pages.len())
        .flat_map(|page| runs(&set.paged, page).filter(|(run, _)| run.text == "①").map(|(run, _)| run.size))
        .collect();
    assert!(sizes.contains(&Em::HALF.at(size)), "{sizes:?}");
}

#[test]
fn an_index_stands_in_the_columns_of_the_theme_clr_b13() {
    let words: Vec<String> = ('一'..='龥').step_by(700).take(20).map(|letter| format!("{letter}天")).collect();
    let text = format!("---\nkeywords: [{}]\n---\n# 题\n\n{}\n", words.join(", "), words.join("，"));
    let starts = |columns: u32| {
        let more = format!("[theme.index]\ncolumns = {columns}\n[theme.parts]\nfront = []\nback = [\"index\"]\n");
        let set = set_with("引", &more, &text);
        let index = (0..set.paged.pages.len()).rev().find(|at| lines(&set.paged, *at).len() > 3).unwrap();
        let middle = set.paged.pages[index].size.width / 2;
        let is_entry = |text: &str| words.iter().any(|word| text.starts_with(word.as_str()));
        let right = runs(&set.paged, index).filter(|(run, _)| is_entry(&run.text) && run.origin.x > middle).count();
        let left = runs(&set.paged, index).filter(|(run, _)| is_entry(&run.text) && run.origin.x < middle).count();
        (left, right)
    };
    let (one, two) = (starts(1), starts(2));
    assert_eq!(one.1, 0, "{one:?}");
    assert!(two.1 > 0 && two.0 > 0, "{two:?}");
}

#[test]
fn code_in_a_line_has_the_size_that_the_theme_gives_it() {
    let set = set_with("码", "[theme.code]\ninline-size = 0.7\n", "# 题\n\n天`abc`地\n");
    let size = set.project.page.type_size;
    let sizes: Vec<_> = (0..set.paged.pages.len())
        .flat_map(|page| runs(&set.paged, page).filter(|(run, _)| run.text == "abc").map(|(run, _)| run.size))
        .collect();
    assert_eq!(sizes, [Em::new(0.7).at(size)]);
}

#[test]
fn marks_of_claims_show_as_the_theme_says() {
    let facts = "---\nfacts:\n  - id: a\n    claim: 天地玄黄\n    status: unchecked\n    at: 天地玄黄\n---\n# 题\n\n天地玄黄，宇宙洪荒。\n";
    let marks = |theme: &str| {
        let set = set_with("实", &format!("[theme.claims]\n{theme}\n[theme.parts]\nfront = []\nback = []\n"), facts);
        let size = set.project.page.type_size;
        let small =
            |page: usize| runs(&set.paged, page).filter(|(run, tag)| matches!(tag, Tag::Slot(_)) && run.size < size);
        let found = (0..set.paged.pages.len()).flat_map(small).filter(|(run, _)| run.glyphs.len() == 1);
        found.map(|(run, _)| (run.size.in_ems(size).to_f64(), run.paint)).collect::<Vec<_>>()
    };
    let (plain, large, hidden) = (marks(""), marks("size = 0.75\nink = \"black\""), marks("show = false"));
    assert_eq!((plain.len(), large.len(), hidden.len()), (1, 1, 0), "{plain:?} {large:?} {hidden:?}");
    assert!((plain[0].0 - 0.6).abs() < 0.001 && (large[0].0 - 0.75).abs() < 0.001, "{plain:?} {large:?}");
    assert_ne!(plain[0].1, large[0].1);
}

#[test]
fn rules_stand_between_the_rows_of_tables_where_the_theme_has_them_clr_o14() {
    let table = "# 题\n\n| 甲 | 乙 |\n|-|-|\n| 一 | 二 |\n| 三 | 四 |\n| 五 | 六 |\n";
    let rules = |between: &str| {
        let set = set_with("表", &format!("[theme.table]\nbetween = \"{between}\"\n"), table);
        let items = set.paged.pages.iter().flat_map(|page| &page.items);
        items.filter(|item| matches!(&item.kind, ItemKind::Path(_)) && matches!(item.tag, Tag::Artifact(_))).count()
    };
    assert_eq!(rules("0.2pt"), rules("0") + 2, "two between three rows");
}
