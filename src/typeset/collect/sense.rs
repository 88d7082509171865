//! Headings that need two lines break where their sense does (CLR-N07): after a colon, before a dash, before a bracket, after a comma. So do the
//! heads of tables, and their cells before a bracket that would be parted.
//!
//! In: a heading's text and its measure. Out: the same text with a forced break, where one serves.

use crate::typeset::flow::{Content, Rich};
use crate::units::{Abs, Em};

/// Places of sense, the strongest first: a break stands after each of these, and before the dash and brackets. The wide space parts the number of
/// a chapter from its title, and the halves of a title in two parts.
const PLACES: [&str; 8] = ["：", "——", "\u{3000}", "（", "(", "［", "，", "、"];

/// What opens a remark to the words before it.
const BRACKETS: [&str; 3] = ["（", "(", "［"];

/// Breaks a text that is longer than one line and fits two, at its strongest place of sense behind its first `number` letters.
pub(super) fn break_at_sense(rich: &mut Rich, number: usize, size: Abs, measure: Abs) {
    let letters: Vec<(usize, usize, char)> = letters(rich);
    let total: Em = letters.iter().map(|&(.., letter)| advance(letter)).sum();
    if total.at(size) <= measure {
        return;
    }
    let fits = |at: usize| {
        let first: Em = letters[..at].iter().map(|&(.., letter)| advance(letter)).sum();
        first.at(size) <= measure && (total - first).at(size) <= measure
    };
    let place = PLACES.iter().find_map(|mark| places(&letters, mark).into_iter().find(|&at| at > number && fits(at)));
    if let Some(&(piece, byte, _)) = place.and_then(|at| letters.get(at))
        && let Content::Words(words) = &mut rich.pieces[piece].content
    {
        words.insert(byte, '\n');
    }
}

/// A cell of a table with a break at each of its places of sense, the strongest first: a head at any, another cell before brackets alone.
pub(super) fn broken_at_sense(rich: &Rich, is_head: bool) -> Vec<Rich> {
    let letters = letters(rich);
    if letters.iter().any(|&(.., letter)| letter == '\n') {
        return Vec::new();
    }
    let marks = if is_head { &PLACES[..] } else { &BRACKETS[..] };
    let broken = |at: usize| {
        let (piece, byte, _) = *letters.get(at)?;
        let mut rich = rich.clone();
        let Content::Words(words) = &mut rich.pieces[piece].content else { return None };
        words.insert(byte, '\n');
        Some(rich)
    };
    marks.iter().flat_map(|mark| places(&letters, mark)).filter_map(broken).collect()
}

/// The length of the longer line of a head that breaks at its strongest place of sense; `None` where it has none.
pub(super) fn longer_part(rich: &Rich, length: impl Fn(&Rich) -> Abs) -> Option<Abs> {
    let letters = letters(rich);
    let (piece, byte, _) = *letters.get(PLACES.iter().find_map(|mark| places(&letters, mark).into_iter().next())?)?;
    let (mut first, mut second) = (rich.clone(), rich.clone());
    first.pieces.truncate(piece + 1);
    second.pieces.drain(..piece);
    if let (Some(Content::Words(before)), Some(Content::Words(after))) =
        (first.pieces.last_mut().map(|piece| &mut piece.content), second.pieces.first_mut().map(|it| &mut it.content))
    {
        before.truncate(byte);
        after.drain(..byte);
    }
    Some(length(&first).max(length(&second)))
}

/// Every character with its piece and its byte in it.
fn letters(rich: &Rich) -> Vec<(usize, usize, char)> {
    let mut out = Vec::new();
    for (at, piece) in rich.pieces.iter().enumerate() {
        if let Content::Words(words) = &piece.content {
            out.extend(words.char_indices().map(|(byte, letter)| (at, byte, letter)));
        }
    }
    out
}

/// Positions at which a line could begin because of `mark`.
fn places(letters: &[(usize, usize, char)], mark: &str) -> Vec<usize> {
    let mark: Vec<char> = mark.chars().collect();
    let found = letters
        .windows(mark.len())
        .enumerate()
        .filter(|(_, window)| window.iter().map(|&(.., letter)| letter).eq(mark.iter().copied()));
    let is_bracket = BRACKETS.iter().any(|bracket| bracket.starts_with(mark[0]));
    let begins = |(at, _)| if mark[0] == '—' || is_bracket { at } else { at + mark.len() };
    found.map(begins).filter(|&at| at > 0 && at < letters.len()).collect()
}

/// About how far a character reaches; the line composer measures.
fn advance(letter: char) -> Em {
    if letter == ' ' {
        Em::QUARTER
    } else if u32::from(letter) < 0x2000 {
        Em::HALF
    } else {
        Em::ONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{ArtifactKind, Paint, Tag};
    use crate::font::Role;
    use crate::typeset::collect::piece;
    use crate::typeset::line::CharStyle;

    fn broken(words: &str, ems: i64) -> String {
        broken_behind(0, words, ems)
    }

    fn broken_behind(number: usize, words: &str, ems: i64) -> String {
        let size = Abs::pt(10.0);
        let style = CharStyle::new(Role::Song, Role::Latin, size, Paint::BLACK);
        let tag = Tag::Artifact(ArtifactKind::Layout);
        let mut rich = Rich { pieces: vec![piece(Content::Words(words.to_owned()), style, tag)] };
        break_at_sense(&mut rich, number, size, size * ems);
        match &rich.pieces[0].content {
            Content::Words(words) => words.clone(),
            _ => String::new(),
        }
    }

    #[test]
    fn a_heading_breaks_after_its_colon_clr_n07() {
        assert_eq!(
            broken("和某人的决裂：一场关于“人类是否重要”的争吵", 18),
            "和某人的决裂：\n一场关于“人类是否重要”的争吵"
        );
        assert_eq!(broken("版心——书页的心脏", 7), "版心\n——书页的心脏");
        assert_eq!(broken("版心（书页，即心脏）", 8), "版心\n（书页，即心脏）");
        assert_eq!(
            broken("第一回　甄士隐梦幻识通灵　贾雨村风尘怀闺秀", 15),
            "第一回　甄士隐梦幻识通灵　\n贾雨村风尘怀闺秀"
        );
    }

    #[test]
    fn no_number_of_a_section_stands_on_a_line_alone() {
        assert_eq!(broken("2.7.4　从别处得来的很长的题目", 12), "2.7.4　\n从别处得来的很长的题目");
        assert_eq!(broken_behind(6, "2.7.4　从别处得来的很长的题目", 12), "2.7.4　从别处得来的很长的题目");
    }

    #[test]
    fn one_that_fits_or_has_no_place_is_left() {
        assert_eq!(broken("真正的起点：一分钟", 10), "真正的起点：一分钟");
        assert_eq!(broken("天地玄黄宇宙洪荒", 5), "天地玄黄宇宙洪荒");
        assert_eq!(broken("短：一二三四五六七八九十", 6), "短：一二三四五六七八九十");
    }
}
