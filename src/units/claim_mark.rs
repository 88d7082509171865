//! What shows in the text that a claim is made: a word of the manifest in, a `ClaimMark` out.

/// The mark of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ClaimMark {
    /// A raised letter behind the claim's words.
    #[default]
    Letter,
    /// The letter in the fore margin beside the line 侧标, and nothing in the text.
    Side,
    /// Nothing; the appendix still leads to the words.
    None,
}

impl ClaimMark {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Side, Self::None];

    /// The word in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Side => "side",
            Self::None => "none",
        }
    }

    /// The mark that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }
}
