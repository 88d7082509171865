//! What HTML's elements are in a book. In: a tag. Out: the frame that it opens, or what it stands for; nothing for what isn't known.

use super::frame::{Kind, Line};
use super::html::Tag;
use crate::document::{NumberForm, Numbering, Phrase, PictureWidth, Stretch, Target};

/// What an element does.
#[derive(Debug)]
pub(super) enum Element {
    /// Holds words within a line.
    Words(Line),
    /// Holds blocks or lines.
    Block(Kind),
    /// A forced line break.
    Break,
    /// A break between sections.
    Rule,
    /// A picture.
    Picture,
    /// Nothing that is seen; what it holds stays.
    Through,
    /// Nothing, and it holds nothing.
    Nothing,
    /// Not known or not safe: it is left out, and its text too if it isn't for readers.
    Unknown,
}

/// What a start tag means.
pub(super) fn element(tag: &Tag) -> Element {
    inline(tag).or_else(|| block(tag)).unwrap_or(match tag.name.as_str() {
        "br" => Element::Break,
        "hr" => Element::Rule,
        "img" => Element::Picture,
        "a" | "span" | "abbr" | "acronym" | "bdi" | "bdo" | "big" | "data" | "font" | "label" | "time" | "tbody"
        | "thead" | "tfoot" | "colgroup" | "html" | "body" | "nobr" => Element::Through,
        "wbr" | "col" | "meta" | "link" | "rb" | "rtc" | "base" | "source" | "track" | "param" => Element::Nothing,
        _ => Element::Unknown,
    })
}

fn inline(tag: &Tag) -> Option<Element> {
    Some(Element::Words(match tag.name.as_str() {
        "b" | "strong" => Line::Strong,
        "i" | "em" | "cite" | "dfn" | "var" => Line::Emphasis,
        "s" | "del" | "strike" => Line::Strike,
        "sup" => Line::Script { raised: true },
        "sub" => Line::Script { raised: false },
        "kbd" => Line::Phrase(Phrase::Key),
        "mark" => Line::Phrase(Phrase::Highlight),
        "u" | "ins" => Line::Phrase(Phrase::Underline),
        "small" => Line::Phrase(Phrase::Small),
        "code" | "samp" | "tt" => Line::Code,
        "q" => Line::Quoted,
        "ruby" => Line::Ruby { pairs: Vec::new() },
        "rt" => Line::RubyText,
        "rp" => Line::Hidden,
        "a" => Line::Link { target: Target::Url(tag.get("href")?.trim().to_owned()) },
        "span" | "bdi" | "bdo" => {
            Line::Styled(super::styled::Styled::Language(super::styled::language(tag.get("lang")?)?))
        }
        _ => return None,
    }))
}

fn block(tag: &Tag) -> Option<Element> {
    Some(Element::Block(match tag.name.as_str() {
        "p" => Kind::Line(Line::Paragraph),
        "summary" | "legend" => Kind::Line(Line::Summary),
        "div" | "center" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "address"
        | "details" | "fieldset" | "form" | "hgroup" | "picture" => Kind::Group,
        "figure" => Kind::Figure { caption: Vec::new() },
        "figcaption" | "caption" => Kind::Line(Line::Caption),
        "blockquote" => Kind::Quote,
        "ul" | "menu" => Kind::List { numbering: Numbering::Bullets, items: Vec::new(), loose: false },
        "ol" => {
            let start = tag.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
            let form = match tag.get("type") {
                Some("a" | "A") => NumberForm::Letter,
                Some("i" | "I") => NumberForm::Roman,
                _ => NumberForm::Dot,
            };
            Kind::List { numbering: Numbering::From(start, form), items: Vec::new(), loose: false }
        }
        "li" => Kind::Item { task: None, loose: false },
        "dl" => Kind::Definitions { items: Vec::new() },
        "dt" => Kind::Line(Line::Term),
        "dd" => Kind::Meaning,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = tag.name.as_bytes()[1] - b'0';
            Kind::Line(Line::Heading { level, id: tag.get("id").map(str::to_owned), numbered: None })
        }
        "pre" => Kind::Code { language: None, hidden: None, numbered: None },
        "table" => Kind::Table {
            caption: Vec::new(),
            columns: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            more_heads: 0,
            wide: Vec::new(),
        },
        "tr" => Kind::Row { head: false, cells: Vec::new(), wide: Vec::new() },
        "td" | "th" => Kind::Line(Line::Cell { is_head: Some(tag.name == "th"), fills: fills(tag) }),
        _ => return None,
    }))
}

/// How many columns and rows a cell's tag asks for; HTML says 0 for all rows that follow.
fn fills(tag: &Tag) -> Stretch {
    let count = |name: &str| tag.get(name).and_then(|count| count.trim().parse::<usize>().ok());
    let rows = count("rowspan").map_or(1, |rows| if rows == 0 { usize::MAX } else { rows });
    Stretch { columns: count("colspan").unwrap_or(1).max(1), rows }
}

/// The width that a picture's tag asks for.
pub(super) fn width(tag: &Tag) -> Option<PictureWidth> {
    let style = tag.get("style").and_then(|style| style.split(';').find_map(|rule| rule.trim().strip_prefix("width:")));
    let word = tag.get("width").or(style)?.trim();
    match word.strip_suffix('%') {
        Some(number) => number.trim().parse::<u8>().ok().filter(|it| (1..=100).contains(it)).map(PictureWidth::Percent),
        None => word.trim_end_matches("px").trim().parse().ok().filter(|it| *it > 0).map(PictureWidth::Pixels),
    }
}
