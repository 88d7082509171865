//! Rust text without what isn't code. In: a file. Out: the same text, byte for byte as long, with comments and the insides of
//! strings blanked, and the paths that stand in it. Enough of the grammar for the rules, not a parser.

use std::ops::Range;

/// A file of the sources.
pub(crate) struct Source {
    /// From the repository's root, with `/`.
    pub(crate) path: String,
    /// As it is.
    pub(crate) text: String,
    /// Comments and strings blanked.
    pub(crate) code: String,
    /// The bytes of the modules that are compiled for tests only.
    pub(crate) tests: Vec<Range<usize>>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = blank(text);
        let tests = test_modules(&code);
        Self { path: path.to_owned(), text: text.to_owned(), code, tests }
    }

    /// The room that the file belongs to: `epub` for `src/epub/nav.rs`, `pipeline` for `src/pipeline.rs`.
    pub(crate) fn room(&self) -> &str {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inner.split('/').next().unwrap_or("").trim_end_matches(".rs")
    }

    /// How many modules deep the file is: 1 for `src/epub/mod.rs`, 2 for `src/epub/nav.rs`.
    pub(crate) fn depth(&self) -> usize {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inner.split('/').count() - usize::from(inner.ends_with("/mod.rs"))
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.text[..byte].matches('\n').count() + 1
    }

    /// The code with test modules blanked too.
    pub(crate) fn shipped(&self) -> String {
        let mut bytes = self.code.clone().into_bytes();
        for range in &self.tests {
            blank_range(&mut bytes, range.clone());
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// How many lines are not in test modules.
    pub(crate) fn shipped_lines(&self) -> usize {
        let tested: usize = self.tests.iter().map(|range| self.text[range.clone()].lines().count()).sum();
        self.text.lines().count() - tested
    }
}

/// Every path in `code`, groups taken apart: `use crate::{a::b, c};` gives `crate::a::b` and `crate::c`. With its place.
pub(crate) fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts = is_word(tokens[at].1) && (at == 0 || !matches!(tokens[at - 1].1, "::" | "."));
        let opens = tokens[at].1 == "{" && at > 0 && tokens[at - 1].1 == "use";
        if starts || opens { path(&tokens, &mut at, &[], &mut found) } else { at += 1 }
    }
    found
}

fn path(tokens: &[(usize, &str)], at: &mut usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) {
    let place = tokens[*at].0;
    let mut segments = before.to_vec();
    while let Some(&(_, token)) = tokens.get(*at) {
        if token == "{" {
            return group(tokens, at, &segments, found);
        }
        if !is_word(token) {
            break;
        }
        segments.push(token.to_owned());
        *at += 1;
        match tokens.get(*at) {
            Some((_, "::")) => *at += 1,
            _ => break,
        }
    }
    found.push((place, segments));
}

fn group(tokens: &[(usize, &str)], at: &mut usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) {
    *at += 1;
    while let Some(&(_, token)) = tokens.get(*at) {
        match token {
            "}" => {
                *at += 1;
                return;
            }
            // What follows is a new name, not a path.
            "as" => *at += 2,
            "{" => group(tokens, at, before, found),
            token if is_word(token) => path(tokens, at, before, found),
            _ => *at += 1,
        }
    }
}

/// Words, `::` and single characters, each with its place.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = code.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word_char(c) {
            while let Some(&(at, c)) = rest.peek().filter(|(_, c)| is_word_char(*c)) {
                end = at + c.len_utf8();
                rest.next();
            }
        } else if code[start..].starts_with("::") {
            end = start + 2;
            rest.next();
        }
        found.push((start, &code[start..end]));
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(is_word_char)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a module marked `#[cfg(test)]` begins and ends.
fn test_modules(code: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let after = start + mark.len();
        if !code[after..].trim_start().starts_with("mod ") || found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let mut depth = 0;
        let end = code[after..].char_indices().find_map(|(at, c)| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            ((c == '}' || c == ';') && depth == 0).then_some(after + at + 1)
        });
        found.push(start..end.unwrap_or(code.len()));
    }
    found
}

/// Blanks comments and the insides of strings and character literals; line ends stay.
fn blank(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text.as_bytes()[at..];
        let end = at + literal_or_comment(rest, at.checked_sub(1).map(|before| text.as_bytes()[before]));
        if end > at {
            blank_range(&mut bytes, at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn blank_range(bytes: &mut [u8], range: Range<usize>) {
    for byte in &mut bytes[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// How many bytes of `rest` are one comment, string or character literal; 0 when it opens none.
fn literal_or_comment(rest: &[u8], before: Option<u8>) -> usize {
    let in_word = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if rest.starts_with(b"//") {
        return rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    }
    if rest.starts_with(b"/*") {
        return block_comment(rest);
    }
    if !in_word && (rest.starts_with(b"r\"") || rest.starts_with(b"r#")) {
        return raw_string(rest);
    }
    match rest[0] {
        b'"' => quoted(rest, b'"'),
        // A lifetime has no closing mark right after its first character.
        b'\'' if rest.get(1) == Some(&b'\\') => quoted(rest, b'\''),
        b'\'' => rest.iter().skip(2).take(4).position(|&byte| byte == b'\'').map_or(0, |at| {
            let one = std::str::from_utf8(&rest[1..at + 2]).is_ok_and(|inner| inner.chars().count() == 1);
            if one { at + 3 } else { 0 }
        }),
        _ => 0,
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> usize {
    let hashes = rest[1..].iter().take_while(|&&byte| byte == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return 0;
    }
    let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let body = 2 + hashes;
    rest[body..]
        .windows(close.len())
        .position(|window| window == close)
        .map_or(rest.len(), |at| body + at + close.len())
}

fn quoted(rest: &[u8], mark: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == mark => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

#[test]
fn blanking_keeps_code_and_places() {
    for (text, expected) in [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ */ d", "a                 d"),
        ("f(\"a\\\"b\", 'c', '\\'', x)", "f(      ,    ,     , x)"),
        ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
        ("r#\"a \" b\"# c r\"d\"", "           c     "),
        ("'版' b\"x\"", "      b   "),
        ("for r in r#type {}", "for r in r#type {}"),
    ] {
        assert_eq!(blank(text), expected.to_owned(), "{text}");
        assert_eq!(blank(text).len(), text.len());
    }
}

#[test]
fn paths_are_taken_apart() {
    let found = |code: &str| paths(code).into_iter().map(|(_, path)| path.join("::")).collect::<Vec<_>>().join(" ");
    for (code, expected) in [
        ("crate::a::b()", "crate::a::b"),
        ("use crate::{a::{b, c as d}, e};", "use crate::a::b crate::a::c crate::e"),
        ("use {a::b, c};", "use a::b c"),
        ("x.image::<T>()", "x T"),
        ("if a { crate::b }", "if a crate::b"),
    ] {
        assert_eq!(found(code), expected, "{code}");
    }
}
