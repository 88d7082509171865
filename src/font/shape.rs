//! Shaping: text of one face, script and direction in, placed glyphs out. Latin, marks and the unusual pass through here.

use std::str::FromStr;
use std::sync::{Arc, PoisonError};

use harfrust::{Buffer, Language, Script, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont, Tag};

use super::Face;
use crate::units::Em;

/// The most plans that a face keeps: a book has a few languages, a hostile one as many as it likes.
const MOST_PLANS: usize = 64;

/// The most marks that a face keeps as shaped.
const MOST_MARKS: usize = 256;

/// An OpenType feature and its value: `Feature(*b"fwid", 1)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Feature(pub [u8; 4], pub u32);

/// Which way the text runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
    /// Downwards, upright.
    Downwards,
}

/// How a text is shaped.
#[derive(Clone, Copy, Debug)]
pub struct Shaping<'a> {
    /// Which way it runs.
    pub direction: Direction,
    /// ISO 15924: `Latn`, `Hani`.
    pub script: &'a str,
    /// BCP 47.
    pub language: &'a str,
    /// Features beyond the font's defaults.
    pub features: &'a [Feature],
}

/// A glyph as shaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShapedGlyph {
    /// Its number in the face.
    pub id: u16,
    /// First byte of its cluster in the text.
    pub cluster: u32,
    /// How far the next glyph stands, in the text's direction.
    pub advance: Em,
    /// Moved along x.
    pub x_offset: Em,
    /// Moved along y, upwards.
    pub y_offset: Em,
}

/// Shapes `text` with `face`. Glyphs come in visual order. A text that can't be shaped gives no glyphs.
pub fn shape(face: &Face, text: &str, shaping: &Shaping<'_>) -> Vec<ShapedGlyph> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    let direction = match shaping.direction {
        Direction::LeftToRight => harfrust::Direction::LeftToRight,
        Direction::RightToLeft => harfrust::Direction::RightToLeft,
        Direction::Downwards => harfrust::Direction::TopToBottom,
    };
    let (script, language) = (Script::from_str(shaping.script).ok(), Language::new(shaping.language));
    let features: Vec<harfrust::Feature> =
        shaping.features.iter().map(|feature| harfrust::Feature::new(Tag::new(&feature.0), feature.1, ..)).collect();
    let plan = plan(face, direction, script, language.as_ref(), &features);
    buffer.set_direction(direction);
    buffer.set_script(script);
    buffer.set_language(language);
    let shaper = ShaperFont::new(&face.font);
    let options = ShapeOptions::new().features(&features).plan(Some(&plan));
    if harfrust::shape(&shaper, &mut buffer, options).is_err() {
        return Vec::new();
    }
    let em = |units: i32| Em::from_units(i64::from(units), face.units_per_em);
    let downwards = shaping.direction == Direction::Downwards;
    buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, position)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance: if downwards { -em(position.y_advance) } else { em(position.x_advance) },
            x_offset: em(position.x_offset),
            y_offset: em(position.y_offset),
        })
        .collect()
}

/// Shapes a mark, or two that make one, in its full-width form (`fwid`, and `vert` downwards). A book has few of them, so each is
/// shaped once a face.
pub fn shape_full_width(face: &Face, text: &str, direction: Direction, language: &str) -> Arc<[ShapedGlyph]> {
    let is_downwards = direction == Direction::Downwards;
    let known = face.marks.read().unwrap_or_else(PoisonError::into_inner);
    let find = |marks: &[FullWidth]| {
        let is_it =
            |mark: &&FullWidth| mark.text == text && mark.is_downwards == is_downwards && mark.language == language;
        marks.iter().find(is_it).map(|mark| Arc::clone(&mark.glyphs))
    };
    if let Some(glyphs) = find(&known) {
        return glyphs;
    }
    drop(known);
    let features = [Feature(*b"fwid", 1)];
    let glyphs: Arc<[ShapedGlyph]> =
        shape(face, text, &Shaping { direction, script: "Hani", language, features: &features }).into();
    let mut marks = face.marks.write().unwrap_or_else(PoisonError::into_inner);
    if marks.len() < MOST_MARKS {
        let (text, language) = (text.to_owned(), language.to_owned());
        marks.push(FullWidth { text, language, is_downwards, glyphs: Arc::clone(&glyphs) });
    }
    glyphs
}

/// A mark as shaped in its full-width form.
pub(super) struct FullWidth {
    text: String,
    language: String,
    is_downwards: bool,
    glyphs: Arc<[ShapedGlyph]>,
}

/// The plan for a kind of text, made once a face. Every plan for a kind is equal, so it does not matter who makes it first.
fn plan(
    face: &Face,
    direction: harfrust::Direction,
    script: Option<Script>,
    language: Option<&Language>,
    features: &[harfrust::Feature],
) -> Arc<ShapePlan> {
    let key = ShapePlanKey::new(&face.font, script, direction).language(language).features(features);
    let known =
        face.plans.read().unwrap_or_else(PoisonError::into_inner).iter().find(|plan| key.matches(plan)).cloned();
    known.unwrap_or_else(|| {
        let plan = Arc::new(ShapePlan::new(&face.font, direction, script, language, features));
        let mut plans = face.plans.write().unwrap_or_else(PoisonError::into_inner);
        if plans.len() < MOST_PLANS {
            plans.push(Arc::clone(&plan));
        }
        plan
    })
}
