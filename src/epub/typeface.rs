//! Fonts of the edition. In: the book's letters by voice, and the faces. Out: each face that is used, reduced to its
//! letters (EPUB requirement 12), and the finding `missing-glyph` for letters that no face has.

use std::collections::{BTreeMap, BTreeSet};

use super::voice::{Family, Letters, Voice, is_han, is_latin};
use crate::diag::{Diagnostic, Sink, Span};
use crate::font::{Face, FontSet, Role, subset_for_epub};
use crate::units::Em;

/// A face that comes along.
pub(super) struct Embedded {
    /// The family's name in the style sheet.
    pub(super) family: &'static str,
    /// Whether it is the bold one.
    pub(super) bold: bool,
    /// Whether it is the slanted one.
    pub(super) slanted: bool,
    /// Its path in the edition.
    pub(super) path: String,
    /// The reduced font.
    pub(super) bytes: Vec<u8>,
}

/// A face in a family: its role, and whether it sets the marks that Latin shares with Chinese.
type Slot = (Role, bool);

/// Decides which face sets which letter, and reduces the faces to these.
pub(super) fn embed(letters: &Letters, fonts: &FontSet, chinese: bool, sink: &mut Sink) -> Vec<Embedded> {
    let mut slots: BTreeMap<Slot, BTreeSet<char>> = BTreeMap::new();
    let mut missing: BTreeMap<char, Option<Span>> = BTreeMap::new();
    for (&(voice, character), &place) in letters {
        let latin = is_latin(character) || !chinese && !is_han(character);
        match find(fonts, voice, latin, character) {
            Some(role) => {
                slots.entry((role, voice.family == Family::Marks)).or_default().insert(character);
            }
            None if character.is_whitespace() || is_invisible(character) => {}
            None => {
                let known = missing.entry(character).or_insert(place);
                *known = known.or(place);
            }
        }
    }
    missing.into_iter().for_each(|(character, place)| sink.push(no_glyph(character, place)));
    slots.into_iter().filter_map(|(slot, letters)| reduce(fonts, slot, &letters, sink)).collect()
}

/// The role whose face sets a letter in a voice: its own roles and their stand-ins first, then any.
fn find(fonts: &FontSet, voice: Voice, latin: bool, character: char) -> Option<Role> {
    let roles = voice.roles(latin);
    let chain = roles.iter().copied().chain(roles.iter().flat_map(|role| role.stand_ins()).copied()).chain(Role::ALL);
    // Chinese marks fill a character frame; some Kai faces have them narrow, as Latin does.
    let is_wide = |face: &Face| face.glyph(character).is_some_and(|glyph| face.advance(glyph) == Em::ONE);
    if is_shared_mark(character) && !latin && matches!(voice.family, Family::Song | Family::Kai) {
        let mut own_roles = roles.iter().copied();
        if let Some(role) = own_roles.find(|&role| own(fonts, role).is_some_and(|face| !face.is_cff && is_wide(face))) {
            return Some(role);
        }
    }
    // Faces with CFF outlines can't be reduced, and a whole one is too much for a book.
    chain.into_iter().find(|&role| own(fonts, role).is_some_and(|face| !face.is_cff && face.glyph(character).is_some()))
}

fn own(fonts: &FontSet, role: Role) -> Option<&Face> {
    fonts.exact(role).map(|id| fonts.face(id))
}

fn reduce(fonts: &FontSet, (role, marks): Slot, letters: &BTreeSet<char>, sink: &mut Sink) -> Option<Embedded> {
    let face = own(fonts, role)?;
    let (family, bold, slanted) = if marks { ("Banxin Marks", false, false) } else { style(role) };
    match subset_for_epub(face, letters) {
        Ok(bytes) => {
            let suffix = if marks { "-marks" } else { "" };
            Some(Embedded { family, bold, slanted, path: format!("fonts/{}{suffix}.ttf", role.word()), bytes })
        }
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
fn style(role: Role) -> (&'static str, bool, bool) {
    match role {
        Role::Song => ("Banxin Song", false, false),
        Role::SongBold => ("Banxin Song", true, false),
        Role::Hei => ("Banxin Hei", false, false),
        Role::HeiBold => ("Banxin Hei", true, false),
        Role::Kai => ("Banxin Kai", false, false),
        Role::Fangsong => ("Banxin Fangsong", false, false),
        Role::Latin => ("Banxin Latin", false, false),
        Role::LatinBold => ("Banxin Latin", true, false),
        Role::LatinItalic => ("Banxin Latin", false, true),
        Role::LatinBoldItalic => ("Banxin Latin", true, true),
        Role::Mono | Role::MonoHalf => ("Banxin Mono", false, false),
        Role::MonoBold => ("Banxin Mono", true, false),
    }
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
