//! Finish: placed boxes in, runs of glyphs out, each of one piece, face and size, with the source text that it stands for.

use std::ops::Range;

use super::fit::Span;
use super::item::{Break, Ink, Item, Part, Prepared};
use super::justify::Placement;
use super::mark::HEAD;
use super::{CharStyle, Line, LineRun, PlacedObject, Setting, Text, dots, inline_note, ornament, ruby, upright};
use crate::display::{Glyph, GlyphRun, Orientation};
use crate::units::{Abs, Em, Point, Writing};

/// The baseline of turned text beside the centre line of a vertical line: the middle of the em box lies on it (CLR-I11).
const SIDEWAYS_BASELINE: Em = Em::raw(HEAD.to_raw() - 65_536 / 2);

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
            let to = self.end_of_run(from, span.end, placement);
            // What stands for an object is no part of the run after it.
            let is_first = runs.is_empty() && self.prepared.items[span.start].part != Part::Object;
            let text_start = if is_first { start } else { self.start(from) };
            let text_end = if to == span.end { next } else { self.start(to) };
            self.run(span, from..to, placement, text_start..text_end, &mut runs);
            from = to;
        }
        runs.extend(ruby::place(self, span, placement));
        let paths = ornament::paths(self, span, placement);
        let objects = self.objects(span, placement);
        let Placement { end, hang, loose, .. } = *placement;
        Line { range: start..next, runs, paths, objects, end, hang, loose }
    }

    fn objects(&self, span: &Span, placement: &Placement) -> Vec<PlacedObject> {
        let items = self.prepared.items[span.start..span.end].iter().zip(&placement.starts);
        let objects = items.filter(|(item, _)| item.part == Part::Object);
        objects.map(|(item, start)| PlacedObject { piece: item.piece as usize, start: *start }).collect()
    }

    fn start(&self, item: usize) -> usize {
        self.prepared.items[item].start as usize
    }

    fn end_of_run(&self, from: usize, end: usize, placement: &Placement) -> usize {
        let shifted = placement.shifted.iter().find(|part| part.items.contains(&from));
        let next = placement.shifted.iter().map(|part| part.items.start).find(|start| *start > from);
        let end = shifted.map_or(end, |part| part.items.end.min(end)).min(next.unwrap_or(end));
        let first = &self.prepared.items[from];
        // Words from right to left have their places one by one; an object is no part of a run.
        if self.is_combined(first) || first.level > 0 || first.part == Part::Object {
            return from + 1;
        }
        let same = |item: &&Item| {
            (matches!(item.ink, Ink::None) && item.part != Part::Object)
                || (item.piece == first.piece
                    && item.face == first.face
                    && item.orientation == first.orientation
                    && item.level == 0
                    && !self.is_combined(item))
        };
        let skip = usize::from(matches!(first.ink, Ink::None));
        if skip == 1 {
            // An indent of code goes with the run after it, if that is of its piece.
            let follows = self.prepared.items.get(from + 1).filter(|next| from + 1 < end && next.piece == first.piece);
            return if follows.is_some() { self.end_of_run(from + 1, end, placement) } else { from + 1 };
        }
        from + self.prepared.items[from..end].iter().take_while(same).count()
    }

    /// Adds the run of the items `items`, whose text is `text`, and the run of its dots.
    fn run(
        &self,
        span: &Span,
        items: Range<usize>,
        placement: &Placement,
        text: Range<usize>,
        runs: &mut Vec<LineRun>,
    ) {
        let own = inline_note::unfolded(self.prepared, items.clone());
        let starts = &placement.starts[items.start - span.start..items.end - span.start];
        let Some(painted) = own.iter().find(|item| !matches!(item.ink, Ink::None)) else { return };
        let piece = painted.piece as usize;
        let style = &self.text.pieces[piece].style;
        let origin = starts[0];
        let (base, source) = self.source(text);
        let mut pen = Pen { finisher: self, face: painted.face, base, origin, glyphs: Vec::new() };
        for (n, index) in items.clone().enumerate() {
            if n > 0 {
                pen.space(index, starts[n - 1]);
            }
            pen.item(index, starts[n]);
        }
        let end = starts[own.len() - 1] + own[own.len() - 1].advance;
        let end = if items.end == span.end { pen.hyphen(span.end, end) } else { end };
        let at = self.origin(painted, style, origin);
        let across = placement
            .shifted
            .iter()
            .find(|part| part.items.contains(&items.start))
            .map_or(Abs::ZERO, |part| part.across);
        let run = GlyphRun {
            face: painted.face,
            size: style.size.part(i64::from(painted.scale), 100),
            paint: style.paint,
            origin: Point::new(at.x, at.y + across),
            orientation: painted.orientation,
            text: source.to_owned(),
            glyphs: pen.glyphs,
        };
        runs.push(LineRun { run, piece, annotation: None, start: origin, end });
        if style.dots {
            runs.extend(dots::dots(self.setting, &own, starts, style, piece).map(|mut dots| {
                dots.run.origin.y += across;
                dots
            }));
        }
    }

    /// Whether an item is a frame of a vertical line in which glyphs stand side by side.
    fn is_combined(&self, item: &Item) -> bool {
        self.setting.writing == Writing::Vertical && item.orientation == Orientation::Horizontal && item.ink.is_some()
    }

    /// The origin of a run that begins at `start`, in the line's own axes: along it, and across it towards the next line.
    fn origin(&self, item: &Item, style: &CharStyle, start: Abs) -> Point {
        if self.is_combined(item) {
            let face = self.setting.fonts.face(item.face);
            let size = style.size.part(i64::from(item.scale), 100);
            let drop = upright::baseline(face, size) + (style.size - size) / 2;
            // The frame's middle is the line's; what stands in it begins half its width to the left.
            return Point::new(start + drop, item.offset / 2 - style.raise);
        }
        let across = match item.orientation {
            Orientation::Horizontal | Orientation::Vertical | Orientation::Raised => Abs::ZERO,
            Orientation::Sideways => SIDEWAYS_BASELINE.at(style.size),
        };
        Point::new(start, across - style.raise)
    }

    /// The text of a run and its first byte: forced breaks at its edges are left out.
    fn source(&self, range: Range<usize>) -> (usize, &str) {
        let is_break = |c: char| matches!(c, '\n' | '\u{2028}' | '\u{2029}');
        let text = self.text.text.get(range.clone()).unwrap_or("");
        let trimmed = text.trim_start_matches(is_break);
        (range.start + text.len() - trimmed.len(), trimmed.trim_end_matches(is_break))
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
        let offset = if self.finisher.is_combined(item) { Abs::ZERO } else { item.offset };
        let at = start + offset - self.origin;
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
        let between = self.finisher.text.text.get(before.end as usize..item.start as usize).unwrap_or("");
        if !between.contains(char::is_whitespace) {
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
