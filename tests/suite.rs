//! All integration tests, linked once. Each module tests one room or one promise.

mod architecture;
mod cli;
mod cover;
mod epub;
mod import;
mod line;
mod page;
mod pdf;
mod source;
