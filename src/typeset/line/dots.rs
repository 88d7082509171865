//! Emphasis dots 着重号 (CLR-J01, J04, J05): placed characters in, a run of dots below them out. Dots stand for no text.

use super::item::Item;
use super::mark::HEAD;
use super::{CharStyle, LineRun, Setting};
use crate::cjk::emphasis::{DOT, DOT_DEPTH, DOT_WIDTH, FALLBACK_DOT, takes_dot};
use crate::display::{FaceId, Glyph, GlyphRun, Orientation};
use crate::font::Role;
use crate::units::{Abs, Em, Point, Writing};

/// The dot of a style: a glyph at a size.
struct Dot {
    face: FaceId,
    id: u16,
    /// The type size at which its ink is as wide as a dot.
    size: Abs,
    /// From its origin to the middle of its ink.
    middle: Abs,
    /// Its origin above the baseline of the text: negative.
    shift: Abs,
    advance: Abs,
}

/// The dots of a run of items that begin at `starts`; none where no character takes one.
pub(super) fn dots(
    setting: &Setting<'_>,
    items: &[Item],
    starts: &[Abs],
    style: &CharStyle,
    piece: usize,
) -> Option<LineRun> {
    let takes = |pair: &(&Item, &Abs)| takes_dot(pair.0.first);
    let marked: Vec<(Abs, Abs)> =
        items.iter().zip(starts).filter(takes).map(|(item, at)| (*at, item.advance)).collect();
    let (&(start, _), &(last, advance)) = (marked.first()?, marked.last()?);
    let dot = dot(setting, style)?;
    let place = |&(at, advance): &(Abs, Abs)| {
        let at = at - start + advance / 2 - dot.middle;
        Glyph { id: dot.id, at, shift: dot.shift, advance: dot.advance, text_start: 0, text_len: 0 }
    };
    let run = GlyphRun {
        face: dot.face,
        size: dot.size,
        paint: style.paint,
        origin: Point::new(start, -style.raise),
        orientation: match setting.writing {
            Writing::Horizontal => Orientation::Horizontal,
            Writing::Vertical => Orientation::Vertical,
        },
        text: String::new(),
        glyphs: marked.iter().map(place).collect(),
    };
    Some(LineRun { run, piece, annotation: None, start, end: last + advance })
}

fn dot(setting: &Setting<'_>, style: &CharStyle) -> Option<Dot> {
    let roles = [Role::Song, style.han];
    let (face, id) = setting.fonts.pick(&roles, DOT).or_else(|| setting.fonts.pick(&roles, FALLBACK_DOT))?;
    let source = setting.fonts.face(face);
    let ink = source.ink(id)?;
    // No glyph is drawn larger than so many times its base.
    let width = (ink.x_max - ink.x_min).max(Em::EIGHTH / 2);
    let size = style.size.part(DOT_WIDTH.to_raw(), width.to_raw());
    let (x, y) = ((ink.x_min + ink.x_max) / 2, (ink.y_min + ink.y_max) / 2);
    // A line lies nearer to the text, and the dot beyond it (CLR-J03).
    let depth = if style.line.is_some() { DOT_DEPTH + Em::EIGHTH } else { DOT_DEPTH };
    let (middle, shift) = match setting.writing {
        Writing::Horizontal => (x.at(size), -depth.at(style.size) - y.at(size)),
        // To the right of the line (CLR-J01), as far from its frame as below a horizontal one.
        Writing::Vertical => {
            let beside = (DOT_DEPTH + Em::HALF - Em::ONE + HEAD).at(style.size);
            ((HEAD - y).at(size), beside - (x - source.advance(id) / 2).at(size))
        }
    };
    let advance = match setting.writing {
        Writing::Horizontal => source.advance(id),
        Writing::Vertical => source.vertical_advance(id),
    };
    Some(Dot { face, id, size, middle, shift, advance: advance.at(size) })
}
