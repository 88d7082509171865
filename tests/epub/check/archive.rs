//! Requirements 1 to 4: the archive and its files.

use std::collections::BTreeSet;

use banxin::project::Metadata;

use super::edition::{Epub, texts_of};

const MARKUP: [&str; 5] = [".xhtml", ".opf", ".ncx", ".svg", ".xml"];

/// 1. What a validator looks at first: files that parse, a manifest that is complete, references that lead somewhere.
pub(super) fn is_whole(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    for entry in epub.entries.iter().filter(|entry| MARKUP.iter().any(|end| entry.path.ends_with(end))) {
        if epub.tree(&entry.path).is_none() {
            found.push(format!("{} is not well-formed", entry.path));
        }
    }
    let Some(package) = epub.tree("OEBPS/content.opf") else { return found };
    if !epub.text("META-INF/container.xml").contains("full-path=\"OEBPS/content.opf\"") {
        found.push("the container leads nowhere".into());
    }
    let values = |name: &str, attribute: &str| -> Vec<String> {
        let of = package.descendants().filter(|node| node.has_tag_name(("http://www.idpf.org/2007/opf", name)));
        of.filter_map(|node| node.attribute(attribute)).map(str::to_owned).collect()
    };
    let listed: BTreeSet<String> = values("item", "href").iter().map(|href| format!("OEBPS/{href}")).collect();
    let inside = epub.entries.iter().map(|entry| &entry.path);
    let there: BTreeSet<String> =
        inside.filter(|path| path.starts_with("OEBPS/") && !path.ends_with(".opf")).cloned().collect();
    found.extend(listed.symmetric_difference(&there).map(|path| format!("{path} is only in manifest or archive")));
    let ids: BTreeSet<String> = values("item", "id").into_iter().collect();
    found.extend(values("itemref", "idref").into_iter().filter(|id| !ids.contains(id)));
    for name in ["title", "language", "identifier"] {
        let of = |node: &usvg::roxmltree::Node<'_, '_>| node.tag_name().name() == name && !texts_of(*node).is_empty();
        if !package.descendants().any(|node| of(&node)) {
            found.push(format!("no dc:{name}"));
        }
    }
    found.extend(dead_links(epub));
    found
}

fn dead_links(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    for (file, page) in epub.pages() {
        for node in page.descendants() {
            for target in ["href", "src"].iter().filter_map(|name| node.attribute(*name)) {
                let target = if target.starts_with('#') { format!("{file}{target}") } else { target.to_owned() };
                let is_inside = !target.contains("://") && !target.starts_with("mailto:");
                if is_inside && !epub.has_place(&target) {
                    found.push(format!("{file} → {target}"));
                }
            }
            if node.tag_name().name() == "a" && node.ancestors().skip(1).any(|outer| outer.tag_name().name() == "a") {
                found.push(format!("{file}: a link in a link"));
            }
        }
    }
    found
}

/// 2. Nothing comes from a clock or from chance: fixed dates, sorted entries, `modified` and identifier from the input.
pub(super) fn is_fixed(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let dated = epub.entries.iter().filter(|entry| entry.year != 1980);
    found.extend(dated.map(|entry| format!("{} has a date", entry.path)));
    let order: Vec<&str> = epub.entries.iter().skip(1).map(|entry| entry.path.as_str()).collect();
    if !order.is_sorted() {
        found.push(format!("not sorted: {order:?}"));
    }
    if epub.properties("dcterms:modified") != [epub.metadata.modified.as_str()] {
        found.push(format!("modified is not {}", epub.metadata.modified));
    }
    if !epub.text("OEBPS/content.opf").contains(&format!(">{}<", epub.metadata.identifier)) {
        found.push("the identifier is not that of the manifest".into());
    }
    // A UUID made from a name, not from chance (RFC 9562 §5.5).
    let is_named = |id: &str| !id.starts_with("urn:uuid:") || id.as_bytes().get("urn:uuid:".len() + 14) == Some(&b'5');
    if !is_named(&epub.metadata.identifier) || epub.metadata.modified.as_str() < Metadata::UNDATED {
        found.push("an identifier by chance".into());
    }
    found
}

/// 3. Readers that never look back: local headers alone say where each entry ends.
pub(super) fn streams(epub: &Epub) -> Vec<String> {
    let bytes = &epub.bytes;
    let two = |at: usize| bytes.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let four = |at: usize| two(at) | two(at + 2) << 16;
    let mut found = Vec::new();
    if bytes.get(30..58) != Some(b"mimetypeapplication/epub+zip") || two(8) != 0 || two(28) != 0 {
        found.push("mimetype is not first, stored and bare".into());
    }
    let (mut at, mut count) = (0, 0);
    while bytes.get(at..at + 4) == Some(b"PK\x03\x04") {
        if two(at + 6) & 0b1000 != 0 {
            found.push(format!("entry {count} has a data descriptor"));
        }
        at += 30 + two(at + 26) + two(at + 28) + four(at + 18);
        count += 1;
    }
    if bytes.get(at..at + 4) != Some(b"PK\x01\x02") || count != epub.entries.len() {
        found.push(format!("{count} entries can be read one after the other, of {}", epub.entries.len()));
    }
    found
}

/// 4. ASCII paths and ids, each id once in a file.
pub(super) fn is_ascii(epub: &Epub) -> Vec<String> {
    let mut found: Vec<String> =
        epub.entries.iter().map(|entry| &entry.path).filter(|path| !path.is_ascii()).cloned().collect();
    for entry in &epub.entries {
        let Some(tree) = epub.tree(&entry.path).filter(|_| MARKUP.iter().any(|end| entry.path.ends_with(end))) else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for id in tree.descendants().filter_map(|node| node.attribute("id")) {
            if !seen.insert(id.to_owned()) || !id.is_ascii() || id.is_empty() {
                found.push(format!("{}: id `{id}`", entry.path));
            }
        }
    }
    found
}
