//! Tests of scale: twice as much takes about twice the time, and nothing runs out (issue: a thousand chapters, a table of a hundred
//! pages, a note longer than a page, a paragraph of a million characters, a hundred levels).

use std::fs;
use std::path::Path;
use std::time::Duration;

use banxin::diag::{Files, Sink};
use banxin::display::{Paged, Structure};
use banxin::font::FontSet;
use banxin::typeset::{Input, typeset};
use banxin::{project, source};

use super::{lines, root, set_article, spoken, without_spaces};

const TEXT: &str = "天地玄黄，宇宙洪荒。";
/// Twice as much may take this many times as long: a busy machine measures roughly.
const MOST_TIMES: f64 = 2.6;
/// What is shorter than this measures nothing, in seconds.
const LEAST: f64 = 0.15;

/// The time that this process has computed; `None` where the system doesn't tell. Each test is a process of its own.
pub(crate) fn computed() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// The most memory that this process has had, in MiB; 0 where the system doesn't tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// A book of these articles on pages, and how long reading and setting it took.
fn timed(articles: &[String]) -> (Paged, f64) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"大\"\n[page]\ncharacters = 30\nlines = 26\n")
        .unwrap();
    for (at, article) in articles.iter().enumerate() {
        fs::write(folder.path().join(format!("articles/{at:05}.md")), article).unwrap();
    }
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let fonts = FontSet::load(&root().join("fonts"), &mut files, &mut sink).unwrap();
    let before = computed();
    let paged = made(folder.path(), &fonts, &mut files, &mut sink);
    let spent = computed().zip(before).map_or(Duration::ZERO, |(after, before)| after - before);
    (paged, spent.as_secs_f64())
}

fn made(folder: &Path, fonts: &FontSet, files: &mut Files, sink: &mut Sink) -> Paged {
    let project = project::open(folder, None, files, sink).unwrap();
    let (book, assets) = source::read(&project, files, sink);
    let input = Input::of(&project, &book, &assets.list, fonts, files);
    typeset(&input, sink)
}

/// Both books, the second of which has twice as much in it; the pages of the larger one.
#[allow(clippy::print_stdout, reason = "the figures of a machine are for whoever reads a run")]
fn doubled(what: &str, book: impl Fn(usize) -> Vec<String>, size: usize) -> Paged {
    // The first one fills the caches.
    let (_, _) = timed(&book(size / 8));
    let (_, some) = timed(&book(size));
    let (paged, twice) = timed(&book(size * 2));
    println!("{what}: {some:.2} s, {twice:.2} s, {} pages, {} MiB", paged.pages.len(), memory());
    assert!(twice <= some.max(LEAST) * MOST_TIMES, "{what}: {some:.2} s and {twice:.2} s");
    // Three books and all that they are set with: 110 to 350 MiB.
    assert!(memory() < 700, "{} MiB", memory());
    paged
}

#[test]
fn a_thousand_chapters_take_linear_time() {
    let chapters = |count: usize| (0..count).map(|at| format!("# 第{at}\n\n{}\n", TEXT.repeat(20))).collect();
    let paged = doubled("chapters", chapters, 500);
    assert!(paged.pages.len() >= 1_000);
}

#[test]
fn a_table_of_a_hundred_pages_takes_linear_time_clr_o14() {
    let table = |rows: usize| {
        let rows: String = (0..rows).map(|at| format!("| {at} | {TEXT} |\n")).collect();
        vec![format!("# 题\n\n表：长表\n\n| 甲 | 乙 |\n|-|-|\n{rows}")]
    };
    let paged = doubled("table", table, 2_500);
    let continued = (0..paged.pages.len()).filter(|at| lines(&paged, *at).len() > 20).count();
    assert!(paged.pages.len() > 200 && continued > 190, "{} pages, {continued} of them full", paged.pages.len());
}

#[test]
fn a_note_of_many_pages_takes_linear_time_clr_o13() {
    let note = |count: usize| vec![format!("# 题\n\n天地[^a]玄黄。\n\n[^a]: {}\n", TEXT.repeat(count))];
    let paged = doubled("note", note, 4_000);
    let whole = without_spaces(&spoken(&paged, Structure::ROOT));
    assert_eq!(whole.matches(TEXT).count(), 8_000);
}

#[test]
fn a_paragraph_of_a_million_characters_takes_linear_time() {
    let paged = doubled("paragraph", |count| vec![format!("# 题\n\n{}\n", TEXT.repeat(count))], 50_000);
    let whole = without_spaces(&spoken(&paged, Structure::ROOT));
    assert_eq!(whole.matches(TEXT).count(), 100_000);
}

#[test]
fn a_hundred_levels_are_set_without_harm() {
    let quotes: String =
        (1..=100).map(|depth| format!("{} {depth}天地\n{}\n", ">".repeat(depth), ">".repeat(depth))).collect();
    let items: String = (0..100).map(|depth| format!("{}- {depth}玄黄\n", "  ".repeat(depth))).collect();
    let set = set_article("深", &format!("# 题\n\n{quotes}\n尾\n\n{items}"));
    let whole = without_spaces(&spoken(&set.paged, Structure::ROOT));
    for depth in [1, 50, 99] {
        assert!(whole.contains(&format!("{depth}天地")) && whole.contains(&format!("{depth}玄黄")), "{depth}");
    }
    let width = set.paged.pages[0].size.width;
    for page in 0..set.paged.pages.len() {
        for (run, _) in super::runs(&set.paged, page) {
            let end = run.glyphs.last().map_or(run.origin.x, |glyph| run.origin.x + glyph.at + glyph.advance);
            assert!(end <= width, "{} ends past the paper", run.text);
        }
    }
}
