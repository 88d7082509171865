//! Han, signs and marks: one character in, its box with its glyphs out (CLR-A01, A13, F, P04).

use super::TextPiece;
use super::item::{Ink, Item, PoolGlyph, cluster_len};
use super::mark::{Form, Shape};
use super::prepare::Builder;
use crate::cjk::Class;
use crate::cjk::compression::blanks;
use crate::cjk::context::Placed;
use crate::cjk::orientation::{Stance, stance};
use crate::display::{FaceId, Orientation};
use crate::font::{Direction, Shaping, regional_language, shape};
use crate::units::{Abs, Em, Region, Writing};

impl Builder<'_> {
    /// Adds a mark, or two that are one, and tells where the next object begins.
    pub(super) fn mark(&mut self, index: usize, piece: &TextPiece) -> usize {
        let Placed { at, character, class } = self.placed[index];
        if class == Class::Exclamation
            && self.writing() == Writing::Vertical
            && self.follows(index, piece)
            && let Some(next) = self.combined_marks(index, piece)
        {
            return next;
        }
        let shape = self.shape(index, piece);
        let last = if shape == Shape::Double { index + 1 } else { index };
        let (next, size) = (self.end_of_cluster(last, piece), piece.style.size);
        let (middle, end) = (self.placed[last].at, self.end_of(next));
        let Some(form) = self.forms.get(self.setting, piece.style.han, character, class, shape) else {
            return self.square(index, piece);
        };
        let (ink, offset) = match form.glyphs.as_slice() {
            [glyph] if glyph.advance == Em::ONE && glyph.shift == Em::ZERO => {
                (Ink::Square(glyph.id), glyph.at.at(size))
            }
            _ => (self.prepared.pooled(form_glyphs(form, [at, middle, end], size)), Abs::ZERO),
        };
        let item = Item {
            face: form.face,
            advance: form.body.at(size),
            offset,
            ink,
            first: class,
            last: class,
            blank_start: form.blanks.start.at(size),
            blank_end: form.blanks.end.at(size),
            orientation: form.orientation,
            ..Item::EMPTY
        };
        self.add(at, end, piece, item);
        next
    }

    /// Adds an item of the piece at hand.
    pub(super) fn add(&mut self, start: u32, end: u32, piece: &TextPiece, item: Item) {
        let (piece, part) = (self.piece as u32, self.whole(piece));
        self.prepared.items.push(Item { start, end, piece, part, ..item });
    }

    pub(super) fn writing(&self) -> Writing {
        self.setting.writing
    }

    /// Which form of the mark at `index` is wanted.
    fn shape(&self, index: usize, piece: &TextPiece) -> Shape {
        if self.is_double(index, piece) {
            return Shape::Double;
        }
        let is_fixed = self.placed[index].class == Class::Exclamation
            && blanks(Class::Exclamation, self.setting.region, self.writing()).end == Em::ZERO;
        // Where ？！ fill a frame alone, two of them share one (CLR-C07).
        let has_neighbour =
            self.follows(index, piece) || (index > 0 && self.placed[index - 1].class == Class::Exclamation);
        if is_fixed && has_neighbour && self.writing() == Writing::Horizontal { Shape::Narrow } else { Shape::Single }
    }

    /// Whether a mark of the same class follows in the same piece.
    fn follows(&self, index: usize, piece: &TextPiece) -> bool {
        let class = self.placed[index].class;
        self.placed.get(index + 1).is_some_and(|next| next.class == class && (next.at as usize) < piece.range.end)
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
        let (end, size) = (self.end_of(next), piece.style.size);
        let fonts = self.setting.fonts;
        let roles = [piece.style.han, piece.style.latin];
        let picked = fonts.pick(&roles, character);
        let orientation = self.orientation(class, character);
        let (face, ink, advance) = match picked {
            None => {
                self.prepared.missing.push(super::MissingGlyph { character, at: at as usize });
                (fonts.role(piece.style.han), Ink::Square(0), size)
            }
            Some((first, _)) if next > index + 1 => {
                let text = &self.text.text[at as usize..end as usize];
                let face = fonts.pick_cluster(&roles, text).unwrap_or(first);
                let glyph = fonts.face(face).glyph(character).unwrap_or(0);
                let (ink, advance) = self.cluster(face, glyph, index..next, size);
                return self.add_cluster(index, next, piece, Item { face, ink, advance, orientation, ..Item::EMPTY });
            }
            // Han is one em wide by its nature, and most of a book: its advance is not looked up (CLR-A01).
            Some((face, glyph)) if is_han(character) => {
                (face, Ink::Square(fonts.face(face).regional(character, glyph, self.region(piece))), size)
            }
            // Emoji are often wider than a frame.
            Some((face, glyph))
                if orientation == Orientation::Vertical && fonts.face(face).advance(glyph) > Em::ONE =>
            {
                let (ink, advance) = self.single(face, glyph, (at, end), size);
                return self.add_cluster(index, next, piece, Item { face, ink, advance, orientation, ..Item::EMPTY });
            }
            // Small kana move in their frames, the long vowel mark turns.
            Some((face, glyph)) if orientation == Orientation::Vertical => {
                (face, Ink::Square(fonts.face(face).vertical_alternate(character).unwrap_or(glyph)), size)
            }
            Some((face, glyph)) => {
                let (ink, advance) = self.single(face, glyph, (at, end), size);
                (face, ink, advance)
            }
        };
        let counted = u16::from(class.counts());
        let item = Item { face, advance, ink, first: class, last: class, counted, orientation, ..Item::EMPTY };
        self.add(at, end, piece, item);
        next
    }

    /// Adds a cluster that was set as a whole. In vertical lines it stands upright in a frame of one em.
    fn add_cluster(&mut self, index: usize, next: usize, piece: &TextPiece, item: Item) -> usize {
        let class = self.placed[index].class;
        let (start, end) = (self.placed[index].at, self.end_of(next));
        let item = match item.ink {
            Ink::Pool(first, count) if item.orientation == Orientation::Vertical => {
                let size = piece.style.size;
                let percent = if item.advance > size {
                    (size.to_raw() * 100 / item.advance.to_raw()).clamp(10, 100)
                } else {
                    100
                };
                for glyph in &mut self.prepared.pool[first as usize..(first + count) as usize] {
                    glyph.at = glyph.at.part(percent, 100);
                    glyph.shift = glyph.shift.part(percent, 100);
                    glyph.advance = glyph.advance.part(percent, 100);
                }
                let (offset, scale) = (item.advance.part(percent, 100), percent as u8);
                Item { orientation: Orientation::Horizontal, offset, advance: size, scale, ..item }
            }
            Ink::None | Ink::Square(_) | Ink::Pool(..) => item,
        };
        let counted = u16::from(class.counts());
        self.add(start, end, piece, Item { first: class, last: class, counted, ..item });
        next
    }

    /// Whose forms the characters of a piece have (CLR-A08): its own language's, where it isn't the book's.
    fn region(&self, piece: &TextPiece) -> Region {
        let own = Region::of_language(&piece.language);
        // `zh` and `en` say nothing about a region.
        if own == Region::Mainland { self.setting.region } else { own }
    }

    /// How a character outside words stands in the line.
    fn orientation(&self, class: Class, character: char) -> Orientation {
        match self.writing() {
            Writing::Horizontal => Orientation::Horizontal,
            Writing::Vertical if stance(class, character) == Stance::Upright => Orientation::Vertical,
            Writing::Vertical => Orientation::Sideways,
        }
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
        let language = regional_language(self.setting.region);
        let shaping = Shaping { direction: Direction::LeftToRight, script: "Hani", language, features: &[] };
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
        PoolGlyph { id: glyph.id, at, shift: glyph.shift.at(size), advance, start, len: cluster_len(start, end) }
    };
    form.glyphs.iter().enumerate().map(place).collect()
}
