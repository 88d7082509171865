//! Where the parts of a wrap lie: trim, pages, paper and printer in, rectangles out, and what the printer would refuse.
//!
//! KDP publishes its constants: inches a page by paper, 0.125 in of bleed, text on the spine from 79 pages (reference C).
//! IngramSpark publishes a calculator, not its constants: those here are what it answers, to about a hundredth of an inch; its own
//! figure goes into `spine`. A Chinese printer names the thickness of a sheet, which has two pages.

use crate::diag::Diagnostic;
use crate::project::{Printer, Stock, WrapOptions};
use crate::units::{Abs, Point, Rect, Size, Writing};

/// Points in an inch.
const INCH: f64 = 72.0;

/// The fewest pages whose spine KDP prints text on.
const KDP_SPINE_TEXT: usize = 79;

/// The fewest and the most pages of a KDP paperback.
const KDP_PAGES: (usize, usize) = (24, 828);

/// Text on the spine keeps this far from its edges (KDP: 0.0625 in).
pub(super) const SPINE_CLEAR: f64 = 0.0625 * INCH;

/// The smallest type that a press holds.
pub(super) const LEAST_TYPE: f64 = 6.0;

/// A wrap's parts on its sheet, in page coordinates.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Geometry {
    /// The sheet when cut: the page.
    pub sheet: Size,
    /// How far colour goes past the cut.
    pub bleed_width: Abs,
    /// What is printed: the sheet and its bleed. It begins left of the page and above it.
    pub bleed: Rect,
    /// The back 封底.
    pub back: Rect,
    /// The spine 书脊.
    pub spine: Rect,
    /// The front 封面.
    pub front: Rect,
    /// The flaps 勒口: the one at the back, the one at the front.
    pub flaps: Option<[Rect; 2]>,
    /// Whether marks are printed.
    pub marks: bool,
    /// Whether text may stand on the spine.
    pub spine_text: bool,
}

/// How wide the spine of a book of so many pages is. `None` if the paper isn't known.
pub fn spine_width(options: &WrapOptions, pages: usize) -> Option<Abs> {
    if options.spine.is_some() {
        return options.spine;
    }
    let by_page = |inches: f64| Abs::pt(pages as f64 * inches * INCH);
    Some(match (options.printer, options.stock) {
        (Printer::Kdp, Stock::White) => by_page(0.002_252),
        (Printer::Kdp, Stock::Cream) => by_page(0.0025),
        (Printer::Kdp, Stock::Color) => by_page(0.002_347),
        (Printer::IngramSpark, Stock::White | Stock::Cream) => by_page(1.0 / 472.0),
        (Printer::IngramSpark, Stock::Color) => by_page(1.0 / 340.0),
        (Printer::Sheet, _) => options.sheet? * (pages.div_ceil(2) as i64) + options.board.unwrap_or(Abs::ZERO),
    })
}

/// The parts of the wrap of a book of `pages` pages of `trim`. A vertical book is bound at its right (CLR-B01).
pub fn geometry(options: &WrapOptions, pages: usize, trim: Size, writing: Writing) -> Option<Geometry> {
    let spine = spine_width(options, pages)?;
    let usual = match options.printer {
        Printer::Kdp | Printer::IngramSpark => Abs::pt(0.125 * INCH),
        Printer::Sheet => Abs::mm(3.0),
    };
    let bleed = options.bleed.unwrap_or(usual);
    let marks = options.marks.unwrap_or(options.printer == Printer::Sheet);
    let flap = options.flap.unwrap_or(Abs::ZERO);
    let sheet = Size::new(trim.width * 2 + spine + flap * 2, trim.height);
    let at = |x: Abs, width: Abs| Rect::new(Point::new(x, Abs::ZERO), Size::new(width, trim.height));
    let (left, right) = (at(flap, trim.width), at(flap + trim.width + spine, trim.width));
    let (flap_left, flap_right) = (at(Abs::ZERO, flap), at(sheet.width - flap, flap));
    let flaps = options.flap.map(|_| match writing {
        Writing::Horizontal => [flap_left, flap_right],
        Writing::Vertical => [flap_right, flap_left],
    });
    let (back, front) = match writing {
        Writing::Horizontal => (left, right),
        Writing::Vertical => (right, left),
    };
    let room = spine.to_pt() >= SPINE_CLEAR * 2.0 + LEAST_TYPE;
    Some(Geometry {
        sheet,
        bleed_width: bleed,
        bleed: Rect::new(Point::new(-bleed, -bleed), Size::new(sheet.width + bleed * 2, sheet.height + bleed * 2)),
        back,
        spine: at(flap + trim.width, spine),
        front,
        flaps,
        marks,
        spine_text: room && (options.printer != Printer::Kdp || pages >= KDP_SPINE_TEXT),
    })
}

/// What the printer would send back.
pub(super) fn findings(options: &WrapOptions, pages: usize, geometry: &Geometry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (fewest, most) = KDP_PAGES;
    if options.printer == Printer::Kdp && !(fewest..=most).contains(&pages) {
        found.push(
            Diagnostic::warning(
                "wrap-pages",
                format!("KDP 平装书须有 {fewest} 到 {most} 页，这本有 {pages} 页"),
                format!("a KDP paperback has {fewest} to {most} pages; this book has {pages}"),
            )
            .hint("换一家印厂，或改变页数", "choose another printer, or change the number of pages"),
        );
    }
    if options.printer == Printer::Kdp && options.flap.is_some() {
        found.push(
            Diagnostic::warning("wrap-flap", "KDP 平装书没有勒口", "a KDP paperback has no flaps")
                .hint("删去 `flap`", "remove `flap`"),
        );
    }
    if !geometry.spine_text {
        let width = (geometry.spine.size.width.to_mm() * 10.0).round() / 10.0;
        found.push(
            Diagnostic::note(
                "spine-narrow",
                format!("书脊宽 {width} mm，太窄，不印字"),
                format!("the spine is {width} mm wide: too narrow for words"),
            )
            .hint("厚一些的纸或更多的页会使书脊变宽", "thicker paper or more pages make it wider"),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kdp(stock: Stock) -> WrapOptions {
        WrapOptions { printer: Printer::Kdp, stock, ..WrapOptions::default() }
    }

    fn inches(length: Abs) -> f64 {
        (length.to_pt() / INCH * 10_000.0).round() / 10_000.0
    }

    /// Three trims by three papers: cover width = 2 trims + spine + 0.25 in, height = trim + 0.25 in (KDP).
    #[test]
    fn kdp_covers_are_as_published() {
        let trims = [(5.0, 8.0), (6.0, 9.0), (5.83, 8.27)];
        let papers = [(Stock::White, 0.002_252), (Stock::Cream, 0.0025), (Stock::Color, 0.002_347)];
        for (width, height) in trims {
            for (stock, thickness) in papers {
                for pages in [24_usize, 79, 300, 828] {
                    let trim = Size::new(Abs::pt(width * INCH), Abs::pt(height * INCH));
                    let made = geometry(&kdp(stock), pages, trim, Writing::Horizontal).unwrap();
                    let spine = pages as f64 * thickness;
                    let expected = (2.0 * width + spine + 0.25, height + 0.25);
                    assert!((inches(made.bleed.size.width) - expected.0).abs() < 0.0002, "{made:?}");
                    assert!((inches(made.bleed.size.height) - expected.1).abs() < 0.0002, "{made:?}");
                    assert!((inches(made.spine.size.width) - spine).abs() < 0.0002);
                }
            }
        }
    }

    #[test]
    fn the_parts_follow_one_another_and_a_vertical_book_is_turned_over() {
        let options = WrapOptions { sheet: Some(Abs::mm(0.1)), flap: Some(Abs::mm(80.0)), ..WrapOptions::default() };
        let trim = Size::new(Abs::mm(148.0), Abs::mm(210.0));
        let near = |a: Abs, b: Abs| assert!((a - b).abs() <= Abs::raw(200), "{a:?} {b:?}");
        let made = geometry(&options, 301, trim, Writing::Horizontal).unwrap();
        near(made.spine.size.width, Abs::mm(15.1));
        let [back_flap, front_flap] = made.flaps.unwrap();
        let order = [back_flap, made.back, made.spine, made.front, front_flap];
        for pair in order.windows(2) {
            near(pair[0].right(), pair[1].origin.x);
        }
        near(back_flap.origin.x, Abs::ZERO);
        near(front_flap.right(), made.sheet.width);
        near(made.bleed.origin.x, -Abs::mm(3.0));
        let turned = geometry(&options, 301, trim, Writing::Vertical).unwrap();
        assert_eq!((turned.front, turned.back), (made.back, made.front), "CLR-B01");
    }

    #[test]
    fn words_on_the_spine_need_room() {
        let trim = Size::new(Abs::mm(148.0), Abs::mm(210.0));
        let text =
            |options: &WrapOptions, pages| geometry(options, pages, trim, Writing::Horizontal).unwrap().spine_text;
        assert!(!text(&kdp(Stock::Cream), 78) && !text(&kdp(Stock::Cream), 79), "4.9 mm: no room, whatever is allowed");
        assert!(text(&kdp(Stock::Cream), 100));
        let thick = WrapOptions { spine: Some(Abs::mm(12.0)), ..kdp(Stock::White) };
        assert!(!text(&thick, 78) && text(&thick, 79), "KDP: from 79 pages");
        assert_eq!(spine_width(&WrapOptions::default(), 100), None);
    }
}
