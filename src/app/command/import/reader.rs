//! One file as an article. In: its bytes and its path. Out: Markdown with front matter, and what was done to the text.
//! This file alone knows the importers' interface.

use std::path::Path;

use serde::Deserialize;

use crate::diag::{Files, Said, Sink};
use crate::source::importers::import;

/// An article that is ready to be written.
pub(super) struct Article {
    /// Its title.
    pub(super) title: String,
    /// The name of its file, without extension.
    pub(super) stem: String,
    /// Its text.
    pub(super) markdown: String,
    /// What was done to the text, a line each.
    pub(super) report: Vec<Said>,
}

/// Reads a file; `None` comes with an error in `sink`.
pub(super) fn read(bytes: &[u8], path: &Path, files: &mut Files, sink: &mut Sink) -> Option<Article> {
    let imported = import(bytes, &path.to_string_lossy(), files, sink)?;
    let title = title(&imported.markdown).unwrap_or_else(|| imported.file_stem.clone());
    let report = imported.report.summary();
    Some(Article { title, stem: imported.file_stem, markdown: imported.markdown, report })
}

/// The title that the front matter gives the article.
fn title(markdown: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Front {
        title: Option<String>,
    }
    let (front, _) = markdown.strip_prefix("---\n")?.split_once("\n---\n")?;
    serde_saphyr::from_str::<Front>(front).ok()?.title
}
