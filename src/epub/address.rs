//! Addresses: what a link may name. In: a target as the source has it. Out: a URL that a validator accepts, or nothing:
//! then the words stand alone. Also the ASCII ids and paths of the edition (EPUB requirement 4).

use std::fmt::Write as _;

/// A URL in ASCII with a scheme that a reader may be sent to; `None` for scripts, files and what is no URL.
pub(super) fn outside(target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            is_host(host).then(|| format!("{scheme}://{}{}", encoded(host), encoded(path)))
        }
        "mailto" | "tel" => (!rest.is_empty()).then(|| format!("{scheme}:{}", encoded(rest))),
        _ => None,
    }
}

/// Whether this can be a host with or without a port; names in other scripts are encoded afterwards.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || c.is_alphanumeric();
    !name.is_empty() && name.chars().all(is_named) && port.parse::<u16>().is_ok()
}

/// Percent-encodes what may not stand in a URL as it is; a sequence that is encoded already stays.
fn encoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let escape = bytes.get(at + 1..at + 3).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        let plain = match byte {
            b'%' => escape,
            // Only the first number sign opens a fragment.
            b'#' => !std::mem::replace(&mut fragment, true),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => false,
            _ => byte.is_ascii_graphic(),
        };
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An ASCII id from any name: what is not a letter, digit, hyphen or dot is written as `_` and its number, so that
/// different names stay different. A prefix that the name has already is not doubled.
pub(super) fn ascii_id(prefix: &str, name: &str) -> String {
    let mut out = if name.starts_with(prefix) { String::new() } else { prefix.to_owned() };
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '.') {
            out.push(character);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(character));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_that_lead_outside_pass() {
        let cases = [
            ("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e")),
            ("HTTP://例子.org/路 x", Some("http://%E4%BE%8B%E5%AD%90.org/%E8%B7%AF%20x")),
            ("https://e.org/%E4%zz", Some("https://e.org/%E4%25zz")),
            ("https://e.org/a#b#c", Some("https://e.org/a#b%23c")),
            ("mailto:a@b.org", Some("mailto:a@b.org")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https://", None),
            ("https://a b/", None),
            ("https://e.org:99999/", None),
            ("//e.org/", None),
        ];
        for (target, expected) in cases {
            assert_eq!(outside(target).as_deref(), expected, "{target}");
        }
    }

    #[test]
    fn ids_are_ascii_and_stay_different() {
        assert_eq!(ascii_id("sec-", "intro"), "sec-intro");
        assert_eq!(ascii_id("claim-", "claim-a"), "claim-a");
        assert_eq!(ascii_id("sec-", "版"), "sec-_7248_");
        assert_ne!(ascii_id("sec-", "_7248_"), ascii_id("sec-", "版"));
    }
}
