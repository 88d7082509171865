//! Floor 2: font files: loading, metrics, which face sets which character, shaping, subsetting.
