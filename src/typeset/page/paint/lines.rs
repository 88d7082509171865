//! What a line of text paints: its glyphs, its drawings, what stands beside it, its links and its names.
//!
//! In: a text in lines, and where its first baseline is. Out: items, links and destinations of the page.

use std::ops::Range;

use super::super::slab::lift;
use super::{Painter, moved, moved_item};
use crate::display::{Item, ItemKind, LinkArea, Paint, Path, Segment, Stroke};
use crate::project::theme::Leader;
use crate::typeset::assemble::{ReadyBody, ReadyText};
use crate::typeset::flow::{Drawing, LAYOUT, PieceLink, Rich, RichPiece, TextBody};
use crate::typeset::line::Line;
use crate::units::{Abs, Em, Point, Rect, Size, Writing};

/// From the text to what stands in the margin beside it.
const ASIDE_GAP: Em = Em::HALF;

impl Painter<'_> {
    /// Paints the lines of a slab, with the label before the first and the entry behind the last.
    pub(in crate::typeset::page) fn text(
        &mut self,
        body: &TextBody,
        text: &ReadyBody,
        range: Range<usize>,
        x: Abs,
        baseline: Abs,
        length: Abs,
    ) {
        let lines = text.main.composed.lines.len();
        let range = range.start..range.end.min(lines);
        let grid = self.grid;
        let mut baseline = baseline;
        for line in range {
            let (before, behind) = lift(&grid, body, &text.main, &text.main.composed.lines[line]);
            baseline += grid.pitch * i64::from(before);
            if line == 0
                && let (Some(label), Some(ready)) = (&body.label, &text.label)
            {
                self.line(ready, label, 0, x + body.label_start, baseline);
            }
            self.line(&text.main, &body.rich, line, x, baseline);
            if line + 1 == lines
                && let (Some(entry), Some(ready)) = (&body.entry, &text.entry)
            {
                let end = text.main.composed.lines[line].end;
                self.entry(ready, entry, x, end, length, baseline, body);
            }
            if line + 1 < lines
                && let (Some(turned), Some(ready)) = (&body.turned, &text.turned)
            {
                let end = ready.composed.lines.first().map_or(Abs::ZERO, |line| line.end);
                self.line(ready, turned, 0, x + length - end, baseline);
            }
            baseline += body.pitch + grid.pitch * i64::from(behind);
        }
    }

    /// A page number at the end of the measure, and the dots that lead to it.
    #[allow(clippy::too_many_arguments, reason = "one place that paints one line")]
    fn entry(
        &mut self,
        ready: &ReadyText,
        rich: &Rich,
        x: Abs,
        from: Abs,
        length: Abs,
        baseline: Abs,
        body: &TextBody,
    ) {
        let Some(line) = ready.composed.lines.first() else { return };
        let (size, leader) = (body.size, body.leader);
        let start = if leader == Leader::Close { from + size } else { length - line.end };
        self.line(ready, rich, 0, x + start, baseline);
        let gap = Em::HALF.at(size);
        if leader == Leader::Dots && start - from > gap * 4 {
            // Level with the middle of small letters; on the centre line of vertical text.
            let y = match self.grid.writing {
                Writing::Horizontal => baseline - Em::new(0.3).at(size),
                Writing::Vertical => baseline,
            };
            self.leader(Point::new(x + from + gap, y), x + start - gap, size, rich.pieces[0].style.paint);
        }
    }

    fn leader(&mut self, from: Point, to: Abs, size: Abs, paint: Paint) {
        // Dots stand on multiples of their distance from the page's edge, so that those of all lines are in columns.
        let step = Em::new(0.4).at(size);
        let first = Abs::raw((from.x.to_raw() + step.to_raw() - 1).div_euclid(step.to_raw()) * step.to_raw());
        if first >= to {
            return;
        }
        let segments = vec![Segment::Move(Point::new(first, from.y)), Segment::Line(Point::new(to, from.y))];
        let width = Em::new(0.07).at(size);
        let stroke = Stroke { paint, width, dashes: vec![Abs::ZERO, step], round: true };
        let path = Path { segments, fill: None, even_odd: false, stroke: Some(stroke) };
        self.page.items.push(Item { tag: LAYOUT, language: None, kind: ItemKind::Path(path) });
    }

    /// Paints one line of a text, its measure starting at `x`.
    pub(in crate::typeset::page) fn line(
        &mut self,
        ready: &ReadyText,
        rich: &Rich,
        line: usize,
        x: Abs,
        baseline: Abs,
    ) {
        let Some(line) = ready.composed.lines.get(line) else { return };
        for line_run in &line.runs {
            let piece = &rich.pieces[ready.origin[line_run.piece]];
            if self.is_repeating && piece.note.is_some() {
                continue;
            }
            let mut run = line_run.run.clone();
            run.origin = Point::new(run.origin.x + x, run.origin.y + baseline);
            if piece.silent {
                run.text.clear();
                run.glyphs.iter_mut().for_each(|glyph| (glyph.text_start, glyph.text_len) = (0, 0));
            }
            let tag = line_run.annotation.and_then(|at| ready.beside.get(at)).copied().unwrap_or(piece.tag);
            self.page.items.push(Item { tag, language: None, kind: ItemKind::Glyphs(run) });
            if line_run.annotation.is_some() {
                continue;
            }
            if let Some(link) = &piece.link {
                let head = baseline - piece.style.raise - self.grid.reference(piece.style.size);
                let area = Rect::new(
                    Point::new(x + line_run.start, head),
                    Size::new(line_run.end - line_run.start, piece.style.size),
                );
                self.link(LinkArea {
                    area,
                    target: link.target.clone(),
                    description: link.description.clone(),
                    node: link.node,
                });
            }
        }
        for path in &line.paths {
            let kind = ItemKind::Path(moved(path, x, baseline));
            self.page.items.push(Item { tag: LAYOUT, language: None, kind });
        }
        for placed in &line.objects {
            let piece = &rich.pieces[ready.origin[placed.piece]];
            if let Some(drawing) = &piece.drawing {
                self.object(drawing, piece, x + placed.start, baseline);
            }
        }
        self.name_line(ready, line, x, baseline);
        self.beside_line(ready, rich, line, baseline);
    }

    /// Paints what stands in the margin beside a line, the first nearest to it.
    fn beside_line(&mut self, ready: &ReadyText, rich: &Rich, line: &Line, baseline: Abs) {
        let mut away = Abs::ZERO;
        for aside in ready.asides.iter().filter(|aside| line.range.contains(&aside.byte)) {
            let Some(own) = &rich.pieces[aside.piece].aside else { continue };
            let length = aside.ready.composed.lines.first().map_or(Abs::ZERO, |line| line.end);
            let gap = ASIDE_GAP.at(self.grid.size);
            let x = if self.fore_is_behind {
                self.grid.area.right() + gap + away
            } else {
                self.grid.area.origin.x - gap - away - length
            };
            self.line(&aside.ready, own, 0, x, baseline);
            away += length + gap / 2;
        }
    }

    /// Paints what stands in a line in place of text.
    fn object(&mut self, drawing: &Drawing, piece: &RichPiece, x: Abs, baseline: Abs) {
        let baseline = baseline - piece.style.raise;
        self.page.items.extend(drawing.items.iter().map(|item| moved_item(item, x, baseline)));
        if let Some(link) = &piece.link {
            let head = Point::new(x, baseline - drawing.above);
            let area = Rect::new(head, Size::new(drawing.length, drawing.above + drawing.below));
            let PieceLink { target, description, node } = link.clone();
            self.link(LinkArea { area, target, description, node });
        }
    }

    /// Adds a link's area, or widens the one before it where both are one link on one line.
    fn link(&mut self, link: LinkArea) {
        if let Some(last) = self.page.links.last_mut()
            && last.node == link.node
            && last.area.origin.y == link.area.origin.y
        {
            last.area.size.width = link.area.right() - last.area.origin.x;
            return;
        }
        self.page.links.push(link);
    }

    fn name_line(&mut self, ready: &ReadyText, line: &Line, x: Abs, baseline: Abs) {
        let is_last = line.range.end == ready.text.text.len();
        for (byte, name) in &ready.anchors {
            if line.range.contains(byte) || (is_last && *byte == line.range.end) {
                let run = line.runs.iter().find(|run| ready.text.pieces[run.piece].range.end > *byte);
                let start = run.map_or(line.end, |run| run.start);
                let size = ready.text.pieces.first().map_or(Abs::ZERO, |piece| piece.style.size);
                let at = Point::new(x + start, baseline - self.grid.reference(size));
                let destination = self.destination(at);
                self.paged.destinations.entry(name.clone()).or_insert(destination);
            }
        }
    }
}
