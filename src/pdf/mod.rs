//! Floor 4: the screen edition: `Paged`, its faces and pictures in, a PDF 1.7 out that aims at PDF/A-2a and PDF/UA-1
//! (ISO 32000-1, ISO 19005-2, ISO 14289-1).
//!
//! printpdf makes the skeleton: font programs, pictures, page objects and links. The content streams are encoded here, and
//! `finish` completes and corrects the object tree over lopdf. Nothing is decided here about how a page looks.

mod cmap;
mod column;
mod content;
mod file;
mod finish;
mod font;
mod icc;
mod image;
mod jpeg;
mod label;
mod line;
mod link;
mod metadata;
mod object;
mod operators;
mod outline;
mod skeleton;
mod stand;
mod tags;
mod text;
mod usage;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Sink};
use crate::display::{ItemKind, Paged};
use crate::document::Asset;
use crate::font::FontSet;
use crate::project::Metadata;

/// What the writer needs.
pub struct Input<'a> {
    /// Data about the publication.
    pub metadata: &'a Metadata,
    /// What the publication is about.
    pub keywords: &'a [String],
    /// The pages.
    pub paged: &'a Paged,
    /// The faces that the pages name.
    pub fonts: &'a FontSet,
    /// The pictures that the pages name by position.
    pub assets: &'a [Asset],
}

/// Writes the edition. `None` if it can't be made; findings say why. The same input gives the same bytes.
pub fn write(input: &Input<'_>, sink: &mut Sink) -> Option<Vec<u8>> {
    if !is_sound(input, sink) {
        return None;
    }
    let fonts = font::Fonts::gather(input.paged, input.fonts, sink)?;
    let pictures = image::Pictures::read(input.paged, input.assets, sink);
    let contents: Vec<content::PageContent> =
        input.paged.pages.par_iter().map(|page| content::encode(page, input.paged, &fonts, &pictures)).collect();
    let skeleton = skeleton::build(input.paged, &fonts, pictures);
    let document = finish::finish(skeleton, input, &fonts, contents);
    match document.and_then(file::to_bytes) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            sink.push(
                Diagnostic::error(
                    "pdf-skeleton",
                    format!("PDF 写不出来：{error}"),
                    format!("the PDF cannot be written: {error}"),
                )
                .hint("这是程序的错误，请报告", "this is a fault of the program: please report it"),
            );
            None
        }
    }
}

/// Whether every number in the pages names something that is there.
fn is_sound(input: &Input<'_>, sink: &mut Sink) -> bool {
    let paged = input.paged;
    let structure = &paged.structure;
    let (faces, nodes, slots) = (input.fonts.faces().len(), structure.nodes.len(), structure.slot_owner.len());
    let is_node = |id: crate::display::NodeId| (id.0 as usize) < nodes;
    let items = || paged.pages.iter().flat_map(|page| &page.items);
    let items_are_sound = items().all(|item| {
        let tag_is_sound = match item.tag {
            crate::display::Tag::Slot(slot) => (slot.0 as usize) < slots,
            crate::display::Tag::Artifact(_) => true,
        };
        tag_is_sound
            && match &item.kind {
                ItemKind::Glyphs(run) => usize::from(run.face.0) < faces,
                ItemKind::Path(_) => true,
                ItemKind::Picture { asset, .. } => *asset < input.assets.len(),
            }
    });
    let is_sound = !paged.pages.is_empty()
        && items_are_sound
        && nodes > 0
        && structure.slot_owner.iter().copied().all(is_node)
        && structure.nodes.iter().enumerate().all(|(at, node)| tags::children_are_sound(at, node, nodes, slots))
        && paged.pages.iter().flat_map(|page| &page.links).all(|link| is_node(link.node));
    if !is_sound {
        sink.push(
            Diagnostic::error(
                "pdf-bad-pages",
                "页面中有指向不存在之物的编号，或没有页面",
                "the pages name something that does not exist, or there are none",
            )
            .hint("这是程序的错误，请报告", "this is a fault of the program: please report it"),
        );
    }
    is_sound
}
