//! An indent that was typed. In: the words of a paragraph. Out: the same without wide spaces at their start, for books that indent
//! paragraphs by themselves (CLR-L01).

use std::borrow::Cow;

use super::{Inline, InlineKind};

/// Words without the wide spaces that were typed before them.
pub fn without_typed_indent(content: &[Inline]) -> Cow<'_, [Inline]> {
    let is_indent = |letter: char| matches!(letter, '\u{3000}' | ' ' | '\u{A0}');
    let Some(Inline { kind: InlineKind::Text(words), span }) = content.first() else { return Cow::Borrowed(content) };
    if !words.starts_with('\u{3000}') {
        return Cow::Borrowed(content);
    }
    let rest = words.trim_start_matches(is_indent).to_owned();
    let mut out = content.to_vec();
    if rest.is_empty() {
        out.remove(0);
    } else {
        out[0] = Inline { kind: InlineKind::Text(rest), span: *span };
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    #[test]
    fn only_wide_spaces_are_an_indent() {
        let span = Span::new(FileId(0), 0..0);
        for (words, expected) in [("\u{3000}\u{3000}天地", "天地"), ("天\u{3000}地", "天\u{3000}地"), (" 天", " 天")]
        {
            let content = [Inline { kind: InlineKind::Text(words.to_owned()), span }];
            assert_eq!(super::super::plain_text(&without_typed_indent(&content)), expected);
        }
    }
}
