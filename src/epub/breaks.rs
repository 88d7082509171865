//! Where long words may be broken that have no syllables: addresses and names out of programs (CLR-D01, H08). In: words. Out: the same with `wbr`
//! where a line may end; nothing is added to what is read, searched or copied. Without these places a justified line before an address is
//! torn apart.

use super::text::Text;

/// Shorter words aren't broken.
const SHORTEST: usize = 10;
/// So many letters stay together at both ends of a word.
const ENDS: usize = 3;

impl Text<'_> {
    /// Words of text, whose addresses and names may be broken.
    pub(super) fn plain_words(&mut self, text: &str) {
        self.pieces(text, false);
    }

    /// Words of code in a line.
    pub(super) fn code_words(&mut self, text: &str) {
        self.pieces(text, true);
    }

    fn pieces(&mut self, text: &str, is_code: bool) {
        let mut from = 0;
        for cut in cuts(text, is_code) {
            self.xml.text(&text[from..cut]);
            self.xml.empty("wbr", &[]);
            from = cut;
        }
        self.xml.text(&text[from..]);
    }
}

/// The places in a text, in bytes.
fn cuts(text: &str, is_code: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_graphic()).map(|found| from + found) {
        let end = text[start..].find(|c: char| !c.is_ascii_graphic()).map_or(text.len(), |found| start + found);
        let word = &text.as_bytes()[start..end];
        if word.len() >= SHORTEST && (is_code || is_address(&text[start..end]) || is_name(&text[start..end])) {
            let places = ENDS..=word.len() - ENDS;
            out.extend(places.filter(|&at| may_end(word[at - 1], word[at])).map(|at| start + at));
        }
        from = end;
    }
    out
}

/// An address of the web or of mail, or a path.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('@') || (word.contains('/') && word.contains('.'))
}

/// A name out of a program: `snake_case`, `a::path`, `call()`, `CamelCase`.
fn is_name(word: &str) -> bool {
    word.contains('_')
        || word.contains("::")
        || word.contains("()")
        || word.as_bytes().windows(2).any(|pair| is_hump(pair[0], pair[1]))
}

fn is_hump(before: u8, after: u8) -> bool {
    before.is_ascii_lowercase() && after.is_ascii_uppercase()
}

/// Whether a line may end between two letters: after a sign that joins words, before a hump.
fn may_end(before: u8, after: u8) -> bool {
    let follows =
        after.is_ascii_alphanumeric() || matches!(after, b'_' | b'<' | b'(' | b'[' | b'{' | b'"' | b'\'' | b'&');
    match before {
        b'/' => after != b'/',
        b'.' | b'-' | b'_' | b'?' | b'&' | b'=' | b',' | b';' | b':' | b'|' | b'+' | b'*' | b'>' | b')' | b'('
        | b'[' => follows,
        _ => is_hump(before, after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, is_code: bool) -> String {
        let mut out = text.to_owned();
        cuts(text, is_code).into_iter().rev().for_each(|at| out.insert(at, '|'));
        out
    }

    #[test]
    fn addresses_and_names_may_be_broken_after_their_signs_clr_d01_clr_h08() {
        let cases = [
            ("见 https://www.w3.org/TR/clreq/。", "见 https://|www.|w3.|org/|TR/|clreq/。"),
            ("or: and/or, self-evident", "or: and/or, self-evident"),
            ("使用PhantomDataOfThings时", "使用Phantom|Data|Of|Things时"),
            ("a::b", "a::b"),
            ("std::collections::HashMap", "std::|collections::|Hash|Map"),
            ("internationalization", "internationalization"),
            ("mail@example.org", "mail@example.|org"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, false), expected);
        }
        assert_eq!(shown("Point::new(1.0,-2)", true), "Point::|new(|1.|0,-2)");
    }

    proptest::proptest! {
        #[test]
        fn places_are_in_order_and_inside_words(text in "[a-z/:._漢 -]{0,60}") {
            let is_word = |part: &str| part.chars().all(|letter| letter.is_ascii_graphic());
            let mut before = 0;
            for at in cuts(&text, true) {
                proptest::prop_assert!(at > before);
                let (head, tail) = (text.get(at - ENDS..at), text.get(at..at + ENDS));
                proptest::prop_assert!(head.is_some_and(is_word) && tail.is_some_and(is_word), "{text} at {at}");
                before = at;
            }
        }
    }
}
