//! Where two PDF files differ. In: their bytes. Out: the first page that is not the same in both, counted from 1; and what a file says it keeps.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// How deep what a page is made of is followed.
const DEEPEST: usize = 40;

/// The first page whose content, or what it is drawn with, differs. `None` where all pages are the same or a file can't be read.
pub fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    let (one, other) = (Document::load_mem(one).ok()?, Document::load_mem(other).ok()?);
    let pages = |document: &Document| document.get_pages().into_values().collect::<Vec<ObjectId>>();
    let (a, b) = (pages(&one), pages(&other));
    let same = a.iter().zip(&b).take_while(|&(&a, &b)| drawn(&one, a) == drawn(&other, b)).count();
    (same < a.len().max(b.len())).then_some(same + 1)
}

/// All that a page is drawn with, as bytes.
fn drawn(document: &Document, page: ObjectId) -> Vec<u8> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    if let Ok(page) = document.get_dictionary(page) {
        dictionary(document, page, &mut seen, 0, &mut out);
    }
    out
}

fn dictionary(document: &Document, of: &Dictionary, seen: &mut BTreeSet<ObjectId>, depth: usize, out: &mut Vec<u8>) {
    for (key, value) in of {
        // The tree above the page, and the structure, are no part of what is drawn.
        if !matches!(key.as_slice(), b"Parent" | b"StructParents" | b"StructParent" | b"P" | b"Dest" | b"D") {
            out.extend(key);
            object(document, value, seen, depth + 1, out);
        }
    }
}

fn object(document: &Document, of: &Object, seen: &mut BTreeSet<ObjectId>, depth: usize, out: &mut Vec<u8>) {
    if depth > DEEPEST {
        return;
    }
    match of {
        Object::Reference(id) => {
            if seen.insert(*id)
                && let Ok(target) = document.get_object(*id)
            {
                object(document, target, seen, depth + 1, out);
            }
        }
        Object::Array(items) => items.iter().for_each(|item| object(document, item, seen, depth + 1, out)),
        Object::Dictionary(inner) => dictionary(document, inner, seen, depth, out),
        Object::Stream(stream) => {
            dictionary(document, &stream.dict, seen, depth, out);
            out.extend(&stream.content);
        }
        plain => out.extend(format!("{plain:?}").bytes()),
    }
}

/// The standards that a PDF says it keeps, as its own XMP has them: `PDF/A-2a`, `PDF/UA-1`, `PDF/X-4`.
pub fn claims(bytes: &[u8]) -> Vec<String> {
    let Ok(document) = Document::load_mem(bytes) else { return Vec::new() };
    let metadata = document.catalog().ok().and_then(|catalog| catalog.get(b"Metadata").ok());
    let stream = metadata.and_then(|id| document.get_object(id.as_reference().ok()?).ok()?.as_stream().ok());
    let Some(stream) = stream else { return Vec::new() };
    let xmp = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let xmp = String::from_utf8_lossy(&xmp);
    let of = |name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        Some(xmp.split_once(&open)?.1.split_once(&close)?.0.to_owned())
    };
    let mut found = Vec::new();
    if let Some(part) = of("pdfaid:part") {
        found.push(format!("PDF/A-{part}{}", of("pdfaid:conformance").unwrap_or_default().to_lowercase()));
    }
    found.extend(of("pdfuaid:part").map(|part| format!("PDF/UA-{part}")));
    let in_information = || {
        let information = document.trailer.get(b"Info").ok()?.as_reference().ok()?;
        let version = document.get_dictionary(information).ok()?.get(b"GTS_PDFXVersion").ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(version).into_owned())
    };
    found.extend(of("pdfxid:GTS_PDFXVersion").or_else(in_information));
    found
}
