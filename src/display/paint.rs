//! Colours, outlines and strokes.

use crate::units::{Abs, Point, Rect, Size};

/// A colour as the book's design names it; a writer converts it to its edition's colour space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Color {
    /// Ink alone: 0 is paper, 255 is full black (K100 in print, black on screen).
    Black(u8),
    /// sRGB.
    Rgb(u8, u8, u8),
}

/// How something is coloured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Paint {
    /// The colour.
    pub color: Color,
    /// 255 covers all, 0 nothing.
    pub opacity: u8,
}

impl Paint {
    /// The colour of text.
    pub const BLACK: Self = Self { color: Color::Black(255), opacity: 255 };

    /// A colour that covers.
    pub const fn solid(color: Color) -> Self {
        Self { color, opacity: 255 }
    }
}

impl Color {
    /// The colour as sRGB bytes.
    pub fn to_rgb(self) -> [u8; 3] {
        match self {
            Self::Black(ink) => [255 - ink; 3],
            Self::Rgb(red, green, blue) => [red, green, blue],
        }
    }
}

/// A step of an outline, in page coordinates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Segment {
    /// Starts a new contour.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Cubic(Point, Point, Point),
    /// Back to the contour's start.
    Close,
}

/// A line along an outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stroke {
    /// Its colour.
    pub paint: Paint,
    /// Its width.
    pub width: Abs,
    /// Lengths of dashes and gaps; none for a line without gaps.
    pub dashes: Vec<Abs>,
    /// Whether its ends and corners are round.
    pub round: bool,
}

/// An outline, filled, stroked or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    /// Its steps.
    pub segments: Vec<Segment>,
    /// The colour inside.
    pub fill: Option<Paint>,
    /// Whether overlapping contours cut holes by the even-odd rule; else by the non-zero rule.
    pub even_odd: bool,
    /// The line along it.
    pub stroke: Option<Stroke>,
}

impl Path {
    /// A filled rectangle: a rule 线 or a ground.
    pub fn rectangle(area: Rect, paint: Paint) -> Self {
        let (x0, y0, x1, y1) = (area.origin.x, area.origin.y, area.right(), area.foot());
        let segments = vec![
            Segment::Move(Point::new(x0, y0)),
            Segment::Line(Point::new(x1, y0)),
            Segment::Line(Point::new(x1, y1)),
            Segment::Line(Point::new(x0, y1)),
            Segment::Close,
        ];
        Self { segments, fill: Some(paint), even_odd: false, stroke: None }
    }

    /// The box of its points, those that curves bend to among them; `None` for a path without any.
    pub fn bounds(&self) -> Option<Rect> {
        let mut points = self.segments.iter().flat_map(|segment| match segment {
            Segment::Move(to) | Segment::Line(to) => vec![*to],
            Segment::Cubic(one, two, to) => vec![*one, *two, *to],
            Segment::Close => Vec::new(),
        });
        let first = points.next()?;
        let (low, high) = points.fold((first, first), |(low, high), point| {
            let low = Point::new(low.x.min(point.x), low.y.min(point.y));
            (low, Point::new(high.x.max(point.x), high.y.max(point.y)))
        });
        Some(Rect::new(low, Size::new(high.x - low.x, high.y - low.y)))
    }
}
