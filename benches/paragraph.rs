//! How fast paragraphs are composed, on one thread: the paragraphs of a corpus in, one table out.
//!
//! `cargo bench --bench paragraph`. The corpora are not part of the repository: a path may be given as an argument; without any
//! the book's own article is taken, many times over. The floor is what no composer can do without: the glyph and the advance
//! of every character from a flat table, and the sum of the advances.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark speaks on stdout, and ends where its input is missing"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use banxin::diag::{Files, Sink};
use banxin::display::Paint;
use banxin::font::{FontSet, Role};
use banxin::typeset::line::{Alignment, CharStyle, Measure, PieceKind, Setting, Text, TextPiece, compose};
use banxin::units::{Abs, Em, Region, Writing};

/// How often a corpus is composed; the median counts.
const RUNS: usize = 7;

/// How often the floor is measured in one run: it takes less time than the scheduler counts.
const FLOOR_TIMES: u32 = 100;

/// What the whole novel may take, in seconds of one processor.
const LIMIT: f64 = 0.35;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fonts = FontSet::load(&root.join("fonts"), &mut Files::default(), &mut Sink::default()).unwrap();
    let table = FlatTable::new(&fonts);
    println!(
        "{:<24} {:>6} {:>9} {:>8} {:>12} {:>9} {:>7}",
        "text", "parts", "chars", "CPU s", "chars/s", "floor s", "times"
    );
    for path in corpora(root) {
        let paragraphs = paragraphs(&path);
        for writing in [Writing::Horizontal, Writing::Vertical] {
            report(&path, &paragraphs, &fonts, &table, writing);
        }
    }
}

/// What is named on the command line, else the corpora beside the repository, else the book's own article.
fn corpora(root: &Path) -> Vec<PathBuf> {
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).map(PathBuf::from).collect();
    if !named.is_empty() {
        return named;
    }
    let shared = ["novel.md", "technical.md"].map(|name| root.join("../shared/corpora").join(name));
    if shared.iter().all(|path| path.is_file()) {
        return shared.to_vec();
    }
    let articles = fs::read_dir(root.join("book/articles")).unwrap();
    articles.map(|entry| entry.unwrap().path()).collect()
}

fn report(path: &Path, paragraphs: &[Text], fonts: &FontSet, table: &FlatTable, writing: Writing) {
    let characters: usize = paragraphs.iter().map(|text| text.text.chars().count()).sum();
    let setting = Setting::new(fonts, Region::Mainland, writing);
    let size = Abs::pt(10.5);
    let measure =
        Measure { length: size * 30, first_indent: size * 2, indent: Abs::ZERO, alignment: Alignment::Justified };
    let composed = median(1, || {
        for text in paragraphs {
            black_box(compose(black_box(text), &measure, &setting));
        }
    });
    let floor = median(FLOOR_TIMES, || {
        for text in paragraphs {
            black_box(table.length(black_box(&text.text)));
        }
    });
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mode = if writing == Writing::Horizontal { "horizontal" } else { "vertical" };
    let shown: String = name.chars().take(12).collect();
    println!(
        "{:<24} {:>6} {characters:>9} {composed:>8.3} {:>12.0} {floor:>9.4} {:>7.1}",
        format!("{shown}, {mode}"),
        paragraphs.len(),
        characters as f64 / composed,
        composed / floor,
    );
    if name == "novel" {
        println!("  limit {LIMIT} s: {}", if composed < LIMIT { "kept" } else { "MISSED" });
    }
}

/// The paragraphs of a Markdown file, without headings, fences and tables; inline code is code. A short file is taken many
/// times.
fn paragraphs(path: &Path) -> Vec<Text> {
    let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut is_code = false;
    let mut found = Vec::new();
    for line in source.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let is_text = !is_code && !line.trim().is_empty() && !line.starts_with(['#', '|', '`', '<', '-']);
        if is_text {
            found.push(paragraph(line.trim()));
        }
    }
    let few = found.clone();
    while !few.is_empty() && found.len() < 2_000 {
        found.extend(few.iter().cloned());
    }
    found
}

fn paragraph(line: &str) -> Text {
    let style = CharStyle::new(Role::Song, Role::Latin, Abs::pt(10.5), Paint::BLACK);
    let mut text = Text::default();
    for (n, words) in line.split('`').enumerate().filter(|(_, words)| !words.is_empty()) {
        let start = text.text.len();
        text.text.push_str(words);
        let is_code = n % 2 == 1;
        text.pieces.push(TextPiece {
            object: None,
            range: start..text.text.len(),
            style: CharStyle { latin: if is_code { Role::Mono } else { Role::Latin }, ..style },
            kind: if is_code { PieceKind::Code } else { PieceKind::Words },
            language: "zh-Hans".to_owned(),
            upright: false,
        });
    }
    text
}

/// Glyph and advance of every character of the Basic Multilingual Plane.
struct FlatTable(Vec<(u16, i32)>);

impl FlatTable {
    fn new(fonts: &FontSet) -> Self {
        let entry = |code: u32| {
            let found = char::from_u32(code).and_then(|character| fonts.pick(&[Role::Song, Role::Latin], character));
            let (face, glyph) = found?;
            Some((glyph, fonts.face(face).advance(glyph).to_raw() as i32))
        };
        let box_of_none = (0, Em::ONE.to_raw() as i32);
        Self((0..0x1_0000).map(|code| entry(code).unwrap_or(box_of_none)).collect())
    }

    /// The sum of the advances of a text, with a sum over its glyphs that keeps the look-up alive.
    fn length(&self, text: &str) -> (i64, u64) {
        text.chars().fold((0, 0), |(length, glyphs), character| {
            let (glyph, advance) = self.0.get(character as usize).copied().unwrap_or((0, 65_536));
            (length + i64::from(advance), glyphs + u64::from(glyph))
        })
    }
}

/// The median of several runs in seconds of processor time; each run works `times` over and counts for one.
fn median(times: u32, mut work: impl FnMut()) -> f64 {
    let mut taken: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = processor_time();
            for _ in 0..times {
                work();
            }
            (processor_time() - start) / f64::from(times)
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[RUNS / 2]
}

/// Seconds that this thread has run: the first number of its scheduler statistics, in nanoseconds.
fn processor_time() -> f64 {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match statistics.split_whitespace().next().and_then(|number| number.parse::<f64>().ok()) {
        Some(nanoseconds) => nanoseconds / 1e9,
        None => panic!("no /proc/thread-self/schedstat: processor time is read on Linux alone"),
    }
}
