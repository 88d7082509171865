//! Tests of: epub.
