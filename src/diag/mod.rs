//! Floor 0: what is said to the user about the source. A finding is data; how it looks is decided in `app`.

mod files;
mod finding;
mod said;

pub use files::{FileId, Files, Place, SourceFile, Span};
pub use finding::{Diagnostic, Fix, Label, Severity, Sink};
pub use said::{Language, Said};
