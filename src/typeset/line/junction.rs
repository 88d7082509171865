//! Junctions: two neighbours in; what stands between them, how it gives way (group M), and whether a line may end there out.

use super::item::{Break, Item, Junction};
use super::{PieceKind, ProhibitionLevel, Setting, Squeeze, SqueezeStyle, TypedSpaces};
use crate::cjk::Class;
use crate::cjk::compression::{Pair, ShrinkStep, exclamations_keep_blank, pair, shrink_step};
use crate::cjk::prohibition::{forbidden_at_end, forbidden_at_start};
use crate::cjk::spacing::{Between, between};
use crate::cjk::unbreakable::{is_unit, joins};
use crate::display::Orientation;
use crate::units::{Abs, Em, Writing};

/// The space between Latin words, the least and the most it may be (`J:` a third; CLR-M, steps 2 and 1).
const WORD_SPACE: (Em, Em, Em) = (Em::raw(65_536 / 3), Em::QUARTER, Em::HALF);

/// The same in a paragraph of Western words alone, as books of Western languages have it: a quarter, to a fifth and a half (CLR-H08).
const WESTERN_SPACE: (Em, Em, Em) = (Em::QUARTER, Em::raw(65_536 / 5), Em::HALF);

/// The least and the most that the gap between Han and Latin may be (CLR-M, steps 6 and 2).
const GAP_LIMITS: (Em, Em) = (Em::EIGHTH, Em::HALF);

/// Spaces of the source between two items.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Spaces {
    /// Spaces that a line may break at.
    pub(super) plain: u32,
    /// No-break spaces.
    pub(super) fixed: u32,
    /// Ideographic spaces.
    pub(super) wide: u32,
    /// Zero-width spaces.
    pub(super) points: u32,
    /// Forced breaks.
    pub(super) newlines: u32,
    /// The advance of a space of code, and how many of the spaces are code: others beside them were typed round the code and
    /// show nothing.
    pub(super) code: Option<(Abs, u32)>,
}

/// A side of a junction.
pub(super) struct Neighbour<'a> {
    pub(super) item: &'a Item,
    pub(super) size: Abs,
    pub(super) kind: PieceKind,
    pub(super) text: &'a str,
}

/// What a junction must know of what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// How many adjacent ？！ end with its first item.
    pub(super) exclamations: usize,
    /// Whether the paragraph holds Western words and nothing else.
    pub(super) is_western: bool,
}

/// The junction between two items.
pub(super) fn junction(
    first: &Neighbour<'_>,
    second: &Neighbour<'_>,
    spaces: &Spaces,
    around: Around,
    setting: &Setting<'_>,
) -> Junction {
    let mut junction = glue(first, second, spaces, around, setting);
    junction.kind = break_kind(first, second, spaces, setting.prohibition);
    junction.even = opens_evenly(first, second, spaces);
    junction
}

fn glue(
    first: &Neighbour<'_>,
    second: &Neighbour<'_>,
    spaces: &Spaces,
    around: Around,
    setting: &Setting<'_>,
) -> Junction {
    if let Some((advance, count)) = spaces.code {
        // Single spaces of code give way like those between words; rows of them were typed to be seen.
        let (step, stretch) = if count == 1 { (Some(ShrinkStep::WordSpace), advance / 4) } else { (None, Abs::ZERO) };
        return Junction { width: advance * i64::from(count), step, stretch, ..Junction::SOLID };
    }
    let wide = second.size * i64::from(spaces.wide);
    if let Some(blank) = blank(first, second, around.exclamations, setting) {
        let loose = tracked(first, second, setting).width;
        return Junction { width: blank.width + wide + loose, ..blank };
    }
    if spaces.wide > 0 {
        return Junction { width: wide, ..Junction::SOLID };
    }
    // Code in a line may be a little smaller than its text: the gap is the text's.
    let size = first.size.max(second.size);
    let is_spaced = spaces.plain + spaces.fixed > 0;
    let what = match between(first.item.last, second.item.first, is_spaced) {
        Between::Solid if code_beside_han(first, second) || code_beside_han(second, first) => Between::Gap,
        what => what,
    };
    // Letters that stand upright in frames of vertical lines are as squares among squares.
    let is_frame =
        |side: &Neighbour<'_>| setting.writing == Writing::Vertical && side.item.orientation == Orientation::Horizontal;
    if is_spaced && (is_frame(first) || is_frame(second)) && !(is_frame(first) && is_frame(second)) {
        return tracked(first, second, setting);
    }
    let is_kept = is_spaced && setting.typed_spaces == TypedSpaces::Keep;
    match what {
        Between::Solid => tracked(first, second, setting),
        Between::Gap if !is_kept && setting.gap == Em::ZERO => Junction::SOLID,
        Between::Gap if !is_kept => {
            let (least, most) = GAP_LIMITS;
            elastic(ShrinkStep::Gap, setting.gap, least, most, size)
        }
        Between::WordSpace | Between::Gap => {
            let (natural, least, most) = if around.is_western { WESTERN_SPACE } else { WORD_SPACE };
            elastic(ShrinkStep::WordSpace, natural, least, most, size)
        }
    }
}

fn elastic(step: ShrinkStep, natural: Em, least: Em, most: Em, size: Abs) -> Junction {
    let at_least_none = |length: Em| length.max(Em::ZERO).at(size);
    Junction {
        width: natural.at(size),
        shrink: at_least_none(natural - least),
        stretch: at_least_none(most - natural),
        step: Some(step),
        ..Junction::SOLID
    }
}

/// Loose setting 疏排 opens what is set solid, evenly (CLR-A02).
fn tracked(first: &Neighbour<'_>, second: &Neighbour<'_>, setting: &Setting<'_>) -> Junction {
    let is_western = |class: Class| class.is_latin() || class == Class::Solidus;
    if setting.tracking == Em::ZERO || (is_western(first.item.last) && is_western(second.item.first)) {
        return Junction::SOLID;
    }
    Junction { width: setting.tracking.at(first.size), ..Junction::SOLID }
}

/// Inline code takes the gap whatever it begins with (CLR-H05).
fn code_beside_han(code: &Neighbour<'_>, han: &Neighbour<'_>) -> bool {
    let is_latin = |class: Class| class.is_latin() || class == Class::Solidus;
    code.kind == PieceKind::Code
        && han.kind != PieceKind::Code
        && is_latin(code.item.first)
        && is_latin(code.item.last)
        && (han.item.first.is_ideographic() && han.item.last.is_ideographic())
}

/// The blanks between two neighbours, squeezed; `None` where neither has one.
fn blank(
    first: &Neighbour<'_>,
    second: &Neighbour<'_>,
    exclamations: usize,
    setting: &Setting<'_>,
) -> Option<Junction> {
    let (last, next) = (first.item.last, second.item.first);
    // In a row of ？！ only the last may keep its blank (CLR-C07).
    let is_inner = last == Class::Exclamation && next == Class::Exclamation;
    let is_open = !is_inner && (exclamations <= 1 || exclamations_keep_blank(exclamations));
    let after = if is_open { first.item.blank_end } else { Abs::ZERO };
    let before = second.item.blank_start;
    if setting.squeeze == Squeeze::None || !(last.is_mark() || next.is_mark() || after + before > Abs::ZERO) {
        return (last.is_mark() || next.is_mark()).then_some(Junction::SOLID);
    }
    let (width, owner) = match pair(last, next) {
        Some(_) if setting.squeeze_style == SqueezeStyle::Tight => (Abs::ZERO, last),
        Some(Pair::First) => (before, next),
        Some(Pair::Second) => (after, last),
        None => (after + before, if after >= before { last } else { next }),
    };
    let step = shrink_step(owner).filter(|_| width > Abs::ZERO);
    let is_kept = step == Some(ShrinkStep::Stop) && !setting.shrinks_stops;
    let shrink = if is_kept || step.is_none() { Abs::ZERO } else { width };
    Some(Junction { width, shrink, step, ..Junction::SOLID })
}

/// Which outer blanks of a squeezed pair go too: the start of the first, the end of the second.
///
/// A centred point loses both of its blanks, so that it stays centred (CLR-F06); in the tight style every outer blank goes (CLR-F01).
pub(super) fn closes_outside(first: Class, second: Class, setting: &Setting<'_>) -> (bool, bool) {
    if setting.squeeze == Squeeze::None || pair(first, second).is_none() {
        return (false, false);
    }
    let is_tight = setting.squeeze_style == SqueezeStyle::Tight;
    (is_tight || (first.is_point() && second == Class::Closing), is_tight)
}

fn break_kind(first: &Neighbour<'_>, second: &Neighbour<'_>, spaces: &Spaces, level: ProhibitionLevel) -> Break {
    let (last, next) = (first.item.last, second.item.first);
    if spaces.fixed > 0 && spaces.plain == 0 {
        return Break::Never;
    }
    // Signs of code are no marks of the sentence: `.rs` may begin a line.
    let is_code = |side: &Neighbour<'_>| side.kind == PieceKind::Code && side.text.len() > 1;
    let starts_badly = forbidden_at_start(next, level) && !(is_code(second) && next == Class::LatinClosing);
    let ends_badly = forbidden_at_end(last, level) && !(is_code(first) && last == Class::LatinOpening);
    if starts_badly || ends_badly {
        // Code keeps its spaces: a line may end at them whatever follows.
        return if spaces.code.is_some() && spaces.plain > 0 { Break::Reluctant } else { Break::Never };
    }
    if last == Class::Digit && (is_unit(second.text) || joins(last, next)) || joins(last, next) {
        return Break::Never;
    }
    let is_western = |class: Class| class.is_latin() || class == Class::Solidus || class == Class::Combining;
    let is_apart = spaces.plain + spaces.wide + spaces.points > 0;
    if is_western(last) && is_western(next) && !is_apart {
        return Break::Never;
    }
    if last == Class::Enclosed { Break::Unwilling } else { Break::Free }
}

/// Whether the last step of stretching opens a junction: not within words, numbers and expressions, and not beside
/// connectors and solidi (group M, "expand order" 3).
fn opens_evenly(first: &Neighbour<'_>, second: &Neighbour<'_>, spaces: &Spaces) -> bool {
    let (last, next) = (first.item.last, second.item.first);
    let is_western = |class: Class| class.is_latin() || class == Class::Solidus;
    let is_kept = |class: Class| matches!(class, Class::Connector | Class::Solidus | Class::Hyphen);
    let is_apart = spaces.plain + spaces.fixed + spaces.wide > 0;
    if let Some((_, count)) = spaces.code {
        return count == 1;
    }
    if is_western(last) && is_western(next) {
        return is_apart;
    }
    let is_row = last == Class::Exclamation && next == Class::Exclamation;
    !(is_row || joins(last, next) || is_kept(last) || is_kept(next) || (last == next && is_long(last)))
}

const fn is_long(class: Class) -> bool {
    crate::cjk::unbreakable::is_long_mark(class)
}
