//! Tests of: source.
