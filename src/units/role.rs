//! What a face is for. A theme speaks of roles alone; the font set says which file plays them (CLR-A05).

/// A part that a face plays in a book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FaceRole {
    /// 宋体: body text and notes.
    Song,
    /// Bold Song: headings, strong text.
    SongBold,
    /// 黑体: headings, labels, emphasis.
    Hei,
    /// Bold Hei.
    HeiBold,
    /// 楷体: quotations, emphasis, standfirsts.
    Kai,
    /// 仿宋: subheadings, documents.
    Fangsong,
    /// Latin beside Song.
    Latin,
    /// Bold Latin.
    LatinBold,
    /// Italic Latin.
    LatinItalic,
    /// Bold italic Latin.
    LatinBoldItalic,
    /// Code.
    Mono,
    /// Bold code.
    MonoBold,
    /// Code whose Latin is exactly half a Han character wide.
    MonoHalf,
}

impl FaceRole {
    /// Every role.
    pub const ALL: [Self; 13] = [
        Self::Song,
        Self::SongBold,
        Self::Hei,
        Self::HeiBold,
        Self::Kai,
        Self::Fangsong,
        Self::Latin,
        Self::LatinBold,
        Self::LatinItalic,
        Self::LatinBoldItalic,
        Self::Mono,
        Self::MonoBold,
        Self::MonoHalf,
    ];

    /// The table's name in `fonts.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Song => "song",
            Self::SongBold => "song-bold",
            Self::Hei => "hei",
            Self::HeiBold => "hei-bold",
            Self::Kai => "kai",
            Self::Fangsong => "fangsong",
            Self::Latin => "latin",
            Self::LatinBold => "latin-bold",
            Self::LatinItalic => "latin-italic",
            Self::LatinBoldItalic => "latin-bold-italic",
            Self::Mono => "mono",
            Self::MonoBold => "mono-bold",
            Self::MonoHalf => "mono-half",
        }
    }

    /// The role that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether it is of bold weight.
    pub fn is_bold(self) -> bool {
        matches!(self, Self::SongBold | Self::HeiBold | Self::LatinBold | Self::LatinBoldItalic | Self::MonoBold)
    }

    /// Who plays this role where the set names no face for it, in order: 仿宋 has no free font and falls back to Kai.
    pub fn stand_ins(self) -> &'static [Self] {
        match self {
            Self::Song | Self::Hei => &[],
            Self::SongBold => &[Self::HeiBold, Self::Song],
            Self::HeiBold => &[Self::Hei, Self::SongBold, Self::Song],
            Self::Kai => &[Self::Fangsong, Self::Song],
            Self::Fangsong => &[Self::Kai, Self::Song],
            Self::Latin => &[Self::Song],
            Self::LatinBold => &[Self::SongBold, Self::Latin, Self::Song],
            Self::LatinItalic => &[Self::Latin, Self::Song],
            Self::LatinBoldItalic => &[Self::LatinBold, Self::LatinItalic, Self::Latin, Self::Song],
            Self::Mono => &[Self::MonoHalf, Self::Latin, Self::Song],
            Self::MonoBold => &[Self::Mono, Self::MonoHalf, Self::LatinBold, Self::Song],
            Self::MonoHalf => &[Self::Mono, Self::Latin, Self::Song],
        }
    }
}
