//! The book that articles are added to. In: its folder, which may not exist. Out: where its articles are, and a manifest if it
//! had none.

use std::path::{Path, PathBuf};

use crate::app::folder::MANIFEST;
use crate::app::write;
use crate::diag::Diagnostic;

/// A book that is added to.
pub(super) struct Target {
    /// Its folder.
    folder: PathBuf,
    /// The folder of its articles.
    pub(super) articles: PathBuf,
}

impl Target {
    /// Looks at the folder, changing nothing.
    pub(super) fn open(folder: &Path) -> Result<Self, Diagnostic> {
        let manifest = folder.join(MANIFEST);
        let articles = match std::fs::read_to_string(&manifest) {
            Ok(text) => articles(folder, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(folder.join("articles")),
            Err(error) => Err(unreadable(&manifest, &error.to_string())),
        };
        Ok(Self { folder: folder.to_path_buf(), articles: articles? })
    }

    /// The manifest.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join(MANIFEST)
    }

    /// Makes the shortest manifest that builds; false when there is one.
    pub(super) fn make_manifest(&self, title: &str) -> Result<bool, Diagnostic> {
        // A JSON string is a TOML basic string: both escape quotes, backslashes and control characters alike.
        let title = serde_json::Value::from(title);
        write::create(&self.manifest(), format!("[book]\ntitle = {title}\n").as_bytes())
    }

    /// Whether the order of the book is written down, so that a new article is not in it by itself.
    pub(super) fn has_summary(&self) -> bool {
        self.folder.join("SUMMARY.md").is_file() || self.articles.join("SUMMARY.md").is_file()
    }
}

/// The folder that `[book] src` names; without it articles/, or src/ where only that is there, as in an mdBook.
fn articles(folder: &Path, manifest: &str) -> Result<PathBuf, Diagnostic> {
    let table: toml::Table =
        manifest.parse().map_err(|error: toml::de::Error| unreadable(&folder.join(MANIFEST), error.message()))?;
    let named = table.get("book").and_then(|book| book.get("src")).and_then(toml::Value::as_str);
    Ok(match named {
        Some(src) => folder.join(src),
        None if !folder.join("articles").is_dir() && folder.join("src").is_dir() => folder.join("src"),
        None => folder.join("articles"),
    })
}

fn unreadable(path: &Path, why: &str) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error("cannot-read", format!("无法读取「{shown}」：{why}"), format!("can't read `{shown}`: {why}"))
        .hint("请先修正它：`banxin check` 会指出行和列", "mend it first: `banxin check` names the line and column")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_where_the_manifest_says() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let articles =
            |manifest: &str| articles(folder, manifest).map(|path| path.strip_prefix(folder).unwrap().to_owned());
        assert_eq!(articles("[book]"), Ok("articles".into()));
        std::fs::create_dir(folder.join("src")).unwrap();
        assert_eq!(articles("[book]"), Ok("src".into()));
        assert_eq!(articles("[book]\nsrc = '文'"), Ok("文".into()));
        assert_eq!(articles("[book").unwrap_err().code, "cannot-read");
    }

    #[test]
    fn a_title_survives_the_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::open(folder.path()).unwrap();
        let title = "“从5百万”\\ \"到\" 掀\u{1}桌子\n";
        assert_eq!(target.make_manifest(title), Ok(true));
        assert_eq!(target.make_manifest("another"), Ok(false));
        let table: toml::Table = std::fs::read_to_string(target.manifest()).unwrap().parse().unwrap();
        assert_eq!(table["book"]["title"].as_str(), Some(title));
    }
}
