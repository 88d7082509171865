//! Many words looked for at once. In: the words of all keywords, once; then a line. Out: where they stand in it, the longest at each place.
//!
//! One automaton finds the words that are spelled exactly so, another those whose Latin letters may be in either case; the time that a
//! line takes depends on its length, not on the number of keywords.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use super::flow::Plain;
use super::letter::{is_han, is_word};
use super::segment::Words;

/// How many finds a line may have; words of one letter many times over must not take minutes.
const MAX_FINDS: usize = 1 << 20;

/// The words of all keywords.
pub(super) struct Patterns {
    exact: Option<(AhoCorasick, Vec<usize>)>,
    folded: Option<(AhoCorasick, Vec<usize>)>,
}

impl Patterns {
    /// Prepares words, each with its keyword and whether its case is of no matter. `None` where there is nothing to look for.
    pub(super) fn new(mut words: Vec<(String, usize, bool)>) -> Option<Self> {
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
        let (folded, exact): (Vec<_>, Vec<_>) = words.into_iter().partition(|(.., fold)| *fold);
        let patterns = Self { exact: automaton(&exact, false), folded: automaton(&folded, true) };
        (patterns.exact.is_some() || patterns.folded.is_some()).then_some(patterns)
    }

    /// Where words stand in a line, from its start, the longest at each place; in bytes of the original.
    pub(super) fn places(&self, plain: &Plain) -> Vec<(Range<usize>, usize)> {
        let text = plain.text.as_str();
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (automaton, keywords) in self.exact.iter().chain(&self.folded) {
            let hits = automaton.find_overlapping_iter(text).take(MAX_FINDS);
            found.extend(
                hits.map(|hit| (hit.range(), keywords[hit.pattern().as_usize()]))
                    .filter(|(range, _)| is_apart(text, range)),
            );
        }
        found.sort_by(|(a, a_keyword), (b, b_keyword)| {
            (a.start, std::cmp::Reverse(a.end), a_keyword).cmp(&(b.start, std::cmp::Reverse(b.end), b_keyword))
        });
        let mut words: Option<Words> = None;
        let mut out: Vec<(Range<usize>, usize)> = Vec::new();
        let mut end = 0;
        for (range, keyword) in found {
            if range.start < end {
                continue;
            }
            // Lines without finds are never divided into words: that takes longer than the search.
            if has_han_beside(text, &range) && !words.get_or_insert_with(|| Words::new(text)).has_room_for(text, &range)
            {
                continue;
            }
            end = range.end;
            out.push((plain.original(&range), keyword));
        }
        out
    }
}

fn automaton(words: &[(String, usize, bool)], fold: bool) -> Option<(AhoCorasick, Vec<usize>)> {
    if words.is_empty() {
        return None;
    }
    let patterns = words.iter().map(|(words, ..)| words);
    let automaton = AhoCorasickBuilder::new().ascii_case_insensitive(fold).build(patterns).ok()?;
    Some((automaton, words.iter().map(|(_, keyword, _)| *keyword).collect()))
}

/// Whether a Latin letter at an edge has none beside it.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let (before, first, last, after) = edges(text, range);
    let opens = first.is_some_and(is_word) && before.is_some_and(is_word);
    let closes = last.is_some_and(is_word) && after.is_some_and(is_word);
    !opens && !closes
}

/// Whether a Han character at an edge has one beside it.
fn has_han_beside(text: &str, range: &Range<usize>) -> bool {
    let (before, first, last, after) = edges(text, range);
    (first.is_some_and(is_han) && before.is_some_and(is_han)) || (last.is_some_and(is_han) && after.is_some_and(is_han))
}

type Edge = Option<char>;

fn edges(text: &str, range: &Range<usize>) -> (Edge, Edge, Edge, Edge) {
    let words = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    (before.chars().next_back(), words.chars().next(), words.chars().next_back(), after.chars().next())
}
