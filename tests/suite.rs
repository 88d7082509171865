//! All integration tests, linked once. Each module tests one room or one promise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows them in test functions; the functions that these share are tests as well"
)]

mod architecture;
pub(crate) mod cli;
mod cover;
mod epub;
mod errors;
mod facts;
mod import;
mod line;
mod page;
mod pdf;
mod readme;
mod release;
mod shelf;
mod source;
mod themes;
mod typesetting;
mod web;
