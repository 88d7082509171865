//! What a press would cut, fold or blur. In: the items of front, spine and back, and where the parts lie. Out: at most one finding
//! for each part and kind of fault, naming the part, the measure and the remedy (reference C: KDP 0.125 in,
//! `IngramSpark` 0.25 in, Chinese printers 3 mm).

use super::super::Input;
use super::geometry::{Geometry, LEAST_TYPE, SPINE_CLEAR};
use super::panel::{Back, Code};
use crate::diag::{Diagnostic, Span};
use crate::display::{GlyphRun, Item, ItemKind, Orientation};
use crate::font::FontSet;
use crate::project::Printer;
use crate::units::{Abs, Point, Rect, Size};

/// The narrowest flap: handbooks of binding define one by it ("封面和封底外切口一边多留出 30 毫米以上的纸张向里折转，叫勒口"); a narrower one slips out.
const LEAST_FLAP_MM: f64 = 30.0;

/// A flap ends this far from the spine. No printer publishes a greatest width: this is our own judgement, so that a flap that is folded in a little
/// askew still doesn't lie in the joint.
const FLAP_SHORT_MM: f64 = 5.0;

/// A part with words: its names, where the user says what is on it, where it lies, what its words keep clear at the sides and at head and foot, and
/// what helps.
struct Part {
    names: (String, String),
    said: Span,
    area: Rect,
    clear: (Abs, Abs),
    inwards: (&'static str, &'static str),
    larger: (&'static str, &'static str),
}

/// Whose wrap is checked, and for which press.
pub(super) struct Safe<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) printer: Printer,
    pub(super) geometry: &'a Geometry,
}

impl Safe<'_> {
    /// Everything that is wrong, from front to flaps.
    pub(super) fn findings(&self, front: &[Item], spine: &[Item], back: &Back) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (part, items) in [(self.front(), front), (self.spine(), spine), (self.back(), back.items.as_slice())] {
            found.extend(outside(&part, items, self.input.fonts));
            found.extend(small(&part, items));
        }
        found.extend(self.codes(&back.codes).into_iter().chain(self.flaps()).map(|one| one.at(self.input.places.wrap)));
        found
    }

    fn clear(&self) -> Abs {
        match self.printer {
            Printer::Kdp => Abs::pt(9.0),
            Printer::IngramSpark => Abs::pt(18.0),
            Printer::Sheet => Abs::mm(3.0),
        }
    }

    fn front(&self) -> Part {
        let (names, said, inwards, larger) = match self.input.design {
            Some(design) => (
                (format!("封面设计 {} 的正面", design.word()), format!("front of the design `{}`", design.word())),
                self.input.places.choice,
                (
                    "缩短它，换一种 `design`，或用自己的模板 `template`",
                    "shorten it, choose another `design`, or write a `template` of your own",
                ),
                (
                    "缩短它，换一种 `design` 或大一些的开本",
                    "shorten it, choose another `design`, or take a larger trim",
                ),
            ),
            None => (
                ("封面".to_owned(), "front".to_owned()),
                Span::new(self.input.file, 0..0),
                ("在模板里把它的框往里移", "move its box inwards in the template"),
                ("在模板里给它更大的字号", "give it larger type in the template"),
            ),
        };
        Part { names, said, area: self.geometry.front, clear: (self.clear(), self.clear()), inwards, larger }
    }

    fn spine(&self) -> Part {
        Part {
            names: ("书脊".to_owned(), "spine".to_owned()),
            said: self.input.places.wrap,
            area: self.geometry.spine,
            clear: (Abs::pt(SPINE_CLEAR), self.clear()),
            inwards: ("用厚一些的纸，书脊会变宽", "take thicker paper, which makes the spine wider"),
            larger: (
                "缩短书名、作者或出版社，或用厚一些的纸",
                "shorten title, authors or publisher, or take thicker paper",
            ),
        }
    }

    fn back(&self) -> Part {
        Part {
            names: ("封底".to_owned(), "back".to_owned()),
            said: self.input.places.wrap,
            area: self.geometry.back,
            clear: (self.clear(), self.clear()),
            inwards: ("缩短 `back`、`price`，或用大一些的开本", "shorten `back` or `price`, or take a larger trim"),
            larger: ("缩短 `back`，字就会大一些", "shorten `back`: its type grows"),
        }
    }

    /// Codes that are cut, or that lie on one another: no scanner reads those.
    fn codes(&self, codes: &[(Code, Rect)]) -> Option<Diagnostic> {
        let (back, clear) = (self.geometry.back, self.clear());
        for (at, &(code, area)) in codes.iter().enumerate() {
            let (zh, en) = match code {
                Code::Bars => ("条码", "bar code"),
                Code::Square => ("二维码", "QR code"),
            };
            if !inside(area, back, (clear, clear)) {
                let needed = millimetres(area.size.width);
                return Some(code_finding(
                    format!("封底的{zh}（宽 {needed} mm）离裁切线或书脊不到 {} mm", millimetres(clear)),
                    format!(
                        "the back's {en} ({needed} mm wide) is less than {} mm from cut or spine",
                        millimetres(clear)
                    ),
                ));
            }
            if let Some((_, other)) = codes[..at].iter().find(|(_, other)| meets(area, *other)) {
                let over = millimetres(area.right().min(other.right()) - area.origin.x.max(other.origin.x));
                return Some(code_finding(
                    format!("封底的条码和二维码重叠 {over} mm"),
                    format!("bar code and QR code of the back overlap by {over} mm"),
                ));
            }
        }
        None
    }

    /// Flaps that slip out, or that reach the spine when folded in.
    fn flaps(&self) -> Option<Diagnostic> {
        let width = self.geometry.flaps?[0].size.width;
        let (least, most) = (Abs::mm(LEAST_FLAP_MM), self.geometry.front.size.width - Abs::mm(FLAP_SHORT_MM));
        if width >= least && width <= most {
            return None;
        }
        let (is, from, to) = (millimetres(width), millimetres(least), millimetres(most));
        Some(
            Diagnostic::warning(
                "wrap-flap-width",
                format!("勒口宽 {is} mm，应在 {from} 到 {to} mm 之间"),
                format!("the flaps are {is} mm wide; they should have {from} to {to} mm"),
            )
            .hint("在 `[cover.wrap]` 里改 `flap`", "change `flap` under `[cover.wrap]`"),
        )
    }
}

fn code_finding(zh: String, en: String) -> Diagnostic {
    Diagnostic::warning("wrap-code", zh, en)
        .hint("删去 `qr` 或 `addon`，或用宽一些的开本", "remove `qr` or `addon`, or take a wider trim")
}

/// The first words of a part that would be cut or folded.
fn outside(part: &Part, items: &[Item], fonts: &FontSet) -> Option<Diagnostic> {
    let run = runs(items).find(|run| !inside(extent(run, fonts), part.area, part.clear))?;
    let ((zh, en), text) = (&part.names, &run.text);
    let (side, end) = (millimetres(part.clear.0), millimetres(part.clear.1));
    Some(
        Diagnostic::warning(
            "cover-unsafe",
            format!("{zh}上的「{text}」离边太近：左右须留 {side} mm，上下须留 {end} mm"),
            format!("`{text}` on the {en} is too near its edge: sides keep {side} mm clear, head and foot {end} mm"),
        )
        .at(part.said)
        .hint(part.inwards.0, part.inwards.1),
    )
}

/// The smallest words of a part, if no press holds them.
fn small(part: &Part, items: &[Item]) -> Option<Diagnostic> {
    let run = runs(items).min_by_key(|run| run.size).filter(|run| run.size < Abs::pt(LEAST_TYPE))?;
    let ((zh, en), text) = (&part.names, &run.text);
    let size = (run.size.to_pt() * 10.0).floor() / 10.0;
    Some(
        Diagnostic::warning(
            "cover-type-small",
            format!("{zh}上的「{text}」只有 {size} pt，不到 {LEAST_TYPE} pt，印出来看不清"),
            format!("`{text}` on the {en} has {size} pt, less than the {LEAST_TYPE} pt that a press holds well"),
        )
        .at(part.said)
        .hint(part.larger.0, part.larger.1),
    )
}

fn runs(items: &[Item]) -> impl Iterator<Item = &GlyphRun> {
    items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    })
}

fn millimetres(length: Abs) -> f64 {
    (length.to_mm() * 10.0).round() / 10.0
}

/// Whether `inner` keeps clear of the edges of `outer`. Places are rounded: a thousandth of a point is no fault.
fn inside(inner: Rect, outer: Rect, clear: (Abs, Abs)) -> bool {
    let slack = Abs::pt(0.001);
    inner.origin.x + slack >= outer.origin.x + clear.0
        && inner.right() <= outer.right() - clear.0 + slack
        && inner.origin.y + slack >= outer.origin.y + clear.1
        && inner.foot() <= outer.foot() - clear.1 + slack
}

fn meets(a: Rect, b: Rect) -> bool {
    a.origin.x < b.right() && b.origin.x < a.right() && a.origin.y < b.foot() && b.origin.y < a.foot()
}

/// What a run covers: in a level line from its first ink to its last, since the white of a mark may hang over an edge; in a column its advances; an
/// em across.
fn extent(run: &GlyphRun, fonts: &FontSet) -> Rect {
    let end = run.glyphs.iter().map(|glyph| glyph.at + glyph.advance).max().unwrap_or(Abs::ZERO);
    match run.orientation {
        Orientation::Horizontal => {
            let inks = || run.glyphs.iter().filter_map(|glyph| Some((glyph.at, fonts.face(run.face).ink(glyph.id)?)));
            let left = inks().map(|(at, ink)| at + ink.x_min.at(run.size)).min().unwrap_or(Abs::ZERO);
            let right = inks().map(|(at, ink)| at + ink.x_max.at(run.size)).max().unwrap_or(end);
            let head = Point::new(run.origin.x + left, run.origin.y - run.size.part(88, 100));
            Rect::new(head, Size::new(right - left, run.size))
        }
        Orientation::Vertical | Orientation::Sideways => {
            let head = Point::new(run.origin.x - run.size / 2, run.origin.y);
            Rect::new(head, Size::new(run.size, end))
        }
        Orientation::Raised => {
            let head = Point::new(run.origin.x - run.size.part(88, 100), run.origin.y - end);
            Rect::new(head, Size::new(run.size, end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_its_clear_edge() {
        let rect =
            |x, y, wide, high| Rect::new(Point::new(Abs::mm(x), Abs::mm(y)), Size::new(Abs::mm(wide), Abs::mm(high)));
        let (sheet, clear) = (rect(10.0, 0.0, 100.0, 200.0), (Abs::mm(3.0), Abs::mm(5.0)));
        assert!(inside(rect(13.0, 5.0, 94.0, 190.0), sheet, clear));
        for near in [
            rect(12.9, 5.0, 90.0, 190.0),
            rect(13.0, 4.9, 90.0, 190.0),
            rect(13.0, 5.0, 94.1, 190.0),
            rect(13.0, 5.0, 94.0, 190.1),
        ] {
            assert!(!inside(near, sheet, clear), "{near:?}");
        }
        assert!(meets(rect(0.0, 0.0, 10.0, 10.0), rect(9.9, 9.9, 5.0, 5.0)));
        assert!(!meets(rect(0.0, 0.0, 10.0, 10.0), rect(10.0, 0.0, 5.0, 5.0)));
    }
}
