//! Floor 3: Book in, the bytes of an EPUB 3 out.
