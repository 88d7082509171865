//! Pages: sections of blocks in, painted pages out (reference groups B, L, N, O).
//!
//! slab (blocks become pieces that pages can be broken between) → distribute (the best breaks) → paint → turn (vertical pages
//! only) → furniture.

mod apart;
mod beside;
mod cost;
mod distribute;
mod foot;
mod frame;
mod furniture;
mod ground;
mod notes;
mod packed;
mod paint;
mod section;
mod slab;
mod start;
mod turn;
mod turned;

pub(super) use apart::{Apart, Found, Kept};
pub(super) use furniture::folio;
pub(super) use paint::{PageContext, blank_page};
pub(super) use section::{grid_of, paint_section};
pub(super) use slab::{ReadyBlock, ReadyKind, ready_block};
pub(super) use turned::lying;
