//! EPUBs as checks look at them, and as faults change them: entries in their order, documents as trees, and what the manifest says.

use std::io::{Cursor, Read, Write};

use banxin::diag::{Files, Sink};
use banxin::epub::Input;
use banxin::project::{self, Edition, EpubProfile, Metadata};
use banxin::units::Writing;
use usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::write::SimpleFileOptions;

use super::super::profile::made_bytes;
use super::super::{build_full, paging, sample};
use super::faults::Change;

pub(in crate::epub) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(in crate::epub) const OPS: &str = "http://www.idpf.org/2007/ops";

/// A file in an EPUB.
#[derive(Clone)]
pub(in crate::epub) struct Entry {
    pub(in crate::epub) path: String,
    pub(in crate::epub) bytes: Vec<u8>,
    /// Its year in the archive.
    pub(in crate::epub) year: u16,
}

/// An EPUB with what its manifest says.
#[derive(Clone)]
pub(in crate::epub) struct Epub {
    pub(in crate::epub) name: &'static str,
    pub(in crate::epub) bytes: Vec<u8>,
    pub(in crate::epub) entries: Vec<Entry>,
    pub(in crate::epub) metadata: Metadata,
    pub(in crate::epub) is_vertical: bool,
    pub(in crate::epub) is_kindle: bool,
}

impl Epub {
    fn of(name: &'static str, bytes: Vec<u8>, metadata: Metadata) -> Self {
        let entries = unpacked(&bytes);
        Self { name, bytes, entries, metadata, is_vertical: false, is_kindle: false }
    }

    /// Editions of all sorts: a book with everything, the same for other readers and turned, one with pages on paper.
    pub(super) fn all() -> Vec<Self> {
        let own = sample::metadata();
        let specimen = paging::specimen();
        let project = project::open(&specimen, None, &mut Files::default(), &mut Sink::default()).unwrap();
        let paged = paging::epub(&specimen, &[Edition::Epub(EpubProfile::Standard)]);
        let vertical = made_bytes(|input| Input { writing: Writing::Vertical, ..input });
        let kindle = made_bytes(|input| Input { profile: EpubProfile::Kindle, ..input });
        vec![
            Self::of("full", build_full(None, None), own.clone()),
            Self::of("paged", paged, project.metadata),
            Self { is_vertical: true, ..Self::of("vertical", vertical, own.clone()) },
            Self { is_kindle: true, ..Self::of("kindle", kindle, own) },
        ]
    }

    /// The same with a fault.
    pub(super) fn broken(&self, change: &Change) -> Self {
        let mut entries = self.entries.clone();
        let bytes = match change {
            Change::Text(path, from, to) => {
                let text = String::from_utf8(entry(&mut entries, path).bytes.clone()).unwrap();
                assert!(text.contains(from), "{path} has no {from}");
                entry(&mut entries, path).bytes = text.replacen(from, to, 1).into_bytes();
                packed(&entries)
            }
            Change::File(path, content) => {
                let content = content();
                match entries.iter_mut().find(|entry| entry.path == *path) {
                    Some(entry) => entry.bytes = content,
                    None => entries.push(Entry { path: (*path).to_owned(), bytes: content, year: 1980 }),
                }
                packed(&entries)
            }
            Change::Entries(change) => {
                change(&mut entries);
                packed(&entries)
            }
            Change::Bytes(change) => {
                let mut bytes = self.bytes.clone();
                change(&mut bytes);
                return Self { bytes, ..self.clone() };
            }
        };
        Self { bytes, entries, ..self.clone() }
    }

    /// A file's text; nothing where there is none.
    pub(in crate::epub) fn text(&self, path: &str) -> &str {
        let found = self.entries.iter().find(|entry| entry.path == path);
        found.and_then(|entry| std::str::from_utf8(&entry.bytes).ok()).unwrap_or_default()
    }

    /// A file as a tree; none where it isn't well-formed.
    pub(in crate::epub) fn tree(&self, path: &str) -> Option<Document<'_>> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(self.text(path), options).ok()
    }

    pub(in crate::epub) fn package(&self) -> Document<'_> {
        self.tree("OEBPS/content.opf").unwrap()
    }

    pub(in crate::epub) fn nav(&self) -> Document<'_> {
        self.tree("OEBPS/nav.xhtml").unwrap()
    }

    /// The pages that can be read, by their names in the folder.
    pub(in crate::epub) fn pages(&self) -> Vec<(&str, Document<'_>)> {
        let pages = self.entries.iter().filter(|entry| entry.path.ends_with(".xhtml"));
        pages.filter_map(|entry| Some((entry.path.strip_prefix("OEBPS/")?, self.tree(&entry.path)?))).collect()
    }

    /// Whether a place `file#id` is there.
    pub(in crate::epub) fn has_place(&self, href: &str) -> bool {
        let (file, id) = href.split_once('#').unwrap_or((href, ""));
        let path = format!("OEBPS/{file}");
        self.entries.iter().any(|entry| entry.path == path)
            && (id.is_empty() || self.text(&path).contains(&format!(" id=\"{id}\"")))
    }

    /// The contents of the package's `meta` with a property.
    pub(in crate::epub) fn properties(&self, property: &str) -> Vec<String> {
        let package = self.package();
        let of = package.descendants().filter(|node| node.attribute("property") == Some(property));
        of.map(|node| texts_of(node)).collect()
    }
}

/// The elements of a document with an `epub:type`.
pub(in crate::epub) fn of_class<'a>(node: Node<'a, 'a>, kind: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.attribute((OPS, "type")) == Some(kind))
}

/// An attribute without a namespace.
pub(in crate::epub) fn own<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.namespace().is_none() && it.name() == name).map(|it| it.value())
}

/// All text in an element.
pub(in crate::epub) fn texts_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

fn entry<'a>(entries: &'a mut [Entry], path: &str) -> &'a mut Entry {
    entries.iter_mut().find(|entry| entry.path == path).unwrap_or_else(|| panic!("no {path}"))
}

fn unpacked(bytes: &[u8]) -> Vec<Entry> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |at: usize| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        Entry { path: file.name().unwrap().into_owned(), bytes, year: file.last_modified().unwrap().year() }
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

fn packed(entries: &[Entry]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let date = zip::DateTime::from_date_and_time(entry.year, 1, 1, 0, 0, 0).unwrap();
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(entry.path.as_str(), stored.last_modified_time(date)).unwrap();
        archive.write_all(&entry.bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
