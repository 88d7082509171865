//! Floor 4: a display page in, pixels out.
