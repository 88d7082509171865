//! Paths (ISO 32000-1 §8.5.2): an outline of the display list in, its construction operators out.
//!
//! Places are in hundredths of a point, which is as fine as a platesetter of 7,200 dots an inch. A shape with curves is moved to where
//! it stands: shapes that are alike, such as the letters of a drawing, then have the same bytes, and compress to little.

use super::operators::Operators;
use super::press::{Press, Sides};
use crate::display::{Path, Segment};
use crate::units::{Point, Size};

/// From this many curves on, a shape is moved to its place.
const CURVES_OF_A_SHAPE: usize = 3;

/// A path on a page, and how far what lies on the trim goes past it.
pub(super) struct Shape<'a> {
    path: &'a Path,
    page: Size,
    bleed: Sides,
    /// Where it is moved to, in points from the foot of the page on its left; the corner itself for what isn't moved.
    origin: [f64; 2],
}

impl<'a> Shape<'a> {
    /// A path on a page of this size.
    pub(super) fn new(path: &'a Path, page: Size, bleed: Sides) -> Self {
        let mut shape = Self { path, page, bleed, origin: [0.0, 0.0] };
        let curves = path.segments.iter().filter(|segment| matches!(segment, Segment::Cubic(..))).count();
        if let Some(Segment::Move(start)) = path.segments.first()
            && curves >= CURVES_OF_A_SHAPE
        {
            shape.origin = shape.place(start);
        }
        shape
    }

    /// Writes its steps and what paints them. A graphics state that was saved for it may be changed.
    pub(super) fn write(&self, out: &mut Operators, is_saved: bool, paints: &str) {
        let is_moved = self.origin != [0.0, 0.0];
        if is_moved {
            out.raw(if is_saved { "" } else { "q\n" });
            let [x, y] = self.origin.map(hundredths);
            out.operator(&[1.0, 0.0, 0.0, 1.0, x, y], "cm");
        }
        for segment in &self.path.segments {
            match segment {
                Segment::Move(to) => out.operator(&self.step(to), "m"),
                Segment::Line(to) => out.operator(&self.step(to), "l"),
                Segment::Cubic(one, two, to) => {
                    let operands: Vec<f64> = [one, two, to].into_iter().flat_map(|to| self.step(to)).collect();
                    out.operator(&operands, "c");
                }
                Segment::Close => out.raw("h\n"),
            }
        }
        out.raw(paints);
        out.raw(if is_moved && !is_saved { "Q\n" } else { "" });
    }

    /// A point in points from the foot of the page on its left, past the trim where it lies on it.
    fn place(&self, point: &Point) -> [f64; 2] {
        let point = Press::bled_point(self.bleed, self.page, *point);
        [point.x.to_pt(), self.page.height.to_pt() - point.y.to_pt()]
    }

    fn step(&self, point: &Point) -> [f64; 2] {
        let [x, y] = self.place(point);
        [hundredths(x - self.origin[0]), hundredths(y - self.origin[1])]
    }
}

fn hundredths(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
