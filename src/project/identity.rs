//! What names a publication. In: its data. Out: its URI, its ISBN checked, and the name of its files.

use sha2::{Digest, Sha256};

use super::{Contributor, Metadata};

/// The longest name of a file without its extension.
const MAX_SLUG: usize = 64;

/// The URI of a publication: its ISBN, else a UUID that title, contributors and language decide, so that the next printing has it too.
pub(super) fn identifier(metadata: &Metadata) -> String {
    match metadata.isbn.first() {
        Some((_, isbn)) => format!("urn:isbn:{isbn}"),
        None => format!("urn:uuid:{}", uuid(&metadata.title, &metadata.contributors, &metadata.language)),
    }
}

fn uuid(title: &str, contributors: &[Contributor], language: &str) -> String {
    let mut hash = Sha256::new();
    for field in ["banxin", title, language] {
        hash.update(field.as_bytes());
        hash.update([0]);
    }
    for contributor in contributors {
        hash.update(format!("{}\u{0}{}\u{0}", contributor.role, contributor.name).as_bytes());
    }
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    // The version and variant of a UUID that is made from a name (RFC 9562, section 5.5).
    bytes[6] = bytes[6] & 0x0F | 0x50;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The thirteen digits of an ISBN, if its check digit is right (ISO 2108).
pub(super) fn isbn(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|letter| !matches!(letter, '-' | ' ' | '\u{2010}' | '\u{2013}')).collect();
    if digits.len() != 13 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let sum: u32 =
        digits.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    sum.is_multiple_of(10).then_some(digits)
}

/// ASCII letters, digits and hyphens from a text; empty if it has none.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= MAX_SLUG {
            break;
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_has_a_check_digit() {
        assert_eq!(isbn("978-7-02-000220-7").as_deref(), Some("9787020002207"));
        assert_eq!(isbn("978-7-02-000220-8"), None);
        assert_eq!(isbn("7-02-000220-7"), None);
    }

    #[test]
    fn the_same_book_has_the_same_name() {
        let mut book = Metadata { title: "书".to_owned(), language: "zh-Hans".to_owned(), ..Metadata::default() };
        let first = identifier(&book);
        assert_eq!(first, identifier(&book.clone()));
        assert_eq!(first.len(), "urn:uuid:".len() + 36);
        assert_eq!(first.as_bytes()["urn:uuid:".len() + 14], b'5');
        book.title = "另一本".to_owned();
        assert_ne!(first, identifier(&book));
        book.isbn = vec![("epub".to_owned(), "9787020002207".to_owned())];
        assert_eq!(identifier(&book), "urn:isbn:9787020002207");
    }

    #[test]
    fn slugs_are_ascii() {
        assert_eq!((slug("AI 安全: Book 1!"), slug("红楼梦")), ("ai-book-1".to_owned(), String::new()));
    }
}
