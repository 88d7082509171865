//! Fold marks of a wrap: its geometry in, hairlines out. They stand in the bleed, where they are cut off; crop marks are the press's.

use super::super::art;
use super::geometry::Geometry;
use crate::display::{Item, ItemKind, Paint, Path};
use crate::units::{Abs, Point, Rect, Size};

/// How thick they are (reference C: lines of at least 0.2 pt).
const THICK_PT: f64 = 0.25;

/// One at each end of each fold, over the outer two thirds of the bleed.
pub(super) fn marks(geometry: &Geometry) -> Vec<Item> {
    let bleed = geometry.bleed;
    let (long, thick) = (geometry.bleed_width.part(2, 3), Abs::pt(THICK_PT));
    let mut folds = vec![geometry.spine.origin.x, geometry.spine.right()];
    if geometry.flaps.is_some() {
        let (back, front) = (geometry.back, geometry.front);
        folds.extend([back.origin.x.min(front.origin.x), back.right().max(front.right())]);
    }
    let mark = |x: Abs, y: Abs| filled(Rect::new(Point::new(x - thick / 2, y), Size::new(thick, long)), Paint::BLACK);
    folds.into_iter().flat_map(|x| [mark(x, bleed.origin.y), mark(x, bleed.foot() - long)]).collect()
}

/// A filled area.
pub(super) fn filled(area: Rect, paint: Paint) -> Item {
    art::item(ItemKind::Path(Path::rectangle(area, paint)))
}
