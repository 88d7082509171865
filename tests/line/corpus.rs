//! The same properties over real texts: some hundred thousand characters of a novel and of a technical book. They are no part
//! of the repository; without them these tests pass with a word about it. Determinism is shown on the book's own article.

use std::fs;
use std::path::Path;

use banxin::font::Role;
use banxin::typeset::line::{CharStyle, Composed, Line, PieceKind, Setting, Text, TextPiece, compose};
use banxin::units::{Region, Writing};

use super::book::pages_of;
use super::picture::{SIZE, exact_ends, fonts, measure};
use super::piece::plain_style;
use super::rules::faults;

/// Every so-many-th paragraph is looked at: the checks take many times longer than the composer.
const EVERY: usize = 3;

/// The paragraphs of a corpus, without headings, code and tables; inline code is code. `None` where the corpus isn't.
#[allow(clippy::print_stdout, reason = "a test says what it skipped and counted")]
fn paragraphs(name: &str) -> Option<Vec<Text>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Ok(source) = fs::read_to_string(path) else {
        println!("{name} is not here: nothing was composed");
        return None;
    };
    let mut is_code = false;
    let mut found = Vec::new();
    for line in source.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code && !line.trim().is_empty() && !line.starts_with(['#', '|', '`', '<', '-']) {
            found.push(paragraph(line.trim()));
        }
    }
    Some(found)
}

fn paragraph(line: &str) -> Text {
    let mut text = Text::default();
    for (n, words) in line.split('`').enumerate().filter(|(_, words)| !words.is_empty()) {
        let start = text.text.len();
        text.text.push_str(words);
        let (kind, latin) = if n % 2 == 1 { (PieceKind::Code, Role::Mono) } else { (PieceKind::Words, Role::Latin) };
        let style = CharStyle { latin, ..plain_style() };
        let language = "zh-Hans".to_owned();
        text.pieces.push(TextPiece {
            range: start..text.text.len(),
            style,
            kind,
            language,
            upright: false,
            object: None,
        });
    }
    text
}

/// Composes a corpus and tells what is wrong with it.
#[allow(clippy::print_stdout, reason = "a test says what it skipped and counted")]
fn keeps_the_rules(name: &str, writing: Writing, ems: i64) {
    let Some(paragraphs) = paragraphs(name) else { return };
    let setting = Setting::new(fonts(), Region::Mainland, writing);
    let mut measure = measure(ems);
    measure.first_indent = SIZE * 2;
    let mut wrong = Vec::new();
    let mut characters = 0;
    for text in paragraphs.iter().step_by(EVERY) {
        characters += text.text.chars().count();
        let composed = compose(text, &measure, &setting);
        exact_ends(&composed, text, &measure, &text.text);
        let faults = faults(&composed, text, &measure, &setting);
        wrong.extend(faults.iter().map(|fault| format!("{fault}: {}", text.text)));
        wrong.extend(runt(&composed, text));
    }
    println!("{name}: {characters} characters, {} faults", wrong.len());
    assert!(characters > 100_000, "{name} was not understood");
    assert!(wrong.is_empty(), "{}", wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n"));
}

/// A last line of one character, in a paragraph that has more lines (CLR-L08).
fn runt(composed: &Composed, text: &Text) -> Option<String> {
    let [.., _, last] = composed.lines.as_slice() else { return None };
    let counted = |line: &Line| {
        text.text[line.range.clone()].chars().filter(|c| banxin::cjk::class::classify(*c).counts()).count()
    };
    (counted(last) < 2).then(|| format!("one character alone: {}", text.text))
}

#[test]
fn a_novel_keeps_the_rules() {
    // CLR-D01, E01, F08, L08, M10.
    keeps_the_rules("novel.md", Writing::Horizontal, 28);
}

#[test]
fn a_vertical_novel_keeps_the_rules() {
    // CLR-D01, E01, F08, L08, M10.
    keeps_the_rules("novel.md", Writing::Vertical, 40);
}

#[test]
fn a_technical_book_keeps_the_rules() {
    // CLR-D01, E01, E02, H01, M06, M09.
    keeps_the_rules("technical.md", Writing::Horizontal, 34);
}

#[test]
fn pages_are_the_same_on_one_thread_and_on_four() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book");
    let dumps: Vec<String> = [1, 2, 4, 4]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| format!("{:?}", pages_of(&folder)))
        })
        .collect();
    assert!(dumps[0].len() > 100_000);
    assert!(dumps.iter().all(|dump| *dump == dumps[0]), "pages depend on how many threads made them");
}
