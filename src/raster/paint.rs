//! Filling and stroking: display items in, marks on the canvas out.

use tiny_skia::{FillRule, LineCap, LineJoin, Pixmap, StrokeDash, Transform};

use super::outline;
use crate::display::{GlyphRun, Paint, Path, Stroke};
use crate::font::FontSet;

/// Fills and strokes an outline.
pub(super) fn path(canvas: &mut Pixmap, path: &Path, scale: f64) {
    let Some(outline) = outline::path(&path.segments, scale) else { return };
    if let Some(fill) = path.fill {
        let rule = if path.even_odd { FillRule::EvenOdd } else { FillRule::Winding };
        canvas.fill_path(&outline, &ink(fill), rule, Transform::identity(), None);
    }
    if let Some(line) = &path.stroke {
        canvas.stroke_path(&outline, &ink(line.paint), &stroke(line, scale), Transform::identity(), None);
    }
}

/// Fills the glyphs of a run. A face that the set does not have paints nothing.
pub(super) fn glyphs(canvas: &mut Pixmap, run: &GlyphRun, fonts: &FontSet, scale: f64) {
    let Some(face) = fonts.faces().get(usize::from(run.face.0)) else { return };
    let Some(outline) = outline::run(run, face, scale) else { return };
    canvas.fill_path(&outline, &ink(run.paint), FillRule::Winding, Transform::identity(), None);
}

/// A flat colour.
pub(super) fn ink(paint: Paint) -> tiny_skia::Paint<'static> {
    let [red, green, blue] = paint.color.to_rgb();
    let mut ink = tiny_skia::Paint { anti_alias: true, ..tiny_skia::Paint::default() };
    ink.set_color_rgba8(red, green, blue, paint.opacity);
    ink
}

fn stroke(stroke: &Stroke, scale: f64) -> tiny_skia::Stroke {
    let dashes: Vec<f32> = stroke.dashes.iter().map(|dash| (dash.to_pt() * scale) as f32).collect();
    // The library wants pairs; an odd list is repeated, as SVG and PDF do.
    let dashes = if dashes.len() % 2 == 1 { dashes.repeat(2) } else { dashes };
    let (line_cap, line_join) =
        if stroke.round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    tiny_skia::Stroke {
        width: (stroke.width.to_pt() * scale) as f32,
        line_cap,
        line_join,
        dash: StrokeDash::new(dashes, 0.0),
        ..tiny_skia::Stroke::default()
    }
}
