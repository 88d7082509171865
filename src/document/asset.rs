//! Pictures that the book names: their bytes as they were read, with their kind and extent.

/// A picture's file format.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AssetKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// SVG.
    Svg,
}

/// A picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asset {
    /// The path as the book names it, relative to its folder.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Its format.
    pub kind: AssetKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
