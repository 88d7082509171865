//! How a column of vertical text extracts: its groups in, the same with beginnings and ends where readers look for them
//! (CLR-P05; ISO 32000-1 §14.9.4).
//!
//! poppler gives an upright glyph the box of one em that ends at its vertical origin, an em above where it is seen, but turned
//! text its true place. So what is turned or combined is said together with upright glyphs around it: what is said has one
//! beginning, that of its first glyph; one writing mode, that of its last one; and its characters share the way between the two
//! evenly, the box of each an em long. Invisible spaces at both ends see to these where no other glyph does.

use super::font::Fonts;
use super::line::{Around, Cell, Group, SEEN_AS_SPACE, space_at, space_until};
use super::stand::{Stand, Standing};
use crate::display::{Item, Paged};
use crate::units::Writing;

/// Up to this gap, in ems, what follows in another element goes on with the column, as the text of a list does after its number;
/// beyond, it is a place of its own.
const WITHIN_A_COLUMN: f64 = 2.1;

/// Beyond this gap, in ems, it is a label's, which reads as a space.
const WITHIN_A_TEXT: f64 = 0.6;

/// A column with upright glyphs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The x of its centre line, in points.
    centre: f64,
    /// Whether it holds turned or combined glyphs too.
    is_mixed: bool,
}

/// The column of each item that is in one with upright glyphs, whatever elements these belong to.
pub(super) fn columns(items: &[Item], paged: &Paged) -> Vec<Option<Column>> {
    let mut out = vec![None; items.len()];
    if paged.writing == Writing::Horizontal {
        return out;
    }
    let runs: Vec<(usize, Standing<'_>)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((at, Standing::of(item, paged)?)))
        // What is seen and not read stands beside columns.
        .filter(|(_, standing)| !standing.run.text.is_empty())
        .collect();
    for runs in runs.chunk_by(|(_, before), (_, after)| before.continues(after)) {
        let upright = runs.iter().find(|(_, standing)| standing.stand == Stand::Upright);
        let is_mixed = runs.iter().any(|(_, standing)| standing.stand != Stand::Upright);
        let column = upright.map(|(_, standing)| Column { centre: standing.middle(), is_mixed });
        for (at, _) in runs {
            out[*at] = column;
        }
    }
    out
}

impl Column {
    /// Whether a cell must be said together with what stands before it. The gaps beside turned text are not where readers look for
    /// them, so the spaces there are said as well.
    pub(super) fn glues(&self, before: Option<&Cell<'_>>, cell: &Cell<'_>) -> bool {
        let is_other = |cell: &Cell<'_>| cell.standing.stand != Stand::Upright;
        self.is_mixed && (is_other(cell) || before.map_or(!cell.lead.is_empty(), is_other))
    }

    /// Completes the groups of an element's part of the column; `trail` is what they don't say of its text.
    pub(super) fn complete<'a>(&self, groups: &mut Vec<Group<'a>>, trail: &str, around: Around<'_>, fonts: &Fonts<'_>) {
        self.begin(groups, around.before, fonts);
        let Some(last) = groups.last().and_then(|group| group.cells.last()).cloned() else { return };
        let em = last.run().size.to_pt().max(0.01);
        let next = around.following.map(|following| ((following.start - last.end()) / em, following));
        let next = next.filter(|(gap, _)| *gap < WITHIN_A_COLUMN);
        let is_label = next.is_some_and(|(gap, following)| gap > WITHIN_A_TEXT && !following.opens_with_space);
        let said = if trail.is_empty() && is_label { " " } else { trail };
        // Upright glyphs need nothing where the next ones stand close, or where turned ones reach back to them.
        let is_joined = next.is_none_or(|(gap, following)| gap < SEEN_AS_SPACE || !following.is_upright);
        if last.standing.stand == Stand::Upright && said.is_empty() && is_joined {
            return;
        }
        pair_up(groups);
        let Some(group) = groups.last_mut() else { return };
        group.say().push_str(said);
        self.end(group, next.map_or(last.end(), |(_, following)| following.start), em, fonts);
    }

    /// Lets an element that begins with turned or combined text begin on the centre line, and where what was read before ends.
    fn begin(&self, groups: &mut [Group<'_>], before: Option<Standing<'_>>, fonts: &Fonts<'_>) {
        let Some(group) = groups.first_mut() else { return };
        let Some(first) = group.cells.first().filter(|first| first.standing.stand != Stand::Upright) else { return };
        let em = first.run().size.to_pt().max(0.01);
        let before = before.filter(|before| before.continues(&first.standing) && !before.run.text.ends_with(' '));
        let end = before.filter(|_| first.lead.is_empty()).map(|before| before.end());
        let start = end.filter(|end| (0.0..WITHIN_A_TEXT).contains(&((first.start - end) / em))).unwrap_or(first.start);
        let Some(filler) = space_at(&first.upright(self.centre), start, fonts) else { return };
        group.say();
        group.cells.insert(0, Cell { text: "", ..filler });
    }

    /// Ends a group upright, so that the box of its last character ends an em before `end`, where that of what comes next begins.
    fn end(&self, group: &mut Group<'_>, end: f64, em: f64, fonts: &Fonts<'_>) {
        let (Some(first), Some(last)) = (group.cells.first(), group.cells.last()) else { return };
        let count = group.actual_text.as_ref().map_or(0, |text| text.chars().count()) as f64;
        let way = end - em - first.start;
        let end = if count > 1.0 && way > 0.0 { first.start + way * count / (count - 1.0) } else { end };
        let Some(filler) = space_until(&last.upright(self.centre), end, fonts) else { return };
        group.cells.push(Cell { text: "", ..filler });
    }
}

/// Joins the last group with the one before it where it says one character alone, which could be given no other end.
fn pair_up(groups: &mut Vec<Group<'_>>) {
    let is_one = |group: &Group<'_>| group.cells.len() == 1;
    if groups.len() > 1
        && groups.last().is_some_and(is_one)
        && let Some(last) = groups.pop()
        && let Some(before) = groups.last_mut()
    {
        before.absorb(last);
    }
}
