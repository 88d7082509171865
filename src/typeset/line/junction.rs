//! Junctions: two neighbours in; what stands between them, how it gives way (group M), and whether a line may end there out.

use super::item::{Break, Item, Junction};
use super::{PieceKind, ProhibitionLevel, Setting, Squeeze};
use crate::cjk::Class;
use crate::cjk::compression::{BlankSide, ShrinkStep, blank_side, exclamations_keep_blank, pair, shrink_step};
use crate::cjk::prohibition::{forbidden_at_end, forbidden_at_start};
use crate::cjk::spacing::{Between, between};
use crate::cjk::unbreakable::{is_unit, joins};
use crate::units::{Abs, Em};

/// The space between Latin words, the least and the most it may be (`J:` a third; CLR-M, steps 2 and 1).
const WORD_SPACE: (Em, Em, Em) = (Em::raw(65_536 / 3), Em::QUARTER, Em::HALF);

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
    /// The advance of a space of code, where the spaces are code.
    pub(super) code: Option<Abs>,
}

/// A side of a junction.
pub(super) struct Neighbour<'a> {
    pub(super) item: &'a Item,
    pub(super) size: Abs,
    pub(super) kind: PieceKind,
    pub(super) text: &'a str,
}

/// The junction between two items; `exclamations` counts the adjacent ？！ that end with the first.
pub(super) fn junction(
    first: &Neighbour<'_>,
    second: &Neighbour<'_>,
    spaces: &Spaces,
    exclamations: usize,
    setting: &Setting<'_>,
) -> Junction {
    let mut junction = glue(first, second, spaces, exclamations, setting);
    junction.kind = break_kind(first, second, spaces, setting.prohibition);
    junction.even = opens_evenly(first, second, spaces);
    junction
}

fn glue(
    first: &Neighbour<'_>,
    second: &Neighbour<'_>,
    spaces: &Spaces,
    exclamations: usize,
    setting: &Setting<'_>,
) -> Junction {
    if let Some(advance) = spaces.code.filter(|_| spaces.plain + spaces.fixed > 0) {
        return Junction { width: advance * i64::from(spaces.plain + spaces.fixed), ..Junction::SOLID };
    }
    let wide = second.size * i64::from(spaces.wide);
    if let Some(blank) = blank(first, second, exclamations, setting.squeeze) {
        return Junction { width: blank.width + wide, ..blank };
    }
    if spaces.wide > 0 {
        return Junction { width: wide, ..Junction::SOLID };
    }
    let size = first.size.min(second.size);
    let is_spaced = spaces.plain + spaces.fixed > 0;
    let what = match between(first.item.last, second.item.first, is_spaced) {
        Between::Solid if code_beside_han(first, second) || code_beside_han(second, first) => Between::Gap,
        what => what,
    };
    match what {
        Between::Solid => Junction::SOLID,
        Between::Gap => {
            let (least, most) = GAP_LIMITS;
            elastic(ShrinkStep::Gap, setting.gap, least, most, size)
        }
        Between::WordSpace => {
            let (natural, least, most) = WORD_SPACE;
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

/// Inline code takes the gap whatever it begins with (CLR-H05).
fn code_beside_han(code: &Neighbour<'_>, han: &Neighbour<'_>) -> bool {
    let is_latin = |class: Class| class.is_latin() || class == Class::Solidus;
    code.kind == PieceKind::Code
        && han.kind != PieceKind::Code
        && is_latin(code.item.first)
        && is_latin(code.item.last)
        && (han.item.first.is_ideographic() && han.item.last.is_ideographic())
}

/// The blank halves between two neighbours, squeezed; `None` where neither has one.
fn blank(first: &Neighbour<'_>, second: &Neighbour<'_>, exclamations: usize, squeeze: Squeeze) -> Option<Junction> {
    let half = |side: BlankSide, class: Class, neighbour: &Neighbour<'_>| {
        if blank_side(class) == Some(side) { neighbour.item.blank } else { Abs::ZERO }
    };
    let mut after = half(BlankSide::End, first.item.last, first);
    let before = half(BlankSide::Start, second.item.first, second);
    if exclamations > 1 && !exclamations_keep_blank(exclamations) {
        after = Abs::ZERO;
    }
    let is_mark = first.item.last.is_mark() || second.item.first.is_mark();
    if !is_mark || squeeze == Squeeze::None {
        return (after + before > Abs::ZERO || is_mark).then_some(Junction::SOLID);
    }
    let width = after + before;
    if let Some(kept) = pair(first.item.last, second.item.first) {
        let kept = kept.at(if after > Abs::ZERO { first.size } else { second.size });
        return Some(Junction { width: kept.min(width), ..Junction::SOLID });
    }
    let step = if after > Abs::ZERO { shrink_step(first.item.last) } else { shrink_step(second.item.first) };
    Some(Junction { width, shrink: width, step: step.filter(|_| width > Abs::ZERO), ..Junction::SOLID })
}

fn break_kind(first: &Neighbour<'_>, second: &Neighbour<'_>, spaces: &Spaces, level: ProhibitionLevel) -> Break {
    let (last, next) = (first.item.last, second.item.first);
    if spaces.fixed > 0 && spaces.plain == 0 {
        return Break::Never;
    }
    if forbidden_at_start(next, level) || forbidden_at_end(last, level) {
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
    if spaces.code.is_some() {
        return false;
    }
    if is_western(last) && is_western(next) {
        return is_apart;
    }
    !(joins(last, next) || is_kept(last) || is_kept(next) || (last == next && is_long(last)))
}

const fn is_long(class: Class) -> bool {
    crate::cjk::unbreakable::is_long_mark(class)
}
