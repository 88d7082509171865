//! All integration tests, linked once. Each module tests one room or one promise.

mod architecture;
pub(crate) mod cli;
// At the merge: mod errors;
mod cover;
mod epub;
mod import;
mod line;
mod page;
mod pdf;
mod source;
