//! Rich text becomes the line composer's text: page numbers are filled in as far as they are known.
//!
//! In: `Rich`, and where names were in the last round. Out: `line::Text`, and which rich piece each of its pieces is.

use std::collections::BTreeMap;

use super::flow::{Content, Drawing, PlaceList, Rich, RichPiece, RichRuby, TextBody};
use super::line::{Alignment, Annotation, Composed, Measure, Setting, Text, TextPiece, compose, natural_length};
use crate::display::Tag;
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
    let page = |name: &str| places.get(name).map_or(UNKNOWN_PAGE, String::as_str).to_owned();
    match &piece.content {
        Content::Words(words) => words.clone(),
        Content::PageOf(anchor) => page(anchor),
        Content::PageIn { list, at } => page_in(list, *at, places),
        Content::NoteNumber(anchor) => places.get(&note_number(anchor)).map_or(UNKNOWN_NOTE, String::as_str).to_owned(),
    }
}

/// What a place of a list shows: its page's number where it is the one that speaks for its page, and the page is no inner one of a row of three or
/// more. The principal place of a page speaks for it, else the first; a principal page is in no row.
fn page_in(list: &PlaceList, at: usize, places: &Places) -> String {
    let page = |at: usize| list.places.get(at).map(|(name, _)| places.get(name).map_or(UNKNOWN_PAGE, String::as_str));
    let own = page(at).unwrap_or(UNKNOWN_PAGE);
    let is_principal = |at: usize| list.places.get(at).is_some_and(|(_, principal)| *principal);
    // Most places of a crowded page are told apart by the one before them.
    if at > 0 && page(at - 1) == Some(own) && !is_principal(at) {
        return String::new();
    }
    let begins = (0..at).rev().take_while(|before| page(*before) == Some(own)).last().unwrap_or(at);
    let speaks = || {
        (begins..list.places.len())
            .take_while(|at| page(*at) == Some(own))
            .find(|at| is_principal(*at))
            .unwrap_or(begins)
    };
    if speaks() != at {
        return String::new();
    }
    let ends = (at..list.places.len()).take_while(|after| page(*after) == Some(own)).last().unwrap_or(at);
    let number = |at: Option<usize>| at.and_then(page).and_then(|page| page.parse::<u32>().ok());
    let this = number(Some(at));
    // The page of `at` if it follows on in a row.
    let joins = |one: Option<u32>, next: Option<u32>| one.is_some() && one.map(|one| one + 1) == next;
    let plain_page = |at: usize| {
        let Some(shown) = page(at) else { return false };
        let before = (0..at).rev().take_while(|before| page(*before) == Some(shown));
        let after = (at..list.places.len()).take_while(|after| page(*after) == Some(shown));
        !before.chain(after).any(is_principal)
    };
    let first_after = Some(ends + 1).filter(|after| *after < list.places.len());
    let last_before = begins.checked_sub(1);
    let is_plain = plain_page(at);
    let follows = is_plain && joins(number(last_before), this) && last_before.is_some_and(plain_page);
    let leads = is_plain && joins(this, number(first_after)) && first_after.is_some_and(plain_page);
    let comma = if begins == 0 { list.first } else { list.comma };
    match (follows, leads) {
        (true, true) => String::new(),
        // The end of a row of two is another number; of a longer one, the row's end.
        (true, false) if row_before(list, last_before, places) >= 2 => format!("–{own}"),
        _ => format!("{comma}{own}"),
    }
}

/// How many pages of a row end with that of the place `last`, two at most.
fn row_before(list: &PlaceList, last: Option<usize>, places: &Places) -> usize {
    let page = |at: usize| list.places.get(at).and_then(|(name, _)| places.get(name)).map(String::as_str);
    let Some(last) = last else { return 0 };
    let own = page(last);
    let begins = (0..last).rev().take_while(|before| page(*before) == own).last().unwrap_or(last);
    let number = |page: Option<&str>| page.and_then(|page| page.parse::<u32>().ok());
    let before = begins.checked_sub(1).filter(|before| {
        number(page(*before)).map(|page| page + 1) == number(own)
            && (0..=*before).rev().take_while(|at| page(*at) == page(*before)).all(|at| !list.places[at].1)
    });
    if before.is_some() { 2 } else { 1 }
}
