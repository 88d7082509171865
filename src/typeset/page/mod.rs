//! Pages: sections of blocks in, painted pages out (reference groups B, L, N, O).
//!
//! slab (blocks become pieces that pages can be broken between) → distribute (the best breaks) → paint → turn (vertical pages
//! only) → furniture.

mod distribute;
mod furniture;
mod paint;
mod slab;
mod turn;

pub(super) use furniture::folio;
pub(super) use paint::{PageContext, blank_page, paint_section};
pub(super) use slab::{ReadyBlock, ReadyKind, ready_block};
