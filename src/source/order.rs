//! The order of an index (GB/T 22466, GB/T 13418). In: keywords. Out: groups under A to Z, or under numbers of strokes.
//!
//! By pinyin, Han goes character by character: letters, then tone, then the character. Under one letter Han stand before Latin. By strokes, the order is
//! CLDR's: their number, then the first strokes; Latin stands before Han, under its letters. A sub-entry follows its entry.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

use super::letter::is_han;
use super::reading::{self, Syllable};
use crate::document::{IndexGroup, Keyword};
use crate::project::IndexOrder;

/// What has no letter comes last.
const NO_INITIAL: char = '#';
/// CLDR's collation has its own characters for the head of each group of strokes: this one, and another for the number.
const HEAD: char = '\u{FDD0}';
/// The character for no strokes; the one for n strokes is n further on.
const NO_STROKES: u32 = 0x2800;
/// More strokes than this has no character.
const MOST_STROKES: u32 = 64;

/// What a keyword is sorted by: its group, and its place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    group: Group,
    key: Vec<Unit>,
}

/// The groups in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Letter(char),
    Strokes(u32),
    Other,
}

/// A step of a key: Han before everything else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Han(Syllable, char),
    Letter(char),
}

/// Sorts keywords into groups.
pub(super) fn index(keywords: &[Keyword], order: IndexOrder) -> Vec<IndexGroup> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    let strokes = Collator::try_new(locale!("zh-u-co-stroke").into(), options).ok();
    let strokes = strokes.as_ref().filter(|_| order == IndexOrder::Strokes);
    let compare = |a: &str, b: &str| strokes.map_or(Ordering::Equal, |collator| collator.compare(a, b));
    // An alias may have made two entries of one term; the first one holds the sub-entries.
    let mut below: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, keyword) in keywords.iter().enumerate().filter(|(_, keyword)| keyword.sub.is_some()) {
        below.entry(&keyword.term).or_default().push(at);
    }
    let sort = |entries: &mut Vec<(Place, usize)>| {
        entries.sort_by(|(a_place, a), (b_place, b)| {
            let (a_words, b_words) = (keywords[*a].heading(), keywords[*b].heading());
            a_place
                .group
                .cmp(&b_place.group)
                .then_with(|| compare(a_words, b_words))
                .then_with(|| a_place.key.cmp(&b_place.key))
                .then_with(|| a_words.cmp(b_words))
        });
    };
    let of = |at: usize| (place(&keywords[at], strokes), at);
    let mut entries: Vec<(Place, usize)> =
        (0..keywords.len()).filter(|at| keywords[*at].sub.is_none()).map(of).collect();
    sort(&mut entries);
    let mut groups: Vec<IndexGroup> = Vec::new();
    for (place, at) in entries {
        let mut own = vec![at];
        let mut subs: Vec<(Place, usize)> =
            below.remove(keywords[at].term.as_str()).unwrap_or_default().into_iter().map(of).collect();
        sort(&mut subs);
        own.extend(subs.into_iter().map(|(_, at)| at));
        let initial = place.group.head();
        match groups.last_mut().filter(|group| group.initial == initial) {
            Some(group) => group.keywords.extend(own),
            None => groups.push(IndexGroup { initial, keywords: own }),
        }
    }
    groups
}

impl Group {
    fn head(self) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Strokes(number) => format!("{number} 画"),
            Self::Other => NO_INITIAL.to_string(),
        }
    }
}

/// Where a keyword belongs; with a collator by strokes.
fn place(keyword: &Keyword, strokes: Option<&CollatorBorrowed<'_>>) -> Place {
    let words = keyword.heading().trim();
    let key = key_of(keyword, words);
    let group = match (strokes.zip(words.chars().next().filter(|first| is_han(*first))), key.first()) {
        (Some((collator, first)), _) => strokes_of(first, collator).map_or(Group::Other, Group::Strokes),
        (None, Some(Unit::Han(syllable, _))) => syllable.letters.chars().next().map_or(Group::Other, letter_group),
        (None, Some(Unit::Letter(letter))) => letter_group(*letter),
        (None, None) => Group::Other,
    };
    Place { group, key }
}

/// The reading that the source gives is that of Han, or of another script, which is sorted as it is written.
fn key_of(keyword: &Keyword, words: &str) -> Vec<Unit> {
    let given = keyword.reading.as_deref().map(reading::of_reading).unwrap_or_default();
    let letters = |text: &str| -> Vec<Unit> {
        let plain = text.nfkd().filter(|letter| letter.is_alphanumeric() || *letter == ' ');
        plain.flat_map(char::to_lowercase).map(Unit::Letter).collect()
    };
    if !words.chars().next().is_some_and(is_han) {
        return letters(keyword.reading.as_deref().unwrap_or(words));
    }
    let own = reading::of_term(words);
    let mut given = given.into_iter();
    let mut out = Vec::new();
    for (letter, own) in words.chars().zip(own) {
        match given.next().or(own).filter(|_| is_han(letter)) {
            Some(syllable) => out.push(Unit::Han(syllable, letter)),
            None => out.extend(letters(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// `ō` and `Ａ` are O and A with something added, which NFKD has taken away.
fn letter_group(letter: char) -> Group {
    let plain = if letter == 'ü' { Some('u') } else { std::iter::once(letter).nfkd().next() };
    match plain.filter(char::is_ascii_alphabetic) {
        Some(letter) => Group::Letter(letter.to_ascii_uppercase()),
        None => Group::Other,
    }
}

/// How many strokes a character has, by the groups of CLDR's collation.
fn strokes_of(letter: char, collator: &CollatorBorrowed<'_>) -> Option<u32> {
    let mut buffer = [0; 4];
    let word: &str = letter.encode_utf8(&mut buffer);
    let heads: Vec<String> =
        (1..=MOST_STROKES).filter_map(|n| char::from_u32(NO_STROKES + n)).map(|n| format!("{HEAD}{n}")).collect();
    let after = heads.partition_point(|head| collator.compare(head, word) != Ordering::Greater);
    u32::try_from(after).ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn keyword(term: &str, reading: Option<&str>) -> Keyword {
        Keyword {
            term: term.to_owned(),
            sub: None,
            turned: None,
            id: String::new(),
            reading: reading.map(str::to_owned),
            aliases: Vec::new(),
            see: None,
            see_also: Vec::new(),
            occurrences: Vec::new(),
            span: Span::new(FileId(0), 0..0),
        }
    }

    #[test]
    fn an_index_runs_from_a_to_z() {
        let given = [
            ("重庆", None),
            ("长城", None),
            ("音乐", None),
            ("单于", None),
            ("单位", None),
            ("xAI", None),
            ("马斯克", None),
            ("AI安全", None),
            ("3D", None),
            ("阿里", None),
            ("OpenAI", None),
            ("openai 基金", None),
            ("做空", None),
            ("八卦", None),
            ("Ångström", None),
            ("妈妈", None),
        ];
        let keywords: Vec<Keyword> = given.iter().map(|(term, reading)| keyword(term, *reading)).collect();
        let shown: Vec<String> = index(&keywords, IndexOrder::Pinyin)
            .iter()
            .map(|group| {
                let terms: Vec<&str> = group.keywords.iter().map(|at| keywords[*at].term.as_str()).collect();
                format!("{} {}", group.initial, terms.join(" "))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "A 阿里 AI安全 Ångström",
                "B 八卦",
                "C 单于 长城 重庆",
                "D 单位",
                "M 妈妈 马斯克",
                "O OpenAI openai 基金",
                "X xAI",
                "Y 音乐",
                "Z 做空",
                "# 3D"
            ]
        );
    }

    #[test]
    fn every_initial_has_its_bound() {
        for (letter, word) in [
            ('A', "安"),
            ('B', "本"),
            ('E', "恩"),
            ('H', "黄"),
            ('J', "机"),
            ('N', "你"),
            ('Q', "前"),
            ('W', "我"),
            ('X', "现"),
            ('Y', "一"),
            ('Z', "中"),
        ] {
            assert_eq!(index(&[keyword(word, None)], IndexOrder::Pinyin)[0].initial, letter.to_string());
        }
    }

    #[test]
    fn an_index_by_strokes_counts_them() {
        let words = ["马斯克", "一", "人", "人工智能", "中国", "OpenAI", "龙"];
        let keywords: Vec<Keyword> = words.map(|word| keyword(word, None)).into();
        let groups = index(&keywords, IndexOrder::Strokes);
        let shown: Vec<String> = groups
            .iter()
            .map(|group| {
                let terms: Vec<&str> = group.keywords.iter().map(|at| keywords[*at].term.as_str()).collect();
                format!("{} {}", group.initial, terms.join(" "))
            })
            .collect();
        assert_eq!(shown, ["O OpenAI", "1 画 一", "2 画 人 人工智能", "3 画 马斯克", "4 画 中国", "5 画 龙"]);
    }

    #[test]
    fn sub_entries_follow_their_entry() {
        let of = |term: &str, sub: Option<&str>| Keyword { sub: sub.map(str::to_owned), ..keyword(term, None) };
        let keywords = [of("OpenAI", Some("转型")), of("Oracle", None), of("OpenAI", None), of("OpenAI", Some("成立"))];
        assert_eq!(index(&keywords, IndexOrder::Pinyin)[0].keywords, [2, 3, 0, 1]);
    }
}
