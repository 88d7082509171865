//! What a printer would send back: a wrap's geometry, paper and pages in, findings out, each with its remedy.

use super::geometry::{Geometry, INCH, KDP_SPINE_TEXT, has_room};
use crate::diag::Diagnostic;
use crate::project::{Printer, Stock, WrapOptions};
use crate::units::{Abs, Size};

/// The fewest and the most pages of a paperback of common trims, by printer and paper: KDP's table of trims (GVBQ3CMEQW3W2VL6), IngramSpark's
/// (ingramspark.com/hubfs/downloads/trim-sizes.pdf). A Chinese printer is asked.
fn page_limits(printer: Printer, stock: Stock) -> Option<(usize, usize)> {
    match (printer, stock) {
        (Printer::Kdp, Stock::White | Stock::Color) => Some((24, 828)),
        (Printer::Kdp, Stock::Cream) => Some((24, 776)),
        (Printer::IngramSpark, Stock::White) => Some((18, 1_200)),
        (Printer::IngramSpark, Stock::Cream) => Some((18, 1_050)),
        (Printer::IngramSpark, Stock::Color) => Some((18, 900)),
        (Printer::Sheet, _) => None,
    }
}

/// What the printer would send back.
pub(super) fn findings(options: &WrapOptions, pages: usize, geometry: &Geometry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(wrong_pages(options, pages));
    found.extend(wrong_trim(options, geometry.front.size));
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

/// Fewer pages than a printer glues, or more.
fn wrong_pages(options: &WrapOptions, pages: usize) -> Option<Diagnostic> {
    let (fewest, most) = page_limits(options.printer, options.stock)?;
    let name = if options.printer == Printer::Kdp { "KDP" } else { "IngramSpark" };
    (!(fewest..=most).contains(&pages)).then(|| {
        Diagnostic::warning(
            "wrap-pages",
            format!("{name} 平装书须有 {fewest} 到 {most} 页，这本有 {pages} 页"),
            format!("{name} paperbacks have {fewest} to {most} pages; this book has {pages}"),
        )
        .hint("换一家印厂，或改变页数", "choose another printer, or change the number of pages")
    })
}

/// A trim that KDP doesn't cut: 4 to 8.5 in by 6 to 11.69 in (GVBQ3CMEQW3W2VL6).
fn wrong_trim(options: &WrapOptions, trim: Size) -> Option<Diagnostic> {
    let hundredths = |length: Abs| (length.to_pt() / INCH * 100.0).round() as i64;
    let (wide, high) = (hundredths(trim.width), hundredths(trim.height));
    let fits = (400..=850).contains(&wide) && (600..=1_169).contains(&high);
    (options.printer == Printer::Kdp && !fits).then(|| {
        let millimetres = |length: Abs| (length.to_mm() * 10.0).round() / 10.0;
        let (wide, high) = (millimetres(trim.width), millimetres(trim.height));
        Diagnostic::warning(
            "wrap-trim",
            format!("KDP 平装书的开本须宽 101.6 到 215.9 mm、高 152.4 到 296.9 mm，这本是 {wide} × {high} mm"),
            format!(
                "KDP paperbacks are 101.6 to 215.9 mm wide and 152.4 to 296.9 mm high; this book is {wide} × {high} mm"
            ),
        )
        .hint("在 `[page]` 里换一种 `trim`，或换一家印厂", "choose another `trim` under `[page]`, or another printer")
    })
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
    use super::super::geometry::{geometry, spine_width};
    use super::*;
    use crate::units::Writing;

    fn kdp(stock: Stock) -> WrapOptions {
        WrapOptions { printer: Printer::Kdp, stock, ..WrapOptions::default() }
    }

    fn a5() -> Size {
        Size::new(Abs::mm(148.0), Abs::mm(210.0))
    }

    fn codes(options: &WrapOptions, pages: usize, trim: Size) -> Vec<&'static str> {
        let made = geometry(options, pages, trim, Writing::Horizontal).unwrap();
        findings(options, pages, &made).iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn the_spines_of_ingramspark_come_near_its_templates_and_say_so() {
        // Pages and inches as templates had them.
        for (stock, pages, inches) in
            [(Stock::Cream, 288, 0.648), (Stock::White, 828, 1.747), (Stock::Color, 828, 2.252)]
        {
            let options = WrapOptions { printer: Printer::IngramSpark, stock, ..WrapOptions::default() };
            let made = geometry(&options, pages, a5(), Writing::Horizontal).unwrap();
            let spine = made.spine.size.width.to_pt() / INCH;
            assert!((spine - inches).abs() < 0.001, "{stock:?}: {spine}");
            assert_eq!(codes(&options, pages, a5()), ["spine-estimated"]);
            let told = WrapOptions { spine: Some(Abs::mm(16.5)), ..options };
            let made = geometry(&told, pages, a5(), Writing::Horizontal).unwrap();
            assert!(findings(&told, pages, &made).is_empty() && made.spine.size.width == Abs::mm(16.5));
        }
    }

    #[test]
    fn pages_and_trims_have_limits() {
        for (printer, stock, fewest, most) in [
            (Printer::Kdp, Stock::White, 24, 828),
            (Printer::Kdp, Stock::Cream, 24, 776),
            (Printer::IngramSpark, Stock::White, 18, 1_200),
            (Printer::IngramSpark, Stock::Cream, 18, 1_050),
            (Printer::IngramSpark, Stock::Color, 18, 900),
        ] {
            let options = WrapOptions { printer, stock, spine: Some(Abs::mm(30.0)), ..WrapOptions::default() };
            for (pages, is_refused) in [(fewest - 2, true), (fewest, false), (most, false), (most + 2, true)] {
                assert_eq!(codes(&options, pages, a5()).contains(&"wrap-pages"), is_refused, "{options:?} {pages}");
            }
        }
        let inches = |wide: f64, high: f64| Size::new(Abs::pt(wide * INCH), Abs::pt(high * INCH));
        for (wide, high, is_refused) in [
            (4.0, 6.0, false),
            (3.98, 6.0, true),
            (4.0, 5.98, true),
            (8.5, 11.69, false),
            (8.52, 11.0, true),
            (8.0, 11.71, true),
        ] {
            let found = codes(&kdp(Stock::White), 300, inches(wide, high));
            assert_eq!(found.contains(&"wrap-trim"), is_refused, "{wide} x {high}");
        }
    }

    #[test]
    fn words_on_the_spine_need_room() {
        let text =
            |options: &WrapOptions, pages| geometry(options, pages, a5(), Writing::Horizontal).unwrap().spine_text;
        assert!(!text(&kdp(Stock::Cream), 78) && !text(&kdp(Stock::Cream), 79), "4.9 mm: no room, whatever is allowed");
        assert!(text(&kdp(Stock::Cream), 100));
        let thick = WrapOptions { spine: Some(Abs::mm(12.0)), ..kdp(Stock::White) };
        assert!(!text(&thick, 78) && text(&thick, 79), "KDP: from 79 pages");
        assert_eq!(spine_width(&WrapOptions::default(), 100), None);
        let why = |options: &WrapOptions| {
            let made = geometry(options, 60, a5(), Writing::Horizontal).unwrap();
            findings(options, 60, &made).remove(0).message.en.to_string()
        };
        assert!(why(&thick).contains("from 79 pages"), "12 mm isn't narrow: {}", why(&thick));
        assert!(why(&kdp(Stock::White)).contains("too narrow"), "{}", why(&kdp(Stock::White)));
    }
}
