//! Tests of: pdf.
