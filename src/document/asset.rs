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
    /// Films and recordings that come along.
    pub recordings: Vec<Recording>,
}

/// A film or recording as it lies on disk.
#[derive(Clone, PartialEq, Eq)]
pub struct Recording {
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: RecordingFormat,
}

/// The formats of films and recordings that reading systems know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordingFormat {
    /// MPEG-4, a film.
    Mp4,
    /// WebM, a film.
    WebM,
    /// MP3
    Mp3,
    /// MPEG-4, sound alone.
    M4a,
}

impl RecordingFormat {
    /// The format that a file's name and its first bytes agree on.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Self> {
        let is_mpeg4 = bytes.get(4..8) == Some(b"ftyp");
        let is_mp3 = bytes.starts_with(b"ID3") || matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0);
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "mp4" | "m4v" if is_mpeg4 => Some(Self::Mp4),
            "m4a" if is_mpeg4 => Some(Self::M4a),
            "webm" if bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) => Some(Self::WebM),
            "mp3" if is_mp3 => Some(Self::Mp3),
            _ => None,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::WebM => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
        }
    }

    /// The usual extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::WebM => "webm",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
        }
    }

    /// Whether there is something to see.
    pub fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::WebM)
    }
}

impl std::fmt::Debug for Recording {
    /// Without the bytes, which nobody reads.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} bytes", self.format, self.bytes.len())
    }
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
