//! Texts with marked pieces: a source in, a `Text` out. `\n` is a forced break, `~` a no-break space, `{word:…}` a piece.
//!
//! `{code:…}` is code, `{mark:…}` the mark of a note, `{bold:…}` Hei, `{kai:…}` Kai, `{en:…}` English, and `{upright:…}` stands
//! upright in one frame of a vertical line. `{dots:…}` has emphasis dots, `{name:…}` a line below, `{title:…}` a wave,
//! `{strike:…}` a line through it, `{mourn:…}` a frame round it. `{ruby:汉=hàn}` has its reading beside it, and
//! `{zhuyin:漢=ㄏㄢˋ}` bopomofo. `{even4:…}` is spread over four ems. `{below:汉=hàn}` has its reading on the
//! other side, and `{comment:汉=评}` a comment. `（{note:…}）` is an inline note.

use banxin::display::Paint;
use banxin::font::Role;
use banxin::typeset::line::{
    Annotation, AnnotationKind, CharStyle, PieceKind, Spread, Text, TextLine, TextLineKind, TextPiece,
};

use super::picture::SIZE;

/// The style of text that no piece marks.
pub(crate) fn plain_style() -> CharStyle {
    CharStyle::new(Role::Song, Role::Latin, SIZE, Paint::BLACK)
}

/// A Chinese text from its source.
pub(crate) fn read_text(source: &str) -> Text {
    read_text_in(source, "zh-Hans")
}

/// A text from its source, in a language.
pub(crate) fn read_text_in(source: &str, language: &str) -> Text {
    let mut text = Text::default();
    let source = source.replace("\\n", "\n").replace("\\u200b", "\u{200B}").replace('~', "\u{A0}");
    let mut rest = source.as_str();
    while !rest.is_empty() {
        let (word, inside, after) = next_piece(rest);
        let start = text.text.len();
        let (inside, annotation) = annotated(word, inside);
        text.text.push_str(inside);
        let range = start..text.text.len();
        // `{zhuyin:漢=ㄏㄢˋ=hàn}` has a reading on its other side too.
        if let Some((reading, below)) = annotation.as_ref().and_then(|own| own.text.split_once('=')) {
            let own = annotation.clone().unwrap();
            let above = Annotation { base: range.clone(), text: reading.to_owned(), ..own.clone() };
            let kind = AnnotationKind::Below;
            text.annotations.extend([above, Annotation { base: range.clone(), text: below.to_owned(), kind, ..own }]);
        } else {
            text.annotations.extend(annotation.map(|annotation| Annotation { base: range.clone(), ..annotation }));
        }
        let (style, kind) = look_of(word, start);
        let language = if word == "en" { "en" } else { language }.to_owned();
        if !inside.is_empty() {
            text.pieces.push(TextPiece { range, style, kind, language, upright: word == "upright", object: None });
        }
        rest = after;
    }
    text
}

/// A base and its annotation, which is half as large.
fn annotated<'a>(word: &str, inside: &'a str) -> (&'a str, Option<Annotation>) {
    let kind = match word {
        "ruby" => AnnotationKind::Beside,
        "zhuyin" => AnnotationKind::Bopomofo,
        "below" => AnnotationKind::Below,
        "comment" => AnnotationKind::Comment,
        _ => return (inside, None),
    };
    let (base, reading) = inside.split_once('=').unwrap();
    let style = CharStyle { size: SIZE / 2, ..plain_style() };
    let annotation = Annotation { base: 0..0, text: reading.to_owned(), style, kind, language: "zh-Hans".to_owned() };
    (base, Some(annotation))
}

/// The look of a piece that begins at a byte; every piece with a line is a name of its own.
fn look_of(word: &str, start: usize) -> (CharStyle, PieceKind) {
    let mut style = plain_style();
    let mut kind = PieceKind::Words;
    let mut line = |kind| style.line = Some(TextLine { kind, name: start as u32 });
    match word {
        "name" => line(TextLineKind::Name),
        "title" => line(TextLineKind::Title),
        "strike" => line(TextLineKind::Strike),
        "mourn" => line(TextLineKind::Mourning),
        "code" => (style.latin, kind) = (Role::Mono, PieceKind::Code),
        "bold" => (style.han, style.latin) = (Role::HeiBold, Role::LatinBold),
        "kai" => style.han = Role::Kai,
        "mark" => (style.size, style.raise, kind) = (SIZE.part(6, 10), SIZE.part(4, 10), PieceKind::Mark),
        "note" => (style.size, kind) = (SIZE.part(55, 100), PieceKind::InlineNote),
        "dots" => style.dots = true,
        word if word.starts_with("even") => {
            let length = SIZE * word["even".len()..].parse().unwrap();
            style.spread = Some(Spread { length, name: start as u32 });
        }
        "" | "en" | "upright" | "ruby" | "zhuyin" | "below" | "comment" => {}
        _ => panic!("no such piece: {word}"),
    }
    (style, kind)
}

/// The next piece of a source: its word, what is in it, and what follows it.
fn next_piece(rest: &str) -> (&str, &str, &str) {
    let Some(open) = rest.find('{') else { return ("", rest, "") };
    if open > 0 {
        return ("", &rest[..open], &rest[open..]);
    }
    let close = rest.find('}').unwrap();
    let (word, inside) = rest[1..close].split_once(':').unwrap();
    (word, inside, &rest[close + 1..])
}
