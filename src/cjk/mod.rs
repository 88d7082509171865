//! Floor 2: rules of Chinese text as pure functions of characters, one file a rule, each citing its CLR clause.
//!
//! Everything else is keyed on `Class`; `context` first settles the code points that Chinese and Latin share.

pub mod class;
pub mod compression;
pub mod context;
pub mod emphasis;
pub mod hanging;
pub mod orientation;
pub mod prohibition;
pub mod spacing;
pub mod unbreakable;
pub mod word;

pub use class::Class;
pub use compression::{Squeeze, SqueezeStyle};
pub use prohibition::ProhibitionLevel;
