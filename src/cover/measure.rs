//! Measuring a cover's words: a text in, clusters that a line keeps together out, with widths in ems.
//!
//! Display type is spaced more tightly than body text: marks stand half as wide (CLR 标点挤压), Han and Latin less than an
//! eighth of an em apart, and Latin is a little larger than the size, so that its capitals hold their own beside Han.

use super::refusal;
use crate::diag::Sink;
use crate::display::FaceId;
use crate::font::{Direction, Face, Feature, FontSet, Role, Shaping, shape};
use crate::units::Em;

/// What a cluster is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Han, kana, hangul: a square.
    Han,
    /// A word, or a part of one up to a hyphen.
    Latin,
    /// A space.
    Space,
    /// Opens: may not end a line.
    Opening,
    /// Closes or pauses: may not begin a line.
    Closing,
    /// Dashes, ellipses, dots between: may not begin a line.
    Middle,
}

/// A glyph of a cluster, in ems of the field's type size from the cluster's start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) id: u16,
    pub(super) x: Em,
    pub(super) y: Em,
    /// The natural advance.
    pub(super) advance: Em,
    /// Bytes in the cluster's text: start and length.
    pub(super) text: (u32, u16),
}

/// What a line keeps together.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) text: String,
    pub(super) class: Class,
    pub(super) face: FaceId,
    /// The size of its type in ems of the field's.
    pub(super) scale: Em,
    pub(super) glyphs: Vec<Set>,
    pub(super) advance: Em,
    /// White at its start and end: optical alignment takes it away.
    pub(super) white: (Em, Em),
}

/// How words are measured.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) role: Role,
    pub(super) chinese: bool,
    pub(super) language: &'a str,
}

/// Latin beside Han looks small at the same size: a capital has 0.67 em, a Han face 0.92 em.
const LATIN_SCALE: f64 = 1.08;

/// Between Han and Latin: body text has a quarter or an eighth, display type needs less.
const MIXED_GAP: f64 = 0.09;

/// The clusters of `text`. Together they hold every character of it.
pub(super) fn clusters(text: &str, style: Style<'_>, fonts: &FontSet, sink: &mut Sink) -> Vec<Cluster> {
    let style = Style { role: whole_role(text, style, fonts), ..style };
    let mut pieces: Vec<(Class, FaceId, String)> = Vec::new();
    let mut reported: Vec<char> = Vec::new();
    for character in text.chars() {
        let class = class_of(character, style.chinese);
        let picked = fonts.pick(&roles(class, style.role), character);
        if picked.is_none() && !is_attached(character) && class != Class::Space && !reported.contains(&character) {
            reported.push(character);
            sink.push(refusal::missing_glyph(character));
        }
        let face = picked.map_or_else(|| fonts.role(style.role), |(face, _)| face);
        match pieces.last_mut() {
            Some((_, _, piece)) if is_attached(character) => piece.push(character),
            Some((last, same, piece))
                if joins(*last, class, piece, character) && (*same == face || class == Class::Middle) =>
            {
                piece.push(character);
            }
            _ => pieces.push((class, face, String::from(character))),
        }
    }
    let han = pieces.iter().any(|(class, ..)| *class == Class::Han);
    pieces.into_iter().map(|(class, face, piece)| measure(class, fonts.face(face), piece, han, style)).collect()
}

/// The role whose one face sets every Han character of `text`: a title half in bold and half in regular is worse than one in
/// regular. The style's own role where no face has them all.
pub(super) fn whole_role(text: &str, style: Style<'_>, fonts: &FontSet) -> Role {
    let whole = |role: &Role| {
        fonts.exact(*role).is_some_and(|face| {
            let han = |character: &char| class_of(*character, style.chinese) == Class::Han && !is_attached(*character);
            text.chars().filter(han).all(|character| fonts.face(face).glyph(character).is_some())
        })
    };
    let stand_ins = style.role.stand_ins().iter().copied();
    std::iter::once(style.role).chain(stand_ins).chain([Role::Song]).find(whole).unwrap_or(style.role)
}

/// Whether a character goes on in the last piece: words, and pairs of dashes and ellipses.
pub(super) fn joins(last: Class, class: Class, piece: &str, character: char) -> bool {
    match class {
        Class::Latin => last == Class::Latin && !piece.ends_with(['-', '\u{2010}', '\u{2013}', '/']),
        Class::Middle => last == Class::Middle && piece.ends_with(character) && matches!(character, '—' | '…'),
        Class::Han | Class::Space | Class::Opening | Class::Closing => false,
    }
}

/// Marks over a letter, variation selectors, joiners: they belong to what is before them.
pub(super) fn is_attached(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' | '\u{E0100}'..='\u{E01EF}')
}

pub(super) fn class_of(character: char, chinese: bool) -> Class {
    match character {
        c if c.is_whitespace() => Class::Space,
        '《' | '〈' | '「' | '『' | '（' | '【' | '〔' | '〖' | '［' => Class::Opening,
        '》' | '〉' | '」' | '』' | '）' | '】' | '〕' | '〗' | '］' | '，' | '。' | '、' | '；' | '：' | '！'
        | '？' | '．' => Class::Closing,
        '“' | '‘' if chinese => Class::Opening,
        '”' | '’' if chinese => Class::Closing,
        '·' | '—' | '…' | '・' | '～' if chinese => Class::Middle,
        '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' => {
            Class::Han
        }
        '\u{FF01}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}' => Class::Han,
        _ => Class::Latin,
    }
}

/// Who sets a class beside Han in `role`: the book's Latin beside light faces; bold ones bring Latin of their own weight.
fn roles(class: Class, role: Role) -> [Role; 2] {
    let latin = match role {
        Role::Song | Role::Kai | Role::Fangsong => Role::Latin,
        Role::SongBold
        | Role::Hei
        | Role::HeiBold
        | Role::Latin
        | Role::LatinBold
        | Role::LatinItalic
        | Role::LatinBoldItalic
        | Role::Mono
        | Role::MonoBold
        | Role::MonoHalf => role,
    };
    match class {
        Class::Latin | Class::Space => [latin, role],
        Class::Han | Class::Opening | Class::Closing | Class::Middle => [role, latin],
    }
}

fn measure(class: Class, face: &Face, text: String, beside_han: bool, style: Style<'_>) -> Cluster {
    // A face with Han of its own has Latin to match.
    let smaller = face.glyph('一').is_none();
    let scale = if class == Class::Latin && beside_han && smaller { Em::new(LATIN_SCALE) } else { Em::ONE };
    let mut cluster = Cluster {
        text,
        class,
        face: face.id,
        scale,
        glyphs: Vec::new(),
        advance: Em::ZERO,
        white: (Em::ZERO, Em::ZERO),
    };
    if class == Class::Space {
        let full = cluster.text == "\u{3000}";
        cluster.advance = if full { Em::ONE } else { Em::QUARTER };
        return cluster;
    }
    let script = if class == Class::Latin { "Latn" } else { "Hani" };
    // The quotation marks of a Chinese face are as wide as Han; in a Latin text they are a part of words.
    let proportional = [Feature(*b"pwid", 1)];
    let features: &[Feature] = if class == Class::Latin && !style.chinese { &proportional } else { &[] };
    let shaping = Shaping { direction: Direction::LeftToRight, script, language: style.language, features };
    place(&mut cluster, face, &shaping);
    if style.chinese || class == Class::Han {
        squeeze(&mut cluster, face);
    }
    cluster.white = white(&cluster, face);
    cluster
}

/// Shapes the cluster's text and lays its glyphs along the line.
fn place(cluster: &mut Cluster, face: &Face, shaping: &Shaping<'_>) {
    let shaped = shape(face, &cluster.text, shaping);
    let mut x = Em::ZERO;
    for (at, glyph) in shaped.iter().enumerate() {
        let start = glyph.cluster as usize;
        let end = shaped[at + 1..].iter().map(|next| next.cluster as usize).find(|&next| next > start);
        let first = at == 0 || shaped[at - 1].cluster != glyph.cluster;
        let length = if first { end.unwrap_or(cluster.text.len()).saturating_sub(start) } else { 0 };
        cluster.glyphs.push(Set {
            id: glyph.id,
            x: x + scaled(glyph.x_offset, cluster.scale),
            y: scaled(glyph.y_offset, cluster.scale),
            advance: face.advance(glyph.id),
            text: (start as u32, length as u16),
        });
        x += scaled(glyph.advance, cluster.scale);
    }
    cluster.advance = x;
}

/// Marks stand half as wide: brackets lose the white outside, pauses the white after, colons and dots stand in the middle.
fn squeeze(cluster: &mut Cluster, face: &Face) {
    let Some(first) = cluster.glyphs.first().copied() else { return };
    let alone = cluster.text.chars().count() == 1;
    let wide = cluster.advance > Em::HALF + Em::EIGHTH;
    let middle = alone && cluster.text.starts_with(['：', '；', '！', '？', '·', '・']);
    let shift = match cluster.class {
        Class::Opening if wide => Em::HALF - cluster.advance,
        Class::Closing | Class::Middle if wide && middle => {
            let ink = face.ink(first.id).map_or(Em::HALF, |ink| (ink.x_min + ink.x_max) / 2);
            Em::QUARTER - ink
        }
        Class::Closing if wide => Em::ZERO,
        Class::Han | Class::Latin | Class::Space | Class::Opening | Class::Closing | Class::Middle => return,
    };
    for glyph in &mut cluster.glyphs {
        glyph.x += shift;
    }
    cluster.advance = Em::HALF;
}

/// The white at the cluster's sides, no more than an eighth of an em: a thin glyph may keep its place in the square.
fn white(cluster: &Cluster, face: &Face) -> (Em, Em) {
    let ends = (cluster.glyphs.first(), cluster.glyphs.last());
    let (Some(first), Some(last)) = ends else { return (Em::ZERO, Em::ZERO) };
    let ink = |glyph: &Set| face.ink(glyph.id);
    let (Some(start), Some(end)) = (ink(first), ink(last)) else { return (Em::ZERO, Em::ZERO) };
    let before = first.x + scaled(start.x_min, cluster.scale);
    let after = cluster.advance - last.x - scaled(end.x_max, cluster.scale);
    let most = if cluster.class == Class::Han { Em::new(0.08) } else { Em::EIGHTH };
    (before.max(-Em::EIGHTH).min(most), after.max(-Em::EIGHTH).min(most))
}

/// A length in ems of a scaled type, in ems of the unscaled one.
fn scaled(length: Em, scale: Em) -> Em {
    Em::raw(((i128::from(length.to_raw()) * i128::from(scale.to_raw())) >> 16) as i64)
}

/// The white between two clusters of a line.
pub(super) fn gap(before: &Cluster, after: &Cluster, tracking: Em) -> Em {
    let mixed = matches!((before.class, after.class), (Class::Han, Class::Latin) | (Class::Latin, Class::Han));
    // A hyphenated word goes on.
    let word = before.class == Class::Latin && after.class == Class::Latin;
    let space = before.class == Class::Space || after.class == Class::Space;
    match (mixed, word || space) {
        (true, _) => Em::new(MIXED_GAP) + tracking,
        (false, true) => Em::ZERO,
        (false, false) => tracking,
    }
}
