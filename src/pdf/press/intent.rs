//! What a print file says about itself (ISO 15930-7, ISO 15930-4): the printing condition, the version, the dates; boxes of
//! pages; and the inks that pages name as colour spaces.

use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream, dictionary};

use super::{Press, mark::ALL_INKS};
use crate::display::Paged;
use crate::pdf::file::deflated;
use crate::pdf::font::real;
use crate::pdf::{Input, label, metadata};
use crate::project::{Spot, Standard};
use crate::units::Writing;

/// Replaces the catalog and the Info dictionary: no links, no outline, no attachments, no structure.
pub(in super::super) fn finish_catalog(
    document: &mut Document,
    input: &Input<'_>,
    press: &Press<'_>,
    root: ObjectId,
) -> Result<()> {
    let labels: Vec<&str> = input.paged.pages.iter().map(|page| page.label.as_str()).collect();
    let claims = metadata::Claims::Print(press.standard);
    let packet = metadata::xmp(input.metadata, input.keywords, claims).into_bytes();
    let xmp = document.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet));
    let intent = output_intent(document, press);
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => root,
        "Metadata" => xmp,
        "Lang" => Object::string_literal(input.metadata.language.as_bytes()),
        "PageLabels" => label::page_labels(&labels),
        "OutputIntents" => vec![Object::Dictionary(intent)],
    };
    if input.paged.writing == Writing::Vertical {
        catalog.set("ViewerPreferences", dictionary! { "Direction" => "R2L" });
    }
    let catalog = document.add_object(catalog);
    let info = document.add_object(metadata::info(input.metadata, input.keywords, claims));
    document.trailer = dictionary! { "Root" => catalog, "Info" => info };
    Ok(())
}

/// The printing condition, with the printer's profile where there is one.
fn output_intent(document: &mut Document, press: &Press<'_>) -> Dictionary {
    let condition = Object::string_literal(press.options.condition.as_bytes());
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => condition.clone(),
        "Info" => condition,
        "RegistryName" => Object::string_literal("http://www.color.org"),
    };
    if let Some(profile) = &press.options.profile {
        intent.set("DestOutputProfile", document.add_object(deflated(dictionary! { "N" => 4 }, &profile.bytes)));
    }
    intent
}

impl Press<'_> {
    /// Sets the boxes of a page.
    pub(in super::super) fn set_boxes(&self, page: &mut Dictionary, at: usize, paged: &Paged) {
        let names = ["MediaBox", "BleedBox", "TrimBox"];
        for (name, sides) in names.into_iter().zip(self.boxes(at, paged)) {
            let sides: Vec<Object> = sides.into_iter().map(|side| real((side * 1000.0).round() / 1000.0)).collect();
            page.set(name, sides);
        }
        page.remove(b"CropBox");
        // printpdf leaves an empty list of links.
        page.remove(b"Annots");
    }

    /// The colour spaces that pages name: spot inks, and all inks where there are marks.
    pub(in super::super) fn color_spaces(&self, document: &mut Document) -> Dictionary {
        let mut spaces = Dictionary::new();
        for (at, spot) in self.options.spots.iter().enumerate() {
            spaces.set(spot_name(at), document.add_object(separation(spot)));
        }
        let marks = self.options.marks;
        if marks.crop || marks.register || marks.color {
            let all = Spot { name: "All".to_owned(), color: [0; 3], cmyk: [100; 4] };
            spaces.set(ALL_INKS, document.add_object(separation(&all)));
        }
        spaces
    }

    /// What the file's header says, and whether objects may be in streams: X-1a:2003 is PDF 1.4, X-4 is PDF 1.6.
    pub(in super::super) fn version(&self) -> &'static str {
        match self.standard {
            Standard::X4 => "1.6",
            Standard::X1a => "1.4",
        }
    }
}

/// The name of a spot ink as a resource.
pub(in super::super) fn spot_name(at: usize) -> String {
    format!("S{at}")
}

/// §8.6.6.4: an ink of its own, and how it looks in four.
fn separation(spot: &Spot) -> Object {
    let full: Vec<Object> = spot.cmyk.iter().map(|ink| real(f64::from(*ink) / 100.0)).collect();
    let tint = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![Object::Integer(0); 4],
        "C1" => full,
        "N" => 1,
    };
    Object::Array(vec![
        "Separation".into(),
        Object::Name(spot.name.as_bytes().to_vec()),
        "DeviceCMYK".into(),
        Object::Dictionary(tint),
    ])
}
