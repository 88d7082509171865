//! Voices: in which face, weight and slant a letter is read. In: the element that opens. Out: the voice inside it.
//! `style.css` and the theme's rules say the same to a reading system; they are changed together.

use std::collections::BTreeMap;

use super::look::Faces;
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
    /// Whether Latin letters are those of the Han face.
    pub(super) own_latin: bool,
}

/// The face of a kind of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Face {
    /// Its family.
    pub(super) family: Family,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether Latin letters are those of the Han face.
    pub(super) own_latin: bool,
}

impl Face {
    /// The text's.
    pub(super) const SONG: Self = Self { family: Family::Song, bold: false, own_latin: false };
    /// Its bold one.
    pub(super) const BOLD_SONG: Self = Self { bold: true, ..Self::SONG };
    /// Kai.
    pub(super) const KAI: Self = Self { family: Family::Kai, ..Self::SONG };
}

/// The families of the style sheet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Family {
    /// Song, and Latin with serifs.
    #[default]
    Song,
    /// Kai.
    Kai,
    /// Hei, and Latin without serifs where it is its own.
    Hei,
    /// Fangsong.
    Fangsong,
    /// Code.
    Mono,
    /// Marks that Chinese and Latin share, in a Latin word: the apostrophe.
    Marks,
}

impl Voice {
    /// The voice inside an element.
    pub(super) fn entering(self, tag: &str, class: &str, faces: &Faces) -> Self {
        let has = |word: &str| class.split(' ').any(|part| part == word);
        let in_face = |face: Face| Self {
            family: face.family,
            bold: face.bold,
            own_latin: face.own_latin,
            slanted: self.slanted,
        };
        match tag {
            // The labels of the appendices are quiet.
            "dt" if has("label") => self,
            "sup" if has("noteref") || has("factref") => Self { bold: false, slanted: false, ..self },
            "h1" => in_face(faces.title),
            "h2" => in_face(faces.headings[0]),
            "h3" => in_face(faces.headings[1]),
            "h4" => in_face(faces.headings[2]),
            "h5" => in_face(faces.headings[3]),
            "h6" => in_face(faces.headings[4]),
            "th" => in_face(faces.head),
            "dt" => in_face(faces.term),
            "caption" | "figcaption" => in_face(faces.caption),
            "p" if has("subtitle") => in_face(faces.subtitle),
            "p" if has("attribution") => in_face(faces.attribution),
            "p" if has("alert-title") => in_face(faces.alert_title),
            // Kai and Fangsong have no bold: what is strong in them is Song.
            "strong" | "b" if matches!(self.family, Family::Kai | Family::Fangsong) => in_face(Face::BOLD_SONG),
            "strong" | "b" => Self { bold: true, ..self },
            "code" | "pre" | "kbd" | "samp" => Self { family: Family::Mono, ..Self::default() },
            "blockquote" if has("verse") => in_face(faces.verse),
            "blockquote" => in_face(faces.quote),
            "em" if has("kai") => Self { family: Family::Kai, slanted: false, own_latin: false, ..self },
            "em" | "i" | "cite" if !has("han") && !has("book") => Self { slanted: true, ..self },
            "span" if has("slant") => Self { slanted: true, ..self },
            "span" if has("marks") => Self { family: Family::Marks, ..self },
            "div" | "p" if has("standfirst") => in_face(faces.standfirst),
            "aside" | "section" if has("alert") => in_face(faces.alert),
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
        let han = match self.family {
            Family::Mono => return vec![Role::Mono, Role::Hei, song],
            Family::Marks => return vec![latin_role, song],
            Family::Song => song,
            Family::Kai => Role::Kai,
            Family::Fangsong => Role::Fangsong,
            Family::Hei if self.bold => Role::HeiBold,
            Family::Hei => Role::Hei,
        };
        match latin {
            true if !self.own_latin => vec![latin_role, han, song],
            true => vec![han, latin_role, song],
            false => vec![han, song],
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
