//! Formulas as mdBook's MathJax has them. In: a Markdown body. Out: where `\\(…\\)` and `\\[…\\]` stand, outside code.
//!
//! Markdown takes one backslash away before MathJax sees the page, so authors double it. A formula ends in its paragraph.

use std::ops::Range;

/// The longest formula that is looked for, in bytes; it keeps a text of open ones from taking quadratic time.
const MAX_FORMULA: usize = 2000;

/// A formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula {
    /// All of it, with its signs and the blanks within them.
    pub(super) all: Range<usize>,
    /// What is between them.
    pub(super) inner: Range<usize>,
    /// Whether it stands by itself.
    pub(super) is_display: bool,
}

/// The formulas of a body, in order.
pub(super) fn formulas(body: &str) -> Vec<Formula> {
    let mut out = Vec::new();
    for prose in prose(body) {
        let mut at = prose.start;
        while let Some(found) = body[at..prose.end].find(r"\\") {
            let start = at + found;
            at = start + 2;
            if let Some(formula) = formula_at(body, start, prose.end).filter(|_| !is_code(&body[prose.start..start])) {
                at = formula.all.end;
                out.push(formula);
            }
        }
    }
    out
}

/// The paragraphs of a body that aren't in a fence.
fn prose(body: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut fence, mut at, mut goes_on): (Option<&str>, usize, bool) = (None, 0, false);
    for line in body.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let words = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let sign = ["```", "~~~"].into_iter().find(|sign| words.starts_with(sign));
        let is_prose = fence.is_none() && sign.is_none() && !words.is_empty();
        match fence {
            Some(open) if sign == Some(open) => fence = None,
            None => fence = sign,
            Some(_) => {}
        }
        match out.last_mut() {
            Some(last) if is_prose && goes_on => last.end = range.end,
            _ if is_prose => out.push(range),
            _ => {}
        }
        goes_on = is_prose;
    }
    out
}

/// Whether what comes after a text is in a code span.
fn is_code(before: &str) -> bool {
    before.bytes().filter(|byte| *byte == b'`').count() % 2 == 1
}

fn formula_at(body: &str, start: usize, end: usize) -> Option<Formula> {
    let (close, is_display) = match body.as_bytes().get(start + 2)? {
        b'(' => (r"\\)", false),
        b'[' => (r"\\]", true),
        _ => return None,
    };
    let from = start + 3;
    let mut limit = end.min(from + MAX_FORMULA);
    while !body.is_char_boundary(limit) {
        limit -= 1;
    }
    let inner = body.get(from..limit)?;
    let length = inner.find(close)?;
    let words = inner[..length].trim();
    let first = from + (inner[..length].len() - inner[..length].trim_start().len());
    (!words.is_empty()).then(|| Formula {
        all: start..from + length + close.len(),
        inner: first..first + words.len(),
        is_display,
    })
}

#[cfg(test)]
mod tests {
    use super::formulas;

    #[test]
    fn formulas_stand_in_doubled_backslashes_outside_code() {
        for (body, expected) in [
            (r"甲 \\( x\_1 \\) 乙 \\[ y \\]", vec![(r"x\_1", false), ("y", true)]),
            (r"`\\( a \\)` 和 \\(b\\)", vec![("b", false)]),
            ("```\n\\\\( a \\\\)\n```\n", vec![]),
            ("\\\\( a\n\nb \\\\)", vec![]),
            (r"\( a \) \\( \\) \\(", vec![]),
        ] {
            let found: Vec<(&str, bool)> =
                formulas(body).iter().map(|it| (&body[it.inner.clone()], it.is_display)).collect();
            assert_eq!(found, expected, "{body}");
        }
    }
}
