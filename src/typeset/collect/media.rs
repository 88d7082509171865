//! Films and recordings on paper: the still picture, a square code that leads to the film, and a line that names it.

use super::Collector;
use super::figure::{fitted, shifted};
use crate::display::{Item, ItemKind, LinkTarget, NodeId, Paint, Path, Role, Tag};
use crate::document::Media;
use crate::typeset::flow::{Body, FlowBlock, LAYOUT, PieceLink, Rich};
use crate::units::{Abs, Point, Rect, Size};

/// The side of a square code: a telephone reads modules of half a millimetre.
const CODE_MM: f64 = 18.0;

impl Collector<'_> {
    /// A film or recording; one of which nothing is known but that it was there has no block.
    pub(super) fn medium(&mut self, out: &mut Vec<FlowBlock>, parent: NodeId, media: &Media) {
        if let Some(picture) = self.medium_picture(parent, media) {
            out.push(picture);
        }
        let Some(title) = media.title.clone().or_else(|| media.url.clone()) else { return };
        let kind = if media.kind == "audio" { self.words.audio } else { self.words.video };
        let style = self.theme.remark;
        let node = self.node(parent, Role::Paragraph);
        let label = self.words(node, format!("{kind}{}", self.words.colon), style.text);
        let child = self.node(node, if media.url.is_some() { Role::Link } else { Role::Span });
        let mut words = self.words(child, title.clone(), style.text);
        words.link = media.url.as_ref().map(|url| PieceLink {
            target: LinkTarget::Url(url.clone()),
            description: title,
            node: child,
        });
        let mut block = self.text_block(Rich { pieces: vec![label, words] }, &style);
        block.keep_next = media.still.is_none() && media.url.is_none();
        out.push(block);
    }

    /// The still picture and the code, side by side; `None` where there is neither.
    fn medium_picture(&mut self, parent: NodeId, media: &Media) -> Option<FlowBlock> {
        let side = Abs::mm(CODE_MM);
        // Around a code four modules of at most twenty-fifths stay light.
        let gap = side.part(4, 25);
        let measure = self.grid.area.size.width;
        let area = Rect::new(Point::default(), Size::new(side, side));
        let code = media.url.as_deref().and_then(|url| Path::square_code(url, area, 0, Paint::BLACK));
        let still = media.still.and_then(|at| Some((at, self.assets.get(at)?)));
        let size = still.map(|(_, asset)| {
            let beside = if code.is_some() { side + gap } else { Abs::ZERO };
            fitted(self.natural_size(asset.width, asset.height), measure - beside, side * 2)
        });
        let picture = size.unwrap_or_default();
        let whole = picture.width
            + if code.is_some() { side } else { Abs::ZERO }
            + if size.is_some() && code.is_some() { gap } else { Abs::ZERO };
        let height = picture.height.max(if code.is_some() { side } else { Abs::ZERO });
        if whole == Abs::ZERO {
            return None;
        }
        // Flush with the line that names them.
        let mut at = Abs::ZERO;
        let mut items = Vec::new();
        if let Some((asset, _)) = still {
            let figure = self.node(parent, Role::Figure);
            self.structure.node_mut(figure).alt = Some(media.title.clone().unwrap_or_default());
            let tag = Tag::Slot(self.slot(figure));
            let made = self.vector_items(asset, picture, tag).unwrap_or_else(|| {
                let area = Rect::new(Point::default(), picture);
                vec![Item { tag, language: None, kind: ItemKind::Picture { asset, area, raised: false } }]
            });
            items.extend(made.into_iter().map(|item| shifted(item, Point::new(at, (height - picture.height) / 2))));
            at += picture.width + gap;
        }
        // The line below says in words where it leads.
        if let Some(code) = code {
            let code = Item { tag: LAYOUT, language: None, kind: ItemKind::Path(code) };
            items.push(shifted(code, Point::new(at, height - side)));
        }
        let size = Size::new(whole, height);
        let mut block = FlowBlock::new(Body::Drawing { items, size, entry: None, entry_at: Abs::ZERO });
        (block.above, block.keep_next) = (1, true);
        Some(block)
    }
}
