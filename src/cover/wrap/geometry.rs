//! Where the parts of a wrap lie: trim, pages, paper and printer in, rectangles out, and what the printer would refuse.
//!
//! KDP publishes its constants: inches a page by paper, 0.125 in of bleed, text on the spine from 79 pages, 0.0625 in clear beside it (KDP Help,
//! "Create a paperback cover" and "Set trim size, bleed and margins"). IngramSpark publishes a template generator and not its constants: those
//! here are estimates (see `INGRAMSPARK_PAGES`), and a finding asks for its own figure, which goes into `spine`. A Chinese
//! printer names the thickness of a sheet, which has two pages.

use crate::diag::Diagnostic;
use crate::project::{Printer, Stock, WrapOptions};
use crate::units::{Abs, Point, Rect, Size, Writing};

/// Points in an inch.
const INCH: f64 = 72.0;

/// The fewest pages whose spine KDP prints text on.
const KDP_SPINE_TEXT: usize = 79;

/// KDP's paper: inches a page. White is its 444 pages an inch, in black or standard colour; then cream, and white for premium colour.
const KDP_PAGE: [(Stock, f64); 3] = [(Stock::White, 0.002_252), (Stock::Cream, 0.0025), (Stock::Color, 0.002_347)];

/// IngramSpark's paper: pages an inch. Cream: its template for a book of 288 pages has 0.648 in, where KDP's has 0.720. White (50 lb) and
/// premium colour (70 lb) have no source that is IngramSpark's own. Others' tables contradict one another and these: for white they have 440
/// to 444 (erelisdesign.com, "Book Spine Width Explained"; cambric.pages.dev, "5.5x8.5 IngramSpark Specs"), for cream 400 to 430. With 440
/// for white a spine differs from ours by the 1/16 in that the press allows itself (Lightning Source, "Guide for Acceptable Variations in
/// Production") from some 400 pages on. So none of them is right by itself, and `spine-estimated` stays until `spine` is written.
const INGRAMSPARK_PAGES: [(Stock, f64); 3] = [(Stock::White, 472.0), (Stock::Cream, 444.0), (Stock::Color, 340.0)];

/// The fewest and the most pages of a KDP paperback of common trims, by paper.
fn kdp_pages(stock: Stock) -> (usize, usize) {
    match stock {
        Stock::White | Stock::Color => (24, 828),
        Stock::Cream => (24, 776),
    }
}

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
    let pages_long = pages as f64;
    let of =
        |papers: [(Stock, f64); 3]| papers.into_iter().find(|(stock, _)| *stock == options.stock).map(|(_, own)| own);
    match options.printer {
        Printer::Kdp => Some(Abs::pt(pages_long * of(KDP_PAGE)? * INCH)),
        Printer::IngramSpark => Some(Abs::pt(pages_long / of(INGRAMSPARK_PAGES)? * INCH)),
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

/// What the printer would send back.
pub(super) fn findings(options: &WrapOptions, pages: usize, geometry: &Geometry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (fewest, most) = kdp_pages(options.stock);
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
    if options.printer == Printer::IngramSpark && options.spine.is_none() {
        found.push(spine_estimated(geometry));
    }
    if !geometry.spine_text {
        found.push(spine_bare(options, pages, geometry));
    }
    found
}

/// Whether the spine is wide enough for words.
fn has_room(spine: Abs) -> bool {
    spine.to_pt() >= SPINE_CLEAR * 2.0 + LEAST_TYPE
}

/// Why the spine has no words: its width, or KDP's rule where it is wide enough.
fn spine_bare(options: &WrapOptions, pages: usize, geometry: &Geometry) -> Diagnostic {
    let width = (geometry.spine.size.width.to_mm() * 10.0).round() / 10.0;
    if options.printer == Printer::Kdp && has_room(geometry.spine.size.width) {
        return Diagnostic::note(
            "spine-narrow",
            format!("KDP 从 {KDP_SPINE_TEXT} 页起才在书脊上印字，这本有 {pages} 页"),
            format!("KDP prints words on a spine from {KDP_SPINE_TEXT} pages; this book has {pages}"),
        )
        .hint("要印字，就增加页数或换一家印厂", "for words, add pages or choose another printer");
    }
    Diagnostic::note(
        "spine-narrow",
        format!("书脊宽 {width} mm，太窄，不印字"),
        format!("the spine is {width} mm wide: too narrow for words"),
    )
    .hint("厚一些的纸或更多的页会使书脊变宽", "thicker paper or more pages make it wider")
}

/// A spine that only the printer knows.
fn spine_estimated(geometry: &Geometry) -> Diagnostic {
    let inches = (geometry.spine.size.width.to_pt() / INCH * 1000.0).round() / 1000.0;
    Diagnostic::warning(
        "spine-estimated",
        format!("IngramSpark 不公布纸厚，书脊按 {inches} 英寸估算"),
        format!("IngramSpark doesn't publish how thick its paper is; the spine is taken to be {inches} in"),
    )
    .hint(
        "用它的封面模板生成器查出书脊宽，写 `spine = \"…mm\"`",
        "read the spine off its cover template generator and write `spine = \"…mm\"`",
    )
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

    /// KDP's published sums, worked out by hand: spine = pages × paper; cover = 2 trims + spine + 0.25 by trim + 0.25. Inches.
    const KDP_COVERS: &str = "
5    x 8    white  24 => 0.0540 10.3040 x 8.25
5    x 8    white 300 => 0.6756 10.9256 x 8.25
5    x 8    cream  79 => 0.1975 10.4475 x 8.25
5    x 8    cream 300 => 0.7500 11.0000 x 8.25
5    x 8    color 200 => 0.4694 10.7194 x 8.25
5    x 8    color 300 => 0.7041 10.9541 x 8.25
6    x 9    white 200 => 0.4504 12.7004 x 9.25
6    x 9    white 828 => 1.8647 14.1147 x 9.25
6    x 9    cream 200 => 0.5000 12.7500 x 9.25
6    x 9    cream 776 => 1.9400 14.1900 x 9.25
6    x 9    color 100 => 0.2347 12.4847 x 9.25
6    x 9    color 500 => 1.1735 13.4235 x 9.25
5.83 x 8.27 white 250 => 0.5630 12.4730 x 8.52
5.83 x 8.27 white 400 => 0.9008 12.8108 x 8.52
5.83 x 8.27 cream 100 => 0.2500 12.1600 x 8.52
5.83 x 8.27 cream 400 => 1.0000 12.9100 x 8.52
5.83 x 8.27 color 300 => 0.7041 12.6141 x 8.52
5.83 x 8.27 color 828 => 1.9433 13.8533 x 8.52
";

    fn stock(word: &str) -> Stock {
        match word {
            "white" => Stock::White,
            "cream" => Stock::Cream,
            _ => Stock::Color,
        }
    }

    #[test]
    fn kdp_covers_are_as_published() {
        for case in KDP_COVERS.lines().filter(|line| !line.is_empty()) {
            let words: Vec<&str> = case.split_whitespace().collect();
            let number = |at: usize| words[at].parse::<f64>().unwrap();
            let trim = Size::new(Abs::pt(number(0) * INCH), Abs::pt(number(2) * INCH));
            let made = geometry(&kdp(stock(words[3])), words[4].parse().unwrap(), trim, Writing::Horizontal).unwrap();
            let near = |length: Abs, at: usize| {
                assert!((inches(length) - number(at)).abs() < 0.000_15, "{case}: {}", inches(length));
            };
            near(made.spine.size.width, 6);
            near(made.bleed.size.width, 7);
            near(made.bleed.size.height, 9);
            assert_eq!(made.bleed.origin.x, -Abs::pt(0.125 * INCH), "{case}");
        }
    }

    #[test]
    fn the_spines_of_ingramspark_come_near_its_templates_and_say_so() {
        let options = WrapOptions { printer: Printer::IngramSpark, stock: Stock::Cream, ..WrapOptions::default() };
        let trim = Size::new(Abs::mm(148.0), Abs::mm(210.0));
        let made = geometry(&options, 288, trim, Writing::Horizontal).unwrap();
        assert!((inches(made.spine.size.width) - 0.648).abs() < 0.001, "{}", inches(made.spine.size.width));
        assert_eq!(findings(&options, 288, &made)[0].code, "spine-estimated");
        let told = WrapOptions { spine: Some(Abs::mm(16.5)), ..options };
        let made = geometry(&told, 288, trim, Writing::Horizontal).unwrap();
        assert!(findings(&told, 288, &made).is_empty() && made.spine.size.width == Abs::mm(16.5));
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
        let why = |options: &WrapOptions| {
            let made = geometry(options, 60, trim, Writing::Horizontal).unwrap();
            findings(options, 60, &made).remove(0).message.en.to_string()
        };
        assert!(why(&thick).contains("from 79 pages"), "12 mm isn't narrow: {}", why(&thick));
        assert!(why(&kdp(Stock::White)).contains("too narrow"), "{}", why(&kdp(Stock::White)));
    }
}
