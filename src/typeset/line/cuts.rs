//! Where a Latin word may be broken (CLR-E02, E03, H08): a word in, places and kinds of breaks out.

use hypher::Lang;

use super::PieceKind;
use super::item::Break;
use super::latin::Word;
use crate::cjk::Class;
use crate::cjk::context::{Placed, is_ideographic_language};

/// The shortest word that is hyphenated.
const SHORTEST_HYPHENATED: usize = 5;

/// The same in a heading, where only a word that no line holds is hyphenated.
const SHORTEST_IN_HEADINGS: usize = 20;

/// The shortest word of code that is broken.
const SHORTEST_BROKEN: usize = 4;

/// The longest word that the patterns are asked about: longer ones are no words of a language.
const LONGEST_HYPHENATED: usize = 60;

/// Where a word may be broken: a byte of the text, and how.
pub(super) type Cut = (u32, Break);

/// Where a word may be broken.
pub(super) fn cuts(word: &Word<'_>) -> Vec<Cut> {
    match word.style.kind {
        PieceKind::Mark => Vec::new(),
        PieceKind::Code => after_signs(word, true),
        PieceKind::Words | PieceKind::InlineNote => {
            let text = word.placed.first().map_or("", |place| &word.text[place.at as usize..word.end as usize]);
            if is_address(text) {
                after_signs(word, false)
            } else if is_identifier(text) {
                after_signs(word, true)
            } else {
                in_a_word(word)
            }
        }
    }
}

/// On a grid syllables don't count, and hyphens have no frame (CLR-H03): a word may be broken between any two letters, two from its ends.
/// Which of these breaks serve is found when frames are filled.
pub(super) fn grid_cuts(word: &Word<'_>) -> Vec<Cut> {
    let mut found = cuts(word);
    if !matches!(word.style.kind, PieceKind::Words | PieceKind::InlineNote) {
        return found;
    }
    found.retain(|cut| cut.1 != Break::Hyphen);
    for letters in word.placed.windows(4) {
        if letters.iter().all(|place| place.class == Class::Letter) {
            found.push((letters[2].at, Break::Cell));
        }
    }
    // The sort is stable: a cut that has a reason of its own keeps it.
    found.sort_by_key(|cut| cut.0);
    found.dedup_by_key(|cut| cut.0);
    found
}

/// Whether a word is an address of the web or of mail.
fn is_address(text: &str) -> bool {
    text.len() > 6
        && (text.contains("://")
            || text.starts_with("www.")
            || text.contains('@')
            || (text.contains('/') && text.contains('.') && text.bytes().any(|byte| byte.is_ascii_alphabetic())))
}

/// Whether a word is a name out of a program, set as text: `snake_case`, `a::path`, `call()`, `CamelCase`.
fn is_identifier(text: &str) -> bool {
    let humps = text.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    text.len() > 6 && (text.contains('_') || text.contains("::") || text.contains("()") || humps.count() > 0)
}

/// Addresses and code break after their signs, between letters or figures.
fn after_signs(word: &Word<'_>, is_code: bool) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let is_plain = |class: Class| matches!(class, Class::Letter | Class::Digit | Class::LatinSymbol);
    // A sign at the start belongs to what stands before the word.
    for pair in word.placed.windows(2).skip(1) {
        let [sign, next] = pair else { continue };
        let follows =
            matches!(next.class, Class::Letter | Class::Digit) || (is_code && next.class == Class::LatinOpening);
        let kind = match sign.character {
            _ if next.character == '/' => continue,
            '/' => Break::Unwilling,
            '.' | '-' | '_' | '?' | '&' | '=' if follows => Break::Reluctant,
            ',' | ';' | ':' | '|' | '+' | '*' | '>' | ')' if is_code && follows => Break::Reluctant,
            '(' | '[' | '<' | '{' | '"' | '!' if word.style.kind == PieceKind::Code && follows => Break::Anywhere,
            // CamelCase parts between its humps.
            before if is_code && before.is_lowercase() && next.character.is_uppercase() => Break::Hump,
            // Elsewhere in an address a break is bad, and wide gaps are worse.
            _ if !is_code && is_plain(sign.class) && is_plain(next.class) => Break::Anywhere,
            _ => continue,
        };
        if next.class != Class::Combining {
            cuts.push((next.at, kind));
        }
    }
    if is_code {
        within_names(word, &mut cuts);
    }
    cuts
}

/// Code has no hyphen to show that a word goes on, so its words are broken only to spare wide gaps: better between syllables than
/// elsewhere, and never right after a first letter.
fn within_names(word: &Word<'_>, cuts: &mut Vec<Cut>) {
    let is_letter = |place: &Placed| place.class == Class::Letter;
    let mut from = 0;
    while let Some(start) = word.placed[from..].iter().position(is_letter).map(|found| from + found) {
        let count = word.placed[start..].iter().take_while(|place| is_letter(place)).count();
        let name = &word.placed[start..start + count];
        from = start + count;
        if count < SHORTEST_BROKEN {
            continue;
        }
        let end = word.placed.get(from).map_or(word.end, |place| place.at);
        let text = &word.text[name[0].at as usize..end as usize];
        let mut syllables = Vec::new();
        if text.is_ascii() && count <= LONGEST_HYPHENATED {
            let mut at = name[0].at;
            for syllable in hypher::hyphenate(text, Lang::English) {
                syllables.push(at);
                at += syllable.len() as u32;
            }
        }
        for place in &name[2..] {
            let kind = if syllables.contains(&place.at) { Break::Anywhere } else { Break::Within };
            cuts.push((place.at, kind));
        }
    }
    // A sign's cut stands before one within a name.
    cuts.sort_by_key(|cut| (cut.0, cut.1 as u8));
    cuts.dedup_by_key(|cut| cut.0);
}

/// Words break after their own hyphens and dashes, at soft hyphens, and where the patterns of their language say.
fn in_a_word(word: &Word<'_>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let is_letter = |index: usize| word.placed.get(index).is_some_and(|place| place.class == Class::Letter);
    for index in 1..word.placed.len() {
        let (before, here) = (&word.placed[index - 1], &word.placed[index]);
        match (before.class, here.class) {
            (Class::SoftHyphen, _) => cuts.push((here.at, Break::Hyphen)),
            (Class::Hyphen, Class::Letter | Class::Digit | Class::LatinOpening) if before.character == '—' => {
                cuts.push((here.at, Break::Free));
            }
            (Class::Hyphen, Class::Letter)
                if index >= 3 && is_letter(index - 2) && is_letter(index - 3) && is_letter(index + 1) =>
            {
                cuts.push((here.at, Break::Free));
            }
            _ => {}
        }
    }
    if !cuts.iter().any(|cut| cut.1 == Break::Hyphen) {
        hyphenate(word, &mut cuts);
        cuts.sort_by_key(|cut| cut.0);
    }
    cuts
}

/// Hyphenates each part of a word by the patterns of its language. A name with figures or signs in it is no word.
fn hyphenate(word: &Word<'_>, cuts: &mut Vec<Cut>) {
    let is_letter = |place: &Placed| place.class == Class::Letter;
    let is_plain = |place: &Placed| {
        is_letter(place)
            || matches!(place.class, Class::Hyphen | Class::LatinOpening | Class::LatinClosing | Class::Quote)
    };
    if !word.placed.iter().all(is_plain) {
        return;
    }
    let mut from = 0;
    while let Some(start) = word.placed[from..].iter().position(is_letter).map(|found| from + found) {
        from = start + word.placed[start..].iter().take_while(|place| is_letter(place)).count();
        // `example.org` is no word either: a point stands at a word's end alone.
        let is_joined = word.placed.get(from).is_some_and(|place| place.class == Class::LatinClosing)
            && word.placed.get(from + 1).is_some_and(is_letter);
        let end = word.placed.get(from).map_or(word.end, |place| place.at);
        if !is_joined {
            hyphenate_part(word, &word.placed[start..from], end, cuts);
        }
    }
}

fn hyphenate_part(word: &Word<'_>, part: &[Placed], end: u32, cuts: &mut Vec<Cut>) {
    let is_acronym = part.iter().skip(1).any(|place| place.character.is_uppercase());
    let shortest = if word.style.style.whole { SHORTEST_IN_HEADINGS } else { SHORTEST_HYPHENATED };
    if !(shortest..=LONGEST_HYPHENATED).contains(&part.len()) || is_acronym {
        return;
    }
    let start = part[0].at;
    let text = &word.text[start as usize..end as usize];
    let Some(language) = language_of(&word.style.language, text) else { return };
    let mut at = start;
    for syllable in hypher::hyphenate(text, language) {
        if at > start {
            cuts.push((at, Break::Hyphen));
        }
        at += syllable.len() as u32;
    }
}

/// The patterns of a word's language; Latin words in Chinese are taken for English (CLR-H08).
fn language_of(tag: &str, word: &str) -> Option<Lang> {
    if is_ideographic_language(tag) {
        return word.is_ascii().then_some(Lang::English);
    }
    let code = tag.get(..2)?.to_ascii_lowercase();
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}
