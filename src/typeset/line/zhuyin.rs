//! Bopomofo 注音符号 (CLR-K01 to K05): to the right of each character in both writing modes.
//!
//! Symbols of three tenths of an em stand one below the other in a strip of half an em; the second, third and fourth tone stand beside
//! the last symbol, the neutral tone above the first.

use super::LineRun;
use super::finish::Finisher;
use super::item::{Break, Part, Prepared};
use super::mark::HEAD;
use super::ruby::Note;
use super::{AnnotationKind, Setting, Text};
use crate::cjk::Class;
use crate::display::{Glyph, GlyphRun, Orientation};
use crate::font::Role;
use crate::units::{Abs, Em, Point, Writing};

/// The strip beside a character, tone included (CLR-K02).
pub(super) const STRIP: Em = Em::HALF;

/// The size of a symbol (CLR-K02: 3 to 10).
const SYMBOL: Em = Em::raw(65_536 * 3 / 10);

/// The middle of the symbols and of the tone, from the character's frame.
const MIDDLES: (Em, Em) = (Em::raw(65_536 * 18 / 100), Em::raw(65_536 * 42 / 100));

/// Opens the line by the strip everywhere, so that characters with and without bopomofo stand at even distances (CLR-K03).
pub(super) fn open(prepared: &mut Prepared, text: &Text, setting: &Setting<'_>) {
    if setting.writing == Writing::Vertical {
        return;
    }
    let is_bopomofo = |note: &&Note| text.annotations[note.annotation].kind == AnnotationKind::Bopomofo;
    let annotated: Vec<usize> = prepared.notes.iter().filter(is_bopomofo).map(|note| note.items.end - 1).collect();
    for index in 1..prepared.items.len() {
        let size = text.pieces[prepared.items[index - 1].piece as usize].style.size;
        let is_bare = annotated.binary_search(&(index - 1)).is_err();
        let item = &mut prepared.items[index];
        if is_bare && item.part == Part::Whole && item.junction.kind != Break::Forced {
            item.junction.width += STRIP.at(size);
        }
    }
}

/// The runs of the bopomofo beside a base.
pub(super) fn runs(finisher: &Finisher<'_>, note: &Note, (start, _): (Abs, Abs)) -> Vec<LineRun> {
    let annotation = &finisher.text.annotations[note.annotation];
    let piece = finisher.prepared.items[note.items.start].piece as usize;
    let base = &finisher.text.pieces[piece].style;
    let (size, writing) = (base.size, finisher.setting.writing);
    let is_tone = |c: &char| matches!(c, 'ˊ' | 'ˇ' | 'ˋ' | '˙' | 'ˉ');
    let symbols: Vec<char> = annotation.text.chars().filter(|c| !is_tone(c) && !c.is_whitespace()).collect();
    let step = SYMBOL.at(size);
    let column = step * symbols.len() as i64;
    // In the axes of a horizontal page: x from the character's start, y from the middle of its frame.
    let head = -column / 2;
    let (beside, tone_beside) = (MIDDLES.0.at(size) + size, MIDDLES.1.at(size) + size);
    let mut places: Vec<(char, Abs, Abs)> = Vec::new();
    for (n, symbol) in symbols.iter().enumerate() {
        places.push((*symbol, beside, head + step * n as i64 + step / 2));
    }
    for tone in annotation.text.chars().filter(is_tone) {
        let place = match tone {
            '˙' => (beside, head - step / 3),
            // Half of it above the last symbol (CLR-K04).
            _ => (tone_beside, head + column - step),
        };
        places.push((tone, place.0, place.1));
    }
    let upright = Upright { finisher, piece, annotation: note.annotation, start, size, writing };
    let mut runs: Vec<LineRun> = places.iter().filter_map(|&(c, x, y)| upright.run(c, x, y)).collect();
    // The text of bopomofo is read in its own order, whatever stands where.
    let order = |run: &LineRun| annotation.text.find(run.run.text.as_str()).unwrap_or(0);
    runs.sort_by_key(order);
    runs
}

/// Symbols that stand upright beside a character.
struct Upright<'a> {
    finisher: &'a Finisher<'a>,
    piece: usize,
    annotation: usize,
    start: Abs,
    size: Abs,
    writing: Writing,
}

impl Upright<'_> {
    /// A symbol whose frame's middle (a tone's ink) lies at `x` from the character's start and at `y` below its frame's middle.
    fn run(&self, symbol: char, x: Abs, y: Abs) -> Option<LineRun> {
        let style = &self.finisher.text.annotations[self.annotation].style;
        let fonts = self.finisher.setting.fonts;
        let (face, id) = fonts.pick(&[style.han, Role::Song], symbol)?;
        let source = fonts.face(face);
        let size = SYMBOL.at(self.size);
        let middle = if crate::cjk::class::classify(symbol) == Class::Kana {
            (source.advance(id) / 2, HEAD - Em::HALF)
        } else {
            source
                .ink(id)
                .map_or((Em::HALF, HEAD - Em::HALF), |ink| ((ink.x_min + ink.x_max) / 2, (ink.y_min + ink.y_max) / 2))
        };
        // The glyph's origin, from the character's start and frame's middle, on a page that is not turned.
        let (dx, dy) = (x - middle.0.at(size), y + middle.1.at(size));
        let frame = HEAD.at(self.size) - self.size / 2;
        let origin = match self.writing {
            Writing::Horizontal => Point::new(self.start + dx, dy - frame),
            // Down the page is along the line, and to the right is back across it; the frame's left side is half an em from it.
            Writing::Vertical => Point::new(self.start + self.size / 2 + dy, -(dx - self.size / 2)),
        };
        let glyph = Glyph {
            id,
            at: Abs::ZERO,
            shift: Abs::ZERO,
            advance: source.advance(id).at(size),
            text_start: 0,
            text_len: symbol.len_utf8() as u16,
        };
        let run = GlyphRun {
            face,
            size,
            paint: style.paint,
            origin,
            orientation: Orientation::Horizontal,
            text: symbol.to_string(),
            glyphs: vec![glyph],
        };
        let (start, end) = (self.start, self.start + self.size);
        Some(LineRun { run, piece: self.piece, annotation: Some(self.annotation), start, end })
    }
}
