//! Words of Chinese 分词. In: a line. Out: where words of ICU's dictionary begin and end, and whether a term may stand between them.
//!
//! A dictionary divides what nobody has told it of, so it only ever speaks against a place: a term is refused where it cuts a word in two
//! and what is left over is no affix. 上海 is refused in 海上海鲜; 中国 stands in 中国人, 安全 in 安全性.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// What makes another word of one, behind it.
const AFTER: &str = "人者员家性化式型率界派类们市省县国语文论学版感度力层级部所院店队们的地得了着过";
/// What makes another word of one, before it.
const BEFORE: &str = "大小老新总副非反超各本该此在";

/// The words of a line.
pub(super) struct Words {
    /// Where words begin and end, in bytes.
    bounds: Vec<usize>,
}

impl Words {
    /// Divides a line.
    pub(super) fn new(text: &str) -> Self {
        let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        Self { bounds: segmenter.segment_str(text).collect() }
    }

    /// Whether a term may stand at `range`.
    pub(super) fn has_room_for(&self, text: &str, range: &Range<usize>) -> bool {
        let only = |left: &str, known: &str| {
            let mut letters = left.chars();
            letters.next().is_none_or(|letter| letters.next().is_none() && known.contains(letter))
        };
        let first = self.bounds.partition_point(|bound| *bound <= range.start);
        let begins = first.checked_sub(1).map_or(range.start, |at| self.bounds[at]);
        let last = self.bounds.partition_point(|bound| *bound < range.end);
        let ends = self.bounds.get(last).copied().unwrap_or(range.end);
        only(&text[begins.min(range.start)..range.start], BEFORE) && only(&text[range.end..ends.max(range.end)], AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_not_cut_out_of_a_word() {
        for (text, term, stands) in [
            ("马克对他说", "马克", true),
            ("他在海上海鲜馆", "上海", false),
            ("上海的海鲜", "上海", true),
            ("他是研究生", "研究生", true),
            ("这些中国人", "中国", true),
            ("AI安全性研究", "安全", true),
            ("通用人工智能的未来", "人工智能", true),
            ("马斯克向他提问", "马斯克", true),
            ("在马斯克看来", "马斯克", true),
        ] {
            let at = text.find(term).unwrap();
            assert_eq!(
                Words::new(text).has_room_for(text, &(at..at + term.len())),
                stands,
                "{term} in {text}, {:?}",
                Words::new(text).bounds
            );
        }
    }
}
