//! Raw HTML in, what is safe of it out: phrases without attributes besides `lang`. Everything is written anew, tags only in
//! pairs, so that no markup of the source can break the file or run. Blocks become paragraphs; scripts and what is
//! embedded from elsewhere are left out.

mod tag;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::tag::is_language;
use self::tag::{Tag, tag_end, unescaped};
use super::xml::Xml;
use crate::document::{Inline, InlineKind};

/// Phrases that are kept.
const PHRASES: [&str; 24] = [
    "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var",
];
/// Elements without content that are kept.
const EMPTY: [&str; 2] = ["br", "wbr"];
/// Elements whose content is not text for a reader.
const HIDDEN: [&str; 13] = [
    "script", "style", "template", "iframe", "object", "noscript", "svg", "math", "textarea", "title", "head",
    "select", "canvas",
];
/// Elements that stand within a line, besides those above: all others end a paragraph.
const IN_LINE: [&str; 10] = ["a", "acronym", "big", "dfn", "font", "img", "label", "strike", "time", "tt"];

/// Deeper markup is nobody's work.
const DEEPEST: usize = 64;

/// What a tag does where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// Opens an element, in a language if one is named.
    Open(&'static str, String),
    /// Closes it.
    Close,
    /// An element without content.
    Empty(&'static str),
}

/// The tags among a line's pieces that are kept, by position.
pub(super) fn pairs(inlines: &[Inline]) -> BTreeMap<usize, Edge> {
    let tags: Vec<Option<&str>> = inlines
        .iter()
        .map(|inline| if let InlineKind::Html(text) = &inline.kind { Some(text.as_str()) } else { None })
        .collect();
    edges(&tags)
}

/// Pairs tags. An opening tag counts when its closing tag follows and nothing that was opened before closes in between.
fn edges(tags: &[Option<&str>]) -> BTreeMap<usize, Edge> {
    let mut edges = BTreeMap::new();
    let mut open: Vec<(usize, &'static str, String)> = Vec::new();
    // Annotations by the position of the ruby around them.
    let mut annotations: Vec<(usize, usize, usize)> = Vec::new();
    // A ruby that holds brackets alone is none.
    let mut annotated = BTreeSet::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some(tag) = tag.and_then(Tag::read) else { continue };
        if let Some(name) = EMPTY.into_iter().find(|name| *name == tag.name && !tag.closing) {
            edges.insert(at, Edge::Empty(name));
        }
        let Some(name) = PHRASES.into_iter().find(|name| *name == tag.name) else { continue };
        if !tag.closing {
            if open.len() < DEEPEST {
                open.push((at, name, tag.language));
            }
        } else if let Some(from) = open.iter().rposition(|(_, open, _)| *open == name) {
            let (start, _, language) = open.swap_remove(from);
            open.truncate(from);
            if matches!(name, "rt" | "rp") {
                let Some((ruby, "ruby", _)) = open.last() else { continue };
                annotations.push((*ruby, start, at));
                if name == "rt" {
                    annotated.insert(*ruby);
                }
            } else if name == "ruby" && !annotated.contains(&start) {
                continue;
            }
            edges.insert(start, Edge::Open(name, language));
            edges.insert(at, Edge::Close);
        }
    }
    for (ruby, start, end) in annotations {
        if !edges.contains_key(&ruby) {
            edges.remove(&start);
            edges.remove(&end);
        }
    }
    edges
}

/// Writes a block of HTML as paragraphs of safe phrases.
pub(super) fn block(xml: &mut Xml, id: &str, html: &str) {
    xml.open("div", &[("id", id), ("class", "html")]);
    xml.line();
    for pieces in paragraphs(html) {
        let tags: Vec<Option<&str>> =
            pieces.iter().map(|piece| if let Piece::Tag(tag) = piece { Some(tag.as_str()) } else { None }).collect();
        let edges = edges(&tags);
        xml.open("p", &[]);
        for (at, piece) in pieces.iter().enumerate() {
            match (edges.get(&at), piece) {
                (Some(Edge::Open(tag, language)), _) => xml.open(tag, &[("lang", language)]),
                (Some(Edge::Close), _) => xml.close(),
                (Some(Edge::Empty(tag)), _) => xml.empty(tag, &[]),
                (None, Piece::Text(text)) => xml.text(text),
                (None, Piece::Tag(_)) => {}
            }
        }
        xml.close();
        xml.line();
    }
    xml.close();
}

/// A piece of HTML.
enum Piece {
    Text(String),
    Tag(String),
}

/// Divides HTML into paragraphs at every element that is not within a line.
fn paragraphs(html: &str) -> Vec<Vec<Piece>> {
    let mut out = vec![Vec::new()];
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (text, tail) = rest.split_at(at);
        push(&mut out, Piece::Text(unescaped(text)));
        rest = tail;
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if let Some(end) = tag_end(rest) {
            let (tag, after) = rest.split_at(end);
            rest = take_tag(&mut out, tag, after);
        } else if !rest.is_empty() {
            push(&mut out, Piece::Text("<".to_owned()));
            rest = &rest[1..];
        }
    }
    out.retain(|pieces| pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty())));
    out
}

/// Takes a tag in, and gives what is to be read after it.
fn take_tag<'a>(out: &mut Vec<Vec<Piece>>, raw: &str, after: &'a str) -> &'a str {
    let Some(tag) = Tag::read(raw) else { return after };
    let name = tag.name.as_str();
    if !tag.closing && HIDDEN.contains(&name) {
        return after_element(after, name);
    }
    if PHRASES.contains(&name) || EMPTY.contains(&name) {
        push(out, Piece::Tag(raw.to_owned()));
    } else if name == "img" {
        push(out, Piece::Text(tag.alt));
    } else if !IN_LINE.contains(&name) {
        out.push(Vec::new());
    }
    after
}

fn push(out: &mut [Vec<Piece>], piece: Piece) {
    if let Some(last) = out.last_mut() {
        last.push(piece);
    }
}

/// What follows the end of an element whose content is left out.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let start = from + at;
        let is_end = rest.get(start + 2..start + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if is_end {
            return rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
        }
        from = start + 2;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let mut xml = Xml::new("");
        block(&mut xml, "", html);
        let out = xml.finish().text;
        let body = out.split_once("<div class=\"html\">\n").unwrap().1.trim_end().trim_end_matches("</div>").to_owned();
        assert_eq!(body.trim_end(), expected, "{html}");
    }

    #[test]
    fn safe_phrases_stay_and_the_rest_becomes_paragraphs() {
        let cases = [
            ("<div align=center><b>a</b><br>c</div>", "<p><b>a</b><br/>c</p>"),
            ("<script>alert('<b>')</script>x", "<p>x</p>"),
            ("<p onclick='x>y'>a</p><p>b", "<p>a</p>\n<p>b</p>"),
            ("<b>a<i>b</b>c</i>", "<p><b>ab</b>c</p>"),
            ("<span lang=\"en\" style='x'>a</span>", "<p><span lang=\"en\">a</span></p>"),
            (
                "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
                "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></p>",
            ),
            ("<ruby>漢</ruby><rt>x</rt>", "<p>漢x</p>"),
            ("<ruby>漢<rp>(</rp></ruby>", "<p>漢(</p>"),
            ("<iframe src=//x></iframe><!-- c --> <? p ?>", ""),
            ("a < b &amp; c &#x4e2d; &bogus; &", "<p>a &lt; b &amp; c 中 &amp;bogus; &amp;</p>"),
            ("<img src=x alt=\"图\">", "<p>图</p>"),
            ("<ruby>漢<rt>a</rt></ruby><ruby>字<rp>(</rp></ruby>", "<p><ruby>漢<rt>a</rt></ruby>字(</p>"),
            ("<script>never ends", ""),
            ("</b></b><", "<p>&lt;</p>"),
        ];
        for (html, expected) in cases {
            check(html, expected);
        }
    }

    /// Reads what was written: `Err` where it is not well-formed, or an element is not one of those that are kept.
    fn is_safe(out: &str) -> Result<(), String> {
        use quick_xml::events::Event;
        let mut reader = quick_xml::Reader::from_str(out);
        let mut depth = 0;
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) | Event::Empty(tag)
                    if !PHRASES.contains(&tag.name().as_ref())
                        && !["div", "p", "br", "wbr"].contains(&tag.name().as_ref()) =>
                {
                    return Err(format!("{tag:?}"));
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return if depth == 0 { Ok(()) } else { Err("open".to_owned()) },
                _ => {}
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_html_gives_safe_markup(
            pieces in proptest::collection::vec(
                proptest::sample::select(&[
                    "<", ">", "</", "/>", "b", "ruby", "rt", "rp", "<ruby>", "</ruby>", "<rt>", "</rt>", "<b>", "</b>",
                    "<script>", "</script>", "<!--", "-->", "<!", "\"", "'", " lang=\"zh\"", "字", "&", ";", "&#x3c;", "<p>", "\0",
                ][..]),
                0..40,
            )
        ) {
            let html = pieces.concat();
            let mut xml = Xml::new("");
            block(&mut xml, "", &html);
            let out = xml.finish().text;
            proptest::prop_assert_eq!(is_safe(&out), Ok(()), "{}", out);
        }
    }

    #[test]
    fn endless_markup_is_read_in_time() {
        for html in ["<b>".repeat(200_000) + &"</i>".repeat(200_000), "<a\"".repeat(50_000), "<!--".repeat(200_000)] {
            let mut xml = Xml::new("");
            block(&mut xml, "", &html);
            assert!(xml.finish().text.len() < html.len() * 8);
        }
    }
}
