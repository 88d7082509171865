//! Voices: in which face, weight and slant a letter is read. In: the element that opens. Out: the voice inside it.
//! `style.css` says the same to a reading system; the two are changed together.

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::font::Role;

/// The letters of a book by voice, each with the first place where it stands.
pub(super) type Letters = BTreeMap<(Voice, char), Option<Span>>;

/// How a letter is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Voice {
    /// The family.
    pub(super) family: Family,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether Latin slants; Han never does (CLR-A06).
    pub(super) slanted: bool,
}

/// The families of the style sheet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Family {
    /// Song, and Latin with serifs.
    #[default]
    Song,
    /// Kai for quotations and standfirsts.
    Kai,
    /// Code.
    Mono,
    /// Marks that Chinese and Latin share, in a Latin word: the apostrophe.
    Marks,
}

impl Voice {
    /// The voice inside an element.
    pub(super) fn entering(self, tag: &str, class: &str) -> Self {
        let has = |word: &str| class.split(' ').any(|part| part == word);
        match tag {
            // The labels of the appendices are quiet.
            "dt" if has("label") => self,
            "sup" if has("noteref") || has("factref") => Self { bold: false, slanted: false, ..self },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "dt" | "strong" | "b" => {
                Self { family: Family::Song, bold: true, ..self }
            }
            "code" | "pre" | "kbd" | "samp" => Self { family: Family::Mono, bold: false, slanted: false },
            "blockquote" => Self { family: Family::Kai, ..self },
            "em" if has("kai") => Self { family: Family::Kai, slanted: false, ..self },
            "em" | "i" | "cite" if !has("han") && !has("book") => Self { slanted: true, ..self },
            "span" if has("slant") => Self { slanted: true, ..self },
            "span" if has("marks") => Self { family: Family::Marks, ..self },
            "div" | "p" if has("standfirst") => Self { family: Family::Kai, ..self },
            _ => self,
        }
    }

    /// The roles that set a letter, in order; the stand-ins of each follow.
    pub(super) fn roles(self, latin: bool) -> Vec<Role> {
        let latin_role = match (self.bold, self.slanted) {
            (false, false) => Role::Latin,
            (true, false) => Role::LatinBold,
            (false, true) => Role::LatinItalic,
            (true, true) => Role::LatinBoldItalic,
        };
        let song = if self.bold { Role::SongBold } else { Role::Song };
        match self.family {
            Family::Mono => vec![Role::Mono, song],
            Family::Marks => vec![latin_role, song],
            Family::Kai if latin => vec![latin_role, Role::Kai, song],
            Family::Song if latin => vec![latin_role, song],
            Family::Kai => vec![Role::Kai, song],
            Family::Song => vec![song],
        }
    }
}

/// Whether a letter belongs to Latin words. Quotation marks, dashes and dots are shared: in Chinese they are Chinese.
pub(super) fn is_latin(character: char) -> bool {
    character.is_ascii_graphic()
        || matches!(character, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && character.is_alphabetic()
}

/// Whether a character is Han, Kana or Bopomofo, or a punctuation mark of theirs.
pub(super) fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x312F | 0x3190..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
