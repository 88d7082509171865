//! The cover's picture: a picture file and a place in, a picture of just that shape out, cropped around its middle.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use super::refusal;
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Asset, AssetFormat};
use crate::units::Size;

/// The longest side that is decoded, in pixels.
const LONGEST_SIDE: u32 = 16_384;

/// The most memory that decoding may take.
const MOST_MEMORY: u64 = 512 << 20;

/// What a press asks for, in pixels an inch (reference C).
const PRESS: f64 = 300.0;

/// Below this a picture is visibly soft.
const LEAST: f64 = 150.0;

/// Quality of the JPEG, of 100.
const QUALITY: u8 = 93;

/// `asset` for an area of `size`: its middle in that shape, with no more pixels than a press can use. `at` is where the manifest names it.
pub(super) fn cropped(asset: &Asset, size: Size, at: Span, sink: &mut Sink) -> Option<Asset> {
    match crop(asset, size, at, sink) {
        Ok(picture) => Some(picture),
        Err(finding) => {
            sink.push(finding.at(at));
            None
        }
    }
}

fn crop(asset: &Asset, size: Size, at: Span, sink: &mut Sink) -> Result<Asset, Box<Diagnostic>> {
    let picture = decode(asset)?;
    let (width, height) = (size.width.to_pt().max(1.0), size.height.to_pt().max(1.0));
    let (have_w, have_h) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (have_w / width).min(have_h / height);
    let (cut_w, cut_h) = ((width * scale).round().max(1.0) as u32, (height * scale).round().max(1.0) as u32);
    let (left, top) = ((picture.width().saturating_sub(cut_w)) / 2, (picture.height().saturating_sub(cut_h)) / 2);
    let pixels = |resolution: f64| {
        ((width * resolution / 72.0).round().max(1.0) as u32, (height * resolution / 72.0).round().max(1.0) as u32)
    };
    let (least, most) = (pixels(LEAST), pixels(PRESS));
    if cut_w < least.0 || cut_h < least.1 {
        sink.push(refusal::small_picture(cut_w, cut_h, least).at(at));
    }
    let cut = picture.crop_imm(left, top, cut_w, cut_h);
    // Catmull–Rom is arithmetic alone: the same pixels on every machine.
    let fitted = if cut_w > most.0 { cut.resize_exact(most.0, most.1, FilterType::CatmullRom) } else { cut };
    let rgb = on_white(&fitted);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&rgb)
        .map_err(|error| Box::new(refusal::picture(&error.to_string())))?;
    Ok(Asset { path: asset.path.clone(), bytes, format: AssetFormat::Jpeg, width: rgb.width(), height: rgb.height() })
}

fn decode(asset: &Asset) -> Result<DynamicImage, Box<Diagnostic>> {
    let format = match asset.format {
        AssetFormat::Jpeg => ImageFormat::Jpeg,
        AssetFormat::Png => ImageFormat::Png,
        AssetFormat::WebP => ImageFormat::WebP,
        AssetFormat::Gif => ImageFormat::Gif,
        AssetFormat::Svg => return Err(Box::new(refusal::picture("SVG"))),
    };
    let mut reader = ImageReader::with_format(Cursor::new(&asset.bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|error| Box::new(refusal::picture(&error.to_string())))
}

/// What shows through becomes paper.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    let rgba = picture.to_rgba8();
    let mut rgb = image::RgbImage::new(rgba.width(), rgba.height());
    for (from, to) in rgba.pixels().zip(rgb.pixels_mut()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let over = |ink: u32| ((ink * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        to.0 = [over(red), over(green), over(blue)];
    }
    rgb
}

/// A picture at another size: thumbnails of a cover. `rgb` has three bytes a pixel.
pub fn thumbnail(rgb: &[u8], width: u32, height: u32, to_width: u32) -> Option<(u32, u32, Vec<u8>)> {
    let picture = image::RgbImage::from_raw(width, height, rgb.to_vec())?;
    let to_height = ((u64::from(height) * u64::from(to_width) + u64::from(width) / 2) / u64::from(width)).max(1) as u32;
    let small = image::imageops::resize(&picture, to_width.max(1), to_height, FilterType::CatmullRom);
    Some((small.width(), small.height(), small.into_raw()))
}
