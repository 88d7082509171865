//! Assets: the pictures of a book as they lie on disk. `source` reads them; the writers embed them.

/// A picture's bytes and what their head says of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the book's folder, `/` between parts.
    pub path: String,
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// Its format, by content and not by name.
    pub format: AssetFormat,
    /// Width in pixels; of an SVG, in CSS pixels, rounded.
    pub width: u32,
    /// Height, likewise.
    pub height: u32,
}

/// The formats of pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssetFormat {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// WebP
    WebP,
    /// GIF
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

impl AssetFormat {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The usual extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
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
    /// Without the bytes, which nobody reads.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}×{} {} bytes", self.path, self.format, self.width, self.height, self.bytes.len())
    }
}
