//! Regional forms of a character (CLR-A08): a character and the conventions of its text in, the glyph that its face has for them out.
//!
//! One code point is drawn differently on the Mainland, in Taiwan, Hong Kong, Japan and Korea; fonts for all of them hold the forms
//! behind `locl`. Runs of Han aren't shaped, so each character is asked about once, and the answer kept in a flat table.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Direction, Face, Shaping, shape};
use crate::units::Region;

/// In a table of forms: nobody has asked yet. Other entries are the glyph and one.
const UNASKED: u32 = 0;

/// What is known of a face's regional forms, by region; made at the first question.
#[derive(Default)]
pub(super) struct Regional {
    forms: [OnceLock<Vec<AtomicU32>>; Region::ALL.len()],
    has_any: OnceLock<bool>,
}

/// The BCP 47 tag of a region's text.
pub const fn regional_language(region: Region) -> &'static str {
    match region {
        Region::Mainland => "zh-Hans",
        Region::Taiwan => "zh-Hant",
        Region::HongKong => "zh-Hant-HK",
        Region::Japan => "ja",
        Region::Korea => "ko",
    }
}

impl Face {
    /// The glyph of a character by the conventions of a region; `glyph` is the one that its character map gives.
    pub fn regional(&self, character: char, glyph: u16, region: Region) -> u16 {
        if !*self.regional.has_any.get_or_init(|| self.has_feature(b"locl")) {
            return glyph;
        }
        let code = u32::from(character) as usize;
        let shaped = || self.shape_for(character, region).unwrap_or(glyph);
        if code >= 0x1_0000 {
            return shaped();
        }
        let plane = || std::iter::repeat_with(|| AtomicU32::new(UNASKED)).take(0x1_0000).collect();
        let slot = &self.regional.forms[region as usize].get_or_init(plane)[code];
        match slot.load(Ordering::Relaxed) {
            UNASKED => {
                // Any thread may answer: all find the same.
                let found = shaped();
                slot.store(u32::from(found) + 1, Ordering::Relaxed);
                found
            }
            known => (known - 1) as u16,
        }
    }

    fn shape_for(&self, character: char, region: Region) -> Option<u16> {
        let mut buffer = [0; 4];
        let text: &str = character.encode_utf8(&mut buffer);
        let language = regional_language(region);
        let shaping = Shaping { direction: Direction::LeftToRight, script: "Hani", language, features: &[] };
        match shape(self, text, &shaping).as_slice() {
            [glyph] if glyph.id != 0 => Some(glyph.id),
            _ => None,
        }
    }
}
