//! Preflight 印前检查: imposed pages in, what is on each of them and what a printer would send back out.
//!
//! Each page has its line in the report. A finding names a fault once for the whole book, with the pages that have it.

use std::collections::{BTreeMap, BTreeSet};

use super::ink::{Ink, Inks};
use crate::diag::{Diagnostic, Sink};
use crate::display::{GlyphRun, Item, ItemKind, Orientation, Page, Paged, Paint};
use crate::document::Asset;
use crate::project::PrintOptions;
use crate::units::{Abs, Point, Rect, Size};

/// What a page is printed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagePreflight {
    /// Its number or name, as printed.
    pub label: String,
    /// Its smallest type, if it has text.
    pub smallest_type: Option<Abs>,
    /// Its thinnest line, if it has lines.
    pub thinnest_line: Option<Abs>,
    /// The lowest resolution of its pictures in dots to an inch, if it has any.
    pub lowest_resolution: Option<u32>,
    /// The most ink of its colours and its pictures on one spot, in percent.
    pub most_ink: u32,
    /// Whether something runs into the bleed.
    pub bleeds: bool,
    /// The nearest that text comes to the trim, the spine aside.
    pub nearest_text: Option<Abs>,
}

/// Looks at imposed pages. `None` if the profile can't be read.
pub fn preflight(
    paged: &Paged,
    assets: &[Asset],
    options: &PrintOptions,
    sink: &mut Sink,
) -> Option<Vec<PagePreflight>> {
    let inks = Inks::new(options, sink)?;
    let pictures = picture_inks(paged, assets, &inks);
    let mut pages: Vec<PagePreflight> =
        (0..paged.pages.len()).map(|at| page_preflight(at, paged, assets, &inks)).collect();
    for (seen, page) in pages.iter_mut().zip(&paged.pages) {
        let most = shown(page).filter_map(|asset| pictures.get(&asset).copied()).max().unwrap_or(0);
        seen.most_ink = seen.most_ink.max(most);
    }
    for finding in findings(&pages, options) {
        sink.push(finding);
    }
    Some(pages)
}

/// The pictures of a page, by position among the assets.
fn shown(page: &Page) -> impl Iterator<Item = usize> {
    page.items.iter().filter_map(|item| match item.kind {
        ItemKind::Picture { asset, .. } => Some(asset),
        ItemKind::Glyphs(_) | ItemKind::Path(_) => None,
    })
}

/// The most ink of each picture that pages show. One after the other: a decoded picture may have hundreds of megabytes.
fn picture_inks(paged: &Paged, assets: &[Asset], inks: &Inks) -> BTreeMap<usize, u32> {
    let used: BTreeSet<usize> = paged.pages.iter().flat_map(shown).collect();
    used.into_iter().filter_map(|at| Some((at, super::picture::most_ink(assets.get(at)?, inks)?))).collect()
}

fn page_preflight(at: usize, paged: &Paged, assets: &[Asset], inks: &Inks) -> PagePreflight {
    let page = &paged.pages[at];
    let mut seen =
        PagePreflight { label: page.label.clone(), bleeds: super::bleed::bleeds(page), ..PagePreflight::default() };
    let spine_at_left = super::impose::spine_at_left(at, paged.writing);
    for item in &page.items {
        match &item.kind {
            ItemKind::Glyphs(run) if !run.glyphs.is_empty() => {
                least(&mut seen.smallest_type, run.size);
                let distance = to_trim(extent(run), page.size, spine_at_left);
                if !run.text.trim().is_empty() {
                    least(&mut seen.nearest_text, distance);
                }
            }
            ItemKind::Glyphs(_) => {}
            ItemKind::Path(_) => {
                if let Some(width) = line_width(item) {
                    least(&mut seen.thinnest_line, width);
                }
            }
            ItemKind::Picture { asset, area, raised } => {
                if let Some(resolution) = assets.get(*asset).and_then(|asset| resolution(asset, *area, *raised)) {
                    least(&mut seen.lowest_resolution, resolution);
                }
            }
        }
    }
    seen.most_ink = super::ink::paints(page).map(|paint| total_ink(inks, paint)).max().unwrap_or(0);
    seen
}

fn least<T: PartialOrd>(known: &mut Option<T>, value: T) {
    if known.as_ref().is_none_or(|known| value < *known) {
        *known = Some(value);
    }
}

/// The sum of the inks of a paint, in percent.
fn total_ink(inks: &Inks, paint: Paint) -> u32 {
    match inks.ink(paint, false) {
        Ink::Process(parts) => (parts.iter().sum::<f64>() * 100.0).round() as u32,
        Ink::Spot(_, part) => (part * 100.0).round() as u32,
    }
}

/// How thick a line is: a stroke's width, or the shorter side of a filled rectangle that is drawn as a rule.
fn line_width(item: &Item) -> Option<Abs> {
    let ItemKind::Path(path) = &item.kind else { return None };
    if let Some(stroke) = &path.stroke {
        return Some(stroke.width);
    }
    let area = path.bounds()?;
    let side = area.size.width.min(area.size.height);
    // What is no longer than it is thick is a dot or a shape.
    (side > Abs::ZERO && side * 4 < area.size.width.max(area.size.height)).then_some(side)
}

/// Dots to an inch of a picture as it is set, on the axis where they are fewer. Drawings have none.
fn resolution(asset: &Asset, area: Rect, raised: bool) -> Option<u32> {
    let dots = |pixels: u32, length: Abs| f64::from(pixels) * 72.0 / length.to_pt().max(0.01);
    let (along, across) =
        if raised { (area.size.height, area.size.width) } else { (area.size.width, area.size.height) };
    let dots = dots(asset.width, along).min(dots(asset.height, across));
    (asset.width > 0 && asset.format != crate::document::AssetFormat::Svg).then_some(dots.round() as u32)
}

/// The box of a run: its length by its em.
pub(super) fn extent(run: &GlyphRun) -> Rect {
    let length = run.glyphs.last().map_or(Abs::ZERO, |glyph| glyph.at + glyph.advance);
    let (at, em) = (run.origin, run.size);
    match run.orientation {
        Orientation::Horizontal => Rect::new(Point::new(at.x, at.y - em.part(88, 100)), Size::new(length, em)),
        Orientation::Vertical => Rect::new(Point::new(at.x - em / 2, at.y), Size::new(em, length)),
        Orientation::Sideways => Rect::new(Point::new(at.x - em.part(12, 100), at.y), Size::new(em, length)),
        Orientation::Raised => Rect::new(Point::new(at.x - em.part(88, 100), at.y - length), Size::new(em, length)),
    }
}

/// The nearest distance of a box to the head, the foot and the fore edge.
fn to_trim(area: Rect, page: Size, spine_at_left: bool) -> Abs {
    let fore = if spine_at_left { page.width - area.right() } else { area.origin.x };
    area.origin.y.min(page.height - area.foot()).min(fore)
}

/// Each fault with the pages that have it.
fn findings(pages: &[PagePreflight], options: &PrintOptions) -> Vec<Diagnostic> {
    let mut found: BTreeMap<&str, (Vec<String>, f64)> = BTreeMap::new();
    let mut note = |code: &'static str, at: usize, worst: f64, is_lower_worse: bool| {
        let label = if pages[at].label.is_empty() { format!("#{}", at + 1) } else { pages[at].label.clone() };
        let entry = found.entry(code).or_insert((Vec::new(), worst));
        entry.0.push(label);
        entry.1 = if is_lower_worse { entry.1.min(worst) } else { entry.1.max(worst) };
    };
    for (at, page) in pages.iter().enumerate() {
        if let Some(size) = page.smallest_type.filter(|size| *size < options.smallest_type) {
            note("print-small-type", at, size.to_pt(), true);
        }
        if let Some(width) = page.thinnest_line.filter(|width| *width < options.thinnest_line) {
            note("print-hairline", at, width.to_pt(), true);
        }
        if let Some(dots) = page.lowest_resolution.filter(|dots| *dots < options.resolution) {
            note("print-low-resolution", at, f64::from(dots), true);
        }
        if page.most_ink > options.ink_limit {
            note("print-ink", at, f64::from(page.most_ink), false);
        }
        if let Some(distance) = page.nearest_text.filter(|distance| *distance < options.safe) {
            note("print-unsafe-text", at, distance.to_mm(), true);
        }
    }
    found.into_iter().map(|(code, (labels, worst))| finding(code, &labels, worst, options)).collect()
}

/// Names of pages, a few of them.
fn listed(labels: &[String]) -> (String, String) {
    const SHOWN: usize = 8;
    let shown = labels.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    let (zh, en) = (shown.join("、"), shown.join(", "));
    match labels.len().saturating_sub(SHOWN) {
        0 => (format!("第 {zh} 页"), format!("page {en}")),
        more => (format!("第 {zh} 等页（另有 {more} 页）"), format!("page {en} and {more} more")),
    }
}

fn finding(code: &str, labels: &[String], worst: f64, options: &PrintOptions) -> Diagnostic {
    let (zh, en) = listed(labels);
    match code {
        "print-small-type" => Diagnostic::warning(
            "print-small-type",
            format!("{zh}：有 {worst:.1} pt 的字，小于 {:.1} pt", options.smallest_type.to_pt()),
            format!("{en}: type of {worst:.1} pt, smaller than {:.1} pt", options.smallest_type.to_pt()),
        )
        .hint("放大这种字，或改 `[print] smallest-type`", "make it larger, or change `[print] smallest-type`"),
        "print-hairline" => Diagnostic::warning(
            "print-hairline",
            format!("{zh}：有 {worst:.2} pt 的细线，小于 {:.2} pt，可能印不出来", options.thinnest_line.to_pt()),
            format!(
                "{en}: a line of {worst:.2} pt, thinner than {:.2} pt, may not print",
                options.thinnest_line.to_pt()
            ),
        )
        .hint("加粗这条线，或改 `[print] thinnest-line`", "make it thicker, or change `[print] thinnest-line`"),
        "print-low-resolution" => Diagnostic::warning(
            "print-low-resolution",
            format!("{zh}：图片只有 {worst:.0} dpi，低于 {} dpi", options.resolution),
            format!("{en}: a picture has {worst:.0} dpi, fewer than {}", options.resolution),
        )
        .hint("换用更大的图片，或把图排小", "use a picture with more pixels, or set it smaller"),
        "print-ink" => Diagnostic::warning(
            "print-ink",
            format!("{zh}：总墨量 {worst:.0}%，超过 {}%", options.ink_limit),
            format!("{en}: {worst:.0}% of ink, more than {}%", options.ink_limit),
        )
        .hint("换用浅一些的颜色，或换总墨量较低的特性文件", "use a lighter colour, or a profile with less ink"),
        _ => Diagnostic::warning(
            "print-unsafe-text",
            format!("{zh}：文字离裁切边只有 {worst:.1} mm，少于 {:.1} mm", options.safe.to_mm()),
            format!("{en}: text {worst:.1} mm from the trim, less than {:.1} mm", options.safe.to_mm()),
        )
        .hint("减少 `[page]` 的 `characters` 或 `lines`", "fewer `characters` or `lines` in `[page]`"),
    }
}

impl PagePreflight {
    /// Whether the page is blank.
    pub fn is_blank(&self) -> bool {
        self.smallest_type.is_none() && self.thinnest_line.is_none() && self.lowest_resolution.is_none()
    }
}
