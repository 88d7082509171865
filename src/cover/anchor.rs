//! Where a template's parts go on a page of another shape. In: the view box and the page. Out: placements of points.
//!
//! The template is scaled to the page's width. What the page is taller or less tall than the template is taken up by anchors:
//! parts keep to the head, the foot or the middle, or stretch with the page.

use crate::units::{Abs, Point, Size};

/// Which edge of the page a part keeps to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Anchor {
    /// As far from the head as drawn.
    #[default]
    Head,
    /// As far from the middle.
    Middle,
    /// As far from the foot.
    Foot,
    /// Stretched with the page: grounds, frames, and boxes that may grow.
    Stretch,
}

/// The view box of a template, in its own units.
#[derive(Clone, Copy, Debug)]
pub(super) struct ViewBox {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A template on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    view: ViewBox,
    /// The page in the template's units.
    pub(super) width: f64,
    /// The same.
    pub(super) height: f64,
    /// Points for a unit.
    pub(super) scale: f64,
}

/// The least part of the template's height that a page may leave; on wider pages the template stands in the middle.
const LEAST_HEIGHT: f64 = 0.75;

impl Anchor {
    /// The anchor that a word names.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "head" => Some(Self::Head),
            "middle" => Some(Self::Middle),
            "foot" => Some(Self::Foot),
            "stretch" => Some(Self::Stretch),
            _ => None,
        }
    }
}

impl Fit {
    /// The template with `view` on a page of `size`.
    pub(super) fn new(view: ViewBox, size: Size) -> Self {
        let (width, height) = (size.width.to_pt(), size.height.to_pt());
        let scale = (width / view.width).min(height / (view.height * LEAST_HEIGHT));
        Self { view, width: width / scale, height: height / scale, scale }
    }

    /// The matrix of an anchor in the template's units: x' = a x + e, y' = d y + f.
    pub(super) fn matrix(&self, anchor: Anchor) -> [f64; 4] {
        let (rest_x, rest_y) = (self.width - self.view.width, self.height - self.view.height);
        let (a, left) = match anchor {
            Anchor::Stretch => (self.width / self.view.width, 0.0),
            Anchor::Head | Anchor::Middle | Anchor::Foot => (1.0, rest_x / 2.0),
        };
        let (d, head) = match anchor {
            Anchor::Head => (1.0, 0.0),
            Anchor::Middle => (1.0, rest_y / 2.0),
            Anchor::Foot => (1.0, rest_y),
            Anchor::Stretch => (self.height / self.view.height, 0.0),
        };
        [a, d, left - a * self.view.x, head - d * self.view.y]
    }

    /// A point of the template on the page.
    pub(super) fn point(&self, anchor: Anchor, x: f64, y: f64) -> Point {
        let [a, d, e, f] = self.matrix(anchor);
        Point::new(self.length(a * x + e), self.length(d * y + f))
    }

    /// A length of the template on the page.
    pub(super) fn length(&self, units: f64) -> Abs {
        Abs::pt(units * self.scale)
    }
}
