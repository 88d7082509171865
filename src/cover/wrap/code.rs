//! Bar code and QR code as they are printed: an ISBN, an add-on, a text and places in, painted items out.
//!
//! The bars stand on white with their quiet zones, at four fifths of the nominal size (GB/T 12906), the digits below them.

use super::super::art;
use super::barcode::{self, Modules};
use super::words;
use crate::display::{Color, Item, ItemKind, Paint, Path};
use crate::font::{FontSet, Role};
use crate::units::{Abs, Point, Rect, Size};

/// The width of a module: 0.33 mm nominal, at four fifths.
const MODULE_MM: f64 = 0.264;

/// The height of a bar: 22.85 mm nominal, at four fifths.
const BAR_MM: f64 = 18.28;

/// Quiet zones of EAN-13 in modules: before and after; and after an add-on; and between the two.
const QUIET: (i64, i64, i64, i64) = (11, 7, 5, 9);

const WHITE: Paint = Paint::solid(Color::Black(0));

/// The size of the bar code of an ISBN with its white ground.
pub(super) fn bars_size(addon: Option<&str>) -> Size {
    let module = Abs::mm(MODULE_MM);
    let modules = match addon.map(str::len) {
        Some(2) => QUIET.0 + 95 + QUIET.3 + 20 + QUIET.2,
        Some(_) => QUIET.0 + 95 + QUIET.3 + 47 + QUIET.2,
        None => QUIET.0 + 95 + QUIET.1,
    };
    Size::new(module * modules, Abs::mm(BAR_MM) + Abs::pt(8.0) + Abs::mm(4.6))
}

/// The bar code with its head start at `at`. Nothing for digits that don't check.
pub(super) fn bars(isbn: &str, addon: Option<&str>, at: Point, fonts: &FontSet) -> Vec<Item> {
    let Some(modules) = barcode::ean13(isbn) else { return Vec::new() };
    let size = bars_size(addon);
    let module = Abs::mm(MODULE_MM);
    let mut items = vec![art::item(ItemKind::Path(Path::rectangle(Rect::new(at, size), WHITE)))];
    let head = at.y + Abs::mm(4.0);
    let left = at.x + module * QUIET.0;
    let guard = |n: usize| if barcode::is_guard(n) { module * 5 } else { Abs::ZERO };
    paint(&modules, Point::new(left, head), Abs::mm(BAR_MM), &guard, &mut items);
    let digits = head + Abs::mm(BAR_MM) + Abs::pt(7.4);
    let style = words::Style { role: Role::Latin, size: Abs::pt(7.8), paint: Paint::BLACK, language: "en" };
    let mut put = |text: &str, from: i64, over: i64| {
        let area = Rect::new(Point::new(left + module * from, digits), Size::new(module * over, Abs::ZERO));
        items.extend(words::spread(text, style, area, fonts));
    };
    put(&isbn[..1], -9, 7);
    put(&isbn[1..7], 4, 40);
    put(&isbn[7..], 51, 40);
    let label = words::Style { size: Abs::pt(7.2), ..style };
    items.extend(words::line(&hyphenated(isbn), label, Point::new(left, at.y + Abs::mm(3.0)), fonts));
    if let Some((digits, modules)) = addon.and_then(|digits| Some((digits, barcode::addon(digits)?))) {
        let start = left + module * (95 + QUIET.3);
        let drop = Abs::pt(8.0);
        paint(
            &modules,
            Point::new(start, head + drop),
            Abs::mm(BAR_MM) - drop + module * 5,
            &|_| Abs::ZERO,
            &mut items,
        );
        let area =
            Rect::new(Point::new(start, head + Abs::pt(6.4)), Size::new(module * modules.len() as i64, Abs::ZERO));
        items.extend(words::spread(digits, style, area, fonts));
    }
    items
}

/// Runs of ink as one bar each. `longer` is by how much a module's bar is longer than `height`.
fn paint(modules: &Modules, at: Point, height: Abs, longer: &dyn Fn(usize) -> Abs, items: &mut Vec<Item>) {
    let module = Abs::mm(MODULE_MM);
    let mut n = 0;
    while n < modules.len() {
        let run = modules[n..].iter().take_while(|&&ink| ink).count();
        if run > 0 {
            let origin = Point::new(at.x + module * n as i64, at.y);
            let area = Rect::new(origin, Size::new(module * run as i64, height + longer(n)));
            items.push(art::item(ItemKind::Path(Path::rectangle(area, Paint::BLACK))));
        }
        n += run.max(1);
    }
}

/// The ISBN as it is printed. Where its groups end is known for the groups of China alone; others have only their prefix apart.
fn hyphenated(isbn: &str) -> String {
    let (prefix, rest) = isbn.split_at(3);
    let (body, check) = rest.split_at(9);
    // Group 7: the length of the publisher's number follows from its first figures (ISBN range message).
    let publisher = body.strip_prefix('7').and_then(|rest| {
        let head: u32 = rest.get(..3)?.parse().ok()?;
        let length = match head {
            0..=99 => 2,
            100..=499 => 3,
            500..=799 => 4,
            800..=899 => 5,
            _ => 6,
        };
        Some((rest.get(..length)?, rest.get(length..)?))
    });
    match publisher {
        Some((publisher, title)) => format!("ISBN {prefix}-7-{publisher}-{title}-{check}"),
        None => format!("ISBN {prefix}-{body}-{check}"),
    }
}

/// A QR code in a white square of side `side`. `None` for a text that is too long for one.
pub(super) fn qr(text: &str, at: Point, side: Abs) -> Option<Vec<Item>> {
    let area = Rect::new(at, Size::new(side, side));
    let code = Path::square_code(text, area, 4, Paint::BLACK)?;
    let ground = Path::rectangle(area, WHITE);
    Some([ground, code].into_iter().map(|path| art::item(ItemKind::Path(path))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbns_are_parted_by_their_groups() {
        for (isbn, printed) in [
            ("9787020002207", "ISBN 978-7-02-000220-7"),
            ("9787101003048", "ISBN 978-7-101-00304-8"),
            ("9787532706907", "ISBN 978-7-5327-0690-7"),
            ("9780306406157", "ISBN 978-030640615-7"),
        ] {
            assert_eq!(hyphenated(isbn), printed);
        }
    }

    #[test]
    fn a_qr_code_has_its_finders() {
        let side = Abs::mm(20.0);
        let items = qr("https://example.org/", Point::default(), side).unwrap();
        let [_, code] = items.as_slice() else { panic!("{}", items.len()) };
        assert!(matches!(&code.kind, ItemKind::Path(path) if path.segments.len() > 300));
        assert!(qr(&"字".repeat(3_000), Point::default(), side).is_none());
    }
}
