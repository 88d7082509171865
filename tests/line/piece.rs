//! Texts with marked pieces: a source in, a `Text` out. `\n` is a forced break, `~` a no-break space, `{word:…}` a piece.
//!
//! `{code:…}` is code, `{mark:…}` the mark of a note, `{bold:…}` Hei, `{kai:…}` Kai, `{dots:…}` has emphasis dots, `{en:…}`
//! is English, and `{upright:…}` stands upright in one frame of a vertical line.

use banxin::display::Paint;
use banxin::font::Role;
use banxin::typeset::line::{CharStyle, PieceKind, Text, TextPiece};

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
        text.text.push_str(inside);
        let (style, kind) = look_of(word);
        let language = if word == "en" { "en" } else { language }.to_owned();
        if !inside.is_empty() {
            let range = start..text.text.len();
            text.pieces.push(TextPiece { range, style, kind, language, upright: word == "upright" });
        }
        rest = after;
    }
    text
}

fn look_of(word: &str) -> (CharStyle, PieceKind) {
    let mut style = plain_style();
    let mut kind = PieceKind::Words;
    match word {
        "code" => (style.latin, kind) = (Role::Mono, PieceKind::Code),
        "bold" => (style.han, style.latin) = (Role::HeiBold, Role::LatinBold),
        "kai" => style.han = Role::Kai,
        "mark" => (style.size, style.raise, kind) = (SIZE.part(6, 10), SIZE.part(4, 10), PieceKind::Mark),
        "dots" => style.dots = true,
        "" | "en" | "upright" => {}
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
