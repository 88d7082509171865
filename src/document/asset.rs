//! Assets: pictures that the text shows, read and measured by `source`, inert here.

/// A picture file as it was read. `Picture::asset` is a position in a list of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The path relative to the book's folder, `/` between parts.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What its bytes are, whatever its name says.
    pub kind: AssetKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The formats of pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssetKind {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// WebP
    Webp,
    /// GIF
    Gif,
    /// SVG
    Svg,
}
