//! A section on its pages. In: blocks in lines. Out: pages, painted: frames filled by `distribute`, notes at their feet, columns, running
//! heads and folios.

use super::apart::{Apart, Found, apart};
use super::beside::plan;
use super::cost::Scant;
use super::distribute::{Slab, distribute};
use super::foot::Foot;
use super::frame::{Content, Filled, Frames};
use super::furniture::{Furniture, folio};
use super::notes::NoteLines;
use super::paint::{PageContext, Painter};
use super::slab::{ReadyBlock, ReadyKind, Slabs, ends_with_one_character, slabs};
use crate::display::Paged;
use crate::project::theme::AtHead;
use crate::typeset::flow::{Body, FlowBlock, Section};
use crate::typeset::places::Places;
use crate::typeset::style::Grid;
use crate::units::Writing;

/// A section that is being set.
struct Setter<'a> {
    section: &'a Section,
    ready: &'a [ReadyBlock],
    context: &'a PageContext<'a>,
    /// How many blocks span all columns of the first page.
    spanning: usize,
    slabs: Slabs,
    foot: Foot,
}

/// Sets a section on new pages, the first of which has `number` in its numbering. Gives the number after its last page; the numbers of
/// notes and what could not be kept together go into `found`.
pub(in crate::typeset) fn paint_section(
    paged: &mut Paged,
    section: &Section,
    ready: &[ReadyBlock],
    number: u32,
    context: &PageContext<'_>,
    found: &mut Found,
) -> u32 {
    let spanning = match section.columns {
        0 | 1 => 0,
        _ => section.blocks.iter().position(|block| !block.spans).unwrap_or(section.blocks.len()),
    };
    let column = context.grid.column(0, section.columns);
    let region = context.setting.region;
    let slabs = slabs(&section.blocks[spanning..], &ready[spanning..], &column, region);
    let foot = Foot::new(&section.blocks[spanning..], &ready[spanning..], &slabs.notes, &column);
    let setter = Setter { section, ready, context, spanning, slabs, foot };
    setter.pages(paged, number, found)
}

impl Setter<'_> {
    fn blocks(&self) -> &[FlowBlock] {
        &self.section.blocks[self.spanning..]
    }

    fn frames(&self, spanned: u32) -> Frames {
        let (grid, region) = (self.context.grid, self.context.setting.region);
        let is_character = ends_with_one_character(&self.slabs.slabs, &self.ready[self.spanning..]);
        let scant = Scant::of(region, is_character);
        let first = grid.rows.saturating_sub(spanned).max(1);
        Frames { columns: self.section.columns.max(1), first, rows: grid.rows, scant }
    }

    fn pages(&self, paged: &mut Paged, number: u32, found: &mut Found) -> u32 {
        let spanned = self.spanned_rows();
        // What spans all columns may leave no row for them: they begin on the next page.
        let is_full = spanned >= self.context.grid.rows;
        let frames = self.frames(if is_full { 0 } else { spanned });
        let mut filled = distribute(&self.slabs.slabs, &self.foot.lines, &frames);
        self.balance(&mut filled, &frames);
        if self.spanning > 0 && (is_full || filled.is_empty()) {
            let empty = Filled { slabs: Vec::new(), notes: 0..0, after_full: false };
            filled.splice(0..0, vec![empty; frames.columns as usize]);
        }
        let is_beside = self.foot.lines.is_in_margin();
        let beside = is_beside.then(|| plan(&self.slabs.slabs, &self.foot.lines, &filled));
        let apart = apart(&self.slabs.slabs, &self.foot.lines, &filled);
        let (mut number, mut noted, mut numbered) = (number, 0, 0);
        let mut head = self.section.head.clone();
        let columns = frames.columns as usize;
        for (at, page) in filled.chunks(columns).enumerate() {
            let outlined = paged.outline.len();
            // Odd numbers are rectos 单页.
            let grid = self.context.grid.facing(number % 2 == 1);
            let mut painter = Painter::new(&mut *paged, folio(self.section.folios, number), grid);
            painter.stand_on_recto(number % 2 == 1);
            let above = if at == 0 { spanned } else { 0 };
            if at == 0 {
                self.span(&mut painter);
            }
            for (column, frame) in page.iter().enumerate() {
                self.frame(&mut painter, frame, &grid, column as u32, above);
            }
            if let Some(plan) = &beside {
                let (blocks, ready) = (self.blocks(), &self.ready[self.spanning..]);
                painter.notes_beside(&plan[at], number % 2 == 1, &self.foot, blocks, ready);
            }
            let (recto, next) = painter.heads(outlined, &head);
            head = next;
            let (section, context) = (self.section, self.context);
            let furniture = Furniture { section, number, opening: at == 0, recto: &recto, context };
            furniture.paint_beside(&mut painter);
            painter.set_upright();
            furniture.paint(&mut painter);
            painter.finish();
            let frames = at * columns..at * columns + page.len();
            for (what, slab) in
                apart.iter().filter(|(frame, ..)| frames.contains(frame)).map(|(_, what, slab)| (what, slab))
            {
                let block = &self.blocks()[self.slabs.slabs[*slab].block];
                let page = folio(self.section.folios, number);
                found.apart.push(Apart { what: *what, page, source: block.source });
            }
            // Notes in the margin are counted through two pages that face each other (CLR-O08).
            if !is_beside || number.is_multiple_of(2) {
                numbered = 0;
            }
            let marked = self.number_notes(page, noted, numbered, &mut found.numbers);
            (noted, numbered) = (noted + marked, numbered + marked);
            number += 1;
        }
        number
    }

    /// Paints a frame: its slabs from its head, its notes to its foot.
    fn frame(&self, painter: &mut Painter<'_>, frame: &Filled, grid: &Grid, column: u32, above: u32) {
        let mut own = grid.column(column, self.section.columns);
        let lower = own.pitch * i64::from(above);
        own.area.origin.y += lower;
        own.area.size.height -= lower;
        painter.stand_on(own);
        let mut below = 0;
        let slabs: Vec<Slab> = frame
            .slabs
            .iter()
            .map(|at| {
                let slab = &self.slabs.slabs[*at];
                let above = slab.above.max(below);
                below = slab.below;
                let at_head = if slab.keeps_above(frame.after_full) { AtHead::Kept } else { AtHead::Nothing };
                Slab { above, at_head, block: slab.block + self.spanning, ..slab.clone() }
            })
            .collect();
        painter.slabs(&slabs, &self.section.blocks, self.ready);
        if !self.foot.lines.is_in_margin() {
            let (blocks, ready) = (self.blocks(), &self.ready[self.spanning..]);
            painter.notes(frame.notes.clone(), &self.foot, blocks, ready, self.context);
        }
        painter.stand_on(*grid);
    }

    /// Rows of what spans the columns of the first page, with what is left empty below it.
    fn spanned_rows(&self) -> u32 {
        let mut content = Content::new(self.context.grid.rows);
        let slabs = self.spanning_slabs();
        for (at, slab) in slabs.iter().enumerate() {
            content.push(at, slab);
        }
        let below = slabs.last().map_or(0, |slab| slab.below);
        content.rows + below
    }

    fn spanning_slabs(&self) -> Vec<Slab> {
        let (blocks, ready) = (&self.section.blocks[..self.spanning], &self.ready[..self.spanning]);
        slabs(blocks, ready, self.context.grid, self.context.setting.region).slabs
    }

    fn span(&self, painter: &mut Painter<'_>) {
        let mut below = 0;
        let mut slabs = self.spanning_slabs();
        for slab in &mut slabs {
            slab.above = slab.above.max(below);
            below = slab.below;
        }
        painter.slabs(&slabs, &self.section.blocks, self.ready);
    }

    /// Makes the columns of the last page end at one height, the last one alone perhaps shorter; in vertical books they stay as they are
    /// (CLR-B13). Notes stand on the page's foot below the column of their marks.
    fn balance(&self, filled: &mut Vec<Filled>, frames: &Frames) {
        let columns = frames.columns as usize;
        if columns < 2 || self.context.grid.writing == Writing::Vertical || filled.is_empty() {
            return;
        }
        let last = (filled.len() - 1) / columns * columns;
        let marks = |frame: &Filled| frame.slabs.iter().map(|at| self.slabs.slabs[*at].notes).sum::<usize>();
        let noted: usize = filled[..last].iter().map(marks).sum();
        // What goes on from the page before stands where it is.
        if filled[last].notes.start != self.foot.lines.lines_before(noted) {
            return;
        }
        let order: Vec<usize> = filled[last..].iter().flat_map(|frame| frame.slabs.clone()).collect();
        let slabs: Vec<Slab> =
            order.iter().map(|at| Slab { notes: 0, float: None, ..self.slabs.slabs[*at].clone() }).collect();
        let most = if last == 0 { frames.first } else { frames.rows };
        let rows: u32 = slabs.iter().map(|slab| slab.rows).sum();
        for height in rows.div_ceil(frames.columns).max(1)..most {
            let even = Frames { first: height, rows: height, scant: Scant { one: 0, two: 0 }, ..*frames };
            let mut set = distribute(&slabs, &NoteLines::none(), &even);
            let is_kept = |frame: &Filled| {
                frame
                    .slabs
                    .last()
                    .is_none_or(|at| at + 1 == slabs.len() || slabs[*at].after.0 < super::cost::Cost::LONE_ITEM.0)
            };
            if set.len() > columns || !set.iter().all(is_kept) {
                continue;
            }
            set.iter_mut().for_each(|frame| frame.slabs.iter_mut().for_each(|at| *at = order[*at]));
            if self.take_notes(&mut set, noted, most) {
                filled.truncate(last);
                filled.extend(set);
                return;
            }
        }
    }

    /// Gives each column the notes of its marks, of which `noted` come before; says whether there is room for all.
    fn take_notes(&self, columns: &mut [Filled], noted: usize, most: u32) -> bool {
        let lines = &self.foot.lines;
        let mut noted = noted;
        columns.iter_mut().all(|frame| {
            let first = lines.lines_before(noted);
            let mut content = Content::new(most);
            for &at in &frame.slabs {
                content.push(at, &self.slabs.slabs[at]);
                noted += self.slabs.slabs[at].notes;
            }
            frame.notes = first..lines.lines_before(noted);
            content.rows + lines.rows(frame.notes.start, frame.notes.end) <= most
        })
    }

    /// Numbers the notes whose marks are on a page, after `noted` others of the section and `before` of those that it is counted with. Gives how
    /// many they are.
    fn number_notes(&self, page: &[Filled], noted: usize, before: usize, numbers: &mut Places) -> usize {
        let slabs = || page.iter().flat_map(|frame| &frame.slabs).map(|at| &self.slabs.slabs[*at]);
        let marked: usize = slabs().map(|slab| slab.notes).sum();
        self.number(self.blocks(), &self.slabs.notes[noted..noted + marked], before, numbers);
        for slab in slabs() {
            let (block, ready) = (&self.blocks()[slab.block], &self.ready[self.spanning + slab.block]);
            if let (Body::Turned(blocks), ReadyKind::Turned(turned)) = (&block.body, &ready.kind) {
                self.number(blocks, turned.notes_on(slab.lines.start), 0, numbers);
            }
        }
        marked
    }

    /// Counts the notes of a page, after `before` others.
    fn number(&self, blocks: &[FlowBlock], notes: &[usize], before: usize, numbers: &mut Places) {
        for (at, note) in notes.iter().enumerate() {
            let first = blocks.iter().find(|block| block.note == Some(*note));
            if let Some(name) = first.and_then(|block| block.anchors.first()) {
                let number = self.context.theme.options.notes.mark.shown(&[(before + at) as u32 + 1]);
                numbers.set_note(name, number);
            }
        }
    }
}

/// The least length of a column gap, in ems.
pub(super) const COLUMN_GAP: i64 = 2;

impl Grid {
    /// The grid of one of several columns: a whole number of characters long, with a gap of two ems at least (CLR-B04, B16).
    pub(in crate::typeset) fn column(&self, at: u32, of: u32) -> Self {
        if of < 2 {
            return *self;
        }
        let gaps = self.size * COLUMN_GAP * i64::from(of - 1);
        let each = (self.area.size.width - gaps) / i64::from(of);
        let length = self.size * (each.to_raw() / self.size.to_raw().max(1)).max(1);
        let gap = (self.area.size.width - length * i64::from(of)) / i64::from(of - 1);
        let mut grid = *self;
        grid.area.size.width = length;
        grid.area.origin.x += (length + gap) * i64::from(at);
        grid
    }
}

/// The grid that a block is composed for.
pub(in crate::typeset) fn grid_of(section: &Section, block: &FlowBlock, grid: &Grid) -> Grid {
    match block.beside {
        Some(length) => {
            let mut grid = *grid;
            grid.area.size.width = length;
            grid
        }
        None if block.spans => *grid,
        None => grid.column(0, section.columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::PageOptions;
    use crate::units::Abs;

    #[test]
    fn columns_are_whole_characters_and_fill_the_measure_clr_b04() {
        let grid = Grid::new(&PageOptions::default());
        for of in 2..4 {
            let columns: Vec<Grid> = (0..of).map(|at| grid.column(at, of)).collect();
            for pair in columns.windows(2) {
                let gap = pair[1].area.origin.x - pair[0].area.right();
                assert!(gap >= grid.size * COLUMN_GAP, "{gap:?}");
            }
            assert_eq!(columns[0].area.size.width.to_raw() % grid.size.to_raw(), 0);
            let past = columns.last().unwrap().area.right() - grid.area.right();
            assert!(past.abs() <= Abs::raw(i64::from(of)), "{past:?}");
        }
        assert_eq!(grid.column(0, 1).area, grid.area);
    }
}
