//! Finish: placed boxes in, runs of glyphs out, each of one piece, face and size, with the source text that it stands for.

use super::fit::Span;
use super::item::{Break, Ink, Item, Prepared};
use super::justify::Placement;
use super::{Line, LineRun, Setting, Text, dots};
use crate::display::{Glyph, GlyphRun, Orientation};
use crate::units::{Abs, Point};

/// What every line of a paragraph is made from.
pub(super) struct Finisher<'a> {
    pub(super) text: &'a Text,
    pub(super) setting: &'a Setting<'a>,
    pub(super) prepared: &'a Prepared,
}

impl Finisher<'_> {
    /// The line of a span. Its text reaches to the next line's start.
    pub(super) fn line(&self, span: &Span, placement: &Placement) -> Line {
        let start = if span.start == 0 { 0 } else { self.prepared.items[span.start].start as usize };
        let next = self.prepared.items.get(span.end).map_or(self.text.text.len(), |item| item.start as usize);
        let mut runs = Vec::new();
        let mut from = span.start;
        while from < span.end {
            let to = self.end_of_run(from, span.end);
            if self.prepared.items[from..to].iter().any(|item| !matches!(item.ink, Ink::None)) {
                let is_first = runs.is_empty();
                self.run(span, from..to, placement, if is_first { start } else { self.start(from) }, next, &mut runs);
            }
            from = to;
        }
        Line { range: start..next, runs, end: placement.end }
    }

    fn start(&self, item: usize) -> usize {
        self.prepared.items[item].start as usize
    }

    fn end_of_run(&self, from: usize, end: usize) -> usize {
        let first = &self.prepared.items[from];
        let same =
            |item: &&Item| matches!(item.ink, Ink::None) || (item.piece == first.piece && item.face == first.face);
        let skip = usize::from(matches!(first.ink, Ink::None));
        if skip == 1 {
            // An indent of code goes with the run after it, if that is of its piece.
            let follows = self.prepared.items.get(from + 1).filter(|next| from + 1 < end && next.piece == first.piece);
            return if follows.is_some() { self.end_of_run(from + 1, end) } else { from + 1 };
        }
        from + self.prepared.items[from..end].iter().take_while(same).count()
    }

    fn run(
        &self,
        span: &Span,
        items: std::ops::Range<usize>,
        placement: &Placement,
        text_start: usize,
        next: usize,
        runs: &mut Vec<LineRun>,
    ) {
        let is_line_end = items.end == span.end;
        let text_end = if is_line_end { next } else { self.start(items.end) };
        let first = &self.prepared.items[items.start];
        let face = self.prepared.items[items.clone()].iter().find(|item| !matches!(item.ink, Ink::None));
        let (Some(piece), Some(face)) = (self.text.pieces.get(first.piece as usize), face.map(|item| item.face)) else {
            return;
        };
        let source = self.text.text.get(text_start..text_end).unwrap_or("");
        // The forced break is no text of the run.
        let source = source.trim_matches(['\n', '\u{2028}', '\u{2029}']);
        let shift = self.text.text[text_start..text_end].find(source).unwrap_or(0);
        let origin = placement.starts[items.start - span.start];
        let mut pen = Pen { finisher: self, face, base: text_start + shift, origin, glyphs: Vec::new() };
        for index in items.clone() {
            if index > items.start {
                pen.space(index, placement.starts[index - 1 - span.start]);
            }
            pen.item(index, placement.starts[index - span.start]);
        }
        let last = &self.prepared.items[items.end - 1];
        let mut end = placement.starts[items.end - 1 - span.start] + last.advance;
        if is_line_end {
            end = pen.hyphen(span.end, end);
        }
        let style = &piece.style;
        let run = GlyphRun {
            face,
            size: style.size,
            paint: style.paint,
            origin: Point::new(origin, -style.raise),
            orientation: Orientation::Horizontal,
            text: source.to_owned(),
            glyphs: pen.glyphs,
        };
        let run = LineRun { run, piece: first.piece as usize, start: origin, end };
        let dotted = style.dots.then(|| {
            dots::dots(
                self.setting,
                &self.prepared.items[items.clone()],
                &placement.starts[items.start - span.start..items.end - span.start],
                style,
                first.piece as usize,
            )
        });
        runs.push(run);
        runs.extend(dotted.flatten());
    }
}

/// Writes the glyphs of a run.
struct Pen<'a> {
    finisher: &'a Finisher<'a>,
    face: crate::display::FaceId,
    /// First byte of the run's text.
    base: usize,
    origin: Abs,
    glyphs: Vec<Glyph>,
}

impl Pen<'_> {
    fn offset(&self, byte: u32) -> u32 {
        (byte as usize).saturating_sub(self.base) as u32
    }

    fn item(&mut self, index: usize, start: Abs) {
        let item = &self.finisher.prepared.items[index];
        let at = start + item.offset - self.origin;
        match item.ink {
            Ink::None => {}
            Ink::Square(id) => {
                let size = self.finisher.text.pieces[item.piece as usize].style.size;
                let text_len = (item.end - item.start).min(u32::from(u16::MAX)) as u16;
                let text_start = self.offset(item.start);
                self.glyphs.push(Glyph { id, at, shift: Abs::ZERO, advance: size, text_start, text_len });
            }
            Ink::Pool(first, count) => {
                for glyph in &self.finisher.prepared.pool[first as usize..(first + count) as usize] {
                    let text_start = self.offset(glyph.start);
                    self.glyphs.push(Glyph {
                        id: glyph.id,
                        at: at + glyph.at,
                        shift: glyph.shift,
                        advance: glyph.advance,
                        text_start,
                        text_len: glyph.len,
                    });
                }
            }
        }
    }

    /// The spaces before an item, as one glyph without ink, so that they are found and copied (CLR-P05).
    fn space(&mut self, index: usize, previous: Abs) {
        let items = &self.finisher.prepared.items;
        let (before, item) = (&items[index - 1], &items[index]);
        if before.end >= item.start {
            return;
        }
        let face = self.finisher.setting.fonts.face(self.face);
        let Some(id) = face.glyph(' ') else { return };
        let size = self.finisher.text.pieces[before.piece as usize].style.size;
        self.glyphs.push(Glyph {
            id,
            at: previous + before.advance - self.origin,
            shift: Abs::ZERO,
            advance: face.advance(id).at(size),
            text_start: self.offset(before.end),
            text_len: (item.start - before.end).min(u32::from(u16::MAX)) as u16,
        });
    }

    /// The hyphen of a broken word: it stands for no text.
    fn hyphen(&mut self, next: usize, end: Abs) -> Abs {
        let Some(item) = self.finisher.prepared.items.get(next) else { return end };
        if item.junction.kind != Break::Hyphen {
            return end;
        }
        let Some(id) = self.finisher.setting.fonts.face(self.face).glyph('-') else { return end };
        let advance = item.junction.hyphen;
        let text_start = self.offset(item.start);
        self.glyphs.push(Glyph { id, at: end - self.origin, shift: Abs::ZERO, advance, text_start, text_len: 0 });
        end + advance
    }
}
