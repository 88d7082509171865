//! One face: its bytes, its character map and its metrics. Han runs read flat tables here and are not shaped.

use std::sync::{Arc, OnceLock, RwLock};

use harfrust::{Font, GlyphId, ShapePlan};
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::vertical::Vertical;
use crate::display::FaceId;
use crate::units::Em;

/// A font, loaded and checked.
pub struct Face {
    /// Its number in the set.
    pub id: FaceId,
    /// The file's name, for messages and reports.
    pub file: String,
    /// The PostScript name, as a PDF names it.
    pub name: String,
    /// The family's name, as people know it.
    pub family: String,
    /// The whole font file.
    pub data: Arc<Vec<u8>>,
    /// Position in a collection; 0 for a single font.
    pub index: u32,
    /// Whether its outlines are in a `CFF ` table.
    pub is_cff: bool,
    /// Design units in an em.
    pub units_per_em: u16,
    /// How large its Latin is set beside Han, in hundredths of the type size (CLR-H07).
    pub scale: u8,
    /// Measures of the whole face.
    pub metrics: FaceMetrics,
    /// The parsed font, with the shaper's caches.
    pub(super) font: Font,
    /// Glyphs of the Basic Multilingual Plane by code point, made at the first look-up.
    plane: OnceLock<Vec<u16>>,
    /// Shaping plans made so far: a few for each face, and costlier to make than most words are to shape.
    pub(super) plans: RwLock<Vec<Arc<ShapePlan>>>,
    /// Marks shaped so far in their full-width forms.
    pub(super) marks: RwLock<Vec<super::shape::FullWidth>>,
    /// What is known of its vertical forms.
    pub(super) vertical: Vertical,
    /// What is known of its regional forms.
    pub(super) regional: super::regional::Regional,
}

/// Measures of a face, in ems, upwards positive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FaceMetrics {
    /// Top of the face above the baseline.
    pub ascender: Em,
    /// Foot of the face: negative below the baseline.
    pub descender: Em,
    /// Height of capitals.
    pub cap_height: Em,
    /// Height of small letters.
    pub x_height: Em,
    /// The box that holds every glyph.
    pub bounds: InkBox,
    /// Slant in degrees, negative to the right, as in the `post` table, times 65,536.
    pub italic_angle: i32,
    /// Weight class, 400 regular, 700 bold.
    pub weight: u16,
}

/// The box of the ink of a glyph, in ems: origin at the baseline's start, y upwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct InkBox {
    /// Left side.
    pub x_min: Em,
    /// Lower side.
    pub y_min: Em,
    /// Right side.
    pub x_max: Em,
    /// Upper side.
    pub y_max: Em,
}

impl Face {
    /// Parses a font file. `None` if it is not a font, or lacks the tables that every font has.
    pub(super) fn parse(id: FaceId, file: String, data: Vec<u8>, index: u32) -> Option<Self> {
        let data = Arc::new(data);
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
        let font = Font::new(shared, index)?;
        let raw = FontRef::from_index(&data, index).ok()?;
        raw.maxp().ok()?;
        let units_per_em = raw.head().ok()?.units_per_em();
        if !(16..=16384).contains(&units_per_em) || raw.hmtx().is_err() {
            return None;
        }
        let metrics = FaceMetrics::read(&raw, units_per_em)?;
        let is_cff = raw.cff().is_ok();
        let name = postscript_name(&raw).unwrap_or_else(|| file.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
        let family = family_name(&raw).unwrap_or_else(|| name.clone());
        Some(Self {
            id,
            file,
            name,
            family,
            data,
            index,
            is_cff,
            units_per_em,
            scale: 100,
            metrics,
            font,
            plane: OnceLock::new(),
            plans: RwLock::default(),
            marks: RwLock::default(),
            vertical: Vertical::default(),
            regional: super::regional::Regional::default(),
        })
    }

    /// The glyph of a character; `None` where the face has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = u32::from(character);
        let glyph = if code < 0x1_0000 {
            self.plane.get_or_init(|| self.read_plane())[code as usize]
        } else {
            self.font.charmap().map_unicode(code).map_or(0, |glyph| glyph.to_u32() as u16)
        };
        (glyph != 0).then_some(glyph)
    }

    fn read_plane(&self) -> Vec<u16> {
        let mut plane = vec![0; 0x1_0000];
        for (code, glyph) in self.font.charmap().unicodes() {
            if let Some(slot) = plane.get_mut(code as usize) {
                *slot = u16::try_from(glyph.to_u32()).unwrap_or(0);
            }
        }
        plane
    }

    /// The glyph of a character followed by a variation selector; `None` where the face has no such pair.
    pub fn variant(&self, character: char, selector: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode_variant(character, selector)?;
        u16::try_from(glyph.to_u32()).ok()
    }

    /// The advance of a glyph in horizontal text.
    pub fn advance(&self, glyph: u16) -> Em {
        let units = self.font.glyph_metrics().h_advance(GlyphId::from(glyph));
        Em::from_units(units.round() as i64, self.units_per_em)
    }

    /// The advance of a glyph in vertical text.
    pub fn vertical_advance(&self, glyph: u16) -> Em {
        let units = self.font.glyph_metrics().v_advance(GlyphId::from(glyph));
        // Some readers of vmtx return downward advances as negative numbers.
        Em::from_units(units.round().abs() as i64, self.units_per_em)
    }

    /// The box of a glyph's ink; `None` for a glyph without ink.
    pub fn ink(&self, glyph: u16) -> Option<InkBox> {
        let extents = self.font.glyph_metrics().extents(GlyphId::from(glyph))?;
        let em = |units: f32| Em::from_units(units.round() as i64, self.units_per_em);
        let (x0, x1) = (extents.x_bearing, extents.x_bearing + extents.width);
        // The height is counted downwards from the bearing.
        let (y0, y1) = (extents.y_bearing - extents.height, extents.y_bearing);
        let ink = InkBox { x_min: em(x0.min(x1)), y_min: em(y0.min(y1)), x_max: em(x0.max(x1)), y_max: em(y0.max(y1)) };
        (ink.x_max > ink.x_min || ink.y_max > ink.y_min).then_some(ink)
    }

    /// The number of glyphs.
    pub fn glyph_count(&self) -> u32 {
        self.font.num_glyphs()
    }
}

impl FaceMetrics {
    fn read(raw: &FontRef<'_>, units_per_em: u16) -> Option<Self> {
        let em = |units: i16| Em::from_units(i64::from(units), units_per_em);
        let hhea = raw.hhea().ok()?;
        let head = raw.head().ok()?;
        let os2 = raw.os2().ok();
        let ascender = em(hhea.ascender().to_i16());
        let cap_height = os2.as_ref().and_then(|os2| os2.s_cap_height()).map_or(ascender, em);
        let x_height = os2.as_ref().and_then(|os2| os2.sx_height()).map_or(cap_height * 2 / 3, em);
        Some(Self {
            ascender,
            descender: em(hhea.descender().to_i16()),
            cap_height,
            x_height,
            bounds: InkBox {
                x_min: em(head.x_min()),
                y_min: em(head.y_min()),
                x_max: em(head.x_max()),
                y_max: em(head.y_max()),
            },
            italic_angle: raw.post().map_or(0, |post| post.italic_angle().to_bits()),
            weight: os2.map_or(400, |os2| os2.us_weight_class()),
        })
    }
}

/// Name 6 of the `name` table, kept to the characters that PostScript allows.
fn postscript_name(raw: &FontRef<'_>) -> Option<String> {
    use skrifa::MetadataProvider;
    let name = raw.localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME).english_or_first()?;
    let name: String = name.chars().filter(|c| c.is_ascii_graphic() && !"[](){}<>/%".contains(*c)).collect();
    (!name.is_empty()).then_some(name)
}

/// Names 16 and 1 of the `name` table.
fn family_name(raw: &FontRef<'_>) -> Option<String> {
    use skrifa::MetadataProvider;
    use skrifa::string::StringId;
    let read = |id| raw.localized_strings(id).english_or_first().map(|name| name.chars().collect::<String>());
    read(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| read(StringId::FAMILY_NAME)).filter(|name| !name.is_empty())
}
