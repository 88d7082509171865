//! Quotations found in the text (as TextQuoteSelector of W3C Web Annotation has them: words, what stands before, what stands after). In: claims and
//! the lines of all articles. Out: the places of each, in one pass over the book; and a short hash of the sentence around a place.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use sha2::{Digest, Sha256};

use super::flow::Plain;
use super::front::Fact;
use super::locate::ArticleText;

/// How many places of one quotation are looked for: a few more than one are enough to know.
const MAX_SHOWN: usize = 4;
/// Quotations are looked for by so many bytes of their beginning at most, which bounds what a hostile ledger can take.
const MAX_HEAD: usize = 48;
/// After so many comparisons the search ends; no honest book comes near.
const MAX_COMPARISONS: usize = 1 << 27;
/// How many bytes of a hash are kept.
const HASH_BYTES: usize = 6;

/// Where words stand: article, line and visible bytes.
pub(super) type Found = (usize, usize, Range<usize>);

/// What is looked for.
struct Wanted {
    words: String,
    prefix: String,
    suffix: String,
    article: Option<usize>,
    found: Vec<Found>,
}

/// The first places of each claim's quotation, in the claims' order.
pub(super) fn find<'a>(
    texts: &[ArticleText],
    facts: impl Iterator<Item = (Option<usize>, &'a Fact)>,
) -> Vec<Vec<Found>> {
    let plain = |text: Option<&str>| text.map(|text| Plain::new(text).text).unwrap_or_default();
    let mut wanted: Vec<Wanted> = facts
        .map(|(article, fact)| Wanted {
            words: plain(fact.at.as_ref().map(|(words, _)| words.as_str())),
            prefix: plain(fact.prefix.as_deref()),
            suffix: plain(fact.suffix.as_deref()),
            article,
            found: Vec::new(),
        })
        .collect();
    search(texts, &mut wanted);
    wanted.into_iter().map(|wanted| wanted.found).collect()
}

fn search(texts: &[ArticleText], wanted: &mut [Wanted]) {
    let mut by_head: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in wanted.iter().enumerate().filter(|(_, one)| !one.words.is_empty()) {
        by_head.entry(head(&one.words).to_owned()).or_default().push(at);
    }
    let Ok(automaton) = AhoCorasick::new(by_head.keys()) else { return };
    let by_head: Vec<Vec<usize>> = by_head.into_values().collect();
    let mut left = MAX_COMPARISONS;
    for (article, text) in texts.iter().enumerate() {
        for (line, content) in text.lines.iter().enumerate() {
            for hit in automaton.find_overlapping_iter(&content.flow.plain.text) {
                for &at in &by_head[hit.pattern().as_usize()] {
                    let Some(rest) = left.checked_sub(1) else { return };
                    left = rest;
                    wanted[at].take(&content.flow.plain, hit.start(), article, line);
                }
            }
        }
    }
}

impl Wanted {
    /// Takes a place if all of the words stand there, between what they should.
    fn take(&mut self, plain: &Plain, start: usize, article: usize, line: usize) {
        let is_open = self.found.len() < MAX_SHOWN && self.article.is_none_or(|own| own == article);
        if !is_open || !plain.text[start..].starts_with(&self.words) {
            return;
        }
        let range = start..start + self.words.len();
        if plain.text[..range.start].trim_end().ends_with(&self.prefix)
            && plain.text[range.end..].trim_start().starts_with(&self.suffix)
        {
            self.found.push((article, line, plain.original(&range)));
        }
    }
}

/// The beginning of words, at most `MAX_HEAD` bytes.
fn head(words: &str) -> &str {
    let mut end = words.len().min(MAX_HEAD);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// A short hash of the sentence around a place: a check that keeps it can tell whether the text has changed since. Blanks and the width
/// of marks don't change it.
pub(super) fn hash(text: &str, range: &Range<usize>) -> String {
    let ends = |letter: char| matches!(letter, '。' | '！' | '？' | '!' | '?' | '；');
    let start = text[..range.start].char_indices().rev().find(|(_, letter)| ends(*letter));
    let start = start.map_or(0, |(at, letter)| at + letter.len_utf8());
    // The quotation may hold the mark that ends its sentence.
    let inside = text[range.clone()].chars().next_back().is_some_and(ends);
    let end = if inside { range.end } else { text[range.end..].find(ends).map_or(text.len(), |at| range.end + at) };
    let sentence = Plain::new(&text[start..end]).text;
    Sha256::digest(sentence.as_bytes()).iter().take(HASH_BYTES).fold(String::new(), |mut out, byte| {
        // Writing to a string can't fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_the_sentence() {
        let of = |text: &str| {
            let at = text.find("投了").unwrap();
            hash(text, &(at..at + "投了".len()))
        };
        let first = of("先说别的。他投了 500 万。后来呢");
        assert_eq!(first.len(), 12);
        assert_eq!(first, of("又说。他投了500万。再后来呢"));
        assert_ne!(first, of("先说别的。他投了 600 万。后来呢"));
        assert_ne!(first, of("先说别的。她投了 500 万。后来呢"));
    }
}
