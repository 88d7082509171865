//! Fonts of the edition. In: the book's letters by voice, and the faces. Out: each face that is used, reduced to its
//! letters (EPUB requirement 12), and the finding `missing-glyph` for letters that no face has.

use std::collections::{BTreeMap, BTreeSet};

use super::voice::{Family, Letters, Voice, is_han, is_latin};
use crate::diag::{Diagnostic, Sink, Span};
use crate::display::FaceId;
use crate::font::{Face, FontSet, Only, Role, subset_for_epub};
use crate::units::Em;

/// A face that comes along.
pub(super) struct Embedded {
    /// The family's name in the style sheet.
    pub(super) family: String,
    /// Whether it is the bold one.
    pub(super) bold: bool,
    /// Whether it is the slanted one.
    pub(super) slanted: bool,
    /// Whether it plays no role: the style sheet asks it last.
    pub(super) is_fallback: bool,
    /// Its path in the edition.
    pub(super) path: String,
    /// The reduced font.
    pub(super) bytes: Vec<u8>,
}

/// A face in a family: its role, none for a fallback; its number; and whether it sets the marks that Latin shares with Chinese.
type Slot = (Option<Role>, FaceId, bool);

/// Decides which face sets which letter, and reduces the faces to these.
pub(super) fn embed(letters: &Letters, fonts: &FontSet, chinese: bool, sink: &mut Sink) -> Vec<Embedded> {
    let mut slots: BTreeMap<Slot, BTreeSet<char>> = BTreeMap::new();
    let mut missing: BTreeMap<char, Option<Span>> = BTreeMap::new();
    for (&(voice, character), &place) in letters {
        let latin = is_latin(character) || !chinese && !is_han(character);
        match find(fonts, voice, latin, character) {
            Some(face) => {
                let slot = (fonts.roles_of(face).next(), face, voice.family == Family::Marks);
                slots.entry(slot).or_default().insert(character);
            }
            None if character.is_whitespace() || is_invisible(character) => {}
            None => {
                let known = missing.entry(character).or_insert(place);
                *known = known.or(place);
            }
        }
    }
    complete_emoji(&mut slots, letters, fonts);
    missing.into_iter().for_each(|(character, place)| sink.push(no_glyph(character, place)));
    // The roles' faces come first, in the order of roles; then the fallbacks, in the manifest's.
    let mut slots: Vec<(Slot, BTreeSet<char>)> = slots.into_iter().collect();
    slots.sort_by_key(|((role, ..), _)| role.is_none());
    slots.into_iter().filter_map(|(slot, letters)| reduce(fonts, slot, &letters, sink)).collect()
}

/// The face that sets a letter in a voice, as in the other editions. Faces with CFF outlines can't be reduced, and a whole
/// one is too much for a book.
fn find(fonts: &FontSet, voice: Voice, latin: bool, character: char) -> Option<FaceId> {
    let roles = voice.roles(latin);
    // Chinese marks fill a character frame; some Kai faces have them narrow, as Latin does.
    let is_wide = |face: &Face| face.glyph(character).is_some_and(|glyph| face.advance(glyph) == Em::ONE);
    if is_shared_mark(character) && !latin && !matches!(voice.family, Family::Mono | Family::Marks) {
        let mut own = roles.iter().filter_map(|&role| fonts.exact(role));
        if let Some(face) = own.find(|&face| !fonts.face(face).is_cff && is_wide(fonts.face(face))) {
            return Some(face);
        }
    }
    fonts.pick_usable(&roles, character, |face| !face.is_cff)
}

/// Emoji are sequences: a face that sets their pictures needs the joiners, selectors, digits and tones that are between them too.
fn complete_emoji(slots: &mut BTreeMap<Slot, BTreeSet<char>>, letters: &Letters, fonts: &FontSet) {
    let emoji = |face: FaceId| fonts.fallbacks().iter().any(|it| it.face == face && it.only == Some(Only::Emoji));
    let is_part = |character: char| {
        matches!(character, '#' | '*' | '0'..='9' | '\u{200D}' | '\u{20E3}' | '\u{FE0F}')
            || Only::Emoji.admits(character)
    };
    for (_, own) in slots.iter_mut().filter(|((_, face, _), _)| emoji(*face)) {
        own.extend(letters.keys().map(|&(_, character)| character).filter(|&character| is_part(character)));
    }
}

fn reduce(fonts: &FontSet, (role, face, marks): Slot, letters: &BTreeSet<char>, sink: &mut Sink) -> Option<Embedded> {
    let number = fonts.fallbacks().iter().position(|fallback| fallback.face == face).map_or(0, |at| at + 1);
    let face = fonts.face(face);
    let (family, bold, slanted) = match role {
        _ if marks => ("Banxin Marks".to_owned(), false, false),
        Some(role) => style(role),
        None => (format!("Banxin Fallback {number}"), false, false),
    };
    let name = role.map_or_else(|| format!("fallback-{number}"), |role| role.word().to_owned());
    let path = format!("fonts/{name}{}.ttf", if marks { "-marks" } else { "" });
    match subset_for_epub(face, letters) {
        Ok(bytes) => Some(Embedded { family, bold, slanted, is_fallback: role.is_none() && !marks, path, bytes }),
        Err(error) => {
            sink.push(
                Diagnostic::warning(
                    "font-not-embedded",
                    format!("字体「{}」无法取子集，EPUB 不嵌入它：{}", error.file, error.reason),
                    format!("cannot subset font `{}`, the EPUB goes without it: {}", error.file, error.reason),
                )
                .hint("换用 TrueType 轮廓的字体（.ttf）", "use a font with TrueType outlines (.ttf)"),
            );
            None
        }
    }
}

/// The family, weight and slant of a role in the style sheet.
fn style(role: Role) -> (String, bool, bool) {
    let (family, bold, slanted) = match role {
        Role::Song => ("Song", false, false),
        Role::SongBold => ("Song", true, false),
        Role::Hei => ("Hei", false, false),
        Role::HeiBold => ("Hei", true, false),
        Role::Kai => ("Kai", false, false),
        Role::Fangsong => ("Fangsong", false, false),
        Role::Latin => ("Latin", false, false),
        Role::LatinBold => ("Latin", true, false),
        Role::LatinItalic => ("Latin", false, true),
        Role::LatinBoldItalic => ("Latin", true, true),
        Role::Mono | Role::MonoHalf => ("Mono", false, false),
        Role::MonoBold => ("Mono", true, false),
    };
    (format!("Banxin {family}"), bold, slanted)
}

/// Whether Chinese and Latin share a mark.
fn is_shared_mark(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Whether a character has no shape of its own, so that no face need have it.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xE0000..=0xE0FFF)
}

fn no_glyph(character: char, place: Option<Span>) -> Diagnostic {
    let code = u32::from(character);
    let finding = Diagnostic::error(
        "missing-glyph",
        format!("没有字体能排「{character}」（U+{code:04X}）"),
        format!("no font has a glyph for `{character}` (U+{code:04X})"),
    )
    .hint(
        "换一个字符，或在 fonts.toml 里加一个有这个字的 TrueType 字体",
        "use another character, or add a TrueType font that has it to fonts.toml",
    );
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}
