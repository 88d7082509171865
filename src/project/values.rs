//! `Project`: everything an edition needs to know besides the articles themselves.

use std::path::{Path, PathBuf};

use super::{
    CoverOptions, EpubOptions, EpubProfile, LineOptions, MdbookOptions, Metadata, PageOptions, PrintOptions,
    ReleaseOptions, ThemeOptions,
};
use crate::diag::{FileId, Span};
use crate::units::ClaimMark;

/// A book on disk, ready to be read.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// The manifest's text in `Files`.
    pub manifest: FileId,
    /// Data about the publication.
    pub metadata: Metadata,
    /// Name of the editions' files, without extension: ASCII letters, digits, hyphens; from `[book] slug`, else the folder's name or title.
    pub slug: String,
    /// What is read, in reading order, with parts.
    pub entries: Vec<Entry>,
    /// The folder with `fonts.toml`.
    pub fonts: PathBuf,
    /// The cover, as the manifest has it.
    pub cover: CoverOptions,
    /// Its template; `None` for a design that comes with the tool.
    pub cover_template: Option<PathBuf>,
    /// Its picture.
    pub cover_picture: Option<PathBuf>,
    /// Editions that `build` makes when none is named.
    pub editions: Vec<Edition>,
    /// The page of the PDF editions.
    pub page: PageOptions,
    /// The lines of the PDF editions.
    pub line: LineOptions,
    /// The look of the PDF editions.
    pub theme: ThemeOptions,
    /// The file of the book's own theme.
    pub theme_file: Option<PathBuf>,
    /// The EPUB edition.
    pub epub: EpubOptions,
    /// The screen PDF edition.
    pub pdf: PdfOptions,
    /// The print PDF edition.
    pub print: PrintOptions,
    /// The web edition.
    pub web: WebOptions,
    /// Claims.
    pub facts: FactsOptions,
    /// The index.
    pub index: IndexOptions,
    /// What a release is called, and what it lets pass.
    pub release: ReleaseOptions,
    /// What mdBook's tables say of the text.
    pub mdbook: MdbookOptions,
}

impl Project {
    /// With the fonts that came with the program, where the book has no folder of fonts. One that the manifest names and that isn't there has
    /// been reported.
    #[must_use]
    pub fn with_fonts(mut self, installed: Option<&Path>) -> Self {
        if let Some(installed) = installed.filter(|_| !self.fonts.is_dir()) {
            self.fonts = installed.to_path_buf();
        }
        self
    }
}

/// A line of the contents order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A part begins.
    Part {
        /// Its title.
        title: String,
    },
    /// An article is read.
    Article {
        /// The file, absolute or relative to the current folder.
        path: PathBuf,
        /// The same as messages and links name it: relative to the book's folder, `/` between parts.
        shown: String,
        /// The title that SUMMARY.md gives it.
        title: Option<String>,
        /// Depth of nesting, from 0.
        depth: u8,
        /// Whether it is numbered.
        numbered: bool,
        /// Where SUMMARY.md names it; `None` in file order.
        span: Option<Span>,
    },
}

/// An edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Edition {
    /// EPUB 3.
    Epub(EpubProfile),
    /// The screen PDF.
    Pdf,
    /// The press-ready PDF.
    Print,
    /// A static site.
    Web,
}

impl Edition {
    /// Every edition.
    pub const ALL: [Self; 6] = [
        Self::Epub(EpubProfile::Standard),
        Self::Epub(EpubProfile::Kindle),
        Self::Epub(EpubProfile::Duokan),
        Self::Pdf,
        Self::Print,
        Self::Web,
    ];

    /// Those that are built when none is named.
    pub const DEFAULT: [Self; 2] = [Self::Epub(EpubProfile::Standard), Self::Pdf];

    /// The name on the command line and in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Epub(EpubProfile::Standard) => "epub",
            Self::Epub(EpubProfile::Kindle) => "epub:kindle",
            Self::Epub(EpubProfile::Duokan) => "epub:duokan",
            Self::Pdf => "pdf",
            Self::Print => "print",
            Self::Web => "web",
        }
    }

    /// The edition that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.word() == word)
    }
}

/// The PDF editions: `[pdf]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Whether the cover is the first page of the one for the screen.
    pub cover: bool,
    /// How their pages show where links lead.
    pub links: Links,
}

/// How pages show where links out of the book lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Links {
    /// Not at all: on a screen they can be followed.
    #[default]
    Plain,
    /// By notes that say the addresses.
    UrlsAsNotes,
}

impl Links {
    /// Each with its word in the manifest.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Plain, "plain"), (Self::UrlsAsNotes, "urls-as-notes")];

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == word).map(|(links, _)| links)
    }
}

/// The web edition: `[web]`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WebOptions {
    /// Whether fonts come along; else the reader's own set the text.
    pub fonts: bool,
    /// Where the site will be, with a `/` at its end.
    pub address: Option<String>,
}

/// Claims: `[facts]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsOptions {
    /// What a release asks of claims.
    pub require: Require,
    /// Claims that a release lets pass all the same.
    pub waivers: Vec<Waiver>,
    /// How the facts were checked, in paragraphs: the note at the head of the appendix.
    pub method: Vec<String>,
    /// The year of the GB/T 7714 that sources are written after: 2015 or 2025.
    pub standard: u16,
    /// What shows a claim in the text.
    pub mark: ClaimMark,
    /// Whether the marks of open claims say in words that these are open.
    pub draft: bool,
}

/// A claim that a release lets pass: which, why, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The claim's `id`.
    pub id: String,
    /// Why it may pass.
    pub reason: String,
    /// Who answers for that.
    pub by: String,
    /// Where the manifest says so.
    pub span: Span,
}

/// The index: `[index]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct IndexOptions {
    /// What its entries are sorted by.
    pub order: IndexOrder,
}

/// What an index is sorted by (GB/T 22466).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum IndexOrder {
    /// 音序: letters of pinyin, then tones.
    #[default]
    Pinyin,
    /// 笔画: number of strokes, then the first strokes.
    Strokes,
}

impl IndexOrder {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::Pinyin, Self::Strokes];

    /// The word in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pinyin => "pinyin",
            Self::Strokes => "strokes",
        }
    }

    /// The order that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }
}

/// What a release asks of claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Require {
    /// Nothing.
    #[default]
    None,
    /// That every claim is shown with its state.
    Disclosed,
    /// That no claim is open.
    Resolved,
}

impl Require {
    /// Every policy.
    pub const ALL: [Self; 3] = [Self::None, Self::Disclosed, Self::Resolved];

    /// The word in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Disclosed => "disclosed",
            Self::Resolved => "resolved",
        }
    }

    /// The policy that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|require| require.word() == word)
    }
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self { cover: true, links: Links::Plain }
    }
}
