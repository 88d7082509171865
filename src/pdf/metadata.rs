//! Metadata: the publication's data in, the Info dictionary and the XMP packet out, in step with each other
//! (ISO 32000-1 §14.3; ISO 19005-2 §6.6; ISO 14289-1 §5). Nothing is said that the publication doesn't say.

use lopdf::{Dictionary, Object};

use sha2::{Digest, Sha256};

use super::link::text;
use crate::project::{Contributor, Metadata, Standard};
use crate::units::escaped;

/// Who wrote the file.
const PRODUCER: &str = concat!("banxin ", env!("CARGO_PKG_VERSION"));

/// What PDF/A asks to be said about properties that it doesn't know (ISO 19005-2 §6.6.2.3): those of PDF/UA.
const UA_SCHEMA: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/// The names of the namespaces that the packet uses.
const NAMESPACES: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"";

/// What a file claims to conform to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Claims {
    /// PDF/A of this part, level A, and PDF/UA-1.
    Screen {
        /// 2, or 3 where files are attached.
        part: u8,
    },
    /// PDF/X.
    Print(Standard),
}

impl Claims {
    /// PDF/X by its name (ISO 15930-4, ISO 15930-7).
    fn press_version(self) -> Option<&'static str> {
        match self {
            Self::Screen { .. } => None,
            Self::Print(Standard::X4) => Some("PDF/X-4"),
            Self::Print(Standard::X1a) => Some("PDF/X-1a:2003"),
        }
    }

    /// When the book was made. PDF/X asks for a date; elsewhere none is invented.
    fn date(self, metadata: &Metadata) -> Option<&str> {
        let modified = Some(metadata.modified.as_str());
        match self {
            Self::Screen { .. } => modified.filter(|date| *date != Metadata::UNDATED),
            Self::Print(_) => modified,
        }
        .filter(|date| date_string(date).is_some())
    }
}

/// The Info dictionary.
pub(super) fn info(metadata: &Metadata, keywords: &[String], claims: Claims) -> Dictionary {
    let mut info = Dictionary::new();
    let authors: Vec<&str> = authors(metadata).map(|author| author.name.as_str()).collect();
    let entries = [
        ("Title", metadata.title.clone()),
        ("Author", authors.join("; ")),
        ("Subject", metadata.description.clone().unwrap_or_default()),
        ("Keywords", keywords.join(", ")),
        ("Creator", PRODUCER.to_owned()),
        ("Producer", PRODUCER.to_owned()),
    ];
    for (key, value) in entries {
        if !value.is_empty() {
            info.set(key, text(&value));
        }
    }
    if let Some(date) = created(metadata, claims) {
        info.set("CreationDate", Object::string_literal(date.clone()));
        info.set("ModDate", Object::string_literal(date));
    }
    if let Some(version) = claims.press_version() {
        info.set("GTS_PDFXVersion", Object::string_literal(version));
        info.set("Trapped", "False");
    }
    info
}

/// When the book was made, as a date of the file's own syntax.
pub(super) fn created(metadata: &Metadata, claims: Claims) -> Option<String> {
    claims.date(metadata).and_then(date_string)
}

/// The XMP packet.
pub(super) fn xmp(metadata: &Metadata, keywords: &[String], claims: Claims) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
    );
    out.push_str(&format!("<rdf:Description rdf:about=\"\" {NAMESPACES}>\n"));
    dublin_core(&mut out, metadata);
    list(&mut out, "dc:subject", "Bag", &keywords.iter().map(String::as_str).collect::<Vec<_>>());
    if !keywords.is_empty() {
        // The same string as in Info: ISO 19005-2, 6.6.3 asks for it.
        simple(&mut out, "pdf:Keywords", &keywords.join(", "));
    }
    simple(&mut out, "pdf:Producer", PRODUCER);
    simple(&mut out, "xmp:CreatorTool", PRODUCER);
    if let Some(date) = claims.date(metadata) {
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            simple(&mut out, name, date);
        }
    }
    identify(&mut out, metadata, claims);
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    out
}

/// What the file conforms to, in the words of each standard.
fn identify(out: &mut String, metadata: &Metadata, claims: Claims) {
    match claims {
        Claims::Screen { part } => {
            simple(out, "pdfaid:part", &part.to_string());
            simple(out, "pdfaid:conformance", "A");
            simple(out, "pdfuaid:part", "1");
            out.push_str(UA_SCHEMA);
        }
        Claims::Print(_) => {
            simple(out, "pdfxid:GTS_PDFXVersion", claims.press_version().unwrap_or_default());
            simple(out, "pdf:Trapped", "False");
            // ISO 15930-7: a document has a name, a version and a class.
            let name: String =
                Sha256::digest(&metadata.identifier).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            simple(out, "xmpMM:DocumentID", &format!("urn:sha256:{name}"));
            simple(out, "xmpMM:VersionID", "1");
            simple(out, "xmpMM:RenditionClass", "default");
        }
    }
}

fn dublin_core(out: &mut String, metadata: &Metadata) {
    simple(out, "dc:format", "application/pdf");
    alternatives(out, "dc:title", &metadata.title);
    let authors: Vec<&str> = authors(metadata).map(|author| author.name.as_str()).collect();
    let others = metadata.contributors.iter().filter(|person| person.role != "aut");
    let others: Vec<&str> = others.map(|person| person.name.as_str()).collect();
    list(out, "dc:creator", "Seq", &authors);
    list(out, "dc:contributor", "Bag", &others);
    alternatives(out, "dc:description", metadata.description.as_deref().unwrap_or(""));
    alternatives(out, "dc:rights", metadata.rights.as_deref().unwrap_or(""));
    let given = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    list(out, "dc:publisher", "Bag", &given(&metadata.publisher).iter().map(String::as_str).collect::<Vec<_>>());
    list(out, "dc:date", "Seq", &given(&metadata.date).iter().map(String::as_str).collect::<Vec<_>>());
    list(out, "dc:language", "Bag", &[metadata.language.as_str()]);
    if !metadata.identifier.is_empty() {
        simple(out, "dc:identifier", &metadata.identifier);
    }
}

fn authors(metadata: &Metadata) -> impl Iterator<Item = &Contributor> {
    metadata.contributors.iter().filter(|person| person.role == "aut")
}

fn simple(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escaped(value)));
}

fn alternatives(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let value = escaped(value);
        out.push_str(&format!("<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{name}>\n"));
    }
}

fn list(out: &mut String, name: &str, kind: &str, values: &[&str]) {
    let items: String = values
        .iter()
        .filter(|value| !value.is_empty())
        .map(|value| format!("<rdf:li>{}</rdf:li>", escaped(value)))
        .collect();
    if !items.is_empty() {
        out.push_str(&format!("<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n"));
    }
}

/// `YYYY-MM-DDThh:mm:ssZ` as a date of §7.9.4; `None` for anything else.
fn date_string(modified: &str) -> Option<String> {
    let shape: String = modified.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let digits: String = modified.chars().filter(char::is_ascii_digit).collect();
    (shape == "0000-00-00T00:00:00Z").then(|| format!("D:{digits}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_dates() {
        assert_eq!(date_string("2026-11-23T08:09:10Z").unwrap(), "D:20261123080910Z");
        assert_eq!(date_string("2026-11-23"), None);
        assert_eq!(date_string(""), None);
    }

    #[test]
    fn nothing_is_invented_and_everything_is_escaped() {
        let metadata = Metadata { title: "甲 & <乙>\u{1}".into(), language: "zh-Hans".into(), ..Metadata::default() };
        let xmp = xmp(&metadata, &[], Claims::Screen { part: 2 });
        assert!(xmp.contains(">甲 &amp; &lt;乙&gt;</rdf:li>"));
        assert!(!xmp.contains("dc:creator") && !xmp.contains("xmp:CreateDate"));
        let undated = Metadata { modified: Metadata::UNDATED.into(), ..metadata.clone() };
        assert!(!info(&undated, &[], Claims::Screen { part: 2 }).has(b"ModDate"));
        assert!(!info(&metadata, &[], Claims::Screen { part: 2 }).has(b"Author"));
    }
}
