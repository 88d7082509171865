//! `[release]`. In: its values. Out: the version, what is asked of findings, and where the changelog is.

use super::section::{Section, wrong_word};
use crate::diag::Sink;

/// `[release]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseOptions {
    /// The version; without it, git's tag.
    pub version: Option<String>,
    /// Whether warnings stop a release.
    pub strict: bool,
    /// Codes of findings that the editor has seen and lets pass.
    pub waive: Vec<String>,
    /// The changelog, relative to the book's folder.
    pub changelog: Option<String>,
}

/// Reads `[release]`.
pub(super) fn read_release(mut section: Section<'_>, sink: &mut Sink) -> ReleaseOptions {
    let version = section.text_at("version", sink).and_then(|(text, span)| {
        let sound = is_version(&text);
        if !sound {
            sink.push(wrong_word("release.version", &text, &["1.0.0", "2026-11"], span));
        }
        sound.then_some(text)
    });
    let options = ReleaseOptions {
        version,
        strict: section.flag("strict", sink).unwrap_or(false),
        waive: section.texts("waive", sink),
        changelog: section.text("changelog", sink),
    };
    section.finish(sink);
    options
}

/// Whether a word can be a version and a part of a folder's name: it begins with a letter or digit and has no separators.
pub fn is_version(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(good)
        && !text.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_parts_of_file_names() {
        for good in ["1.0.0", "2026-11", "v1.2-rc.1", "3", "1.0+print"] {
            assert!(is_version(good), "{good}");
        }
        for wrong in ["", "../1", "1/2", ".1", "-1", "第一版", "1..2", "1 2", &"1".repeat(65)] {
            assert!(!is_version(wrong), "{wrong}");
        }
    }
}
