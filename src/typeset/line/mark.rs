//! Marks as boxes: the ink of a mark with its blanks beside it (CLR-C, F, I), long marks and the interpunct.
//!
//! All places are along the line and across it, so that one code serves both writing modes: `ink_along` alone knows that a
//! vertical line runs down the glyph's frame.

use std::collections::BTreeMap;

use super::Setting;
use crate::cjk::compression::{Blanks, blanks};
use crate::cjk::orientation::{Stance, stance, vertical_quote};
use crate::cjk::{Class, Squeeze};
use crate::display::{FaceId, Orientation};
use crate::font::{Direction, Face, Role, ShapedGlyph, regional_language, shape_full_width};
use crate::units::{Em, Region, Writing};

/// The head of an em box above the baseline: Noto CJK and its kin draw Han from 0.88 em above it to 0.12 em below.
pub(super) const HEAD: Em = Em::raw(65_536 * 88 / 100);

/// How far ink may reach over the edge of its box and still be moved into it without a look at the whole.
const SLACK: Em = Em::raw(65_536 / 16);

/// How far ink may lie from the middle of its frame and still count as centred (CLR-F07).
const OFF_CENTRE: Em = Em::raw(65_536 / 10);

/// A glyph of a form, in ems of its type size.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormGlyph {
    pub(super) id: u16,
    /// From the box's start.
    pub(super) at: Em,
    /// Across the line: upwards, or to the right in vertical lines.
    pub(super) shift: Em,
    /// Of the font.
    pub(super) advance: Em,
}

/// A mark of one face, in ems.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) face: FaceId,
    pub(super) glyphs: Vec<FormGlyph>,
    /// The box.
    pub(super) body: Em,
    /// The blanks beside the box.
    pub(super) blanks: Blanks,
    /// How it stands.
    pub(super) orientation: Orientation,
}

/// Which form of a mark is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// The mark alone.
    Single,
    /// Two long marks that make one: ——.
    Double,
    /// Half an em beside another of its kind: ？！ (CLR-C07).
    Narrow,
}

/// The forms that a paragraph has asked for.
#[derive(Default)]
pub(super) struct Forms {
    known: BTreeMap<(Role, char, Class, Shape), Option<Form>>,
}

impl Forms {
    /// The form of a mark; `None` where no face has the character.
    pub(super) fn get(
        &mut self,
        setting: &Setting<'_>,
        role: Role,
        mark: char,
        class: Class,
        shape: Shape,
    ) -> Option<&Form> {
        self.known
            .entry((role, mark, class, shape))
            .or_insert_with(|| {
                let shown = shown_mark(setting, mark);
                let (face, _) = setting.fonts.pick(&[role], shown).or_else(|| setting.fonts.pick(&[role], mark))?;
                let shown = if setting.fonts.face(face).glyph(shown).is_some() { shown } else { mark };
                Mark { setting, face: setting.fonts.face(face), mark: shown, class }.form(shape)
            })
            .as_ref()
    }
}

/// The character that is drawn for a mark of the source: corner brackets for curly quotes in vertical lines (CLR-C01), the full
/// stop of technical books (CLR-C09). The text stays as typed.
fn shown_mark(setting: &Setting<'_>, mark: char) -> char {
    match mark {
        '。' => setting.stop,
        // A solidus drawn for half an em.
        '／' if setting.region == Region::Mainland => '/',
        '“' | '”' | '‘' | '’' if setting.writing == Writing::Vertical && setting.rewrites_quotes => {
            vertical_quote(mark, setting.region)
        }
        other => other,
    }
}

/// A mark whose form is made.
struct Mark<'a> {
    setting: &'a Setting<'a>,
    face: &'a Face,
    mark: char,
    class: Class,
}

/// Ink along the line and across it, with the advance along it: `(start, end)` from the frame's start, `(low, high)` upwards or
/// to the right.
struct Extent {
    along: (Em, Em),
    across: (Em, Em),
}

impl Mark<'_> {
    fn form(&self, shape: Shape) -> Option<Form> {
        match self.class {
            Class::Dash | Class::Ellipsis => self.long(shape == Shape::Double),
            Class::Connector => self.long(false),
            Class::Interpunct => self.interpunct(),
            Class::Solidus | Class::Hyphen => self.half(),
            _ => self.point(shape == Shape::Narrow),
        }
    }

    /// The glyphs of a text of this mark, and how they stand: turned as a whole in vertical lines where the face has no form for
    /// them.
    fn glyphs(&self, face: &Face, text: &str) -> (Vec<ShapedGlyph>, Orientation) {
        let language = regional_language(self.setting.region);
        let flat = || shape_full_width(face, text, Direction::LeftToRight, language).to_vec();
        if self.setting.writing == Writing::Horizontal {
            return (flat(), Orientation::Horizontal);
        }
        let is_curly = matches!(self.mark, '“' | '”' | '‘' | '’');
        if is_curly && !self.setting.rewrites_quotes {
            // The vertical forms of curly quotes are corner brackets in many faces.
            return (flat(), Orientation::Sideways);
        }
        let tall = shape_full_width(face, text, Direction::Downwards, language).to_vec();
        let is_turned = stance(self.class, self.mark) == Stance::Sideways;
        let ids = |glyphs: &[ShapedGlyph]| glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        if is_turned {
            let flat = flat();
            if ids(&flat) == ids(&tall) {
                return (flat, Orientation::Sideways);
            }
        }
        (tall, Orientation::Vertical)
    }

    /// The ink of a glyph; none counts as a point at the frame's start.
    fn extent(&self, face: &Face, id: u16, orientation: Orientation) -> Extent {
        let ink = face.ink(id).unwrap_or_default();
        match orientation {
            Orientation::Vertical => {
                let middle = face.advance(id) / 2;
                Extent { along: (HEAD - ink.y_max, HEAD - ink.y_min), across: (ink.x_min - middle, ink.x_max - middle) }
            }
            Orientation::Horizontal | Orientation::Sideways | Orientation::Raised => {
                let middle = HEAD - Em::HALF;
                Extent { along: (ink.x_min, ink.x_max), across: (ink.y_min - middle, ink.y_max - middle) }
            }
        }
    }

    /// `——` and `……` are two em long without a gap, and a single one is one em (CLR-C04, C05). A face that has no two-em form
    /// lends the Song face's.
    fn long(&self, is_double: bool) -> Option<Form> {
        let units = if is_double || self.mark == '\u{2E3A}' { 2 } else { 1 };
        let body = if self.mark == '\u{2E3B}' { Em::ONE * 3 } else { Em::ONE * units };
        let text: String = std::iter::repeat_n(self.mark, if is_double { 2 } else { 1 }).collect();
        let fonts = self.setting.fonts;
        let candidates = [self.face, fonts.face(fonts.role(Role::Song))].map(|face| (face, self.glyphs(face, &text)));
        let fits = |(face, (glyphs, orientation)): &(&Face, (Vec<ShapedGlyph>, Orientation))| {
            glyphs.iter().all(|glyph| glyph.id != 0)
                && !glyphs.is_empty()
                && glyphs.iter().map(|glyph| glyph.advance).sum::<Em>() == body
                && (self.class != Class::Dash || self.is_unbroken(face, glyphs, *orientation))
        };
        let chosen = candidates.iter().position(&fits);
        let (face, (shaped, orientation)) = candidates.into_iter().nth(chosen.unwrap_or(0))?;
        let share = body / (shaped.len().max(1) as i64);
        let mut at = Em::ZERO;
        let mut glyphs = Vec::new();
        for (n, glyph) in shaped.iter().enumerate() {
            // Where no face has it at its length, the glyphs are spread evenly over the box.
            let spread = share * n as i64 + (share - glyph.advance) / 2;
            let along = if chosen.is_some() { at } else { spread };
            glyphs.push(FormGlyph {
                id: glyph.id,
                at: along,
                shift: self.lift(face, glyph.id, orientation),
                advance: glyph.advance,
            });
            at += glyph.advance;
        }
        if let ([glyph], Orientation::Vertical) = (glyphs.as_mut_slice(), orientation) {
            // Fonts differ in where a frame of two ems hangs from its baseline: the ink tells.
            let (start, end) = self.extent(face, glyph.id, orientation).along;
            glyph.at = (body - start - end) / 2;
        }
        Some(Form { face: face.id, glyphs, body, blanks: Blanks { start: Em::ZERO, end: Em::ZERO }, orientation })
    }

    /// Whether the ink of dashes meets: two of them are one line (CLR-C04).
    fn is_unbroken(&self, face: &Face, glyphs: &[ShapedGlyph], orientation: Orientation) -> bool {
        glyphs.windows(2).all(|pair| {
            let [first, second] = [pair[0].id, pair[1].id].map(|id| self.extent(face, id, orientation).along);
            first.1 >= pair[0].advance + second.0
        })
    }

    /// An ellipsis stands in the middle of the line, not on the baseline (CLR-C05).
    fn lift(&self, face: &Face, id: u16, orientation: Orientation) -> Em {
        let (low, high) = self.extent(face, id, orientation).across;
        let middle = (low + high) / 2;
        if self.class == Class::Ellipsis && middle.to_raw().abs() > OFF_CENTRE.to_raw() { -middle } else { Em::ZERO }
    }

    /// The interpunct: half an em on the Mainland, elsewhere one em with a quarter blank on both sides (CLR-C, table).
    fn interpunct(&self) -> Option<Form> {
        let blanks = self.blanks();
        let (glyphs, orientation) = self.glyphs(self.face, &self.mark.to_string());
        let glyph = glyphs.first().filter(|glyph| glyph.id != 0)?;
        let extent = self.extent(self.face, glyph.id, orientation);
        let (start, end) = extent.along;
        let at = (Em::HALF - start - end) / 2;
        let form = FormGlyph { id: glyph.id, at, shift: Em::ZERO, advance: glyph.advance };
        Some(self.framed(form, Em::HALF, blanks, orientation))
    }

    /// What is half an em and fixed: the solidus and the short hyphen of the Mainland (GB/T 15834; group F, "fixed half").
    fn half(&self) -> Option<Form> {
        // Not in its full-width form, which fills a whole frame.
        let id = self.face.glyph(self.mark)?;
        let (start, end) = self.extent(self.face, id, Orientation::Horizontal).along;
        let at = (Em::HALF - start - end) / 2;
        let form = FormGlyph { id, at, shift: Em::ZERO, advance: self.face.advance(id) };
        Some(self.framed(form, Em::HALF, Blanks { start: Em::ZERO, end: Em::ZERO }, Orientation::Horizontal))
    }

    fn blanks(&self) -> Blanks {
        blanks(self.class, self.setting.region, self.setting.writing)
    }

    /// A form whose blanks may be squeezed, or one that keeps its frame.
    fn framed(&self, glyph: FormGlyph, body: Em, blanks: Blanks, orientation: Orientation) -> Form {
        let rigid = Blanks { start: Em::ZERO, end: Em::ZERO };
        if self.setting.squeeze == Squeeze::None {
            let glyph = FormGlyph { at: glyph.at + blanks.start, ..glyph };
            let body = blanks.start + body + blanks.end;
            return Form { face: self.face.id, glyphs: vec![glyph], body, blanks: rigid, orientation };
        }
        Form { face: self.face.id, glyphs: vec![glyph], body, blanks, orientation }
    }

    /// A point or bracket of one em. The ink box decides where its blanks are, not the code point (CLR-F07).
    fn point(&self, is_narrow: bool) -> Option<Form> {
        let (glyphs, orientation) = self.glyphs(self.face, &self.mark.to_string());
        let glyph = glyphs.first().filter(|glyph| glyph.id != 0)?;
        let extent = self.extent(self.face, glyph.id, orientation);
        let (start, end) = extent.along;
        let none = Blanks { start: Em::ZERO, end: Em::ZERO };
        let blanks = if is_narrow { none } else { self.blanks() };
        let body = if is_narrow { Em::HALF } else { Em::ONE - blanks.start - blanks.end };
        let placed = |at: Em| FormGlyph { id: glyph.id, at, shift: self.across(&extent), advance: glyph.advance };
        if end - start > body && !is_narrow {
            // Wider than its half: it can't be squeezed, and stands in the middle of its frame.
            return Some(self.framed(placed((Em::ONE - start - end) / 2), Em::ONE, none, orientation));
        }
        let at = if self.is_centred() || is_narrow {
            (body - start - end) / 2
        } else {
            place_in_box((start, end), body, blanks.start, glyph.advance)
        };
        Some(self.framed(placed(at), body, blanks, orientation))
    }

    /// Whether the region has the mark in the middle of its frame (CLR-C, table).
    fn is_centred(&self) -> bool {
        matches!(self.setting.region, Region::Taiwan | Region::HongKong) && self.class.is_point()
    }

    /// How far a mark is moved across the line: into the middle by region, or to the right where a face has no vertical form.
    fn across(&self, extent: &Extent) -> Em {
        let middle = (extent.across.0 + extent.across.1) / 2;
        if self.is_centred() && matches!(self.class, Class::Pause | Class::Stop) {
            return if middle.to_raw().abs() > OFF_CENTRE.to_raw() { -middle } else { Em::ZERO };
        }
        let is_corner = self.setting.writing == Writing::Vertical && matches!(self.class, Class::Pause | Class::Stop);
        if is_corner && middle < Em::ZERO { Em::QUARTER - middle } else { Em::ZERO }
    }
}

/// Where the glyph's origin stands, so that its ink lies within a box that begins `blank` after the frame.
fn place_in_box((left, right): (Em, Em), body: Em, blank: Em, advance: Em) -> Em {
    let natural = -blank;
    let (start, end) = (left + natural, right + natural);
    let is_framed = advance == Em::ONE;
    if is_framed && start >= Em::ZERO && end <= body {
        natural
    } else if is_framed && start >= -SLACK && end <= body + SLACK {
        if start < Em::ZERO { natural - start } else { natural - (end - body) }
    } else {
        (body - left - right) / 2
    }
}
