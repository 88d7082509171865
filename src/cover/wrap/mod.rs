//! The wrap 书封: front, spine, back and flaps of a printed book on one sheet. In: the cover's input, what the printer asks for, the
//! number of pages. Out: one page and where its parts lie.
//!
//! The front is the cover's template on the trimmed size, and runs over into the bleed; spine, back and flaps have the ground and ink
//! that the template names. Words keep to the safe areas by construction on spine and back; on the front that is checked.

mod barcode;
mod code;
mod geometry;
mod marks;
mod panel;
mod words;

pub use geometry::{Geometry, geometry, spine_width};

use super::{Front, Input};
use crate::diag::{Diagnostic, Sink};
use crate::display::{GlyphRun, Item, ItemKind, Orientation, Page, Segment};
use crate::document::Asset;
use crate::project::{Printer, WrapOptions};
use crate::units::{Abs, Point, Rect, Size, Writing};

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
    for finding in geometry::findings(options, pages, &geometry) {
        sink.push(finding);
    }
    let (template, Front { page: front, assets }) = super::set(input, trim, 0, sink)?;
    if let Some(finding) = unsafe_words(&front, options.printer) {
        sink.push(finding);
    }
    let mut items: Vec<Item> = front.items.into_iter().map(|item| moved(item, geometry.front.origin)).collect();
    let panel = panel::Panels { input, options, geometry: &geometry, template: &template };
    items.extend(panel.grounds());
    items.extend(panel.spine());
    items.extend(panel.back(sink));
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

/// The finding about words of the front that would be cut, or that no press holds (reference C: KDP 0.125 in, `IngramSpark` 0.25 in, Chinese
/// printers 3 mm).
fn unsafe_words(front: &Page, printer: Printer) -> Option<Diagnostic> {
    let clear = match printer {
        Printer::Kdp => Abs::pt(9.0),
        Printer::IngramSpark => Abs::pt(18.0),
        Printer::Sheet => Abs::mm(3.0),
    };
    let runs = front.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    });
    let (mut outside, mut small) = (None, None);
    for run in runs {
        let area = extent(run);
        let inside = area.origin.x >= clear
            && area.origin.y >= clear
            && area.right() <= front.size.width - clear
            && area.foot() <= front.size.height - clear;
        if !inside {
            outside.get_or_insert(&run.text);
        }
        if run.size < Abs::pt(geometry::LEAST_TYPE) {
            small.get_or_insert(&run.text);
        }
    }
    if let Some(text) = outside {
        let millimetres = (clear.to_mm() * 10.0).round() / 10.0;
        return Some(
            Diagnostic::warning(
                "cover-unsafe",
                format!("封面上的「{text}」离裁切线不到 {millimetres} mm"),
                format!("`{text}` on the cover is less than {millimetres} mm from the cut"),
            )
            .hint("在模板里把它的框往里移", "move its box inwards in the template"),
        );
    }
    small.map(|text| {
        Diagnostic::warning(
            "cover-type-small",
            format!("封面上的「{text}」不到 6 pt，印出来看不清"),
            format!("`{text}` on the cover is smaller than 6 pt, which no press holds well"),
        )
        .hint("在模板里给它更大的字号", "give it larger type in the template")
    })
}

/// What a run covers: its advances along the line, and an em across.
fn extent(run: &GlyphRun) -> Rect {
    let end = run.glyphs.iter().map(|glyph| glyph.at + glyph.advance).max().unwrap_or(Abs::ZERO);
    match run.orientation {
        Orientation::Horizontal => {
            let head = Point::new(run.origin.x, run.origin.y - run.size.part(88, 100));
            Rect::new(head, Size::new(end, run.size))
        }
        Orientation::Vertical | Orientation::Sideways => {
            let head = Point::new(run.origin.x - run.size / 2, run.origin.y);
            Rect::new(head, Size::new(run.size, end))
        }
        Orientation::Raised => {
            let head = Point::new(run.origin.x - run.size.part(88, 100), run.origin.y - end);
            Rect::new(head, Size::new(run.size, end))
        }
    }
}
