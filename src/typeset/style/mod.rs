//! How a book looks: sizes, roles, spaces. A theme is data; nothing here composes.

mod book;
mod grid;
mod letter;
mod packing;
mod theme;

pub(super) use grid::Grid;
pub(super) use packing::Packing;
pub(super) use theme::{BlockStyle, HeadingStyle, Theme};
