//! What the importer asks of a character. In: one `char`. Out: yes or no. Ranges are those of the Unicode block chart (Blocks.txt).

/// Whether `c` is a Han character, or kana, bopomofo or hangul, which take the same wide marks.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF       // radicals
        | 0x3005..=0x3007     // 々 〆 〇
        | 0x3021..=0x3029     // Hangzhou numerals
        | 0x3041..=0x30FA | 0x30FC..=0x30FF | 0x3105..=0x312F | 0x31A0..=0x31BF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFD)
}

/// Whether `c` is a mark that is wide in every Chinese text: no space belongs beside it.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F)
        || matches!(c, '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝')
}

/// Whether `c` is Han or a wide mark: what stands beside it is Chinese text.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_mark(c)
}

/// Whether `c` is a quotation mark, straight or curled.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』')
}

/// Whether a sentence can end with `c`, quotation marks and brackets aside.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '.' | '．')
}

/// Whether `c` separates the clauses of a sentence.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '—')
}

/// Whether `c` closes a quotation or a bracket.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '〗' | '〕' | ']' | '］' | '"' | '\'')
}

/// Whether `c` opens a quotation or a bracket.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '《' | '〈' | '【' | '〖' | '〔' | '[' | '［')
}

/// Whether `c` belongs to a Latin word or a number.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// The cells that `c` takes in a fixed-width line: two for what is wide.
pub(super) fn cells(c: char) -> usize {
    1 + usize::from(is_chinese(c) || matches!(u32::from(c), 0xFF00..=0xFF60))
}

/// Whether a text is mainly Chinese: at least as many Han characters as Latin words.
pub(super) fn mainly_chinese(text: &str) -> bool {
    let (mut n_han, mut n_words, mut in_word) = (0_usize, 0_usize, false);
    for c in text.chars() {
        n_han += usize::from(is_han(c));
        let letter = c.is_alphabetic() && !is_han(c);
        n_words += usize::from(letter && !in_word);
        in_word = letter || (in_word && (c.is_alphanumeric() && !is_han(c) || c == '\'' || c == '’'));
    }
    n_han > 0 && n_han >= n_words
}
