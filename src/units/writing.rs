//! Writing modes and regions: which way lines run, and whose conventions a text follows.

/// Which way lines run 书写方向.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Writing {
    /// Lines from left to right, one below the other 横排.
    #[default]
    Horizontal,
    /// Lines from top to bottom, one to the left of the other 直排.
    Vertical,
}

/// Whose conventions a text follows. Rules are keyed on the region, never on the script (reference, "Columns").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Region {
    /// The Mainland 大陆.
    #[default]
    Mainland,
    /// Taiwan 台湾.
    Taiwan,
    /// Hong Kong 香港, and Macao.
    HongKong,
    /// Japan 日本.
    Japan,
    /// Korea 韩国.
    Korea,
}

impl Writing {
    /// The mode that a manifest's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "horizontal" => Some(Self::Horizontal),
            "vertical" => Some(Self::Vertical),
            _ => None,
        }
    }
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 5] = [Self::Mainland, Self::Taiwan, Self::HongKong, Self::Japan, Self::Korea];

    /// A manifest's word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mainland => "cn",
            Self::Taiwan => "tw",
            Self::HongKong => "hk",
            Self::Japan => "jp",
            Self::Korea => "kr",
        }
    }

    /// The region that a manifest's word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.word() == word)
    }

    /// The region of a language by its BCP 47 tag; the Mainland where it names none. `zh-Hant` alone is Taiwan's.
    pub fn of_language(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let has = |part: &str| tag.split('-').any(|own| own == part);
        match tag.split('-').next().unwrap_or("") {
            "ja" => Self::Japan,
            "ko" => Self::Korea,
            _ if has("hk") || has("mo") => Self::HongKong,
            _ if has("tw") || (has("hant") && !has("cn")) => Self::Taiwan,
            _ => Self::Mainland,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_of_languages() {
        let table = [
            ("zh-Hans", Region::Mainland),
            ("zh", Region::Mainland),
            ("zh-Hant", Region::Taiwan),
            ("zh-TW", Region::Taiwan),
            ("zh-Hant-HK", Region::HongKong),
            ("zh-Hant-CN", Region::Mainland),
            ("zh_MO", Region::HongKong),
            ("ja", Region::Japan),
            ("ko-KR", Region::Korea),
            ("en", Region::Mainland),
        ];
        for (tag, region) in table {
            assert_eq!(Region::of_language(tag), region, "{tag}");
        }
    }
}
