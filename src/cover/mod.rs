//! Floor 4: the cover: an SVG template, metadata and fonts in, a display page out.
