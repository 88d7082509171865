//! The cover by itself: a book that has been read in, the front as stores want it, thumbnails, a card and the wrap out.

use super::{Artifact, COVER_QUALITY, Prepared, Request, pdf_bytes, prepare, typeset_book, with_threads};
use crate::cover;
use crate::diag::{Files, Severity, Sink, Span};
use crate::display::{Child, Page, Paged, Role, SlotId, Structure, StructureNode, Tag};
use crate::document::{Asset, AssetFormat};
use crate::pdf;
use crate::project::{Bleeds, Edition, Marks, PrintOptions, Project, WrapOptions};
use crate::raster;

/// Widths of the cover's thumbnails, in pixels: a list's and a page's.
const THUMBNAILS: [u32; 2] = [240, 640];

/// What a cover is made of.
pub(super) fn cover_input(prepared: &Prepared) -> cover::Input<'_> {
    let Prepared { project, fonts, template, picture, .. } = prepared;
    let of = &project.cover;
    let (template, file, design) = match template {
        Some((text, file)) => (text.as_str(), *file, None),
        None => (cover::design(of.design), project.manifest, Some(of.design)),
    };
    let whole = Span::new(project.manifest, 0..0);
    let choice = of.place.unwrap_or(whole);
    let places = cover::Places {
        choice,
        picture: of.picture.as_ref().map_or(choice, |(_, span)| *span),
        wrap: of.wrap.as_ref().and_then(|wrap| wrap.place).unwrap_or(whole),
    };
    let picture = picture.as_ref();
    cover::Input { template, file, design, places, metadata: &project.metadata, fonts, picture, colors: &of.colors }
}

/// The front as pixels of `cover::EPUB_PIXELS`.
pub(super) fn front_pixels(prepared: &Prepared, sink: &mut Sink) -> Option<raster::Pixels> {
    let front = cover::front(&cover_input(prepared), cover::epub_size(), 0, sink)?;
    raster::render(&front.page, &prepared.fonts, &front.assets, cover::EPUB_SCALE)
}

/// The cover by itself: the front as stores want it, thumbnails, a card for social networks, and the wrap if the manifest has one.
pub fn covers(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Vec<Artifact>> {
    with_threads(request.jobs, || {
        let prepared = prepare(request, Severity::Warning, files, sink).filter(|_| !sink.has_errors())?;
        let made = covers_of(&prepared, files, sink);
        if sink.has_errors() { None } else { made }
    })
}

pub(super) fn covers_of(prepared: &Prepared, files: &Files, sink: &mut Sink) -> Option<Vec<Artifact>> {
    let slug = &prepared.project.slug;
    let pixels = front_pixels(prepared, sink)?;
    let front = raster::jpeg(&pixels, COVER_QUALITY);
    let image = |name: String, bytes: Vec<u8>| Artifact { name, bytes, pages: None };
    let mut made = vec![image(format!("{slug}-cover.jpg"), front.clone())];
    for width in THUMBNAILS {
        let (width, height, rgb) = cover::thumbnail(&pixels.rgb, pixels.width, pixels.height, width)?;
        let small = raster::jpeg(&raster::Pixels { width, height, rgb }, COVER_QUALITY);
        made.push(image(format!("{slug}-cover-{width}.jpg"), small));
    }
    let picture = Asset {
        path: "cover.jpg".to_owned(),
        bytes: front,
        format: AssetFormat::Jpeg,
        width: pixels.width,
        height: pixels.height,
    };
    let card = cover::card(&cover_input(prepared), &picture, sink)?;
    let card = raster::render(&card.page, &prepared.fonts, &card.assets, 1.0)?;
    made.push(image(format!("{slug}-card.jpg"), raster::jpeg(&card, COVER_QUALITY)));
    if let Some(options) = &prepared.project.cover.wrap {
        made.push(wrap_of(prepared, options, files, sink)?);
    }
    Some(made)
}

/// The wrap as a PDF. Its pages are counted from the pages of the book, unless the manifest says how many there are.
fn wrap_of(prepared: &Prepared, options: &WrapOptions, files: &Files, sink: &mut Sink) -> Option<Artifact> {
    let project = &prepared.project;
    let pages = match options.pages {
        Some(pages) => pages as usize,
        None => {
            let pages = typeset_book(prepared, None, files, &mut Sink::default()).pages.len();
            // As the print edition is bound: its signatures are full.
            pages.next_multiple_of(project.print.signature.max(1) as usize)
        }
    };
    let input = cover_input(prepared);
    let made = cover::wrap::wrap(&input, options, pages, project.page.trim, project.page.writing, sink)?;
    let paged = one_figure(made.page, cover::alt_text(&project.metadata), &project.metadata.language);
    let print = wrap_print(project, &made.geometry);
    let bytes = pdf_bytes(prepared, &paged, &made.assets, pdf::Target::Print(&print), sink)?;
    Some(Artifact { name: format!("{}-wrap.pdf", project.slug), bytes, pages: Some(1) })
}

/// What the print edition says, for the one sheet of the wrap: it bleeds on all sides. A coloured picture without a profile is refused only
/// beside a print edition, which refuses it too; until then the wrap is a proof.
fn wrap_print(project: &Project, geometry: &cover::wrap::Geometry) -> PrintOptions {
    let (print, has_plain_pictures) = (&project.print, !project.editions.contains(&Edition::Print));
    let marks = if geometry.marks { Marks { crop: true, ..print.marks } } else { Marks::default() };
    PrintOptions { bleed: geometry.bleed_width, bleeds: Bleeds::Everywhere, marks, has_plain_pictures, ..print.clone() }
}

/// A page that is one picture to those who listen.
fn one_figure(mut page: Page, alt: String, language: &str) -> Paged {
    let mut structure = Structure::new();
    structure.node_mut(Structure::ROOT).language = Some(language.to_owned());
    let figure = structure.add(Structure::ROOT, StructureNode { alt: Some(alt), ..StructureNode::new(Role::Figure) });
    structure.slot_owner.push(figure);
    structure.node_mut(figure).children.push(Child::Slot(SlotId(0)));
    for item in &mut page.items {
        item.tag = Tag::Slot(SlotId(0));
    }
    Paged { pages: vec![page], structure, ..Paged::default() }
}
