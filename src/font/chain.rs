//! The order in which faces are asked. In: roles, the set's faces. Out: the face of each character, decided once (CLR-A05, CLR-P04).
//!
//! 1. The roles, as they are given, then their stand-ins.
//! 2. The manifest's fallbacks, in its order, each for the characters that it is kept to; for bold roles the bold ones first.
//! 3. Faces of other roles, in the manifest's order: better a surprise than a box.
//!
//! A character that is an emoji by default (UTS #51 §4) goes to the faces kept to emoji before all of these.

use std::sync::atomic::{AtomicU16, Ordering};

use unicode_properties::{EmojiStatus, UnicodeEmoji};

use super::{Face, Only};
use crate::display::FaceId;

/// In the table: nobody has asked yet.
const UNASKED: u16 = 0;
/// In the table: no face has it. Other entries are the face's number and two.
const NOBODY: u16 = 1;

/// A face with what it may set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    pub(super) face: FaceId,
    pub(super) only: Option<Only>,
    /// Whether it is a face of a role that was not asked for.
    pub(super) is_stranger: bool,
}

/// Faces in the order in which they are asked, with the answers so far.
///
/// Any thread may fill the table: the answer to a character is the same whoever asks first.
pub(super) struct Chain {
    pub(super) order: Vec<Candidate>,
    plane: Vec<AtomicU16>,
}

impl Chain {
    pub(super) fn new(order: Vec<Candidate>) -> Self {
        Self { order, plane: std::iter::repeat_with(|| AtomicU16::new(UNASKED)).take(0x1_0000).collect() }
    }

    /// The face that sets `character` where it stands alone.
    pub(super) fn find(&self, faces: &[Face], character: char) -> Option<FaceId> {
        let decide = || ask(&self.order, faces, character, &|_| true);
        let Some(slot) = self.plane.get(character as usize) else { return decide() };
        match slot.load(Ordering::Relaxed) {
            UNASKED => {
                let found = decide();
                slot.store(found.map_or(NOBODY, |face| face.0 + 2), Ordering::Relaxed);
                found
            }
            NOBODY => None,
            known => Some(FaceId(known - 2)),
        }
    }
}

/// The first face of an order that sets `character` where it stands alone, of those that are `usable`.
pub(super) fn ask(
    order: &[Candidate],
    faces: &[Face],
    character: char,
    usable: &impl Fn(&Face) -> bool,
) -> Option<FaceId> {
    let has = |candidate: &&Candidate| {
        let face = &faces[usize::from(candidate.face.0)];
        candidate.may_set(character) && usable(face) && face.glyph(character).is_some()
    };
    let emoji = || order.iter().filter(|candidate| candidate.only == Some(Only::Emoji)).find(has);
    let first = if is_emoji_by_default(character) { emoji() } else { None };
    first.or_else(|| order.iter().find(has)).map(|candidate| candidate.face)
}

impl Candidate {
    pub(super) fn may_set(&self, character: char) -> bool {
        self.only.is_none_or(|only| only.admits(character))
    }
}

/// Whether a character is shown as an emoji where nothing says otherwise: `Emoji_Presentation` of Unicode.
pub(super) fn is_emoji_by_default(character: char) -> bool {
    // Below stand the alphabets, which are most of what is asked.
    u32::from(character) >= 0x231A
        && matches!(
            character.emoji_status(),
            EmojiStatus::EmojiPresentation
                | EmojiStatus::EmojiPresentationAndModifierBase
                | EmojiStatus::EmojiPresentationAndEmojiComponent
                | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
        )
}
