//! Floor 4: the cover: an SVG template, metadata and fonts in, a display page out (GB/T 12450: title, authors, publisher).
//!
//! A template is an ordinary SVG file. Its drawing is kept; rectangles with `data-field` are boxes for the book's own words,
//! which are set with the book's fonts and fit themselves. `data-anchor` says what happens where a page has another shape
//! than the template: see `covers/front.svg`, which comes with the tool, and `template`.

mod anchor;
mod art;
mod attribute;
mod field;
mod fit;
mod flow;
mod line;
mod measure;
mod refusal;
mod sense;
mod squares;
mod template;
mod wording;

pub use wording::alt_text;

use crate::diag::{FileId, Sink};
use crate::display::Page;
use crate::font::FontSet;
use crate::project::Metadata;
use crate::units::{Abs, Size};

/// The template that comes with the tool.
pub const DEFAULT_TEMPLATE: &str = include_str!("../../covers/front.svg");

/// Pixels of the EPUB's cover: what stores ask for (reference EPUB 14).
pub const EPUB_PIXELS: (u32, u32) = (1600, 2560);

/// Pixels for a point on the EPUB's cover, so that `epub_size` becomes `EPUB_PIXELS` exactly.
pub const EPUB_SCALE: f64 = 4.0;

/// The page on which the EPUB's cover is composed.
pub fn epub_size() -> Size {
    let side = |pixels: u32| Abs::pt(f64::from(pixels) / EPUB_SCALE);
    Size::new(side(EPUB_PIXELS.0), side(EPUB_PIXELS.1))
}

/// The front cover on a page of `size`, from `template` (SVG text), or from the one that comes with the tool.
///
/// `file` is the template in `Files`, for findings' places. Everything on the page is tagged as an artifact: the caller puts
/// one figure with `alt_text` in its place. `None` if the template can't be used; findings say why.
pub fn front(
    template: Option<&str>,
    file: FileId,
    metadata: &Metadata,
    fonts: &FontSet,
    size: Size,
    sink: &mut Sink,
) -> Option<Page> {
    let text = template.unwrap_or(DEFAULT_TEMPLATE);
    let read = template::read(text, file, size, sink)?;
    let mut items = art::flatten(&read, file, sink)?;
    let words = wording::Wording::new(metadata);
    for flow in &read.flows {
        items.extend(flow::set(flow, &words, fonts, sink)?);
    }
    Some(Page { size, label: "封面".to_owned(), items, links: Vec::new() })
}
