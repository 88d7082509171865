//! Emphasis dots 着重号 (CLR-J01, J04, J05): placed characters in, a run of dots below them out. Dots stand for no text.

use super::item::Item;
use super::{CharStyle, LineRun, Setting};
use crate::cjk::emphasis::{DOT, DOT_DEPTH, DOT_WIDTH, FALLBACK_DOT, takes_dot};
use crate::display::{Glyph, GlyphRun, Orientation};
use crate::font::Role;
use crate::units::{Abs, Em, Point};

/// The dots of a run of items that begin at `starts`; none where no character takes one.
pub(super) fn dots(
    setting: &Setting<'_>,
    items: &[Item],
    starts: &[Abs],
    style: &CharStyle,
    piece: usize,
) -> Option<LineRun> {
    let marked: Vec<(Abs, Abs)> = items
        .iter()
        .zip(starts)
        .filter(|(item, _)| takes_dot(item.first))
        .map(|(item, at)| (*at, item.advance))
        .collect();
    let (&(start, _), &(last, advance)) = (marked.first()?, marked.last()?);
    let roles = [Role::Song, style.han];
    let (face, id) = setting.fonts.pick(&roles, DOT).or_else(|| setting.fonts.pick(&roles, FALLBACK_DOT))?;
    let source = setting.fonts.face(face);
    let ink = source.ink(id)?;
    let width = ink.x_max - ink.x_min;
    // The glyph is scaled so that its ink has the width of a dot.
    let size = style.size.part(DOT_WIDTH.to_raw(), width.to_raw().max(Em::EIGHTH.to_raw()));
    let middle = Em::raw((ink.x_min + ink.x_max).to_raw() / 2).at(size);
    let shift = -DOT_DEPTH.at(style.size) - Em::raw((ink.y_min + ink.y_max).to_raw() / 2).at(size);
    let natural = source.advance(id).at(size);
    let glyphs = marked
        .iter()
        .map(|&(at, advance)| Glyph {
            id,
            at: at - start + advance / 2 - middle,
            shift,
            advance: natural,
            text_start: 0,
            text_len: 0,
        })
        .collect();
    let run = GlyphRun {
        face,
        size,
        paint: style.paint,
        origin: Point::new(start, -style.raise),
        orientation: Orientation::Horizontal,
        text: String::new(),
        glyphs,
    };
    Some(LineRun { run, piece, start, end: last + advance })
}
