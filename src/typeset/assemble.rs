//! Rich text becomes the line composer's text: page numbers are filled in as far as they are known.
//!
//! In: `Rich`, and where names were in the last round. Out: `line::Text`, and which rich piece each of its pieces is.

use std::collections::BTreeMap;

use super::flow::{Content, Rich, RichPiece, TextBody};
use super::line::{Alignment, Annotation, Composed, Measure, Setting, Text, TextPiece, compose, natural_length};
use crate::units::Abs;

/// The page number of each name, as printed.
pub(super) type Places = BTreeMap<String, String>;

/// What stands for a page number before pages are known: as wide as most numbers will be.
const UNKNOWN_PAGE: &str = "00";

/// What stands for the number of a note: as wide as all of them.
const UNKNOWN_NOTE: &str = "①";

/// The name under which `Places` has the number of a note.
pub(super) fn note_number(anchor: &str) -> String {
    format!("#{anchor}")
}

/// Text in lines, with the way back to its pieces.
#[derive(Clone, Debug)]
pub(super) struct ReadyText {
    /// The text as composed.
    pub text: Text,
    /// The position in `Rich::pieces` of each piece of `text`.
    pub origin: Vec<usize>,
    /// Names, each with the byte of `text` where it stands.
    pub anchors: Vec<(usize, String)>,
    /// The lines.
    pub composed: Composed,
}

/// A text body in lines, with what stands before and behind it.
#[derive(Clone, Debug)]
pub(super) struct ReadyBody {
    /// The text.
    pub main: ReadyText,
    /// What stands in the first line's indent.
    pub label: Option<ReadyText>,
    /// What stands at the end of the last line.
    pub entry: Option<ReadyText>,
}

/// Composes a text body for a measure of `length`.
pub(super) fn ready_body(
    body: &TextBody,
    length: Abs,
    places: &Places,
    language: &str,
    setting: &Setting<'_>,
) -> ReadyBody {
    let single = |rich: &Rich| {
        let whole =
            Measure { length: Abs::HUGE, first_indent: Abs::ZERO, indent: Abs::ZERO, alignment: Alignment::Start };
        ready_text(rich, &whole, places, language, setting)
    };
    let entry = body.entry.as_ref().map(single);
    // A turned line of the contents keeps clear of the page numbers: two ems and the number.
    let reserved = entry.as_ref().map_or(Abs::ZERO, |entry| {
        natural_length(&entry.text, setting) + if entry.text.text.is_empty() { Abs::ZERO } else { body.size * 2 }
    });
    let measure = Measure {
        length: (length - reserved).max(body.size * 2),
        first_indent: body.first_indent,
        indent: body.indent,
        alignment: body.alignment,
    };
    let main = ready_text(&body.rich, &measure, places, language, setting);
    ReadyBody { main, label: body.label.as_ref().map(single), entry }
}

fn ready_text(rich: &Rich, measure: &Measure, places: &Places, language: &str, setting: &Setting<'_>) -> ReadyText {
    let (text, origin, anchors) = assemble(rich, places, language);
    let composed = compose(&text, measure, setting);
    ReadyText { text, origin, anchors, composed }
}

fn assemble(rich: &Rich, places: &Places, language: &str) -> (Text, Vec<usize>, Vec<(usize, String)>) {
    let mut text = Text::default();
    let (mut origin, mut anchors) = (Vec::new(), Vec::new());
    for (at, piece) in rich.pieces.iter().enumerate() {
        let start = text.text.len();
        anchors.extend(piece.anchors.iter().map(|name| (start, name.clone())));
        text.text.push_str(&words(piece, places));
        if text.text.len() > start {
            text.pieces.push(TextPiece {
                range: start..text.text.len(),
                style: piece.style,
                kind: piece.kind,
                language: piece.language.as_deref().unwrap_or(language).to_owned(),
                upright: piece.upright,
            });
            origin.push(at);
            text.annotations.extend(piece.ruby.as_ref().map(|ruby| Annotation {
                base: start..text.text.len(),
                text: ruby.words.clone(),
                style: ruby.style,
                kind: ruby.kind,
                language: language.to_owned(),
            }));
        }
    }
    (text, origin, anchors)
}

fn words(piece: &RichPiece, places: &Places) -> String {
    let page = |name: &str| places.get(name).map_or(UNKNOWN_PAGE, String::as_str).to_owned();
    let same = |one: &str, other: &str| places.get(one).is_some_and(|page| places.get(other) == Some(page));
    match &piece.content {
        Content::Words(words) => words.clone(),
        Content::PageOf(anchor) => page(anchor),
        Content::NoteNumber(anchor) => places.get(&note_number(anchor)).map_or(UNKNOWN_NOTE, String::as_str).to_owned(),
        Content::NextPageOf { anchor, before } if same(anchor, before) => String::new(),
        Content::NextPageOf { anchor, .. } => page(anchor),
        Content::Between { anchor, before, .. } if same(anchor, before) => String::new(),
        Content::Between { words, .. } => (*words).to_owned(),
    }
}
