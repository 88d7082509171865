//! Tests of: cover.
