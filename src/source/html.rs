//! HTML as pieces. In: a text with tags. Out: its words, tags and comments with their bytes, in order (WHATWG HTML §13.2.5, as far as
//! a book needs it). What is no tag is words, as browsers show it.

use std::ops::Range;

/// Longer tags are none; it bounds the search for their ends.
const LONGEST_TAG: usize = 4096;
/// More attributes than this are not looked at.
const MOST_ATTRIBUTES: usize = 40;

/// Elements whose content is not text for a reader.
const HIDDEN: [&str; 17] = [
    "script", "style", "template", "iframe", "object", "noscript", "svg", "math", "textarea", "title", "head",
    "select", "canvas", "audio", "video", "noembed", "noframes",
];

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, with character references in them.
    Words,
    /// A tag.
    Tag(Tag),
    /// `<!-- … -->`: its words.
    Comment(Range<usize>),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// Names in lower case, and values with their references resolved.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The tag that a text is, `<…>`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('<')?.strip_suffix('>')?;
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        let (name, rest) = inner.split_at(end);
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        starts.then(|| Self { name: name.to_ascii_lowercase(), closing, attributes: attributes(rest) })
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first attribute that would run a script.
    pub(super) fn handler(&self) -> Option<&str> {
        self.attributes.iter().map(|(name, _)| name.as_str()).find(|name| name.starts_with("on") && name.len() > 2)
    }

    /// Whether its content is not text for a reader.
    pub(super) fn is_hidden(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }
}

/// The pieces of a text in order. The content of hidden elements is left out, their tags stay.
pub(super) fn pieces(text: &str) -> Vec<(Range<usize>, Piece)> {
    let mut out = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        let (end, piece) = if let Some(comment) = rest.strip_prefix("<!--") {
            let length = comment.find("-->");
            let inner = start + 4..start + 4 + length.unwrap_or(comment.len());
            (length.map_or(text.len(), |length| start + length + 7), Some(Piece::Comment(inner)))
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            (rest.find('>').map_or(text.len(), |length| start + length + 1), None)
        } else if let Some((end, tag)) = tag_end(rest).and_then(|end| Some((start + end, Tag::read(&rest[..end])?))) {
            let after = if tag.is_hidden() && !tag.closing { after_element(text, end, &tag.name) } else { end };
            (after, Some(Piece::Tag(tag)))
        } else {
            at = start + 1;
            continue;
        };
        if start > done {
            out.push((done..start, Piece::Words));
        }
        out.extend(piece.map(|piece| (start..end, piece)));
        (done, at) = (end, end);
    }
    if done < text.len() {
        out.push((done..text.len(), Piece::Words));
    }
    out
}

/// What follows the end of an element whose content is left out.
fn after_element(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        let start = at + found;
        let is_end = text.get(start + 2..start + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if is_end {
            return text[start..].find('>').map_or(text.len(), |end| start + end + 1);
        }
        at = start + 2;
    }
    text.len()
}

/// The end of a tag that begins here, one past its `>`: brackets in quoted values don't count.
fn tag_end(text: &str) -> Option<usize> {
    if !text.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let blank = |c: char| c.is_ascii_whitespace() || c == '/';
    let mut out = Vec::new();
    let mut rest = text.trim_start_matches(blank);
    while !rest.is_empty() && out.len() < MOST_ATTRIBUTES {
        let end = rest.find(|c: char| blank(c) || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = after.strip_prefix('=').map_or(("", after), |after| value(after.trim_start()));
        if !name.is_empty() {
            out.push((name.to_ascii_lowercase(), unescaped(value)));
        }
        rest = after.trim_start_matches(blank);
        if name.is_empty() && value.is_empty() {
            break;
        }
    }
    out
}

/// A value and what follows it.
fn value(text: &str) -> (&str, &str) {
    match text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len())),
    }
}

/// Text with its character references resolved; those that are not known stay as they are.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(32).position(|byte| byte == b';');
        match end.and_then(|end| reference(&rest[..end]).map(|letters| (end, letters))) {
            Some((end, letters)) => {
                out.push_str(&letters);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(html: &str) -> String {
        let piece = |(range, piece): (Range<usize>, Piece)| match piece {
            Piece::Words => format!("“{}”", unescaped(&html[range])),
            Piece::Comment(inner) => format!("!{}!", &html[inner]),
            Piece::Tag(tag) => {
                let slash = if tag.closing { "/" } else { "" };
                let attributes: String =
                    tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
                format!("<{slash}{}{attributes}>", tag.name)
            }
        };
        pieces(html).into_iter().map(piece).collect()
    }

    #[test]
    fn tags_words_and_comments() {
        for (html, expected) in [
            ("<B>a</b>", "<b>“a”</b>"),
            ("<img src=x alt='a>b' checked/>", "<img src=x alt=a>b checked=>"),
            ("a < b &amp; c &#x4e2d; &bogus; &hellip;&", "“a < b & c 中 &bogus; …&”"),
            ("<script>alert('<b>')</SCRIPT>x", "<script>“x”"),
            ("<!-- c --><? p ?><!DOCTYPE x>", "! c !"),
            ("<script>never ends", "<script>"),
            ("<!-- never ends", "! never ends!"),
            ("</b></b><", "</b></b>“<”"),
            ("<a href = \"x\"y>z", "<a href=x y=>“z”"),
        ] {
            assert_eq!(show(html), expected, "{html}");
        }
    }

    #[test]
    fn endless_markup_is_read_in_time() {
        for html in ["<b>".repeat(200_000), "<a\"".repeat(100_000), "<!--".repeat(200_000), "<a =".repeat(100_000)] {
            assert!(pieces(&html).len() <= 400_000);
        }
    }
}
