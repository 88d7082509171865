//! The turn: a vertical page as it was laid out in, the same page on paper out (CLR-I01).
//!
//! Everything before this knows the inline axis and the block axis alone. On paper lines run down and follow one another to
//! the left, so a logical page is turned a quarter clockwise, once, when all of it stands. Glyphs and pictures are not: the
//! line composer gave each run its orientation, and pictures were scaled to stand upright.

use crate::display::{ItemKind, Page, Path, Segment};
use crate::units::{Abs, Point, Rect, Size};

/// From logical places to places on paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// The width of the paper: blocks are counted from its right edge.
    pub width: Abs,
}

impl Turn {
    /// A place.
    pub fn point(self, logical: Point) -> Point {
        Point::new(self.width - logical.y, logical.x)
    }

    /// An area; what was its end across the lines is its left side.
    pub fn rect(self, logical: Rect) -> Rect {
        let corner = Point::new(logical.origin.x, logical.foot());
        Rect::new(self.point(corner), Size::new(logical.size.height, logical.size.width))
    }

    /// A whole page.
    pub fn page(self, page: &mut Page) {
        page.size = Size::new(page.size.height, page.size.width);
        for item in &mut page.items {
            match &mut item.kind {
                ItemKind::Glyphs(run) => run.origin = self.point(run.origin),
                ItemKind::Path(path) => self.path(path),
                ItemKind::Picture { area, .. } => *area = self.rect(*area),
            }
        }
        for link in &mut page.links {
            link.area = self.rect(link.area);
        }
    }

    fn path(self, path: &mut Path) {
        for segment in &mut path.segments {
            *segment = match *segment {
                Segment::Move(to) => Segment::Move(self.point(to)),
                Segment::Line(to) => Segment::Line(self.point(to)),
                Segment::Cubic(one, two, to) => Segment::Cubic(self.point(one), self.point(two), self.point(to)),
                Segment::Close => Segment::Close,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::Paint;

    fn pt(x: f64, y: f64) -> Point {
        Point::new(Abs::pt(x), Abs::pt(y))
    }

    #[test]
    fn lines_run_down_and_follow_to_the_left_clr_i01() {
        let turn = Turn { width: Abs::pt(100.0) };
        assert_eq!(turn.point(pt(0.0, 0.0)), pt(100.0, 0.0), "the first line begins at the right, at the head");
        assert_eq!(turn.point(pt(30.0, 0.0)), pt(100.0, 30.0), "along the line is down");
        assert_eq!(turn.point(pt(0.0, 18.0)), pt(82.0, 0.0), "the next line is to the left");
    }

    #[test]
    fn an_area_covers_what_it_covered() {
        let turn = Turn { width: Abs::pt(100.0) };
        let area = Rect::new(pt(10.0, 20.0), Size::new(Abs::pt(30.0), Abs::pt(5.0)));
        let turned = turn.rect(area);
        assert_eq!(turned, Rect::new(pt(75.0, 10.0), Size::new(Abs::pt(5.0), Abs::pt(30.0))));
        let mut path = Path::rectangle(area, Paint::BLACK);
        turn.path(&mut path);
        let corners: Vec<Point> = path
            .segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Move(to) | Segment::Line(to) => Some(*to),
                Segment::Cubic(..) | Segment::Close => None,
            })
            .collect();
        assert_eq!(corners, [pt(80.0, 10.0), pt(80.0, 40.0), pt(75.0, 40.0), pt(75.0, 10.0)]);
    }
}
