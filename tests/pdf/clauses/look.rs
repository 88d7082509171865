//! What clauses look at and break: dictionaries, operators and the metadata of a file.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, Stream};

use crate::pdf::reader::Reader;

/// The name under a key.
pub(super) fn name<'a>(dictionary: &'a Dictionary, key: &str) -> &'a [u8] {
    dictionary.get(key.as_bytes()).ok().and_then(|name| name.as_name().ok()).unwrap_or_default()
}

/// The dictionary of an object, a stream's too.
fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Every dictionary that is an object, with this name under this key.
pub(super) fn all<'a>(reader: &'a Reader, key: &'a str, value: &'a str) -> Vec<&'a Dictionary> {
    let found = reader.document.objects.values().filter_map(dictionary);
    found.filter(|dictionary| name(dictionary, key) == value.as_bytes()).collect()
}

/// Changes the first of them.
pub(super) fn change(reader: &mut Reader, key: &str, value: &str, act: impl FnOnce(&mut Dictionary)) {
    let found = reader.document.objects.values_mut().find_map(|object| {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(Stream { dict, .. }) => dict,
            _ => return None,
        };
        (name(dictionary, key) == value.as_bytes()).then_some(dictionary)
    });
    act(found.expect("there is one to break"));
}

/// Takes a key out of the first of them.
pub(super) fn lose(reader: &mut Reader, key: &str, value: &str, lost: &str) {
    change(reader, key, value, |dictionary| {
        dictionary.remove(lost.as_bytes());
    });
}

/// Changes the catalog.
pub(super) fn change_catalog(reader: &mut Reader, act: impl FnOnce(&mut Dictionary)) {
    change(reader, "Type", "Catalog", act);
}

/// The XMP packet; empty where there is none.
pub(super) fn xmp(reader: &Reader) -> String {
    let packet = reader.get(reader.catalog(), "Metadata").and_then(|packet| packet.as_stream().ok());
    packet
        .filter(|packet| !packet.dict.has(b"Filter"))
        .map_or_else(String::new, |packet| String::from_utf8_lossy(&packet.content).into_owned())
}

/// Replaces words in the XMP packet.
pub(super) fn reword(reader: &mut Reader, from: &str, to: &str) {
    let packet = reader.document.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has_type(b"Metadata") => Some(stream),
        _ => None,
    });
    let packet = packet.expect("a packet");
    let words = String::from_utf8(packet.content.clone()).unwrap();
    assert!(words.contains(from), "{from}");
    packet.set_content(words.replace(from, to).into_bytes());
}

/// A text of the Info dictionary.
pub(super) fn info(reader: &Reader, key: &str) -> String {
    let info = reader.get(&reader.document.trailer, "Info").and_then(|info| info.as_dict().ok());
    let value = info.and_then(|info| info.get(key.as_bytes()).ok());
    match value {
        Some(Object::Name(name)) => String::from_utf8_lossy(name).into_owned(),
        Some(value @ Object::String(..)) => crate::pdf::reader::text(value),
        _ => String::new(),
    }
}

/// Takes a key out of the Info dictionary.
pub(super) fn lose_info(reader: &mut Reader, key: &str) {
    let id = reader.document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    reader.document.get_dictionary_mut(id).unwrap().remove(key.as_bytes());
}

/// The operations of every page.
pub(super) fn operations(reader: &Reader) -> Vec<Vec<Operation>> {
    reader.pages().into_iter().map(|page| reader.content(page).operations).collect()
}

/// Puts operators before those of the first page.
pub(super) fn prepend(reader: &mut Reader, operators: &str) {
    let page = reader.pages()[0];
    let mut content = Content::decode(operators.as_bytes()).unwrap();
    content.operations.extend(reader.content(page).operations);
    reader.document.change_page_content(page, content.encode().unwrap()).unwrap();
}

/// Changes the first page.
pub(super) fn change_page(reader: &mut Reader, act: impl FnOnce(&mut Dictionary)) {
    let page = reader.pages()[0];
    act(reader.document.get_dictionary_mut(page).unwrap());
}

/// Every page.
pub(super) fn pages(reader: &Reader) -> Vec<&Dictionary> {
    reader.pages().into_iter().map(|page| reader.page(page)).collect()
}

/// A box of a page: left, foot, right and head.
pub(super) fn sides(page: &Dictionary, key: &str) -> Option<[f32; 4]> {
    let sides = page.get(key.as_bytes()).ok()?.as_array().ok()?;
    let sides: Option<Vec<f32>> = sides.iter().map(|side| side.as_float().ok()).collect();
    sides?.try_into().ok()
}
