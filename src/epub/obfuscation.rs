//! Font obfuscation (EPUB 3.3 §4.3). In: the resources and the book's identifier. Out: the fonts' first bytes changed, and the file
//! that says so. It keeps nobody from a font; some licences ask for it.

use sha1::{Digest, Sha1};

use super::Resource;
use super::xml::Xml;

/// How many bytes are changed.
const CHANGED: usize = 1040;

/// Obfuscates the fonts among `resources`; the file that names them, with its path.
pub(super) fn obfuscate(resources: &mut [Resource], identifier: &str) -> Option<(&'static str, String)> {
    // White space is no part of the key.
    let name: String = identifier.chars().filter(|letter| !matches!(letter, ' ' | '\t' | '\r' | '\n')).collect();
    let key = Sha1::digest(name.as_bytes());
    let mut xml = Xml::new("");
    xml.open("encryption", &[("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")]);
    xml.line();
    let mut fonts = 0;
    for resource in resources.iter_mut().filter(|resource| resource.media_type.starts_with("font/")) {
        for (byte, key) in resource.bytes.iter_mut().take(CHANGED).zip(key.iter().cycle()) {
            *byte ^= key;
        }
        fonts += 1;
        entry(&mut xml, &format!("OEBPS/{}", resource.path));
    }
    (fonts > 0).then(|| ("META-INF/encryption.xml", xml.finish().text))
}

fn entry(xml: &mut Xml, path: &str) {
    xml.open("EncryptedData", &[("xmlns", "http://www.w3.org/2001/04/xmlenc#")]);
    xml.empty("EncryptionMethod", &[("Algorithm", "http://www.idpf.org/2008/embedding")]);
    xml.open("CipherData", &[]);
    xml.empty("CipherReference", &[("URI", path)]);
    xml.close();
    xml.close();
    xml.line();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_changed_at_its_beginning_and_the_key_brings_it_back() {
        let whole: Vec<u8> = (0..2000_u16).map(|n| n as u8).collect();
        let mut resources = [Resource::new("fonts/song.ttf", whole.clone(), "font/ttf")];
        let (path, text) = obfuscate(&mut resources, "urn:uuid: 1").unwrap();
        assert_eq!(path, "META-INF/encryption.xml");
        assert!(text.contains("URI=\"OEBPS/fonts/song.ttf\""));
        assert!(resources[0].bytes[..1040].iter().zip(&whole).filter(|(a, b)| a != b).count() > 1000);
        assert_eq!(resources[0].bytes[1040..], whole[1040..]);
        obfuscate(&mut resources, "urn:uuid:1");
        assert_eq!(resources[0].bytes, whole, "white space is no part of the key");
    }

    #[test]
    fn a_book_without_fonts_says_nothing() {
        assert_eq!(obfuscate(&mut [Resource::new("a.css", Vec::new(), "text/css")], "x"), None);
    }
}
