//! Subsets: the glyphs of a PDF's pages (`subsetter`), the characters of an EPUB (`skera`, which keeps layout tables).

use std::collections::{BTreeMap, BTreeSet};

use skera::{Plan, SubsetFlags};
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::NameId;
use skrifa::{FontRef, GlyphId, Tag};

use super::Face;

/// A face could not be subset; the words are the library's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsetError {
    /// The face's file.
    pub file: String,
    /// What the library said.
    pub reason: String,
}

/// A face reduced to some glyphs, which are numbered anew.
#[derive(Clone, Debug)]
pub struct PdfSubset {
    /// The font: TrueType outlines in an sfnt, or a bare CFF table.
    pub data: Vec<u8>,
    /// New numbers by old ones; 0 stays 0.
    pub glyphs: BTreeMap<u16, u16>,
}

/// Reduces a face to `glyphs` for a PDF: only what drawing needs remains. They are numbered anew from 1, in the order given.
///
/// # Errors
/// The library's reason, for a font that it can't read.
pub fn subset_for_pdf(face: &Face, glyphs: &[u16]) -> Result<PdfSubset, SubsetError> {
    let mut mapper = subsetter::GlyphRemapper::new();
    for &glyph in glyphs {
        mapper.remap(glyph);
    }
    let data = subsetter::subset(&face.data, face.index, &mapper)
        .map_err(|error| SubsetError { file: face.file.clone(), reason: error.to_string() })?;
    let data = if face.is_cff { data } else { drawn_tables(&data).unwrap_or(data) };
    let glyphs =
        std::iter::once(0).chain(glyphs.iter().copied()).filter_map(|old| Some((old, mapper.get(old)?))).collect();
    Ok(PdfSubset { data, glyphs })
}

/// The tables that a TrueType font in a PDF draws with (ISO 32000-1 §9.9); `OS/2`, `cmap`, `name` and `post` say what the PDF's own
/// dictionaries say.
const DRAWN: [&[u8; 4]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];

/// A TrueType font with the tables that drawing needs and no others. `None` for what is not one.
fn drawn_tables(font: &[u8]) -> Option<Vec<u8>> {
    const RECORD: usize = 16;
    let count = usize::from(u16::from_be_bytes([*font.get(4)?, *font.get(5)?]));
    let records = font.get(12..12 + RECORD * count)?.chunks_exact(RECORD);
    let kept: Vec<&[u8]> = records.filter(|record| DRAWN.iter().any(|tag| record[..4] == tag[..])).collect();
    let number = |record: &[u8], at: usize| -> Option<usize> {
        Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let log = kept.len().checked_ilog2()?;
    let range = (RECORD as u16) << log;
    let mut out = font[..4].to_vec();
    for value in [kept.len() as u16, range, log as u16, (RECORD * kept.len()) as u16 - range] {
        out.extend(value.to_be_bytes());
    }
    let mut body = Vec::new();
    for record in &kept {
        let (offset, length) = (number(record, 8)?, number(record, 12)?);
        out.extend_from_slice(&record[..8]);
        out.extend(((12 + RECORD * kept.len() + body.len()) as u32).to_be_bytes());
        out.extend_from_slice(&record[12..]);
        body.extend_from_slice(font.get(offset..offset.checked_add(length)?)?);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    out.extend(body);
    Some(out)
}

/// Layout features that a reading system can use on a subset. `locl` is left out: the face is already the region's own.
///
/// The last three lines are those that joining and Indic scripts are written with (OpenType script development specifications).
const EPUB_FEATURES: &[&[u8; 4]] = &[
    b"vert", b"vrt2", b"vhal", b"halt", b"palt", b"vpal", b"chws", b"vchw", b"kern", b"vkrn", b"liga", b"ccmp",
    b"calt", b"mark", b"mkmk", b"tnum", b"rlig", b"clig", b"isol", b"init", b"medi", b"fina", b"curs", b"nukt",
    b"akhn", b"rphf", b"rkrf", b"pref", b"blwf", b"half", b"abvf", b"pstf", b"vatu", b"cjct", b"pres", b"blws",
    b"abvs", b"psts", b"haln", b"abvm", b"blwm",
];

/// Reduces a TrueType face to `characters` for an EPUB: a whole font with its character map and layout tables.
///
/// # Errors
/// For a face with CFF outlines (skera would drop them), and the library's reason for a font that it can't read.
pub fn subset_for_epub(face: &Face, characters: &BTreeSet<char>) -> Result<Vec<u8>, SubsetError> {
    let fail = |reason: String| SubsetError { file: face.file.clone(), reason };
    if face.is_cff {
        return Err(fail("CFF outlines".to_owned()));
    }
    let font = FontRef::from_index(&face.data, face.index).map_err(|error| fail(error.to_string()))?;
    let unicodes: IntSet<u32> = characters.iter().map(|&character| u32::from(character)).collect();
    let features: IntSet<Tag> = EPUB_FEATURES.iter().map(|tag| Tag::new(tag)).collect();
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let drop_tables: IntSet<Tag> =
        skera::DEFAULT_DROP_TABLES.iter().copied().chain([Tag::new(b"DSIG"), Tag::new(b"VORG")]).collect();
    let name_ids: IntSet<NameId> = (0..=6).chain([13, 14]).map(NameId::new).collect();
    let name_languages: IntSet<u16> = [0x409_u16].into_iter().collect();
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &drop_tables,
        &scripts,
        &features,
        &name_ids,
        &name_languages,
    );
    skera::subset_font(&font, &plan).map_err(|error| fail(error.to_string()))
}
