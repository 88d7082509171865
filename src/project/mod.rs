//! Floor 1: what is to be built: the manifest `book.toml` resolved into typed values, with the defaults in one place.
//!
//! In: a folder. Out: a `Project` and findings. This room reads the manifest and the contents order from disk; nothing else.

mod metadata;
mod values;

pub use metadata::{Contributor, Metadata, Series};
pub use values::{Edition, Entry, EpubOptions, FactsOptions, PageOptions, PdfOptions, Project, Require};
