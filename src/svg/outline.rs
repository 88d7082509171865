//! A drawing as outlines of flat colours. In: usvg's tree. Out: paths from back to front, or nothing where the drawing holds more.

use usvg::tiny_skia_path::{Path as Outline, PathSegment, Point as Corner, Transform};
use usvg::{BlendMode, ClipPath, FillRule, Group, LineCap, Node, Opacity, PaintOrder, Tree};

use crate::display::{Color, Paint, Path, Segment, Stroke};
use crate::units::{Abs, Point, Size};

/// How far outside its area a coordinate may lie, in lengths of its longer side.
const FARTHEST: f64 = 50.0;
/// What nobody sees, in lengths of the drawing's longer side: programs round what they export.
const INVISIBLE: f32 = 0.0001;
/// The most steps that all outlines together may have: more make a slow page, and are pixels.
const MOST_SEGMENTS: usize = 300_000;

/// The outlines, scaled to `size`; `None` where pixels must do.
pub(super) fn paths(tree: &Tree, size: Size) -> Option<Vec<Path>> {
    let own = tree.size();
    let (width, height) = (size.width.to_pt(), size.height.to_pt());
    let scale = (width / f64::from(own.width()), height / f64::from(own.height()));
    let farthest = FARTHEST * width.max(height);
    let longest = own.width().max(own.height());
    let mut painter = Painter { scale, farthest, longest, segments: 0, paths: Vec::new() };
    painter.group(tree.root(), 1.0)?;
    Some(painter.paths)
}

struct Painter {
    scale: (f64, f64),
    farthest: f64,
    /// The longer side in the drawing's own units.
    longest: f32,
    segments: usize,
    paths: Vec<Path>,
}

impl Painter {
    fn group(&mut self, group: &Group, opacity: f32) -> Option<()> {
        let own = group.opacity().get();
        let is_plain = group.clip_path().is_none_or(|clip| leaves_whole(clip, group, self.longest))
            && group.mask().is_none()
            && group.filters().is_empty()
            && group.blend_mode() == BlendMode::Normal
            // Where shapes lie over each other each would shine through the other.
            && (own >= 1.0 || shapes(group) <= 1);
        if !is_plain {
            return None;
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, opacity * own)?,
                Node::Path(path) if path.is_visible() => self.path(path, opacity * own)?,
                Node::Path(_) => {}
                Node::Text(text) => self.group(text.flattened(), opacity * own)?,
                Node::Image(_) => return None,
            }
        }
        Some(())
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) -> Option<()> {
        let transform = path.abs_transform();
        let outline = path.data().clone().transform(transform)?;
        let segments = self.outline(&outline)?;
        self.segments += segments.len();
        if self.segments > MOST_SEGMENTS {
            return None;
        }
        let fill = match path.fill() {
            Some(fill) => Some(paint(fill.paint(), fill.opacity(), opacity)?),
            None => None,
        };
        let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
        let stroke = match path.stroke() {
            Some(stroke) => Some(self.stroke(stroke, transform, opacity)?),
            None => None,
        };
        let whole = Path { segments, fill, even_odd, stroke };
        if path.paint_order() == PaintOrder::StrokeAndFill && whole.fill.is_some() && whole.stroke.is_some() {
            self.paths.push(Path { fill: None, ..whole.clone() });
            self.paths.push(Path { stroke: None, ..whole });
        } else if whole.fill.is_some() || whole.stroke.is_some() {
            self.paths.push(whole);
        }
        Some(())
    }

    fn outline(&self, outline: &Outline) -> Option<Vec<Segment>> {
        let mut segments = Vec::with_capacity(outline.len());
        let mut last = Corner::zero();
        for step in outline.segments() {
            let (segment, end) = match step {
                PathSegment::MoveTo(end) => (Segment::Move(self.point(end)?), end),
                PathSegment::LineTo(end) => (Segment::Line(self.point(end)?), end),
                PathSegment::QuadTo(control, end) => {
                    // A quadratic curve is the cubic one whose controls lie two thirds of the way to its control.
                    let towards = |from: Corner| {
                        let part = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                        Corner::from_xy(part(from.x, control.x), part(from.y, control.y))
                    };
                    let (one, two) = (self.point(towards(last))?, self.point(towards(end))?);
                    (Segment::Cubic(one, two, self.point(end)?), end)
                }
                PathSegment::CubicTo(first, second, end) => {
                    (Segment::Cubic(self.point(first)?, self.point(second)?, self.point(end)?), end)
                }
                PathSegment::Close => (Segment::Close, last),
            };
            segments.push(segment);
            last = end;
        }
        Some(segments)
    }

    /// A place; `None` where it is too far away to be meant, or no number.
    fn point(&self, corner: Corner) -> Option<Point> {
        let (x, y) = (f64::from(corner.x) * self.scale.0, f64::from(corner.y) * self.scale.1);
        (x.abs() <= self.farthest && y.abs() <= self.farthest).then(|| Point::new(Abs::pt(x), Abs::pt(y)))
    }

    /// A stroke under a stretched transform gets the width that its area would have.
    fn stroke(&self, stroke: &usvg::Stroke, transform: Transform, opacity: f32) -> Option<Stroke> {
        let paint = paint(stroke.paint(), stroke.opacity(), opacity)?;
        let determinant =
            f64::from(transform.sx) * f64::from(transform.sy) - f64::from(transform.kx) * f64::from(transform.ky);
        let scale = (determinant.abs() * self.scale.0 * self.scale.1).sqrt();
        let width = f64::from(stroke.width().get()) * scale;
        let dashes: Vec<f64> = stroke.dasharray().unwrap_or(&[]).iter().map(|&dash| f64::from(dash) * scale).collect();
        if !(width <= self.farthest && dashes.iter().all(|&dash| dash <= self.farthest)) {
            return None;
        }
        // Dashes that nobody can see would cost time and size without bound.
        let visible = dashes.iter().sum::<f64>() >= 0.1;
        let dashes = if visible { dashes.into_iter().map(Abs::pt).collect() } else { Vec::new() };
        Some(Stroke { paint, width: Abs::pt(width), dashes, round: stroke.linecap() == LineCap::Round })
    }
}

/// Whether a clip cuts nothing off that can be seen in a drawing whose longer side is `drawing`: programs clip what they export by a rectangle, often that of the whole drawing.
fn leaves_whole(clip: &ClipPath, group: &Group, drawing: f32) -> bool {
    let Some(window) = only_path(clip.root()) else { return false };
    let all = group.abs_transform().pre_concat(clip.transform()).pre_concat(window.abs_transform());
    let is_upright = all.kx == 0.0 && all.ky == 0.0;
    let own = window.data().bounds();
    let is_rectangle =
        window.data().len() == 5 && window.data().points().windows(2).all(|side| is_upright_side(side[0] - side[1]));
    let (within, outer) = (group.abs_stroke_bounding_box(), own.transform(all));
    clip.clip_path().is_none()
        && is_upright
        && is_rectangle
        && outer.is_some_and(|outer| {
            let loss = (outer.left() - within.left())
                .max(outer.top() - within.top())
                .max(within.right() - outer.right())
                .max(within.bottom() - outer.bottom());
            loss <= INVISIBLE * drawing
        })
}

/// Whether a side runs along one axis.
fn is_upright_side(side: Corner) -> bool {
    (side.x.abs() < f32::EPSILON) != (side.y.abs() < f32::EPSILON)
}

/// The path of a group that holds nothing else.
fn only_path(group: &Group) -> Option<&usvg::Path> {
    match group.children() {
        [Node::Path(path)] => Some(path),
        [Node::Group(inner)] if inner.clip_path().is_none() => only_path(inner),
        _ => None,
    }
}

/// How many shapes a group holds, as far as it matters: none, one, or more.
fn shapes(group: &Group) -> usize {
    let mut count = 0;
    for node in group.children() {
        count += match node {
            Node::Group(group) => shapes(group),
            // The fill and the line of one shape lie over each other too.
            Node::Path(path) => 1 + usize::from(path.fill().is_some() && path.stroke().is_some()),
            Node::Text(_) | Node::Image(_) => 2,
        };
        if count > 1 {
            break;
        }
    }
    count
}

fn paint(paint: &usvg::Paint, own: Opacity, group: f32) -> Option<Paint> {
    let usvg::Paint::Color(color) = paint else { return None };
    let opacity = (own.get() * group * 255.0).round() as u8;
    Some(Paint { color: Color::Rgb(color.red, color.green, color.blue), opacity })
}
