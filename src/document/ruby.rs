//! Ruby 注音: readings that stand beside their text. In: the two sides of `{汉字|hàn zì}`. Out: which reading stands by which
//! characters (CLR-K). What follows two bars stands on the other side: a second reading `{漢字|ㄏㄢˋ ㄗˋ||hàn zì}` (CLR-K12), or a
//! comment `{原文||评语}` (CLR-K16).

/// Ruby: one pair a character, or one pair for the whole group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruby {
    /// The base text in order, each piece with its reading. Never empty.
    pub pairs: Vec<RubyPair>,
    /// What the readings are written in.
    pub kind: RubyKind,
    /// What stands on the other side.
    pub below: Option<Below>,
}

/// What stands below horizontal text, and to the left of vertical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Below {
    /// Readings, one a piece of the text above it or one for the whole.
    Reading(Vec<String>),
    /// A comment 行间评注: as long as it likes.
    Comment(String),
}

impl Below {
    /// Its words in one line.
    pub fn text(&self) -> String {
        match self {
            Self::Reading(readings) => joined(&readings.iter().map(String::as_str).collect::<Vec<_>>()),
            Self::Comment(words) => words.clone(),
        }
    }
}

/// A piece of text and its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubyPair {
    /// 基文
    pub base: String,
    /// 注文
    pub annotation: String,
}

/// What readings are written in: it decides where they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RubyKind {
    /// Pinyin, kana, a gloss: above the text, in vertical text to the right.
    Phonetic,
    /// Bopomofo 注音符号: to the right of each character in both writing modes.
    Bopomofo,
}

impl Ruby {
    /// Ruby from its base and what is written after the bar.
    ///
    /// The readings are divided at bars, or without one at blanks. As many as the base has characters: one each. Otherwise they
    /// are the reading of the whole, as `Chóngqìng` is of 重庆.
    pub fn new(base: &str, annotation: &str) -> Self {
        // The first of two bars is already gone where nothing stands above.
        let (above, below) = match annotation.strip_prefix('|') {
            Some(below) => ("", Some(below)),
            None => annotation.split_once("||").map_or((annotation, None), |(above, below)| (above, Some(below))),
        };
        let mut ruby = Self::one_sided(base, above.trim());
        ruby.below = below.and_then(|below| below_of(&ruby, below.trim()));
        ruby
    }

    fn one_sided(base: &str, annotation: &str) -> Self {
        let by_bars: Vec<&str> = annotation.split('|').map(str::trim).collect();
        let parts: Vec<&str> = if by_bars.len() > 1 { by_bars } else { annotation.split_whitespace().collect() };
        let letters = letters(base);
        let kind = kind_of(annotation);
        let is_each = parts.len() == letters.len() && !base.contains(char::is_whitespace);
        let pairs = if is_each {
            let pair = |(base, annotation): (&str, &str)| RubyPair {
                base: base.to_owned(),
                annotation: annotation.to_owned(),
            };
            letters.into_iter().zip(parts).map(pair).collect()
        } else {
            vec![RubyPair { base: base.to_owned(), annotation: joined(&parts) }]
        };
        Self { pairs, kind, below: None }
    }

    /// The text that the readings stand by.
    pub fn base(&self) -> String {
        self.pairs.iter().map(|pair| pair.base.as_str()).collect()
    }

    /// The readings in one line, as brackets after the base would hold them.
    pub fn annotation(&self) -> String {
        joined(&self.pairs.iter().map(|pair| pair.annotation.as_str()).collect::<Vec<_>>())
    }

    /// Whether each character has its own reading.
    pub fn is_each(&self) -> bool {
        self.pairs.len() > 1 || self.pairs.first().is_some_and(|pair| letters(&pair.base).len() == 1)
    }
}

/// What stands on the other side of a base that is divided already. Han is a comment, anything else a reading.
fn below_of(ruby: &Ruby, words: &str) -> Option<Below> {
    if words.is_empty() {
        return None;
    }
    if words.contains(|letter: char| matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')) {
        return Some(Below::Comment(words.to_owned()));
    }
    let other = Ruby::one_sided(&ruby.base(), words);
    let has_same_pieces = other.pairs.len() == ruby.pairs.len();
    let readings: Vec<String> = other.pairs.into_iter().map(|pair| pair.annotation).collect();
    Some(Below::Reading(if has_same_pieces { readings } else { vec![words.to_owned()] }))
}

/// Readings in one line: words of letters stand apart, kana and bopomofo syllables only where they have tones.
fn joined(parts: &[&str]) -> String {
    let is_kana = |part: &&str| part.chars().all(|letter| matches!(letter, '\u{3040}'..='\u{30FF}'));
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(if parts.iter().all(is_kana) { "" } else { " " })
}

/// The characters of a base, each with its selectors and combining marks.
fn letters(base: &str) -> Vec<&str> {
    let mut starts: Vec<usize> =
        base.char_indices().filter(|&(_, letter)| !is_attached(letter)).map(|(at, _)| at).collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([base.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &base[start..end]).collect()
}

fn is_attached(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Bopomofo letters, with the tone marks that stand beside them and nothing else.
fn kind_of(annotation: &str) -> RubyKind {
    let is_letter = |letter: char| matches!(letter, '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}');
    let is_tone = |letter: char| matches!(letter, 'ˊ' | 'ˇ' | 'ˋ' | '˙' | 'ˉ' | '˫' | '\u{358}');
    let is_other = |letter: char| !is_letter(letter) && !is_tone(letter) && !letter.is_whitespace() && letter != '|';
    if annotation.contains(is_letter) && !annotation.contains(is_other) {
        RubyKind::Bopomofo
    } else {
        RubyKind::Phonetic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(base: &str, annotation: &str) -> String {
        let ruby = Ruby::new(base, annotation);
        let pairs: Vec<String> = ruby.pairs.iter().map(|pair| format!("{}={}", pair.base, pair.annotation)).collect();
        let below = match &ruby.below {
            None => String::new(),
            Some(Below::Reading(readings)) => format!(" / {}", readings.join(",")),
            Some(Below::Comment(words)) => format!(" // {words}"),
        };
        format!("{}{}{below}", if ruby.kind == RubyKind::Bopomofo { "b " } else { "" }, pairs.join(","))
    }

    #[test]
    fn readings_are_given_to_characters_where_their_numbers_agree() {
        for (base, annotation, expected) in [
            ("汉字", "hàn zì", "汉=hàn,字=zì"),
            ("汉字", " hàn  zì ", "汉=hàn,字=zì"),
            ("重庆", "Chóngqìng", "重庆=Chóngqìng"),
            ("東京", "とう|きょう", "東=とう,京=きょう"),
            ("東京都", "とう|きょう", "東京都=とうきょう"),
            ("漢字", "ㄏㄢˋ ㄗˋ", "b 漢=ㄏㄢˋ,字=ㄗˋ"),
            ("媽", "˙ㄇㄚ", "b 媽=˙ㄇㄚ"),
            ("漢字", "ㄏㄢˋ x", "漢=ㄏㄢˋ,字=x"),
            ("骨\u{E0100}头", "gǔ tou", "骨\u{E0100}=gǔ,头=tou"),
            ("大 小", "dà - xiǎo", "大 小=dà - xiǎo"),
            ("字", "zì", "字=zì"),
            ("今日", "きょう|", "今=きょう,日="),
            ("漢字", "ㄏㄢˋ ㄗˋ||hàn zì", "b 漢=ㄏㄢˋ,字=ㄗˋ / hàn,zì"),
            ("漢字", "ㄏㄢˋ ㄗˋ || hànzì", "b 漢=ㄏㄢˋ,字=ㄗˋ / hànzì"),
            ("原文", "|此句有味", "原文= // 此句有味"),
            ("原文", "|yuánwén", "原文= / yuánwén"),
            ("原文", "yuánwén||", "原文=yuánwén"),
        ] {
            assert_eq!(show(base, annotation), expected);
        }
    }
}
