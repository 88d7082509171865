//! OPDS 2.0: a feed in JSON (drafts.opds.io; Readium Web Publication Manifest for metadata).

use serde_json::{Value, json};

use super::{Entry, title, updated};

/// The feed.
pub(super) fn feed(entries: &[&Entry]) -> String {
    let publications: Vec<Value> = entries.iter().map(|entry| publication(entry)).collect();
    let feed = json!({
        "metadata": { "title": title(entries), "modified": updated(entries), "numberOfItems": entries.len() },
        "links": [{ "rel": "self", "href": "opds.json", "type": "application/opds+json" }],
        "publications": publications,
    });
    let mut text = serde_json::to_string_pretty(&feed).unwrap_or_default();
    text.push('\n');
    text
}

fn publication(entry: &Entry) -> Value {
    let manifest = &entry.manifest;
    let mut metadata = json!({
        "@type": "http://schema.org/Book",
        "identifier": manifest.identifier,
        "title": manifest.title,
        "language": manifest.language,
        "modified": manifest.modified,
    });
    let mut put = |key: &str, value: Option<Value>| {
        if let (Some(value), Some(object)) = (value, metadata.as_object_mut()) {
            object.insert(key.to_owned(), value);
        }
    };
    put("subtitle", manifest.subtitle.as_ref().map(|text| json!(text)));
    put("description", manifest.description.as_ref().map(|text| json!(text)));
    put("publisher", manifest.publisher.as_ref().map(|text| json!(text)));
    put("published", manifest.date.as_ref().map(|text| json!(text)));
    put("subject", (!manifest.keywords.is_empty()).then(|| json!(manifest.keywords)));
    for (key, role) in [("author", "aut"), ("translator", "trl"), ("editor", "edt"), ("illustrator", "ill")] {
        let people: Vec<Value> = manifest
            .contributors
            .iter()
            .filter(|person| person.role == role)
            .map(|person| match &person.file_as {
                Some(sorted) => json!({ "name": person.name, "sortAs": sorted }),
                None => json!({ "name": person.name }),
            })
            .collect();
        put(key, (!people.is_empty()).then(|| json!(people)));
    }
    let links: Vec<Value> = entry
        .editions()
        .map(|file| {
            json!({
                "rel": "http://opds-spec.org/acquisition/open-access",
                "href": entry.link(file),
                "type": file.media_type,
                "size": file.size,
            })
        })
        .collect();
    let images: Vec<Value> = [(entry.cover(), 1600, 2560), (entry.thumbnail(), 240, 384)]
        .into_iter()
        .filter_map(|(file, width, height)| {
            Some(json!({ "href": entry.link(file?), "type": "image/jpeg", "width": width, "height": height }))
        })
        .collect();
    json!({ "metadata": metadata, "links": links, "images": images })
}
