//! What of the front lies beside it. In: the front's items on the sheet, and how far they may reach to the left and right. Out: items that reach no
//! farther.
//!
//! A template is drawn larger than its page, so that there is colour in the bleed. On a wrap the spine, the flap and the back cover what is too
//! much; but where they end with it, at the edge of the bleed, a screen would show a line of what lies beneath. Heads and feet are the bleed's to cut.

use crate::display::{Item, ItemKind, Path, Segment};
use crate::units::{Abs, Point};

/// Straight pieces for a curve that is cut: on a page of 200 mm they keep to it within a hundredth of a millimetre.
const PIECES: i64 = 64;

/// Filled shapes cut at `left` and `right`; the others as they are: words keep to their boxes, lines are thin, and pictures were cut to their place.
pub(super) fn cut(items: Vec<Item>, left: Abs, right: Abs) -> Vec<Item> {
    items.into_iter().filter_map(|item| cut_item(item, left, right)).collect()
}

fn cut_item(mut item: Item, left: Abs, right: Abs) -> Option<Item> {
    if let ItemKind::Path(path) = &mut item.kind
        && path.stroke.is_none()
    {
        let reaches = |point: Point| point.x < left || point.x > right;
        if path.segments.iter().flat_map(points).any(reaches) {
            path.segments = cut_path(path, left, right);
            if path.segments.is_empty() {
                return None;
            }
        }
    }
    Some(item)
}

fn points(segment: &Segment) -> Vec<Point> {
    match *segment {
        Segment::Move(to) | Segment::Line(to) => vec![to],
        Segment::Cubic(one, two, to) => vec![one, two, to],
        Segment::Close => Vec::new(),
    }
}

/// The path with each contour cut at both sides. What ran along outside runs along the side instead, so that what is filled stays filled.
fn cut_path(path: &Path, left: Abs, right: Abs) -> Vec<Segment> {
    let mut segments = Vec::new();
    for contour in contours(path) {
        let inside = cut_at(&cut_at(&contour, left, true), right, false);
        let mut corners = inside.into_iter();
        let Some(first) = corners.next() else { continue };
        segments.push(Segment::Move(first));
        segments.extend(corners.map(Segment::Line));
        segments.push(Segment::Close);
    }
    segments
}

/// The corners of each contour, its curves in straight pieces.
fn contours(path: &Path) -> Vec<Vec<Point>> {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    for segment in &path.segments {
        match (*segment, contours.last_mut()) {
            (Segment::Move(to), _) => contours.push(vec![to]),
            (Segment::Line(to), Some(contour)) => contour.push(to),
            (Segment::Cubic(one, two, to), Some(contour)) => {
                let Some(&from) = contour.last() else { continue };
                contour.extend((1..=PIECES).map(|at| on_curve([from, one, two, to], at)));
            }
            (Segment::Line(_) | Segment::Cubic(..) | Segment::Close, _) => {}
        }
    }
    contours
}

/// The point after `at` of `PIECES` steps (de Casteljau).
fn on_curve(mut points: [Point; 4], at: i64) -> Point {
    for left in (1..4).rev() {
        for from in 0..left {
            points[from] = between(points[from], points[from + 1], at, PIECES);
        }
    }
    points[0]
}

fn between(from: Point, to: Point, part: i64, of: i64) -> Point {
    Point::new(from.x + (to.x - from.x).part(part, of), from.y + (to.y - from.y).part(part, of))
}

/// A contour cut at one side (Sutherland and Hodgman): what lies to the right of it, or to its left.
fn cut_at(contour: &[Point], side: Abs, is_left: bool) -> Vec<Point> {
    let is_inside = |point: Point| if is_left { point.x >= side } else { point.x <= side };
    let mut out = Vec::new();
    for (at, &to) in contour.iter().enumerate() {
        let from = contour[at.checked_sub(1).unwrap_or(contour.len() - 1)];
        if is_inside(from) != is_inside(to) {
            let across = between(from, to, (side - from.x).to_raw(), (to.x - from.x).to_raw());
            out.push(Point::new(side, across.y));
        }
        if is_inside(to) {
            out.push(to);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::art;
    use crate::display::Paint;
    use crate::units::{Rect, Size};

    type Corners = [(i64, i64)];

    fn pt(x: i64, y: i64) -> Point {
        Point::new(Abs::pt(1.0) * x, Abs::pt(1.0) * y)
    }

    fn cut_to(segments: Vec<Segment>) -> Vec<(i64, i64)> {
        let path = Path { segments, fill: Some(Paint::BLACK), even_odd: false, stroke: None };
        let left = cut(vec![art::item(ItemKind::Path(path))], Abs::ZERO, Abs::pt(10.0));
        let whole = |length: Abs| length.to_pt().round() as i64;
        let path = left.into_iter().filter_map(|item| match item.kind {
            ItemKind::Path(path) => Some(path),
            ItemKind::Glyphs(_) | ItemKind::Picture { .. } => None,
        });
        path.flat_map(|path| path.segments.iter().flat_map(points).collect::<Vec<_>>())
            .map(|point| (whole(point.x), whole(point.y)))
            .collect()
    }

    #[test]
    fn shapes_end_at_the_sides() {
        let line = |points: &[(i64, i64)]| -> Vec<Segment> {
            let mut segments: Vec<_> = points.iter().map(|&(x, y)| Segment::Line(pt(x, y))).collect();
            segments[0] = Segment::Move(pt(points[0].0, points[0].1));
            segments.push(Segment::Close);
            segments
        };
        let cases: [(&Corners, &Corners); 4] = [
            (&[(1, 1), (9, 1), (9, 5), (1, 5)], &[(1, 1), (9, 1), (9, 5), (1, 5)]),
            (&[(-5, 1), (15, 1), (15, 5), (-5, 5)], &[(10, 1), (10, 5), (0, 5), (0, 1)]),
            (&[(11, 1), (15, 1), (15, 5)], &[]),
            // A triangle whose tip is outside is cut across.
            (&[(0, 0), (20, 10), (0, 20)], &[(0, 0), (10, 5), (10, 15), (0, 20)]),
        ];
        for (shape, expected) in cases {
            let mut is = cut_to(line(shape));
            let mut should = expected.to_vec();
            is.sort_unstable();
            should.sort_unstable();
            assert_eq!(is, should, "{shape:?}");
        }
    }

    #[test]
    fn curves_stay_what_they_are_within_the_sides() {
        let area = Rect::new(pt(-2, 0), Size::new(Abs::pt(14.0), Abs::pt(4.0)));
        let curve = vec![
            Segment::Move(area.origin),
            Segment::Cubic(pt(2, 8), pt(8, -8), Point::new(area.right(), area.origin.y)),
            Segment::Line(Point::new(area.right(), area.foot())),
            Segment::Line(Point::new(area.origin.x, area.foot())),
            Segment::Close,
        ];
        let points = cut_to(curve);
        assert!(points.iter().all(|&(x, _)| (0..=10).contains(&x)) && points.len() > 40, "{points:?}");
        assert!(points.contains(&(5, 0)), "the middle of the curve: {points:?}");
    }
}
