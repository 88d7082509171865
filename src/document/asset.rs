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

/// All pictures of a book, each content once. `Picture::asset` is a position in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The pictures, in the order in which the text first names them.
    pub list: Vec<Asset>,
}

impl AssetKind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The usual extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }
}

impl Assets {
    /// The asset at a position.
    pub fn get(&self, at: usize) -> Option<&Asset> {
        self.list.get(at)
    }
}

impl std::fmt::Debug for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}x{} {} bytes", self.path, self.kind, self.width, self.height, self.bytes.len())
    }
}
