//! Floor 5: the order of things, on one page: from a folder to the bytes of its editions.

use std::path::PathBuf;

use crate::diag::{Diagnostic, Files, Sink};
use crate::project::Edition;

/// What to build, as the command line resolved it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that holds `book.toml`.
    pub dir: PathBuf,
    /// The editions asked for; `None` for those that the manifest names.
    pub editions: Option<Vec<Edition>>,
    /// `SOURCE_DATE_EPOCH`, in seconds.
    pub source_date: Option<i64>,
    /// How many threads may work; it never changes what is built.
    pub jobs: usize,
}

/// A finished edition.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The file's name: `slug.epub`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// Builds the editions; `None` when errors were found.
pub fn build(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Vec<Artifact>> {
    check(request, files, sink);
    None
}

/// Reads the book and leaves its findings in `sink`. Placeholder until the rooms below are merged: it says so as an error.
pub fn check(_request: &Request, _files: &mut Files, sink: &mut Sink) {
    sink.push(Diagnostic::error("not-merged", "流水线尚未合并", "the pipeline is not merged yet"));
}
