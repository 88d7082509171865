//! Pictures that articles show, as `source` read them from disk.

/// The format of a picture, by its first bytes and not by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

/// A picture. Pages name it by its position among the assets of the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asset {
    /// The path as messages name it: relative to the book's folder, `/` between parts.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its format.
    pub kind: AssetKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
