//! Formulas: places in ems become glyph runs and paths of the page (CLR-L04, N10 for their numbers).
//!
//! In vertical lines a formula lies on its side, as Latin does: its length is along the line.

use super::alert::OBJECT;
use super::place::Place;
use super::{Collector, piece};
use crate::diag::{Diagnostic, Span};
use crate::display::{Color, Glyph, GlyphRun, Item, ItemKind, Orientation, Paint, Path, Role, Segment, Stroke, Tag};
use crate::document::Block;
use crate::formula::{Formula, Mark, Shape, Step, formula, formula_lines};
use crate::typeset::flow::{Body, Content, Drawing, FlowBlock, Rich, RichPiece};
use crate::typeset::line::{CharStyle, PieceKind};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em, Point, Rect, Size, Writing};

/// The type size of formulas, times the text's: the KaTeX faces are small beside book Latin.
const SCALE: Em = Em::raw(65_536 * 105 / 100);
/// A formula that is too long is made smaller down to this part of its size.
const SMALLEST: Em = Em::raw(65_536 * 70 / 100);
/// The baseline of turned text beside the centre line of a vertical line.
const SIDEWAYS: Em = Em::raw(65_536 * 38 / 100);
/// How far lines after the first are set in, in ems.
const TURNED: i64 = 2;

impl Collector<'_> {
    /// A formula in the line; `None` where it can't be set.
    pub(super) fn inline_formula(&mut self, latex: &str, style: &CharStyle, tag: Tag) -> Option<RichPiece> {
        let made = formula(latex, false).ok()?;
        let size = SCALE.at(style.size);
        let shift = self.sideways_shift(style.size);
        let drawing = Drawing {
            items: self.formula_items(&made, style, size, Point::new(Abs::ZERO, shift), tag),
            length: made.width.at(size),
            above: made.above.at(size) - shift,
            below: made.below.at(size) + shift,
        };
        Some(RichPiece { drawing: Some(drawing), ..piece(Content::Words(OBJECT.to_owned()), *style, tag) })
    }

    /// A formula on rows of its own, in the middle of the measure, with its number at the end where it has one.
    pub(super) fn display_formula(&mut self, place: &Place<'_>, latex: &str, block: &Block) -> FlowBlock {
        let number = super::number::counted(&block.kind, block.id.is_some())
            .and_then(|what| self.numbers.counted(what, self.theme));
        let node = self.node(place.node, Role::Formula);
        self.structure.node_mut(node).alt = Some(latex.trim().to_owned());
        let style = self.theme.body.text;
        let entry = number.map(|number| {
            let label = self.node(place.node, Role::Label);
            Rich { pieces: vec![self.words(label, number, style)] }
        });
        let reserved = entry.as_ref().map_or(Abs::ZERO, |entry| self.length_of(entry) + style.size);
        let measure = self.measure(place);
        let free = (measure - reserved * 2).max(measure / 2);
        let size = SCALE.at(style.size);
        let made = match formula_lines(latex.trim(), free.in_ems(size)) {
            Ok(lines) => self.display_lines(&lines, (measure, free, reserved), size, node, block.span),
            Err(_) => return self.formula_source(place, latex, node, block.span),
        };
        let Body::Drawing { items, size, entry_at, .. } = made else { return FlowBlock::new(made) };
        let mut made = FlowBlock::new(Body::Drawing { items, size, entry, entry_at });
        (made.start, made.end) = (place.inset, place.end);
        made
    }

    fn display_lines(
        &mut self,
        lines: &[Formula],
        (measure, free, reserved): (Abs, Abs, Abs),
        size: Abs,
        node: crate::display::NodeId,
        span: Span,
    ) -> Body {
        let em = self.grid.size;
        let indent = |at: usize| if at == 0 { Abs::ZERO } else { em * TURNED };
        let longest = |size: Abs| lines.iter().enumerate().map(|(at, line)| line.width.at(size) + indent(at)).max();
        let natural = longest(size).unwrap_or(Abs::ZERO);
        let limit = if natural > free { measure - reserved } else { free };
        let mut size = size;
        if natural > limit {
            let smaller = size.part(limit.to_raw(), natural.to_raw().max(1));
            if smaller < SMALLEST.at(size) {
                self.findings.push(too_long(span));
            }
            size = smaller;
        }
        let whole = longest(size).unwrap_or(Abs::ZERO).min(limit);
        // A formula stands in the middle of the whole measure, as long as it keeps clear of its number.
        let start = ((measure - whole) / 2).min((limit - whole).max(Abs::ZERO));
        let style = CharStyle { size: em, ..self.theme.body.text };
        let slot = self.slot(node);
        let padding = Em::raw(65_536 / 5).at(em);
        let (mut items, mut across, mut entry_at) = (Vec::new(), padding, Abs::ZERO);
        for (at, line) in lines.iter().enumerate() {
            let baseline = across + line.above.at(size);
            let origin = Point::new(start + indent(at), baseline);
            items.extend(self.formula_items(line, &style, size, origin, Tag::Slot(slot)));
            entry_at = baseline - self.sideways_shift(em);
            across = baseline + line.below.at(size) + if at + 1 < lines.len() { em / 2 } else { padding };
        }
        Body::Drawing { items, size: Size::new(whole, across), entry: None, entry_at }
    }

    /// What can't be set is shown as it was written; `check` says why.
    fn formula_source(
        &mut self,
        place: &Place<'_>,
        latex: &str,
        node: crate::display::NodeId,
        span: Span,
    ) -> FlowBlock {
        let style = BlockStyle { above: 0, below: 0, ..self.theme.code };
        let mut words = self.words(node, latex.trim(), style.text);
        (words.kind, words.source) = (PieceKind::Code, Some(span));
        let mut block = self.text_block(Rich { pieces: vec![words] }, &style);
        block.start += place.inset;
        block.end += place.end;
        block
    }

    /// How far a turned baseline lies beside the centre line of a vertical line.
    fn sideways_shift(&self, size: Abs) -> Abs {
        match self.grid.writing {
            Writing::Horizontal => Abs::ZERO,
            Writing::Vertical => SIDEWAYS.at(size),
        }
    }

    /// The items of a formula whose baseline begins at `origin`.
    fn formula_items(&self, formula: &Formula, style: &CharStyle, size: Abs, origin: Point, tag: Tag) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        for mark in &formula.marks {
            let at = Point::new(origin.x + mark.x.at(size), origin.y + mark.y.at(size));
            let paint = mark.color.map_or(style.paint, |[red, green, blue]| Paint::solid(Color::Rgb(red, green, blue)));
            match self.formula_item(mark, style, size, at, paint) {
                ItemKind::Glyphs(run) => push_run(&mut out, run, tag),
                kind => out.push(Item { tag, language: None, kind }),
            }
        }
        out
    }

    fn formula_item(&self, mark: &Mark, style: &CharStyle, size: Abs, at: Point, paint: Paint) -> ItemKind {
        match &mark.shape {
            Shape::Glyph { font, size: scale, key, text } => {
                ItemKind::Glyphs(self.formula_glyph((*font, *key, *text), style, scale.at(size), at, paint))
            }
            Shape::Area { width, height } => {
                // A rule is never so thin that a screen loses it.
                let size = Size::new(width.at(size), height.at(size).max(Abs::pt(0.3)));
                ItemKind::Path(Path::rectangle(Rect::new(at, size), paint))
            }
            Shape::Dashes { width, thickness } => {
                let segments = vec![Segment::Move(at), Segment::Line(Point::new(at.x + width.at(size), at.y))];
                let width = thickness.at(size);
                let stroke = Stroke { paint, width, dashes: vec![width * 4, width * 4], round: false };
                ItemKind::Path(Path { segments, fill: None, even_odd: false, stroke: Some(stroke) })
            }
            Shape::Outline { steps, filled } => {
                let segments = steps.iter().map(|step| segment(step, at, size)).collect();
                let thin = Stroke { paint, width: Em::raw(65_536 / 25).at(size), dashes: Vec::new(), round: false };
                let (fill, stroke) = if *filled { (Some(paint), None) } else { (None, Some(thin)) };
                ItemKind::Path(Path { segments, fill, even_odd: false, stroke })
            }
        }
    }

    fn formula_glyph(
        &self,
        (font, key, text): (Option<&'static str>, char, char),
        style: &CharStyle,
        size: Abs,
        at: Point,
        paint: Paint,
    ) -> GlyphRun {
        let fonts = self.setting.fonts;
        let own = font.and_then(|font| fonts.formula_face(font));
        let own = own.and_then(|face| Some((face, fonts.face(face).glyph(key)?, size)));
        // What the KaTeX fonts lack stands in the book's own faces, in their size, in the middle of its room.
        let (face, id, own_size) = own.unwrap_or_else(|| {
            let of_book = fonts.pick(&[style.han, style.latin], text);
            let (face, id) = of_book.unwrap_or((fonts.role(style.han), 0));
            (face, id, size.part(1 << 16, SCALE.to_raw()))
        });
        let advance = fonts.face(face).advance(id).at(own_size);
        let orientation = match self.grid.writing {
            Writing::Horizontal => Orientation::Horizontal,
            Writing::Vertical => Orientation::Sideways,
        };
        let text = text.to_string();
        let text_len = text.len() as u16;
        let glyph = Glyph { id, at: Abs::ZERO, shift: Abs::ZERO, advance, text_start: 0, text_len };
        let origin = Point::new(at.x + (size - own_size) / 2, at.y);
        GlyphRun { face, size: own_size, paint, origin, orientation, text, glyphs: vec![glyph] }
    }
}

/// Adds a run of one glyph, or its glyph to the run before, where both are of one face and on one line.
fn push_run(out: &mut Vec<Item>, run: GlyphRun, tag: Tag) {
    if let Some(Item { kind: ItemKind::Glyphs(last), .. }) = out.last_mut()
        && (last.face, last.size, last.paint, last.origin.y) == (run.face, run.size, run.paint, run.origin.y)
        && let (Some(before), Some(glyph)) = (last.glyphs.last().copied(), run.glyphs.first().copied())
        && run.origin.x - last.origin.x >= before.at
    {
        let (at, text_start) = (run.origin.x - last.origin.x, last.text.len() as u32);
        last.glyphs.push(Glyph { at, text_start, ..glyph });
        last.text.push_str(&run.text);
        return;
    }
    out.push(Item { tag, language: None, kind: ItemKind::Glyphs(run) });
}

fn segment(step: &Step, at: Point, size: Abs) -> Segment {
    let point = |[x, y]: [Em; 2]| Point::new(at.x + x.at(size), at.y + y.at(size));
    match *step {
        Step::Move(to) => Segment::Move(point(to)),
        Step::Line(to) => Segment::Line(point(to)),
        Step::Cubic(one, two, to) => Segment::Cubic(point(one), point(two), point(to)),
        Step::Close => Segment::Close,
    }
}

fn too_long(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "formula-too-long",
        "有公式太长，缩到七成以下才放得进版心",
        "a formula is so long that it fits only at less than 70% of its size",
    )
    .at(span)
    .hint("用 aligned 分成几行，或改写", "part it into lines with `aligned`, or rewrite it")
}
