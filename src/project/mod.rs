//! Floor 1: what is to be built: the manifest `book.toml` resolved into typed values, with the defaults in one place.
//!
//! In: a folder. Out: a `Project` and findings. This room reads the manifest and the contents order from disk; nothing else.
//! Its `Value` and `Section` also serve the front matter of articles, which is read the same way.

mod cover;
mod date;
mod epub;
mod facts;
mod identity;
mod inputs;
mod line;
mod manifest;
mod margins;
mod mdbook;
mod measure;
mod metadata;
mod open;
mod page;
mod place;
mod print;
mod release;
mod section;
mod suggest;
mod summary;
pub mod theme;
mod toml_value;
mod value;
mod values;

pub use cover::{CoverOptions, Design, Printer, Stock, WrapOptions};
pub use date::date;
pub use epub::{EpubOptions, EpubPages, EpubProfile, EpubWriting};
pub use identity::slug;
pub use inputs::{InputFile, asked_besides, inputs};
pub use line::{
    Breaking, EdgeMarks, Figures, LineOptions, Prohibition, QuoteMarks, SqueezeStyle, Squeezing, StopMark, TypedSpaces,
};
pub use manifest::checked_date;
pub use margins::{MarginOptions, Margins};
pub use mdbook::MdbookOptions;
pub use metadata::{Contributor, Metadata, Series};
pub use open::{find, open, outside, read_text};
pub use page::{PageOptions, Paragraphs};
pub use place::{BadPath, MAX_FILE, inside, joined, percent_decoded, read_limited};
pub use print::{Bleeds, Marks, PrintOptions, Profile, Spot, Standard};
pub use release::{ReleaseOptions, is_version};
pub use section::{Section, wrong_type, wrong_word};
pub use suggest::nearest;
pub use theme::{EmphasisMark, ThemeOptions};
pub use toml_value::{deep_value, read_toml};
pub use value::{Key, MAX_VALUE_DEPTH, Value, ValueKind};
pub use values::{
    Edition, Entry, FactsOptions, IndexOptions, IndexOrder, Links, PdfOptions, Project, Require, Waiver, WebOptions,
};
