//! The order of an index. In: keywords. Out: groups under A to Z, by pinyin for Han and by letter for Latin (CLDR's `zh` collation).
//!
//! Collation goes character by character, so 重庆 comes under zh; a keyword's `reading` brings it under its letter. Under one letter
//! Han stand before Latin, as CLDR has them, and a reading counts as Latin.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

use super::letter::is_han;
use crate::document::{IndexGroup, Keyword};

/// The first character of each pinyin initial in CLDR's collation. No syllable begins with i, u or v.
const FIRST: [(char, &str); 23] = [
    ('A', "阿"),
    ('B', "八"),
    ('C', "嚓"),
    ('D', "哒"),
    ('E', "妸"),
    ('F', "发"),
    ('G', "旮"),
    ('H', "哈"),
    ('J', "讥"),
    ('K', "咔"),
    ('L', "垃"),
    ('M', "妈"),
    ('N', "拏"),
    ('O', "噢"),
    ('P', "妑"),
    ('Q', "七"),
    ('R', "呥"),
    ('S', "扨"),
    ('T', "它"),
    ('W', "穵"),
    ('X', "夕"),
    ('Y', "丫"),
    ('Z', "帀"),
];

/// What has no letter comes last.
const NO_INITIAL: char = '#';

/// Sorts keywords into groups. Without collation data, which is compiled in, the order is that of code points.
pub(super) fn index(keywords: &[Keyword]) -> Vec<IndexGroup> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    let collator = Collator::try_new(locale!("zh").into(), options).ok();
    let compare = |a: &str, b: &str| collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b));
    let mut entries: Vec<(char, usize)> =
        keywords.iter().enumerate().map(|(at, keyword)| (initial(keyword, collator.as_ref()), at)).collect();
    entries.sort_by(|(a_initial, a), (b_initial, b)| {
        let (left, right) = (&keywords[*a], &keywords[*b]);
        (*a_initial == NO_INITIAL)
            .cmp(&(*b_initial == NO_INITIAL))
            .then(a_initial.cmp(b_initial))
            .then_with(|| compare(sort_key(left), sort_key(right)))
            .then_with(|| compare(&left.term, &right.term))
            .then_with(|| left.term.cmp(&right.term))
    });
    let mut groups: Vec<IndexGroup> = Vec::new();
    for (initial, at) in entries {
        let initial = initial.to_string();
        match groups.last_mut().filter(|group| group.initial == initial) {
            Some(group) => group.keywords.push(at),
            None => groups.push(IndexGroup { initial, keywords: vec![at] }),
        }
    }
    groups
}

fn sort_key(keyword: &Keyword) -> &str {
    keyword.reading.as_deref().unwrap_or(&keyword.term)
}

fn initial(keyword: &Keyword, collator: Option<&CollatorBorrowed<'_>>) -> char {
    let Some(first) = sort_key(keyword).trim().chars().next() else {
        return NO_INITIAL;
    };
    // `ō` and `Ａ` are O and A with something added.
    if let Some(letter) = std::iter::once(first).nfkd().next().filter(char::is_ascii_alphabetic) {
        return letter.to_ascii_uppercase();
    }
    if !is_han(first) {
        return NO_INITIAL;
    }
    let Some(collator) = collator else {
        return NO_INITIAL;
    };
    let mut buffer = [0; 4];
    let word: &str = first.encode_utf8(&mut buffer);
    let after = FIRST.partition_point(|(_, bound)| collator.compare(bound, word) != Ordering::Greater);
    after.checked_sub(1).map_or(NO_INITIAL, |last| FIRST[last].0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn keyword(term: &str, reading: Option<&str>) -> Keyword {
        Keyword {
            term: term.to_owned(),
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
            ("重庆", Some("chóng qìng")),
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
        let shown: Vec<String> = index(&keywords)
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
                "C 重庆",
                "M 妈妈 马斯克",
                "O OpenAI openai 基金",
                "X xAI",
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
            assert_eq!(index(&[keyword(word, None)])[0].initial, letter.to_string());
        }
    }
}
