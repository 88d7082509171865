//! Links (ISO 32000-1 §12.5.6.5, §12.3.2; ISO 14289-1 §7.18): link areas in, completed annotations out.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::font::real;
use crate::display::{Destination, LinkArea, LinkTarget, Paged};

/// The address of a target outside, with what a URI can't have in it escaped (RFC 3986 §2.1). `None` for a target inside.
pub(super) fn url(target: &LinkTarget, paged: &Paged) -> Option<String> {
    match target {
        LinkTarget::Url(url) => Some(escaped(url)),
        // An unknown name becomes a fragment, which leads nowhere but is a sound link.
        LinkTarget::Anchor(name) if !paged.destinations.contains_key(name) => Some(escaped(&format!("#{name}"))),
        LinkTarget::Anchor(_) => None,
    }
}

fn escaped(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A place as an explicit destination, which keeps the reader's zoom.
pub(super) fn destination(destination: &Destination, paged: &Paged, pages: &[ObjectId]) -> Option<Object> {
    let (page, id) = (paged.pages.get(destination.page)?, pages.get(destination.page)?);
    let (x, y) = (destination.at.x.to_pt(), page.size.height.to_pt() - destination.at.y.to_pt());
    let place = |value: f64| real((value * 1000.0).round() / 1000.0);
    Some(Object::Array(vec![Object::Reference(*id), "XYZ".into(), place(x), place(y), Object::Null]))
}

/// Completes the skeleton's annotation: printed, described, without a border, joined to the structure by `key`.
pub(super) fn complete(skeleton: &mut Dictionary, area: &LinkArea, key: i64, paged: &Paged, pages: &[ObjectId]) {
    skeleton.remove(b"C");
    skeleton.set("F", 4);
    skeleton.set("Border", vec![0.into(), 0.into(), 0.into()]);
    skeleton.set("StructParent", key);
    skeleton.set("Contents", text(&area.description));
    let LinkTarget::Anchor(name) = &area.target else { return };
    let place = paged.destinations.get(name).and_then(|place| destination(place, paged, pages));
    if let Some(place) = place {
        skeleton.set("A", dictionary! { "S" => "GoTo", "D" => place });
    }
}

/// A text string object in UTF-16.
pub(super) fn text(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}
