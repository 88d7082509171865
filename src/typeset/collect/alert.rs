//! Remarks set apart 提示, 警告: a rule, a sign and a title, on a ground of the theme's.

use super::place::Place;
use super::{Collector, piece};
use crate::display::{Item, ItemKind, NodeId, Paint, Path, Role, Segment, Stroke};
use crate::document::{AlertKind, Block};
use crate::typeset::flow::{Content, Drawing, FlowBlock, Ground, LAYOUT, Rich, RichPiece};
use crate::typeset::line::CharStyle;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em, Point, Rect, Size, Writing};

/// What stands for an object in the text.
pub(super) const OBJECT: &str = "\u{FFFC}";

impl Collector<'_> {
    /// A remark.
    pub(super) fn alert(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, kind: AlertKind, inner: &[Block]) {
        let look = self.theme.alert;
        let at = position(kind);
        let paint = look.paints[at];
        let node = self.node(place.node, Role::Division);
        let depth = look.text.inset.at(self.grid.size).max(self.grid.size);
        let ground = Ground {
            group: 0,
            fill: look.ground,
            rule: (look.rule > Abs::ZERO).then_some((look.rule, paint)),
            start: place.inset,
            end: place.end,
        };
        let end = if look.ground.is_some() { (place.end + depth).min(place.most) } else { place.end };
        let body = BlockStyle { inset: Em::ZERO, above: 0, below: 0, ..look.text };
        let inside = Place { end, ..place.under(node).set_in(depth).styled(body) };
        self.spaced(out, |this, out| {
            this.grounded(out, ground, |this, out| {
                let title = this.alert_title(node, kind, CharStyle { paint, ..look.title });
                let style = BlockStyle { text: look.title, first_indent: Em::ZERO, ..body };
                let mut block = this.text_block(title, &style);
                (block.start, block.end) = (inside.inset, inside.end);
                block.keep_next = true;
                out.push(block);
                this.place_blocks(out, &inside, inner);
            });
        });
    }

    fn alert_title(&mut self, node: NodeId, kind: AlertKind, style: CharStyle) -> Rich {
        let node = self.node(node, Role::Paragraph);
        let words = self.words(node, self.words.alerts[position(kind)], style);
        let sign = sign(kind, style.size, style.paint);
        let items = sign.into_iter().map(|path| Item { tag: LAYOUT, language: None, kind: ItemKind::Path(path) });
        let items = self.upright(items.collect(), style.size);
        let icon = self.object(items, style.size, style.size, style);
        let space =
            RichPiece { tag: LAYOUT, silent: true, ..piece(Content::Words("\u{2002}".to_owned()), style, LAYOUT) };
        Rich { pieces: vec![icon, space, words] }
    }

    /// A piece for a picture of its own that stands upright on the line's em box: its items are placed from their head left.
    pub(super) fn object(&self, items: Vec<Item>, along: Abs, across: Abs, style: CharStyle) -> RichPiece {
        let reference = self.grid.reference(across);
        let drawing = Drawing {
            items: items.into_iter().map(|item| lowered(item, reference)).collect(),
            length: along,
            above: reference,
            below: across - reference,
        };
        RichPiece { drawing: Some(drawing), silent: true, ..piece(Content::Words(OBJECT.to_owned()), style, LAYOUT) }
    }

    /// Items of an upright picture of this width in the axes of the page as it is laid out: vertical pages are turned when they are
    /// done, so what shall stand upright lies on its left side until then.
    pub(super) fn upright(&self, items: Vec<Item>, width: Abs) -> Vec<Item> {
        match self.grid.writing {
            Writing::Horizontal => items,
            Writing::Vertical => items.into_iter().map(|item| laid_down(item, width)).collect(),
        }
    }
}

/// The position of a remark's kind in themes and in `Words::alerts`.
fn position(kind: AlertKind) -> usize {
    match kind {
        AlertKind::Note => 0,
        AlertKind::Tip => 1,
        AlertKind::Important => 2,
        AlertKind::Warning => 3,
        AlertKind::Caution => 4,
    }
}

fn lowered(item: Item, by: Abs) -> Item {
    mapped(item, |point| Point::new(point.x, point.y - by))
}

fn laid_down(item: Item, width: Abs) -> Item {
    mapped(item, |point| Point::new(point.y, width - point.x))
}

/// An item with every place of it moved; a picture is moved by its corners.
pub(super) fn mapped(item: Item, at: impl Fn(Point) -> Point) -> Item {
    let kind = match item.kind {
        ItemKind::Path(path) => {
            ItemKind::Path(Path { segments: path.segments.iter().map(|one| step(one, &at)).collect(), ..path })
        }
        ItemKind::Glyphs(run) => ItemKind::Glyphs(crate::display::GlyphRun { origin: at(run.origin), ..run }),
        ItemKind::Picture { asset, area, raised } => {
            let (one, other) = (at(area.origin), at(Point::new(area.right(), area.foot())));
            let head = Point::new(one.x.min(other.x), one.y.min(other.y));
            let size = Size::new((one.x - other.x).abs(), (one.y - other.y).abs());
            ItemKind::Picture { asset, area: Rect::new(head, size), raised }
        }
    };
    Item { kind, ..item }
}

fn step(segment: &Segment, at: &impl Fn(Point) -> Point) -> Segment {
    match *segment {
        Segment::Move(to) => Segment::Move(at(to)),
        Segment::Line(to) => Segment::Line(at(to)),
        Segment::Cubic(one, two, to) => Segment::Cubic(at(one), at(two), at(to)),
        Segment::Close => Segment::Close,
    }
}

/// The sign of a kind, in a square of `size`: a circle for a note, a lozenge for a tip, a square for what is important, a triangle for a
/// warning, an octagon for a caution, each with a mark in it. Shapes are told apart without colours.
fn sign(kind: AlertKind, size: Abs, paint: Paint) -> Vec<Path> {
    let corners: &[(i64, i64)] = match kind {
        AlertKind::Note => &[],
        AlertKind::Tip => &[(50, 6), (94, 50), (50, 94), (6, 50)],
        AlertKind::Important => &[(10, 10), (90, 10), (90, 90), (10, 90)],
        AlertKind::Warning => &[(50, 8), (97, 90), (3, 90)],
        AlertKind::Caution => &[(32, 7), (68, 7), (93, 32), (93, 68), (68, 93), (32, 93), (7, 68), (7, 32)],
    };
    let at = |(x, y): (i64, i64)| Point::new(size.part(x, 100), size.part(y, 100));
    let segments = if corners.is_empty() { circle(size) } else { closed(corners.iter().map(|&corner| at(corner))) };
    let stroke = Stroke { paint, width: size.part(7, 100), dashes: Vec::new(), round: true };
    let outline = Path { segments, fill: None, even_odd: false, stroke: Some(stroke) };
    // An i has its dot above, a ! below; in a triangle there is room lower down.
    let (bar, dot) = match kind {
        AlertKind::Note | AlertKind::Tip => ((44, 74), (27, 37)),
        AlertKind::Important | AlertKind::Caution => ((25, 58), (66, 76)),
        AlertKind::Warning => ((35, 62), (69, 79)),
    };
    let block = |(head, foot): (i64, i64)| {
        let size = Size::new(size.part(10, 100), size.part(foot - head, 100));
        Path::rectangle(Rect::new(at((45, head)), size), paint)
    };
    vec![outline, block(bar), block(dot)]
}

fn closed(points: impl Iterator<Item = Point>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for point in points {
        segments.push(if segments.is_empty() { Segment::Move(point) } else { Segment::Line(point) });
    }
    segments.push(Segment::Close);
    segments
}

/// A circle of four curves.
fn circle(size: Abs) -> Vec<Segment> {
    let at = |x: i64, y: i64| Point::new(size.part(x, 1000), size.part(y, 1000));
    vec![
        Segment::Move(at(500, 60)),
        Segment::Cubic(at(743, 60), at(940, 257), at(940, 500)),
        Segment::Cubic(at(940, 743), at(743, 940), at(500, 940)),
        Segment::Cubic(at(257, 940), at(60, 743), at(60, 500)),
        Segment::Cubic(at(60, 257), at(257, 60), at(500, 60)),
        Segment::Close,
    ]
}
