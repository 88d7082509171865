//! Latin words: a run of Latin characters in, parts that lines do not break out (CLR-E02, E03, H08).
//!
//! A word is shaped whole, so that ligatures and kerning stay; it is then cut where a line may break between two clusters.

use unicode_bidi::Level;

use super::cuts::{Cut, cuts, grid_cuts};
use super::item::{Break, Ink, Item, Junction, Part, PoolGlyph, Prepared, cluster_len};
use super::{Figures, PieceKind, Setting, TextPiece};
use crate::cjk::Class;
use crate::cjk::context::{Placed, is_ideographic_language};
use crate::display::{FaceId, Orientation};
use crate::font::{Direction, Face, Feature, ShapedGlyph, Shaping, shape};
use crate::units::{Abs, Em, Writing};

/// A run of Latin characters of one piece, without spaces.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) placed: &'a [Placed],
    /// First byte after the word.
    pub(super) end: u32,
    pub(super) piece: u32,
    pub(super) style: &'a TextPiece,
    /// Embedding levels by byte of the text, where any of it runs from right to left.
    pub(super) levels: Option<&'a [Level]>,
}

impl Word<'_> {
    fn is_backward(&self, place: &Placed) -> bool {
        self.levels.is_some_and(|levels| levels.get(place.at as usize).is_some_and(Level::is_rtl))
    }
}

/// Adds a word's items.
pub(super) fn add_word(word: &Word<'_>, setting: &Setting<'_>, prepared: &mut Prepared) {
    let cuts = if setting.grid { grid_cuts(word) } else { cuts(word) };
    let orientation = match setting.writing {
        Writing::Horizontal => Orientation::Horizontal,
        Writing::Vertical => Orientation::Sideways,
    };
    let mut from = 0;
    let mut is_first = true;
    while from < word.placed.len() {
        let (face, to) = same_face(word, from, setting);
        let (start, end) = (word.placed[from].at, word.placed.get(to).map_or(word.end, |p| p.at));
        let joint = cuts.binary_search_by_key(&start, |cut| cut.0).map_or(Break::Never, |index| cuts[index].1);
        let part = if is_first { first_part(word) } else { Part::Later(joint) };
        let inner = &cuts[cuts.partition_point(|cut| cut.0 <= start)..cuts.partition_point(|cut| cut.0 < end)];
        let run = Run { word, face, placed: &word.placed[from..to], start, end, part, orientation };
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
    let level = |place: &Placed| word.levels.and_then(|levels| levels.get(place.at as usize));
    let own = level(&word.placed[from]);
    let stays = |place: &Placed| {
        matches!(place.class, Class::Combining | Class::SoftHyphen)
            || level(place) == own
                && match primary {
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
    orientation: Orientation,
}

fn add_run(run: &Run<'_>, cuts: &[Cut], setting: &Setting<'_>, prepared: &mut Prepared) {
    let Some(face) = run.face else { return add_missing(run, setting, prepared) };
    let text = &run.word.text[run.start as usize..run.end as usize];
    let language = run.word.style.language.as_str();
    let language = if is_ideographic_language(language) { "en" } else { language };
    let is_backward = run.word.is_backward(&run.placed[0]);
    let direction = if is_backward { Direction::RightToLeft } else { Direction::LeftToRight };
    let features = figure_features(setting, run.word);
    let shaping = Shaping { direction, script: script_of(run.placed), language, features };
    let glyphs = shape(setting.fonts.face(face), text, &shaping);
    if is_backward {
        let cluster = Cluster {
            glyphs: &glyphs,
            base: run.start,
            start: run.start,
            end: run.end,
            kern: Abs::ZERO,
            is_last: true,
        };
        push_part(run, face, &cluster, run.part, setting, prepared);
        return;
    }
    let mut bounds: Vec<Cut> = Vec::with_capacity(cuts.len() + 1);
    for &cut in cuts {
        // A break within a ligature is not taken.
        if glyphs.binary_search_by_key(&cut.0, |glyph| glyph.cluster + run.start).is_ok() {
            bounds.push(cut);
        }
    }
    bounds.push((run.end, Break::Never));
    let (mut start, mut part, mut glyph_at, mut kern) = (run.start, run.part, 0, Abs::ZERO);
    for (end, after) in bounds {
        let count = glyphs[glyph_at..].iter().take_while(|glyph| glyph.cluster + run.start < end).count();
        let is_last = end == run.end;
        let cluster =
            Cluster { glyphs: &glyphs[glyph_at..glyph_at + count], base: run.start, start, end, kern, is_last };
        kern = push_part(run, face, &cluster, part, setting, prepared);
        glyph_at += count;
        start = end;
        part = Part::Later(after);
    }
}

/// All figures of one width.
const TABULAR: [Feature; 1] = [Feature(*b"tnum", 1)];

/// Each figure of its own width.
const PROPORTIONAL: [Feature; 1] = [Feature(*b"pnum", 1)];

/// How figures are set: by the house style, or tabular where the text asks for it (CLR-H07).
fn figure_features(setting: &Setting<'_>, word: &Word<'_>) -> &'static [Feature] {
    match setting.figures {
        _ if word.style.style.tabular => &TABULAR,
        Figures::AsDrawn => &[],
        Figures::Proportional => &PROPORTIONAL,
        Figures::Tabular => &TABULAR,
    }
}

/// Glyphs between two cuts.
struct Cluster<'a> {
    glyphs: &'a [ShapedGlyph],
    base: u32,
    start: u32,
    end: u32,
    /// The kerning before it.
    kern: Abs,
    /// Whether the run ends with it.
    is_last: bool,
}

/// Adds a part, and gives its kerning with the next one: it stands between them, so that a line that ends with the part ends where
/// its last letter does.
fn push_part(
    run: &Run<'_>,
    face: FaceId,
    cluster: &Cluster<'_>,
    part: Part,
    setting: &Setting<'_>,
    prepared: &mut Prepared,
) -> Abs {
    let bound = |byte: u32| run.placed.partition_point(|place| place.at < byte);
    let inside = &run.placed[bound(cluster.start)..bound(cluster.end)];
    let is_seen = |place: &&Placed| !matches!(place.class, Class::Combining | Class::SoftHyphen);
    let (first, last) = (inside.iter().find(is_seen), inside.iter().rev().find(is_seen));
    let source = setting.fonts.face(face);
    // A face may be set a little larger or smaller, to suit the Han in height (CLR-H07).
    let size = run.word.style.style.size.part(i64::from(source.scale), 100);
    let (glyphs, advance) = placed_glyphs(cluster, source, size);
    let own = match (glyphs.last(), cluster.is_last) {
        (Some(last), false) if last.len > 0 && last.shift == Abs::ZERO => last.at + last.advance,
        _ => advance,
    };
    let hyphen = source.glyph('-').map_or(Em::ZERO, |glyph| source.advance(glyph)).at(size);
    let ink = prepared.pooled(glyphs);
    prepared.items.push(Item {
        start: cluster.start,
        end: cluster.end,
        piece: run.word.piece,
        face,
        advance: own,
        ink,
        first: first.or(inside.first()).map_or(Class::Letter, |place| place.class),
        last: last.or(inside.last()).map_or(Class::Letter, |place| place.class),
        part,
        counted: inside.iter().filter(|place| place.class.counts()).take(9).count() as u16,
        orientation: run.orientation,
        scale: source.scale,
        // Only a break with a hyphen keeps it.
        junction: Junction { hyphen, width: cluster.kern, ..Junction::SOLID },
        ..Item::EMPTY
    });
    advance - own
}

/// The glyphs of a part, placed from its start, and its advance.
fn placed_glyphs(cluster: &Cluster<'_>, face: &Face, size: Abs) -> (Vec<PoolGlyph>, Abs) {
    let mut at = Abs::ZERO;
    let mut placed = Vec::with_capacity(cluster.glyphs.len());
    for (n, glyph) in cluster.glyphs.iter().enumerate() {
        let start = cluster.base + glyph.cluster;
        let is_later = n > 0 && cluster.glyphs[n - 1].cluster == glyph.cluster;
        // The next cluster stands after this one, or before it in text from right to left.
        let is_next = |other: &ShapedGlyph| other.cluster > glyph.cluster;
        let after = || cluster.glyphs[n..].iter().find(|other| is_next(other));
        let before = || cluster.glyphs[..n].iter().rev().find(|other| is_next(other));
        let next = || after().or_else(before).map(|other| cluster.base + other.cluster);
        placed.push(PoolGlyph {
            id: glyph.id,
            at: at + glyph.x_offset.at(size),
            shift: glyph.y_offset.at(size),
            advance: face.advance(glyph.id).at(size),
            start,
            len: if is_later { 0 } else { cluster_len(start, next().unwrap_or(cluster.end)) },
        });
        at += glyph.advance.at(size);
    }
    (placed, at)
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
            ink: Ink::Square(0),
            first: place.class,
            last: place.class,
            part: if n == 0 { run.part } else { Part::Later(Break::Never) },
            counted: 1,
            orientation: run.orientation,
            ..Item::EMPTY
        });
    }
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
