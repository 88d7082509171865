//! Comments between lines 行间评注 (CLR-K16): they begin below their base (to its left in vertical lines) and run on in the gap, below what
//! follows and below the next lines too. The lines of the text stay where they are (CLR-B10).
//!
//! In: where bases begin on their lines. Out: runs on those lines, and lines without text after the last one for what is left.

use super::fit::Span;
use super::item::Prepared;
use super::justify::Placement;
use super::{Alignment, AnnotationKind, Line, LineRun, Measure, PieceKind, Setting, Text, TextPiece, compose, ruby};
use crate::units::{Abs, Em, Point};

/// Between two comments of one line.
const APART: Em = Em::ONE;

/// The shortest part of a comment that begins on a line, in its own ems.
const SHORTEST: i64 = 2;

/// Where a comment's base begins.
struct Start {
    /// Position in `Text::annotations`.
    annotation: usize,
    line: usize,
    at: Abs,
    piece: usize,
}

/// The comments of a text, and where their bases turned out to be.
pub(super) struct Comments {
    /// Those whose base was not met yet, the next one last.
    waiting: Vec<usize>,
    starts: Vec<Start>,
}

impl Comments {
    pub(super) fn of(text: &Text) -> Self {
        let is_comment = |at: &usize| text.annotations[*at].kind == AnnotationKind::Comment;
        Self { waiting: (0..text.annotations.len()).rev().filter(is_comment).collect(), starts: Vec::new() }
    }

    /// Notes the bases that begin on a line.
    pub(super) fn meet(&mut self, prepared: &Prepared, text: &Text, line: usize, span: &Span, placement: &Placement) {
        while let Some(&annotation) = self.waiting.last() {
            let base = text.annotations[annotation].base.start;
            let item = prepared.items.partition_point(|item| (item.start as usize) < base);
            if item >= span.end && item < prepared.items.len() {
                return;
            }
            self.waiting.pop();
            let on_line = placement.starts.get(item.saturating_sub(span.start)).filter(|_| item < span.end);
            if let (Some(&at), Some(found)) = (on_line, prepared.items.get(item)) {
                self.starts.push(Start { annotation, line, at, piece: found.piece as usize });
            }
        }
    }

    /// Adds the comments to the lines of their text.
    pub(super) fn set(self, text: &Text, measure: &Measure, setting: &Setting<'_>, lines: &mut Vec<Line>) {
        // Where the last comment ends.
        let mut used: Option<(usize, Abs)> = None;
        for start in &self.starts {
            let annotation = &text.annotations[start.annotation];
            let size = annotation.style.size;
            let (mut line, mut at) = (start.line, start.at);
            if let Some((last, end)) = used.filter(|used| used.0 >= line) {
                (line, at) = (last, if last > line { end } else { at.max(end) });
            }
            if measure.length - at < size * SHORTEST {
                (line, at) = (line + 1, measure.indent);
            }
            let small = small_lines(annotation, at, measure, setting);
            let base = &text.pieces[start.piece].style;
            let across = ruby::below(base.size, size, setting.writing) - base.raise;
            let count = small.len();
            for (n, part) in small.into_iter().enumerate() {
                let end = text.text.len();
                while lines.len() <= line + n {
                    lines.push(Line { range: end..end, ..Line::default() });
                }
                if n + 1 == count {
                    used = Some((line + n, part.end + APART.at(size)));
                }
                lines[line + n].runs.extend(part.runs.into_iter().map(|run| moved(run, start, across)));
            }
        }
    }
}

/// A comment in lines of the text's measure, the first of which begins at `at`.
fn small_lines(annotation: &super::Annotation, at: Abs, measure: &Measure, setting: &Setting<'_>) -> Vec<Line> {
    let piece = TextPiece {
        range: 0..annotation.text.len(),
        style: annotation.style,
        kind: PieceKind::Words,
        language: annotation.language.clone(),
        upright: false,
        object: None,
    };
    let text = Text { text: annotation.text.clone(), pieces: vec![piece], annotations: Vec::new() };
    let setting = Setting { tracking: Em::ZERO, hangs: false, grid: false, ..*setting };
    let measure = Measure { first_indent: at, alignment: Alignment::Start, ..*measure };
    compose(&text, &measure, &setting).lines
}

fn moved(mut run: LineRun, start: &Start, across: Abs) -> LineRun {
    run.run.origin = Point::new(run.run.origin.x, run.run.origin.y + across);
    LineRun { piece: start.piece, annotation: Some(start.annotation), ..run }
}
