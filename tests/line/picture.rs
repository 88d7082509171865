//! Lines as pictures in letters: a case in, a drawing out, one cell for half an em.
//!
//! A blank of half an em is `_`, others are ⅛ ¼ ⅓ ⅜ or `<n>` in thousandths of an em; blanks below 45/1000 em, which
//! justification makes, are not drawn. A hyphen that the composer adds is `‐`. A line without ink is `∅`. Emphasis dots are a
//! line of their own, `. ____•`, in which each dot stands for the em about its middle.

use std::path::Path;
use std::sync::OnceLock;

use banxin::cjk::Class;
use banxin::cjk::class::classify;
use banxin::cjk::compression::{BlankSide, blank_side};
use banxin::diag::{Files, Sink};
use banxin::display::{FaceId, GlyphRun};
use banxin::font::{FontSet, Role};
use banxin::typeset::line::{
    Alignment, Composed, Line, Measure, ProhibitionLevel, Setting, Squeeze, Text, compose,
};
use banxin::units::{Abs, Em, Region, Writing};

use super::case::{Case, Task};

/// The type size of every case.
pub(crate) const SIZE: Abs = Abs::raw(10 << 16);

/// A box on a line: its text, where it begins and ends.
pub(crate) struct Frame {
    pub(crate) text: String,
    pub(crate) size: Abs,
    pub(crate) start: Abs,
    pub(crate) end: Abs,
}

/// The project's fonts, loaded once.
pub(crate) fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        FontSet::load(&folder, &mut Files::default(), &mut Sink::default()).unwrap()
    })
}

pub(crate) fn setting() -> Setting<'static> {
    Setting {
        fonts: fonts(),
        prohibition: ProhibitionLevel::Strict,
        squeeze: Squeeze::Full,
        gap: Em::QUARTER,
        writing: Writing::Horizontal,
        region: Region::Mainland,
    }
}

/// A measure of so many ems, justified.
pub(crate) fn measure(ems: i64) -> Measure {
    Measure { length: SIZE * ems, first_indent: Abs::ZERO, indent: Abs::ZERO, alignment: Alignment::Justified }
}

/// Composes a case and draws its lines.
pub(crate) fn draw(case: &Case) -> Vec<String> {
    let Task { text, measure, setting, .. } = case.task();
    let composed = compose(&text, &measure, &setting);
    exact_ends(&composed, &text, &measure, &case.name);
    let draw_all = |(n, line): (usize, &Line)| [Some(draw_line(line, &composed, n)), draw_dots(line)];
    composed.lines.iter().enumerate().flat_map(draw_all).flatten().collect()
}

/// Every justified line but the last ends exactly at its measure, unless it is reported (CLR-B12, M).
pub(crate) fn exact_ends(composed: &Composed, text: &Text, measure: &Measure, name: &str) {
    let count = composed.lines.len();
    for (n, line) in composed.lines.iter().enumerate() {
        let unfit = composed.unfit.iter().find(|unfit| unfit.0 == n).map_or(Abs::ZERO, |unfit| unfit.1);
        let is_last = n + 1 == count || text.text[line.range.clone()].contains(['\n', '\u{2028}', '\u{2029}']);
        assert!(line.end <= measure.length + unfit || unfit < Abs::ZERO, "{name}: line {n} is overfull");
        if !is_last && measure.alignment == Alignment::Justified {
            assert_eq!(line.end, measure.length + unfit, "{name}: line {n} does not end at the edge");
        }
    }
}

fn draw_line(line: &Line, composed: &Composed, number: usize) -> String {
    let mut drawn = if line.runs.is_empty() { "∅".to_owned() } else { String::new() };
    let mut at = Abs::ZERO;
    for frame in frames(line) {
        drawn.push_str(&blank(frame.start - at));
        drawn.push_str(&frame.text);
        at = frame.end;
    }
    if let Some((_, excess)) = composed.unfit.iter().find(|unfit| unfit.0 == number) {
        drawn.push_str(if *excess > Abs::ZERO { " (overfull)" } else { " (short)" });
    }
    drawn
}

/// The dots of a line as a line of their own, each in a cell of one em about its middle.
fn draw_dots(line: &Line) -> Option<String> {
    let mut drawn = String::new();
    let mut at = Abs::ZERO;
    for run in line.runs.iter().filter(|run| run.run.text.is_empty()) {
        for glyph in &run.run.glyphs {
            let ink = fonts().face(run.run.face).ink(glyph.id)?;
            let middle = run.start + glyph.at + Em::raw((ink.x_min + ink.x_max).to_raw() / 2).at(run.run.size);
            drawn.push_str(&blank(middle - SIZE / 2 - at));
            drawn.push('•');
            at = middle + SIZE / 2;
        }
    }
    (!drawn.is_empty()).then(|| format!(". {drawn}"))
}

fn blank(width: Abs) -> String {
    let thousandths = (width.to_raw() * 1000 + SIZE.to_raw() / 2).div_euclid(SIZE.to_raw());
    let near = |value: i64| (thousandths - value).abs() <= 12;
    match thousandths {
        -44..=44 => String::new(),
        _ if near(125) => "⅛".to_owned(),
        _ if near(250) => "¼".to_owned(),
        _ if near(333) => "⅓".to_owned(),
        _ if near(375) => "⅜".to_owned(),
        _ if (0..12).any(|n| near(n * 500)) => "_".repeat(((thousandths + 12) / 500) as usize),
        other => format!("<{other}>"),
    }
}

/// The boxes of a line, without spaces and dots: a mark's box is its ink half.
pub(crate) fn frames(line: &Line) -> Vec<Frame> {
    let mut frames = Vec::new();
    for run in line.runs.iter().filter(|run| !run.run.text.is_empty()) {
        for index in 0..run.run.glyphs.len() {
            frames.extend(frame(&run.run, index, run.start));
        }
    }
    frames
}

fn frame(run: &GlyphRun, index: usize, origin: Abs) -> Option<Frame> {
    let glyph = run.glyphs[index];
    let text = run.text_of(index);
    let face = fonts().face(run.face);
    let start = origin + glyph.at;
    if text.is_empty() {
        let is_hyphen = face.glyph('-') == Some(glyph.id) && index + 1 == run.glyphs.len();
        return is_hyphen.then(|| Frame { text: "‐".to_owned(), size: run.size, start, end: start + glyph.advance });
    }
    let first = text.chars().next()?;
    if text.chars().all(|c| c.is_whitespace() || has_no_box(c)) {
        return None;
    }
    let class = classify(first);
    let has_half = blank_side(class).is_some() || class == Class::Interpunct;
    let (start, end) = match face.ink(glyph.id).filter(|_| has_half && is_han(run.face)) {
        Some(ink) => half_of(blank_side(class), (start, glyph.advance), run.size, (ink.x_min, ink.x_max)),
        None => (start, start + glyph.advance),
    };
    Some(Frame { text: text.to_owned(), size: run.size, start, end })
}

fn is_han(face: FaceId) -> bool {
    ![Role::Latin, Role::LatinBold, Role::Mono].map(|role| fonts().role(role)).contains(&face)
}

/// The half em that the ink of a mark is in, or its whole frame if it has more ink than that.
fn half_of(side: Option<BlankSide>, (start, advance): (Abs, Abs), size: Abs, ink: (Em, Em)) -> (Abs, Abs) {
    let half = Em::HALF.at(size);
    let is_centred = (ink.0 + ink.1 - Em::ONE).to_raw().abs() < Em::QUARTER.to_raw();
    match side {
        _ if ink.1 - ink.0 > Em::HALF => (start, start + advance),
        Some(BlankSide::Start) if advance == size && !is_centred => (start + half, start + size),
        Some(BlankSide::End) if advance == size && !is_centred => (start, start + half),
        _ => {
            let middle = start + Em::raw((ink.0 + ink.1).to_raw() / 2).at(size);
            (middle - half / 2, middle + half / 2)
        }
    }
}

/// Soft hyphens, joiners and zero-width spaces.
fn has_no_box(character: char) -> bool {
    matches!(classify(character), Class::SoftHyphen | Class::Combining | Class::BreakPoint)
}
