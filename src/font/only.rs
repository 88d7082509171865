//! What a fallback is kept to. In: the word of `only = "…"`, a character. Out: whether the face may set it (CLR-A05, CLR-P04).
//!
//! A face of Hebrew or of emoji often has letters, digits and arrows as well, which would be a surprise in Chinese text.

use unicode_properties::UnicodeEmoji;
use unicode_script::{Script, UnicodeScript};

/// The characters that a fallback may set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Only {
    /// Emoji, and what sequences of them are made from.
    Emoji,
    /// Hiragana and katakana, with the marks that belong to them.
    Kana,
    /// A script of Unicode (UAX #24).
    Script(Script),
}

impl Only {
    /// The restriction that a word names: `emoji`, `kana`, a script's name in Unicode or its ISO 15924 code.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "emoji" => Some(Self::Emoji),
            "kana" => Some(Self::Kana),
            // These two name no script: they would mean any character.
            "common" | "inherited" | "zyyy" | "zinh" | "qaai" | "unknown" | "zzzz" => None,
            lower => {
                let name: String = lower.split(['_', '-', ' ']).map(capital).collect::<Vec<_>>().join("_");
                Script::from_full_name(&name).or_else(|| Script::from_short_name(&name)).map(Self::Script)
            }
        }
    }

    /// The word that the manifest says, for reports.
    pub fn word(self) -> String {
        match self {
            Self::Emoji => "emoji".to_owned(),
            Self::Kana => "kana".to_owned(),
            Self::Script(script) => script.full_name().to_ascii_lowercase(),
        }
    }

    /// Whether the face may set `character`.
    pub fn admits(self, character: char) -> bool {
        match self {
            Self::Emoji => !character.is_ascii() && character.is_emoji_char_or_emoji_component(),
            Self::Kana => belongs(character, Script::Hiragana) || belongs(character, Script::Katakana),
            Self::Script(script) => belongs(character, script),
        }
    }
}

/// Whether a character is of a script, or is a mark that Unicode lends to some scripts and to this one among them.
fn belongs(character: char, script: Script) -> bool {
    let extension = character.script_extension();
    character.script() == script
        || !extension.is_common() && !extension.is_inherited() && extension.contains_script(script)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_scripts_in_any_spelling() {
        for word in ["hebrew", "Hebrew", "hebr", "HEBREW"] {
            assert_eq!(Only::from_word(word), Some(Only::Script(Script::Hebrew)), "{word}");
        }
        assert_eq!(Only::from_word("old-turkic"), Some(Only::Script(Script::Old_Turkic)));
        assert_eq!(Only::from_word("common"), None);
        assert_eq!(Only::from_word("hebrewish"), None);
    }

    #[test]
    fn a_script_admits_its_marks_and_not_its_neighbours() {
        let hebrew = Only::Script(Script::Hebrew);
        assert!(hebrew.admits('ש') && !hebrew.admits('a') && !hebrew.admits('1') && !hebrew.admits('。'));
        assert!(Only::Kana.admits('ー') && Only::Kana.admits('か') && !Only::Kana.admits('漢'));
        assert!(Only::Emoji.admits('👍') && !Only::Emoji.admits('1') && !Only::Emoji.admits('汉'));
        // The danda stands in Devanagari, Bengali and their kin.
        assert!(Only::Script(Script::Bengali).admits('।'));
    }
}
