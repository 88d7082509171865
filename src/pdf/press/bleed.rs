//! Bleed 出血: places on the trimmed page in, the same places with what touches the trim led past it out.

use super::{Press, Sides};
use crate::display::{Item, ItemKind, Page};
use crate::units::{Abs, Point, Rect, Size};

/// What is this near to the trim touches it, in points: a hundredth of a millimetre, and what rounding leaves.
const NEAR: f64 = 0.05;

/// Whether anything on a page touches its trim.
pub(super) fn bleeds(page: &Page) -> bool {
    page.items.iter().any(|item| touches(item, page.size))
}

/// Whether an item touches the trim.
pub(super) fn touches(item: &Item, page: Size) -> bool {
    let area = match &item.kind {
        ItemKind::Picture { area, .. } => *area,
        ItemKind::Path(path) if path.fill.is_some() => match path.bounds() {
            Some(area) => area,
            None => return false,
        },
        ItemKind::Glyphs(_) | ItemKind::Path(_) => return false,
    };
    let near = Abs::pt(NEAR);
    area.origin.x <= near
        || area.origin.y <= near
        || area.right() >= page.width - near
        || area.foot() >= page.height - near
}

impl Press<'_> {
    /// A point of a filled path: on the trim, it moves out to the edge of the bleed.
    pub(in super::super) fn bled_point(bleed: Sides, page: Size, point: Point) -> Point {
        Point::new(
            moved(point.x, page.width, bleed.left, bleed.right),
            moved(point.y, page.height, bleed.head, bleed.foot),
        )
    }

    /// The area that a picture shows, led into the bleed, and the larger one that it is drawn over so that it keeps its proportions.
    pub(in super::super) fn bled_picture(bleed: Sides, page: Size, area: Rect) -> (Rect, Rect) {
        let corner = Self::bled_point(bleed, page, area.origin);
        let end = Self::bled_point(bleed, page, Point::new(area.right(), area.foot()));
        let shown = Rect::new(corner, Size::new(end.x - corner.x, end.y - corner.y));
        if shown == area || area.size.width <= Abs::ZERO || area.size.height <= Abs::ZERO {
            return (area, area);
        }
        let (width, height) = (area.size.width.to_raw(), area.size.height.to_raw());
        let by_width = Size::new(shown.size.width, shown.size.width.part(height, width));
        let by_height = Size::new(shown.size.height.part(width, height), shown.size.height);
        let size = if by_width.height >= shown.size.height { by_width } else { by_height };
        // What is too much on one axis is cut on both its sides.
        let x = shown.origin.x - (size.width - shown.size.width) / 2;
        let y = shown.origin.y - (size.height - shown.size.height) / 2;
        (shown, Rect::new(Point::new(x, y), size))
    }
}

/// A coordinate on one of two edges moves out by the bleed there.
fn moved(at: Abs, end: Abs, before: Abs, after: Abs) -> Abs {
    let near = Abs::pt(NEAR);
    if at <= near {
        at.min(Abs::ZERO - before)
    } else if at >= end - near {
        at.max(end + after)
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_at_the_trim_runs_into_the_bleed_and_keeps_its_proportions() {
        let page = Size::new(Abs::pt(400.0), Abs::pt(600.0));
        let bleed = Sides { left: Abs::pt(9.0), head: Abs::pt(9.0), right: Abs::ZERO, foot: Abs::pt(9.0) };
        let area = Rect::new(Point::default(), Size::new(Abs::pt(400.0), Abs::pt(200.0)));
        let (shown, drawn) = Press::bled_picture(bleed, page, area);
        assert_eq!(
            (shown.origin, shown.right(), shown.foot()),
            (Point::new(Abs::pt(-9.0), Abs::pt(-9.0)), Abs::pt(400.0), Abs::pt(200.0))
        );
        let ratio = drawn.size.width.to_pt() / drawn.size.height.to_pt();
        assert!(
            (ratio - 2.0).abs() < 0.001
                && drawn.size.width >= shown.size.width
                && drawn.size.height >= shown.size.height
        );
        let inside = Rect::new(Point::new(Abs::pt(50.0), Abs::pt(50.0)), Size::new(Abs::pt(10.0), Abs::pt(10.0)));
        assert_eq!(Press::bled_picture(bleed, page, inside), (inside, inside));
    }
}
