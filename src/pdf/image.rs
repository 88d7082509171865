//! Pictures: files in, image XObjects out (ISO 32000-1 §8.9), each file once.
//!
//! JPEG data of grey or colour pictures is passed through. Everything else is decoded and deflated, with its alpha as a soft
//! mask. For the screen CMYK is made sRGB, which its output intent is (ISO 19005-2 §6.2.4.3); for the press everything becomes grey or
//! the press's inks.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::file::{deflate, deflate_quickly};
use super::jpeg;
use super::press::{Press, plain_samples};
use crate::diag::{Diagnostic, Sink};
use crate::display::{ItemKind, Paged};
use crate::document::{Asset, AssetFormat};

/// The largest picture, in pixels.
pub(super) const MOST_PIXELS: u64 = 100_000_000;

/// The most that decoding a picture may allocate, in bytes.
const MOST_MEMORY: u64 = 512 << 20;

/// A picture as a page names it.
pub(super) struct Picture {
    /// Its name as a resource.
    pub(super) name: String,
    /// Whether it has a soft mask.
    pub(super) has_alpha: bool,
}

/// What the samples of a picture are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    /// Light.
    Grey,
    /// sRGB.
    Rgb,
    /// The inks of a press.
    Cmyk,
}

impl Space {
    /// The name of the device's space (ISO 32000-1 §8.6.4).
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Grey => "DeviceGray",
            Self::Rgb => "DeviceRGB",
            Self::Cmyk => "DeviceCMYK",
        }
    }

    /// Samples in a pixel.
    pub(super) fn components(self) -> u8 {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// Samples of a picture, encoded.
pub(super) struct Samples {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) space: Space,
    /// Whether full ink is 0, as in the CMYK files that Adobe's programs write.
    pub(super) is_inverted: bool,
    /// Whether `data` is a JPEG; else it is deflated, each row after the PNG predictor that it names.
    pub(super) is_jpeg: bool,
    pub(super) data: Vec<u8>,
    /// The soft mask.
    pub(super) alpha: Option<Box<Samples>>,
}

impl Samples {
    /// Whether they became inks by the plain formula.
    fn is_plain(&self, press: Option<&Press<'_>>) -> bool {
        self.space == Space::Cmyk && !self.is_jpeg && press.is_some_and(|press| !press.inks.has_profile())
    }
}

/// The pictures that pages show.
pub(super) struct Pictures {
    /// By position among the assets.
    pictures: BTreeMap<usize, Picture>,
    /// The distinct ones by name.
    pub(super) samples: BTreeMap<String, Samples>,
}

impl Pictures {
    /// Reads the pictures that pages show. A picture that can't be shown is left out, with a finding.
    pub(super) fn read(paged: &Paged, assets: &[Asset], press: Option<&Press<'_>>, sink: &mut Sink) -> Self {
        let items = paged.pages.iter().flat_map(|page| &page.items);
        let used: BTreeSet<usize> = items
            .filter_map(|item| match item.kind {
                ItemKind::Picture { asset, .. } => Some(asset),
                ItemKind::Glyphs(_) | ItemKind::Path(_) => None,
            })
            .collect();
        let sums: Vec<(usize, Vec<u8>)> =
            used.into_par_iter().map(|at| (at, Sha256::digest(&assets[at].bytes).to_vec())).collect();
        let mut first: BTreeMap<&[u8], usize> = BTreeMap::new();
        for (at, sum) in &sums {
            first.entry(sum).or_insert(*at);
        }
        // One after the other: a decoded picture may have hundreds of megabytes.
        let mut read = Self { pictures: BTreeMap::new(), samples: BTreeMap::new() };
        for (at, sum) in &sums {
            let origin = first[sum.as_slice()];
            let name = format!("I{origin}");
            if origin == *at {
                match samples(&assets[*at], press) {
                    Ok(samples) => {
                        if samples.is_plain(press) {
                            sink.push(plain_picture(&assets[*at].path));
                        }
                        read.samples.insert(name.clone(), samples);
                    }
                    Err(finding) => sink.push(*finding),
                }
            }
            if let Some(samples) = read.samples.get(&name) {
                read.pictures.insert(*at, Picture { name, has_alpha: samples.alpha.is_some() });
            }
        }
        read
    }

    /// The picture of an asset, if it can be shown.
    pub(super) fn get(&self, asset: usize) -> Option<&Picture> {
        self.pictures.get(&asset)
    }
}

fn samples(asset: &Asset, press: Option<&Press<'_>>) -> Result<Samples, Box<Diagnostic>> {
    let Some(format) = format_of(asset.format) else { return Err(Box::new(unsupported(&asset.path))) };
    if format == ImageFormat::Jpeg {
        let frame = jpeg::frame(&asset.bytes).ok_or_else(|| broken(&asset.path, "no JPEG frame"))?;
        // A press takes its inks as they are, and no others; a screen takes light.
        let is_taken = match (press, frame.components) {
            (_, 1) | (None, 3) => true,
            (Some(press), 4) => !press.inks.is_grey(),
            (Some(_) | None, _) => false,
        };
        if frame.is_embeddable && is_taken {
            return Ok(passed_through(&asset.bytes, frame));
        }
    }
    let picture = decode(&asset.bytes, format).map_err(|reason| broken(&asset.path, &reason))?;
    match press {
        None => Ok(deflated(&picture)),
        Some(press) => printed(picture, press).ok_or_else(|| Box::new(rgb_picture(&asset.path))),
    }
}

/// How the format is called by what decodes it; `None` for drawings.
pub(super) fn format_of(format: AssetFormat) -> Option<ImageFormat> {
    match format {
        AssetFormat::Jpeg => Some(ImageFormat::Jpeg),
        AssetFormat::Png => Some(ImageFormat::Png),
        AssetFormat::WebP => Some(ImageFormat::WebP),
        AssetFormat::Gif => Some(ImageFormat::Gif),
        AssetFormat::Svg => None,
    }
}

fn passed_through(bytes: &[u8], frame: jpeg::Frame) -> Samples {
    Samples {
        width: u32::from(frame.width),
        height: u32::from(frame.height),
        space: match frame.components {
            1 => Space::Grey,
            4 => Space::Cmyk,
            _ => Space::Rgb,
        },
        is_inverted: frame.is_inverted,
        is_jpeg: true,
        data: bytes.to_vec(),
        alpha: None,
    }
}

/// Decodes a picture within limits of pixels and of memory; the reason where it can't be.
pub(super) fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, String> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader.into_dimensions().map_err(|error| error.to_string())?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels"));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|error| error.to_string())
}

fn deflated(picture: &DynamicImage) -> Samples {
    let (width, height) = (picture.width(), picture.height());
    let is_gray = !picture.color().has_color();
    let alpha = picture.color().has_alpha().then(|| alpha(picture)).flatten();
    let (space, data) = if is_gray {
        (Space::Grey, predicted(picture.to_luma8().as_raw(), width, 1))
    } else {
        (Space::Rgb, predicted(picture.to_rgb8().as_raw(), width, 3))
    };
    Samples { width, height, space, is_inverted: false, is_jpeg: false, data, alpha }
}

/// A picture in the inks of a press, laid on white paper where nothing may be transparent. `None` for a coloured one that needs a profile
/// and has none.
fn printed(mut picture: DynamicImage, press: &Press<'_>) -> Option<Samples> {
    let (width, height) = (picture.width(), picture.height());
    let mut alpha = None;
    if picture.color().has_alpha() {
        if press.flattens() {
            picture = on_paper(&picture);
        } else {
            alpha = self::alpha(&picture);
        }
    }
    let (space, data) = if press.inks.is_grey() || !picture.color().has_color() {
        (Space::Grey, predicted(picture.to_luma8().as_raw(), width, 1))
    } else {
        let rgb = picture.to_rgb8();
        let plain = || press.options.has_plain_pictures.then(|| plain_samples(rgb.as_raw()));
        (Space::Cmyk, predicted(&press.inks.convert(rgb.as_raw()).or_else(plain)?, width, 4))
    };
    Some(Samples { width, height, space, is_inverted: false, is_jpeg: false, data, alpha })
}

/// A picture laid on white paper.
pub(super) fn on_paper(picture: &DynamicImage) -> DynamicImage {
    let pixels = picture.to_rgba8();
    let flat = image::RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        let over =
            |light: u8| ((u32::from(light) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255) as u8;
        image::Rgb([red, green, blue].map(over))
    });
    let flat = DynamicImage::ImageRgb8(flat);
    if picture.color().has_color() { flat } else { DynamicImage::ImageLuma8(flat.to_luma8()) }
}

/// The soft mask; `None` where everything is opaque.
fn alpha(picture: &DynamicImage) -> Option<Box<Samples>> {
    let pixels = picture.to_rgba8();
    let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
    if alpha.iter().all(|&value| value == 255) {
        return None;
    }
    let data = predicted(&alpha, picture.width(), 1);
    let (width, height) = (picture.width(), picture.height());
    Some(Box::new(Samples { width, height, space: Space::Grey, is_inverted: false, is_jpeg: false, data, alpha: None }))
}

/// Rows with PNG filters (ISO 32000-1 §7.4.4.4, predictor 15), deflated: with none, which suits drawings and pictures of a screen, or
/// with those that leave the smallest sums, which suit photographs; a quick trial says which.
fn predicted(samples: &[u8], width: u32, components: usize) -> Vec<u8> {
    let row_length = (width as usize * components).max(1);
    let bare = || {
        let mut out = Vec::with_capacity(samples.len() + samples.len() / row_length);
        for row in samples.chunks_exact(row_length) {
            out.push(0);
            out.extend_from_slice(row);
        }
        out
    };
    let (bare, filtered) = rayon::join(bare, || filtered_rows(samples, row_length, components));
    let (bare_size, filtered_size) = rayon::join(|| deflate_quickly(&bare).len(), || deflate_quickly(&filtered).len());
    deflate(if bare_size <= filtered_size { &bare } else { &filtered })
}

/// Rows with the PNG filters that leave the smallest sums.
fn filtered_rows(samples: &[u8], row_length: usize, components: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row_length);
    let mut above = vec![0; row_length];
    for row in samples.chunks_exact(row_length) {
        let candidates = [filtered(row, &above, components, 1), filtered(row, &above, components, 2), row.to_vec()];
        let weight = |row: &[u8]| row.iter().map(|&byte| u64::from((byte as i8).unsigned_abs())).sum::<u64>();
        let best = (0..3).min_by_key(|&at| weight(&candidates[at])).unwrap_or(2);
        out.push([1, 2, 0][best]);
        out.extend_from_slice(&candidates[best]);
        above.copy_from_slice(row);
    }
    out
}

/// A row less what stands to the left (filter 1) or above (filter 2).
fn filtered(row: &[u8], above: &[u8], components: usize, filter: u8) -> Vec<u8> {
    let left = |at: usize| at.checked_sub(components).map_or(0, |at| row[at]);
    let base = |at: usize| if filter == 1 { left(at) } else { above[at] };
    row.iter().enumerate().map(|(at, &byte)| byte.wrapping_sub(base(at))).collect()
}

fn broken(path: &str, reason: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "bad-picture",
            format!("图片「{path}」读不出来：{reason}"),
            format!("picture `{path}` cannot be read: {reason}"),
        )
        .hint(
            "请换用完好的 JPEG、PNG、WebP 或 GIF 文件，不超过一亿像素",
            "use a sound JPEG, PNG, WebP or GIF file of at most 100 million pixels",
        ),
    )
}

fn rgb_picture(path: &str) -> Diagnostic {
    Diagnostic::error(
        "print-rgb-picture",
        format!("图片「{path}」是 RGB 的，没有 ICC 特性文件无法换算成印刷四色"),
        format!("picture `{path}` is RGB and can't become the inks of the press without an ICC profile"),
    )
    .hint(
        "在 `[print]` 里写 `profile = \"印刷厂给的.icc\"`，或 `pictures = \"grey\"`，或换用 CMYK 的 JPEG",
        "name the printer's profile with `[print] profile`, or write `pictures = \"grey\"`, or use a CMYK JPEG",
    )
}

fn plain_picture(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "print-plain-picture",
        format!("没有 ICC 特性文件，图片「{path}」按简单公式换算成四色，印出来会偏色"),
        format!("without an ICC profile the picture `{path}` becomes inks by a plain formula and won't look the same in print"),
    )
    .hint(
        "付印前在 `[print]` 里写 `profile = \"印刷厂给的.icc\"`；只印黑色就写 `pictures = \"grey\"`",
        "before it is printed, name the printer's profile with `[print] profile`; for black alone write `pictures = \"grey\"`",
    )
}

fn unsupported(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "pdf-no-svg",
        format!("PDF 里还不能放 SVG 图片「{path}」，该处留空"),
        format!("SVG picture `{path}` is not yet set in the PDF and leaves a blank"),
    )
    .hint("请把它转为 PNG", "convert it to PNG")
}
