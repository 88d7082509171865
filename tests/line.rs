//! Tests of: line.
