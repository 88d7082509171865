//! Latin words: a run of Latin characters in, parts that lines do not break out (CLR-E02, E03, H08).
//!
//! A word is shaped whole, so that ligatures and kerning stay; it is then cut where a line may break between two clusters.

use hypher::Lang;

use super::item::{Break, Ink, Item, Junction, Part, PoolGlyph, Prepared};
use super::{PieceKind, Setting, TextPiece};
use crate::cjk::Class;
use crate::cjk::context::{Placed, is_ideographic_language};
use crate::display::FaceId;
use crate::font::{Direction, ShapedGlyph, Shaping, shape};
use crate::units::Abs;

/// The shortest word that is hyphenated.
const SHORTEST_HYPHENATED: usize = 5;

/// The longest word that the patterns are asked about: longer ones are no words of a language.
const LONGEST_HYPHENATED: usize = 60;

/// Where a word may be broken: a byte of the text, and how.
type Cut = (u32, Break);

/// A run of Latin characters of one piece, without spaces.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) placed: &'a [Placed],
    /// First byte after the word.
    pub(super) end: u32,
    pub(super) piece: u32,
    pub(super) style: &'a TextPiece,
}

/// Adds a word's items.
pub(super) fn add_word(word: &Word<'_>, setting: &Setting<'_>, prepared: &mut Prepared) {
    let cuts = cuts(word);
    let mut from = 0;
    let mut is_first = true;
    while from < word.placed.len() {
        let (face, to) = same_face(word, from, setting);
        let (start, end) = (word.placed[from].at, word.placed.get(to).map_or(word.end, |p| p.at));
        let joint = cuts.binary_search_by_key(&start, |cut| cut.0).map_or(Break::Never, |index| cuts[index].1);
        let part = if is_first { first_part(word) } else { Part::WordPart(joint) };
        let inner = &cuts[cuts.partition_point(|cut| cut.0 <= start)..cuts.partition_point(|cut| cut.0 < end)];
        let run = Run { word, face, placed: &word.placed[from..to], start, end, part };
        add_run(&run, inner, setting, prepared);
        is_first = false;
        from = to;
    }
}

fn first_part(word: &Word<'_>) -> Part {
    if word.style.kind == PieceKind::Mark { Part::Mark } else { Part::Whole }
}

/// The face of the character at `from`, and the end of the characters that it sets.
fn same_face(word: &Word<'_>, from: usize, setting: &Setting<'_>) -> (Option<FaceId>, usize) {
    let style = &word.style.style;
    let face_of = |place: &Placed| setting.fonts.pick(&[style.latin, style.han], place.character).map(|(face, _)| face);
    let face = face_of(&word.placed[from]);
    let primary = face.map(|id| setting.fonts.face(id));
    let stays = |place: &Placed| {
        matches!(place.class, Class::Combining | Class::SoftHyphen)
            || match primary {
                // A character that the preferred face has goes back to it.
                Some(primary) => primary.glyph(place.character).is_some() && face_of(place) == face,
                None => face_of(place).is_none(),
            }
    };
    let count = word.placed[from + 1..].iter().take_while(|place| stays(place)).count();
    (face, from + 1 + count)
}

/// A part of a word that one face sets.
struct Run<'a> {
    word: &'a Word<'a>,
    face: Option<FaceId>,
    placed: &'a [Placed],
    start: u32,
    end: u32,
    part: Part,
}

fn add_run(run: &Run<'_>, cuts: &[Cut], setting: &Setting<'_>, prepared: &mut Prepared) {
    let Some(face) = run.face else { return add_missing(run, setting, prepared) };
    let style = &run.word.style.style;
    let text = &run.word.text[run.start as usize..run.end as usize];
    let language = run.word.style.language.as_str();
    let language = if is_ideographic_language(language) { "en" } else { language };
    let shaping = Shaping { direction: Direction::LeftToRight, script: script_of(run.placed), language, features: &[] };
    let glyphs = shape(setting.fonts.face(face), text, &shaping);
    let mut bounds: Vec<Cut> = Vec::with_capacity(cuts.len() + 1);
    for &cut in cuts {
        // A break within a ligature is not taken.
        if glyphs.binary_search_by_key(&cut.0, |glyph| glyph.cluster + run.start).is_ok() {
            bounds.push(cut);
        }
    }
    bounds.push((run.end, Break::Never));
    let hyphen = hyphen_advance(setting, face).at(style.size);
    let (mut start, mut part, mut glyph_at) = (run.start, run.part, 0);
    for (end, after) in bounds {
        let count = glyphs[glyph_at..].iter().take_while(|glyph| glyph.cluster + run.start < end).count();
        let cluster = Cluster { glyphs: &glyphs[glyph_at..glyph_at + count], base: run.start, start, end };
        push_part(run, face, &cluster, part, hyphen, setting, prepared);
        glyph_at += count;
        start = end;
        part = Part::WordPart(after);
    }
}

/// Glyphs between two cuts.
struct Cluster<'a> {
    glyphs: &'a [ShapedGlyph],
    base: u32,
    start: u32,
    end: u32,
}

fn push_part(
    run: &Run<'_>,
    face: FaceId,
    cluster: &Cluster<'_>,
    part: Part,
    hyphen: Abs,
    setting: &Setting<'_>,
    prepared: &mut Prepared,
) {
    let size = run.word.style.style.size;
    let first = prepared.pool.len() as u32;
    let mut at = Abs::ZERO;
    for (n, glyph) in cluster.glyphs.iter().enumerate() {
        let start = cluster.base + glyph.cluster;
        let is_later = n > 0 && cluster.glyphs[n - 1].cluster == glyph.cluster;
        let next = || cluster.glyphs[n..].iter().map(|other| cluster.base + other.cluster).find(|&other| other > start);
        let len = if is_later { 0 } else { next().unwrap_or(cluster.end).saturating_sub(start) };
        prepared.pool.push(PoolGlyph {
            id: glyph.id,
            at: at + glyph.x_offset.at(size),
            shift: glyph.y_offset.at(size),
            advance: setting.fonts.face(face).advance(glyph.id).at(size),
            start,
            len: len.min(u32::from(u16::MAX)) as u16,
        });
        at += glyph.advance.at(size);
    }
    let bound = |byte: u32| run.placed.partition_point(|place| place.at < byte);
    let inside = &run.placed[bound(cluster.start)..bound(cluster.end)];
    let last = inside.iter().rev().find(|place| place.class != Class::Combining);
    prepared.items.push(Item {
        start: cluster.start,
        end: cluster.end,
        piece: run.word.piece,
        face,
        advance: at,
        offset: Abs::ZERO,
        ink: Ink::Pool(first, cluster.glyphs.len() as u32),
        first: inside.first().map_or(Class::Letter, |place| place.class),
        last: last.map_or(Class::Letter, |place| place.class),
        part,
        counted: inside.iter().filter(|place| place.class.counts()).take(9).count() as u16,
        blank: Abs::ZERO,
        junction: Junction { hyphen, ..Junction::SOLID },
    });
}

/// Characters that no face has: the box of the Han face, one em each (CLR-P04).
fn add_missing(run: &Run<'_>, setting: &Setting<'_>, prepared: &mut Prepared) {
    let face = setting.fonts.role(run.word.style.style.han);
    for (n, place) in run.placed.iter().enumerate() {
        let end = run.placed.get(n + 1).map_or(run.end, |next| next.at);
        if matches!(place.class, Class::Combining | Class::SoftHyphen) {
            continue;
        }
        prepared.missing.push(super::MissingGlyph { character: place.character, at: place.at as usize });
        prepared.items.push(Item {
            start: place.at,
            end,
            piece: run.word.piece,
            face,
            advance: run.word.style.style.size,
            offset: Abs::ZERO,
            ink: Ink::Square(0),
            first: place.class,
            last: place.class,
            part: if n == 0 { run.part } else { Part::WordPart(Break::Never) },
            counted: 1,
            blank: Abs::ZERO,
            junction: Junction::SOLID,
        });
    }
}

fn hyphen_advance(setting: &Setting<'_>, face: FaceId) -> crate::units::Em {
    let face = setting.fonts.face(face);
    face.glyph('-').map_or(crate::units::Em::ZERO, |glyph| face.advance(glyph))
}

fn script_of(placed: &[Placed]) -> &'static str {
    let first = placed.iter().find(|place| place.class == Class::Letter).map(|place| place.character);
    match first {
        Some('\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}') => "Grek",
        Some('\u{400}'..='\u{52F}') => "Cyrl",
        Some('\u{590}'..='\u{5FF}') => "Hebr",
        Some('\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}') => "Arab",
        _ => "Latn",
    }
}

/// Where a word may be broken.
fn cuts(word: &Word<'_>) -> Vec<Cut> {
    match word.style.kind {
        PieceKind::Mark => Vec::new(),
        PieceKind::Code => after_signs(word, true),
        PieceKind::Words => {
            let text = word.placed.first().map_or("", |place| &word.text[place.at as usize..word.end as usize]);
            if is_address(text) { after_signs(word, false) } else { in_a_word(word) }
        }
    }
}

/// Whether a word is an address of the web or of mail.
fn is_address(text: &str) -> bool {
    text.len() > 6
        && (text.contains("://")
            || text.starts_with("www.")
            || text.contains('@')
            || (text.contains('/') && text.contains('.') && text.bytes().any(|byte| byte.is_ascii_alphabetic())))
}

/// Addresses and code break after their signs, between letters or figures.
fn after_signs(word: &Word<'_>, is_code: bool) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for pair in word.placed.windows(2) {
        let [sign, next] = pair else { continue };
        let follows =
            matches!(next.class, Class::Letter | Class::Digit) || (is_code && next.class == Class::LatinOpening);
        let kind = match sign.character {
            _ if next.character == '/' => continue,
            '/' => Break::Unwilling,
            '.' | '-' | '_' | '?' | '&' | '=' if follows => Break::Reluctant,
            ',' | ';' | ':' | '(' | '|' | '+' | '*' | '>' | ')' if is_code && follows => Break::Reluctant,
            // Elsewhere in an address a break is bad, and gaps of an em are worse.
            _ if !is_code && next.class != Class::Hyphen => Break::Emergency,
            _ => continue,
        };
        if next.class != Class::Combining {
            cuts.push((next.at, kind));
        }
    }
    cuts
}

/// Words break after their own hyphens and dashes, at soft hyphens, and where the patterns of their language say.
fn in_a_word(word: &Word<'_>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let is_letter = |index: usize| word.placed.get(index).is_some_and(|place| place.class == Class::Letter);
    for index in 1..word.placed.len() {
        let (before, here) = (&word.placed[index - 1], &word.placed[index]);
        match (before.class, here.class) {
            (Class::SoftHyphen, _) => cuts.push((here.at, Break::Hyphen)),
            (Class::Hyphen, Class::Letter | Class::Digit | Class::LatinOpening) if before.character == '—' => {
                cuts.push((here.at, Break::Free));
            }
            (Class::Hyphen, Class::Letter)
                if index >= 3 && is_letter(index - 2) && is_letter(index - 3) && is_letter(index + 1) =>
            {
                cuts.push((here.at, Break::Free));
            }
            _ => {}
        }
    }
    if cuts.is_empty() {
        hyphenate(word, &mut cuts);
    }
    cuts
}

fn hyphenate(word: &Word<'_>, cuts: &mut Vec<Cut>) {
    let is_letter = |place: &Placed| place.class == Class::Letter;
    let Some(from) = word.placed.iter().position(is_letter) else { return };
    let count = word.placed[from..].iter().take_while(|place| is_letter(place)).count();
    let rest = &word.placed[from + count..];
    // A name of letters, figures and signs is no word; nor is an acronym.
    if rest.iter().chain(&word.placed[..from]).any(|place| matches!(place.class, Class::Letter | Class::Digit)) {
        return;
    }
    let core = &word.placed[from..from + count];
    let is_acronym = core.iter().skip(1).any(|place| place.character.is_uppercase());
    if !(SHORTEST_HYPHENATED..=LONGEST_HYPHENATED).contains(&count) || is_acronym {
        return;
    }
    let start = core[0].at;
    let end = rest.first().map_or(word.end, |place| place.at);
    let text = &word.text[start as usize..end as usize];
    let Some(language) = language_of(&word.style.language, text) else { return };
    let mut at = start;
    for syllable in hypher::hyphenate(text, language) {
        if at > start {
            cuts.push((at, Break::Hyphen));
        }
        at += syllable.len() as u32;
    }
}

/// The patterns of a word's language; Latin words in Chinese are taken for English (CLR-H08).
fn language_of(tag: &str, word: &str) -> Option<Lang> {
    if is_ideographic_language(tag) {
        return word.is_ascii().then_some(Lang::English);
    }
    let code = tag.get(..2)?.to_ascii_lowercase();
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}
