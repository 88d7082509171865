//! Readings 读音. In: a term, or a reading that its source gives. Out: its syllables, letters and tone apart, which an index is sorted by.
//!
//! A character that has several readings takes the one of the phrase that it stands in (`readings.txt`, the longest that fits), else its
//! commonest.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// Phrases whose first reading isn't what their characters read alone: a phrase and its syllables a line, tones as digits.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Syllable>>> = LazyLock::new(|| {
    let lines = include_str!("readings.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (phrase, reading) = line.split_once(' ')?;
            Some((phrase, reading.split(' ').filter_map(numbered).collect()))
        })
        .collect()
});
/// The longest phrase, in characters.
const LONGEST: usize = 4;

/// A syllable: its letters, `ü` a letter of its own, and its tone, 0 for the neutral one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Syllable {
    pub(super) letters: String,
    pub(super) tone: u8,
}

/// The syllable of each character of a term; `None` for what has no reading.
pub(super) fn of_term(term: &str) -> Vec<Option<Syllable>> {
    let letters: Vec<(usize, char)> = term.char_indices().collect();
    let mut out = Vec::with_capacity(letters.len());
    while let Some(&(start, letter)) = letters.get(out.len()) {
        let at = out.len();
        let phrase = (2..=LONGEST).rev().find_map(|length| {
            let end = match letters.get(at + length) {
                Some((end, _)) => *end,
                None if at + length == letters.len() => term.len(),
                None => return None,
            };
            PHRASES.get(&term[start..end])
        });
        match phrase {
            Some(syllables) => out.extend(syllables.iter().cloned().map(Some)),
            None => out.push(letter.to_pinyin().and_then(|reading| numbered(reading.with_tone_num_end()))),
        }
    }
    out
}

/// The syllables of a reading as people write it: `chóng qìng`, `chong2 qing4`, `chong qing`.
pub(super) fn of_reading(reading: &str) -> Vec<Syllable> {
    let parts = reading.split(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’' | '-'));
    parts.filter_map(syllable).collect()
}

fn syllable(written: &str) -> Option<Syllable> {
    let mut letters = String::new();
    let mut tone = 0;
    for letter in written.nfd() {
        match letter {
            '\u{304}' => tone = 1,
            '\u{301}' => tone = 2,
            '\u{30C}' => tone = 3,
            '\u{300}' => tone = 4,
            '\u{308}' if letters.ends_with('u') => {
                letters.pop();
                letters.push('ü');
            }
            '1'..='5' => tone = letter as u8 - b'0',
            _ => letters.extend(letter.to_lowercase().filter(|letter| letter.is_alphanumeric())),
        }
    }
    (!letters.is_empty()).then_some(Syllable { letters, tone: tone % 5 })
}

fn numbered(written: &str) -> Option<Syllable> {
    syllable(&written.replace('v', "ü"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(term: &str) -> String {
        let syllables = of_term(term).into_iter().flatten();
        syllables.map(|syllable| format!("{}{}", syllable.letters, syllable.tone)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_character_reads_as_its_phrase_does() {
        for (term, reading) in [
            ("重庆", "chong2 qing4"),
            ("重量", "zhong4 liang4"),
            ("长城", "chang2 cheng2"),
            ("校长", "xiao4 zhang3"),
            ("音乐", "yin1 yue4"),
            ("快乐", "kuai4 le4"),
            ("单于", "chan2 yu2"),
            ("单位", "dan1 wei4"),
            ("绿", "lü4"),
            ("银行", "yin2 hang2"),
        ] {
            assert_eq!(shown(term), reading, "{term}");
        }
    }

    #[test]
    fn a_reading_may_be_written_in_several_ways() {
        for written in ["chóng qìng", "chong2 qing4", "Chóng’qìng"] {
            let expected =
                [("chong", 2), ("qing", 4)].map(|(letters, tone)| Syllable { letters: letters.to_owned(), tone });
            assert_eq!(of_reading(written), expected, "{written}");
        }
    }

    #[test]
    fn every_phrase_has_as_many_syllables_as_characters() {
        for (phrase, syllables) in PHRASES.iter() {
            assert_eq!(phrase.chars().count(), syllables.len(), "{phrase}");
            assert!(phrase.chars().count() <= LONGEST, "{phrase}");
        }
    }
}
