//! Pictures at a size that readers take, and no larger than they must be. In: a picture of the book. Out: its file in the edition (EPUB
//! requirement 17).
//!
//! A PNG is packed anew without loss; a JPEG passes as it is. One with more pixels than Apple Books takes is scaled down. Kindle knows no WebP
//! and takes 5 MB a picture. Large pictures are opened one after another, so that memory holds one of them at a time.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat};
use rayon::prelude::*;

use super::Resource;
use crate::document::{Asset, AssetFormat};
use crate::project::EpubProfile;

/// Apple Books takes no interior picture with more pixels.
pub(super) const MOST_PIXELS: u64 = 5_600_000;
/// Kindle's limit for the file of a picture.
const MOST_BYTES: usize = 5_000_000;
/// Quality of a JPEG that had to be made anew: no loss that can be seen.
const QUALITY: u8 = 90;
/// Quality of one that would be too large for Kindle otherwise.
const SMALL_QUALITY: u8 = 75;

/// A picture's file.
pub(super) struct Fitted {
    /// Its content.
    pub(super) bytes: Vec<u8>,
    /// Its format: that of the source, if it did not have to change.
    pub(super) format: AssetFormat,
}

impl Fitted {
    /// Whether the paper shows through it, as far as its head says: what is drawn in black on it is not seen at night.
    pub(super) fn is_clear(&self) -> bool {
        let chunks = |name: &[u8]| self.bytes.windows(name.len()).take(4_096).any(|bytes| bytes == name);
        match self.format {
            AssetFormat::Svg | AssetFormat::Gif => true,
            // PNG 11.2.2: types 4 and 6 have an alpha channel, others a chunk that says what is clear.
            AssetFormat::Png => matches!(self.bytes.get(25), Some(4 | 6)) || chunks(b"tRNS"),
            AssetFormat::WebP => match self.bytes.get(12..16) {
                Some(b"VP8L") => true,
                Some(b"VP8X") => self.bytes.get(20).is_some_and(|flags| flags & 0x10 != 0),
                _ => false,
            },
            AssetFormat::Jpeg => false,
        }
    }

    /// As a file of the edition.
    pub(super) fn resource(&self, path: &str) -> Resource {
        Resource::new(path, self.bytes.clone(), self.format.media_type())
    }
}

/// Pictures fitted to a profile, in their order.
pub(super) fn fitted(assets: &[&Asset], profile: EpubProfile) -> Vec<Fitted> {
    let mut out: Vec<Option<Fitted>> =
        assets.par_iter().map(|asset| (pixels(asset) <= MOST_PIXELS).then(|| fit(asset, profile))).collect();
    for (place, asset) in out.iter_mut().zip(assets) {
        if place.is_none() {
            *place = Some(fit(asset, profile));
        }
    }
    out.into_iter().flatten().collect()
}

fn pixels(asset: &Asset) -> u64 {
    u64::from(asset.width) * u64::from(asset.height)
}

/// Whether a picture's pixels can be had and scaled: what moves and what is drawn can't.
pub(super) fn can_scale(format: AssetFormat) -> bool {
    matches!(format, AssetFormat::Jpeg | AssetFormat::Png | AssetFormat::WebP)
}

fn fit(asset: &Asset, profile: EpubProfile) -> Fitted {
    let as_it_is = || Fitted { bytes: asset.bytes.clone(), format: asset.format };
    if !can_scale(asset.format) {
        return as_it_is();
    }
    let is_kindle = profile == EpubProfile::Kindle;
    let is_large = pixels(asset) > MOST_PIXELS;
    let is_known = !(is_kindle && asset.format == AssetFormat::WebP);
    if !is_large && is_known {
        let bytes = match asset.format {
            AssetFormat::Png => packed(&asset.bytes),
            _ => Cow::Borrowed(asset.bytes.as_slice()),
        };
        if !is_kindle || bytes.len() <= MOST_BYTES {
            return Fitted { bytes: bytes.into_owned(), format: asset.format };
        }
    }
    // A picture that can't be opened goes as it came: `source` has read its head, and the reader may know more.
    let Ok(picture) = image::load_from_memory(&asset.bytes) else { return as_it_is() };
    let picture = if is_large { scaled(&picture) } else { picture };
    let made = if asset.format == AssetFormat::Jpeg { None } else { png(&picture) };
    let made = made.filter(|made| !is_kindle || made.bytes.len() <= MOST_BYTES);
    let made = made.or_else(|| jpeg(&picture, QUALITY).filter(|made| !is_kindle || made.bytes.len() <= MOST_BYTES));
    made.or_else(|| jpeg(&picture, SMALL_QUALITY)).unwrap_or_else(as_it_is)
}

/// The picture with as many pixels as readers take, in its own proportions.
fn scaled(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (u64::from(picture.width()), u64::from(picture.height()));
    // Whole numbers alone: the root of the share of pixels that stay, in parts of a million.
    let share = (MOST_PIXELS * 1_000_000_000_000 / (width * height)).isqrt();
    let side = |pixels: u64| u32::try_from((pixels * share / 1_000_000).max(1)).unwrap_or(u32::MAX);
    picture.resize_exact(side(width), side(height), FilterType::Lanczos3)
}

fn png(picture: &DynamicImage) -> Option<Fitted> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).ok()?;
    Some(Fitted { bytes: packed(&bytes).into_owned(), format: AssetFormat::Png })
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Fitted> {
    let plain = if picture.color().has_color() {
        DynamicImage::from(picture.to_rgb8())
    } else {
        DynamicImage::from(picture.to_luma8())
    };
    let mut bytes = Vec::new();
    plain.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).ok()?;
    Some(Fitted { bytes, format: AssetFormat::Jpeg })
}

/// A PNG packed anew, pixel for pixel the same; as it was, where that is smaller.
fn packed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut options = oxipng::Options::from_preset(1);
    options.strip = oxipng::StripChunks::Safe;
    match oxipng::optimize_from_memory(bytes, &options) {
        Ok(packed) if packed.len() < bytes.len() => Cow::Owned(packed),
        _ => Cow::Borrowed(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: AssetFormat) -> Asset {
        let pixels = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 8) as u8, (y / 8) as u8, 90]));
        let mut bytes = Vec::new();
        let kind = match format {
            AssetFormat::Jpeg => ImageFormat::Jpeg,
            AssetFormat::WebP => ImageFormat::WebP,
            _ => ImageFormat::Png,
        };
        pixels.write_to(&mut Cursor::new(&mut bytes), kind).unwrap();
        Asset { path: "a".into(), bytes, format, width, height }
    }

    #[test]
    fn a_png_is_smaller_and_the_same() {
        let asset = picture(300, 200, AssetFormat::Png);
        let made = fit(&asset, EpubProfile::Standard);
        assert!(made.bytes.len() < asset.bytes.len());
        let open = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8();
        assert!(open(&made.bytes) == open(&asset.bytes));
    }

    #[test]
    fn a_jpeg_passes_and_a_webp_too_but_not_for_kindle() {
        for (format, profile, passes) in [
            (AssetFormat::Jpeg, EpubProfile::Standard, true),
            (AssetFormat::Jpeg, EpubProfile::Kindle, true),
            (AssetFormat::WebP, EpubProfile::Standard, true),
            (AssetFormat::WebP, EpubProfile::Kindle, false),
        ] {
            let asset = picture(60, 40, format);
            let made = fit(&asset, profile);
            assert_eq!(made.bytes == asset.bytes, passes, "{format:?} {profile:?}");
            assert!(passes || made.format == AssetFormat::Png);
        }
    }

    #[test]
    fn a_picture_is_scaled_to_what_readers_take() {
        for (format, kind) in [(AssetFormat::Png, ImageFormat::Png), (AssetFormat::Jpeg, ImageFormat::Jpeg)] {
            // Of one colour, which is quickly packed: the size alone counts here.
            let (width, height) = (3600, 1800);
            let mut bytes = Vec::new();
            let flat = image::GrayImage::from_pixel(width, height, image::Luma([90]));
            flat.write_to(&mut Cursor::new(&mut bytes), kind).unwrap();
            let asset = Asset { path: "a".into(), bytes, format, width, height };
            let made = fitted(&[&asset], EpubProfile::Standard).remove(0);
            assert_eq!(made.format, format);
            let made = image::load_from_memory(&made.bytes).unwrap();
            let pixels = u64::from(made.width()) * u64::from(made.height());
            assert!(pixels <= MOST_PIXELS && pixels > MOST_PIXELS * 99 / 100, "{pixels}");
            assert_eq!(made.width() / made.height(), 2);
        }
    }

    #[test]
    fn what_the_paper_shows_through_is_known_by_its_head() {
        let file = |picture: DynamicImage, kind| {
            let mut bytes = Vec::new();
            picture.write_to(&mut Cursor::new(&mut bytes), kind).unwrap();
            bytes
        };
        let (clear, full) = (DynamicImage::new_rgba8(2, 2), DynamicImage::new_rgb8(2, 2));
        let cases = [
            (AssetFormat::Png, file(clear, ImageFormat::Png), true),
            (AssetFormat::Png, file(full.clone(), ImageFormat::Png), false),
            (AssetFormat::Jpeg, file(full, ImageFormat::Jpeg), false),
            (AssetFormat::Svg, b"<svg/>".to_vec(), true),
            (AssetFormat::WebP, b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\x10".to_vec(), true),
            (AssetFormat::WebP, b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\x10".to_vec(), false),
        ];
        for (format, bytes, clear) in cases {
            assert_eq!(Fitted { bytes, format }.is_clear(), clear, "{format:?}");
        }
    }
}
