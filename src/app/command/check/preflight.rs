//! The preflight report 印前检查. In: what each page is printed with. Out: a table, or one JSON object a page.

use std::fmt::Write;

use serde::Serialize;

use crate::app::typed::Format;
use crate::diag::{Language, Said};
use crate::pdf::PagePreflight;
use crate::units::Abs;

/// A page for programs. The names of the fields are a promise to scripts; lengths are in points, the safe distance in millimetres.
#[derive(Serialize)]
struct Page<'a> {
    page: usize,
    label: &'a str,
    blank: bool,
    smallest_type: Option<f64>,
    thinnest_line: Option<f64>,
    lowest_resolution: Option<u32>,
    ink: u32,
    text_to_trim_mm: Option<f64>,
    bleeds: bool,
}

/// The report in the form of the findings; annotations have no place for it.
pub(super) fn report(pages: &[PagePreflight], format: Format, language: Language) -> String {
    match format {
        Format::Human => table(pages, language),
        Format::Json => json(pages),
        Format::Github => String::new(),
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn json(pages: &[PagePreflight]) -> String {
    let mut out = String::new();
    for (at, page) in pages.iter().enumerate() {
        let points = |length: Option<Abs>| length.map(|length| hundredths(length.to_pt()));
        let line = Page {
            page: at + 1,
            label: &page.label,
            blank: page.is_blank(),
            smallest_type: points(page.smallest_type),
            thinnest_line: points(page.thinnest_line),
            lowest_resolution: page.lowest_resolution,
            ink: page.most_ink,
            text_to_trim_mm: page.nearest_text.map(|length| hundredths(length.to_mm())),
            bleeds: page.bleeds,
        };
        // Strings and numbers alone can't fail to become JSON, and writing to a `String` can't fail either.
        if let Ok(line) = serde_json::to_string(&line) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn table(pages: &[PagePreflight], language: Language) -> String {
    let head = Said::new(
        "   序    页码   最小字 pt  最细线 pt  最低 dpi  墨量 %  距裁切 mm  出血",
        "page   label     type pt    line pt       dpi   ink %    trim mm  bleed",
    );
    let yes = Said::new("有", "yes");
    let mut out = format!("{}\n", head.get(language));
    for (at, page) in pages.iter().enumerate() {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
        let dots = page.lowest_resolution.map_or_else(|| "-".to_owned(), |dots| dots.to_string());
        let label = if page.label.is_empty() { "-" } else { &page.label };
        // Writing to a `String` can't fail.
        let _ = writeln!(
            out,
            "{:>4}  {label:>6}  {:>10} {:>10} {dots:>9} {:>7} {:>10}  {}",
            at + 1,
            number(page.smallest_type.map(Abs::to_pt)),
            number(page.thinnest_line.map(Abs::to_pt)),
            page.most_ink,
            number(page.nearest_text.map(Abs::to_mm)),
            if page.bleeds { yes.get(language) } else { "-" },
        );
    }
    out
}
