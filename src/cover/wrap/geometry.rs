//! Where the parts of a wrap lie: trim, pages, paper and printer in, rectangles out. What the printer would refuse is in `limits`.
//!
//! KDP publishes its constants: inches a page by paper, 0.125 in of bleed, text on the spine from 79 pages, 0.0625 in clear beside it (KDP Help,
//! "Create a Paperback Cover", kdp.amazon.com/help/topic/G201953020, and "Set Trim Size, Bleed, and Margins", GVBQ3CMEQW3W2VL6; the same
//! figures are in kdpprintcover.com/blog/how-to-calculate-kdp-spine-width and kidillus.com/kdp-cover-size-guide). IngramSpark publishes a template
//! generator and not its paper's thickness: see `INGRAMSPARK_PAGE`; a finding asks for its own figure, which goes into `spine`. A Chinese
//! printer names the thickness of a sheet, which has two pages.

use crate::project::{Printer, Stock, WrapOptions};
use crate::units::{Abs, Point, Rect, Size, Writing};

/// Points in an inch.
pub(super) const INCH: f64 = 72.0;

/// The fewest pages whose spine KDP prints text on.
pub(super) const KDP_SPINE_TEXT: usize = 79;

/// KDP's paper: inches a page. White is its 444 pages an inch, in black or standard colour; then cream, and white for premium colour.
const KDP_PAGE: [(Stock, f64); 3] = [(Stock::White, 0.002_252), (Stock::Cream, 0.0025), (Stock::Color, 0.002_347)];

/// IngramSpark's paper: inches a page, read off its templates by those who used them: white (50 lb) and premium colour (70 lb) by the published
/// sources of a book of 828 pages (github.com/winitzki/sofp, `sofp-cover-parameters.tex`), cream by a template for 288 pages, 0.648 in wide.
/// Others' tables contradict these: for white 0.00225 to 0.0025 (erelisdesign.com, "Book Spine Width Explained"; cambric.pages.dev, "5.5x8.5
/// IngramSpark Specs"), for 70 lb up to 0.00294. A spine by 0.00225 differs from ours by the 1/16 in that the press allows itself (Lightning
/// Source, "Guide for Acceptable Variations in Production") from some 450 pages on. So none of them is right by itself, and `spine-estimated`
/// stays until `spine` is written.
const INGRAMSPARK_PAGE: [(Stock, f64); 3] =
    [(Stock::White, 0.002_110), (Stock::Cream, 0.002_250), (Stock::Color, 0.002_720)];

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
    let by_page = |papers: [(Stock, f64); 3]| {
        let (_, inches) = papers.into_iter().find(|(stock, _)| *stock == options.stock)?;
        Some(Abs::pt(pages as f64 * inches * INCH))
    };
    match options.printer {
        Printer::Kdp => by_page(KDP_PAGE),
        Printer::IngramSpark => by_page(INGRAMSPARK_PAGE),
        Printer::Sheet => Some(options.sheet? * (pages.div_ceil(2) as i64) + options.board.unwrap_or(Abs::ZERO)),
    }
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
    Some(Geometry {
        sheet,
        bleed_width: bleed,
        bleed: Rect::new(Point::new(-bleed, -bleed), Size::new(sheet.width + bleed * 2, sheet.height + bleed * 2)),
        back,
        spine: at(flap + trim.width, spine),
        front,
        flaps,
        marks,
        spine_text: has_room(spine) && (options.printer != Printer::Kdp || pages >= KDP_SPINE_TEXT),
    })
}

/// Whether the spine is wide enough for words.
pub(super) fn has_room(spine: Abs) -> bool {
    spine.to_pt() >= SPINE_CLEAR * 2.0 + LEAST_TYPE
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
