//! A page as text, for snapshots: one line for each painted item, in points to two decimals.

use std::fmt::Write;

use super::{Item, ItemKind, Orientation, Page, Tag};
use crate::units::Abs;

/// The page as text: its size and label, then what is painted on it from back to front, then its links.
pub fn dump_page(page: &Page) -> String {
    let mut out = format!("page {} {}x{}\n", page.label, short(page.size.width), short(page.size.height));
    for item in &page.items {
        dump_item(&mut out, item);
    }
    for link in &page.links {
        let (at, size) = (link.area.origin, link.area.size);
        let area = format!("{},{} {}x{}", short(at.x), short(at.y), short(size.width), short(size.height));
        // Writing to a string can't fail.
        let _ = writeln!(out, "link {area} {:?} {}", link.target, link.description);
    }
    out
}

fn dump_item(out: &mut String, item: &Item) {
    let tag = match item.tag {
        Tag::Slot(slot) => format!("s{}", slot.0),
        Tag::Artifact(kind) => format!("{kind:?}").to_lowercase(),
    };
    let _ = match &item.kind {
        ItemKind::Glyphs(run) => {
            let at = format!("{},{}", short(run.origin.x), short(run.origin.y));
            let turned = match run.orientation {
                Orientation::Horizontal => "",
                Orientation::Vertical => " down",
                Orientation::Sideways => " turned",
                Orientation::Raised => " raised",
            };
            writeln!(out, "text {at}{turned} f{} {} {tag} {:?}", run.face.0, short(run.size), run.text)
        }
        ItemKind::Path(path) => {
            writeln!(out, "path {} segments {tag} fill {:?}", path.segments.len(), path.fill.map(|fill| fill.color))
        }
        ItemKind::Picture { asset, area, raised } => {
            let at = format!("{},{}", short(area.origin.x), short(area.origin.y));
            let way = if *raised { " raised" } else { "" };
            writeln!(out, "picture {asset} {at}{way} {}x{} {tag}", short(area.size.width), short(area.size.height))
        }
    };
}

/// Points to two decimals, without trailing zeros.
fn short(length: Abs) -> String {
    let text = format!("{:.2}", length.to_pt());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
