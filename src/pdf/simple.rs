//! Simple fonts: a face of few glyphs in, one byte for each and a TrueType font dictionary out (ISO 32000-1 §9.6.3).
//!
//! Letters take half the bytes that they would take as CIDs. The fonts are symbolic: what a byte shows is said by a character map of
//! their own inside the program and by nothing else (§9.6.6.4, ISO 19005-2 §6.2.11.6).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::cmap::to_unicode;
use super::file::deflated;
use super::font::{UsedFace, real};
use crate::font::{Face, PdfSubset, SubsetError, subset_for_pdf};

/// The code of the space, where readers look for it (§9.3.3).
const SPACE: u8 = 0x20;

/// Bytes that need no escape in a string (§7.3.4.2) and are no control characters of any encoding; 0xA0 and 0xAD are a space and a
/// hyphen to readers that go by Latin encodings.
fn free_codes() -> impl Iterator<Item = u8> {
    (0x21..=u8::MAX).filter(|code| !matches!(code, b'(' | b')' | b'\\' | 0x7F | 0xA0 | 0xAD))
}

/// A subset, and codes by glyph number in the whole face.
pub(super) type Coded = (PdfSubset, BTreeMap<u16, u16>);

/// The subset of a face with a byte for each of its glyphs, and the bytes by glyph number in the whole face. `None` where the glyphs
/// are too many, or the outlines CFF's, whose simple fonts go by names.
/// Faces with Han characters stay CIDFonts, which editors of PDFs expect of them.
pub(super) fn subset_with_codes(face: &Face, glyphs: &[u16]) -> Result<Option<Coded>, SubsetError> {
    if face.is_cff || face.glyph('一').is_some() || glyphs.len() > free_codes().count() {
        return Ok(None);
    }
    let mut sorted = glyphs.to_vec();
    sorted.sort_unstable();
    let subset = subset_for_pdf(face, &sorted)?;
    let (space, mut free) = (face.glyph(' '), free_codes());
    let mut codes = BTreeMap::new();
    for &glyph in glyphs.iter().filter(|&&glyph| glyph != 0) {
        let code = if Some(glyph) == space { Some(SPACE) } else { free.next() };
        codes.extend(code.map(|code| (glyph, code)));
    }
    let to_glyphs = codes.iter().filter_map(|(glyph, &code)| Some((code, *subset.glyphs.get(glyph)?))).collect();
    let codes = codes.into_iter().map(|(glyph, code)| (glyph, u16::from(code))).collect();
    Ok(subset.with_codes(&to_glyphs).map(|subset| (subset, codes)))
}

impl UsedFace<'_> {
    /// Completes the skeleton's font `first` as a simple font and adds the layers: resource names with their objects.
    pub(super) fn embed_simple(
        &self,
        document: &mut Document,
        first: ObjectId,
        name: &str,
        descriptor: ObjectId,
    ) -> Vec<(String, ObjectId)> {
        let glyphs = self.glyphs_by_code();
        let (low, high) = (glyphs.keys().next().copied().unwrap_or(0), glyphs.keys().last().copied().unwrap_or(0));
        let widths: Vec<Object> =
            (low..=high).map(|code| real(glyphs.get(&code).map_or(0.0, |&glyph| self.width(glyph)))).collect();
        let layers = (0..self.layers()).map(|layer| {
            let to_unicode = deflated(Dictionary::new(), &to_unicode(&self.entries(layer), 1));
            let to_unicode = document.add_object(to_unicode);
            let font = dictionary! {
                "Type" => "Font",
                "Subtype" => "TrueType",
                "BaseFont" => Object::Name(name.as_bytes().to_vec()),
                "FirstChar" => i64::from(low),
                "LastChar" => i64::from(high),
                "Widths" => widths.clone(),
                "FontDescriptor" => descriptor,
                "ToUnicode" => to_unicode,
            };
            let id = if layer == 0 { first } else { document.new_object_id() };
            document.set_object(id, font);
            (self.resource(layer, false), id)
        });
        layers.collect()
    }
}
