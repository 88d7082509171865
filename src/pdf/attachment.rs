//! Files that go with a screen edition (ISO 32000-1 §7.11.4; ISO 19005-3 §6.8): attachments in, file specifications out, each as data
//! that the pages were made from.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::Attachment;
use super::file::deflated;
use super::link::text;
use super::metadata::{Claims, created};
use crate::project::Metadata;

/// Adds the files: the references to them, and the name tree that readers list them by. `None` where there are none.
pub(super) fn add(
    document: &mut Document,
    attachments: &[Attachment],
    metadata: &Metadata,
) -> Option<(Object, Object)> {
    // A name tree is in the order of its names (§7.9.6).
    let mut sorted: Vec<&Attachment> = attachments.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut files, mut names) = (Vec::new(), Vec::new());
    for attachment in sorted {
        let mut parameters = dictionary! { "Size" => attachment.bytes.len() as i64 };
        // ISO 19005-3 §6.8 asks for the date of a file, where there is one.
        if let Some(date) = created(metadata, Claims::Screen { part: 3 }) {
            parameters.set("ModDate", Object::string_literal(date));
        }
        let stream = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(attachment.media_type.as_bytes().to_vec()),
            "Params" => parameters,
        };
        let stream = document.add_object(deflated(stream, &attachment.bytes));
        let file = document.add_object(specification(attachment, stream));
        files.push(Object::Reference(file));
        names.extend([text(&attachment.name), Object::Reference(file)]);
    }
    (!files.is_empty()).then(|| (Object::Array(files), dictionary! { "Names" => names }.into()))
}

/// §7.11.3: a file specification, under both of its names.
fn specification(attachment: &Attachment, stream: lopdf::ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "Filespec",
        "F" => text(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text(&attachment.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    }
}
