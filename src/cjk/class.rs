//! The class of a character: what the rules of groups C to J speak of. A character in, its class out.

/// What a character is to the rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// Han 汉字, and what is set like it.
    Han,
    /// Hiragana, katakana, bopomofo.
    Kana,
    /// Small kana, which begin no line where prohibition is strict (JLReq cl-11).
    SmallKana,
    /// Hangul syllables.
    Hangul,
    /// Iteration marks 々: Han that may not begin a line (CLR-E09).
    Iteration,
    /// Enclosed numbers ①: not left at a line end (CLR-E04).
    Enclosed,
    /// Arrows, stars and other signs of one em.
    Symbol,
    /// Signs of arithmetic beside numbers: − ≥ ≈. A formula is not divided at them (CLR-E04).
    Operator,
    /// Opening brackets, quotes and title marks.
    Opening,
    /// Closing brackets, quotes and title marks.
    Closing,
    /// Marks within a sentence: ，、.
    Pause,
    /// ：；, which stand upright in vertical text where ，、 move into a corner.
    Colon,
    /// Marks that end a sentence: 。．.
    Stop,
    /// ？！ and their single code points.
    Exclamation,
    /// The interpunct 间隔号 ·.
    Interpunct,
    /// The dash 破折号.
    Dash,
    /// The ellipsis 省略号.
    Ellipsis,
    /// The connector 连接号 ～ of one em.
    Connector,
    /// The solidus 分隔号.
    Solidus,
    /// Before a number: ￥.
    Prefix,
    /// After a number: ％ ℃.
    Postfix,
    /// Letters of Latin, Greek, Cyrillic and other scripts that are shaped in words.
    Letter,
    /// Figures.
    Digit,
    /// Hyphens and Latin dashes: a line may end after them and not begin with them.
    Hyphen,
    /// Latin opening brackets and quotes.
    LatinOpening,
    /// Latin closing brackets, quotes and points.
    LatinClosing,
    /// `"` and `'`, which open and close alike.
    Quote,
    /// Other signs that are set with Latin: % + @.
    LatinSymbol,
    /// Spaces that a line may break at.
    Space,
    /// The no-break space.
    FixedSpace,
    /// The ideographic space, one em.
    WideSpace,
    /// The zero-width space: a place to break.
    BreakPoint,
    /// The soft hyphen.
    SoftHyphen,
    /// The forced break.
    Newline,
    /// Combining marks, variation selectors and joiners: part of the character before.
    Combining,
}

impl Class {
    /// Whether it is set in squares of one em and lines may break between its members.
    pub const fn is_ideographic(self) -> bool {
        matches!(
            self,
            Self::Han | Self::Kana | Self::SmallKana | Self::Hangul | Self::Iteration | Self::Enclosed | Self::Symbol
        )
    }

    /// Whether it belongs to a run that is shaped with the Latin companion.
    pub const fn is_latin(self) -> bool {
        matches!(
            self,
            Self::Letter
                | Self::Digit
                | Self::Hyphen
                | Self::LatinOpening
                | Self::LatinClosing
                | Self::Quote
                | Self::LatinSymbol
                | Self::SoftHyphen
        )
    }

    /// Whether it is one of the marks that have a blank half (reference group F).
    pub const fn is_mark(self) -> bool {
        matches!(self, Self::Opening | Self::Closing) || self.is_point()
    }

    /// Whether it is a point 点号: a mark that parts or ends sentences.
    pub const fn is_point(self) -> bool {
        matches!(self, Self::Pause | Self::Colon | Self::Stop | Self::Exclamation)
    }

    /// Whether it counts as a character of a last line (CLR-L08): marks and spaces do not.
    pub const fn counts(self) -> bool {
        self.is_ideographic() || matches!(self, Self::Letter | Self::Digit | Self::LatinSymbol | Self::Postfix)
    }
}

/// The class of a character, read as Chinese where Chinese and Latin share the code point.
pub fn classify(character: char) -> Class {
    match character {
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        '\0'..='\u{7F}' => ascii(character),
        '\u{80}'..='\u{1FFF}' => western(character),
        '\u{2000}'..='\u{206F}' => punctuation(character),
        '\u{3000}'..='\u{30FF}' => cjk_marks(character),
        '\u{FF00}'..='\u{FFEF}' => full_width(character),
        _ => rest(character),
    }
}

/// The class of a shared code point where it is Latin (CLR-A09); other characters keep theirs.
pub fn latin_class(character: char) -> Class {
    match character {
        '“' | '‘' => Class::LatinOpening,
        '”' | '’' | '…' => Class::LatinClosing,
        '—' => Class::Hyphen,
        '·' => Class::LatinSymbol,
        other => classify(other),
    }
}

/// Whether a character has no ink and no width of its own: joiners, selectors, direction marks, control characters.
pub const fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}'
        | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn ascii(character: char) -> Class {
    match character {
        '\n' => Class::Newline,
        ' ' | '\t' | '\r' | '\x0B' | '\x0C' => Class::Space,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '(' | '[' | '{' => Class::LatinOpening,
        ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' => Class::LatinClosing,
        '-' => Class::Hyphen,
        '/' => Class::Solidus,
        '"' | '\'' => Class::Quote,
        '\0'..='\x1F' | '\x7F' => Class::Combining,
        _ => Class::LatinSymbol,
    }
}

fn western(character: char) -> Class {
    match character {
        '\u{A0}' => Class::FixedSpace,
        '\u{AD}' => Class::SoftHyphen,
        '·' => Class::Interpunct,
        '«' | '¡' | '¿' => Class::LatinOpening,
        '»' => Class::LatinClosing,
        'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2FF}' => Class::Letter,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => Class::Combining,
        '\u{180B}'..='\u{180E}' | '\u{61C}' => Class::Combining,
        '\u{80}'..='\u{9F}' => Class::Combining,
        '\u{1100}'..='\u{11FF}' => Class::Hangul,
        '\u{1680}' => Class::Space,
        '\u{370}'.. => Class::Letter,
        _ => Class::LatinSymbol,
    }
}

fn punctuation(character: char) -> Class {
    match character {
        '“' | '‘' => Class::Opening,
        '”' | '’' => Class::Closing,
        '—' | '―' => Class::Dash,
        '…' => Class::Ellipsis,
        '‧' => Class::Interpunct,
        '‼' | '⁇' | '⁈' | '⁉' => Class::Exclamation,
        '‰' | '‱' | '′' | '″' | '‴' => Class::Postfix,
        '※' | '‖' => Class::Symbol,
        '\u{2010}' | '\u{2012}' | '–' => Class::Hyphen,
        // A hyphen that no line breaks after.
        '\u{2011}' => Class::LatinSymbol,
        '‚' | '„' | '‹' => Class::LatinOpening,
        '›' => Class::LatinClosing,
        '\u{2007}' | '\u{202F}' => Class::FixedSpace,
        '\u{2000}'..='\u{200A}' | '\u{205F}' => Class::Space,
        '\u{200B}' => Class::BreakPoint,
        '\u{2028}' | '\u{2029}' => Class::Newline,
        '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => Class::Combining,
        _ => Class::LatinSymbol,
    }
}

fn cjk_marks(character: char) -> Class {
    match character {
        '\u{3000}' => Class::WideSpace,
        '、' => Class::Pause,
        '。' => Class::Stop,
        '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' => Class::Opening,
        '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟' => Class::Closing,
        '々' | '〻' => Class::Iteration,
        '〇' | '〆' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303A}' => Class::Han,
        '〜' | '〰' | '゠' => Class::Connector,
        '・' => Class::Interpunct,
        'ー' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => Class::Iteration,
        '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}' => Class::Combining,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' => {
            Class::SmallKana
        }
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' => {
            Class::SmallKana
        }
        '\u{3041}'..='\u{30FF}' => Class::Kana,
        _ => Class::Symbol,
    }
}

fn full_width(character: char) -> Class {
    match character {
        '，' | '､' => Class::Pause,
        '；' | '：' => Class::Colon,
        '．' | '｡' => Class::Stop,
        '？' | '！' => Class::Exclamation,
        '（' | '［' | '｛' | '｟' | '｢' => Class::Opening,
        '）' | '］' | '｝' | '｠' | '｣' => Class::Closing,
        '～' | '－' => Class::Connector,
        '／' => Class::Solidus,
        '％' => Class::Postfix,
        '￥' | '＄' | '￡' | '￠' | '￦' => Class::Prefix,
        '･' => Class::Interpunct,
        _ => Class::Han,
    }
}

fn rest(character: char) -> Class {
    match character {
        '\u{2070}'..='\u{20CF}' => Class::LatinSymbol,
        '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}' => Class::Combining,
        '℃' | '℉' | '㎏' | '㎡' => Class::Postfix,
        '№' => Class::Prefix,
        '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32FF}' => Class::Enclosed,
        '⋯' => Class::Ellipsis,
        '\u{2E3A}' | '\u{2E3B}' => Class::Dash,
        '−' | '∓' | '∼' | '≈' | '≒' | '≠' | '≡' | '≤' | '≥' | '≦' | '≧' | '≪' | '≫' => {
            Class::Operator
        }
        '\u{2190}'..='\u{2BFF}' | '\u{2100}'..='\u{214F}' => Class::Symbol,
        '\u{2150}'..='\u{218F}' => Class::LatinSymbol,
        '\u{2C00}'..='\u{2DFF}' | '\u{A500}'..='\u{A95F}' | '\u{AB30}'..='\u{ABFF}' => Class::Letter,
        '\u{A4D0}'..='\u{A4FF}' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => Class::Letter,
        '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' => Class::Kana,
        '\u{31F0}'..='\u{31FF}' => Class::SmallKana,
        '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' => Class::Hangul,
        '\u{FE11}' | '\u{FE10}' | '\u{FE50}'..='\u{FE51}' => Class::Pause,
        '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}' => Class::Combining,
        '\u{10000}'..='\u{1AFFF}' | '\u{1D400}'..='\u{1D7FF}' => Class::Letter,
        '\u{1F000}'..='\u{1FAFF}' => Class::Symbol,
        _ => Class::Han,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_the_marks() {
        let table = [
            ("汉龘𠀀〇㐀", Class::Han),
            ("あア", Class::Kana),
            ("っォ", Class::SmallKana),
            ("（《“‘「【", Class::Opening),
            ("）》”’」】", Class::Closing),
            ("，、", Class::Pause),
            ("；：", Class::Colon),
            ("。．", Class::Stop),
            ("？！‼", Class::Exclamation),
            ("·・‧", Class::Interpunct),
            ("—⸺", Class::Dash),
            ("…⋯", Class::Ellipsis),
            ("～", Class::Connector),
            ("/／", Class::Solidus),
            ("-–", Class::Hyphen),
            ("aéЖα", Class::Letter),
            ("09", Class::Digit),
            ("①㈠", Class::Enclosed),
            ("−≥≈", Class::Operator),
            ("\u{FE00}\u{E0100}\u{301}\u{200D}", Class::Combining),
            ("％℃", Class::Postfix),
        ];
        for (characters, class) in table {
            for character in characters.chars() {
                assert_eq!(classify(character), class, "{character}");
            }
        }
        assert!("\u{AD}\u{FEFF}\u{FE00}".chars().all(is_ignorable) && !"a \n汉\u{301}".chars().any(is_ignorable));
    }
}
