//! Floor 1: pages as they will look: what `typeset` and `cover` hand to the writers (`pdf`, `raster`, the preview).
//!
//! A writer needs nothing but this, the faces that `FaceId`s name, and the assets that pictures name. It decides nothing.

mod dump;
mod page;
mod paint;
mod run;
mod square;
mod structure;

pub use dump::dump_page;
pub use page::{Destination, Item, ItemKind, LinkArea, LinkTarget, OutlineEntry, Page, PageStart, Paged};
pub use paint::{Color, Paint, Path, Segment, Stroke};
pub use run::{FaceId, Glyph, GlyphRun, Orientation};
pub use structure::{ArtifactKind, Child, NodeId, Role, SlotId, Structure, StructureNode, Tag};
