//! Whether “ ” ‘ ’ — … · are Chinese or Latin (CLR-A09, D06): characters in, classes out.
//!
//! The language decides first, then the neighbours: a pair of quotes is Latin if all that stands next to it, inside and
//! outside, is Latin. The quotes `"` open and close in turn, so that lines break on the proper side of them.

use super::Class;
use super::class::{classify, latin_class};

/// A character with its place and class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Its first byte.
    pub at: u32,
    /// The character.
    pub character: char,
    /// What it is here.
    pub class: Class,
}

/// Which writing a neighbour belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Chinese,
    Latin,
}

/// A shared code point and what stands next to it.
struct Shared {
    index: usize,
    before: Option<Side>,
    after: Option<Side>,
}

/// Whether a BCP 47 tag names a language that is set in squares.
pub fn is_ideographic_language(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or("");
    primary.is_empty()
        || ["zh", "ja", "ko", "yue", "cmn", "lzh", "und"].iter().any(|tag| primary.eq_ignore_ascii_case(tag))
}

/// The classes of a text's characters. `is_chinese` tells whether the language at a byte is set in squares.
pub fn resolve(text: &str, mut is_chinese: impl FnMut(usize) -> bool) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(text.len() / 3 + 1);
    let mut shared: Vec<Shared> = Vec::new();
    let (mut before, mut has_open_quote) = (None, false);
    for (at, character) in text.char_indices() {
        let mut class = classify(character);
        if is_shared(character) {
            shared.push(Shared { index: placed.len(), before, after: None });
        } else if class == Class::Han {
            before = Some(Side::Chinese);
        } else if character == '"' {
            has_open_quote = !has_open_quote;
            class = if has_open_quote { Class::LatinOpening } else { Class::LatinClosing };
        } else {
            before = side(class).or(before);
        }
        placed.push(Placed { at: at as u32, character, class });
    }
    look_ahead(&placed, &mut shared);
    settle(&mut placed, &shared, &mut is_chinese);
    placed
}

const fn is_shared(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Points and signs of ASCII belong to neither writing: one looks past them.
const fn side(class: Class) -> Option<Side> {
    match class {
        Class::Letter | Class::Digit => Some(Side::Latin),
        Class::Space
        | Class::FixedSpace
        | Class::BreakPoint
        | Class::SoftHyphen
        | Class::Combining
        | Class::Hyphen
        | Class::LatinOpening
        | Class::LatinClosing
        | Class::Quote
        | Class::LatinSymbol
        | Class::Newline
        | Class::Solidus => None,
        _ => Some(Side::Chinese),
    }
}

fn look_ahead(placed: &[Placed], shared: &mut [Shared]) {
    let mut after = None;
    let mut end = placed.len();
    for entry in shared.iter_mut().rev() {
        let between = &placed[entry.index + 1..end];
        let found = between.iter().filter(|p| !is_shared(p.character)).find_map(|p| side(p.class));
        after = found.or(after);
        entry.after = after;
        end = entry.index;
    }
}

fn settle(placed: &mut [Placed], shared: &[Shared], is_chinese: &mut impl FnMut(usize) -> bool) {
    let mut open: Vec<usize> = Vec::new();
    let mut latin = vec![false; shared.len()];
    for (n, entry) in shared.iter().enumerate() {
        let character = placed[entry.index].character;
        latin[n] = stands_in_latin(entry) && !is_doubled(placed, entry.index);
        match character {
            '“' | '‘' => open.push(n),
            '’' if is_apostrophe(placed, entry.index) => latin[n] = true,
            '”' | '’' => {
                let partner = if character == '”' { '“' } else { '‘' };
                // A stack that never matches must not be searched from end to end for each closing quote.
                let depth = open.iter().rev().take(8).position(|&o| placed[shared[o].index].character == partner);
                if let Some(depth) = depth {
                    open.truncate(open.len() - depth);
                    if let Some(o) = open.pop() {
                        let both = latin[o] && latin[n];
                        (latin[o], latin[n]) = (both, both);
                    }
                }
            }
            _ => {}
        }
    }
    for (entry, latin) in shared.iter().zip(latin) {
        let doubled = is_doubled(placed, entry.index);
        let place = &mut placed[entry.index];
        if latin || !is_chinese(place.at as usize) {
            place.class = latin_class(place.character);
        } else if place.character == '—' && !doubled {
            // Alone it is the connector 一字线, which begins no line at any level (CLR-D01).
            place.class = Class::Connector;
        }
    }
}

fn stands_in_latin(entry: &Shared) -> bool {
    let sides = [entry.before, entry.after];
    sides.iter().flatten().all(|&side| side == Side::Latin) && sides.iter().any(Option::is_some)
}

fn is_doubled(placed: &[Placed], index: usize) -> bool {
    let same = |other: Option<&Placed>| other.is_some_and(|other| other.character == placed[index].character);
    matches!(placed[index].character, '—' | '…')
        && (same(placed.get(index + 1)) || (index > 0 && same(placed.get(index - 1))))
}

/// `don’t`, `students’ `: after a letter, before a letter.
fn is_apostrophe(placed: &[Placed], index: usize) -> bool {
    let is_letter = |place: Option<&Placed>| place.is_some_and(|place| place.class == Class::Letter);
    index > 0 && is_letter(placed.get(index - 1)) && is_letter(placed.get(index + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `C` for each shared character that is Chinese, `L` for each that is Latin.
    fn shown(text: &str, chinese: bool) -> String {
        resolve(text, |_| chinese)
            .iter()
            .filter(|p| is_shared(p.character))
            .map(|p| if p.class == latin_class(p.character) { 'L' } else { 'C' })
            .collect()
    }

    #[test]
    fn shared_marks_follow_their_neighbours() {
        let table = [
            ("他说“你好”吗", "CC"),
            ("他说“Hello”吗", "CC"),
            ("使用 “Rust” 语言", "CC"),
            ("说 He said “hello” to me", "LL"),
            ("don’t", "L"),
            ("他说‘是’。", "CC"),
            ("“Hello, world.”", "LL"),
            ("see “论语” in", "CC"),
            ("马克·吐温", "C"),
            ("a·b", "L"),
            ("是——不", "CC"),
            ("yes——no", "CC"),
            ("yes—no", "L"),
            ("是……", "CC"),
            ("“‘甲’乙”", "CCCC"),
            ("“我们用 don’t 这个词”", "CLC"),
            ("“", "C"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text, true), expected, "CLR-A09 {text}");
        }
        assert_eq!(shown("“You” — 我", false), "LLL", "the language decides");
        assert_eq!(resolve("京—沪", |_| true)[1].class, Class::Connector);
        assert_eq!(resolve("京——沪", |_| true)[1].class, Class::Dash);
    }
}
