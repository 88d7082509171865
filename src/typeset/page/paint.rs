//! Painting: slabs at their rows become items of display pages, with links, destinations and outline entries.

mod lines;

use std::ops::Range;

use super::distribute::Slab;
use super::ground::{grounds, grounds_of};
use super::packed::packed_heads;
use super::slab::{ReadyBlock, ReadyKind};
use super::start::page_start;
use super::turn::Turn;
use super::turned::Quarter;
use crate::display::{
    Destination, GlyphRun, Item, ItemKind, OutlineEntry, Page, PageStart, Paged, Paint, Path, Segment, Tag,
};
use crate::project::theme::AtHead;
use crate::typeset::assemble::ReadyBody;
use crate::typeset::flow::{Body, FlowBlock, LAYOUT, RowBody, TextBody};
use crate::typeset::line::Setting;
use crate::typeset::style::{Grid, Theme};
use crate::units::{Abs, Point, Rect, Size, Writing};

/// What stays the same over all pages.
pub(in crate::typeset) struct PageContext<'a> {
    pub grid: &'a Grid,
    pub theme: &'a Theme,
    pub setting: &'a Setting<'a>,
    pub language: &'a str,
    /// The title of the book, for running heads.
    pub title: &'a str,
}

/// A page that is being painted, in the sequence that it belongs to.
pub(in crate::typeset) struct Painter<'a> {
    paged: &'a mut Paged,
    page: Page,
    /// The grid of this side of the leaf.
    grid: Grid,
    /// What it begins with.
    start: Option<PageStart>,
    /// How logical places become places on paper; `None` where they are that already.
    turn: Option<Turn>,
    /// What is being painted was seen before: the head of a table that goes on. Its notes stand where it was first, so it shows no marks.
    is_repeating: bool,
    /// What is being painted is a turned table.
    quarter: Option<Quarter>,
    /// Whether the fore margin lies behind the ends of lines, as on a recto; else before their starts.
    fore_is_behind: bool,
}

/// An empty page: the back of a leaf whose next one begins something (CLR-O05: it shows no furniture).
pub(in crate::typeset) fn blank_page(paged: &mut Paged, label: String, grid: &Grid) {
    let mut painter = Painter::new(&mut *paged, label, *grid);
    painter.set_upright();
    painter.finish();
}

impl<'a> Painter<'a> {
    pub(super) fn new(paged: &'a mut Paged, label: String, grid: Grid) -> Self {
        let turn = (grid.writing == Writing::Vertical).then_some(Turn { width: grid.page.height });
        let page = Page { size: grid.page, label, items: Vec::new(), links: Vec::new() };
        Self { paged, page, grid, start: None, turn, is_repeating: false, quarter: None, fore_is_behind: false }
    }

    /// Says on which side of a leaf the page is. Vertical lines have what stands beside them in the head margin.
    pub(super) fn stand_on_recto(&mut self, is_recto: bool) {
        self.fore_is_behind = is_recto && self.grid.writing == Writing::Horizontal;
    }

    /// Turns what has been painted so that it stands on paper; what is painted after this is in places on paper.
    pub(super) fn set_upright(&mut self) {
        if let Some(turn) = self.turn.take() {
            turn.page(&mut self.page);
        }
    }

    /// The type area on paper.
    pub(super) fn area_on_paper(&self) -> Rect {
        match self.grid.writing {
            Writing::Horizontal => self.grid.area,
            Writing::Vertical => Turn { width: self.grid.page.height }.rect(self.grid.area),
        }
    }

    /// The grid of this page.
    pub(super) fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Paints on another part of the page from now on.
    pub(super) fn stand_on(&mut self, grid: Grid) {
        self.grid = grid;
    }

    /// The running head of a recto page, of the entries of the outline from `first` on that begin on it, else `before`; and the one that
    /// the next page goes on with.
    pub(super) fn heads(&self, first: usize, before: &str) -> (String, String) {
        let mut begun = self.paged.outline[first..].iter().filter(|entry| entry.depth == 1);
        let first = begun.next();
        let last = begun.next_back().or(first);
        let title = |entry: Option<&OutlineEntry>| entry.map_or_else(|| before.to_owned(), |entry| entry.title.clone());
        (title(first), title(last))
    }

    /// Paints as `paint` does, then gives all of that a quarter turn.
    pub(super) fn turn_by(&mut self, quarter: Quarter, paint: impl FnOnce(&mut Self)) {
        let (items, links) = (self.page.items.len(), self.page.links.len());
        self.quarter = Some(quarter);
        paint(self);
        self.quarter = None;
        quarter.turn(&mut self.page.items[items..], &mut self.page.links[links..]);
    }

    /// Adds the page to the others.
    pub(super) fn finish(self) {
        if let Some(start) = self.start {
            self.paged.starts.insert(self.paged.pages.len(), start);
        }
        self.paged.pages.push(self.page);
    }

    /// A place on this page, for readers that go there.
    fn destination(&self, at: Point) -> Destination {
        let at = self.quarter.map_or(at, |quarter| quarter.point(at));
        Destination { page: self.paged.pages.len(), at: self.turn.map_or(at, |turn| turn.point(at)) }
    }
}

/// Thickness of the rule below a head over several columns.
const UNDER: Abs = Abs::raw(65_536 * 2 / 5);

impl Painter<'_> {
    pub(super) fn slabs(&mut self, slabs: &[Slab], blocks: &[FlowBlock], ready: &[ReadyBlock]) {
        let mut row = self.repeated(slabs, blocks, ready);
        let rows: Vec<u32> = slabs
            .iter()
            .enumerate()
            .map(|(at, slab)| {
                row += if at > 0 || slab.at_head == AtHead::Kept { slab.above } else { 0 };
                row += slab.rows;
                row - slab.rows
            })
            .collect();
        self.start = self.start.or_else(|| page_start(slabs, blocks, ready));
        for path in grounds(slabs, &rows, blocks, &self.grid) {
            self.page.items.push(Item { tag: LAYOUT, language: None, kind: ItemKind::Path(path) });
        }
        let packed = packed_heads(slabs, &rows, blocks, &self.grid);
        for ((slab, &row), packed) in slabs.iter().zip(&rows).zip(packed) {
            let block = &blocks[slab.block];
            let head = packed.unwrap_or_else(|| self.grid.row_head(row));
            if slab.lines.start == 0 {
                self.name_block(block, head);
            }
            let rows = if packed.is_some() { 1 } else { slab.rows };
            self.block_at(slab.lines.clone(), rows, block, &ready[slab.block], head);
        }
        if let (Some(last), Some(&row)) = (slabs.last(), rows.last()) {
            self.close_table(last, row, blocks);
        }
    }

    /// A table that goes on over the page is closed by a thin rule, as the one below its head is (CLR-O14).
    fn close_table(&mut self, last: &Slab, row: u32, blocks: &[FlowBlock]) {
        let (block, next) = (&blocks[last.block], last.block + 1);
        let Some(repeat) = blocks.get(next).and_then(|next| next.repeat) else { return };
        let is_head = repeat.of(next).contains(&last.block);
        let thin = blocks[repeat.of(next)].iter().rev().find_map(|head| match &head.body {
            Body::Row(head) => head.rule_below,
            _ => None,
        });
        if let (Body::Row(own), Some(thin), false) = (&block.body, thin, is_head)
            && own.rule_below.is_none()
        {
            let (grid, length) = (self.grid, self.grid.area.size.width - block.start - block.end);
            let foot = grid.row_head(row) + grid.pitch * i64::from(last.rows) - (grid.pitch - grid.size) / 2;
            self.rule(
                Point::new(grid.area.origin.x + block.start, foot - thin / 2),
                Size::new(length, thin),
                own.paint,
            );
        }
    }

    /// Paints what is repeated at the head of the page, as artifacts: the head of a table that goes on (CLR-O14). Gives its rows.
    fn repeated(&mut self, slabs: &[Slab], blocks: &[FlowBlock], ready: &[ReadyBlock]) -> u32 {
        let Some(first) = slabs.first().filter(|slab| slab.repeated > 0 && slab.lines.start == 0) else { return 0 };
        let Some(repeat) = blocks[first.block].repeat else { return 0 };
        let (items, links) = (self.page.items.len(), self.page.links.len());
        let mut row = 0;
        let stand = |at: usize| {
            row += ready[at].rows;
            (row - ready[at].rows, ready[at].rows, blocks[at].grounds.as_slice())
        };
        for path in grounds_of(repeat.of(first.block).map(stand), &self.grid) {
            self.page.items.push(Item { tag: LAYOUT, language: None, kind: ItemKind::Path(path) });
        }
        let mut row = 0;
        self.is_repeating = true;
        for at in repeat.of(first.block) {
            self.whole_block(&blocks[at], &ready[at], self.grid.row_head(row));
            row += ready[at].rows;
        }
        self.is_repeating = false;
        self.page.links.truncate(links);
        for item in &mut self.page.items[items..] {
            item.tag = LAYOUT;
        }
        row
    }

    /// Records a block's names and its outline entry at its head.
    pub(super) fn name_block(&mut self, block: &FlowBlock, head: Abs) {
        let at = Point::new(self.grid.area.origin.x + block.start, head);
        let destination = self.destination(at);
        for name in &block.anchors {
            self.paged.destinations.entry(name.clone()).or_insert(destination);
        }
        if let Some((depth, title)) = &block.outline {
            self.paged.outline.push(OutlineEntry { title: title.clone(), depth: *depth, destination });
        }
    }

    /// Paints a block that isn't parted, off the rows of the text.
    pub(super) fn whole_block(&mut self, block: &FlowBlock, ready: &ReadyBlock, head: Abs) {
        self.block_at(0..usize::MAX, ready.rows, block, ready, head);
    }

    fn block_at(&mut self, lines: Range<usize>, rows: u32, block: &FlowBlock, ready: &ReadyBlock, head: Abs) {
        let grid = self.grid;
        let x = grid.area.origin.x + block.start;
        let length = grid.area.size.width - block.start - block.end;
        match (&block.body, &ready.kind) {
            (Body::Text(body), ReadyKind::Text(text)) => {
                let baseline = first_baseline(&grid, body, &lines, rows, text, head);
                self.text(body, text, lines, x, baseline, length);
            }
            (Body::Row(row), ReadyKind::Row(cells)) => self.row(row, cells, rows, x, head, length),
            (Body::Picture { asset, size, slot }, _) => {
                let free = grid.pitch * i64::from(rows) - (grid.pitch - grid.size) - size.height;
                let origin = Point::new(x + (length - size.width) / 2, head + free / 2);
                let kind = ItemKind::Picture { asset: *asset, area: Rect::new(origin, *size), raised: false };
                self.page.items.push(Item { tag: Tag::Slot(*slot), language: None, kind });
            }
            (Body::Rule { length: rule, thickness, centered, paint }, _) => {
                let inset = if *centered { (length - *rule) / 2 } else { Abs::ZERO };
                let middle = head + (grid.size - *thickness) / 2;
                self.rule(Point::new(x + inset, middle), Size::new(*rule, *thickness), *paint);
            }
            (Body::Drawing { items, size, entry, entry_at }, ReadyKind::Drawing(ready)) => {
                let free = grid.pitch * i64::from(rows) - (grid.pitch - grid.size) - size.height;
                let top = head + free / 2;
                self.page.items.extend(items.iter().map(|item| moved_item(item, x, top)));
                if let (Some(entry), Some(ready)) = (entry, ready) {
                    let end = ready.composed.lines.first().map_or(Abs::ZERO, |line| line.end);
                    self.line(ready, entry, 0, x + length - end, top + *entry_at);
                }
            }
            (Body::Turned(blocks), ReadyKind::Turned(turned)) => self.turned(lines.start, turned, blocks),
            (Body::Text(_) | Body::Row(_) | Body::Drawing { .. } | Body::Turned(_), _) => {}
        }
    }

    fn row(&mut self, row: &RowBody, cells: &[ReadyBody], rows: u32, x: Abs, head: Abs, length: Abs) {
        let grid = self.grid;
        for (cell, ready) in row.cells.iter().zip(cells) {
            let baseline = head + grid.reference(grid.size);
            self.text(&cell.text, ready, 0..usize::MAX, x + cell.start, baseline, cell.length);
        }
        let gap = grid.pitch - grid.size;
        let foot = head + grid.pitch * i64::from(rows) - gap / 2;
        for (thickness, y) in [(row.rule_above, head - gap / 2), (row.rule_below, foot)] {
            if let Some(thickness) = thickness {
                self.rule(Point::new(x, y - thickness / 2), Size::new(length, thickness), row.paint);
            }
        }
        for &(start, length) in &row.under {
            self.rule(Point::new(x + start, foot - UNDER / 2), Size::new(length, UNDER), row.paint);
        }
    }

    /// Paints a rule.
    pub(super) fn rule(&mut self, at: Point, size: Size, paint: Paint) {
        let path = Path::rectangle(Rect::new(at, size), paint);
        self.page.items.push(Item { tag: LAYOUT, language: None, kind: ItemKind::Path(path) });
    }
}

/// An item of a drawing at its place.
fn moved_item(item: &Item, x: Abs, y: Abs) -> Item {
    let at = |point: Point| Point::new(point.x + x, point.y + y);
    let kind = match &item.kind {
        ItemKind::Glyphs(run) => ItemKind::Glyphs(GlyphRun { origin: at(run.origin), ..run.clone() }),
        ItemKind::Path(path) => ItemKind::Path(moved(path, x, y)),
        ItemKind::Picture { asset, area, raised } => {
            ItemKind::Picture { asset: *asset, area: Rect::new(at(area.origin), area.size), raised: *raised }
        }
    };
    Item { kind, ..item.clone() }
}

/// A path of a line's own axes at its place.
fn moved(path: &Path, x: Abs, y: Abs) -> Path {
    let at = |point: Point| Point::new(point.x + x, point.y + y);
    let step = |segment: &Segment| match *segment {
        Segment::Move(to) => Segment::Move(at(to)),
        Segment::Line(to) => Segment::Line(at(to)),
        Segment::Cubic(one, two, to) => Segment::Cubic(at(one), at(two), at(to)),
        Segment::Close => Segment::Close,
    };
    Path { segments: path.segments.iter().map(step).collect(), ..path.clone() }
}

/// The baseline of a slab's first line. Lines on the grid share the body's baseline; a block off the grid stands in the
/// middle of its rows (CLR-N01).
fn first_baseline(grid: &Grid, body: &TextBody, lines: &Range<usize>, rows: u32, text: &ReadyBody, head: Abs) -> Abs {
    if body.pitch == grid.pitch && body.size <= grid.size {
        return head + grid.reference(grid.size);
    }
    let lines = (lines.end.min(text.main.composed.lines.len()) - lines.start) as i64;
    let height = body.pitch * (lines - 1) + body.size;
    let available = grid.pitch * i64::from(rows) - (grid.pitch - grid.size);
    head + (available - height) / 2 + grid.reference(body.size)
}
