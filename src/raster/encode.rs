//! Pixels as files: `Pixels` in, the bytes of a JPEG or PNG out, without dates or names in them.

use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::Pixels;

/// What a JPEG says of its pixels' size; stores and e-readers look at the pixels alone.
const DENSITY: u16 = 300;

/// A baseline JPEG in full colour resolution; `quality` is 1 to 100. Empty if the pixels are not what their size says.
pub fn jpeg(pixels: &Pixels, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.set_pixel_density(PixelDensity::dpi(DENSITY));
    let done =
        is_whole(pixels) && encoder.encode(&pixels.rgb, pixels.width, pixels.height, ExtendedColorType::Rgb8).is_ok();
    if done { bytes } else { Vec::new() }
}

/// A PNG. Empty if the pixels are not what their size says.
pub fn png(pixels: &Pixels) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let done = is_whole(pixels)
        && encoder.write_image(&pixels.rgb, pixels.width, pixels.height, ExtendedColorType::Rgb8).is_ok();
    if done { bytes } else { Vec::new() }
}

/// The encoders panic on buffers of another length.
fn is_whole(pixels: &Pixels) -> bool {
    pixels.rgb.len() as u64 == u64::from(pixels.width) * u64::from(pixels.height) * 3
}
