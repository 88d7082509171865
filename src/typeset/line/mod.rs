//! The line: a paragraph's text in, justified lines out (reference groups D to H, J to M).
//!
//! prepare (characters become items with width, stretch and shrink) → break (total fit) → justify → finish (glyph runs).
//! Axes are logical: inline runs along the line, block across it. Vertical text will differ in `mark` and `finish` alone:
//! the other stages know lengths along the line and nothing of x and y.

mod value;

mod item;

mod bidi;
mod cluster;
mod comment;
mod cuts;
mod even;
mod except;
mod grid;
mod junction;
mod latin;
mod letters;
mod mark;
mod prepare;
mod split;
mod square;
mod upright;

mod cost;
mod fit;
mod sums;

mod dots;
mod finish;
mod inline_note;
mod justify;
mod ornament;
mod phrase;
mod ruby;
mod zhuyin;

pub use value::{
    Alignment, Annotation, AnnotationKind, Breaking, CharStyle, Composed, EdgeMarks, Figures, Line, LineRun, Measure,
    MissingGlyph, Object, PieceKind, PlacedObject, ProhibitionLevel, Setting, Spread, Squeeze, SqueezeStyle, Text,
    TextLine, TextLineKind, TextPiece, TypedSpaces,
};

use crate::units::{Abs, Region};

/// Breaks a paragraph into lines and sets them.
///
/// Every character of the text is in exactly one line. Lines that no break could bring to their length are in
/// `Composed::unfit`, characters without a glyph in `Composed::missing`.
pub fn compose(text: &Text, measure: &Measure, setting: &Setting<'_>) -> Composed {
    if text.text.is_empty() {
        return Composed::default();
    }
    let limit = fit::room(measure, 0).min(fit::room(measure, 1));
    let mut prepared = prepare::prepare(text, setting, Some(limit));
    if prepared.items.is_empty() {
        let lines = vec![Line { range: 0..text.text.len(), ..Line::default() }];
        return Composed { lines, missing: prepared.missing, ..Composed::default() };
    }
    let spans = break_lines(&mut prepared, text, measure, setting);
    if prepared.is_western && matches!(measure.alignment, Alignment::Justified | Alignment::Even) {
        letters::open(&mut prepared, text, &spans, measure, setting);
    }
    let sums = sums::Sums::new(&prepared, setting);
    let finisher = finish::Finisher { text, setting, prepared: &prepared };
    let mut composed = Composed::default();
    let mut comments = comment::Comments::of(text);
    for (number, span) in spans.iter().enumerate() {
        let mut placement = justify::justify(&prepared, &sums, span, measure);
        placement.shifted = inline_note::place(&prepared, span, &mut placement, setting.writing);
        if placement.unfit != Abs::ZERO {
            composed.unfit.push((number, placement.unfit));
        }
        if prepared.items[span.start].junction.kind == item::Break::Desperate {
            composed.broken_rows.push(number);
        }
        comments.meet(&prepared, text, number, span, &placement);
        composed.lines.push(finisher.line(span, &placement));
    }
    comments.set(text, measure, setting, &mut composed.lines);
    composed.missing = prepared.missing;
    composed
}

/// The lines of a paragraph, found again while inline notes need more room than was thought.
fn break_lines(prepared: &mut item::Prepared, text: &Text, measure: &Measure, setting: &Setting<'_>) -> Vec<fit::Span> {
    let judge = cost::Judge {
        em: text.pieces.first().map_or(Abs::ZERO, |piece| piece.style.size),
        justifies: matches!(measure.alignment, Alignment::Justified | Alignment::Even),
        spares_marks: setting.region == Region::Taiwan,
    };
    let find = |prepared: &item::Prepared| {
        let sums = sums::Sums::new(prepared, setting);
        fit::break_lines(prepared, &sums, measure, &judge, setting.breaking)
    };
    let mut spans = find(prepared);
    for _ in 0..inline_note::ROUNDS {
        if prepared.folded.is_empty() || !inline_note::widen(prepared, &spans) {
            break;
        }
        spans = find(prepared);
    }
    spans
}

/// How long a text is on one line, with nothing shrunk or stretched: for folios and entries of lists. Forced breaks
/// start lines, and the longest counts.
pub fn natural_length(text: &Text, setting: &Setting<'_>) -> Abs {
    let prepared = prepare::prepare(text, setting, None);
    let sums = sums::Sums::new(&prepared, setting);
    let mut longest = Abs::ZERO;
    let mut start = 0;
    for index in 1..=prepared.items.len() {
        if prepared.items.get(index).is_none_or(|item| item.junction.kind == item::Break::Forced) {
            longest = longest.max(sums.natural(start, index));
            start = index;
        }
    }
    longest
}
