//! What vertical text asks of a face. In: a character. Out: its `vert` form (CLR-I).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::{Direction, Face, Shaping, shape};

/// In the table of forms: nobody has asked yet.
const UNASKED: u32 = 0;
/// In the table of forms: the character stands as it is. Other entries are the glyph and two.
const SAME: u32 = 1;

/// What is known of a face's vertical forms; made at the first question.
#[derive(Default)]
pub(super) struct Vertical {
    /// By code point of the Basic Multilingual Plane. Any thread may fill it: the answers are the same.
    forms: OnceLock<Vec<AtomicU32>>,
    /// Tags of the face's layout features, sorted.
    features: OnceLock<Vec<[u8; 4]>>,
}

impl Face {
    /// The glyph that stands for a character in vertical text, where that is another than in horizontal text (`vert`).
    ///
    /// Han and Hangul are the same in both, and what UAX #50 turns by another glyph (`Tu`, `Tr`) stands in the Basic
    /// Multilingual Plane, but for a few squared words: these are not asked about.
    pub fn vertical_alternate(&self, character: char) -> Option<u16> {
        let code = u32::from(character) as usize;
        if code >= 0x1_0000 || matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}') {
            return None;
        }
        let plane = || std::iter::repeat_with(|| AtomicU32::new(UNASKED)).take(0x1_0000).collect();
        let slot = &self.vertical.forms.get_or_init(plane)[code];
        match slot.load(Ordering::Relaxed) {
            UNASKED => {
                let found = self.shape_downwards(character);
                slot.store(found.map_or(SAME, |glyph| u32::from(glyph) + 2), Ordering::Relaxed);
                found
            }
            SAME => None,
            known => Some((known - 2) as u16),
        }
    }

    fn shape_downwards(&self, character: char) -> Option<u16> {
        let upright = self.glyph(character)?;
        let mut buffer = [0; 4];
        let text: &str = character.encode_utf8(&mut buffer);
        let shaping = Shaping { direction: Direction::Downwards, script: "Hani", language: "zh-Hans", features: &[] };
        match shape(self, text, &shaping).as_slice() {
            [glyph] if glyph.id != upright && glyph.id != 0 => Some(glyph.id),
            _ => None,
        }
    }

    /// Whether the face has a layout feature, for any script: `has_feature(b"vert")`.
    pub fn has_feature(&self, tag: &[u8; 4]) -> bool {
        self.vertical.features.get_or_init(|| self.read_features()).binary_search(tag).is_ok()
    }

    fn read_features(&self) -> Vec<[u8; 4]> {
        let Ok(raw) = FontRef::from_index(&self.data, self.index) else { return Vec::new() };
        let lists =
            [raw.gsub().and_then(|table| table.feature_list()), raw.gpos().and_then(|table| table.feature_list())];
        let records = lists.into_iter().flatten().flat_map(|list| list.feature_records().iter());
        let mut tags: Vec<[u8; 4]> = records.map(|record| record.feature_tag().to_be_bytes()).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }
}
