//! banxin 版心 sets Chinese: Markdown articles and CJK fonts become EPUB 3 and PDF editions.
//!
//! The rooms, from the lowest floor up; a room imports lower floors only (`tests/architecture.rs`):
//! 0 `units`, `diag` · 1 `project`, `document`, `display` · 2 `source`, `cjk`, `font`, `formula`, `highlight`, `svg` ·
//! 3 `check`, `epub`, `typeset` · 4 `cover`, `pdf`, `raster`, `web` · 5 `pipeline` · 6 `release`, `shelf` ·
//! 7 `app`. `docs/architecture.md` says what each takes and gives.

pub mod diag;
pub mod units;

pub mod display;
pub mod document;
pub mod project;

pub mod cjk;
pub mod font;
pub mod formula;
pub mod highlight;
pub mod source;
pub mod svg;

pub mod check;
pub mod epub;
pub mod typeset;

pub mod cover;
pub mod pdf;
pub mod raster;
pub mod web;

pub mod pipeline;

pub mod release;
pub mod shelf;

pub mod app;
