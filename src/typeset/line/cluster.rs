//! What is more than one character and yet one object: a letter with its marks, emoji made of several characters (UAX #29, UTS #51), and
//! a hyphen that is no Latin one. In: a place in the text. Out: where the object ends, or what it is.

use super::prepare::Builder;
use super::{PieceKind, TextPiece};
use crate::cjk::Class;
use crate::cjk::context::Placed;
use crate::units::{Region, Writing};

impl Builder<'_> {
    /// The end of the combining marks and selectors that follow `index`, within its piece.
    pub(super) fn end_of_cluster(&self, index: usize, piece: &TextPiece) -> usize {
        let follows = |place: &&Placed| place.class == Class::Combining && (place.at as usize) < piece.range.end;
        let mut next = index + 1 + self.placed[index + 1..].iter().take_while(follows).count();
        // What a joiner joins, and the second half of a flag, belong to one emoji (UTS #51).
        let is_flag = |place: &Placed| matches!(place.character, '\u{1F1E6}'..='\u{1F1FF}');
        let is_half = next == index + 1 && is_flag(&self.placed[index]);
        while let Some(after) = self.placed.get(next).filter(|after| (after.at as usize) < piece.range.end) {
            let is_joined = self.placed[next - 1].character == '\u{200D}' && after.class == Class::Symbol;
            if !(is_joined || (is_half && next == index + 1 && is_flag(after))) {
                break;
            }
            next += 1 + self.placed[next + 1..].iter().take_while(follows).count();
        }
        next
    }

    /// A figure in a key: `1\u{FE0F}\u{20E3}`.
    pub(super) fn is_keycap(&self, index: usize) -> bool {
        let at = |n: usize| self.placed.get(index + n).map(|place| place.character);
        at(1) == Some('\u{20E3}') || (at(1) == Some('\u{FE0F}') && at(2) == Some('\u{20E3}'))
    }

    pub(super) fn is_mainland_line(&self) -> bool {
        self.setting.region == Region::Mainland && self.writing() == Writing::Horizontal
    }

    /// A hyphen between two Han characters, half an em long on the Mainland.
    pub(super) fn is_short_hyphen(&self, index: usize, piece: &TextPiece) -> bool {
        let is_han = |place: Option<&Placed>| place.is_some_and(|place| place.class == Class::Han);
        self.placed[index].character == '-'
            && piece.kind == PieceKind::Words
            && self.is_mainland_line()
            && is_han(index.checked_sub(1).and_then(|before| self.placed.get(before)))
            && is_han(self.placed.get(index + 1))
    }
}
