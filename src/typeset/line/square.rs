//! Han, signs and marks: one character in, its box with its glyphs out (CLR-A01, A13, F, P04).

use super::TextPiece;
use super::item::{Ink, Item, PoolGlyph, cluster_len};
use super::mark::Form;
use super::prepare::Builder;
use crate::cjk::context::Placed;
use crate::display::FaceId;
use crate::font::{Direction, Shaping, shape};
use crate::units::{Abs, Em};

impl Builder<'_> {
    /// Adds a mark, or two long marks that are one, and tells where the next object begins.
    pub(super) fn mark(&mut self, index: usize, piece: &TextPiece) -> usize {
        let Placed { at, character, class } = self.placed[index];
        let is_double = self.is_double(index, piece);
        let last = if is_double { index + 1 } else { index };
        let (next, size) = (self.end_of_cluster(last, piece), piece.style.size);
        let (middle, end) = (self.placed[last].at, self.end_of(next));
        let Some(form) = self.forms.get(self.setting, piece.style.han, character, class, is_double) else {
            return self.square(index, piece);
        };
        let (ink, offset) = match form.glyphs.as_slice() {
            [glyph] if glyph.advance == Em::ONE => (Ink::Square(glyph.id), glyph.at.at(size)),
            _ => (self.prepared.pooled(form_glyphs(form, [at, middle, end], size)), Abs::ZERO),
        };
        let (face, body, blank) = (form.face, form.body.at(size), form.blank.at(size));
        let part = self.whole(piece);
        self.push(at, end, part);
        if let Some(item) = self.prepared.items.last_mut() {
            *item = Item { face, advance: body, offset, ink, first: class, last: class, blank, ..*item };
        }
        next
    }

    /// Whether the long mark at `index` and the next are one mark of two ems (CLR-E01).
    fn is_double(&self, index: usize, piece: &TextPiece) -> bool {
        let here = &self.placed[index];
        matches!(here.character, '—' | '…' | '⋯')
            && self.placed.get(index + 1).is_some_and(|next| {
                next.character == here.character && next.class == here.class && (next.at as usize) < piece.range.end
            })
    }

    /// Adds a character of one em, or of its natural width where its face has another.
    pub(super) fn square(&mut self, index: usize, piece: &TextPiece) -> usize {
        let Placed { at, character, class } = self.placed[index];
        let next = self.end_of_cluster(index, piece);
        let end = self.end_of(next);
        let part = self.whole(piece);
        self.push(at, end, part);
        let fonts = self.setting.fonts;
        let primary = fonts.role(piece.style.han);
        let picked = match fonts.face(primary).glyph(character) {
            Some(glyph) => Some((primary, glyph)),
            None => fonts.pick(&[piece.style.han, piece.style.latin], character),
        };
        let (face, ink, advance) = match picked {
            None => {
                self.prepared.missing.push(super::MissingGlyph { character, at: at as usize });
                (primary, Ink::Square(0), piece.style.size)
            }
            Some((face, glyph)) if next > index + 1 => {
                let (ink, advance) = self.cluster(face, glyph, index..next, piece.style.size);
                (face, ink, advance)
            }
            // Han is one em wide by its nature, and most of a book: its advance is not looked up (CLR-A01).
            Some((face, glyph)) if is_han(character) => (face, Ink::Square(glyph), piece.style.size),
            Some((face, glyph)) => {
                let (ink, advance) = self.single(face, glyph, (at, end), piece.style.size);
                (face, ink, advance)
            }
        };
        if let Some(item) = self.prepared.items.last_mut() {
            let counted = u16::from(class.counts());
            *item = Item { face, advance, ink, first: class, last: class, counted, ..*item };
        }
        next
    }

    /// One glyph and its advance.
    fn single(&mut self, face: FaceId, id: u16, (start, end): (u32, u32), size: Abs) -> (Ink, Abs) {
        let advance = self.setting.fonts.face(face).advance(id).at(size);
        if advance == size {
            return (Ink::Square(id), size);
        }
        let len = cluster_len(start, end);
        (self.prepared.pooled([PoolGlyph { id, at: Abs::ZERO, shift: Abs::ZERO, advance, start, len }]), advance)
    }

    /// A character with its selectors (CLR-A13) or combining marks.
    fn cluster(&mut self, id: FaceId, glyph: u16, range: std::ops::Range<usize>, size: Abs) -> (Ink, Abs) {
        let face = self.setting.fonts.face(id);
        let (start, end) = (self.placed[range.start].at, self.end_of(range.end));
        if let [base, selector] = self.placed[range] {
            let variant = face.variant(base.character, selector.character);
            if variant.is_some() || face.glyph(selector.character).is_none() {
                return self.single(id, variant.unwrap_or(glyph), (start, end), size);
            }
        }
        let text = &self.text.text[start as usize..end as usize];
        let shaping = Shaping { direction: Direction::LeftToRight, script: "Hani", language: "zh-Hans", features: &[] };
        let (mut at, mut len) = (Em::ZERO, cluster_len(start, end));
        let mut glyphs = Vec::new();
        for glyph in shape(face, text, &shaping) {
            let place = (at + glyph.x_offset).at(size);
            let (shift, advance) = (glyph.y_offset.at(size), glyph.advance.at(size));
            glyphs.push(PoolGlyph { id: glyph.id, at: place, shift, advance, start, len });
            at += glyph.advance;
            len = 0;
        }
        if glyphs.is_empty() { (Ink::Square(glyph), size) } else { (self.prepared.pooled(glyphs), at.at(size)) }
    }
}

const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The glyphs of a form whose text begins, is halved and ends at these bytes: two glyphs of a double mark take a half each.
fn form_glyphs(form: &Form, [start, middle, end]: [u32; 3], size: Abs) -> Vec<PoolGlyph> {
    let halves = if form.glyphs.len() == 2 && middle > start { middle } else { end };
    let texts = [(start, halves), (halves, end)];
    let text_of = |n: usize| texts.get(n).copied().unwrap_or((end, end));
    let place = |(n, glyph): (usize, &super::mark::FormGlyph)| {
        let (start, end) = text_of(n);
        let (at, advance) = (glyph.at.at(size), glyph.advance.at(size));
        PoolGlyph { id: glyph.id, at, shift: Abs::ZERO, advance, start, len: cluster_len(start, end) }
    };
    form.glyphs.iter().enumerate().map(place).collect()
}
