//! Fonts: the glyphs of the pages and the text they stand for in, subsets with a code for each pair out (ISO 32000-1 §9.7).
//!
//! CIDs are given by frequency, so that those of a page share their first bytes. A glyph that stands for several texts (⼀ and 一 share one) has a *layer* for each:
//! a second Type 0 font over the same descendant with a ToUnicode of its own, so that every glyph extracts as its source.
//! A face of few glyphs in a horizontal book is a simple font (`simple`), with one byte a code. Text in columns has fonts of its own over that descendant, in vertical writing mode (§9.7.5.2, Identity-V).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::cmap::to_unicode;
use super::file::deflated;
use super::simple::{self, Coded};
use super::stand::VERTICAL_ORIGIN;
use super::usage::{Usage, name_the_silent};
use crate::diag::{Diagnostic, Sink};
use crate::display::{FaceId, ItemKind, Paged};
use crate::font::{Face, FontSet, PdfSubset, SubsetError, subset_for_pdf};
use crate::units::{Em, Writing};

/// A glyph's place in a font of the PDF.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Code {
    /// Which of the face's fonts.
    pub(super) layer: usize,
    /// The character code, which is the CID in a font of two bytes.
    pub(super) cid: u16,
    /// How many bytes it has.
    pub(super) bytes: usize,
    /// Whether its ToUnicode says exactly the text that was asked for.
    pub(super) is_exact: bool,
}

/// The glyphs of a face that pages use.
pub(super) struct UsedFace<'a> {
    pub(super) face: &'a Face,
    pub(super) subset: PdfSubset,
    /// Codes by glyph number in the whole face. As CIDs they keep 0 for 0.
    cids: BTreeMap<u16, u16>,
    /// How many bytes a code has: two, or one in a simple font.
    bytes: usize,
    /// By glyph number in the whole face: the texts that the glyph stands for.
    texts: Vec<Option<Vec<Box<str>>>>,
    /// The glyph of the space, painted where the text has one and the page a gap.
    pub(super) space: Option<u16>,
    /// Whether glyphs of it stand upright in columns.
    is_upright: bool,
    /// How far they go down a column, where that is not one em.
    heights: BTreeMap<u16, Em>,
}

/// The faces that pages use, by face number.
pub(super) struct Fonts<'a> {
    faces: Vec<Option<UsedFace<'a>>>,
}

impl<'a> Fonts<'a> {
    /// Looks through the pages and makes the subsets. `None` if a face can't be subset.
    pub(super) fn gather(paged: &Paged, set: &'a FontSet, sink: &mut Sink) -> Option<Self> {
        let fresh = Usage { is_upright: paged.writing == Writing::Vertical, ..Usage::default() };
        let mut uses = vec![fresh; set.faces().len()];
        for item in paged.pages.iter().flat_map(|page| &page.items) {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            uses[usize::from(run.face.0)].note_run(run, &set.faces()[usize::from(run.face.0)]);
        }
        let faces: Vec<Result<Option<UsedFace<'a>>, SubsetError>> = set
            .faces()
            .par_iter()
            .zip(uses)
            .map(|(face, uses)| if uses.texts.is_empty() { Ok(None) } else { UsedFace::new(face, uses).map(Some) })
            .collect();
        let mut fonts = Self { faces: Vec::new() };
        for face in faces {
            match face {
                Ok(face) => fonts.faces.push(face),
                Err(error) => {
                    sink.push(cannot_subset(&error));
                    return None;
                }
            }
        }
        Some(fonts)
    }

    /// The face of an id, if pages use it.
    pub(super) fn face(&self, id: FaceId) -> Option<&UsedFace<'a>> {
        self.faces.get(usize::from(id.0)).and_then(Option::as_ref)
    }

    /// Every face that pages use.
    pub(super) fn iter(&self) -> impl Iterator<Item = &UsedFace<'a>> {
        self.faces.iter().flatten()
    }
}

impl<'a> UsedFace<'a> {
    fn new(face: &'a Face, usage: Usage) -> Result<Self, SubsetError> {
        let by_frequency = usage.by_frequency();
        let Usage { mut texts, mut heights, is_upright, .. } = usage;
        let coded = if is_upright { None } else { simple::subset_with_codes(face, &by_frequency)? };
        let (bytes, (subset, cids)) = match coded {
            Some(coded) => (1, coded),
            None => (2, subset_with_cids(face, by_frequency)?),
        };
        name_the_silent(face, &mut texts);
        let space = face.glyph(' ');
        if let Some(space) = space {
            // The spaces that are added between upright glyphs are as long as those between level ones.
            heights.entry(space).or_insert_with(|| face.advance(space));
        }
        heights.retain(|_, height| (height.to_f64() - 1.0).abs() > 0.000_05);
        Ok(Self { face, subset, cids, bytes, texts, space, is_upright, heights })
    }

    /// The code of a glyph that stands for `text`; `None` for a glyph that the face doesn't have.
    pub(super) fn code(&self, glyph: u16, text: &str) -> Option<Code> {
        let texts = self.texts.get(usize::from(glyph))?.as_ref()?;
        let cid = *self.cids.get(&glyph)?;
        let layer = texts.iter().position(|known| &**known == text);
        Some(Code { layer: layer.unwrap_or(0), cid, bytes: self.bytes, is_exact: layer.is_some() })
    }

    /// The advance of a glyph in thousandths of an em, exactly as the font program has it.
    pub(super) fn width(&self, glyph: u16) -> f64 {
        let upem = i64::from(self.face.units_per_em);
        let units = (self.face.advance(glyph).to_raw() * upem + (1 << 15)) >> 16;
        // Three decimals, as the `W` array will say it.
        (units as f64 * 1_000_000.0 / upem as f64).round() / 1000.0
    }

    /// How far a glyph goes down a column, in thousandths of an em, as `W2` will say it.
    pub(super) fn height(&self, glyph: u16) -> f64 {
        self.heights.get(&glyph).map_or(1000.0, |height| (height.to_f64() * 1_000_000.0).round() / 1000.0)
    }

    /// How many fonts the face needs in each writing mode.
    pub(super) fn layers(&self) -> usize {
        self.texts.iter().flatten().map(Vec::len).max().unwrap_or(1).max(1)
    }

    /// The name of the font as a resource.
    pub(super) fn resource(&self, layer: usize, is_vertical: bool) -> String {
        let mode = if is_vertical { "v" } else { "" };
        if layer == 0 { format!("{}{mode}", self.id()) } else { format!("{}{mode}t{layer}", self.id()) }
    }

    /// The name of the face's first font, which the skeleton knows it by.
    pub(super) fn id(&self) -> String {
        format!("F{}", self.face.id.0)
    }

    /// Completes the skeleton's font `first` and adds the layers: resource names with their objects.
    pub(super) fn embed(&self, document: &mut Document, first: ObjectId, program: &[u8]) -> Vec<(String, ObjectId)> {
        let name = format!("{}+{}", subset_tag(&self.subset.data), self.face.name);
        let descriptor = self.descriptor(document, &name, program);
        if self.bytes == 1 {
            return self.embed_simple(document, first, &name, descriptor);
        }
        let to_glyphs = self.glyphs_by_cid().map(|map| document.add_object(deflated(Dictionary::new(), &map)));
        let descendant = document.add_object(self.descendant(&name, descriptor, to_glyphs));
        let mut fonts = Vec::new();
        for layer in 0..self.layers() {
            let entries: Vec<(u16, &str)> = self.entries(layer);
            let to_unicode = document.add_object(deflated(Dictionary::new(), &to_unicode(&entries, self.bytes)));
            // Those that no page uses are left out with everything that nothing refers to.
            for (encoding, is_vertical) in [("Identity-H", false), ("Identity-V", true)] {
                let font = dictionary! {
                    "Type" => "Font",
                    "Subtype" => "Type0",
                    "BaseFont" => Object::Name(name.clone().into_bytes()),
                    "Encoding" => encoding,
                    "DescendantFonts" => vec![Object::Reference(descendant)],
                    "ToUnicode" => to_unicode,
                };
                let id = if layer == 0 && !is_vertical { first } else { document.new_object_id() };
                document.set_object(id, font);
                fonts.push((self.resource(layer, is_vertical), id));
            }
        }
        fonts
    }

    /// Codes and the glyphs of the whole face that they show, by code.
    pub(super) fn glyphs_by_code(&self) -> BTreeMap<u16, u16> {
        self.cids.iter().map(|(&glyph, &code)| (code, glyph)).collect()
    }

    /// Codes with their texts in a layer, by code. Glyphs without a text of this layer are never shown by its font.
    pub(super) fn entries(&self, layer: usize) -> Vec<(u16, &str)> {
        let glyphs = self.cids.iter().filter(|&(&old, _)| old != 0);
        let mut entries: Vec<(u16, &str)> = glyphs
            .filter_map(|(&old, &cid)| Some((cid, &**self.texts[usize::from(old)].as_ref()?.get(layer)?)))
            .collect();
        entries.sort_unstable();
        entries
    }

    /// §9.7.4.2: the glyph number of each CID in two bytes, for `glyf` outlines; `None` where they are the same.
    fn glyphs_by_cid(&self) -> Option<Vec<u8>> {
        let mut pairs: Vec<(u16, u16)> =
            self.cids.iter().filter_map(|(old, &cid)| Some((cid, *self.subset.glyphs.get(old)?))).collect();
        pairs.sort_unstable();
        let is_same = pairs.iter().all(|(cid, glyph)| cid == glyph);
        (!is_same).then(|| pairs.into_iter().flat_map(|(_, glyph)| glyph.to_be_bytes()).collect())
    }

    /// §9.7.4: the CIDFont. A bare CFF subset maps CIDs by an identity charset.
    fn descendant(&self, name: &str, descriptor: ObjectId, to_glyphs: Option<ObjectId>) -> Dictionary {
        let subtype = if self.face.is_cff { "CIDFontType0" } else { "CIDFontType2" };
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => subtype,
            "BaseFont" => Object::Name(name.as_bytes().to_vec()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => 1000,
            "W" => self.widths(),
        };
        if !self.face.is_cff {
            font.set("CIDToGIDMap", to_glyphs.map_or_else(|| "Identity".into(), Object::Reference));
        }
        if self.is_upright {
            font.set("DW2", vec![real(VERTICAL_ORIGIN * 1000.0), real(-1000.0)]);
            font.set("W2", self.vertical_metrics());
        }
        font
    }

    /// §9.7.4.3: the upright glyphs that are not one em high, with the place of their origin, which all glyphs have alike: over
    /// the middle of their width, at the head of the em box.
    fn vertical_metrics(&self) -> Vec<Object> {
        let mut by_cid: Vec<(u16, u16)> =
            self.heights.keys().filter_map(|&glyph| Some((*self.cids.get(&glyph)?, glyph))).collect();
        by_cid.sort_unstable();
        let metrics = |glyph: u16| [-self.height(glyph), self.width(glyph) / 2.0, VERTICAL_ORIGIN * 1000.0].map(real);
        let runs = by_cid.chunk_by(|a, b| a.0 + 1 == b.0);
        runs.flat_map(|run| {
            let triples: Vec<Object> = run.iter().flat_map(|&(_, glyph)| metrics(glyph)).collect();
            [Object::Integer(i64::from(run[0].0)), Object::Array(triples)]
        })
        .collect()
    }

    /// §9.7.4.3: the widths that differ from one em, in runs of consecutive CIDs.
    fn widths(&self) -> Vec<Object> {
        let mut by_cid: Vec<(u16, f64)> = self
            .cids
            .iter()
            .map(|(&old, &cid)| (cid, self.width(old)))
            .filter(|&(_, w)| (w - 1000.0).abs() > 0.0005)
            .collect();
        by_cid.sort_by_key(|&(cid, _)| cid);
        let mut widths = Vec::new();
        for run in by_cid.chunk_by(|a, b| a.0 + 1 == b.0) {
            widths.push(Object::Integer(i64::from(run[0].0)));
            widths.push(Object::Array(run.iter().map(|&(_, width)| real(width)).collect()));
        }
        widths
    }

    /// §9.8: the font descriptor with its program.
    fn descriptor(&self, document: &mut Document, name: &str, program: &[u8]) -> ObjectId {
        let face = self.face;
        let metrics = &face.metrics;
        let thousandths = |em: Em| Object::Integer((em.to_f64() * 1000.0).round() as i64);
        let (key, program) = if face.is_cff {
            ("FontFile3", deflated(dictionary! { "Subtype" => "CIDFontType0C" }, program))
        } else {
            ("FontFile2", deflated(dictionary! { "Length1" => program.len() as i64 }, program))
        };
        let program = document.add_object(program);
        let weight = i64::from(metrics.weight);
        let bounds = metrics.bounds;
        let descriptor = dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(name.as_bytes().to_vec()),
            "Flags" => self.flags(),
            "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths).to_vec(),
            "ItalicAngle" => real((f64::from(metrics.italic_angle) / 65_536.0 * 1000.0).round() / 1000.0),
            "Ascent" => thousandths(metrics.ascender),
            "Descent" => thousandths(metrics.descender),
            "CapHeight" => thousandths(metrics.cap_height),
            "XHeight" => thousandths(metrics.x_height),
            // No table carries the stems' width; producers estimate it from the weight class.
            "StemV" => 50 + weight * weight / (65 * 65),
            "FontWeight" => weight.clamp(100, 900) / 100 * 100,
            key => program,
        };
        document.add_object(descriptor)
    }

    /// §9.8.2: symbolic, since its codes are no Latin encoding; and italic.
    fn flags(&self) -> i64 {
        const SYMBOLIC: i64 = 1 << 2;
        const ITALIC: i64 = 1 << 6;
        if self.face.metrics.italic_angle == 0 { SYMBOLIC } else { SYMBOLIC | ITALIC }
    }
}

/// Codes with one byte in common: more glyphs than these have something to gain from an order of their own.
const FIRST_BYTE: usize = 256;

/// The subset of a face, and the CIDs of its glyphs. Outlines compress best in the face's own order, where those of a radical follow
/// one another, and codes in that of their frequency; `glyf` outlines can have both (§9.7.4.2).
fn subset_with_cids(face: &Face, by_frequency: Vec<u16>) -> Result<Coded, SubsetError> {
    let mut sorted = by_frequency.clone();
    sorted.sort_unstable();
    if by_frequency.len() < FIRST_BYTE {
        let subset = subset_for_pdf(face, &sorted)?;
        let cids = subset.glyphs.clone();
        return Ok((subset, cids));
    }
    let subset = subset_for_pdf(face, if face.is_cff { &by_frequency } else { &sorted })?;
    let cids = std::iter::once(0).chain(by_frequency.into_iter().filter(|&glyph| glyph != 0)).zip(0..).collect();
    Ok((subset, cids))
}

/// §9.6.4: six capitals before the name of a subset, here from its content.
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A number object; whole numbers as integers.
pub(super) fn real(value: f64) -> Object {
    if value.fract() == 0.0 { Object::Integer(value as i64) } else { Object::Real(value as f32) }
}

fn cannot_subset(error: &SubsetError) -> Diagnostic {
    Diagnostic::error(
        "font-subset",
        format!("字体「{}」无法子集化：{}", error.file, error.reason),
        format!("font `{}` cannot be subset: {}", error.file, error.reason),
    )
    .hint("请换用另一份字体文件", "use another font file")
}

/// The program of the skeleton's font `id`, taken out of the document.
pub(super) fn take_program(document: &mut Document, id: ObjectId) -> Option<Vec<u8>> {
    let font = document.get_dictionary(id).ok()?;
    let descendant = font.get(b"DescendantFonts").ok()?.as_array().ok()?.first()?.as_dict().ok()?;
    let descriptor = descendant.get(b"FontDescriptor").ok()?.as_reference().ok()?;
    let descriptor = document.get_dictionary(descriptor).ok()?;
    let program = [b"FontFile2".as_slice(), b"FontFile3"].iter().find_map(|key| descriptor.get(key).ok())?;
    let program = program.as_reference().ok()?;
    match document.objects.remove(&program)? {
        Object::Stream(Stream { content, .. }) => Some(content),
        _ => None,
    }
}
