//! Words of Chinese and Japanese 分词 (CLR-D08): a text in, the bytes at which its words end out.
//!
//! The words are those of ICU's dictionary, so that names and new terms it doesn't know are divided into what it knows. What follows a
//! word and says nothing alone stays with it: 的, 了, 吗.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// What begins no line of its own accord: it belongs to the word before it.
const PARTICLES: &str = "的地得了着过吗呢吧啊呀嘛们們嗎過著";

/// The bytes at which words begin and end, from 0 to the text's length.
pub fn word_bounds(text: &str) -> Vec<usize> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    segmenter.segment_str(text).collect()
}

/// The bytes at which a line may end between two words, in order.
pub fn phrase_bounds(text: &str) -> Vec<usize> {
    let mut bounds = word_bounds(text);
    let is_particle = |start: usize, end: usize| {
        let mut letters = text[start..end].chars();
        letters.next().is_some_and(|letter| PARTICLES.contains(letter)) && letters.next().is_none()
    };
    let attached: Vec<usize> =
        bounds.windows(2).filter(|pair| is_particle(pair[0], pair[1])).map(|pair| pair[0]).collect();
    bounds.retain(|bound| attached.binary_search(bound).is_err());
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str, bounds: &[usize]) -> String {
        let words: Vec<&str> = bounds.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
        words.join("/")
    }

    #[test]
    fn words_of_the_dictionary_are_found_clr_d08() {
        let text = "我们研究人工智能";
        assert_eq!(divided(text, &word_bounds(text)), "我们/研究/人工/智能");
        assert!(word_bounds("").len() <= 1);
    }

    #[test]
    fn a_particle_belongs_to_the_word_before_it_clr_d08() {
        // The longest word wins, even where the sense is another: a dictionary knows no sense.
        let text = "研究生命的起源";
        assert_eq!(divided(text, &word_bounds(text)), "研究生/命/的/起源");
        assert_eq!(divided(text, &phrase_bounds(text)), "研究生/命的/起源");
    }
}
