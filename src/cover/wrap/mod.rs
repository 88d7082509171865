//! The wrap 书封: front, spine, back and flaps of a printed book on one sheet. In: the cover's input, what the printer asks for, the
//! number of pages. Out: one page and where its parts lie.
//!
//! The front is the cover's template on the trimmed size, and runs over into the bleed; spine, back and flaps have the ground and ink
//! that the template names. `safe` checks that words and codes keep to the safe area of every part.

mod barcode;
mod code;
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
use crate::units::{Point, Size, Writing};

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
        sink.push(finding);
    }
    let (template, Front { page: front, assets }) = super::set(input, trim, 0, sink)?;
    let mut items: Vec<Item> = front.items.into_iter().map(|item| moved(item, geometry.front.origin)).collect();
    let panel = panel::Panels { input, options, geometry: &geometry, template: &template };
    let (spine, back) = (panel.spine(), panel.back(sink));
    let safe = safe::Safe { file: input.file, printer: options.printer, geometry: &geometry };
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
