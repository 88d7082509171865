//! An EPUB as tests look at it: its entries, its elements, its references.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

/// An EPUB's files.
pub(crate) struct Archive {
    files: BTreeMap<String, Vec<u8>>,
    /// Paths in the archive's order.
    pub(crate) order: Vec<String>,
    /// Dates of the entries.
    pub(crate) dates: Vec<String>,
}

/// An element's name and attributes.
type Element = (String, BTreeMap<String, String>);

impl Archive {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut archive = Self { files: BTreeMap::new(), order: Vec::new(), dates: Vec::new() };
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let path = file.name().unwrap().into_owned();
            archive.dates.push(file.last_modified().unwrap().to_string());
            archive.order.push(path.clone());
            assert!(archive.files.insert(path, bytes).is_none(), "an entry stands twice");
        }
        archive
    }

    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        self.files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.order))
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.bytes(path)).unwrap()
    }

    /// Every file of markup.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_markup = |path: &str| [".xhtml", ".opf", ".ncx", ".svg"].iter().any(|end| path.ends_with(end));
        self.order.iter().filter(move |path| is_markup(path)).map(|path| (path.as_str(), self.text(path)))
    }

    /// The elements of a file, which must be well-formed.
    fn elements(&self, path: &str) -> Vec<Element> {
        let mut reader = Reader::from_str(self.text(path));
        let mut out = Vec::new();
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
                Event::Start(tag) => {
                    depth += 1;
                    out.push(element(&tag));
                }
                Event::Empty(tag) => out.push(element(&tag)),
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{path} is not closed");
        out
    }

    /// The values of an attribute of elements with a name, in order.
    pub(crate) fn values(&self, path: &str, name: &str, attribute: &str) -> Vec<String> {
        let elements = self.elements(path).into_iter().filter(|(element, _)| element == name);
        elements.filter_map(|(_, mut attributes)| attributes.remove(attribute)).collect()
    }

    /// The links, with their words, from where something is named on: its id or kind.
    pub(crate) fn links(&self, path: &str, from: &str) -> Vec<(String, String)> {
        let Some((_, rest)) = self.text(path).split_once(&format!("\"{from}\"")) else { return Vec::new() };
        let links = rest.split("<a href=\"").skip(1);
        links
            .filter_map(|link| {
                let (href, rest) = link.split_once('"')?;
                let words = rest.split_once('>')?.1.split_once('<')?.0;
                Some((href.to_owned(), words.to_owned()))
            })
            .collect()
    }

    /// The ids of every file of markup.
    pub(crate) fn ids(&self) -> BTreeMap<String, Vec<String>> {
        self.texts()
            .map(|(path, _)| {
                let ids = self.elements(path).into_iter().filter_map(|(_, mut attributes)| attributes.remove("id"));
                (path.to_owned(), ids.collect())
            })
            .collect()
    }

    /// The headings of a page.
    pub(crate) fn headings(&self, path: &str) -> Vec<String> {
        let is_heading = |name: &str| name.len() == 2 && name.starts_with('h') && name.as_bytes()[1].is_ascii_digit();
        self.elements(path).into_iter().map(|(name, _)| name).filter(|name| is_heading(name)).collect()
    }

    /// Every reference inside the book: the file that makes it, and its target.
    fn inside(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (path, _) in self.texts() {
            for (_, attributes) in self.elements(path) {
                for name in ["href", "src", "aria-labelledby", "refines", "idref"] {
                    let Some(value) = attributes.get(name) else { continue };
                    let target = match name {
                        "aria-labelledby" | "idref" => format!("#{value}"),
                        _ => value.clone(),
                    };
                    if !target.contains("://") && !target.starts_with("mailto:") {
                        out.push((path.to_owned(), target));
                    }
                }
            }
        }
        out
    }

    /// How many references there are.
    pub(crate) fn references(&self) -> usize {
        self.inside().len()
    }

    /// References that lead nowhere.
    pub(crate) fn unresolved(&self) -> Vec<String> {
        let ids: BTreeMap<String, BTreeSet<String>> =
            self.ids().into_iter().map(|(path, ids)| (path, ids.into_iter().collect())).collect();
        let leads = |from: &str, target: &str| {
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = if file.is_empty() { from.to_owned() } else { format!("{folder}/{file}") };
            self.files.contains_key(&path)
                && (fragment.is_empty() || ids.get(&path).is_some_and(|ids| ids.contains(fragment)))
        };
        self.inside()
            .into_iter()
            .filter(|(from, target)| !leads(from, target))
            .map(|(from, target)| format!("{from} → {target}"))
            .collect()
    }
}

fn element(tag: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (
            attribute.key.as_ref().to_owned(),
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned(),
        )
    });
    (tag.name().as_ref().to_owned(), attributes.collect())
}
