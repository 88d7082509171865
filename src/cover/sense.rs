//! Where a title may be broken so that each line makes sense (CLR-N07). In: clusters. Out: the price of a break after each.
//!
//! There is no dictionary here: marks, particles, prepositions and numbers say most of it, and a break anywhere else costs more.

use super::measure::{Class, Cluster, class_of, is_attached, joins};
use crate::display::FaceId;
use crate::units::Em;

/// Particles that close a phrase: a line may well end with them.
const CLOSES_PHRASE: &str = "的地得与與和及或之了者";

/// Words that open a phrase: a line may well begin with them.
const OPENS_PHRASE: &str = "从從到在为為是把被让讓向对對于於以而却卻并並如当當";

/// Numerals, and measures and scales that follow them.
const OF_NUMBER: &str = "〇零一二三四五六七八九十百千万萬亿億兆两兩半第几幾";
const MEASURES: &str = "年月日时時分秒个個位名次年代世纪章卷册冊回元角美岁歲倍成度种種条條";

/// Small words of English that lean on what follows.
const LEANING: [&str; 18] = [
    "a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "from", "with", "by", "at", "as", "is", "into", "de",
];

/// The dearest break that parts phrases: after a mark, and where a particle or a preposition says so.
const PARTS_PHRASES: i64 = 40;

/// A title in phrases, for pages that others set: a line may well end after each. Together they are the whole text.
pub fn phrases(text: &str, language: &str) -> Vec<String> {
    let clusters = unmeasured(text, language.starts_with("zh"));
    let mut phrases = vec![String::new()];
    for (at, cluster) in clusters.iter().enumerate() {
        phrases.last_mut().into_iter().for_each(|phrase| phrase.push_str(&cluster.text));
        let is_last = at + 1 == clusters.len();
        // A space parts by itself.
        let parts = cluster.class != Class::Space && price(&clusters, at).is_some_and(|price| price <= PARTS_PHRASES);
        if parts && !is_last {
            phrases.push(String::new());
        }
    }
    phrases
}

/// The clusters of a text that nobody sets here: no face, no width.
fn unmeasured(text: &str, chinese: bool) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for character in text.chars() {
        let class = class_of(character, chinese);
        match clusters.last_mut() {
            Some(last) if is_attached(character) || joins(last.class, class, &last.text, character) => {
                last.text.push(character);
            }
            _ => clusters.push(Cluster {
                text: String::from(character),
                class,
                face: FaceId(0),
                scale: Em::ONE,
                glyphs: Vec::new(),
                advance: Em::ZERO,
                white: (Em::ZERO, Em::ZERO),
            }),
        }
    }
    clusters
}

/// The price of a line that ends after `at`; `None` where a line may not end. The last cluster always ends one.
pub(super) fn price(clusters: &[Cluster], at: usize) -> Option<i64> {
    let Some((before, after)) = clusters.get(at).zip(clusters.get(at + 1)) else { return Some(0) };
    match (before.class, after.class) {
        (_, Class::Closing | Class::Middle | Class::Space) | (Class::Opening, _) => None,
        (Class::Closing | Class::Middle, _) => Some(closing(before)),
        (Class::Space, _) => Some(space(clusters, at)),
        (Class::Latin, Class::Latin) => before.text.ends_with(['-', '\u{2010}', '\u{2013}', '/']).then_some(80),
        (Class::Latin, Class::Han) if is_number(before) => Some(700),
        (Class::Latin, Class::Han) => Some(if opens_phrase(after) { 90 } else { 250 }),
        (Class::Han, Class::Latin) if is_number(after) && is_of(OF_NUMBER, before) => Some(700),
        (Class::Han, Class::Latin) => Some(if closes_phrase(clusters, at) { 25 } else { 60 }),
        (_, Class::Opening) => Some(20),
        (Class::Han, Class::Han) => Some(between_han(clusters, at)),
    }
    .map(|price| price + inside_quotes(clusters, at))
}

/// After a colon or a comma the sense ends; after a closing bracket it may go on.
fn closing(mark: &Cluster) -> i64 {
    if mark.text.starts_with(['：', '，', '。', '；', '！', '？', '、', '—', '…']) { 0 } else { 40 }
}

/// A space between Chinese phrases is a mark; between words it is one of many.
fn space(clusters: &[Cluster], at: usize) -> i64 {
    let before = at.checked_sub(1).and_then(|before| clusters.get(before));
    let Some(word) = before.filter(|before| before.class == Class::Latin) else { return 0 };
    let bare = word.text.to_ascii_lowercase();
    if LEANING.contains(&bare.as_str()) {
        return 90;
    }
    let next = clusters.get(at + 1).map(|next| next.text.to_ascii_lowercase()).unwrap_or_default();
    if word.text.ends_with([':', ',', ';', '.']) {
        0
    } else if LEANING.contains(&next.as_str()) {
        15
    } else {
        40
    }
}

fn between_han(clusters: &[Cluster], at: usize) -> i64 {
    let (before, after) = (&clusters[at], &clusters[at + 1]);
    let counted =
        is_of(OF_NUMBER, before) || at > 0 && clusters[at - 1].class == Class::Latin && is_number(&clusters[at - 1]);
    if counted && (is_of(OF_NUMBER, after) || is_of(MEASURES, after)) || is_of("美", before) && is_of("元", after) {
        return 700;
    }
    if closes_phrase(clusters, at) {
        return 25;
    }
    if opens_phrase(after) { 30 } else { 210 }
}

fn closes_phrase(clusters: &[Cluster], at: usize) -> bool {
    // 的 as the first character of a title belongs to a word.
    at > 0 && is_of(CLOSES_PHRASE, &clusters[at])
}

fn opens_phrase(after: &Cluster) -> bool {
    is_of(OPENS_PHRASE, after)
}

/// Short quotations and titles of works stay whole.
fn inside_quotes(clusters: &[Cluster], at: usize) -> i64 {
    let opened = clusters[..=at].iter().rev().take(9).find(|near| is_bracket(near));
    let closed = clusters[at + 1..].iter().take(9).find(|near| is_bracket(near));
    let inside = opened.is_some_and(|near| near.class == Class::Opening)
        && closed.is_some_and(|near| near.class == Class::Closing);
    if inside { 220 } else { 0 }
}

fn is_bracket(cluster: &Cluster) -> bool {
    cluster.class == Class::Opening || cluster.text.starts_with(['》', '〉', '」', '』', '）', '】', '〕', '”', '’'])
}

fn is_of(set: &str, cluster: &Cluster) -> bool {
    cluster.text.chars().next().is_some_and(|character| set.contains(character))
}

fn is_number(cluster: &Cluster) -> bool {
    cluster.text.chars().next().is_some_and(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fall_into_phrases() {
        for (title, expected) in [
            ("从5百万美元到掀桌子", "从5百万美元|到掀桌子"),
            ("汉字排版的艺术：从雕版到屏幕", "汉字排版的|艺术：|从雕版|到屏幕"),
            ("人工智能简史", "人工智能简史"),
            ("读《红楼梦》", "读|《红楼梦》"),
            ("The Art of War", "The Art of War"),
            ("", ""),
        ] {
            assert_eq!(phrases(title, "zh-Hans").join("|"), expected);
            assert_eq!(phrases(title, "zh-Hans").concat(), title);
        }
    }
}
