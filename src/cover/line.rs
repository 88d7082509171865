//! A fitted line as glyph runs: clusters and a place in, display items out.

use std::ops::Range;

use super::art;
use super::field::{Align, Field};
use super::fit::{Ruler, painted};
use super::measure::Cluster;
use crate::display::{Glyph, GlyphRun, Item, ItemKind, Orientation};
use crate::units::{Abs, Point};

/// Where and how large a line is set.
pub(super) struct Place<'a> {
    pub(super) field: &'a Field,
    pub(super) size: Abs,
    pub(super) baseline: Abs,
}

/// The runs of a line. Its ends are aligned by their ink, not by their squares.
pub(super) fn set(clusters: &[Cluster], ruler: &Ruler, line: &Range<usize>, place: &Place<'_>) -> Vec<Item> {
    let inked = painted(clusters, line);
    let Some((first, last)) = clusters.get(inked.start).zip(inked.end.checked_sub(1).and_then(|at| clusters.get(at)))
    else {
        return Vec::new();
    };
    let (before, after) = (first.white.0.at(place.size), last.white.1.at(place.size));
    let width = ruler.width(clusters, line).at(place.size) - before - after;
    let area = place.field.area;
    let slack = area.size.width - width;
    let start = area.origin.x - before
        + match place.field.align {
            Align::Start => Abs::ZERO,
            Align::Middle => slack / 2,
            Align::End => slack,
        };
    let mut runs: Vec<GlyphRun> = Vec::new();
    for at in line.clone() {
        // Spaces at the line's start have no place of their own.
        let x = start + (ruler.start(at.clamp(inked.start, inked.end)) - ruler.start(inked.start)).at(place.size);
        append(&mut runs, &clusters[at], x, place);
    }
    runs.into_iter().map(|run| art::item(ItemKind::Glyphs(run))).collect()
}

/// Appends a cluster to the last run, if that has its face and size; else starts a run.
fn append(runs: &mut Vec<GlyphRun>, cluster: &Cluster, x: Abs, place: &Place<'_>) {
    let size = cluster.scale.at(place.size);
    let goes_on = |run: &GlyphRun| run.face == cluster.face && run.size == size || cluster.glyphs.is_empty();
    if !runs.last().is_some_and(goes_on) {
        runs.push(GlyphRun {
            face: cluster.face,
            size,
            paint: place.field.paint,
            origin: Point::new(x, place.baseline),
            orientation: Orientation::Horizontal,
            text: String::new(),
            glyphs: Vec::new(),
        });
    }
    let Some(run) = runs.last_mut() else { return };
    let base = run.text.len() as u32;
    run.text.push_str(&cluster.text);
    for glyph in &cluster.glyphs {
        run.glyphs.push(Glyph {
            id: glyph.id,
            at: x - run.origin.x + glyph.x.at(place.size),
            shift: glyph.y.at(place.size),
            advance: glyph.advance.at(size),
            text_start: base + glyph.text.0,
            text_len: glyph.text.1,
        });
    }
}
