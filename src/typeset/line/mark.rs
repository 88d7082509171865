//! Marks as boxes: the ink half of a mark with its blank beside it (CLR-F, C04, C05, F07), long marks and the interpunct.

use std::collections::BTreeMap;

use super::Setting;
use crate::cjk::compression::{BlankSide, blank_side};
use crate::cjk::{Class, Squeeze};
use crate::display::FaceId;
use crate::font::{Direction, Face, Feature, Role, Shaping, shape};
use crate::units::Em;

/// How far ink may reach over the middle of its frame and still be moved into its half without a look at the whole.
const SLACK: Em = Em::raw(65_536 / 16);

/// A glyph of a form, in ems of its type size.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormGlyph {
    pub(super) id: u16,
    /// From the box's start.
    pub(super) at: Em,
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
    /// The blank beside the box.
    pub(super) blank: Em,
}

/// The forms that a paragraph has asked for.
#[derive(Default)]
pub(super) struct Forms {
    known: BTreeMap<(Role, char, bool), Option<Form>>,
}

impl Forms {
    /// The form of a mark, or of two long marks that make one; `None` where no face has the character.
    pub(super) fn get(
        &mut self,
        setting: &Setting<'_>,
        role: Role,
        mark: char,
        class: Class,
        is_double: bool,
    ) -> Option<&Form> {
        self.known
            .entry((role, mark, is_double))
            .or_insert_with(|| form(setting, role, mark, class, is_double))
            .as_ref()
    }
}

fn form(setting: &Setting<'_>, role: Role, mark: char, class: Class, is_double: bool) -> Option<Form> {
    let (id, _) = setting.fonts.pick(&[role], mark)?;
    match class {
        Class::Dash | Class::Ellipsis => long_form(setting, id, mark, is_double),
        Class::Interpunct => centred_form(setting.fonts.face(id), mark, Em::HALF),
        _ => half_form(setting, setting.fonts.face(id), mark, class),
    }
}

fn shaped(face: &Face, text: &str) -> Vec<FormGlyph> {
    let features = [Feature(*b"fwid", 1)];
    let shaping =
        Shaping { direction: Direction::LeftToRight, script: "Hani", language: "zh-Hans", features: &features };
    let mut at = Em::ZERO;
    let mut glyphs = Vec::new();
    for glyph in shape(face, text, &shaping) {
        glyphs.push(FormGlyph { id: glyph.id, at: at + glyph.x_offset, advance: glyph.advance });
        at += glyph.advance;
    }
    glyphs
}

/// `——` and `……` are two em long without a gap, and a single one is one em (CLR-C04, C05). A face that has no two-em
/// form lends the Song face's.
fn long_form(setting: &Setting<'_>, id: FaceId, mark: char, is_double: bool) -> Option<Form> {
    let units = if is_double || matches!(mark, '\u{2E3A}') { 2 } else { 1 };
    let body = if mark == '\u{2E3B}' { Em::ONE * 3 } else { Em::ONE * units };
    let text: String = std::iter::repeat_n(mark, if is_double { 2 } else { 1 }).collect();
    let song = setting.fonts.role(Role::Song);
    let candidates = [id, song].map(|id| (id, shaped(setting.fonts.face(id), &text)));
    let length = |glyphs: &[FormGlyph]| glyphs.iter().map(|glyph| glyph.advance).sum::<Em>();
    let fits = |glyphs: &[FormGlyph]| glyphs.iter().all(|g| g.id != 0) && !glyphs.is_empty() && length(glyphs) == body;
    let chosen = candidates.iter().position(|(_, glyphs)| fits(glyphs)).unwrap_or(0);
    let (face, mut glyphs) = candidates.into_iter().nth(chosen)?;
    if !fits(&glyphs) {
        // No face has it at its length: the glyphs are spread evenly over the box.
        let share = body / (glyphs.len().max(1) as i64);
        for (n, glyph) in glyphs.iter_mut().enumerate() {
            glyph.at = share * n as i64 + (share - glyph.advance) / 2;
        }
    }
    Some(Form { face, glyphs, body, blank: Em::ZERO })
}

/// A glyph with its ink in the middle of a box: the interpunct of half an em (CLR-C, regional table).
fn centred_form(face: &Face, mark: char, body: Em) -> Option<Form> {
    let id = face.glyph(mark)?;
    let advance = face.advance(id);
    let at = face.ink(id).map_or((body - advance) / 2, |ink| (body - ink.x_max - ink.x_min) / 2);
    Some(Form { face: face.id, glyphs: vec![FormGlyph { id, at, advance }], body, blank: Em::ZERO })
}

/// A mark of one em as half an em of ink and half an em of blank. The ink box decides, not the code point (CLR-F07).
fn half_form(setting: &Setting<'_>, face: &Face, mark: char, class: Class) -> Option<Form> {
    let mut buffer = [0; 4];
    let is_quote = matches!(mark, '“' | '”' | '‘' | '’');
    let wide = if is_quote { shaped(face, mark.encode_utf8(&mut buffer)).first().copied() } else { None };
    let (id, advance) = match wide {
        Some(glyph) if glyph.id != 0 => (glyph.id, glyph.advance),
        _ => face.glyph(mark).map(|id| (id, face.advance(id)))?,
    };
    let side = blank_side(class)?;
    let ink = face.ink(id).map_or((Em::ZERO, Em::ZERO), |ink| (ink.x_min, ink.x_max));
    let whole = |at: Em, body: Em, blank: Em| {
        Some(Form { face: face.id, glyphs: vec![FormGlyph { id, at, advance }], body, blank })
    };
    if ink.1 - ink.0 > Em::HALF {
        // Wider than half an em: it can't be squeezed, and stands in the middle of its frame.
        return whole((Em::ONE - ink.0 - ink.1) / 2, Em::ONE, Em::ZERO);
    }
    let at = place_in_half(ink, side, advance);
    match setting.squeeze {
        Squeeze::None if side == BlankSide::Start => whole(at + Em::HALF, Em::ONE, Em::ZERO),
        Squeeze::None => whole(at, Em::ONE, Em::ZERO),
        Squeeze::Pairs | Squeeze::Full => whole(at, Em::HALF, Em::HALF),
    }
}

/// Where the glyph's origin stands, so that its ink lies within the half em box.
fn place_in_half((left, right): (Em, Em), side: BlankSide, advance: Em) -> Em {
    let natural = if side == BlankSide::Start { -Em::HALF } else { Em::ZERO };
    let (start, end) = (left + natural, right + natural);
    if advance == Em::ONE && start >= Em::ZERO && end <= Em::HALF {
        natural
    } else if advance == Em::ONE && start >= -SLACK && end <= Em::HALF + SLACK {
        if start < Em::ZERO { natural - start } else { natural - (end - Em::HALF) }
    } else {
        (Em::HALF - left - right) / 2
    }
}
