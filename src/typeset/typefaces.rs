//! The typefaces that a book is set in, for its colophon. In: its sections and cover. Out: families, in the order of the font list.

use std::collections::BTreeSet;

use super::flow::{Body, Content, FlowBlock, Rich, Section, TextBody};
use crate::display::{FaceId, Item, ItemKind, Page};
use crate::font::FontSet;

/// The families of all faces that set a character of the sections or of the cover.
pub(super) fn families<'a>(sections: &[Section], cover: Option<&Page>, fonts: &'a FontSet) -> Vec<&'a str> {
    let mut faces: BTreeSet<FaceId> = BTreeSet::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        of_block(block, fonts, &mut faces);
    }
    for item in cover.iter().flat_map(|page| &page.items) {
        faces.extend(face(item));
    }
    let mut families: Vec<&str> = Vec::new();
    for face in faces {
        let family = fonts.face(face).family.as_str();
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

fn of_block(block: &FlowBlock, fonts: &FontSet, faces: &mut BTreeSet<FaceId>) {
    match &block.body {
        Body::Text(text) => body(text, fonts, faces),
        Body::Row(row) => row.cells.iter().for_each(|cell| body(&cell.text, fonts, faces)),
        Body::Drawing { items, entry, .. } => {
            faces.extend(items.iter().filter_map(face));
            entry.iter().for_each(|entry| gather(entry, fonts, faces));
        }
        Body::Turned(blocks) => blocks.iter().for_each(|block| of_block(block, fonts, faces)),
        Body::Picture { .. } | Body::Rule { .. } => {}
    }
}

fn body(text: &TextBody, fonts: &FontSet, faces: &mut BTreeSet<FaceId>) {
    for rich in std::iter::once(&text.rich).chain(&text.label).chain(&text.entry) {
        gather(rich, fonts, faces);
    }
}

fn face(item: &Item) -> Option<FaceId> {
    match &item.kind {
        ItemKind::Glyphs(run) => Some(run.face),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    }
}

fn gather(rich: &Rich, fonts: &FontSet, faces: &mut BTreeSet<FaceId>) {
    for piece in &rich.pieces {
        if let Some(drawing) = &piece.drawing {
            faces.extend(drawing.items.iter().filter_map(face));
            continue;
        }
        let Content::Words(words) = &piece.content else { continue };
        for character in words.chars().filter(|character| !character.is_whitespace()) {
            // Below the general punctuation stand the alphabets that the Latin companion sets.
            let role = if u32::from(character) < 0x2000 { piece.style.latin } else { piece.style.han };
            faces.extend(fonts.pick(&[role], character).map(|(face, _)| face));
        }
    }
}
