//! Rich text becomes the line composer's text: page numbers are filled in as far as they are known.
//!
//! In: `Rich`, and where names were in the last round. Out: `line::Text`, and which rich piece each of its pieces is.

use super::flow::{Content, Drawing, Rich, RichPiece, RichRuby, TextBody};
use super::line::{Alignment, Annotation, Composed, Measure, Setting, Text, TextPiece, compose, natural_length};
use super::places::Places;
use crate::display::Tag;
use crate::units::Abs;

/// Text in lines, with the way back to its pieces.
#[derive(Clone, Debug)]
pub(super) struct ReadyText {
    /// The text as composed.
    pub text: Text,
    /// The position in `Rich::pieces` of each piece of `text`.
    pub origin: Vec<usize>,
    /// Names, each with the byte of `text` where it stands.
    pub anchors: Vec<(usize, String)>,
    /// What stands in the margin beside the lines.
    pub asides: Vec<Aside>,
    /// What each annotation of `text` fills.
    pub beside: Vec<Tag>,
    /// The lines.
    pub composed: Composed,
}

/// What stands in the margin beside one line of a text.
#[derive(Clone, Debug)]
pub(super) struct Aside {
    /// The line is the one that holds this byte.
    pub byte: usize,
    /// Position in `Rich::pieces` of the piece that it belongs to.
    pub piece: usize,
    /// On one line.
    pub ready: ReadyText,
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
    /// What stands at the end of the others.
    pub turned: Option<ReadyText>,
}

/// Composes a text body for a measure of `length`.
pub(super) fn ready_body(
    body: &TextBody,
    length: Abs,
    places: &Places,
    language: &str,
    setting: &Setting<'_>,
) -> ReadyBody {
    let single = |rich: &Rich| ready_line(rich, places, language, setting);
    let entry = body.entry.as_ref().map(single);
    // A turned line of the contents keeps clear of the page numbers: two ems and the number.
    let reserved = entry.as_ref().map_or(Abs::ZERO, |entry| {
        natural_length(&entry.text, setting) + if entry.text.text.is_empty() { Abs::ZERO } else { body.size * 2 }
    });
    // Most code is not turned, and then nothing need be left free for a sign.
    let turned = body.turned.as_ref().map(single).filter(|_| needs_lines(body, length, places, language, setting));
    let reserved = reserved + turned.as_ref().map_or(Abs::ZERO, |turned| natural_length(&turned.text, setting));
    let measure = Measure {
        length: (length - reserved).max(body.size * 2),
        first_indent: body.first_indent,
        indent: body.indent,
        alignment: body.alignment,
    };
    let main = ready_text(&body.rich, &measure, places, language, setting);
    ReadyBody { main, label: body.label.as_ref().map(single), entry, turned }
}

/// Whether a text needs more than one line.
fn needs_lines(body: &TextBody, length: Abs, places: &Places, language: &str, setting: &Setting<'_>) -> bool {
    let text = assemble(&body.rich, places, language).text;
    natural_length(&text, setting) + body.first_indent > length
}

/// A text on one line of its own length.
pub(super) fn ready_line(rich: &Rich, places: &Places, language: &str, setting: &Setting<'_>) -> ReadyText {
    let whole = Measure { length: Abs::HUGE, first_indent: Abs::ZERO, indent: Abs::ZERO, alignment: Alignment::Start };
    ready_text(rich, &whole, places, language, setting)
}

fn ready_text(rich: &Rich, measure: &Measure, places: &Places, language: &str, setting: &Setting<'_>) -> ReadyText {
    let mut ready = assemble(rich, places, language);
    ready.composed = compose(&ready.text, measure, setting);
    for (at, range) in ready.origin.iter().zip(&ready.text.pieces).map(|(at, piece)| (*at, &piece.range)) {
        if let Some(aside) = &rich.pieces[at].aside {
            let byte = range.end.saturating_sub(1);
            ready.asides.push(Aside { byte, piece: at, ready: ready_line(aside, places, language, setting) });
        }
    }
    ready
}

/// A text that is not composed yet.
fn assemble(rich: &Rich, places: &Places, language: &str) -> ReadyText {
    let mut text = Text::default();
    let (mut origin, mut anchors) = (Vec::new(), Vec::new());
    let mut annotations: Vec<(Annotation, Tag)> = Vec::new();
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
                object: piece.drawing.as_ref().map(Drawing::object),
            });
            origin.push(at);
            let annotation = |ruby: &RichRuby, start: usize| Annotation {
                base: start..text.text.len(),
                text: ruby.words.clone(),
                style: ruby.style,
                kind: ruby.kind,
                language: language.to_owned(),
            };
            annotations.extend(piece.ruby.as_ref().map(|ruby| (annotation(ruby, start), ruby.tag)));
            if let Some((ruby, count)) = &piece.below {
                let first = text.pieces.len().saturating_sub((*count).max(1));
                annotations.push((annotation(ruby, text.pieces[first].range.start), ruby.tag));
            }
        }
    }
    annotations.sort_by_key(|(annotation, _)| annotation.base.start);
    let beside = annotations.iter().map(|&(_, tag)| tag).collect();
    text.annotations = annotations.into_iter().map(|(annotation, _)| annotation).collect();
    ReadyText { text, origin, anchors, asides: Vec::new(), beside, composed: Composed::default() }
}

fn words(piece: &RichPiece, places: &Places) -> String {
    match &piece.content {
        Content::Words(words) => words.clone(),
        Content::PageOf(anchor) => places.page(anchor).to_owned(),
        Content::PageIn { list, at } => list.shows(*at, places),
        Content::NoteNumber(anchor) => places.note(anchor).to_owned(),
    }
}
