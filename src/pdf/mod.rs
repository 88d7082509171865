//! Floor 4: the PDF editions: `Paged`, its faces and pictures in; for the screen a PDF 1.7 out that is PDF/A-2a (3a with files attached)
//! and PDF/UA-1 (ISO 32000-1, 19005-2, 19005-3, 14289-1), for the press PDF/X-4 or PDF/X-1a:2003 (ISO 15930-7, 15930-4).
//!
//! printpdf makes the skeleton: font programs, pictures, page objects and links. The content streams are encoded here, and
//! `finish` completes and corrects the object tree over lopdf. Nothing is decided here about how a page looks.

mod attachment;
mod cmap;
mod color;
mod column;
mod content;
mod difference;
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
mod path;
mod press;
mod simple;
mod skeleton;
mod stand;
mod tags;
mod text;
mod usage;

pub use difference::{claims, first_difference};
pub use press::{PagePreflight, impose, preflight};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Sink};
use crate::display::{ItemKind, Paged};
use crate::document::Asset;
use crate::font::FontSet;
use crate::project::{Metadata, PrintOptions};

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
    /// What the file is for.
    pub target: Target<'a>,
}

/// What a PDF is for.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// To be read, listened to and kept.
    Screen {
        /// Files that go with it.
        attachments: &'a [Attachment],
    },
    /// To be printed. Its pages have been imposed.
    Print(&'a PrintOptions),
}

/// A file that goes with a screen edition: data that its pages were made from (ISO 19005-3 §6.8).
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The file's name, `facts.json`.
    pub name: String,
    /// What kind of file it is, `application/json`.
    pub media_type: &'static str,
    /// What it is, for readers.
    pub description: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What pages are encoded with.
struct Surface<'a, 'f> {
    paged: &'a Paged,
    fonts: &'a font::Fonts<'f>,
    faces: &'a FontSet,
    pictures: &'a image::Pictures,
    /// The press; `None` for the screen.
    press: Option<&'a press::Press<'a>>,
}

/// Writes the edition. `None` if it can't be made; findings say why. The same input gives the same bytes.
pub fn write(input: &Input<'_>, sink: &mut Sink) -> Option<Vec<u8>> {
    if !is_sound(input, sink) {
        return None;
    }
    let fonts = font::Fonts::gather(input.paged, input.fonts, sink)?;
    let press = match input.target {
        Target::Screen { .. } => None,
        Target::Print(options) => Some(press::Press::new(input.paged, options, sink)?),
    };
    let press = press.as_ref();
    let pictures = image::Pictures::read(input.paged, input.assets, press, sink);
    let surface = Surface { paged: input.paged, fonts: &fonts, faces: input.fonts, pictures: &pictures, press };
    let contents: Vec<content::PageContent> =
        (0..input.paged.pages.len()).into_par_iter().map(|at| content::encode(at, &surface)).collect();
    let skeleton = skeleton::build(input.paged, &fonts, pictures, press.is_none());
    let document = finish::finish(skeleton, input, &fonts, contents, press);
    match document.and_then(|document| file::to_bytes(document, press.map_or("1.7", press::Press::version))) {
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
