//! The wrap 书封: front, spine, back and flaps of a printed book on one sheet. In: the cover's input, what the printer asks for, the
//! number of pages. Out: one page and where its parts lie.
//!
//! The front is the cover's template on the trimmed size, and runs over into the bleed; spine, back and flaps have the ground and ink
//! that the template names. `safe` checks that words and codes keep to the safe area of every part.

mod barcode;
mod code;
mod cut;
mod geometry;
mod limits;
mod marks;
mod panel;
mod safe;
mod words;

pub use geometry::{Geometry, geometry, spine_width};

use super::{Front, Input};
use crate::diag::Sink;
use crate::display::{Item, ItemKind, Page, Segment};
use crate::document::Asset;
use crate::project::WrapOptions;
use crate::units::{Abs, Point, Rect, Size, Writing};

/// How far the front lies beneath spine and flap.
const BENEATH_MM: f64 = 0.4;

/// A wrap.
#[derive(Clone, Debug)]
pub struct Wrap {
    /// The sheet.
    pub page: Page,
    /// Its pictures; the page names the first of them by 0.
    pub assets: Vec<Asset>,
    /// Where its parts lie.
    pub geometry: Geometry,
}

/// Sets the wrap of a book of `pages` pages of `trim`. `None` if it can't be made; findings say why.
pub fn wrap(
    input: &Input<'_>,
    options: &WrapOptions,
    pages: usize,
    trim: Size,
    writing: Writing,
    sink: &mut Sink,
) -> Option<Wrap> {
    // A sheet has two pages: the last one may be blank.
    let pages = pages.div_ceil(2) * 2;
    let geometry = geometry(options, pages, trim, writing)?;
    for finding in limits::findings(options, pages, &geometry) {
        sink.push(finding.at(input.places.wrap));
    }
    let reach = reach(&geometry);
    let from = geometry.front.origin;
    let shown = Rect::new(Point::new(reach.origin.x - from.x, reach.origin.y - from.y), reach.size);
    let template = super::read(input, trim, sink)?;
    let Front { page: front, assets } = super::compose(&template, input, trim, (0, shown), sink)?;
    let items = front.items.into_iter().map(|item| moved(item, from)).collect();
    let mut items = cut::cut(items, reach.origin.x, reach.right());
    let panel = panel::Panels { input, options, geometry: &geometry, template: &template };
    let (spine, back) = (panel.spine(), panel.back(sink));
    let safe = safe::Safe { input, printer: options.printer, geometry: &geometry };
    for finding in safe.findings(&items, &spine, &back) {
        sink.push(finding);
    }
    items.extend(panel.grounds());
    items.extend(spine);
    items.extend(back.items);
    if geometry.marks {
        items.extend(marks::marks(&geometry));
    }
    let page = Page { size: geometry.sheet, label: "书封".to_owned(), items, links: Vec::new() };
    Some(Wrap { page, assets, geometry })
}

/// How far the front reaches: into the bleed where it ends with the sheet, and a little beneath what it is folded at, which covers it. Edges that only
/// touched would show the paper between them on a screen.
fn reach(geometry: &Geometry) -> Rect {
    let (front, bleed, beneath) = (geometry.front, geometry.bleed, Abs::mm(BENEATH_MM));
    let left = if front.origin.x <= Abs::ZERO { bleed.origin.x } else { front.origin.x - beneath };
    let right = if front.right() >= geometry.sheet.width { bleed.right() } else { front.right() + beneath };
    Rect::new(Point::new(left, bleed.origin.y), Size::new(right - left, bleed.size.height))
}

/// An item of the front where the front lies on the sheet.
fn moved(mut item: Item, by: Point) -> Item {
    let to = |point: Point| Point::new(point.x + by.x, point.y + by.y);
    match &mut item.kind {
        ItemKind::Glyphs(run) => run.origin = to(run.origin),
        ItemKind::Picture { area, .. } => area.origin = to(area.origin),
        ItemKind::Path(path) => {
            for segment in &mut path.segments {
                *segment = match *segment {
                    Segment::Move(end) => Segment::Move(to(end)),
                    Segment::Line(end) => Segment::Line(to(end)),
                    Segment::Cubic(one, two, end) => Segment::Cubic(to(one), to(two), to(end)),
                    Segment::Close => Segment::Close,
                };
            }
        }
    }
    item
}
