//! The drawing of a template: plain SVG in, painted outlines in page coordinates out.

use usvg::tiny_skia_path::{Path as Outline, PathSegment, Point as Corner, Transform};
use usvg::{FillRule, Group, LineCap, Node, Opacity, Options, Tree};

use super::anchor::Fit;
use super::refusal;
use crate::diag::{FileId, Sink};
use crate::display::{ArtifactKind, Color, Item, ItemKind, Paint, Path, Segment, Stroke, Tag};
use crate::units::{Abs, Point};

/// How far outside the page a coordinate may lie, in widths of the page: a slip of a transform, or an attack.
const FARTHEST: f64 = 50.0;

/// The most steps that all outlines together may have.
const MOST_SEGMENTS: usize = 400_000;

/// The drawing's outlines from back to front. `None` if it can't be used; the finding says why.
pub(super) fn flatten(drawing: &str, fit: &Fit, file: FileId, sink: &mut Sink) -> Option<Vec<Item>> {
    let options = Options {
        // Nothing is looked up anywhere, whatever the text says.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = match Tree::from_str(drawing, &options) {
        Ok(tree) => tree,
        Err(error) => {
            sink.push(refusal::not_svg(&error.to_string(), file, 0..0));
            return None;
        }
    };
    let farthest = FARTHEST * fit.width.max(fit.height) * fit.scale;
    let mut painter = Painter { scale: fit.scale, farthest, lost: false, segments: 0, items: Vec::new() };
    painter.group(tree.root(), 1.0);
    if painter.lost {
        sink.push(refusal::too_far(file));
        return None;
    }
    Some(painter.items)
}

/// An item of a cover: the whole cover is one figure to someone who listens, so its parts are artifacts.
pub(super) fn item(kind: ItemKind) -> Item {
    Item { tag: Tag::Artifact(ArtifactKind::Layout), language: None, kind }
}

struct Painter {
    scale: f64,
    farthest: f64,
    /// Whether something lies too far away, or there is too much of it.
    lost: bool,
    segments: usize,
    items: Vec<Item>,
}

impl Painter {
    /// A group's opacity is given to each of its shapes: right as long as they don't overlap.
    fn group(&mut self, group: &Group, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, opacity),
                Node::Path(path) if path.is_visible() => self.path(path, opacity),
                Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
            }
        }
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) {
        let transform = path.abs_transform();
        let Some(outline) = path.data().clone().transform(transform) else { return };
        let segments = self.outline(&outline);
        self.segments += segments.len();
        self.lost |= self.segments > MOST_SEGMENTS;
        if self.lost {
            return;
        }
        let fill = path.fill().and_then(|fill| paint(fill.paint(), fill.opacity(), opacity));
        let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
        let stroke = path.stroke().and_then(|stroke| self.stroke(stroke, transform, opacity));
        if fill.is_some() || stroke.is_some() {
            self.items.push(item(ItemKind::Path(Path { segments, fill, even_odd, stroke })));
        }
    }

    fn outline(&mut self, outline: &Outline) -> Vec<Segment> {
        let mut segments = Vec::with_capacity(outline.len());
        let mut last = Corner::zero();
        for step in outline.segments() {
            let (segment, end) = match step {
                PathSegment::MoveTo(end) => (Segment::Move(self.point(end)), end),
                PathSegment::LineTo(end) => (Segment::Line(self.point(end)), end),
                PathSegment::QuadTo(control, end) => {
                    // A quadratic curve is the cubic one whose controls lie two thirds of the way to its control.
                    let towards = |from: Corner| {
                        Corner::from_xy(
                            from.x + (control.x - from.x) * 2.0 / 3.0,
                            from.y + (control.y - from.y) * 2.0 / 3.0,
                        )
                    };
                    (Segment::Cubic(self.point(towards(last)), self.point(towards(end)), self.point(end)), end)
                }
                PathSegment::CubicTo(first, second, end) => {
                    (Segment::Cubic(self.point(first), self.point(second), self.point(end)), end)
                }
                PathSegment::Close => (Segment::Close, last),
            };
            segments.push(segment);
            last = end;
        }
        segments
    }

    fn point(&mut self, corner: Corner) -> Point {
        let (x, y) = (f64::from(corner.x) * self.scale, f64::from(corner.y) * self.scale);
        // Not a number is too far as well.
        if !(x.abs() <= self.farthest && y.abs() <= self.farthest) {
            self.lost = true;
            return Point::default();
        }
        Point::new(Abs::pt(x), Abs::pt(y))
    }

    /// A stroke under a stretched transform gets the width that its area would have.
    fn stroke(&mut self, stroke: &usvg::Stroke, transform: Transform, opacity: f32) -> Option<Stroke> {
        let paint = paint(stroke.paint(), stroke.opacity(), opacity)?;
        let determinant =
            f64::from(transform.sx) * f64::from(transform.sy) - f64::from(transform.kx) * f64::from(transform.ky);
        let scale = determinant.abs().sqrt() * self.scale;
        let width = f64::from(stroke.width().get()) * scale;
        let dashes: Vec<f64> = stroke.dasharray().unwrap_or(&[]).iter().map(|&dash| f64::from(dash) * scale).collect();
        // Dashes that nobody can see would cost time and size without bound.
        let visible = dashes.iter().sum::<f64>() >= 0.1;
        self.lost |= !(width <= self.farthest && dashes.iter().all(|&dash| dash <= self.farthest));
        if self.lost {
            return None;
        }
        let dashes = if visible { dashes.into_iter().map(Abs::pt).collect() } else { Vec::new() };
        Some(Stroke { paint, width: Abs::pt(width), dashes, round: stroke.linecap() == LineCap::Round })
    }
}

fn paint(paint: &usvg::Paint, own: Opacity, group: f32) -> Option<Paint> {
    let usvg::Paint::Color(color) = paint else { return None };
    let opacity = (own.get() * group * 255.0).round() as u8;
    (opacity > 0).then_some(Paint { color: Color::Rgb(color.red, color.green, color.blue), opacity })
}
