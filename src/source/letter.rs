//! Which characters join without a space. In: a character. Out: whether it is Han, kana, or CJK punctuation (CLR-H, demand 2).
//!
//! The rules of composition have their own, finer classes in `cjk`; reading asks three questions only.

/// Han characters, with the marks that stand for one: 々〇〆.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '々' | '〆' | '〇' | '\u{2E80}'..='\u{2FDF}' | '\u{3021}'..='\u{3029}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Hiragana, katakana and bopomofo.
pub(super) fn is_syllable(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Hangul: its words stand apart, as Latin ones do.
pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

/// Punctuation that is CJK wherever it stands: 、。《》 and the full-width forms.
pub(super) fn is_cjk_mark(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}'..='\u{303F}' | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Punctuation that Chinese shares with Western scripts: its neighbours decide (CLR-A09).
pub(super) fn is_shared_mark(letter: char) -> bool {
    matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '⸺')
}

/// What joins its like without a space: Han, kana and CJK punctuation, not Hangul.
pub(super) fn joins(letter: char) -> bool {
    is_han(letter) || is_syllable(letter) || is_cjk_mark(letter)
}

/// Any character of the CJK scripts.
pub(super) fn is_cjk(letter: char) -> bool {
    joins(letter) || is_hangul(letter)
}

/// A letter or digit of a script that divides words by spaces.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_han(letter) && !is_syllable(letter)
}
