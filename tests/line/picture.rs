//! Lines as pictures in letters: a case in, a drawing out, one cell for half an em.
//!
//! A blank of half an em is `_`, others are ⅛ ¼ ⅓ ⅜ or `<n>` in thousandths of an em; blanks below 45/1000 em, which
//! justification makes, are not drawn. A hyphen that the composer adds is `‐`. A line without ink is `∅`. `[天地/玄黄]` is an
//! inline note in its two small lines.
//!
//! Vertical lines are written as lines too. In them `⟨abc⟩` lies on its side, `‹12›` stands upright in one frame, and what is
//! painted for a quote or a full stop is drawn in its place.
//!
//! What stands beside a line has lines of its own: see `beside_line`.

use std::sync::OnceLock;

use banxin::cjk::Class;
use banxin::cjk::class::classify;
use banxin::cjk::compression::blanks;
use banxin::cjk::unbreakable::is_long_mark;
use banxin::diag::{Files, Sink};
use banxin::display::{FaceId, GlyphRun, Orientation};
use banxin::font::{Direction, FontSet, Role, shape_full_width};
use banxin::typeset::line::{Alignment, Composed, Line, LineRun, Measure, PieceKind, Setting, Text, compose};
use banxin::units::{Abs, Em, Region, Writing};

use super::beside_line::{draw_dots, draw_paths, draw_readings};
use super::case::{Case, Task};

/// The type size of every case.
pub(crate) const SIZE: Abs = Abs::raw(10 << 16);

/// The head of the em box above the baseline, as the fonts of the cases have it.
pub(crate) const HEAD: Em = Em::raw(65_536 * 88 / 100);

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
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        FontSet::load(&folder, &mut Files::default(), &mut Sink::default()).unwrap()
    })
}

pub(crate) fn setting() -> Setting<'static> {
    Setting::new(fonts(), Region::Mainland, Writing::Horizontal)
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
    let unfit = |n: usize| composed.unfit.iter().find(|unfit| unfit.0 == n).map(|unfit| unfit.1);
    let draw_all = |(n, line): (usize, &Line)| {
        let readings = draw_readings(line, &text, setting.writing);
        [Some(draw_line(line, &text, unfit(n), &setting)), readings, draw_dots(line), draw_paths(line)]
    };
    composed.lines.iter().enumerate().flat_map(draw_all).flatten().collect()
}

/// Every justified line but the last ends exactly at its measure, a hanging mark left aside, unless it is reported (CLR-B12, M).
pub(crate) fn exact_ends(composed: &Composed, text: &Text, measure: &Measure, name: &str) {
    let count = composed.lines.len();
    for (n, line) in composed.lines.iter().enumerate() {
        let unfit = composed.unfit.iter().find(|unfit| unfit.0 == n).map_or(Abs::ZERO, |unfit| unfit.1);
        let is_last = n + 1 == count || text.text[line.range.clone()].contains(['\n', '\u{2028}', '\u{2029}']);
        let end = line.end - line.hang;
        assert!(end <= measure.length + unfit || unfit < Abs::ZERO, "{name}: line {n} is overfull");
        if !is_last && measure.alignment == Alignment::Justified {
            assert_eq!(end, measure.length + unfit, "{name}: line {n} does not end at the edge");
        }
    }
}

fn draw_line(line: &Line, text: &Text, unfit: Option<Abs>, setting: &Setting<'_>) -> String {
    let mut drawn = if line.runs.iter().all(|run| run.annotation.is_some()) { "∅".to_owned() } else { String::new() };
    let mut at = Abs::ZERO;
    for frame in frames(line, text, setting) {
        drawn.push_str(&blank(frame.start - at));
        drawn.push_str(&frame.text);
        at = frame.end;
    }
    match unfit {
        Some(excess) if excess > Abs::ZERO => drawn.push_str(" (overfull)"),
        Some(_) => drawn.push_str(" (short)"),
        None => {}
    }
    drawn
}

pub(super) fn blank(width: Abs) -> String {
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
pub(crate) fn frames(line: &Line, text: &Text, setting: &Setting<'_>) -> Vec<Frame> {
    let is_note = |run: &&LineRun| text.pieces[run.piece].kind == PieceKind::InlineNote;
    let painted: Vec<&LineRun> =
        line.runs.iter().filter(|run| !run.run.text.is_empty() && run.annotation.is_none()).collect();
    let mut frames: Vec<Frame> =
        painted.iter().filter(|run| !is_note(run)).flat_map(|run| frames_of(run, setting)).collect();
    let notes: Vec<&LineRun> = painted.into_iter().filter(is_note).collect();
    for note in notes.chunk_by(|run, next| run.piece == next.piece) {
        frames.extend(note_frame(note));
    }
    // Words from right to left stand in their own order.
    frames.sort_by_key(|frame| frame.start);
    frames
}

/// An inline note as one box: `[first line/second]`.
fn note_frame(runs: &[&LineRun]) -> Option<Frame> {
    let first = runs.first()?;
    let words = |is_first: bool| -> String {
        let own = runs.iter().filter(|run| (run.run.origin.y == first.run.origin.y) == is_first);
        own.map(|run| run.run.text.as_str()).collect()
    };
    let start = runs.iter().map(|run| run.start).min()?;
    let ends = runs.iter().flat_map(|run| run.run.glyphs.iter().map(|glyph| run.start + glyph.at + glyph.advance));
    let end = ends.max()?;
    Some(Frame { text: format!("[{}/{}]", words(true), words(false)), size: first.run.size, start, end })
}

fn frames_of(run: &LineRun, setting: &Setting<'_>) -> Vec<Frame> {
    let glyphs = 0..run.run.glyphs.len();
    if setting.writing == Writing::Vertical && run.run.orientation == Orientation::Horizontal {
        let text: String = glyphs.map(|index| run.run.text_of(index)).collect();
        return vec![Frame { text: format!("‹{text}›"), size: SIZE, start: run.start, end: run.end }];
    }
    let mut frames: Vec<Frame> = glyphs.filter_map(|index| frame(&run.run, index, run.start, setting)).collect();
    if run.run.orientation == Orientation::Sideways && !is_han(run.run.face) {
        if let Some(first) = frames.first_mut() {
            first.text.insert(0, '⟨');
        }
        if let Some(last) = frames.last_mut() {
            last.text.push('⟩');
        }
    }
    frames
}

fn frame(run: &GlyphRun, index: usize, origin: Abs, setting: &Setting<'_>) -> Option<Frame> {
    let glyph = run.glyphs[index];
    let text = run.text_of(index);
    let start = origin + glyph.at;
    if text.is_empty() {
        let is_hyphen = fonts().face(run.face).glyph('-') == Some(glyph.id) && index + 1 == run.glyphs.len();
        return is_hyphen.then(|| Frame { text: "‐".to_owned(), size: run.size, start, end: start + glyph.advance });
    }
    let first = text.chars().next()?;
    if text.chars().all(|c| c.is_whitespace() || has_no_box(c)) {
        return None;
    }
    let text = shown(run, index).map_or_else(|| text.to_owned(), |shown| shown.to_string());
    let (start, end) = half(run, index, first, setting)
        .map_or((start, start + glyph.advance), |(from, to)| (origin + from, origin + to));
    Some(Frame { text, size: run.size, start, end })
}

/// The half em that the ink of a mark is in, from the run's start; `None` if its box is its frame.
fn half(run: &GlyphRun, index: usize, first: char, setting: &Setting<'_>) -> Option<(Abs, Abs)> {
    let glyph = run.glyphs[index];
    let class = if first == '—' { Class::Dash } else { classify(first) };
    let frame = blanks(class, setting.region, setting.writing);
    let is_row = |other: Option<usize>| {
        let other = other.filter(|other| *other < run.glyphs.len()).and_then(|other| run.text_of(other).chars().next());
        other.is_some_and(|other| classify(other) == Class::Exclamation)
    };
    let is_narrow = class == Class::Exclamation && (is_row(index.checked_sub(1)) || is_row(Some(index + 1)));
    let is_framed = class.is_point() && !is_narrow && matches!(setting.region, Region::Taiwan | Region::HongKong);
    let is_fixed = matches!(class, Class::Interpunct | Class::Solidus | Class::Hyphen);
    let has_half = frame.start + frame.end > Em::ZERO || is_fixed || is_narrow || is_framed;
    let is_long = is_long_mark(class) && run.orientation == Orientation::Vertical;
    let ink = along(run, glyph.id).filter(|_| (has_half || is_long) && is_han(run.face))?;
    if is_long {
        // Fonts differ in where a frame of two ems hangs: its ink is in the middle.
        let middle = glyph.at + (ink.0 + ink.1).at(run.size) / 2;
        return Some((middle - glyph.advance / 2, middle + glyph.advance / 2));
    }
    let half = Em::HALF.at(run.size);
    if is_framed && frame.end == Em::ZERO {
        // In the middle of a whole frame, wherever the face has drawn it.
        let middle = glyph.at + (ink.0 + ink.1).at(run.size) / 2;
        return Some((middle - half, middle + half));
    }
    if ink.1 - ink.0 > Em::HALF {
        return None;
    }
    match (frame.start > Em::ZERO, frame.end > Em::ZERO) {
        (true, false) if glyph.advance == run.size => Some((glyph.at + half, glyph.at + run.size)),
        (false, true) if glyph.advance == run.size => Some((glyph.at, glyph.at + half)),
        _ => {
            let middle = glyph.at + (ink.0 + ink.1).at(run.size) / 2;
            Some((middle - half / 2, middle + half / 2))
        }
    }
}

/// The ink of a glyph along its run, from its place.
pub(crate) fn along(run: &GlyphRun, id: u16) -> Option<(Em, Em)> {
    let ink = fonts().face(run.face).ink(id)?;
    match run.orientation {
        Orientation::Vertical => Some((HEAD - ink.y_max, HEAD - ink.y_min)),
        Orientation::Horizontal | Orientation::Sideways | Orientation::Raised => Some((ink.x_min, ink.x_max)),
    }
}

/// What is painted for a quote or full stop, if it is another mark than the text has.
fn shown(run: &GlyphRun, index: usize) -> Option<char> {
    let own = run.text_of(index).chars().next().filter(|c| "“”‘’。".contains(*c))?;
    let face = fonts().face(run.face);
    let is_painted = |other: &char| {
        let ways = [Direction::LeftToRight, Direction::Downwards];
        let glyphs = ways.map(|way| shape_full_width(face, &other.to_string(), way, "zh-Hans"));
        glyphs.iter().any(|glyphs| glyphs.first().is_some_and(|glyph| glyph.id == run.glyphs[index].id))
    };
    "『』「」．".chars().find(is_painted).filter(|other| *other != own)
}

pub(super) fn is_han(face: FaceId) -> bool {
    ![Role::Latin, Role::LatinBold, Role::Mono].map(|role| fonts().role(role)).contains(&face)
}

/// Soft hyphens, joiners and zero-width spaces.
fn has_no_box(character: char) -> bool {
    matches!(classify(character), Class::SoftHyphen | Class::Combining | Class::BreakPoint)
}
