//! Floor 4: the cover: an SVG template, metadata, a picture and fonts in, display pages out (GB/T 12450: title, authors, publisher).
//!
//! A template is an ordinary SVG file. Its drawing is kept; rectangles with `data-field` are boxes for the book's own words and picture,
//! which are set with the book's fonts and fit themselves. `data-anchor` says what happens where a page has another shape
//! than the template: see `covers/front.svg`, which comes with the tool, and `template`. `wrap` puts front, spine and back on one sheet.

mod anchor;
mod art;
mod attribute;
mod field;
mod fit;
mod flow;
mod line;
mod measure;
mod palette;
mod part;
mod picture;
mod refusal;
mod sense;
mod squares;
mod template;
mod upright;
mod wording;

pub mod wrap;

pub use picture::thumbnail;
pub use sense::phrases;
pub use wording::alt_text;

use crate::diag::{FileId, Sink, Span};
use crate::display::{Item, ItemKind, Page};
use crate::document::Asset;
use crate::font::FontSet;
use crate::project::{Design, Metadata};
use crate::units::{Abs, Point, Rect, Size};

use template::{Filling, Layer, Template};

/// Pixels of the EPUB's cover: what stores ask for (reference EPUB 14).
pub const EPUB_PIXELS: (u32, u32) = (1600, 2560);

/// Pixels for a point on the EPUB's cover, so that `epub_size` becomes `EPUB_PIXELS` exactly.
pub const EPUB_SCALE: f64 = 4.0;

/// Pixels of the card that social networks show beside a link.
pub const CARD_PIXELS: (u32, u32) = (1200, 630);

/// The template of the card.
const CARD: &str = include_str!("../../covers/card.svg");

/// The page on which the EPUB's cover is composed.
pub fn epub_size() -> Size {
    let side = |pixels: u32| Abs::pt(f64::from(pixels) / EPUB_SCALE);
    Size::new(side(EPUB_PIXELS.0), side(EPUB_PIXELS.1))
}

/// The template of a design.
pub fn design(design: Design) -> &'static str {
    match design {
        Design::Front => include_str!("../../covers/front.svg"),
        Design::Literary => include_str!("../../covers/literary.svg"),
        Design::Technical => include_str!("../../covers/technical.svg"),
        Design::Magazine => include_str!("../../covers/magazine.svg"),
        Design::Minimal => include_str!("../../covers/minimal.svg"),
        Design::Photographic => include_str!("../../covers/photographic.svg"),
    }
}

/// What a cover is made of.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The template: SVG text.
    pub template: &'a str,
    /// The template in `Files`, for findings' places.
    pub file: FileId,
    /// The design, if the template is one that comes with the tool: nobody can mend it, but choose another one.
    pub design: Option<Design>,
    /// Where the manifest speaks of the cover.
    pub places: Places,
    /// Whose words go on it.
    pub metadata: &'a Metadata,
    /// The faces.
    pub fonts: &'a FontSet,
    /// The picture.
    pub picture: Option<&'a Asset>,
    /// Colours instead of the template's own, by name.
    pub colors: &'a [(String, [u8; 3])],
}

/// Where the manifest speaks of the cover: what findings point at that lie in no template.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The template or the design.
    pub choice: Span,
    /// The picture.
    pub picture: Span,
    /// The wrap.
    pub wrap: Span,
}

/// A cover on a page.
#[derive(Clone, Debug)]
pub struct Front {
    /// The page. Everything on it is tagged as an artifact: the caller puts one figure with `alt_text` in its place.
    pub page: Page,
    /// Its pictures: the page names the first of them by `first_asset`.
    pub assets: Vec<Asset>,
}

/// The front cover on a page of `size`. `None` if the template or the picture can't be used; findings say why.
///
/// `first_asset` is the number under which the page names its first picture: how many others the writer has.
pub fn front(input: &Input<'_>, size: Size, first_asset: usize, sink: &mut Sink) -> Option<Front> {
    let read = read(input, size, sink)?;
    compose(&read, input, size, (first_asset, Rect::new(Point::default(), size)), sink)
}

/// The template on a page of `size`, with what this book has.
fn read(input: &Input<'_>, size: Size, sink: &mut Sink) -> Option<Template> {
    let words = wording::Wording::new(input.metadata);
    let filling = Filling { words: &words, picture: input.picture.is_some(), colors: input.colors };
    template::read(input.template, input.file, size, &filling, sink)
}

/// What a template becomes with the book's words and picture, of which no more is made than lies in `shown`.
fn compose(
    read: &Template,
    input: &Input<'_>,
    size: Size,
    (first_asset, shown): (usize, Rect),
    sink: &mut Sink,
) -> Option<Front> {
    let words = wording::Wording::new(input.metadata);
    let (mut items, mut assets): (Vec<Item>, Vec<Asset>) = (Vec::new(), Vec::new());
    for layer in &read.layers {
        match (layer, input.picture) {
            (Layer::Drawing(drawing), _) => items.extend(art::flatten(drawing, &read.fit, input.file, sink)?),
            (Layer::Picture(area), Some(picture)) => {
                let Some(area) = both(*area, shown) else { continue };
                let kind = ItemKind::Picture { asset: first_asset + assets.len(), area, raised: false };
                assets.push(picture::cropped(picture, area.size, input.places.picture, sink)?);
                items.push(art::item(kind));
            }
            (Layer::Picture(_), None) => {}
        }
    }
    for flow in &read.flows {
        items.extend(flow::set(flow, &words, input, sink)?);
    }
    Some(Front { page: Page { size, label: "封面".to_owned(), items, links: Vec::new() }, assets })
}

/// What two areas have in common.
fn both(one: Rect, other: Rect) -> Option<Rect> {
    let head = Point::new(one.origin.x.max(other.origin.x), one.origin.y.max(other.origin.y));
    let size = Size::new(one.right().min(other.right()) - head.x, one.foot().min(other.foot()) - head.y);
    (size.width > Abs::ZERO && size.height > Abs::ZERO).then_some(Rect::new(head, size))
}

/// The card for social networks, `CARD_PIXELS` at one pixel a point: `front`, a picture of the cover, beside the title, in the colours and the
/// title's face of the cover's template.
pub fn card(input: &Input<'_>, front: &Asset, sink: &mut Sink) -> Option<Front> {
    let size = Size::new(Abs::pt(f64::from(CARD_PIXELS.0)), Abs::pt(f64::from(CARD_PIXELS.1)));
    let cover = read(input, epub_size(), &mut Sink::default())?;
    let known = ["ground", "ink", "accent"];
    let colors: Vec<_> =
        cover.palette.colors().into_iter().filter(|(name, _)| known.contains(&name.as_str())).collect();
    let input = Input { template: CARD, picture: Some(front), colors: &colors, ..*input };
    let mut card = read(&input, size, sink)?;
    let title = |field: &&mut field::Field| field.content == field::Content::Title;
    let face =
        cover.flows.into_iter().flat_map(|flow| flow.fields).find(|field| field.content == field::Content::Title);
    if let (Some(face), Some(on_card)) = (face, card.flows.iter_mut().flat_map(|flow| &mut flow.fields).find(title)) {
        on_card.role = face.role;
    }
    compose(&card, &input, size, (0, Rect::new(Point::default(), size)), sink)
}
