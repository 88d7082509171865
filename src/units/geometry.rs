//! Places and extents on a page. The origin is the page's top left corner; x grows to the right, y downwards.
//!
//! The composition engine speaks of inline and block axes; these physical values begin where a page is painted.

use super::Abs;

/// A place on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Point {
    /// From the left edge.
    pub x: Abs,
    /// From the top edge.
    pub y: Abs,
}

/// An extent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    /// Horizontal extent.
    pub width: Abs,
    /// Vertical extent.
    pub height: Abs,
}

/// A rectangle with its sides along the axes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// The extent to the right and downwards.
    pub size: Size,
}

impl Point {
    /// A place at `x` and `y`.
    pub const fn new(x: Abs, y: Abs) -> Self {
        Self { x, y }
    }
}

impl Size {
    /// An extent of `width` by `height`.
    pub const fn new(width: Abs, height: Abs) -> Self {
        Self { width, height }
    }
}

impl Rect {
    /// A rectangle from its corner and extent.
    pub const fn new(origin: Point, size: Size) -> Self {
        Self { origin, size }
    }

    /// The x of the right side.
    pub fn right(&self) -> Abs {
        self.origin.x + self.size.width
    }

    /// The y of the lower side.
    pub fn foot(&self) -> Abs {
        self.origin.y + self.size.height
    }
}
