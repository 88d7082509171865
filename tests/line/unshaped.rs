//! Han is never shaped: a face in, made so that shaping would change Han; a line with its glyphs one by one out.
//!
//! The face is the Song face with another `cmap`, in which 天 is the em dash: two of them in a row would be shaped into the
//! one glyph of the two-em dash.

use std::fs;
use std::path::Path;

use banxin::diag::{Files, Sink};
use banxin::font::{FontSet, Role, shape_full_width};
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
    while out.len() % 4 != 0 {
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

/// A set of one face in which 天 has the glyph of the em dash.
fn strange_fonts() -> FontSet {
    let own = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(FILE)).unwrap();
    let font = FontRef::new(&own).unwrap();
    let dash = font.charmap().map('—').unwrap().to_u32();
    let mut pairs: Vec<(u32, u32)> = font.charmap().mappings().map(|(c, glyph)| (c, glyph.to_u32())).collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    for pair in &mut pairs {
        if pair.0 == '天' as u32 {
            pair.1 = dash;
        }
    }
    let place = Place::with(&[("fonts.toml", &format!("[song]\nname = \"Strange\"\nfile = \"{FILE}\"\n"))]);
    fs::write(place.path().join(FILE), with_cmap(&own, &cmap(&pairs))).unwrap();
    FontSet::load(place.path(), &mut Files::default(), &mut Sink::default()).unwrap()
}

#[test]
fn han_is_set_from_a_table_and_never_shaped() {
    // CLR-A01.
    let fonts = strange_fonts();
    let face = fonts.face(fonts.role(Role::Song));
    let shaped = shape_full_width(face, "天天", banxin::font::Direction::LeftToRight, "zh-Hans");
    assert_eq!(shaped.len(), 1, "shaping would make one glyph of them");
    for writing in [Writing::Horizontal, Writing::Vertical] {
        let setting = Setting::new(&fonts, Region::Mainland, writing);
        let composed = compose(&read_text("地天天玄"), &measure(12), &setting);
        let ids: Vec<u16> =
            composed.lines[0].runs.iter().flat_map(|run| &run.run.glyphs).map(|glyph| glyph.id).collect();
        // Each by itself, in its regional form: two of them are not one.
        let own = |character| face.regional(character, face.glyph(character).unwrap(), Region::Mainland);
        let expected: Vec<u16> = "地天天玄".chars().map(own).collect();
        assert_eq!(ids, expected);
    }
}
