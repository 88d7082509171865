//! Spine, back and flaps: metadata and geometry in, items out. Spine words run down in columns, as Chinese spines have them.

use super::super::template::Template;
use super::super::upright;
use super::super::wording::Wording;
use super::super::{Input, measure};
use super::geometry::{Geometry, SPINE_CLEAR};
use super::marks::filled;
use super::{code, words};
use crate::diag::{Diagnostic, Sink};
use crate::display::{Color, Item, Paint};
use crate::font::Role;
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

    /// Grounds of back, spine and flaps, out to the bleed.
    pub(super) fn grounds(&self) -> Vec<Item> {
        let Geometry { bleed, back, spine, front, flaps, .. } = *self.geometry;
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
        let paint = self.color(&self.template.spine.1, Color::Black(255));
        let centre = area.origin.x + area.size.width / 2;
        let look = |text: &str, role: Role, tracking: f64| {
            let style = measure::Style { role, chinese: words.chinese, language: &self.input.metadata.language };
            let role = measure::whole_role(text, style, self.input.fonts);
            upright::Look { role, paint, tracking: Em::new(tracking), language: &self.input.metadata.language }
        };
        let fitted = |text: &str, look: upright::Look<'_>, size: Abs, most: Abs| {
            let length = upright::length(text, size, look, self.input.fonts);
            if length > most { size.part(most.to_raw(), length.to_raw()) } else { size }
        };
        let (title, author, publisher) = self.spine_words(&words);
        let title_look = look(&title, Role::SongBold, 0.12);
        let title_size = fitted(&title, title_look, widest.min(Abs::pt(SPINE_TYPE)), room.part(11, 20));
        let head = area.origin.y + end;
        let mut items = upright::column(&title, title_size, title_look, Point::new(centre, head), self.input.fonts);
        let title_end = head + upright::length(&title, title_size, title_look, self.input.fonts);
        let small = widest.min(title_size.part(7, 10).max(Abs::pt(6.0)));
        let publisher_look = look(&publisher, Role::Song, 0.06);
        let publisher_size = fitted(&publisher, publisher_look, small, room.part(1, 5));
        let publisher_length = upright::length(&publisher, publisher_size, publisher_look, self.input.fonts);
        let foot = area.foot() - end - publisher_length;
        if !publisher.is_empty() {
            let at = Point::new(centre, foot);
            items.extend(upright::column(&publisher, publisher_size, publisher_look, at, self.input.fonts));
        }
        if !author.is_empty() {
            let author_look = look(&author, Role::Kai, 0.06);
            let between = foot - title_end - small * 2;
            let size = fitted(&author, author_look, small, between.max(small));
            let length = upright::length(&author, size, author_look, self.input.fonts);
            let at = Point::new(centre, title_end + small + (between - length) / 2);
            items.extend(upright::column(&author, size, author_look, at, self.input.fonts));
        }
        items
    }

    fn spine_words(&self, words: &Wording) -> (String, String, String) {
        use super::super::field::Content;
        let of = |content| words.of(content).to_owned();
        (of(Content::Title), of(Content::Authors), of(Content::Publisher))
    }

    /// The back's text, bar code, price and QR code.
    pub(super) fn back(&self, sink: &mut Sink) -> Back {
        let metadata = self.input.metadata;
        let area = self.geometry.back;
        let edge = Abs::mm(EDGE_MM);
        let isbn = ["print", "pdf", "epub"].iter().find_map(|edition| {
            metadata.isbn.iter().find(|(of, _)| of == edition).filter(|(of, _)| of == "print").map(|(_, isbn)| isbn)
        });
        let paint = self.color(&self.template.back.1, Color::Black(255));
        let style = words::Style { role: Role::Song, size: Abs::pt(BACK_TYPE), paint, language: &metadata.language };
        let (mut items, mut codes) = (Vec::new(), Vec::new());
        let mut foot = area.foot() - edge;
        if let Some(isbn) = isbn {
            let size = code::bars_size(self.options.addon.as_deref());
            let price = self.options.price.as_deref();
            let below = if price.is_some() { Abs::pt(13.0) } else { Abs::ZERO };
            // A plain sheet has the bars at the lower right, whichever side the spine is on.
            let at = Point::new(area.right() - edge - size.width, area.foot() - edge - below - size.height);
            codes.push((Code::Bars, Rect::new(at, size)));
            items.extend(code::bars(isbn, self.options.addon.as_deref(), at, self.input.fonts));
            if let Some(price) = price {
                let small = words::Style { size: Abs::pt(8.5), ..style };
                items.extend(words::line(
                    price,
                    small,
                    Point::new(at.x, area.foot() - edge - Abs::pt(2.0)),
                    self.input.fonts,
                ));
            }
            foot = foot.min(at.y);
        }
        if let Some(text) = &self.options.qr {
            let side = Abs::mm(QR_MM);
            let at = Point::new(area.origin.x + edge, area.foot() - edge - side);
            match code::qr(text, at, side) {
                Some(code) => {
                    codes.push((Code::Square, Rect::new(at, Size::new(side, side))));
                    items.extend(code);
                }
                None => sink.push(qr_too_long()),
            }
            foot = foot.min(at.y);
        }
        items.extend(self.blurb(style, foot - Abs::mm(8.0), sink));
        Back { items, codes }
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
                    sink.push(back_too_long());
                }
                return items;
            }
        }
        Vec::new()
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

fn qr_too_long() -> Diagnostic {
    Diagnostic::error("qr-too-long", "二维码装不下这么长的文字", "the text is too long for a QR code")
        .hint("用短一些的网址", "use a shorter address")
}
