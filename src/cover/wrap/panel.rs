//! Spine, back and flaps: metadata and geometry in, items out. Spine words run down in columns, as Chinese spines have them.

use super::super::field::Content;
use super::super::template::Template;
use super::super::upright;
use super::super::wording::Wording;
use super::super::{Input, measure};
use super::geometry::{Geometry, LEAST_TYPE, SPINE_CLEAR};
use super::marks::filled;
use super::{code, words};
use crate::diag::{Diagnostic, Sink};
use crate::display::{Color, Item, Paint};
use crate::font::{FontSet, Role};
use crate::project::WrapOptions;
use crate::units::{Abs, Em, Point, Rect, Region, Size};

/// How far bar code and words keep from the back's edges (GB/T 12906 practice: 15 mm).
const EDGE_MM: f64 = 15.0;

/// How far the spine's words keep from head and foot.
const SPINE_END_MM: f64 = 12.0;

/// The largest type on a spine, and of the back's text, and the smallest of it.
const SPINE_TYPE: f64 = 24.0;
const BACK_TYPE: f64 = 10.5;
const BACK_LEAST: f64 = 7.5;

/// The type of the price.
const PRICE_TYPE: f64 = 8.5;

/// How far grounds go beyond the bleed.
const BEYOND_MM: f64 = 1.0;

/// The side of a QR code.
const QR_MM: f64 = 22.0;

/// Everything that the panels beside the front are made of.
pub(super) struct Panels<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) options: &'a WrapOptions,
    pub(super) geometry: &'a Geometry,
    pub(super) template: &'a Template,
}

/// The back as it was set.
pub(super) struct Back {
    pub(super) items: Vec<Item>,
    /// Where its codes lie, quiet zones included.
    pub(super) codes: Vec<(Code, Rect)>,
}

/// What a machine reads on the back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Code {
    /// The ISBN's bars.
    Bars,
    /// The QR code.
    Square,
}

impl Panels<'_> {
    fn color(&self, name: &str, otherwise: Color) -> Paint {
        Paint::solid(self.template.palette.get(name).unwrap_or(otherwise))
    }

    /// Grounds of back, spine and flaps, out to the bleed and a little farther, as the front reaches: whatever is cut by the page's edge is cut alike.
    pub(super) fn grounds(&self) -> Vec<Item> {
        let Geometry { bleed, back, spine, front, flaps, .. } = *self.geometry;
        let more = Abs::mm(BEYOND_MM);
        let corner = Point::new(bleed.origin.x - more, bleed.origin.y - more);
        let bleed = Rect::new(corner, Size::new(bleed.size.width + more * 2, bleed.size.height + more * 2));
        let tall = |x: Abs, end: Abs| Rect::new(Point::new(x, bleed.origin.y), Size::new(end - x, bleed.size.height));
        let paper = Color::Black(0);
        let (back_paint, spine_paint) =
            (self.color(&self.template.back.0, paper), self.color(&self.template.spine.0, paper));
        // Whatever lies beside the spine opposite the front is back and its flap.
        let behind = if back.origin.x < front.origin.x {
            tall(bleed.origin.x, spine.origin.x)
        } else {
            tall(spine.right(), bleed.right())
        };
        let mut items = vec![filled(behind, back_paint), filled(tall(spine.origin.x, spine.right()), spine_paint)];
        if flaps.is_some() {
            let beyond = if back.origin.x < front.origin.x {
                tall(front.right(), bleed.right())
            } else {
                tall(bleed.origin.x, front.origin.x)
            };
            items.push(filled(beyond, back_paint));
        }
        items
    }

    /// Title, authors and publisher down the spine, if it has room for words.
    pub(super) fn spine(&self) -> Vec<Item> {
        if !self.geometry.spine_text {
            return Vec::new();
        }
        let words = Wording::new(self.input.metadata);
        let area = self.geometry.spine;
        let widest = Abs::pt((area.size.width.to_pt() - SPINE_CLEAR * 2.0).min(SPINE_TYPE));
        let end = Abs::mm(SPINE_END_MM);
        let room = area.size.height - end * 2;
        let mut title = self.down(words.of(Content::Title), Role::SongBold, 0.12);
        title.fit(widest, room.part(11, 20));
        let small = widest.min(title.size.part(7, 10).max(Abs::pt(LEAST_TYPE)));
        let mut publisher = self.down(words.of(Content::Publisher), Role::Song, 0.06);
        publisher.fit(small, room.part(1, 5));
        let (head, foot) = (area.origin.y + end, area.foot() - end - publisher.length());
        let title_end = head + title.length();
        let between = foot - title_end - small * 2;
        let mut author = self.down(words.of(Content::Authors), Role::Kai, 0.06);
        author.fit(small, between.max(small));
        let author_head = title_end + small + (between - author.length()) / 2;
        let centre = area.origin.x + area.size.width / 2;
        let columns = [(title, head), (publisher, foot), (author, author_head)];
        columns.iter().flat_map(|(words, head)| words.column(Point::new(centre, *head))).collect()
    }

    /// Words of the spine, in a face that has them all.
    fn down<'a>(&'a self, text: &str, role: Role, tracking: f64) -> Down<'a> {
        let (language, fonts) = (self.input.metadata.language.as_str(), self.input.fonts);
        let style = measure::Style { role, chinese: Wording::new(self.input.metadata).chinese, language };
        let role = measure::whole_role(text, style, fonts);
        let paint = self.color(&self.template.spine.1, Color::Black(255));
        let look = upright::Look { role, paint, tracking: Em::new(tracking), language };
        Down { text: text.to_owned(), look, size: Abs::pt(SPINE_TYPE), fonts }
    }

    /// The back's text, bar code, price and QR code.
    pub(super) fn back(&self, sink: &mut Sink) -> Back {
        let language = self.input.metadata.language.as_str();
        let paint = self.color(&self.template.back.1, Color::Black(255));
        let style = words::Style { role: Role::Song, size: Abs::pt(BACK_TYPE), paint, language };
        let mut back = Back { items: Vec::new(), codes: Vec::new() };
        let below_bars = self.price(style, &mut back);
        self.bars(below_bars, &mut back, sink);
        self.square(&mut back, sink);
        let edge = self.geometry.back.foot() - Abs::mm(EDGE_MM);
        let foot = back.codes.iter().map(|(_, area)| area.origin.y).min().unwrap_or(below_bars).min(edge);
        let blurb = self.blurb(style, foot - Abs::mm(8.0), sink);
        back.items.extend(blurb);
        back
    }

    /// Where a column begins at the right that is as wide as the bars: a plain sheet has them at the lower right, whichever side the spine is on.
    fn lower_right(&self) -> Abs {
        self.geometry.back.right() - Abs::mm(EDGE_MM) - code::bars_size(self.options.addon.as_deref()).width
    }

    /// The price, below the bars where there are any. Gives where what stands above it ends.
    fn price(&self, style: words::Style<'_>, back: &mut Back) -> Abs {
        let foot = self.geometry.back.foot() - Abs::mm(EDGE_MM);
        let Some(price) = self.options.price.as_deref() else { return foot };
        let small = words::Style { size: Abs::pt(PRICE_TYPE), ..style };
        let at = Point::new(self.lower_right(), foot - Abs::pt(2.0));
        back.items.extend(words::line(price, small, at, self.input.fonts));
        foot - Abs::pt(13.0)
    }

    /// The bars of the print edition's ISBN.
    fn bars(&self, foot: Abs, back: &mut Back, sink: &mut Sink) {
        let addon = self.options.addon.as_deref();
        let Some((_, isbn)) = self.input.metadata.isbn.iter().find(|(edition, _)| edition == "print") else {
            if addon.is_some() {
                sink.push(addon_alone().at(self.input.places.wrap));
            }
            return;
        };
        let size = code::bars_size(addon);
        let at = Point::new(self.lower_right(), foot - size.height);
        back.codes.push((Code::Bars, Rect::new(at, size)));
        back.items.extend(code::bars(isbn, addon, at, self.input.fonts));
    }

    /// The QR code, at the lower left.
    fn square(&self, back: &mut Back, sink: &mut Sink) {
        let Some(text) = &self.options.qr else { return };
        let (area, edge, side) = (self.geometry.back, Abs::mm(EDGE_MM), Abs::mm(QR_MM));
        let at = Point::new(area.origin.x + edge, area.foot() - edge - side);
        match code::qr(text, at, side) {
            Some(code) => {
                back.codes.push((Code::Square, Rect::new(at, Size::new(side, side))));
                back.items.extend(code);
            }
            None => sink.push(qr_too_long().at(self.input.places.wrap)),
        }
    }

    /// The text of the back, in smaller type where it is long.
    fn blurb(&self, style: words::Style<'_>, foot: Abs, sink: &mut Sink) -> Vec<Item> {
        let metadata = self.input.metadata;
        let Some(text) = self.options.back.as_ref().or(metadata.description.as_ref()) else { return Vec::new() };
        let texts: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let area = self.geometry.back;
        let (side, head) = (Abs::mm(EDGE_MM + 3.0), area.origin.y + Abs::mm(26.0));
        let size = Size::new(area.size.width - side * 2, foot - head);
        let room = Rect::new(Point::new(area.origin.x + side, head), size);
        let indent = match Region::of_language(&metadata.language) {
            Region::Korea => Em::ONE,
            _ if metadata.language.starts_with("zh") => Em::ONE + Em::ONE,
            _ => Em::ONE,
        };
        for half_points in (15..=21).rev() {
            let size = Abs::pt(f64::from(half_points) / 2.0);
            let style = words::Style { size, ..style };
            let (items, end) = words::paragraphs(&texts, style, size.part(17, 10), indent, room, self.input.fonts);
            if end <= foot || half_points == 15 {
                if end > foot {
                    sink.push(back_too_long().at(self.input.places.wrap));
                }
                return items;
            }
        }
        Vec::new()
    }
}

/// Words that run down the spine.
struct Down<'a> {
    text: String,
    look: upright::Look<'a>,
    size: Abs,
    fonts: &'a FontSet,
}

impl Down<'_> {
    /// In type of `size`, or smaller where they would be longer than `most`.
    fn fit(&mut self, size: Abs, most: Abs) {
        self.size = size;
        let length = self.length();
        if length > most {
            self.size = size.part(most.to_raw(), length.to_raw());
        }
    }

    fn length(&self) -> Abs {
        if self.text.is_empty() { Abs::ZERO } else { upright::length(&self.text, self.size, self.look, self.fonts) }
    }

    fn column(&self, at: Point) -> Vec<Item> {
        if self.text.is_empty() {
            return Vec::new();
        }
        upright::column(&self.text, self.size, self.look, at, self.fonts)
    }
}

fn back_too_long() -> Diagnostic {
    Diagnostic::warning(
        "cover-back-long",
        format!("封底的文字太长，用 {BACK_LEAST} pt 也放不下"),
        format!("the back's text is too long, even at {BACK_LEAST} pt"),
    )
    .hint("在 `[cover.wrap]` 里写短一些的 `back`", "write a shorter `back` under `[cover.wrap]`")
}

fn addon_alone() -> Diagnostic {
    Diagnostic::warning(
        "wrap-addon",
        "没有印刷版的 ISBN，不印条码，附加码也就印不出来",
        "there are no bars without an ISBN of the print edition, and so no add-on",
    )
    .hint(
        "在 `[book]` 里写 `isbn = { print = \"…\" }`，或删去 `addon`",
        "write `isbn = { print = \"…\" }` under `[book]`, or remove `addon`",
    )
}

fn qr_too_long() -> Diagnostic {
    Diagnostic::error("qr-too-long", "二维码装不下这么长的文字", "the text is too long for a QR code")
        .hint("用短一些的网址", "use a shorter address")
}
