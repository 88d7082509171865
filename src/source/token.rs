//! Our own marks in a text as the parser gives it. In: a text with hidden bars and brackets. Out: the next ruby, opening or closing.

use std::ops::Range;

use super::marked::{BAR, CLOSE, OPEN};
use super::styled::target_at;

/// A mark of ours.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{base|annotation}`: its two sides, with bars still hidden.
    Ruby { base: &'a str, annotation: &'a str },
    /// `[` before words that are set in a way.
    Open,
    /// `](set:name)`: its target.
    Close(&'a str),
}

/// The next mark from byte `from`, and its bytes.
pub(super) fn next_token(text: &str, from: usize) -> Option<(Range<usize>, Token<'_>)> {
    let mut at = from;
    while let Some(found) = text[at..].find([BAR, OPEN, CLOSE]) {
        let start = at + found;
        // The three are noncharacters of one length.
        let after = start + BAR.len_utf8();
        let token = if text[start..].starts_with(OPEN) {
            Some((start..after, Token::Open))
        } else if text[start..].starts_with(CLOSE) {
            target_at(&text[after..]).map(|target| (start..after + target.len() + 2, Token::Close(target)))
        } else {
            ruby(text, from, start, after)
        };
        if token.is_some() {
            return token;
        }
        at = after;
    }
    None
}

fn ruby(text: &str, from: usize, bar: usize, after: usize) -> Option<(Range<usize>, Token<'_>)> {
    let open = from + text[from..bar].rfind('{')?;
    let close = after + text[after..].find('}')?;
    Some((open..close + 1, Token::Ruby { base: &text[open + 1..bar], annotation: &text[after..close] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_in_order_and_what_is_none_is_passed_over() {
        let text = format!("a{BAR}{{字{BAR}zì}}{OPEN}b{CLOSE}(x){CLOSE}(set:kai)");
        let mut from = 0;
        let mut found = Vec::new();
        while let Some((range, token)) = next_token(&text, from) {
            from = range.end;
            found.push(token);
        }
        assert_eq!(found, [Token::Ruby { base: "字", annotation: "zì" }, Token::Open, Token::Close("set:kai")]);
        assert_eq!(from, text.len());
    }
}
