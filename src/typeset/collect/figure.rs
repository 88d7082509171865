//! Figures: a picture on whole rows, its caption with its number below it (CLR-O14, O16, O18).

use super::alert::OBJECT;
use super::inline::{InlineStyle, InlineWriter};
use super::number::Counted;
use super::place::Place;
use super::{Collector, heading, piece};
use crate::diag::Span;
use crate::display::{Item, ItemKind, NodeId, Role, SlotId, Tag};
use crate::document::{Asset, AssetFormat, Inline, InlineKind, Picture, PictureWidth};
use crate::typeset::flow::{Body, Content, Drawing, FlowBlock, Rich, RichPiece};
use crate::typeset::line::CharStyle;
use crate::typeset::page::lying;
use crate::units::{Abs, Point, Rect, Size, Writing};

/// Points in a pixel: pictures are taken to be made for 96 pixels an inch, as browsers do.
const PT_PER_PIXEL: f64 = 0.75;
/// A picture may lose so small a part of its size (one in so many) for the sake of the grid.
const LEAST_LOSS: i64 = 12;
/// Rows that a turned picture leaves for its caption, with the one between.
const CAPTION_ROWS: i64 = 3;
/// A picture in the line is at most so high, in ems of the text.
const TALLEST_INLINE: i64 = 3;

impl Collector<'_> {
    /// A figure.
    pub(super) fn figure(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        picture: &Picture,
        caption: &[Inline],
        span: Span,
    ) {
        let number = if caption.is_empty() { None } else { self.numbers.counted(Counted::Figure, self.theme) };
        let Some(asset) = picture.asset.and_then(|at| Some((at, self.assets.get(at)?))) else { return };
        let figure = self.node(place.node, Role::Figure);
        self.structure.node_mut(figure).alt = Some(picture.alt.clone());
        let slot = self.slot(figure);
        if self.turns(place, picture.turned, span) {
            let caption = (!caption.is_empty()).then(|| self.caption(place, figure, number.as_deref(), caption));
            return out.push(self.turned_figure(picture, asset, slot, caption));
        }
        let size = self.picture_size(picture, asset.1, self.measure(place));
        let way = self.grid.writing;
        let mut block = FlowBlock::new(self.picture_body(asset.0, size, slot, (self.measure(place), way)));
        (block.start, block.end) = (place.inset, place.end);
        block.above = 1;
        // A figure that is called by its caption may move to the head of the next page (CLR-O16); a picture without one is part of the
        // text around it.
        (block.keep_next, block.float) = (!caption.is_empty(), !caption.is_empty());
        block.below = u32::from(caption.is_empty());
        out.push(block);
        if !caption.is_empty() {
            out.push(self.caption(place, figure, number.as_deref(), caption));
        }
    }

    /// Several pictures side by side, of one height, as long as the line holds them.
    pub(super) fn pictures(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, content: &[Inline]) {
        let shown = content.iter().filter_map(|inline| match &inline.kind {
            InlineKind::Picture(picture) => Some((picture, self.assets.get(picture.asset?)?)),
            _ => None,
        });
        let shown: Vec<(&Picture, &Asset)> = shown.collect();
        let (measure, gap) = (self.measure(place), self.grid.size);
        let sizes: Vec<Size> = shown.iter().map(|(_, asset)| self.natural_size(asset.width, asset.height)).collect();
        let Some(tallest) = sizes.iter().map(|size| size.height).max() else { return };
        // All as tall as the tallest, then all smaller together until the line holds them.
        let lengths: Vec<f64> =
            sizes.iter().map(|size| size.width.to_pt() * tallest.to_pt() / size.height.to_pt()).collect();
        let free = (measure - gap * (shown.len() as i64 - 1)).max(measure / 2).to_pt();
        let most = self.grid.area.size.height.part(1, 2).to_pt();
        let scale = (free / lengths.iter().sum::<f64>()).min(most / tallest.to_pt()).min(1.0);
        let height = Abs::pt(tallest.to_pt() * scale);
        let whole = lengths.iter().map(|length| Abs::pt(length * scale)).sum::<Abs>() + gap * (shown.len() as i64 - 1);
        let mut at = (measure - whole).max(Abs::ZERO) / 2;
        let mut items = Vec::new();
        for ((picture, _), length) in shown.iter().zip(&lengths) {
            let Some(asset) = picture.asset else { continue };
            let figure = self.node(place.node, Role::Figure);
            self.structure.node_mut(figure).alt = Some(picture.alt.clone());
            let tag = Tag::Slot(self.slot(figure));
            let size = Size::new(Abs::pt(length * scale), height);
            let made = self.vector_items(asset, size, tag).unwrap_or_else(|| {
                let area = Rect::new(Point::default(), size);
                vec![Item { tag, language: None, kind: ItemKind::Picture { asset, area, raised: false } }]
            });
            items.extend(made.into_iter().map(|item| shifted(item, Point::new(at, Abs::ZERO))));
            at += size.width + gap;
        }
        let body = Body::Drawing { items, size: Size::new(whole, height), entry: None, entry_at: Abs::ZERO };
        let mut block = FlowBlock::new(body);
        (block.start, block.end, block.above, block.below) = (place.inset, place.end, 1, 1);
        out.push(block);
    }

    /// A caption: number, one em, words; no mark at its end is added.
    pub(super) fn caption(
        &mut self,
        place: &Place<'_>,
        parent: NodeId,
        number: Option<&str>,
        words: &[Inline],
    ) -> FlowBlock {
        let style = self.theme.caption;
        let node = self.node(parent, Role::Caption);
        let mut rich = Rich::default();
        if let Some(number) = number {
            let text = CharStyle { paint: self.theme.caption_number, ..style.text };
            rich.pieces.push(self.words(node, number, text));
            rich.pieces.push(self.words(node, heading::AFTER_NUMBER, style.text));
        }
        let mut writer = InlineWriter::new(self, &place.article.id);
        writer.write(words, node, &InlineStyle::plain(style.text));
        rich.pieces.extend(writer.rich.pieces);
        let mut block = self.text_block(rich, &style);
        block.start += place.inset;
        block.end += place.end;
        block
    }

    /// A figure that lies on its side, alone on its page (CLR-O14): as large as its pixels allow, in the middle.
    fn turned_figure(
        &mut self,
        picture: &Picture,
        (at, asset): (usize, &Asset),
        slot: SlotId,
        caption: Option<FlowBlock>,
    ) -> FlowBlock {
        let lying = lying(self.grid);
        let measure = lying.area.size.width;
        let caption_rows = if caption.is_some() { CAPTION_ROWS } else { 0 };
        let tallest = (lying.area.size.height - lying.pitch * caption_rows).max(lying.area.size.height / 2);
        let way = Writing::Horizontal;
        let size = fitted(self.wanted_size(picture, asset, (measure, way)), measure, tallest);
        let mut block = FlowBlock::new(self.picture_body(at, size, slot, (measure, way)));
        block.keep_next = caption.is_some();
        let blocks = std::iter::once(block).chain(caption).collect();
        FlowBlock { float: true, ..FlowBlock::new(Body::Turned(blocks)) }
    }

    /// A picture as a block: a drawing of paths where it is one that can be painted so. It is as wide as the measure or less, in lines of its writing.
    fn picture_body(&self, asset: usize, size: Size, slot: SlotId, (measure, way): (Abs, Writing)) -> Body {
        let paths = self.vector_paths(asset, size, Tag::Slot(slot), way);
        let Some(items) = paths else { return Body::Picture { asset, size, slot } };
        let free = (measure - size.width) / 2;
        let items = items.into_iter().map(|item| shifted(item, Point::new(free, Abs::ZERO))).collect();
        Body::Drawing { items, size, entry: None, entry_at: Abs::ZERO }
    }

    /// A picture in the line; `None` where it can't be shown.
    pub(super) fn inline_picture(&mut self, picture: &Picture, style: &CharStyle, node: NodeId) -> Option<RichPiece> {
        let at = picture.asset?;
        let asset = self.assets.get(at)?;
        let figure = self.node(node, Role::Figure);
        self.structure.node_mut(figure).alt = Some(picture.alt.clone());
        let tag = Tag::Slot(self.slot(figure));
        let natural = self.wanted_size(picture, asset, (self.grid.area.size.width / 2, self.grid.writing));
        let tallest = style.size * TALLEST_INLINE;
        let longest = self.grid.area.size.width / 2;
        let size = fitted(natural, longest, tallest);
        let items = self.vector_items(at, size, tag).unwrap_or_else(|| {
            let area = Rect::new(Point::default(), size);
            vec![Item { tag, language: None, kind: ItemKind::Picture { asset: at, area, raised: false } }]
        });
        // A low picture stands in the middle of the Han beside it, a tall one on their foot.
        let middle = self.grid.reference(style.size) - style.size / 2;
        let foot = style.size - self.grid.reference(style.size);
        let above = match self.grid.writing {
            Writing::Vertical => size.height / 2,
            Writing::Horizontal if size.height <= style.size => middle + size.height / 2,
            Writing::Horizontal => size.height - foot,
        };
        let items = items.into_iter().map(|item| shifted(item, Point::new(Abs::ZERO, Abs::ZERO - above))).collect();
        let drawing = Drawing { items, length: size.width, above, below: size.height - above };
        Some(RichPiece { drawing: Some(drawing), ..piece(Content::Words(OBJECT.to_owned()), *style, tag) })
    }

    /// The paths of a drawing that has nothing else in it, in the axes of the page.
    pub(super) fn vector_items(&self, asset: usize, size: Size, tag: Tag) -> Option<Vec<Item>> {
        self.vector_paths(asset, size, tag, self.grid.writing)
    }

    fn vector_paths(&self, asset: usize, size: Size, tag: Tag, way: Writing) -> Option<Vec<Item>> {
        let file = self.assets.get(asset)?;
        if file.format != AssetFormat::Svg {
            return None;
        }
        let (width, height) = match way {
            Writing::Horizontal => (size.width, size.height),
            Writing::Vertical => (size.height, size.width),
        };
        let paths = self.drawings.paths(&file.bytes, Size::new(width, height))?;
        let items = paths.into_iter().map(|path| Item { tag, language: None, kind: ItemKind::Path(path) });
        Some(match way {
            Writing::Horizontal => items.collect(),
            Writing::Vertical => self.upright(items.collect(), width),
        })
    }

    /// The size of a picture along the line and across it. At 96 pixels an inch, at most as long as the line; across lines
    /// on whole rows, at most two thirds of the type area, in vertical text all of it but two lines and the row between. Pictures are never
    /// turned, so in vertical text their height lies along the line.
    fn picture_size(&self, picture: &Picture, asset: &Asset, measure: Abs) -> Size {
        let area = self.grid.area.size;
        let most = match self.grid.writing {
            Writing::Horizontal => area.height.part(2, 3),
            Writing::Vertical => (area.height - self.grid.pitch * 3).max(area.height / 2),
        };
        let size = fitted(self.wanted_size(picture, asset, (measure, self.grid.writing)), measure, most);
        if picture.width.is_some() { size } else { self.on_whole_rows(size) }
    }

    /// A size made a little smaller where it would take the beginning of one more row (CLR-O14).
    fn on_whole_rows(&self, size: Size) -> Size {
        let (pitch, gap) = (self.grid.pitch, self.grid.pitch - self.grid.size);
        let rows = (size.height + gap).to_raw().div_euclid(pitch.to_raw());
        let whole = pitch * rows - gap;
        let is_near = whole > Abs::ZERO && size.height - whole <= size.height.part(1, LEAST_LOSS);
        if is_near { fitted(size, size.width, whole) } else { size }
    }

    /// The size that a picture's author asks for, else its natural one: along lines of that writing, and across them.
    fn wanted_size(&self, picture: &Picture, asset: &Asset, (measure, way): (Abs, Writing)) -> Size {
        let natural = size_in(way, asset.width, asset.height);
        let own = match way {
            Writing::Horizontal => natural.width,
            Writing::Vertical => natural.height,
        };
        let goal = match picture.width {
            None => return natural,
            Some(PictureWidth::Percent(part)) => measure.part(i64::from(part.clamp(1, 100)), 100),
            Some(PictureWidth::Pixels(pixels)) => Abs::pt(f64::from(pixels.clamp(1, 100_000)) * PT_PER_PIXEL),
        };
        let scale = goal.to_pt() / own.to_pt();
        Size::new(Abs::pt(natural.width.to_pt() * scale), Abs::pt(natural.height.to_pt() * scale))
    }

    /// The natural size of so many pixels, along the line and across it.
    pub(super) fn natural_size(&self, width: u32, height: u32) -> Size {
        size_in(self.grid.writing, width, height)
    }
}

fn size_in(way: Writing, width: u32, height: u32) -> Size {
    let side = |pixels: u32| Abs::pt(f64::from(pixels.clamp(1, 100_000)) * PT_PER_PIXEL);
    match way {
        Writing::Horizontal => Size::new(side(width), side(height)),
        Writing::Vertical => Size::new(side(height), side(width)),
    }
}

/// A size that is made smaller until it fits.
pub(super) fn fitted(natural: Size, longest: Abs, tallest: Abs) -> Size {
    let (along, across) = (natural.width.to_pt(), natural.height.to_pt());
    let scale = (longest.to_pt() / along).min(tallest.to_pt() / across).min(1.0);
    Size::new(Abs::pt(along * scale), Abs::pt(across * scale))
}

pub(super) fn shifted(item: Item, by: Point) -> Item {
    super::alert::mapped(item, |point| Point::new(point.x + by.x, point.y + by.y))
}
