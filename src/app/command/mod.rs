//! The commands, one a file. In: a command's configuration. Out: what it says and its `Exit`.

mod build;
mod check;

mod import;

mod explain;

mod facts;

mod fonts;

mod manual;

mod release;

mod shelf;

mod verify;

pub(crate) use build::{build, cover};
pub(crate) use check::check;
pub(crate) use explain::explain;
pub(crate) use facts::facts;
pub(crate) use fonts::fonts;
pub(crate) use import::import;
pub(crate) use manual::{completions, man};
pub(crate) use release::release;
pub(crate) use shelf::shelf;
pub(crate) use verify::verify;
