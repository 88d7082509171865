//! Crop and fold marks round a wrap: its geometry in, hairlines out. What the front ran over beyond the bleed is covered with paper first.

use super::super::art;
use super::geometry::Geometry;
use crate::display::{Color, Item, ItemKind, Paint, Path};
use crate::units::{Abs, Point, Rect, Size};

/// How far marks keep from what is printed.
const CLEAR_MM: f64 = 1.5;

/// How long they are.
const LONG_MM: f64 = 5.0;

/// How thick (reference C: lines of at least 0.2 pt).
const THICK_PT: f64 = 0.25;

/// White over the slug, then the marks: two at each corner of the trim, one at each end of each fold.
pub(super) fn marks(geometry: &Geometry) -> Vec<Item> {
    let mut items = slug(geometry);
    let (trim, bleed) = (geometry.trim, geometry.bleed);
    let (clear, long, thick) = (Abs::mm(CLEAR_MM), Abs::mm(LONG_MM), Abs::pt(THICK_PT));
    let mut rule = |x: Abs, y: Abs, width: Abs, height: Abs| {
        items.push(filled(Rect::new(Point::new(x, y), Size::new(width, height)), Paint::BLACK));
    };
    let mut folds = vec![geometry.spine.origin.x, geometry.spine.right()];
    if geometry.flaps.is_some() {
        folds.extend([
            geometry.back.origin.x.min(geometry.front.origin.x),
            geometry.back.right().max(geometry.front.right()),
        ]);
    }
    for x in folds.into_iter().chain([trim.origin.x, trim.right()]) {
        rule(x - thick / 2, bleed.origin.y - clear - long, thick, long);
        rule(x - thick / 2, bleed.foot() + clear, thick, long);
    }
    for y in [trim.origin.y, trim.foot()] {
        rule(bleed.origin.x - clear - long, y - thick / 2, long, thick);
        rule(bleed.right() + clear, y - thick / 2, long, thick);
    }
    items
}

fn slug(geometry: &Geometry) -> Vec<Item> {
    let (media, bleed) = (geometry.media, geometry.bleed);
    let far = Abs::mm(60.0);
    let paper = Paint::solid(Color::Black(0));
    let band =
        |x: Abs, y: Abs, width: Abs, height: Abs| filled(Rect::new(Point::new(x, y), Size::new(width, height)), paper);
    let wide = media.width + far * 2;
    vec![
        band(-far, -far, wide, far + bleed.origin.y),
        band(-far, bleed.foot(), wide, far + media.height - bleed.foot()),
        band(-far, Abs::ZERO, far + bleed.origin.x, media.height),
        band(bleed.right(), Abs::ZERO, far + media.width - bleed.right(), media.height),
    ]
}

pub(super) fn filled(area: Rect, paint: Paint) -> Item {
    art::item(ItemKind::Path(Path::rectangle(area, paint)))
}
