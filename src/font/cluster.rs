//! Which face sets what a reader takes for one character. In: a cluster (UAX #29). Out: whether it is an emoji, and its face.
//!
//! UTS #51: selectors, joiners, flags, keycaps and skin tones make one picture of several characters; one face must set them all.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::UnicodeEmoji;

use super::chain::{Candidate, is_emoji_by_default};
use super::{FontSet, Only, Role};
use crate::display::FaceId;

/// How a cluster is to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presentation {
    /// As a letter, a sign or a mark.
    Text,
    /// As an emoji.
    Emoji,
}

/// Asks for text: VARIATION SELECTOR-15.
const TEXT_SELECTOR: char = '\u{FE0E}';
/// Asks for an emoji: VARIATION SELECTOR-16.
const EMOJI_SELECTOR: char = '\u{FE0F}';
/// COMBINING ENCLOSING KEYCAP.
const KEYCAP: char = '\u{20E3}';

/// Whether a cluster is an emoji (UTS #51 §2 and §4): its selector says so, or what it is made of, or its first character.
pub fn presentation(cluster: &str) -> Presentation {
    let mut letters = cluster.chars();
    let Some(base) = letters.next() else { return Presentation::Text };
    let rest = letters.as_str();
    let is_emoji = match rest.chars().next() {
        None => is_emoji_by_default(base),
        Some(TEXT_SELECTOR) => false,
        Some(EMOJI_SELECTOR | KEYCAP) => base.is_emoji_char_or_emoji_component(),
        Some(next) => {
            let is_modified = matches!(next, '\u{1F3FB}'..='\u{1F3FF}' | '\u{200D}' | '\u{E0020}'..='\u{E007F}');
            is_emoji_by_default(base) || is_modified && !base.is_ascii() && base.is_emoji_char()
        }
    };
    if is_emoji { Presentation::Emoji } else { Presentation::Text }
}

impl FontSet {
    /// The face that sets a whole cluster: a letter with its marks, a Han character with its variation selector, an emoji sequence.
    ///
    /// The order is that of [`FontSet::pick`]. Of the faces that have the first character, that is the one
    /// - kept to emoji, where the cluster is an emoji; not kept to them, where it asks for text;
    /// - with a glyph of its own for the base and its variation selector (CLR-A13), among the roles' faces and the fallbacks;
    /// - with every other character that is drawn, or the composed letter that they make;
    /// - that comes first.
    ///
    /// Earlier wishes are worth more, and none of them makes a cluster unsettable: `None` says that no face has its first
    /// character. Characters that the face then lacks are glyph 0 when it is shaped.
    pub fn pick_cluster(&self, roles: &[Role], cluster: &str) -> Option<FaceId> {
        let mut letters = cluster.chars();
        let base = letters.next()?;
        let rest = letters.as_str();
        if rest.is_empty() {
            return self.pick(roles, base).map(|(face, _)| face);
        }
        let wanted = Wanted::new(base, rest, presentation(cluster), cluster);
        let order = self.order(roles);
        let with_base = order.iter().filter(|candidate| wanted.has_base(self, candidate));
        // The first of the best: `min_by_key` keeps the earliest of its like.
        with_base.min_by_key(|candidate| wanted.shortfall(self, candidate)).map(|candidate| candidate.face)
    }
}

/// What a cluster asks of a face.
struct Wanted {
    base: char,
    presentation: Presentation,
    selector: Option<char>,
    /// What else is drawn.
    marks: Vec<char>,
    /// The cluster as one character, where Unicode has one.
    composed: Option<char>,
}

impl Wanted {
    fn new(base: char, rest: &str, presentation: Presentation, cluster: &str) -> Self {
        let mut composed = cluster.nfc();
        let composed = composed.next().filter(|_| composed.next().is_none());
        let marks = rest.chars().filter(|&mark| is_drawn(mark)).collect();
        let selector = rest.chars().next().filter(|&next| is_variant_selector(next));
        Self { base, presentation, selector, marks, composed }
    }

    fn has_base(&self, set: &FontSet, candidate: &Candidate) -> bool {
        // A keycap begins with a digit, which a face kept to emoji may set here and nowhere else.
        let is_emoji = candidate.only == Some(Only::Emoji) && self.presentation == Presentation::Emoji;
        (is_emoji || candidate.may_set(self.base)) && set.face(candidate.face).glyph(self.base).is_some()
    }

    /// What a face lacks, the graver first: the look, the variant, the other characters, and that its role was asked for.
    fn shortfall(&self, set: &FontSet, candidate: &Candidate) -> (bool, bool, bool, bool) {
        let face = set.face(candidate.face);
        let is_for_emoji = candidate.only == Some(Only::Emoji);
        let looks_wrong = is_for_emoji != (self.presentation == Presentation::Emoji);
        let has_variant = |selector| !candidate.is_stranger && face.variant(self.base, selector).is_some();
        let is_whole = self.marks.iter().all(|&mark| face.glyph(mark).is_some())
            || self.composed.is_some_and(|composed| face.glyph(composed).is_some());
        let lacks_variant = self.selector.is_some_and(|selector| !has_variant(selector));
        (looks_wrong, lacks_variant, !is_whole, candidate.is_stranger)
    }
}

/// Selectors of a Han character's or a sign's shape; those of emoji are dealt with by their presentation.
fn is_variant_selector(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a face must have a character to set the cluster: joiners, selectors and tags are not drawn.
fn is_drawn(letter: char) -> bool {
    !matches!(letter, '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_known_by_their_parts() {
        for cluster in
            ["👍", "👍🏽", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "🇨🇳", "👩\u{200D}🚀", "☝🏿", "🏴\u{E0067}\u{E007F}"]
        {
            assert_eq!(presentation(cluster), Presentation::Emoji, "{cluster}");
        }
        for cluster in ["❤", "☝", "1", "👍\u{FE0E}", "汉", "e\u{301}", "©", "क\u{200D}", ""] {
            assert_eq!(presentation(cluster), Presentation::Text, "{cluster}");
        }
    }
}
