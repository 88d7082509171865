//! The parser's tags in our words. In: a tag or an event of pulldown-cmark. Out: the frame that it opens, and whether words end at it.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag};

use super::frame::{Kind, Line};
use super::marked::unmarked;
use crate::document::{AlertKind, Align, NumberForm, Numbering, Stretch, Target};

/// Whether an event ends a run of words in which a bracket may be open: every block does, and the end of a mark.
pub(super) fn ends_words(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule => true,
        _ => false,
    }
}

/// What a tag opens.
pub(super) fn kind_of(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Line(Line::Paragraph),
        Tag::Heading { level, id, classes, .. } => {
            let is_plain = classes.iter().any(|class| &**class == "unnumbered");
            let numbered = is_plain.then_some(false);
            Kind::Line(Line::Heading { level: level_of(level), id: id.map(|id| unmarked(&id)), numbered })
        }
        Tag::BlockQuote(kind) => match kind {
            None => Kind::Quote,
            Some(kind) => Kind::Alert(alert_of(kind)),
        },
        Tag::CodeBlock(kind) => Kind::Code {
            hidden: hidden_of(&kind),
            numbered: lines_numbered(&kind),
            language: match kind {
                CodeBlockKind::Fenced(info) => unmarked(&info)
                    .split([' ', ',', '\t', '{'])
                    .next()
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned),
                CodeBlockKind::Indented => None,
            },
        },
        // The reader takes HTML before it comes here, and front matter isn't the parser's.
        Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::Group,
        Tag::List(first) => Kind::List {
            numbering: first.map_or(Numbering::Bullets, |first| Numbering::From(first, NumberForm::Dot)),
            items: Vec::new(),
            loose: false,
        },
        Tag::Item => Kind::Item { task: None, loose: false },
        Tag::FootnoteDefinition(label) => Kind::Note { label: unmarked(&label) },
        Tag::DefinitionList => Kind::Definitions { items: Vec::new() },
        Tag::DefinitionListTitle => Kind::Line(Line::Term),
        Tag::DefinitionListDefinition => Kind::Meaning,
        Tag::Table(columns) => Kind::Table {
            caption: Vec::new(),
            columns: columns.into_iter().map(align_of).collect(),
            head: Vec::new(),
            rows: Vec::new(),
            more_heads: 0,
            wide: Vec::new(),
        },
        Tag::TableHead => Kind::Row { head: true, cells: Vec::new(), wide: Vec::new() },
        Tag::TableRow => Kind::Row { head: false, cells: Vec::new(), wide: Vec::new() },
        Tag::TableCell => Kind::Line(Line::Cell { is_head: None, fills: Stretch::ONE }),
        Tag::Emphasis | Tag::Superscript | Tag::Subscript => Kind::Line(Line::Emphasis),
        Tag::Strong => Kind::Line(Line::Strong),
        Tag::Strikethrough => Kind::Line(Line::Strike),
        Tag::Link { dest_url, .. } => Kind::Line(Line::Link { target: Target::Url(unmarked(&dest_url)) }),
        Tag::Image { dest_url, title, .. } => {
            Kind::Line(Line::Picture { path: unmarked(&dest_url), title: unmarked(&title) })
        }
    }
}

/// What `hidelines=` of a fence names.
fn hidden_of(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let prefix =
        unmarked(info).split([' ', ',', '\t']).find_map(|word| word.strip_prefix("hidelines=").map(str::to_owned));
    prefix.filter(|prefix| !prefix.is_empty())
}

/// Whether a fence says that its lines are numbered: `linenos`, `{linenos}`, `{.numberLines}`; or that they aren't: `linenos=false`.
fn lines_numbered(kind: &CodeBlockKind<'_>) -> Option<bool> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    unmarked(info).split([' ', ',', '\t', '{', '}']).find_map(|word| match word.trim_start_matches('.') {
        "linenos" | "numberLines" | "linenos=true" => Some(true),
        "linenos=false" => Some(false),
        _ => None,
    })
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alert_of(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn align_of(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Default,
        Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
