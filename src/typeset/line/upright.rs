//! What stands upright in vertical lines though it is Latin (CLR-I05, C07): a short word in, frames of one em out.
//!
//! Numbers of a few figures share one frame 纵中横; single letters and acronyms stand one below the other.

use super::TextPiece;
use super::item::{Break, Item, Part, PoolGlyph, cluster_len};
use super::latin::Word;
use super::prepare::Builder;
use crate::cjk::Class;
use crate::cjk::context::Placed;
use crate::cjk::orientation::{WordStance, word_stance};
use crate::display::Orientation;
use crate::font::Face;
use crate::units::{Abs, Em, Writing};

use super::mark::HEAD;

/// How wide a combined frame may be before its type is made narrower, in hundredths of an em: figures may reach a little into
/// the gaps beside the line.
const WIDEST: i64 = 110;

/// What is longer than this isn't put into one frame: it could not be read.
const LONGEST: Em = Em::raw(65_536 * 4);

impl Builder<'_> {
    /// Adds a word's upright frames; `false` if the word is to be turned.
    pub(super) fn upright_word(&mut self, word: &Word<'_>) -> bool {
        if self.writing() == Writing::Horizontal {
            return false;
        }
        let text: String = word.placed.iter().map(|place| place.character).collect();
        let most = if word.style.upright { usize::MAX } else { self.setting.upright_digits };
        let stance =
            if word.style.upright && !word.placed.is_empty() { WordStance::Combined } else { word_stance(&text, most) };
        match stance {
            WordStance::Sideways => false,
            WordStance::Combined => self.combined(word.placed, word.end, word.style),
            WordStance::Stacked => self.stacked(word),
        }
    }

    /// Adds a word letter by letter; `false` if a letter has no glyph, and the word is to be reported as a whole.
    fn stacked(&mut self, word: &Word<'_>) -> bool {
        let roles = [word.style.style.latin, word.style.style.han];
        if !word.placed.iter().all(|place| self.setting.fonts.pick(&roles, place.character).is_some()) {
            return false;
        }
        let before = self.prepared.items.len();
        for (n, place) in word.placed.iter().enumerate() {
            let end = word.placed.get(n + 1).map_or(word.end, |next| next.at);
            if !self.combined(std::slice::from_ref(place), end, word.style) {
                // Nothing of it is kept: the word is turned as a whole.
                self.prepared.items.truncate(before);
                return false;
            }
            // An acronym is one word, however it stands (CLR-E02).
            if let Some(item) = self.prepared.items.last_mut().filter(|_| n > 0) {
                item.part = Part::Later(Break::Never);
            }
        }
        true
    }

    /// Adds the ？！ at `index` and the next as one frame (CLR-C07), and tells where the next object begins; `None` if they can't
    /// share one.
    pub(super) fn combined_marks(&mut self, index: usize, piece: &TextPiece) -> Option<usize> {
        let next = self.end_of_cluster(index + 1, piece);
        let placed = [self.placed[index], self.placed[index + 1]];
        if !self.combined(&placed, self.end_of(next), piece) {
            return None;
        }
        if let Some(item) = self.prepared.items.last_mut() {
            (item.first, item.last, item.counted) = (Class::Exclamation, Class::Exclamation, 0);
        }
        Some(next)
    }

    /// Adds characters side by side in one frame of one em; `false` if no one face has all of them, or they are too many. The
    /// frame is a sign among its neighbours: no gap stands beside it.
    fn combined(&mut self, placed: &[Placed], end: u32, piece: &TextPiece) -> bool {
        let Some(first) = placed.first() else { return false };
        let fonts = self.setting.fonts;
        let (latin, han) = (piece.style.latin, piece.style.han);
        let roles = if first.class.is_latin() { [latin, han] } else { [han, latin] };
        let Some((face_id, _)) = fonts.pick(&roles, first.character) else { return false };
        let (face, size) = (fonts.face(face_id), piece.style.size);
        let (mut at, mut glyphs) = (Em::ZERO, Vec::new());
        for (n, place) in placed.iter().enumerate() {
            let Some(id) = face.glyph(place.character) else { return false };
            let (offset, width) = narrow(face, id);
            let until = placed.get(n + 1).map_or(end, |next| next.at);
            glyphs.push((id, at - offset, place.at, until));
            at += width;
        }
        if at > LONGEST {
            return false;
        }
        let percent = if at > Em::ONE { (Em::ONE.to_raw() * WIDEST / at.to_raw()).min(100) } else { 100 };
        let scaled = |length: Em| length.at(size).part(percent, 100);
        let ink = self.prepared.pooled(glyphs.into_iter().map(|(id, at, start, end)| PoolGlyph {
            id,
            at: scaled(at),
            shift: Abs::ZERO,
            advance: scaled(face.advance(id)),
            start,
            len: cluster_len(start, end),
        }));
        let item = Item {
            face: face_id,
            advance: size,
            // The width of what stands in the frame: `finish` centres it.
            offset: scaled(at),
            ink,
            first: Class::Symbol,
            last: Class::Symbol,
            counted: 1,
            orientation: Orientation::Horizontal,
            scale: percent as u8,
            ..Item::EMPTY
        };
        self.add(first.at, end, piece, item);
        true
    }
}

/// How much of a glyph's frame is blank before its box, and the box's width: a mark of one em gives half of it, a letter its
/// advance.
fn narrow(face: &Face, id: u16) -> (Em, Em) {
    let advance = face.advance(id);
    match face.ink(id) {
        Some(ink) if advance == Em::ONE && ink.x_max - ink.x_min < Em::HALF => {
            ((ink.x_min + ink.x_max - Em::HALF) / 2, Em::HALF)
        }
        _ => (Em::ZERO, advance),
    }
}

/// From the head of a combined frame to its baseline: capitals and figures stand in the frame's middle.
pub(super) fn baseline(face: &Face, size: Abs) -> Abs {
    let cap = face.metrics.cap_height.min(HEAD);
    Em::HALF.at(size) + Em::raw(cap.to_raw() / 2).at(size)
}
