//! Rules checked on lines after composition, whatever made them: edges, limits, coverage.

use banxin::cjk::Class;
use banxin::cjk::class::{classify, latin_class};
use banxin::cjk::context::resolve;
use banxin::cjk::prohibition::{forbidden_at_end, forbidden_at_start};
use banxin::font::Role;
use banxin::typeset::line::{Composed, LineRun, Measure, PieceKind, Setting, Text, compose, natural_length};
use banxin::units::{Abs, Em, Region, Writing};

use super::limits;
use super::picture::{SIZE, exact_ends, fonts, frames, measure, setting};
use super::piece::read_text;

/// What a drawing of a vertical line adds to its text.
const BRACKETS: [char; 4] = ['⟨', '⟩', '‹', '›'];

/// What is wrong with a composed text, each fault in a word or two.
pub(crate) fn faults(composed: &Composed, text: &Text, measure: &Measure, setting: &Setting<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    covers(composed, text, &mut faults);
    edges(composed, text, setting, &mut faults);
    places(composed, text, measure, setting, &mut faults);
    limits::limits(composed, text, setting, &mut faults);
    faults
}

/// Lines cover the text without gaps, and glyphs every character that is painted, once.
fn covers(composed: &Composed, text: &Text, faults: &mut Vec<String>) {
    let mut at = 0;
    for line in &composed.lines {
        if line.range.start != at {
            faults.push(format!("lines do not meet at {at}"));
        }
        at = line.range.end;
        let own = line.runs.iter().filter(|run| run.annotation.is_none());
        let runs: String = own.map(|run| run.run.text.as_str()).collect();
        let strip = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if strip(&runs) != strip(&text.text[line.range.clone()]) && !line.runs.is_empty() {
            faults.push(format!("runs say {runs:?} for {:?}", &text.text[line.range.clone()]));
        }
    }
    if at != text.text.len() {
        faults.push(format!("lines end at {at} of {}", text.text.len()));
    }
    let painted: String = runs(composed).flat_map(glyph_text).collect();
    let is_painted = |c: &char| {
        !c.is_whitespace() && !matches!(classify(*c), Class::Combining | Class::SoftHyphen | Class::BreakPoint)
    };
    let strip = |text: &str| text.chars().filter(is_painted).collect::<String>();
    if strip(&painted) != strip(&text.text) {
        faults.push(format!("glyphs say {painted:?}"));
    }
}

/// The runs of the text itself.
fn runs(composed: &Composed) -> impl Iterator<Item = &LineRun> {
    composed.lines.iter().flat_map(|line| &line.runs).filter(|run| run.annotation.is_none())
}

/// The text of a run's glyphs; those of a run from right to left stand the other way round.
fn glyph_text(run: &LineRun) -> Vec<char> {
    let mut order: Vec<usize> = (0..run.run.glyphs.len()).collect();
    order.sort_by_key(|&index| run.run.glyphs[index].text_start);
    order.into_iter().flat_map(|index| run.run.text_of(index).chars().collect::<Vec<_>>()).collect()
}

/// No forbidden character at a line edge, unless no other break was to be had (the text then has rows of marks).
fn edges(composed: &Composed, text: &Text, setting: &Setting<'_>, faults: &mut Vec<String>) {
    let level = setting.prohibition;
    let placed = resolve(&text.text, |_| true);
    let class_at = |byte: usize| placed[placed.partition_point(|place| (place.at as usize) < byte)].class;
    for pair in composed.lines.windows(2) {
        let range = &text.text[pair[0].range.clone()];
        if range.contains(['\n', '\u{2028}', '\u{2029}']) {
            continue;
        }
        let Some(start) = text.text[pair[1].range.start..].chars().next() else { continue };
        if pair[1].range.is_empty() {
            continue;
        }
        let trimmed = range.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{200B}');
        let Some((at, end)) = trimmed.char_indices().next_back() else { continue };
        let is_code =
            |byte: usize| text.pieces.iter().any(|piece| piece.range.contains(&byte) && piece.kind == PieceKind::Code);
        if is_code(pair[0].range.start + at) || is_code(pair[1].range.start) {
            continue;
        }
        // Taiwan pushes out two characters at most, and bears the connector (CLR-D10).
        let is_kept = |at: usize| forbidden_at_start(class_at(at), level);
        let before: Vec<usize> = trimmed.char_indices().rev().take(2).map(|(at, _)| pair[0].range.start + at).collect();
        let is_excepted = setting.region == Region::Taiwan
            && (before.len() == 2 && before.into_iter().all(is_kept)
                || class_at(pair[1].range.start) == Class::Connector);
        if !is_excepted && is_kept(pair[1].range.start) {
            faults.push(format!("{start} begins a line"));
        }
        // Within an address the solidus may end a line: nothing better is to be had.
        let before = trimmed[..at].chars().next_back().is_some_and(|c| c.is_ascii_graphic());
        let is_address = before && start.is_ascii_alphanumeric();
        if forbidden_at_end(class_at(pair[0].range.start + at), level) && !(end == '/' && is_address) {
            faults.push(format!("{end} ends a line"));
        }
    }
}

/// Boxes follow one another within the measure; no gap falls below its least.
fn places(composed: &Composed, text: &Text, measure: &Measure, setting: &Setting<'_>, faults: &mut Vec<String>) {
    for (number, line) in composed.lines.iter().enumerate() {
        let unfit = composed.unfit.iter().any(|unfit| unfit.0 == number);
        let frames = frames(line, text, setting);
        for pair in frames.windows(2) {
            let gap = pair[1].start - pair[0].end;
            // Kerning within words is the font's; between Han it is never negative (CLR-A04).
            let is_latin = |text: &str| {
                text.trim_matches(BRACKETS)
                    .chars()
                    .all(|c| latin_class(c).is_latin() || matches!(latin_class(c), Class::Solidus | Class::Combining))
            };
            if gap < -Abs::raw(32) && !(is_latin(&pair[0].text) && is_latin(&pair[1].text)) {
                faults.push(format!("{} and {} overlap by {gap:?}", pair[0].text, pair[1].text));
            }
        }
        // A word that is broken between two kerned letters keeps its kerning: so far may the first of them reach out.
        if frames.last().is_some_and(|last| last.end > measure.length + line.hang + SIZE / 4) && !unfit {
            faults.push(format!("line {number} is overfull and not reported"));
        }
    }
}

#[test]
fn dots_are_centred_on_their_characters_and_on_no_mark() {
    // CLR-J04, J05.
    let text = read_text("天{dots:地，玄}黄");
    let composed = compose(&text, &measure(12), &setting());
    let dots = composed.lines[0].runs.iter().find(|run| run.run.text.is_empty()).unwrap();
    assert_eq!(dots.run.glyphs.len(), 2);
    let face = fonts().face(dots.run.face);
    let frames = frames(&composed.lines[0], &text, &setting());
    let marked: Vec<_> = frames.iter().filter(|frame| ["地", "玄"].contains(&frame.text.as_str())).collect();
    for (glyph, frame) in dots.run.glyphs.iter().zip(marked) {
        let ink = face.ink(glyph.id).unwrap();
        let middle = dots.start + glyph.at + Em::raw((ink.x_min + ink.x_max).to_raw() / 2).at(dots.run.size);
        assert!((middle - (frame.start + frame.end) / 2).abs() < SIZE / 100, "{}", frame.text);
        assert!(glyph.shift + ink.y_max.at(dots.run.size) < Em::raw(-65_536 * 12 / 100).at(SIZE), "below the frame");
        assert_eq!(glyph.text_len, 0);
    }
}

#[test]
fn missing_glyphs_are_reported_with_their_place() {
    // CLR-P04.
    let text = read_text("天\u{10FFFD}地");
    let composed = compose(&text, &measure(12), &setting());
    assert_eq!(composed.missing.len(), 1);
    assert_eq!((composed.missing[0].character, composed.missing[0].at), ('\u{10FFFD}', 3));
    assert_eq!(composed.lines[0].runs[0].run.glyphs[1].id, 0);
    assert_eq!(composed.lines[0].end, SIZE * 3);
}

#[test]
fn a_dash_is_one_glyph_of_two_ems() {
    // CLR-C04; Kai has no two-em dash of its own that differs from two of one em.
    let composed = compose(&read_text("天——地"), &measure(12), &setting());
    let run = &composed.lines[0].runs[0].run;
    assert_eq!(run.glyphs.len(), 3);
    assert_eq!((run.text_of(1), run.glyphs[1].advance), ("——", SIZE * 2));
    // The ink of Kai's own dashes doesn't meet: Song lends the dash.
    let composed = compose(&read_text("{kai:天——地}"), &measure(12), &setting());
    let faces: Vec<_> = composed.lines[0].runs.iter().map(|run| run.run.face).collect();
    let [kai, song] = [Role::Kai, Role::Song].map(|role| fonts().role(role));
    assert_eq!(faces, [kai, song, kai]);
}

#[test]
fn the_runs_of_an_inline_note_end_where_they_are_seen_to_end() {
    // CLR-O12.
    let composed = compose(&read_text("天（{note:地玄黄宇}）洪"), &measure(12), &setting());
    let small: Vec<_> = composed.lines[0].runs.iter().filter(|run| run.run.size < SIZE).collect();
    assert_eq!(small.len(), 2);
    for run in small {
        assert_eq!(run.end - run.start, run.run.size * 2, "{}", run.run.text);
    }
}

#[test]
fn letters_of_two_faces_share_no_frame() {
    // CLR-I05: a glyph number means nothing in another face.
    let vertical = Setting { writing: Writing::Vertical, ..setting() };
    let composed = compose(&read_text("天{upright:aש}地"), &measure(12), &vertical);
    let runs: Vec<(String, _)> =
        composed.lines[0].runs.iter().map(|run| (run.run.text.clone(), run.run.face)).collect();
    let face = |text: &str| runs.iter().find(|run| run.0 == text).map(|run| run.1);
    assert_eq!(face("a"), Some(fonts().role(Role::Latin)), "{runs:?}");
    assert_ne!(face("ש"), face("a"), "{runs:?}");
}

#[test]
fn spaces_of_the_source_stay_in_the_text() {
    // CLR-H10, P05.
    let composed = compose(&read_text("天地 ABC 玄"), &measure(12), &setting());
    let all: String = composed.lines[0].runs.iter().map(|run| run.run.text.as_str()).collect();
    assert_eq!(all, "天地 ABC 玄");
    let latin = composed.lines[0].runs.iter().find(|run| run.run.face == fonts().role(Role::Latin)).unwrap();
    assert!(latin.start > SIZE * 2, "the gap is outside the run (CLR-H06)");
}

#[test]
fn natural_length_is_the_length_of_one_line() {
    for source in ["天地玄黄", "天，地", "天ABC地", "第 1 章", "《天》"] {
        let text = read_text(source);
        let composed = compose(&text, &measure(100), &setting());
        assert_eq!(composed.lines[0].end, natural_length(&text, &setting()), "{source}");
    }
    assert_eq!(natural_length(&Text::default(), &setting()), Abs::ZERO);
}

#[test]
fn texts_without_ink_have_lines_and_no_runs() {
    assert!(compose(&Text::default(), &measure(8), &setting()).lines.is_empty());
    for source in [" ", "\n", "\n\n", " \n "] {
        let text = read_text(source);
        let composed = compose(&text, &measure(8), &setting());
        exact_ends(&composed, &text, &measure(8), source);
        assert_eq!(composed.lines.last().unwrap().range.end, source.len(), "{source:?}");
        assert!(composed.lines.iter().all(|line| line.runs.is_empty()));
    }
}
