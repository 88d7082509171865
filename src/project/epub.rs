//! The EPUB edition: `[epub]`. In: a table of the manifest and the way its pages run. Out: `EpubOptions`.

use super::Edition;
use super::section::Section;
use crate::diag::Sink;
use crate::units::Writing;

/// The EPUB edition: `[epub]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubOptions {
    /// Whether fonts are embedded.
    pub fonts: bool,
    /// Whether embedded fonts are obfuscated, as some foundries' licences ask (EPUB 3.3 §4.3).
    pub obfuscate: bool,
    /// Which way its lines run.
    pub writing: EpubWriting,
    /// The edition whose pages it marks.
    pub pages: EpubPages,
}

/// The edition on paper whose pages are marked in an EPUB.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum EpubPages {
    /// The first of print and PDF that the manifest makes.
    #[default]
    Made,
    /// The edition for a press.
    Print,
    /// The PDF for screens.
    Pdf,
    /// None.
    None,
}

impl EpubPages {
    /// The edition that a manifest's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "print" => Some(Self::Print),
            "pdf" => Some(Self::Pdf),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// The edition, where `made` are those that the manifest makes.
    pub fn of(self, made: &[Edition]) -> Option<Edition> {
        match self {
            Self::Made => [Edition::Print, Edition::Pdf].into_iter().find(|edition| made.contains(edition)),
            Self::Print => Some(Edition::Print),
            Self::Pdf => Some(Edition::Pdf),
            Self::None => None,
        }
    }
}

/// Which way the lines of an EPUB run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum EpubWriting {
    /// Across.
    #[default]
    Horizontal,
    /// Down.
    Vertical,
    /// One file of each; either can be turned by readers that know alternate styles.
    Both,
}

/// The readers that an EPUB is made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum EpubProfile {
    /// Every reading system that keeps the standard.
    #[default]
    Standard,
    /// Amazon's converters.
    Kindle,
    /// 多看阅读
    Duokan,
}

impl EpubWriting {
    /// The writing that a manifest's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "horizontal" => Some(Self::Horizontal),
            "vertical" => Some(Self::Vertical),
            "both" => Some(Self::Both),
            _ => None,
        }
    }

    /// The writing modes of its files.
    pub fn modes(self) -> &'static [Writing] {
        match self {
            Self::Horizontal => &[Writing::Horizontal],
            Self::Vertical => &[Writing::Vertical],
            Self::Both => &[Writing::Horizontal, Writing::Vertical],
        }
    }
}

impl Default for EpubOptions {
    fn default() -> Self {
        Self { fonts: true, obfuscate: false, writing: EpubWriting::Horizontal, pages: EpubPages::Made }
    }
}

/// Reads `[epub]`. A book whose pages are vertical has a vertical EPUB, if it says no more.
pub(super) fn read_epub(section: Option<Section<'_>>, pages: Writing, sink: &mut Sink) -> EpubOptions {
    let writing = match pages {
        Writing::Horizontal => EpubWriting::Horizontal,
        Writing::Vertical => EpubWriting::Vertical,
    };
    let base = EpubOptions { writing, ..EpubOptions::default() };
    let Some(mut epub) = section else { return base };
    let words = ["horizontal", "vertical", "both"];
    let editions = ["print", "pdf", "none"];
    let options = EpubOptions {
        pages: epub.word("pages", EpubPages::from_word, &editions, sink).unwrap_or(base.pages),
        fonts: epub.flag("fonts", sink).unwrap_or(base.fonts),
        obfuscate: epub.flag("obfuscate", sink).unwrap_or(base.obfuscate),
        writing: epub.word("writing", EpubWriting::from_word, &words, sink).unwrap_or(base.writing),
    };
    epub.finish(sink);
    options
}
