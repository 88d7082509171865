//! What pages do with a face: runs in, the texts and the heights of its glyphs out (ISO 32000-1 §9.10.3, §9.7.4.3).

use std::collections::BTreeMap;

use crate::display::{GlyphRun, Orientation};
use crate::font::Face;
use crate::units::{Abs, Em};

/// Texts that one glyph can have; further ones are said by ActualText.
const MOST_LAYERS: usize = 8;

/// The longest text of a glyph in a ToUnicode, in bytes; a longer one is said by ActualText.
const LONGEST_TEXT: usize = 96;

/// What pages do with a face.
#[derive(Clone, Default)]
pub(super) struct Usage {
    /// By glyph number: the texts that the glyph stands for.
    pub(super) texts: Vec<Option<Vec<Box<str>>>>,
    /// By glyph number: how often it is shown.
    pub(super) counts: Vec<u32>,
    /// By glyph: its advance in columns.
    pub(super) heights: BTreeMap<u16, Em>,
    /// Whether it is used in a vertical book, where figures may be shown upright.
    pub(super) is_upright: bool,
}

impl Usage {
    /// Remembers what a run does with its face.
    pub(super) fn note_run(&mut self, run: &GlyphRun, face: &Face) {
        if self.texts.is_empty() {
            self.texts.resize_with(face.glyph_count().min(0x1_0000) as usize, || None);
            self.counts.resize(self.texts.len(), 0);
            if let Some(space) = face.glyph(' ') {
                self.texts[usize::from(space)] = Some(vec![" ".into()]);
            }
        }
        for (at, glyph) in run.glyphs.iter().enumerate() {
            note(&mut self.texts, glyph.id, run.text_of(at));
            if let Some(count) = self.counts.get_mut(usize::from(glyph.id)) {
                *count += 1;
            }
            if run.orientation == Orientation::Vertical && run.size > Abs::ZERO {
                self.is_upright = true;
                // A glyph has one advance in its face; where pages say two, gaps between glyphs make up the difference.
                self.heights.entry(glyph.id).or_insert_with(|| glyph.advance.in_ems(run.size));
            }
        }
    }
}

impl Usage {
    /// The glyphs that are used, the most frequent first: codes in this order take the fewest bytes when they are compressed.
    pub(super) fn by_frequency(&self) -> Vec<u16> {
        let used = self.texts.iter().enumerate().filter(|(_, texts)| texts.is_some());
        let mut glyphs: Vec<u16> = used.map(|(glyph, _)| glyph as u16).collect();
        glyphs.sort_by_key(|&glyph| (std::cmp::Reverse(self.counts[usize::from(glyph)]), glyph));
        glyphs
    }
}

/// Remembers that `glyph` stands for `text`.
fn note(texts: &mut [Option<Vec<Box<str>>>], glyph: u16, text: &str) {
    if glyph == 0 {
        return;
    }
    let Some(slot) = texts.get_mut(usize::from(glyph)) else { return };
    let known = slot.get_or_insert_with(Vec::new);
    let is_sayable = !text.is_empty() && text.len() <= LONGEST_TEXT && !text.contains(['\0', '\u{FEFF}', '\u{FFFE}']);
    if is_sayable && known.len() < MOST_LAYERS && !known.iter().any(|known| &**known == text) {
        known.push(text.into());
    }
}

/// Gives glyphs that never have a text (emphasis dots, later glyphs of a cluster) that of the face's own map, so that every
/// code has a Unicode value (ISO 19005-2 §6.2.11.7); an ActualText overrides it where the glyph is painted.
pub(super) fn name_the_silent(face: &Face, texts: &mut [Option<Vec<Box<str>>>]) {
    if !texts.iter().flatten().any(Vec::is_empty) {
        return;
    }
    for character in ('\u{20}'..='\u{D7FF}').chain('\u{E000}'..='\u{FFFD}') {
        let Some(glyph) = face.glyph(character) else { continue };
        if let Some(Some(known)) = texts.get_mut(usize::from(glyph))
            && known.is_empty()
        {
            known.push(character.to_string().into());
        }
    }
    for known in texts.iter_mut().flatten().filter(|known| known.is_empty()) {
        known.push("\u{FFFD}".into());
    }
}
