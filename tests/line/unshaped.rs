//! Han is taken from a table and never shaped, and the region chooses among the forms of a face: faces in, made so that this
//! can be seen; the glyphs of a line out.
//!
//! They are the Song face with another `cmap`, in which 天 is another glyph: the em dash, two of which in a row would be shaped
//! into the one glyph of the two-em dash; or a mark of which the face has a form of its own for the Mainland.

use std::fs;
use std::path::Path;

use banxin::diag::{Files, Sink};
use banxin::font::{Direction, FontSet, Role, Shaping, shape, shape_full_width};
use banxin::typeset::line::{Setting, compose};
use banxin::units::{Region, Writing};
use skrifa::{FontRef, MetadataProvider};

use super::picture::measure;
use super::piece::read_text;
use crate::cli::Place;

const FILE: &str = "NotoSerifSC-Regular.full-han.ttf";

/// A `cmap` with one subtable of format 12, a group for each character.
fn cmap(pairs: &[(u32, u32)]) -> Vec<u8> {
    let mut table = Vec::new();
    let groups = pairs.len() as u32;
    for number in [0_u16, 1, 3, 10] {
        table.extend(number.to_be_bytes());
    }
    table.extend(12_u32.to_be_bytes());
    table.extend([0, 12, 0, 0]);
    for number in [16 + groups * 12, 0, groups] {
        table.extend(number.to_be_bytes());
    }
    for &(character, glyph) in pairs {
        for number in [character, character, glyph] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}

/// A font with its `cmap` replaced: the new table goes to the end, and the directory points at it.
fn with_cmap(font: &[u8], table: &[u8]) -> Vec<u8> {
    let mut out = font.to_vec();
    while !out.len().is_multiple_of(4) {
        out.push(0);
    }
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = (0..count).map(|n| 12 + n * 16).find(|&at| &font[at..at + 4] == b"cmap").unwrap();
    let place = (out.len() as u32).to_be_bytes();
    out[record + 8..record + 12].copy_from_slice(&place);
    out[record + 12..record + 16].copy_from_slice(&(table.len() as u32).to_be_bytes());
    out.extend(table);
    out
}

fn song() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(FILE)).unwrap()
}

/// The characters of the Song face with their glyphs.
fn mappings(font: &[u8]) -> Vec<(u32, u32)> {
    let font = FontRef::new(font).unwrap();
    let mut pairs: Vec<(u32, u32)> = font.charmap().mappings().map(|(c, glyph)| (c, glyph.to_u32())).collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    pairs
}

/// A set of one face in which 天 has another glyph.
fn strange_fonts(glyph: u32) -> FontSet {
    let own = song();
    let mut pairs = mappings(&own);
    for pair in pairs.iter_mut().filter(|pair| pair.0 == '天' as u32) {
        pair.1 = glyph;
    }
    let place = Place::with(&[("fonts.toml", &format!("[song]\nname = \"Strange\"\nfile = \"{FILE}\"\n"))]);
    fs::write(place.path().join(FILE), with_cmap(&own, &cmap(&pairs))).unwrap();
    FontSet::load(place.path(), &mut Files::default(), &mut Sink::default()).unwrap()
}

/// The glyphs of a text in one line.
fn glyphs(source: &str, setting: &Setting<'_>) -> Vec<u16> {
    let composed = compose(&read_text(source), &measure(12), setting);
    composed.lines[0].runs.iter().flat_map(|run| &run.run.glyphs).map(|glyph| glyph.id).collect()
}

#[test]
fn han_is_set_from_a_table_and_never_shaped() {
    // CLR-A01.
    let dash = mappings(&song()).into_iter().find(|pair| pair.0 == '—' as u32).unwrap().1;
    let fonts = strange_fonts(dash);
    let face = fonts.face(fonts.role(Role::Song));
    let shaped = shape_full_width(face, "天天", Direction::LeftToRight, "zh-Hans");
    assert_eq!(shaped.len(), 1, "shaping would make one glyph of them");
    for writing in [Writing::Horizontal, Writing::Vertical] {
        let setting = Setting::new(&fonts, Region::Mainland, writing);
        let of_table = |character| face.regional(character, face.glyph(character).unwrap(), Region::Mainland);
        let expected: Vec<u16> = "地天天玄".chars().map(of_table).collect();
        assert_eq!(glyphs("地天天玄", &setting), expected);
    }
}

#[test]
fn the_region_chooses_among_the_forms_of_a_face() {
    // CLR-A08.
    let own = super::picture::fonts();
    let face = own.face(own.role(Role::Song));
    let shaping = Shaping { direction: Direction::LeftToRight, script: "Hani", language: "zh-Hans", features: &[] };
    let local = |&(character, glyph): &(u32, u32)| {
        let shaped = shape(face, &char::from_u32(character)?.to_string(), &shaping);
        let id = shaped.first().filter(|_| shaped.len() == 1)?.id;
        (u32::from(id) != glyph && id != 0).then_some((glyph, id))
    };
    let (plain, local) = mappings(&song()).iter().find_map(local).expect("a face with forms for the Mainland");
    let fonts = strange_fonts(plain);
    let of_region = |region| glyphs("地天玄", &Setting::new(&fonts, region, Writing::Horizontal))[1];
    assert_eq!(of_region(Region::Mainland), local);
    assert_eq!(u32::from(of_region(Region::Taiwan)), plain);
}
