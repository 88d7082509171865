//! Which dollars are only dollars. In: a body and the place of a `$`. Out: whether the formula that it would open is none.
//!
//! Shells and prices write dollars too: `$HOME/bin*。……` and, a sentence later, `` `$PATH` ``. A parser that knows no Chinese takes all
//! between the two for a formula. A formula has no code in it, and no sentence ends in it.

use super::letter::is_han;

/// The longest formula that is looked at, in bytes; it keeps a text of dollars from taking quadratic time.
const MAX_FORMULA: usize = 1000;

/// What a dollar may open.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Dollar {
    /// A formula that ends before this byte.
    Formula(usize),
    /// What would be a formula has prose or code in it.
    Plain,
    /// Nothing that ends: the parser sees that itself.
    Nothing,
}

/// What the dollar at `start` opens, alone or doubled.
pub(super) fn dollar_at(body: &str, start: usize) -> Dollar {
    let bytes = &body.as_bytes()[start..];
    let is_doubled = bytes.starts_with(b"$$");
    let open = if is_doubled { 2 } else { 1 };
    let inner = &bytes[open..bytes.len().min(open + MAX_FORMULA)];
    if body[..start].ends_with('\\') || inner.first().is_none_or(|first| !is_doubled && first.is_ascii_whitespace()) {
        return Dollar::Nothing;
    }
    let is_end = |&at: &usize| {
        let before = at.checked_sub(1).map_or(b' ', |before| inner[before]);
        let is_close = if is_doubled { inner[at..].starts_with(b"$$") } else { !before.is_ascii_whitespace() };
        inner[at] == b'$' && before != b'\\' && is_close
    };
    let Some(length) = (0..inner.len()).find(is_end) else { return Dollar::Nothing };
    let from = start + open;
    if !is_doubled && has_prose(&body[from..from + length]) {
        return Dollar::Plain;
    }
    Dollar::Formula(from + length + open)
}

/// Whether a text has the end of a sentence, a comma after a word, or code in it.
fn has_prose(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|letter| {
        let is_pause = matches!(letter, '，' | '、') && is_han(before);
        before = letter;
        is_pause || matches!(letter, '`' | '。' | '！' | '？' | '；' | '：')
    })
}

#[cfg(test)]
mod tests {
    use super::{Dollar, dollar_at};

    #[test]
    fn shells_and_prices_are_not_formulas() {
        for body in ["$HOME/bin*。请看 `$PATH`", "$a` 和 `b$", "$5、花了多少，才到$6", "$甲，乙$"] {
            assert_eq!(dollar_at(body, 0), Dollar::Plain, "{body}");
        }
        for body in ["$a+b$", "$面积=长×宽$", "$f(x，y)$", "$S_{三角形}$", "$$a。$$"] {
            assert_eq!(dollar_at(body, 0), Dollar::Formula(body.len()), "{body}");
        }
        for body in ["$5 和 $6", "$没有完。", "$ a$", "$", "$$", "$$a$"] {
            assert_eq!(dollar_at(body, 0), Dollar::Nothing, "{body}");
        }
    }
}
