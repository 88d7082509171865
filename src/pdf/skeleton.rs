//! The skeleton: printpdf's document with font programs, pictures, page objects and links.
//!
//! printpdf embeds the fonts that it finds in the operations of pages, so they are registered on a last page, which `finish`
//! leaves out. Names of resources are ours: printpdf's own come from a counter.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};
use printpdf::{
    Actions, BorderArray, Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, LinkAnnotation,
    Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem, XObject,
    XObjectId,
};

use super::font::{Fonts, UsedFace};
use super::image::{Pictures, Samples};
use super::link;
use crate::display::{Page, Paged};

/// The skeleton, and where its parts are.
pub(super) struct Skeleton {
    pub(super) document: Document,
    /// The page objects.
    pub(super) pages: Vec<ObjectId>,
    /// The font objects by resource name.
    pub(super) fonts: BTreeMap<String, ObjectId>,
    /// The image objects by resource name.
    pub(super) pictures: BTreeMap<String, ObjectId>,
}

/// Builds the skeleton.
pub(super) fn build(paged: &Paged, fonts: &Fonts<'_>, pictures: Pictures, has_links: bool) -> Skeleton {
    let mut document = PdfDocument::default();
    let mut registered = Vec::new();
    for face in fonts.iter() {
        let id = FontId(face.id());
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed_font(face)));
        registered.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        registered.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![Codepoint::new(1, 0.0)])] });
    }
    for (name, samples) in pictures.samples {
        let object = ExternalXObject { stream: image_stream(samples), width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(XObjectId(name), XObject::External(object));
    }
    document.pages = paged.pages.iter().map(|page| page_of(page, paged, has_links)).collect();
    document.pages.push(sheet(1.0, 1.0, registered));
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    locate(document)
}

/// A subset as printpdf takes it. Its metrics are set right in `finish`.
fn parsed_font(face: &UsedFace<'_>) -> ParsedFont {
    let (none, widths) = (BTreeMap::new(), BTreeMap::new());
    let metrics = FontMetrics { ascent: 0, descent: 0 };
    let upem = face.face.units_per_em;
    ParsedFont::with_glyph_data(face.subset.data.clone(), 0, Some(face.face.name.clone()), none, widths, upem, metrics)
}

fn page_of(page: &Page, paged: &Paged, has_links: bool) -> PdfPage {
    let height = page.size.height.to_pt();
    let links = page.links.iter().filter(|_| has_links).map(|area| {
        let (at, size) = (area.area.origin, area.area.size);
        let rect = Rect::from_xywh(
            Pt(at.x.to_pt() as f32),
            Pt((height - area.area.foot().to_pt()) as f32),
            Pt(size.width.to_pt() as f32),
            Pt(size.height.to_pt() as f32),
        );
        let action = Actions::uri(link::url(&area.target, paged).unwrap_or_default());
        let border = BorderArray::Solid([0.0; 3]);
        Op::LinkAnnotation { link: LinkAnnotation::new(rect, action, Some(border), None, None) }
    });
    sheet(page.size.width.to_pt() as f32, height as f32, links.collect())
}

fn sheet(width: f32, height: f32, ops: Vec<Op>) -> PdfPage {
    let sheet = Rect::from_wh(Pt(width), Pt(height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

/// An image XObject with its soft mask.
fn image_stream(samples: Samples) -> ExternalStream {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let (width, components) = (i64::from(samples.width), i64::from(samples.space.components()));
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width)),
        ("Height".to_owned(), DictItem::Int(i64::from(samples.height))),
        ("ColorSpace".to_owned(), name(samples.space.name())),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    if samples.is_jpeg {
        dict.insert("Filter".to_owned(), name("DCTDecode"));
    } else {
        let parameters = BTreeMap::from([
            ("Predictor".to_owned(), DictItem::Int(15)),
            ("Colors".to_owned(), DictItem::Int(components)),
            ("Columns".to_owned(), DictItem::Int(width)),
        ]);
        dict.insert("Filter".to_owned(), name("FlateDecode"));
        dict.insert("DecodeParms".to_owned(), DictItem::Dict { map: parameters });
    }
    if samples.is_inverted {
        let inverted = [1, 0].repeat(usize::from(samples.space.components()));
        dict.insert("Decode".to_owned(), DictItem::Array(inverted.into_iter().map(DictItem::Int).collect()));
    }
    if let Some(alpha) = samples.alpha {
        dict.insert("SMask".to_owned(), DictItem::Stream { stream: image_stream(*alpha) });
    }
    ExternalStream { dict, content: samples.data, compress: false }
}

/// Finds the parts in printpdf's tree: every page names all fonts and all pictures.
fn locate(document: Document) -> Skeleton {
    let mut pages: Vec<ObjectId> = document.page_iter().collect();
    let last = pages.pop();
    let resources = last.and_then(|page| {
        let resources = document.get_dictionary(page).ok()?.get(b"Resources").ok()?.as_reference().ok()?;
        document.get_dictionary(resources).ok()
    });
    let named = |kind: &[u8]| -> BTreeMap<String, ObjectId> {
        let named = resources
            .and_then(|resources| document.get_dictionary(resources.get(kind).ok()?.as_reference().ok()?).ok());
        named
            .into_iter()
            .flat_map(lopdf::Dictionary::iter)
            .filter_map(|(name, object)| match object {
                Object::Reference(id) => Some((String::from_utf8_lossy(name).into_owned(), *id)),
                _ => None,
            })
            .collect()
    };
    let (fonts, pictures) = (named(b"Font"), named(b"XObject"));
    Skeleton { document, pages, fonts, pictures }
}
