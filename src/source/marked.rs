//! Makes CommonMark see Chinese emphasis as people do. In: a Markdown body. Out: the same with marks, and the way back to its places.
//!
//! CommonMark lets `**` open or close by asking whether its neighbours are punctuation, and so leaves `**重点。**后文` as it
//! stands. The amendment "CJK-friendly emphasis" counts CJK punctuation as letters, and lets a CJK character on the far side stand for
//! a space. A letter that no text contains, put beside such a run, makes any CommonMark parser decide so. It is taken out of every
//! string afterwards. The bars of `{汉字|hàn zì}` are hidden in the same way, so that they divide no cell of a table, and the
//! brackets of `[words](set:name)`, so that such words may hold links, and dollars that open no formula.

use std::ops::Range;

use super::bracket::brackets;
use super::dollar::{Dollar, dollar_at};
use super::letter::{is_cjk, is_cjk_mark, is_han, is_shared_mark, is_syllable};
use super::mathjax::Formula;

/// Stands beside a run of `*` or `~~`. A noncharacter: no text may contain it.
const MARK: char = '\u{FDD0}';
/// Stands for the bar of ruby. A noncharacter too.
pub(super) const BAR: char = '\u{FDD1}';
/// Stands for the bracket that opens words which are set in a way or are in another language. A noncharacter too.
pub(super) const OPEN: char = '\u{FDD2}';
/// Stands for the bracket that closes them. A noncharacter too.
pub(super) const CLOSE: char = '\u{FDD3}';
/// Stands for a dollar that opens no formula. A noncharacter too.
const DOLLAR: char = '\u{FDD4}';
/// The longest ruby that is looked for, in bytes; it keeps a text of open braces from taking quadratic time.
const MAX_RUBY: usize = 400;

/// A body with marks.
#[derive(Debug)]
pub(super) struct Marked {
    /// The body to parse.
    pub(super) text: String,
    /// Where marks were put: bytes in `text`, and the bytes of the body that they stand for, in order.
    edits: Vec<(Range<usize>, Range<usize>)>,
    /// Where the body begins in its file.
    base: usize,
}

impl Marked {
    /// Puts marks into a body that begins at byte `base` of its file.
    /// `formulas` are written as MathJax has them, in order; they become formulas in dollars.
    pub(super) fn new(body: &str, base: usize, formulas: &[Formula]) -> Self {
        let mut marked = Self { text: String::with_capacity(body.len() + body.len() / 16), edits: Vec::new(), base };
        let mut done = 0;
        let mut at = 0;
        let mut brackets = brackets(body).into_iter().peekable();
        let mut formulas = formulas.iter().peekable();
        loop {
            let found = body[at..].find(['*', '~', '{', '[', ']', '$']).map(|found| at + found);
            if let Some(formula) = formulas.next_if(|formula| found.is_none_or(|found| formula.all.start <= found)) {
                marked.text.push_str(&body[done..formula.all.start]);
                marked.formula(body, formula);
                (at, done) = (formula.all.end, formula.all.end);
                continue;
            }
            let Some(start) = found else { break };
            while brackets.next_if(|&bracket| bracket < start).is_some() {}
            marked.text.push_str(&body[done..start]);
            at = match body.as_bytes()[start] {
                b'{' => marked.ruby(body, start),
                b'*' | b'~' => marked.run(body, start),
                b'$' => marked.dollar(body, start),
                _ => marked.bracket(body, start, brackets.peek() == Some(&start)),
            };
            done = at;
        }
        marked.text.push_str(&body[done..]);
        marked
    }

    /// The byte in the file that a byte of `text` comes from.
    pub(super) fn original(&self, at: usize) -> usize {
        let after = self.edits.partition_point(|(marked, _)| marked.start <= at);
        self.base
            + match after.checked_sub(1).map(|last| &self.edits[last]) {
                None => at,
                Some((marked, original)) if at < marked.end => original.start,
                Some((marked, original)) => original.end + (at - marked.end),
            }
    }

    /// Copies a run of delimiters with the marks that it needs; the byte after it.
    fn run(&mut self, body: &str, start: usize) -> usize {
        let delimiter = body.as_bytes()[start];
        let end = start + body.as_bytes()[start..].iter().take_while(|byte| **byte == delimiter).count();
        let escapes = body.as_bytes()[..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        // A backslash makes the first delimiter a plain character.
        let run = if escapes % 2 == 1 { start + 1 } else { start };
        let fits = if delimiter == b'*' { run < end } else { end - run == 2 };
        if !fits {
            self.text.push_str(&body[start..end]);
            return end;
        }
        self.text.push_str(&body[start..run]);
        let (before, after) = (side_before(&body[..run]), side_after(&body[end..]));
        if before == Side::CjkMark || (before == Side::Mark && matches!(after, Side::Cjk | Side::CjkMark)) {
            self.insert(MARK, run..run);
        }
        self.text.push_str(&body[run..end]);
        if after == Side::CjkMark || (after == Side::Mark && matches!(before, Side::Cjk | Side::CjkMark)) {
            self.insert(MARK, end..end);
        }
        end
    }

    /// Copies a bracket, hidden if it is around words that are set in a way; the byte after it.
    fn bracket(&mut self, body: &str, start: usize, is_hidden: bool) -> usize {
        let is_open = body.as_bytes()[start] == b'[';
        match (is_hidden, is_open) {
            (true, true) => self.insert(OPEN, start..start + 1),
            (true, false) => self.insert(CLOSE, start..start + 1),
            (false, true) => self.text.push('['),
            (false, false) => self.text.push(']'),
        }
        start + 1
    }

    /// Copies a dollar with the formula that it opens, or hides it if what it would open is none; the byte after what was copied.
    fn dollar(&mut self, body: &str, start: usize) -> usize {
        let end = match dollar_at(body, start) {
            Dollar::Formula(end) => end,
            Dollar::Nothing => start + 1,
            Dollar::Plain => {
                self.insert(DOLLAR, start..start + 1);
                return start + 1;
            }
        };
        self.text.push_str(&body[start..end]);
        end
    }

    /// Writes a formula of MathJax's in dollars. A backslash before a mark is Markdown's, not the formula's.
    fn formula(&mut self, body: &str, formula: &Formula) {
        let dollars = if formula.is_display { "$$" } else { "$" };
        self.replace(dollars, formula.all.start..formula.inner.start);
        let mut at = formula.inner.start;
        while let Some(found) = body[at..formula.inner.end].find('\\') {
            let start = at + found;
            self.text.push_str(&body[at..start]);
            let next = body[start + 1..formula.inner.end].chars().next();
            match next {
                Some(mark) if mark.is_ascii_punctuation() => {
                    self.replace(mark.encode_utf8(&mut [0; 4]), start..start + 2);
                    at = start + 2;
                }
                _ => {
                    self.text.push('\\');
                    at = start + 1;
                }
            }
        }
        self.text.push_str(&body[at..formula.inner.end]);
        self.replace(dollars, formula.inner.end..formula.all.end);
    }

    /// Copies an opening brace, and if it opens ruby all of it with its bars hidden; the byte after what was copied.
    fn ruby(&mut self, body: &str, start: usize) -> usize {
        let Some((bars, end)) = ruby_at(body, start) else {
            self.text.push('{');
            return start + 1;
        };
        let mut done = start;
        for bar in bars {
            self.text.push_str(&body[done..bar.start]);
            done = bar.end;
            self.insert(BAR, bar);
        }
        self.text.push_str(&body[done..end]);
        end
    }

    fn insert(&mut self, mark: char, original: Range<usize>) {
        self.replace(mark.encode_utf8(&mut [0; 4]), original);
    }

    fn replace(&mut self, text: &str, original: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.edits.push((start..self.text.len(), original));
    }
}

/// A text without marks, and without what no edition can carry: control characters and noncharacters.
pub(super) fn unmarked(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            MARK => None,
            BAR => Some('|'),
            OPEN => Some('['),
            CLOSE => Some(']'),
            DOLLAR => Some('$'),
            _ => Some(letter).filter(|letter| !is_unprintable(*letter)),
        })
        .collect()
}

/// What XML and PDF can't carry as text.
pub(super) fn is_unprintable(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\n' | '\t');
    control || matches!(letter, '\u{FDD0}' | '\u{FDD2}'..='\u{FDEF}') || (letter as u32 & 0xFFFE) == 0xFFFE
}

/// What stands beside a run of delimiters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    Letter,
    /// Punctuation that is not CJK.
    Mark,
    Cjk,
    CjkMark,
}

fn side_before(text: &str) -> Side {
    let mut letters = text.chars().rev();
    side(letters.next(), letters.next())
}

fn side_after(text: &str) -> Side {
    let mut letters = text.chars();
    side(letters.next(), letters.next())
}

/// The side of a run on which `near` stands, with `far` beyond it. Shared marks beside a Han character are CJK marks.
fn side(near: Option<char>, far: Option<char>) -> Side {
    match near {
        None => Side::Space,
        Some(letter) if letter.is_whitespace() => Side::Space,
        Some(letter) if is_cjk_mark(letter) => Side::CjkMark,
        Some(letter) if is_cjk(letter) => Side::Cjk,
        Some(letter)
            if is_shared_mark(letter) && far.is_some_and(|far| is_han(far) || is_syllable(far) || is_cjk_mark(far)) =>
        {
            Side::CjkMark
        }
        Some(letter) if letter.is_alphanumeric() || letter == MARK => Side::Letter,
        Some(_) => Side::Mark,
    }
}

/// The bars, with the backslashes that a table may need before them, and the end of ruby that opens at `start`. Its base has a
/// CJK character: `{a|b}` is left alone.
fn ruby_at(body: &str, start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let limit = body.len().min(start + MAX_RUBY);
    let window = &body.as_bytes()[start + 1..limit];
    let length =
        window.iter().position(|byte| matches!(byte, b'{' | b'}' | b'\n' | b'`' | b'*' | b'<' | b'[' | b']'))?;
    if window[length] != b'}' || body[..start].ends_with('\\') {
        return None;
    }
    let inner = body.get(start + 1..start + 1 + length)?;
    let (base, annotation) = inner.split_once('|')?;
    let has_reading = annotation.contains(|letter: char| !letter.is_whitespace() && !matches!(letter, '|' | '\\'));
    let bar = |(at, _): (usize, &str)| {
        let escaped = usize::from(inner[..at].ends_with('\\'));
        start + 1 + at - escaped..start + 1 + at + 1
    };
    let bars = inner.match_indices('|').map(bar).collect();
    (base.chars().any(is_cjk) && has_reading).then_some((bars, start + length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_exact() {
        for body in [
            "这是**我想做的事。**所以",
            "a**b**c",
            "见**（附录一）**后",
            "{汉字|hàn}*，*甲",
            "~~删。~~后\\*，*。*",
            "甲[乙**丙。**](set:kai)",
            "{東京|とう\\|きょう}[a](x)",
            "在$HOME*。*再`$PATH`",
        ] {
            let marked = Marked::new(body, 10, &[]);
            let back: String = unmarked(&marked.text);
            assert_eq!(back, body.replace("\\|", "|"));
            for (at, letter) in
                marked.text.char_indices().filter(|(_, letter)| !matches!(*letter, MARK | BAR | OPEN | CLOSE | DOLLAR))
            {
                assert!(body[marked.original(at) - 10..].starts_with(letter), "{body} at {at}");
            }
            assert_eq!(marked.original(marked.text.len()), body.len() + 10);
        }
    }

    #[test]
    fn what_needs_no_mark_gets_none() {
        for body in
            ["a**bold.**c", "中文__强调__后文", "* 项", "~~~\ncode\n~~~", "5~10", "{a|b}", "\\{汉|han}", "**重点** 后"]
        {
            assert_eq!(Marked::new(body, 0, &[]).text, body);
        }
    }
}
