//! Lines along words: 专名号, 书名号甲式, strike-through, and the frame 示亡号 (CLR-C11, J01, J06 to J10).
//!
//! In: placed items of a line. Out: paths in the line's own axes. They are drawn, so that no font's glyph can change the line's pitch
//! (CLR-J09), and each follows its words without a gap (CLR-J07, J10).

use super::finish::Finisher;
use super::fit::Span;
use super::justify::Placement;
use super::mark::HEAD;
use super::{CharStyle, TextLine, TextLineKind, inline_note};
use crate::display::{Paint, Path, Segment, Stroke};
use crate::units::{Abs, Em, Point, Rect, Size, Writing};

/// From the foot of the em box to a line below it.
const CLEARANCE: Em = Em::raw(65_536 * 9 / 100);

/// The thickness of lines and frames.
const THICKNESS: Em = Em::raw(65_536 * 5 / 100);

/// What a line leaves free at both ends, so that the lines of neighbouring names are parted (CLR-J06).
const PARTED: Em = Em::raw(65_536 * 7 / 100);

/// The length of a wave and half its height.
const WAVE: (Em, Em) = (Em::raw(65_536 * 30 / 100), Em::raw(65_536 * 5 / 100));

/// From a frame to the em boxes in it.
const FRAME: Em = Em::raw(65_536 * 8 / 100);

/// Words on one line that have one line along them.
struct Marked {
    line: TextLine,
    style: CharStyle,
    start: Abs,
    end: Abs,
    /// Whether it goes on from the line before, and on the next one.
    opens: (bool, bool),
}

/// The paths of a line.
pub(super) fn paths(finisher: &Finisher<'_>, span: &Span, placement: &Placement) -> Vec<Path> {
    if !finisher.text.pieces.iter().any(|piece| piece.style.line.is_some()) {
        return Vec::new();
    }
    let mut marked: Vec<Marked> = Vec::new();
    let items = inline_note::unfolded(finisher.prepared, span.start..span.end);
    for (item, &start) in items.iter().zip(&placement.starts) {
        let style = finisher.text.pieces[item.piece as usize].style;
        let Some(line) = style.line else { continue };
        let end = start + item.advance;
        match marked.last_mut().filter(|last| last.line == line) {
            Some(last) => last.end = end,
            None => marked.push(Marked { line, style, start, end, opens: (false, false) }),
        }
    }
    let line_at = |at: Option<usize>| {
        let item = at.and_then(|at| finisher.prepared.items.get(at))?;
        finisher.text.pieces[item.piece as usize].style.line
    };
    let goes_on =
        |here: Option<usize>, there: Option<usize>| line_at(here).is_some() && line_at(here) == line_at(there);
    let (before, last) = (span.start.checked_sub(1), span.end.checked_sub(1));
    if let Some(first) = marked.first_mut() {
        first.opens.0 = goes_on(Some(span.start), before);
    }
    if let Some(end) = marked.last_mut() {
        end.opens.1 = goes_on(last, Some(span.end));
    }
    marked.iter().map(|marked| path(marked, finisher.setting.writing)).collect()
}

fn path(marked: &Marked, writing: Writing) -> Path {
    let size = marked.style.size;
    // The em box across the line: from its head to its foot, or from its right to its left.
    let (head, foot) = match writing {
        Writing::Horizontal => (-HEAD.at(size), size - HEAD.at(size)),
        Writing::Vertical => (-size / 2, size / 2),
    };
    let (head, foot) = (head - marked.style.raise, foot - marked.style.raise);
    let parted = PARTED.at(size).min((marked.end - marked.start) / 4);
    let (start, end) = (marked.start + parted, marked.end - parted);
    let below = foot + CLEARANCE.at(size);
    match marked.line.kind {
        TextLineKind::Name => bar(start, end, below, marked.style),
        TextLineKind::Strike => bar(marked.start, marked.end, (head + foot) / 2, marked.style),
        TextLineKind::Title => wave(start, end, below + WAVE.1.at(size), marked.style),
        TextLineKind::Mourning => {
            let pad = FRAME.at(size);
            // The frame keeps within the line: only across it does it reach out.
            let origin = Point::new(marked.start, head - pad);
            let area = Rect::new(origin, Size::new(marked.end - marked.start, foot - head + pad * 2));
            frame(area, marked.opens, marked.style)
        }
    }
}

fn bar(start: Abs, end: Abs, at: Abs, style: CharStyle) -> Path {
    let thickness = THICKNESS.at(style.size);
    Path::rectangle(Rect::new(Point::new(start, at - thickness / 2), Size::new(end - start, thickness)), style.paint)
}

fn stroked(segments: Vec<Segment>, paint: Paint, size: Abs) -> Path {
    let stroke = Stroke { paint, width: THICKNESS.at(size), dashes: Vec::new(), round: true };
    Path { segments, fill: None, even_odd: false, stroke: Some(stroke) }
}

/// A wave of whole periods, as near to its own length as they come.
fn wave(start: Abs, end: Abs, at: Abs, style: CharStyle) -> Path {
    let (length, height) = (WAVE.0.at(style.size).max(Abs::raw(1)), WAVE.1.at(style.size));
    let count = ((end - start).to_raw() / length.to_raw()).clamp(1, 4_000);
    let mut segments = vec![Segment::Move(Point::new(start, at))];
    for n in 0..count * 2 {
        let from = start + (end - start).part(n, count * 2);
        let to = start + (end - start).part(n + 1, count * 2);
        let third = (to - from).part(2, 5);
        // Up and down in turn; a cubic of this height swings three quarters as far as its control points.
        let swing = if n % 2 == 0 { -height } else { height }.part(4, 3);
        let (one, two) = (Point::new(from + third, at + swing), Point::new(to - third, at + swing));
        segments.push(Segment::Cubic(one, two, Point::new(to, at)));
    }
    stroked(segments, style.paint, style.size)
}

/// A frame, open where the name goes on (CLR-J07): a part by itself would be another name.
fn frame(area: Rect, (opens_start, opens_end): (bool, bool), style: CharStyle) -> Path {
    let (x0, y0, x1, y1) = (area.origin.x, area.origin.y, area.right(), area.foot());
    let begin = |x, y| Segment::Move(Point::new(x, y));
    let to = |x, y| Segment::Line(Point::new(x, y));
    let segments = match (opens_start, opens_end) {
        (false, false) => vec![begin(x0, y0), to(x1, y0), to(x1, y1), to(x0, y1), Segment::Close],
        (false, true) => vec![begin(x1, y0), to(x0, y0), to(x0, y1), to(x1, y1)],
        (true, false) => vec![begin(x0, y0), to(x1, y0), to(x1, y1), to(x0, y1)],
        (true, true) => vec![begin(x0, y0), to(x1, y0), begin(x0, y1), to(x1, y1)],
    };
    stroked(segments, style.paint, style.size)
}
