//! Floor 3: the composition engine: Book, theme and fonts in, `Paged` out.

pub mod line;
