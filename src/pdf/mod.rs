//! Floor 4: `Paged` and fonts in, the bytes of a PDF out.
