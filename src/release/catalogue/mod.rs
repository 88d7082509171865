//! The catalogue of a folder of releases: their manifests in, feeds (OPDS 1.2 and 2.0), an ONIX message and a download page out. All links
//! are relative, so the folder can lie anywhere on a static host.

mod onix;
mod opds1;
mod opds2;
mod page;
mod shelf;

use std::path::Path;

use super::Manifest;
use super::manifest::FileRecord;
use crate::pipeline::Artifact;

/// One release with the folder that it lies in.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The folder's name.
    pub folder: String,
    /// What the release is.
    pub manifest: Manifest,
}

/// Every release in `dist`: by slug, the newest version first.
pub fn entries(dist: &Path) -> Vec<Entry> {
    shelf::entries(dist)
}

/// The catalogue's files, which belong into the folder of the releases.
pub fn catalogue(entries: &[Entry]) -> Vec<Artifact> {
    let newest = newest(entries);
    let text = |name: &str, text: String| Artifact { name: name.to_owned(), bytes: text.into_bytes(), pages: None };
    vec![
        text("index.html", page::page(entries)),
        text("opds.xml", opds1::feed(&newest)),
        text("opds.json", opds2::feed(&newest)),
        text("onix.xml", onix::message(&newest)),
    ]
}

/// The newest release of each title.
fn newest(entries: &[Entry]) -> Vec<&Entry> {
    let mut out: Vec<&Entry> = Vec::new();
    for entry in entries {
        if out.last().is_none_or(|last| last.manifest.slug != entry.manifest.slug) {
            out.push(entry);
        }
    }
    out
}

impl Entry {
    /// Where a file of the release is, from the catalogue.
    fn link(&self, file: &FileRecord) -> String {
        let encoded = |part: &str| {
            part.bytes().fold(String::new(), |mut out, byte| {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    // A byte in two digits, as RFC 3986 has it.
                    out.push_str(&format!("%{byte:02X}"));
                }
                out
            })
        };
        let parts = std::iter::once(self.folder.as_str()).chain(file.path.split('/'));
        parts.map(encoded).collect::<Vec<_>>().join("/")
    }

    /// The editions that can be read: EPUB and PDF, but no wrap.
    fn editions(&self) -> impl Iterator<Item = &FileRecord> {
        self.manifest.files.iter().filter(|file| {
            let readable = matches!(file.media_type.as_deref(), Some("application/epub+zip" | "application/pdf"));
            readable && !file.path.ends_with("-wrap.pdf") && !file.path.contains('/')
        })
    }

    fn file(&self, ending: &str) -> Option<&FileRecord> {
        let name = format!("{}{ending}", self.manifest.slug);
        self.manifest.files.iter().find(|file| file.path == name)
    }

    fn cover(&self) -> Option<&FileRecord> {
        self.file("-cover.jpg")
    }

    fn thumbnail(&self) -> Option<&FileRecord> {
        self.file("-cover-240.jpg")
    }

    /// Names of those who wrote it, else of everybody.
    fn authors(&self) -> Vec<&str> {
        let all = &self.manifest.contributors;
        let wrote: Vec<&str> =
            all.iter().filter(|person| person.role == "aut").map(|person| person.name.as_str()).collect();
        if wrote.is_empty() { all.iter().map(|person| person.name.as_str()).collect() } else { wrote }
    }
}

/// The last moment at which anything changed.
fn updated(entries: &[&Entry]) -> String {
    entries
        .iter()
        .map(|entry| entry.manifest.modified.clone())
        .max()
        .unwrap_or_else(|| "1980-01-01T00:00:00Z".to_owned())
}

/// The catalogue's own title: the publisher's name where there is one, else that of the only book.
fn title(entries: &[&Entry]) -> String {
    let mut publishers: Vec<&str> = entries.iter().filter_map(|entry| entry.manifest.publisher.as_deref()).collect();
    publishers.dedup();
    match (publishers.as_slice(), entries) {
        ([only], _) => (*only).to_owned(),
        (_, [only]) => only.manifest.title.clone(),
        _ if entries.iter().all(|entry| !entry.manifest.language.starts_with("zh")) => "Catalogue".to_owned(),
        _ => "书目".to_owned(),
    }
}
