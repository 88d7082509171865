//! Pictures that articles name, as they were read: bytes and measures, not yet decoded.

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path relative to the book's folder, `/` between parts.
    pub path: String,
    /// The file, as it is.
    pub bytes: Vec<u8>,
    /// What kind of file it is, by its content.
    pub kind: AssetKind,
    /// Width in pixels; for SVG in its own units.
    pub width: u32,
    /// Height in pixels; for SVG in its own units.
    pub height: u32,
}

/// Kinds of picture file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AssetKind {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// WebP
    Webp,
    /// GIF; its first frame counts.
    Gif,
    /// SVG
    Svg,
}

impl std::fmt::Debug for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}x{} {} bytes", self.path, self.kind, self.width, self.height, self.bytes.len())
    }
}
