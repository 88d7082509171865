//! `[words](set:style)`: how words are set where Markdown has no mark for it. In: the word of a style. Out: the style.

/// How words are set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SetStyle {
    /// 专名号: a line under a proper noun (CLR-J01).
    Name,
    /// 书名号甲式: a wavy line under the title of a work (CLR-J01).
    Title,
    /// 示亡号: a frame around the name of someone who has died (CLR-C11).
    Mourning,
    /// 割注 (夹注): a note in two small lines within the line (CLR-O12).
    InlineNote,
    /// 纵中横: upright in vertical text, in the space of one character (CLR-I05).
    Upright,
    /// 着重号, whatever emphasis the theme prefers.
    Dots,
    /// 楷体, whatever emphasis the theme prefers.
    Kai,
    /// Figures that are all of one width (CLR-H07).
    Tabular,
    /// 均排: spread evenly over so many ems (CLR-A03), from 1 to 40.
    Even(u8),
}

/// The most ems that words are spread over.
const WIDEST: u8 = 40;

impl SetStyle {
    /// Every style, the even one over four ems.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Title,
        Self::Mourning,
        Self::InlineNote,
        Self::Upright,
        Self::Dots,
        Self::Kai,
        Self::Tabular,
        Self::Even(4),
    ];

    /// The word in a source file; where it has a number, one for example.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Mourning => "mourning",
            Self::InlineNote => "inline-note",
            Self::Upright => "upright",
            Self::Dots => "dots",
            Self::Kai => "kai",
            Self::Tabular => "tabular",
            Self::Even(_) => "even=4",
        }
    }

    /// The Chinese words in a source file: the first is the one that messages name.
    pub fn chinese(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["专名", "專名"],
            Self::Title => &["书名", "書名"],
            Self::Mourning => &["示亡"],
            Self::InlineNote => &["夹注", "夾注", "割注"],
            Self::Upright => &["横", "橫", "纵中横", "縱中橫"],
            Self::Dots => &["着重", "著重"],
            Self::Kai => &["楷体", "楷體", "楷"],
            Self::Tabular => &["等宽数字", "等寬數字"],
            Self::Even(_) => &["均排=4"],
        }
    }

    /// The style that a word names; ASCII case doesn't count.
    pub fn from_word(word: &str) -> Option<Self> {
        if let Some((name, ems)) = word.split_once('=') {
            let is_even = name.trim().eq_ignore_ascii_case("even") || name.trim() == "均排";
            let ems = ems.trim().parse().ok().filter(|ems| (1..=WIDEST).contains(ems));
            return ems.filter(|_| is_even).map(Self::Even);
        }
        let has = |style: &Self| style.word().eq_ignore_ascii_case(word) || style.chinese().contains(&word);
        Self::ALL.into_iter().find(has)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_names_its_style_and_no_other() {
        let mut words = BTreeSet::new();
        for style in SetStyle::ALL {
            for word in style.chinese().iter().copied().chain([style.word()]) {
                assert_eq!(SetStyle::from_word(word), Some(style), "{word}");
                assert!(words.insert(word), "{word}");
            }
        }
        assert_eq!(SetStyle::from_word("Name"), Some(SetStyle::Name));
        assert_eq!(SetStyle::from_word(""), None);
        assert_eq!(SetStyle::from_word("均排=6"), Some(SetStyle::Even(6)));
        for word in ["even", "even=", "even=0", "even=41", "even=-1", "name=4"] {
            assert_eq!(SetStyle::from_word(word), None, "{word}");
        }
    }
}
