//! Ruby 行间注 (group K): room for it between items, and its runs on a finished line.
//!
//! `reserve` opens what stands between bases whose ruby would meet (CLR-K08); `place` sets the ruby over its base (CLR-K07). The
//! line's pitch is not touched (CLR-B10): ruby stands in the gap between lines.

use super::finish::Finisher;
use super::fit::Span;
use super::item::{Break, Item, Part, Prepared};
use super::justify::Placement;
use super::mark::HEAD;
use super::{
    Alignment, Annotation, AnnotationKind, Line, LineRun, Measure, Setting, Text, TextPiece, compose, natural_length,
    zhuyin,
};
use crate::cjk::class::classify;
use crate::units::{Abs, Em, Point, Writing};

/// The least distance between the ruby of two neighbours (CLR-K08).
const APART: Em = Em::QUARTER;

/// How far ruby may reach over a neighbour without ruby: half a Han character, less over Latin.
const OVERHANG: (Em, Em) = (Em::HALF, Em::EIGHTH);

/// From the em box of the base to that of the ruby.
const CLEARANCE: Em = Em::raw(65_536 * 2 / 100);

/// Ruby with its place among the items.
pub(super) struct Note {
    /// Position in `Text::annotations`.
    pub(super) annotation: usize,
    /// Its base: the first item and the one after the last.
    pub(super) items: std::ops::Range<usize>,
    /// Itself in one line; none for bopomofo.
    line: Option<Line>,
    /// How far the line is from the start of `length`.
    inset: Abs,
    /// Its length along the base.
    length: Abs,
}

/// Opens junctions for the ruby of a text. Bases become objects that no line breaks (CLR-E05).
pub(super) fn reserve(prepared: &mut Prepared, text: &Text, setting: &Setting<'_>) {
    for (at, annotation) in text.annotations.iter().enumerate() {
        if annotation.kind == AnnotationKind::Comment {
            continue;
        }
        let items = &prepared.items;
        let first = items.partition_point(|item| (item.start as usize) < annotation.base.start);
        let end = items.partition_point(|item| (item.start as usize) < annotation.base.end);
        // A base without ink has nothing to stand beside.
        if first >= end {
            continue;
        }
        for item in &mut prepared.items[first + 1..end] {
            item.junction.kind = Break::Never;
        }
        let note = match annotation.kind {
            AnnotationKind::Bopomofo => zhuyin_note(at, first..end, prepared, text, setting),
            AnnotationKind::Beside | AnnotationKind::Below | AnnotationKind::Comment => {
                beside(at, annotation, first..end, &prepared.items, setting)
            }
        };
        prepared.notes.push(note);
    }
    if text.annotations.iter().any(|annotation| annotation.kind == AnnotationKind::Bopomofo) {
        zhuyin::open(prepared, text, setting);
    }
    open(prepared, text);
}

fn zhuyin_note(
    annotation: usize,
    items: std::ops::Range<usize>,
    prepared: &mut Prepared,
    text: &Text,
    setting: &Setting<'_>,
) -> Note {
    if setting.writing == Writing::Horizontal {
        let last = &mut prepared.items[items.end - 1];
        last.advance += zhuyin::STRIP.at(text.pieces[last.piece as usize].style.size);
    }
    Note { annotation, items, line: None, inset: Abs::ZERO, length: Abs::ZERO }
}

/// Sets ruby in one line of its own.
fn beside(
    at: usize,
    annotation: &Annotation,
    items: std::ops::Range<usize>,
    all: &[Item],
    setting: &Setting<'_>,
) -> Note {
    let piece = TextPiece {
        range: 0..annotation.text.len(),
        style: annotation.style,
        kind: super::PieceKind::Words,
        language: annotation.language.clone(),
        upright: false,
        object: None,
    };
    let text = Text { text: annotation.text.clone(), pieces: vec![piece], annotations: Vec::new() };
    let setting = Setting { tracking: Em::ZERO, hangs: false, grid: false, ..*setting };
    let natural = natural_length(&text, &setting);
    let base = length(&all[items.clone()]);
    let is_han = annotation.text.chars().any(|character| classify(character).is_ideographic());
    let count = annotation.text.chars().count() as i64;
    // Han and kana are spread over a longer base, one part outside to two between (CLR-K15); pinyin stays together.
    let spread = if is_han && count > 0 && base > natural { (base - natural) / (2 * count) } else { Abs::ZERO };
    let (measure, inset) = (base - spread * 2, spread);
    let is_spread = spread > Abs::ZERO && count > 1;
    let measure = Measure {
        length: if is_spread { measure } else { Abs::HUGE },
        first_indent: Abs::ZERO,
        indent: Abs::ZERO,
        alignment: if is_spread { Alignment::Even } else { Alignment::Start },
    };
    let line = compose(&text, &measure, &setting).lines.into_iter().next();
    let (inset, length) = if is_spread { (inset, base) } else { (Abs::ZERO, natural) };
    Note { annotation: at, items, line, inset, length }
}

/// How long items are that stand one after the other.
fn length(items: &[Item]) -> Abs {
    let inner: Abs = items.iter().skip(1).map(|item| item.junction.width).sum();
    inner + items.iter().map(|item| item.advance).sum::<Abs>()
}

/// Opens what stands between bases, and between them and what has no ruby.
fn open(prepared: &mut Prepared, text: &Text) {
    let mut before: Option<(usize, Abs)> = None;
    let mut row = Row::default();
    let notes = std::mem::take(&mut prepared.notes);
    for note in notes.iter().filter(|note| note.line.is_some()) {
        let size = text.pieces[prepared.items[note.items.start].piece as usize].style.size;
        let base = length(&prepared.items[note.items.clone()]);
        let count = note.items.len() as i64;
        let excess = (note.length - base).max(Abs::ZERO);
        // A group is spread under its longer ruby: a share between each two, half a share outside (CLR-K09).
        let share = if count > 1 { excess / count } else { Abs::ZERO };
        for item in &mut prepared.items[note.items.start + 1..note.items.end] {
            item.junction.width += share;
        }
        let reach = (note.length - base - share * (count - 1)) / 2;
        let own = match before {
            Some((end, other)) if end == note.items.start => {
                row.push(note, (other + reach + APART.at(size)).max(Abs::ZERO), &mut prepared.items);
                Abs::ZERO
            }
            _ => note.items.start.checked_sub(1).map_or(Abs::ZERO, |n| over(&prepared.items[n], reach, size)),
        };
        prepared.items[note.items.start].junction.width += own;
        let is_next = notes.iter().any(|next| next.line.is_some() && next.items.start == note.items.end);
        if let Some(after) = prepared.items.get_mut(note.items.end).filter(|_| !is_next) {
            let more = over(after, reach, size);
            // What squeezed marks and forced breaks say about the junction stays.
            if after.junction.kind != Break::Forced && after.part != Part::Mark {
                after.junction.width += more;
            }
        }
        if reach > Abs::ZERO {
            prepared.reach.entry(note.items.start).or_default().0 = reach;
            prepared.reach.entry(note.items.end - 1).or_default().1 = reach;
        }
        before = Some((note.items.end, reach));
    }
    row.close(&mut prepared.items);
    prepared.notes = notes;
}

/// Characters in a row that are read one by one: all of them stand as far apart as the widest reading asks (CLR-K09).
#[derive(Default)]
struct Row {
    /// Items before which the row opens.
    items: Vec<usize>,
    widest: Abs,
}

impl Row {
    /// Adds what must be opened before a note; a group of characters, read as a word, opens by itself.
    fn push(&mut self, note: &Note, opened: Abs, items: &mut [Item]) {
        let start = note.items.start;
        if self.items.last().is_some_and(|last| last + 1 != start) || note.items.len() > 1 {
            self.close(items);
        }
        if note.items.len() > 1 {
            items[start].junction.width += opened;
            return;
        }
        self.items.push(start);
        self.widest = self.widest.max(opened);
    }

    fn close(&mut self, items: &mut [Item]) {
        for &index in &self.items {
            items[index].junction.width += self.widest;
        }
        *self = Self::default();
    }
}

/// What must be opened beside a neighbour without ruby, over which ruby reaches.
fn over(neighbour: &Item, reach: Abs, size: Abs) -> Abs {
    let room = if neighbour.first.is_latin() { OVERHANG.1 } else { OVERHANG.0 };
    (reach - room.at(size)).max(Abs::ZERO)
}

/// The runs of the ruby whose base begins on a line.
pub(super) fn place(finisher: &Finisher<'_>, span: &Span, placement: &Placement) -> Vec<LineRun> {
    let mut runs = Vec::new();
    let notes = &finisher.prepared.notes;
    let from = notes.partition_point(|note| note.items.start < span.start);
    for note in notes[from..].iter().take_while(|note| note.items.start < span.end) {
        let first = note.items.start - span.start;
        // A base that had to be broken keeps its ruby over its first part.
        let last = note.items.end.min(span.end) - 1;
        let end = placement.starts[last - span.start] + finisher.prepared.items[last].advance;
        let base = (placement.starts[first], end);
        match &note.line {
            None => runs.extend(zhuyin::runs(finisher, note, base)),
            Some(line) => runs.extend(over_base(finisher, note, line, base)),
        }
    }
    runs
}

/// From the line of a base to that of the ruby above it or, in vertical lines, to its right.
fn above(size: Abs, small: Abs, writing: Writing) -> Abs {
    match writing {
        // From baseline to baseline: the base's em box above its own, the ruby's below its own.
        Writing::Horizontal => -(HEAD.at(size) + CLEARANCE.at(size) + small - HEAD.at(small)),
        Writing::Vertical => -(size / 2 + CLEARANCE.at(size) + small / 2),
    }
}

/// The same on the other side.
pub(super) fn below(size: Abs, small: Abs, writing: Writing) -> Abs {
    match writing {
        Writing::Horizontal => size - HEAD.at(size) + CLEARANCE.at(size) + HEAD.at(small),
        Writing::Vertical => size / 2 + CLEARANCE.at(size) + small / 2,
    }
}

fn over_base(finisher: &Finisher<'_>, note: &Note, line: &Line, (start, end): (Abs, Abs)) -> Vec<LineRun> {
    let annotation = &finisher.text.annotations[note.annotation];
    let piece = finisher.prepared.items[note.items.start].piece as usize;
    let base = &finisher.text.pieces[piece].style;
    let (size, small) = (base.size, annotation.style.size);
    let along = (start + end - note.length) / 2 + note.inset;
    let across = match annotation.kind {
        AnnotationKind::Beside | AnnotationKind::Bopomofo => above(size, small, finisher.setting.writing),
        AnnotationKind::Below | AnnotationKind::Comment => below(size, small, finisher.setting.writing),
    } - base.raise;
    let moved = |run: &LineRun| {
        let mut run = run.clone();
        run.run.origin = Point::new(run.run.origin.x + along, run.run.origin.y + across);
        LineRun { piece, annotation: Some(note.annotation), start: run.start + along, end: run.end + along, ..run }
    };
    line.runs.iter().map(moved).collect()
}
