//! What stands beside a line, as lines of a picture: a composed line in, drawings of its dots, readings and lines along words out.
//!
//! `. ____•` has the emphasis dots, each in the em about its middle. `^ __hàn` has the readings of a line, `> ` its bopomofo, each
//! in the strip beside its character. `- ────` has the lines along words: `─` a line, `～` a wave, `═` a line through them, `□` a
//! frame, a cell for each half em, with `'` between two.

use banxin::display::{Path, Segment};
use banxin::typeset::line::{AnnotationKind, Line, Text};
use banxin::units::{Abs, Writing};

use super::picture::{SIZE, along, blank, is_han};

/// The dots of a line as a line of their own, each in a cell of one em about its middle.
pub(super) fn draw_dots(line: &Line) -> Option<String> {
    let mut drawn = String::new();
    let mut at = Abs::ZERO;
    for run in line.runs.iter().filter(|run| run.run.text.is_empty()) {
        for glyph in &run.run.glyphs {
            let ink = along(&run.run, glyph.id)?;
            let middle = run.start + glyph.at + (ink.0 + ink.1).at(run.run.size) / 2;
            drawn.push_str(&blank(middle - SIZE / 2 - at));
            drawn.push('•');
            at = middle + SIZE / 2;
        }
    }
    (!drawn.is_empty()).then(|| format!(". {drawn}"))
}

/// The readings of a line as a line of their own.
pub(super) fn draw_readings(line: &Line, text: &Text, writing: Writing) -> Option<String> {
    let mut drawn = String::new();
    let mut at = Abs::ZERO;
    let mut last = None;
    for run in line.runs.iter().filter(|run| run.annotation.is_some()) {
        let is_bopomofo = run.annotation.is_some_and(|n| text.annotations[n].kind == AnnotationKind::Bopomofo);
        let (start, end) = match writing {
            Writing::Horizontal if is_bopomofo => (run.end, run.end + SIZE / 2),
            Writing::Horizontal | Writing::Vertical => (run.start, run.end),
        };
        if drawn.is_empty() {
            drawn.push_str(if is_bopomofo { "> " } else { "^ " });
        }
        // The symbols of one character share its strip.
        if !is_bopomofo || last != run.annotation {
            drawn.push_str(&blank(start - at));
        }
        // Han and kana may be spread over their base: each of them is drawn in its place.
        let glyphs = &run.run.glyphs;
        let is_spread = !is_bopomofo && glyphs.len() > 1 && is_han(run.run.face);
        for (n, pair) in glyphs.windows(2).enumerate().filter(|_| is_spread) {
            drawn.push_str(run.run.text_of(n));
            drawn.push_str(&blank(pair[1].at - pair[0].at - pair[0].advance));
        }
        drawn.push_str(if is_spread { run.run.text_of(glyphs.len() - 1) } else { &run.run.text });
        (at, last) = (end, run.annotation);
    }
    (!drawn.is_empty()).then_some(drawn)
}

/// The lines along the words of a line, to the nearest half em.
pub(super) fn draw_paths(line: &Line) -> Option<String> {
    let half = SIZE.to_raw() / 2;
    let cell = |place: Abs| (place.to_raw() + half / 2).div_euclid(half).max(0) as usize;
    let mut drawn = String::new();
    for path in &line.paths {
        let (area, sign) = (extent(path), sign(path));
        let (from, to) = (cell(area.0), cell(area.1));
        let count = drawn.chars().filter(|c| *c != '\'').count();
        drawn.push_str(if from == count && count > 0 { "'" } else { "" });
        drawn.push_str(&"_".repeat(from.saturating_sub(count)));
        drawn.extend(std::iter::repeat_n(sign, to.saturating_sub(from)));
    }
    (!drawn.is_empty()).then(|| format!("- {drawn}"))
}

/// Where a path begins and ends along its line.
pub(crate) fn extent(path: &Path) -> (Abs, Abs) {
    let points = path.segments.iter().filter_map(|segment| match segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Cubic(_, _, to) => Some(to.x),
        Segment::Close => None,
    });
    (points.clone().min().unwrap_or(Abs::ZERO), points.max().unwrap_or(Abs::ZERO))
}

fn sign(path: &Path) -> char {
    let is_above = path.segments.iter().any(|segment| matches!(segment, Segment::Move(at) if at.y < Abs::ZERO));
    match path.segments.iter().any(|segment| matches!(segment, Segment::Cubic(..))) {
        true => '～',
        false if path.stroke.is_some() => '□',
        false if is_above => '═',
        false => '─',
    }
}
