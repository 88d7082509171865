//! Release notes in Markdown, in the book's language. In: what was made. Out: the text.

use std::fmt::Write;

use crate::pipeline::{Artifact, Made};

/// The notes of a version.
pub(super) fn notes(made: &Made, version: &str, changes: Option<&str>, files: &[Artifact]) -> String {
    let metadata = &made.project.metadata;
    let chinese = metadata.language.starts_with("zh");
    let mut out = format!("# {} {version}\n", metadata.title);
    // Writing to a string can't fail.
    if let Some(subtitle) = &metadata.subtitle {
        let _ = write!(out, "\n{subtitle}\n");
    }
    if let Some(description) = &metadata.description {
        let _ = write!(out, "\n{}\n", description.trim());
    }
    if let Some(changes) = changes {
        let _ = write!(out, "\n## {}\n\n{changes}", if chinese { "变动" } else { "Changes" });
    }
    let _ = write!(out, "\n## {}\n\n", if chinese { "文件" } else { "Files" });
    for file in files.iter().filter(|file| !file.name.contains('/')) {
        let size = file.bytes.len().div_ceil(1000);
        let pages = match (file.pages, chinese) {
            (Some(pages), true) => format!("，{pages} 页"),
            (Some(pages), false) => format!(", {pages} pages"),
            (None, _) => String::new(),
        };
        let _ = writeln!(out, "- `{}`{}{size} kB{pages}", file.name, if chinese { "：" } else { ": " });
    }
    let check = if chinese {
        "核对：`sha256sum --check SHA256SUMS`，或 `banxin verify`。"
    } else {
        "To check: `sha256sum --check SHA256SUMS`, or `banxin verify`."
    };
    let _ = write!(out, "\n{check}\n");
    out
}
