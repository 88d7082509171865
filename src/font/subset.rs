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
    let data = if face.is_cff { data } else { drawn_tables(&data, None).unwrap_or(data) };
    let glyphs =
        std::iter::once(0).chain(glyphs.iter().copied()).filter_map(|old| Some((old, mapper.get(old)?))).collect();
    Ok(PdfSubset { data, glyphs })
}

/// The tables that a TrueType font in a PDF draws with (ISO 32000-1 §9.9); `OS/2`, `cmap`, `name` and `post` say what the PDF's own
/// dictionaries say.
const DRAWN: [&[u8; 4]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];

impl PdfSubset {
    /// The subset with a character map from bytes to its own glyph numbers, as a simple font of a PDF has it (ISO 32000-1 §9.6.6.4);
    /// `None` for outlines that aren't TrueType's.
    #[must_use]
    pub fn with_codes(&self, codes: &BTreeMap<u8, u16>) -> Option<Self> {
        let is_small = codes.values().all(|&glyph| glyph < 256);
        let data = drawn_tables(&self.data, Some(&character_map(codes))).filter(|_| is_small)?;
        Some(Self { data, glyphs: self.glyphs.clone() })
    }
}

/// A `cmap` table with one subtable, of platform 1 and encoding 0: a glyph for each byte (format 0).
fn character_map(codes: &BTreeMap<u8, u16>) -> Vec<u8> {
    const HEAD: [u16; 9] = [0, 1, 1, 0, 0, 12, 0, 262, 0];
    let mut table: Vec<u8> = HEAD.into_iter().flat_map(u16::to_be_bytes).collect();
    table.extend((0..=u8::MAX).map(|code| codes.get(&code).map_or(0, |&glyph| glyph as u8)));
    table
}

/// A table of a font file: its tag, its checksum and what is in it.
type FontTable<'a> = ([u8; 4], [u8; 4], &'a [u8]);

/// A TrueType font with the tables that drawing needs, a character map where it gets one, and no others. `None` for what is not one.
fn drawn_tables(font: &[u8], character_map: Option<&[u8]>) -> Option<Vec<u8>> {
    const RECORD: usize = 16;
    let word = |at: usize| -> Option<[u8; 4]> { font.get(at..at.checked_add(4)?)?.try_into().ok() };
    let mut tables: Vec<FontTable<'_>> = Vec::new();
    for at in (12..).step_by(RECORD).take(usize::from(u16::from_be_bytes([*font.get(4)?, *font.get(5)?]))) {
        let (tag, checksum) = (word(at)?, word(at + 4)?);
        let (offset, length) =
            (u32::from_be_bytes(word(at + 8)?) as usize, u32::from_be_bytes(word(at + 12)?) as usize);
        if DRAWN.contains(&&tag) {
            tables.push((tag, checksum, font.get(offset..offset.checked_add(length)?)?));
        }
    }
    tables.extend(character_map.map(|table| (*b"cmap", checksum(table), table)));
    tables.sort_by_key(|table| table.0);
    let log = tables.len().checked_ilog2()?;
    let range = (RECORD as u16) << log;
    let mut out = font[..4].to_vec();
    for value in [tables.len() as u16, range, log as u16, (RECORD * tables.len()) as u16 - range] {
        out.extend(value.to_be_bytes());
    }
    let mut body = Vec::new();
    for (tag, checksum, table) in &tables {
        out.extend(tag.iter().chain(checksum));
        out.extend(((12 + RECORD * tables.len() + body.len()) as u32).to_be_bytes());
        out.extend((table.len() as u32).to_be_bytes());
        body.extend_from_slice(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    out.extend(body);
    Some(out)
}

/// The sum of a table's words (OpenType, "Calculating checksums").
fn checksum(table: &[u8]) -> [u8; 4] {
    let words = table.chunks(4).map(|word| {
        let mut padded = [0; 4];
        padded[..word.len()].copy_from_slice(word);
        u32::from_be_bytes(padded)
    });
    words.fold(0_u32, u32::wrapping_add).to_be_bytes()
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
