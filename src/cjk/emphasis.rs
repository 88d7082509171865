//! Emphasis dots 着重号 (CLR-J01, J04, J05): a class in, whether it takes a dot; and where a dot stands.

use super::Class;
use crate::units::Em;

/// The dot's character: U+25CF, drawn small.
pub const DOT: char = '●';

/// Where no face has it.
pub const FALLBACK_DOT: char = '•';

/// The width of a dot's ink, in ems of its base.
pub const DOT_WIDTH: Em = Em::raw(65_536 / 6);

/// The dot's middle below the baseline, in ems of the base: under the foot of the frame (0.12 em), clear of its ink.
pub const DOT_DEPTH: Em = Em::raw((65_536 * 30) / 100);

/// Whether a character takes a dot: marks and spaces do not.
pub const fn takes_dot(class: Class) -> bool {
    matches!(class, Class::Han | Class::Kana | Class::SmallKana | Class::Hangul | Class::Iteration)
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn no_dot_on_marks() {
        assert!("汉あ々".chars().all(|c| takes_dot(classify(c))));
        assert!("，。（“— ·a1".chars().all(|c| !takes_dot(classify(c))));
    }
}
