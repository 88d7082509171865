//! Tests of: architecture.
