//! Rules checked on lines after composition.
