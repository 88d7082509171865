//! Pages as they are bound: pages in, the same moved away from the spine and filled up to whole sheets out.

use super::bleed::touches;
use crate::diag::{Diagnostic, Sink};
use crate::display::{Item, ItemKind, Page, Paged, Path, Segment};
use crate::project::PrintOptions;
use crate::units::{Abs, Writing};

/// Whether the spine 订口 of a page is at its left: a book that is read to the right begins on a right page.
pub(super) fn spine_at_left(at: usize, writing: Writing) -> bool {
    at.is_multiple_of(2) == (writing == Writing::Horizontal)
}

/// Imposes pages: what is not bound to the trim moves towards the fore edge 切口 until the spine margin 订口 is what the number of
/// pages asks for, and blank pages follow until the signature 帖 is full.
pub fn impose(mut paged: Paged, options: &PrintOptions, sink: &mut Sink) -> Paged {
    let blank = paged.pages.first().map(|page| Page {
        size: page.size,
        label: String::new(),
        items: Vec::new(),
        links: Vec::new(),
    });
    if let Some(blank) = blank {
        let whole = paged.pages.len().next_multiple_of(options.signature.max(1) as usize);
        paged.pages.resize(whole, blank);
    }
    let pages = paged.pages.len() as u32;
    if pages < options.page_counts.0 || pages > options.page_counts.1 {
        sink.push(page_count(pages, options.page_counts));
    }
    let asked = options.gutter(pages);
    let least = paged.pages.iter().enumerate().filter_map(|(at, page)| spine_margin(at, page, paged.writing)).min();
    let Some(shift) = least.map(|least| asked - least).filter(|shift| *shift > Abs::ZERO) else { return paged };
    let fore = paged.pages.iter().enumerate().filter_map(|(at, page)| spine_margin(at + 1, page, paged.writing)).min();
    if fore.is_some_and(|fore| fore - shift < options.safe) {
        sink.push(narrow(asked, options.safe, pages));
    }
    for (at, page) in paged.pages.iter_mut().enumerate() {
        let by = if spine_at_left(at, paged.writing) { shift } else { -shift };
        let size = page.size;
        page.items.iter_mut().filter(|item| !touches(item, size)).for_each(|item| move_item(item, by));
    }
    paged
}

/// From the spine to the nearest text of a page; `None` for a page without text.
fn spine_margin(at: usize, page: &Page, writing: Writing) -> Option<Abs> {
    let spans = page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) if !run.text.is_empty() => Some(super::preflight::extent(run)),
        ItemKind::Glyphs(_) | ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    });
    let margins =
        spans.map(|area| if spine_at_left(at, writing) { area.origin.x } else { page.size.width - area.right() });
    margins.min()
}

fn move_item(item: &mut Item, by: Abs) {
    match &mut item.kind {
        ItemKind::Glyphs(run) => run.origin.x += by,
        ItemKind::Picture { area, .. } => area.origin.x += by,
        ItemKind::Path(path) => move_path(path, by),
    }
}

fn move_path(path: &mut Path, by: Abs) {
    for segment in &mut path.segments {
        match segment {
            Segment::Move(to) | Segment::Line(to) => to.x += by,
            Segment::Cubic(one, two, to) => [one, two, to].into_iter().for_each(|point| point.x += by),
            Segment::Close => {}
        }
    }
}

fn page_count(pages: u32, (fewest, most): (u32, u32)) -> Diagnostic {
    Diagnostic::error(
        "print-page-count",
        format!("全书 {pages} 页，印刷方只装订 {fewest} 到 {most} 页"),
        format!("the book has {pages} pages; the printer binds {fewest} to {most}"),
    )
    .hint("增减内容，或换一个 `[print] preset`", "add or remove pages, or choose another `[print] preset`")
}

fn narrow(asked: Abs, safe: Abs, pages: u32) -> Diagnostic {
    let (asked, safe) = (asked.to_mm(), safe.to_mm());
    Diagnostic::error(
        "print-gutter",
        format!("{pages} 页的书订口至少 {asked:.1} mm，切口至少 {safe:.1} mm，版心太宽"),
        format!("a book of {pages} pages needs {asked:.1} mm at the spine and {safe:.1} mm at the fore edge: the type area is too wide"),
    )
    .hint("减少 `[page] characters`，或用大一些的 `trim`", "fewer `[page] characters`, or a larger `trim`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spine_changes_sides() {
        assert!(spine_at_left(0, Writing::Horizontal) && !spine_at_left(1, Writing::Horizontal));
        assert!(!spine_at_left(0, Writing::Vertical) && spine_at_left(1, Writing::Vertical));
    }
}
