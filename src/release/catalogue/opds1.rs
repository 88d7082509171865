//! OPDS Catalog 1.2: an acquisition feed in Atom (RFC 4287; opds-spec.org 1.2).

use super::{Entry, title, updated};
use crate::release::markup::{Element, element, leaf};

/// The type of the feed.
const KIND: &str = "application/atom+xml;profile=opds-catalog;kind=acquisition";

/// The feed.
pub(super) fn feed(entries: &[&Entry]) -> String {
    let link = |rel: &str| element("link").with("rel", rel).with("href", "opds.xml").with("type", KIND);
    // An Atom feed's id is an IRI that never changes: that of its only book, else one made of the identifiers.
    let id = match entries {
        [only] => format!("{}#catalogue", only.manifest.identifier),
        _ => {
            let all: Vec<&str> = entries.iter().map(|entry| entry.manifest.identifier.as_str()).collect();
            format!("urn:sha256:{}", crate::release::sha256(all.join("\n").as_bytes()))
        }
    };
    element("feed")
        .with("xmlns", "http://www.w3.org/2005/Atom")
        .with("xmlns:dc", "http://purl.org/dc/terms/")
        .with("xmlns:opds", "http://opds-spec.org/2010/catalog")
        .child(leaf("id", id))
        .child(leaf("title", title(entries)))
        .child(leaf("updated", updated(entries)))
        .child(element("author").child(leaf("name", title(entries))))
        .child(link("self"))
        .child(link("start"))
        .children(entries.iter().map(|entry| self::entry(entry)))
        .xml()
}

fn entry(entry: &Entry) -> Element {
    let manifest = &entry.manifest;
    let person = |name: &str| element("author").child(leaf("name", name));
    let mut out = element("entry")
        .child(leaf("id", &manifest.identifier))
        .child(leaf("title", &manifest.title))
        .child(leaf("updated", &manifest.modified))
        .children(entry.authors().into_iter().map(person))
        .child(leaf("dc:language", &manifest.language));
    let optional = [("dc:publisher", &manifest.publisher), ("dc:issued", &manifest.date)];
    out = out.children(optional.into_iter().filter_map(|(name, text)| Some(leaf(name, text.as_ref()?))));
    out = out.children(manifest.isbn.values().map(|isbn| leaf("dc:identifier", format!("urn:isbn:{isbn}"))));
    out = out.children(manifest.keywords.iter().map(|term| element("category").with("term", term).with("label", term)));
    if let Some(rights) = &manifest.rights {
        out = out.child(leaf("rights", rights));
    }
    if let Some(description) = &manifest.description {
        out = out.child(leaf("summary", description).with("type", "text"));
    }
    let images =
        [("http://opds-spec.org/image", entry.cover()), ("http://opds-spec.org/image/thumbnail", entry.thumbnail())];
    out = out.children(images.into_iter().filter_map(|(rel, file)| {
        Some(element("link").with("rel", rel).with("href", entry.link(file?)).with("type", "image/jpeg"))
    }));
    out.children(entry.editions().map(|file| {
        element("link")
            .with("rel", "http://opds-spec.org/acquisition/open-access")
            .with("href", entry.link(file))
            .with("type", file.media_type.clone().unwrap_or_default())
            .with("length", file.size.to_string())
    }))
}
