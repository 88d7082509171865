//! How characters stand in vertical lines (CLR-C01, I02 to I05, I07): a character or a word in, its stance out.

use super::Class;
use crate::units::Region;

/// How a character stands in a vertical line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stance {
    /// As in a horizontal line; fonts move it in its frame by `vert`.
    Upright,
    /// Turned a quarter clockwise.
    Sideways,
}

/// The longest word in capitals that stands upright, letter by letter: AI, USA, WTO.
const LONGEST_ACRONYM: usize = 4;

/// The stance of a character outside words.
pub const fn stance(class: Class, character: char) -> Stance {
    match class {
        // Arrows, mathematical operators and box drawing follow the line.
        Class::Symbol => match character {
            '\u{2190}'..='\u{21FF}' | '\u{2200}'..='\u{22FF}' | '\u{2500}'..='\u{257F}' | '\u{27C0}'..='\u{27FF}' => {
                Stance::Sideways
            }
            _ => Stance::Upright,
        },
        Class::Opening | Class::Closing | Class::Dash | Class::Ellipsis | Class::Connector | Class::Solidus => {
            Stance::Sideways
        }
        Class::Operator => Stance::Sideways,
        Class::Han
        | Class::Kana
        | Class::SmallKana
        | Class::Hangul
        | Class::Iteration
        | Class::Enclosed
        | Class::Pause
        | Class::Colon
        | Class::Stop
        | Class::Exclamation
        | Class::Interpunct
        | Class::Prefix
        | Class::Postfix => Stance::Upright,
        _ => Stance::Sideways,
    }
}

/// How a word of Latin letters and figures stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordStance {
    /// Turned as a whole.
    Sideways,
    /// Letter by letter, each in a frame of one em.
    Stacked,
    /// All of it upright in one frame 纵中横.
    Combined,
}

/// The stance of a word (CLR-I05): single letters and acronyms are stacked, numbers of up to `most_digits` figures combined.
pub fn word_stance(word: &str, most_digits: usize) -> WordStance {
    let count = word.chars().count();
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return match count {
            1 => WordStance::Stacked,
            _ if count <= most_digits => WordStance::Combined,
            _ => WordStance::Sideways,
        };
    }
    let is_single = count == 1 && word.chars().all(char::is_alphabetic);
    let is_acronym = count <= LONGEST_ACRONYM && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_single || is_acronym { WordStance::Stacked } else { WordStance::Sideways }
}

/// The corner bracket that stands for a curly quote in vertical lines: GB/T 15834 has 『』 outside and 「」 inside on the
/// Mainland; elsewhere it is the other way round (CLR-C01, region table).
pub const fn vertical_quote(character: char, region: Region) -> char {
    let outer = matches!(region, Region::Mainland);
    match (character, outer) {
        ('“', true) | ('‘', false) => '『',
        ('”', true) | ('’', false) => '』',
        ('‘', true) | ('“', false) => '「',
        ('’', true) | ('”', false) => '」',
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn marks_stand_as_the_table_says() {
        // CLR-I02, I03.
        let turned = "⸺—…⋯～（）《》「』【】→";
        assert!(turned.chars().all(|c| stance(classify(c), c) == Stance::Sideways), "{turned}");
        let upright = "。．，、：；！？‼⁇·・‧●汉あ①※％";
        for character in upright.chars() {
            assert_eq!(stance(classify(character), character), Stance::Upright, "{character}");
        }
    }

    #[test]
    fn words_are_turned_stacked_or_combined() {
        let table = [
            ("A", WordStance::Stacked),
            ("AI", WordStance::Stacked),
            ("WTO", WordStance::Stacked),
            ("OpenAI", WordStance::Sideways),
            ("UNESCO", WordStance::Sideways),
            ("7", WordStance::Stacked),
            ("12", WordStance::Combined),
            ("2026", WordStance::Sideways),
            ("3.0", WordStance::Sideways),
        ];
        for (word, expected) in table {
            assert_eq!(word_stance(word, 2), expected, "CLR-I05 {word}");
        }
        assert_eq!(word_stance("100", 3), WordStance::Combined);
    }

    #[test]
    fn quotes_by_region() {
        let rewrite = |region| "“‘’”".chars().map(|c| vertical_quote(c, region)).collect::<String>();
        assert_eq!(rewrite(Region::Mainland), "『「」』");
        assert_eq!(rewrite(Region::Taiwan), "「『』」");
    }
}
