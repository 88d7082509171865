//! Floor 2: font files: loading, metrics, which face sets which character, shaping, subsetting.
//!
//! In: a folder with `fonts.toml`. Out: a `FontSet`, and glyphs, outlines and subsets of its faces.

mod chain;
mod cluster;
mod entry;
mod face;
mod manifest;
mod math;
mod only;
mod outline;
mod regional;
mod set;
mod shape;
mod subset;
mod usage;
mod vertical;

pub use crate::units::FaceRole as Role;
pub use cluster::{Presentation, presentation};
pub use face::{Face, FaceMetrics, InkBox};
pub use only::Only;
pub use outline::{OutlineStep, glyph_outline};
pub use regional::regional_language;
pub use set::{Fallback, FontSet};
pub use shape::{Direction, Feature, ShapedGlyph, Shaping, shape, shape_full_width};
pub use subset::{PdfSubset, SubsetError, subset_for_epub, subset_for_pdf};
pub use usage::{FaceUsage, usage};
