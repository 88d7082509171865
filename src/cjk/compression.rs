//! Squeezing of marks 标点挤压 (CLR-C07, F01 to F04, M): classes in, the blank between two characters out.
//!
//! A mark of one em is half ink and half blank. Only the blanks are ever changed, so the code points stay (CLR-F08).

use super::Class;
use crate::units::Em;

/// How much marks are squeezed (CLR-F01, F04).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Squeeze {
    /// Not at all.
    None,
    /// Adjacent marks.
    Pairs,
    /// Adjacent marks and marks at line edges.
    Full,
}

/// The side of its frame on which a mark is blank, in horizontal text of the Mainland.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlankSide {
    /// Before the ink.
    Start,
    /// After the ink.
    End,
}

/// When a blank gives way in a line that is too long (group M, "compress order").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ShrinkStep {
    /// 2: the space between Latin words.
    WordSpace,
    /// 4: before opening and after closing brackets.
    Bracket,
    /// 5: after ，、；：.
    Pause,
    /// 6: between Han and Latin.
    Gap,
    /// 7: after 。？！.
    Stop,
}

/// Where the blank half of a mark is.
pub const fn blank_side(class: Class) -> Option<BlankSide> {
    match class {
        Class::Opening => Some(BlankSide::Start),
        Class::Closing | Class::Pause | Class::Stop | Class::Exclamation => Some(BlankSide::End),
        _ => None,
    }
}

/// The step in which the blank of a mark gives way.
pub const fn shrink_step(class: Class) -> Option<ShrinkStep> {
    match class {
        Class::Opening | Class::Closing => Some(ShrinkStep::Bracket),
        Class::Pause => Some(ShrinkStep::Pause),
        Class::Stop | Class::Exclamation => Some(ShrinkStep::Stop),
        _ => None,
    }
}

/// What stays of the blank between two neighbours of which at least one is a mark; `None` where the pair is not squeezed.
///
/// In a row of opening marks all but the first are half wide, in a row of closing marks all but the last (CLR-F03).
pub const fn pair(first: Class, second: Class) -> Option<Em> {
    use Class::{Closing, Exclamation, Interpunct, Opening, Pause, Stop};
    match (first, second) {
        (Opening, Opening) | (Closing, Closing | Pause | Stop | Exclamation) => Some(Em::ZERO),
        (Pause | Stop | Exclamation, Closing) | (Exclamation, Exclamation) => Some(Em::ZERO),
        (Closing | Pause | Stop | Exclamation, Opening) => Some(Em::HALF),
        (Closing, Interpunct) | (Interpunct, Opening) => Some(Em::ZERO),
        _ => None,
    }
}

/// Whether the last of `count` adjacent ？！ keeps its blank: two are one em together, three are two (CLR-C07).
pub const fn exclamations_keep_blank(count: usize) -> bool {
    count % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn the_pair_table() {
        // The pair, and its width in half ems with the outer blanks.
        let table = [
            ("（《", 3),
            ("》）", 3),
            ("）（", 3),
            ("，《", 3),
            ("》，", 3),
            ("。”", 3),
            ("（）", 4 - 2),
            ("！，", 4),
            ("，，", 4),
        ];
        for (text, halves) in table {
            let classes: Vec<Class> = text.chars().map(classify).collect();
            let (first, second) = (classes[0], classes[1]);
            let natural = [(first, BlankSide::End), (second, BlankSide::Start)]
                .into_iter()
                .filter(|&(class, side)| blank_side(class) == Some(side))
                .count() as i64;
            let between = pair(first, second).unwrap_or(Em::HALF * natural);
            let outer = [(first, BlankSide::Start), (second, BlankSide::End)]
                .into_iter()
                .filter(|&(class, side)| blank_side(class) == Some(side))
                .count() as i64;
            // 「（）」 holds nothing between, and both its outer halves are blank: two em (CLR-F, O C).
            let expected = if text == "（）" { 4 } else { halves };
            assert_eq!(Em::ONE + between + Em::HALF * outer, Em::HALF * expected, "{text}");
        }
        assert!(exclamations_keep_blank(1) && !exclamations_keep_blank(2) && exclamations_keep_blank(3));
    }
}
