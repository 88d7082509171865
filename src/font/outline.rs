//! Outlines of glyphs, in ems: for pixels, covers and outlined text.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;
use crate::units::Em;

/// A step of an outline; y grows upwards from the baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutlineStep {
    /// Starts a contour.
    Move(Em, Em),
    /// A straight line.
    Line(Em, Em),
    /// A quadratic curve: control point and end.
    Quad(Em, Em, Em, Em),
    /// A cubic curve: two control points and end.
    Cubic(Em, Em, Em, Em, Em, Em),
    /// Closes the contour.
    Close,
}

struct Pen {
    steps: Vec<OutlineStep>,
    units_per_em: f64,
}

impl Pen {
    fn em(&self, units: f32) -> Em {
        Em::new(f64::from(units) / self.units_per_em)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Move(self.em(x), self.em(y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Line(self.em(x), self.em(y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.steps.push(OutlineStep::Quad(self.em(cx), self.em(cy), self.em(x), self.em(y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let em = |units| self.em(units);
        self.steps.push(OutlineStep::Cubic(em(ax), em(ay), em(bx), em(by), em(x), em(y)));
    }

    fn close(&mut self) {
        self.steps.push(OutlineStep::Close);
    }
}

/// The outline of a glyph; empty for one without ink, or that the font does not draw.
pub fn glyph_outline(face: &Face, glyph: u16) -> Vec<OutlineStep> {
    let mut pen = Pen { steps: Vec::new(), units_per_em: f64::from(face.units_per_em) };
    let Ok(font) = FontRef::from_index(&face.data, face.index) else { return Vec::new() };
    let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { return Vec::new() };
    match outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen) {
        Ok(_) => pen.steps,
        Err(_) => Vec::new(),
    }
}
