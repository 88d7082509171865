//! The outline (ISO 32000-1 §12.3.3): entries with depths in, nested outline items that land at their headings out.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::link::{destination, text};
use crate::display::Paged;

/// Adds the outline. `None` where there is none.
pub(super) fn add(document: &mut Document, paged: &Paged, pages: &[ObjectId]) -> Option<ObjectId> {
    if paged.outline.is_empty() {
        return None;
    }
    let parents = parents(&paged.outline.iter().map(|entry| entry.depth).collect::<Vec<_>>());
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = paged.outline.iter().map(|_| document.new_object_id()).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    let mut top = Vec::new();
    for (at, parent) in parents.iter().enumerate() {
        parent.map_or(&mut top, |parent| &mut children[parent]).push(at);
    }
    for (at, entry) in paged.outline.iter().enumerate() {
        let siblings = parents[at].map_or(&top, |parent| &children[parent]);
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[at].map_or(root, |parent| ids[parent]),
        };
        if let Some(place) = destination(&entry.destination, paged, pages) {
            item.set("Dest", place);
        }
        join(&mut item, at, siblings, &children[at], &ids);
        document.set_object(ids[at], item);
    }
    let (first, last) = (*top.first()?, *top.last()?);
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => ids[first],
        "Last" => ids[last],
        "Count" => Object::Integer(top.len() as i64),
    };
    document.set_object(root, outline);
    Some(root)
}

/// Joins an item to its neighbours and its children.
fn join(item: &mut Dictionary, at: usize, siblings: &[usize], children: &[usize], ids: &[ObjectId]) {
    let place = siblings.partition_point(|&sibling| sibling < at);
    if let Some(&previous) = place.checked_sub(1).and_then(|before| siblings.get(before)) {
        item.set("Prev", ids[previous]);
    }
    if let Some(&next) = siblings.get(place + 1) {
        item.set("Next", ids[next]);
    }
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        item.set("First", ids[first]);
        item.set("Last", ids[last]);
        // Negative: closed until the reader opens it. Its children are closed too, so they alone would be seen.
        item.set("Count", -(children.len() as i64));
    }
}

/// The nearest entry before each that is less deep.
fn parents(depths: &[u8]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::new();
    for (at, &depth) in depths.iter().enumerate() {
        while open.last().is_some_and(|&last| depths[last] >= depth) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(at);
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_hangs_under_the_nearest_that_is_less_deep() {
        assert_eq!(parents(&[0, 1, 1, 2, 0, 2]), [None, Some(0), Some(0), Some(2), None, Some(4)]);
        assert_eq!(parents(&[3, 1, 2]), [None, None, Some(1)]);
    }
}
