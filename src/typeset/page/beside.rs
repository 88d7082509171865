//! Notes in the margin beside their marks (CLR-O11): at the fore edge of horizontal pages, in the head margin 天头 of vertical ones.
//!
//! In: the lines of a section's notes, where their marks stand, and which of them `distribute` gave to each page. Out: the lines of each page with
//! their rows, never over one another; what a margin has no room for goes on beside the next page.

use std::ops::Range;

use super::distribute::Slab;
use super::foot::Foot;
use super::frame::{Content, Filled};
use super::notes::NoteLines;
use super::paint::Painter;
use super::slab::ReadyBlock;
use crate::typeset::flow::FlowBlock;
use crate::typeset::style::Grid;
use crate::units::{Abs, Writing};

/// The shortest lines in a margin, in ems of their own size.
const SHORTEST: i64 = 7;
/// From so many ems on they stand two ems from the text, else one; and the longest (CLR-O11: 15 to 20 characters).
const GOOD: i64 = 15;
const LONGEST: i64 = 20;

/// Lines of notes beside a page, from a row on or below those before them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Beside {
    /// The lines, among all of the section's.
    pub lines: Range<usize>,
    /// The row of their mark.
    pub row: u32,
}

impl Grid {
    /// The length of lines of `size` in the margin, whole ems of them; `None` where it is too narrow.
    pub(in crate::typeset) fn beside_length(&self, size: Abs) -> Option<Abs> {
        // One or two ems part them from the text, and another and a half keep them off the edge.
        let ems = |apart: i64| {
            let free = self.margin_beside() - self.size * apart - self.size * 3 / 2;
            free.to_raw().div_euclid(size.to_raw().max(1))
        };
        match ems(2) {
            long if long >= GOOD => Some(size * long.min(LONGEST)),
            _ => (ems(1) >= SHORTEST).then(|| size * ems(1).min(GOOD)),
        }
    }

    /// The margin that notes stand in.
    fn margin_beside(&self) -> Abs {
        match self.writing {
            Writing::Horizontal => self.page.width - self.area.right(),
            Writing::Vertical => self.area.origin.x,
        }
    }

    /// The margin's grid on this side of a leaf, for lines of `length`.
    fn beside(&self, length: Abs, is_recto: bool) -> Self {
        let mut grid = *self;
        let margin = match self.writing {
            Writing::Horizontal if !is_recto => self.area.origin.x,
            Writing::Horizontal | Writing::Vertical => self.margin_beside(),
        };
        let gap = if margin - length >= self.size * 7 / 2 { self.size * 2 } else { self.size };
        grid.area.size.width = length;
        grid.area.origin.x = match self.writing {
            Writing::Horizontal if is_recto => self.area.right() + gap,
            Writing::Horizontal | Writing::Vertical => self.area.origin.x - gap - length,
        };
        grid
    }
}

/// The lines beside each page: what goes on from the page before at its head, each other note at its mark.
pub(super) fn plan(slabs: &[Slab], notes: &NoteLines, filled: &[Filled]) -> Vec<Vec<Beside>> {
    let mut noted = 0;
    let mut beside = |page: &Filled| {
        let own = |lines: Range<usize>| lines.start.max(page.notes.start)..lines.end.min(page.notes.end);
        let mut wanted = vec![Beside { lines: own(0..notes.lines_before(noted)), row: 0 }];
        let mut content = Content::after(page.after_full, u32::MAX);
        for slab in page.slabs.iter().map(|slab| &slabs[*slab]) {
            content.push(0, slab);
            for _ in 0..slab.notes {
                let lines = own(notes.lines_before(noted)..notes.lines_before(noted + 1));
                wanted.push(Beside { lines, row: content.rows - slab.rows });
                noted += 1;
            }
        }
        wanted.retain(|one| !one.lines.is_empty());
        wanted
    };
    filled.iter().map(&mut beside).collect()
}

/// The heads of stretches that would each begin at `wanted`: as near to it as there is room above `foot`, in their order.
fn heads(wanted: &[(Abs, Abs)], foot: Abs) -> Vec<Abs> {
    let mut out = Vec::new();
    let mut end = Abs::raw(i64::MIN / 4);
    for &(head, height) in wanted {
        let head = head.max(end);
        out.push(head);
        end = head + height;
    }
    let mut limit = foot;
    for (head, &(_, height)) in out.iter_mut().zip(wanted).rev() {
        *head = (*head).min(limit - height);
        limit = *head;
    }
    out
}

impl Painter<'_> {
    /// Paints notes in the margin, the first line of each on the line of its mark.
    pub(super) fn notes_beside(
        &mut self,
        beside: &[Beside],
        is_recto: bool,
        foot: &Foot,
        blocks: &[FlowBlock],
        ready: &[ReadyBlock],
    ) {
        let grid = *self.grid();
        let Some(length) = blocks.iter().find_map(|block| block.beside) else { return };
        let own = grid.beside(length, is_recto);
        let wanted: Vec<(Abs, Abs)> = beside
            .iter()
            .map(|one| {
                (
                    foot.register(one.lines.start, one.row, blocks, &grid),
                    foot.lines.height(one.lines.start, one.lines.end),
                )
            })
            .collect();
        self.stand_on(own);
        for (one, mut head) in beside.iter().zip(heads(&wanted, grid.area.foot())) {
            for line in one.lines.clone() {
                self.foot_line(foot, line, head, blocks, ready);
                head += foot.lines.height(line, line + 1);
            }
        }
        self.stand_on(grid);
    }
}

#[cfg(test)]
mod tests {
    use super::super::cost::Scant;
    use super::super::distribute::distribute;
    use super::super::frame::Frames;
    use super::*;

    fn pt(points: i64) -> Abs {
        Abs::pt(points as f64)
    }

    #[test]
    fn notes_stand_beside_their_marks_and_never_over_one_another_clr_o10() {
        let at = |wanted: &[(i64, i64)], foot: i64| -> Vec<i64> {
            let wanted: Vec<(Abs, Abs)> = wanted.iter().map(|&(head, height)| (pt(head), pt(height))).collect();
            heads(&wanted, pt(foot)).iter().map(|head| head.to_pt().round() as i64).collect()
        };
        assert_eq!(at(&[(10, 20), (50, 20)], 100), [10, 50]);
        assert_eq!(at(&[(10, 30), (20, 30)], 100), [10, 40], "the second goes down");
        assert_eq!(at(&[(50, 30), (80, 40)], 100), [30, 60], "both go up to stay above the foot");
    }

    #[test]
    fn what_a_margin_has_no_room_for_goes_on_beside_the_next_page() {
        let slab = |notes| Slab { notes, ..Slab::row(0) };
        let slabs = [slab(0), slab(2), slab(1)];
        let notes = NoteLines::new(&[vec![pt(10); 2], vec![pt(10); 5], vec![pt(10); 6]], Abs::ZERO, pt(10));
        let frames = Frames { columns: 1, first: 2, rows: 2, scant: Scant { one: 0, two: 0 } };
        let filled = distribute(&slabs, &notes.clone().in_margin(pt(50)), &frames);
        let plan = plan(&slabs, &notes, &filled);
        let beside = |lines: Range<usize>, row| Beside { lines, row };
        assert_eq!(plan[0], [beside(0..2, 1), beside(2..5, 1)], "they take no rows of the page");
        assert_eq!(plan[1], [beside(5..7, 0), beside(7..10, 0)]);
        assert_eq!(plan[2..], [[beside(10..13, 0)]], "a page is added for the rest");
    }
}
