//! Outlines as the rasteriser takes them: display paths and glyphs in, paths in pixels out.

use tiny_skia::{Path, PathBuilder};

use crate::display::{GlyphRun, Orientation, Segment};
use crate::font::{Face, OutlineStep, glyph_outline};
use crate::units::{Em, Point};

/// Where the vertical origin lies above the baseline, in ems: PDF's default, which CJK faces share.
const VERTICAL_ORIGIN: f64 = 0.88;

/// A display path in pixels. `None` for one without extent.
pub(super) fn path(segments: &[Segment], scale: f64) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: &Point| ((point.x.to_pt() * scale) as f32, (point.y.to_pt() * scale) as f32);
    for segment in segments {
        match segment {
            Segment::Move(point) => builder.move_to(at(point).0, at(point).1),
            Segment::Line(point) => builder.line_to(at(point).0, at(point).1),
            Segment::Cubic(first, second, end) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(first), at(second), at(end));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// From a glyph's ems (y upwards) to pixels: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Clone, Copy)]
struct Matrix {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

impl Matrix {
    fn at(&self, x: Em, y: Em) -> (f32, f32) {
        let (x, y) = (x.to_f64(), y.to_f64());
        ((self.a * x + self.c * y + self.e) as f32, (self.b * x + self.d * y + self.f) as f32)
    }
}

/// All glyphs of a run as one path in pixels. `None` if nothing of it has ink.
pub(super) fn run(run: &GlyphRun, face: &Face, scale: f64) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let size = run.size.to_pt() * scale;
    let (x0, y0) = (run.origin.x.to_pt() * scale, run.origin.y.to_pt() * scale);
    for glyph in &run.glyphs {
        let (along, across) = (glyph.at.to_pt() * scale, glyph.shift.to_pt() * scale);
        let matrix = match run.orientation {
            Orientation::Horizontal => Matrix { a: size, b: 0.0, c: 0.0, d: -size, e: x0 + along, f: y0 - across },
            Orientation::Vertical => {
                let half = face.advance(glyph.id).to_f64() / 2.0 * size;
                let (e, f) = (x0 + across - half, y0 + along + VERTICAL_ORIGIN * size);
                Matrix { a: size, b: 0.0, c: 0.0, d: -size, e, f }
            }
            // A quarter turn clockwise: what went right goes down, what went up goes right.
            Orientation::Sideways => Matrix { a: 0.0, b: size, c: size, d: 0.0, e: x0 + across, f: y0 + along },
            Orientation::Raised => Matrix { a: 0.0, b: -size, c: -size, d: 0.0, e: x0 - across, f: y0 - along },
        };
        outline(&mut builder, &glyph_outline(face, glyph.id), matrix);
    }
    builder.finish()
}

fn outline(builder: &mut PathBuilder, steps: &[OutlineStep], matrix: Matrix) {
    for step in steps {
        match *step {
            OutlineStep::Move(x, y) => {
                let (x, y) = matrix.at(x, y);
                builder.move_to(x, y);
            }
            OutlineStep::Line(x, y) => {
                let (x, y) = matrix.at(x, y);
                builder.line_to(x, y);
            }
            OutlineStep::Quad(cx, cy, x, y) => {
                let ((cx, cy), (x, y)) = (matrix.at(cx, cy), matrix.at(x, y));
                builder.quad_to(cx, cy, x, y);
            }
            OutlineStep::Cubic(ax, ay, bx, by, x, y) => {
                let ((ax, ay), (bx, by), (x, y)) = (matrix.at(ax, ay), matrix.at(bx, by), matrix.at(x, y));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            OutlineStep::Close => builder.close(),
        }
    }
}
