//! Squeezing of marks 标点挤压 (CLR-C07, F01 to F06, M): classes in, blanks of frames and of pairs out.
//!
//! A mark of one em is half ink and half blank. Only the blanks are ever changed, so the code points stay (CLR-F08).

use super::Class;
use crate::units::{Em, Region, Writing};

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

/// How far two adjacent marks are squeezed (CLR-F01).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SqueezeStyle {
    /// Two ems become one and a half.
    #[default]
    Normal,
    /// Two ems become one.
    Tight,
}

/// The blanks in the frame of a mark of one em, along the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Blanks {
    /// Before the ink.
    pub start: Em,
    /// After the ink.
    pub end: Em,
}

/// When a blank gives way in a line that is too long (group M, "compress order").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ShrinkStep {
    /// 2: the space between Latin words.
    WordSpace,
    /// 3: beside an interpunct of one em.
    Interpunct,
    /// 4: before opening and after closing brackets.
    Bracket,
    /// 5: beside ，、；：.
    Pause,
    /// 6: between Han and Latin.
    Gap,
    /// 7: beside 。？！.
    Stop,
}

/// Which of the two blanks between adjacent marks goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pair {
    /// That of the first mark.
    First,
    /// That of the second.
    Second,
}

impl Blanks {
    const NONE: Self = Self { start: Em::ZERO, end: Em::ZERO };
    const START: Self = Self { start: Em::HALF, end: Em::ZERO };
    const END: Self = Self { start: Em::ZERO, end: Em::HALF };
    const BOTH: Self = Self { start: Em::QUARTER, end: Em::QUARTER };
}

/// Where a mark is blank, by region and writing mode (reference, group F, "adjustable space").
pub const fn blanks(class: Class, region: Region, writing: Writing) -> Blanks {
    let is_centred = matches!(region, Region::Taiwan | Region::HongKong);
    let is_horizontal = matches!(writing, Writing::Horizontal);
    match class {
        Class::Opening => Blanks::START,
        Class::Closing => Blanks::END,
        Class::Pause | Class::Stop if is_centred => Blanks::BOTH,
        Class::Pause | Class::Stop => Blanks::END,
        // In vertical lines ：；？！ fill their frame.
        Class::Colon if is_horizontal => match region {
            Region::Mainland | Region::Korea => Blanks::END,
            Region::Taiwan | Region::HongKong | Region::Japan => Blanks::BOTH,
        },
        Class::Exclamation if is_horizontal && matches!(region, Region::Mainland | Region::Korea) => Blanks::END,
        Class::Interpunct if !matches!(region, Region::Mainland | Region::Korea) => Blanks::BOTH,
        _ => Blanks::NONE,
    }
}

/// The step in which the blank of a mark gives way.
pub const fn shrink_step(class: Class) -> Option<ShrinkStep> {
    match class {
        Class::Opening | Class::Closing => Some(ShrinkStep::Bracket),
        Class::Pause | Class::Colon => Some(ShrinkStep::Pause),
        Class::Stop | Class::Exclamation => Some(ShrinkStep::Stop),
        Class::Interpunct => Some(ShrinkStep::Interpunct),
        _ => None,
    }
}

/// Which blank goes between two adjacent marks; `None` where the pair is not squeezed.
///
/// Brackets come nearer to what they enclose (CLR-F02): in a row of opening marks all but the first are half wide, in a row of
/// closing marks all but the last (CLR-F03).
pub const fn pair(first: Class, second: Class) -> Option<Pair> {
    use Class::{Closing, Interpunct, Opening};
    match (first, second) {
        (Opening, Opening) | (Closing | Interpunct, Opening) => Some(Pair::Second),
        (Closing, Closing | Interpunct) => Some(Pair::First),
        (Closing, point) if point.is_point() => Some(Pair::First),
        (point, Closing) if point.is_point() => Some(Pair::First),
        (point, Opening) if point.is_point() => Some(Pair::Second),
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

    /// The width of two marks with their outer blanks, in quarter ems.
    fn width(text: &str, region: Region) -> i64 {
        let classes: Vec<Class> = text.chars().map(classify).collect();
        let [first, second] = [0, 1].map(|n| blanks(classes[n], region, Writing::Horizontal));
        let ink = |blanks: Blanks| Em::ONE - blanks.start - blanks.end;
        let kept = match pair(classes[0], classes[1]) {
            None => first.end + second.start,
            Some(Pair::First) => second.start,
            Some(Pair::Second) => first.end,
        };
        let whole = first.start + ink(first) + kept + ink(second) + second.end;
        whole.to_raw() / Em::QUARTER.to_raw()
    }

    #[test]
    fn the_pair_table() {
        // CLR-F01, F03: two ems become one and a half; a pair of brackets with nothing in it stays.
        for text in ["（《", "》）", "）（", "，《", "》，", "。”", "？”", "！（", "：“"] {
            assert_eq!(width(text, Region::Mainland), 6, "{text}");
        }
        for text in ["（）", "，，", "！，"] {
            assert_eq!(width(text, Region::Mainland), 8, "{text}");
        }
        assert!(exclamations_keep_blank(1) && !exclamations_keep_blank(2) && exclamations_keep_blank(3));
    }

    #[test]
    fn centred_marks_keep_a_blank_on_both_sides() {
        for text in ["》，", "，《", "）（"] {
            assert_eq!(width(text, Region::Taiwan), 6, "{text}");
        }
        assert_eq!(width("。」", Region::Taiwan), 7, "the other quarter goes when the line is put together (CLR-F06)");
        assert_eq!(blanks(Class::Exclamation, Region::Taiwan, Writing::Horizontal), Blanks::NONE);
        assert_eq!(blanks(Class::Colon, Region::Mainland, Writing::Vertical), Blanks::NONE);
        assert_eq!(blanks(Class::Pause, Region::Mainland, Writing::Vertical), Blanks::END);
    }
}
