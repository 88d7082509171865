//! The ink of a picture: an asset in, the most ink that a part of it takes out, in percent, as the press will print it.

use std::io::Cursor;

use image::DynamicImage;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::ink::{Inks, plain_samples};
use crate::document::{Asset, AssetFormat};
use crate::pdf::image::{MOST_PIXELS, decode, format_of, on_paper};
use crate::pdf::jpeg::{self, Frame};

/// A picture has a total ink where at least this part of its pixels have it or more: single pixels set nothing off.
const SEEN: f64 = 0.001;

/// The most ink of a picture; `None` for a drawing, or for one that can't be read, which another check reports.
pub(super) fn most_ink(asset: &Asset, inks: &Inks) -> Option<u32> {
    if asset.format == AssetFormat::Jpeg
        && !inks.is_grey()
        && let Some(frame) = jpeg::frame(&asset.bytes).filter(|frame| frame.components == 4)
    {
        return own_inks(&asset.bytes, frame).map(|samples| most(&samples, 4));
    }
    let picture = decode(&asset.bytes, format_of(asset.format)?).ok()?;
    // What is transparent takes the less ink for it.
    let picture = if picture.color().has_alpha() { on_paper(&picture) } else { picture };
    if inks.is_grey() || !picture.color().has_color() {
        let black: Vec<u8> = picture.to_luma8().into_raw().into_iter().map(|light| 255 - light).collect();
        return Some(most(&black, 1));
    }
    let rgb = DynamicImage::into_rgb8(picture).into_raw();
    Some(most(&inks.convert(&rgb).unwrap_or_else(|| plain_samples(&rgb)), 4))
}

/// The inks that a JPEG brings with it, four bytes a pixel, full ink being 255.
fn own_inks(bytes: &[u8], frame: Frame) -> Option<Vec<u8>> {
    if u64::from(frame.width) * u64::from(frame.height) > MOST_PIXELS {
        return None;
    }
    let with = |space| DecoderOptions::default().jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), with(ColorSpace::CMYK));
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace()?;
    decoder.set_options(with(space));
    let mut samples = decoder.decode().ok()?;
    if space == ColorSpace::YCCK {
        samples.chunks_exact_mut(4).for_each(to_inks);
    }
    if frame.is_inverted {
        samples.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    Some(samples)
}

/// Luminance and two differences of colour (ITU-T T.871 §7) as what they leave of white: cyan, magenta and yellow.
fn to_inks(pixel: &mut [u8]) {
    let [y, blue, red] = [0, 1, 2].map(|at| f64::from(pixel[at]));
    let (blue, red) = (blue - 128.0, red - 128.0);
    let light = [y + 1.402 * red, y - 0.344_136 * blue - 0.714_136 * red, y + 1.772 * blue];
    for (ink, light) in pixel.iter_mut().zip(light) {
        *ink = 255 - light.round().clamp(0.0, 255.0) as u8;
    }
}

/// The most ink that enough pixels have, in percent of one full ink.
fn most(samples: &[u8], components: usize) -> u32 {
    let mut counts = [0_usize; 4 * 255 + 1];
    for pixel in samples.chunks_exact(components) {
        counts[pixel.iter().map(|&ink| usize::from(ink)).sum::<usize>()] += 1;
    }
    let enough = ((samples.len() / components) as f64 * SEEN).ceil().max(1.0) as usize;
    let mut seen = 0;
    let reached = counts.iter().rposition(|count| {
        seen += count;
        seen >= enough
    });
    (reached.unwrap_or(0) as f64 / 2.55).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_pixels_set_nothing_off() {
        let mut samples = [255, 255, 0, 0].repeat(10_000);
        assert_eq!(most(&samples, 4), 200);
        samples[..4].fill(255);
        assert_eq!(most(&samples, 4), 200, "one pixel of ten thousand has four inks");
        samples[..40].fill(255);
        assert_eq!(most(&samples, 4), 400, "one of a thousand has");
    }

    #[test]
    fn differences_of_colour_become_inks() {
        for (mut pixel, inks) in [
            ([255, 128, 128, 7], [0, 0, 0, 7]),
            ([0, 128, 128, 0], [255, 255, 255, 0]),
            ([76, 85, 255, 0], [1, 255, 255, 0]),
        ] {
            to_inks(&mut pixel);
            assert_eq!(pixel, inks);
        }
    }
}
