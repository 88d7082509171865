//! Pictures. In: paths as articles write them. Out: `Assets`, each content once; a finding for each picture that can't be used.
//!
//! Only the head of a picture is decoded here. The limits keep a small file that unfolds to gigabytes out of the writers.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use quick_xml::events::Event;
use sha2::{Digest, Sha256};

use super::lines::{each_block, each_inline, each_line};
use super::link::narrow;
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::document::{
    Article, Asset, AssetFormat, Assets, BlockKind, InlineKind, Media, Picture, Recording, RecordingFormat,
};
use crate::project::{BadPath, MAX_FILE, inside, joined, outside, percent_decoded, read_limited};

/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 100_000_000;
/// The most bytes that all pictures of a book may have.
const MAX_TOTAL: u64 = 1 << 30;

/// The most bytes of a film or recording that comes along: a shop takes a book of a few tens of megabytes.
const MAX_RECORDING: u64 = 20 << 20;

/// JPEG quality of a picture that had to be turned: no loss that can be seen in print.
const TURNED_QUALITY: u8 = 95;

/// Reads pictures, each once.
pub(super) struct Reader<'a> {
    root: &'a Path,
    assets: Assets,
    by_path: BTreeMap<String, usize>,
    by_content: BTreeMap<[u8; 32], usize>,
    total: u64,
    /// The files that were asked for, whether they are there or not, and the sums of those that were read.
    pub(super) asked: BTreeMap<String, Option<[u8; 32]>>,
}

impl<'a> Reader<'a> {
    /// A reader of the pictures under `root`.
    pub(super) fn new(root: &'a Path) -> Self {
        Self {
            root,
            assets: Assets::default(),
            by_path: BTreeMap::new(),
            by_content: BTreeMap::new(),
            total: 0,
            asked: BTreeMap::new(),
        }
    }

    /// What was read.
    pub(super) fn finish(self) -> Assets {
        self.assets
    }

    /// Reads every picture of an article.
    pub(super) fn read_article(&mut self, article: &mut Article, files: &Files, sink: &mut Sink) {
        let folder = article.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let Article { body, notes, .. } = article;
        for blocks in std::iter::once(body).chain(notes.iter_mut().map(|note| &mut note.body)) {
            each_block(blocks, &mut |block| {
                if let BlockKind::Figure { picture, .. } = &mut block.kind {
                    self.read_picture(picture, &folder, block.span, files, sink);
                }
            });
        }
        let span = article.span;
        for media in &mut article.media {
            self.read_media(media, &folder, span, sink);
        }
        each_line(article, &mut |line| {
            each_inline(line, &mut |inline| {
                if let InlineKind::Picture(picture) = &mut inline.kind {
                    self.read_picture(picture, &folder, inline.span, files, sink);
                }
            });
        });
    }

    /// Reads a film's still picture, and the film itself where it is small enough to come along.
    fn read_media(&mut self, media: &mut Media, folder: &str, span: Span, sink: &mut Sink) {
        if let Some(poster) = &media.poster {
            match self.read(poster, folder) {
                Ok(asset) => media.still = Some(asset),
                Err(finding) => sink.push(finding.at(span)),
            }
        }
        if let Some(file) = &media.file {
            match self.read_recording(file, folder) {
                Ok(at) => media.recording = Some(at),
                Err(finding) => sink.push(finding.at(span)),
            }
        }
    }

    fn read_recording(&mut self, raw: &str, folder: &str) -> Result<usize, Diagnostic> {
        let path = percent_decoded(raw);
        let shown = joined(folder, &path).ok_or_else(|| bad_recording(&path, "it is outside the book"))?;
        self.asked.entry(shown.clone()).or_default();
        let file = inside(self.root, &shown).map_err(|_| bad_recording(&shown, "it is not there"))?;
        let bytes = read_limited(&file, MAX_RECORDING).map_err(|error| bad_recording(&shown, &error.to_string()))?;
        self.asked.insert(shown.clone(), Some(Sha256::digest(&bytes).into()));
        self.total += bytes.len() as u64;
        if self.total > MAX_TOTAL {
            return Err(bad_recording(&shown, &format!("all files together are over {} MiB", MAX_TOTAL >> 20)));
        }
        let format =
            RecordingFormat::of(&shown, &bytes).ok_or_else(|| bad_recording(&shown, "its format is not known"))?;
        self.assets.recordings.push(Recording { bytes, format });
        Ok(self.assets.recordings.len() - 1)
    }

    fn read_picture(&mut self, picture: &mut Picture, folder: &str, span: Span, files: &Files, sink: &mut Sink) {
        match self.read(&picture.path, folder) {
            Ok(asset) => picture.asset = Some(asset),
            Err(finding) => {
                let place = narrow(files, span, &picture.path);
                sink.push(finding.at(place));
            }
        }
    }

    fn read(&mut self, raw: &str, folder: &str) -> Result<usize, Box<Diagnostic>> {
        if raw.contains("://") || raw.starts_with("data:") || raw.starts_with("//") {
            return Err(remote().into());
        }
        let path = percent_decoded(raw);
        let nowhere = || Box::new(outside(&path, Span::new(crate::diag::FileId(0), 0..0)));
        let shown = joined(folder, &path).ok_or_else(nowhere)?;
        if let Some(known) = self.by_path.get(&shown) {
            return Ok(*known);
        }
        self.asked.entry(shown.clone()).or_default();
        let file = inside(self.root, &shown).map_err(|why| match why {
            BadPath::Outside => nowhere(),
            BadPath::Missing => missing(&shown).into(),
        })?;
        let bytes = read_limited(&file, MAX_FILE).map_err(|error| bad_image(&shown, &error.to_string()))?;
        self.total += bytes.len() as u64;
        if self.total > MAX_TOTAL {
            return Err(bad_image(&shown, &format!("all pictures together are over {} MiB", MAX_TOTAL >> 20)).into());
        }
        let content: [u8; 32] = Sha256::digest(&bytes).into();
        self.asked.insert(shown.clone(), Some(content));
        let at = match self.by_content.get(&content) {
            Some(known) => *known,
            None => {
                let bytes = upright(bytes).map_err(|why| bad_image(&shown, &why))?;
                let (format, width, height) = head(&bytes).map_err(|why| bad_image(&shown, &why))?;
                self.assets.list.push(Asset { path: shown.clone(), bytes, format, width, height });
                self.assets.list.len() - 1
            }
        };
        self.by_content.insert(content, at);
        self.by_path.insert(shown, at);
        Ok(at)
    }
}

fn remote() -> Diagnostic {
    let finding = Diagnostic::error("remote-image", "图片不在书里", "the picture is not in the book");
    finding.hint("下载到书的文件夹，再写它的路径", "download it into the book's folder, and write its path")
}

fn missing(shown: &str) -> Diagnostic {
    Diagnostic::error("missing-image", format!("找不到图片「{shown}」"), format!("picture `{shown}` not found")).hint(
        "检查路径和大小写，它从这篇文章所在的文件夹算起",
        "check path and letter case; it starts at the article's folder",
    )
}

fn bad_recording(shown: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(
        "bad-recording",
        format!("影音「{shown}」不能放进书里：{why}"),
        format!("recording `{shown}` can't come along: {why}"),
    )
    .hint(
        "用 20 MiB 以内的 mp4、webm、mp3 或 m4a；大的写成 url",
        "use mp4, webm, mp3 or m4a of at most 20 MiB; give larger ones as a url",
    )
}

fn bad_image(shown: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-image",
        format!("不能用图片「{shown}」：{why}"),
        format!("can't use picture `{shown}`: {why}"),
    )
    .hint(
        "用 JPEG、PNG、WebP、GIF 或 SVG，一亿像素以内",
        "use JPEG, PNG, WebP, GIF or SVG of at most 100 million pixels",
    )
}

/// One picture by itself, whose file is known to be there: the cover's. `shown` is what messages call it.
pub fn picture(path: &Path, shown: &str) -> Result<Asset, Box<Diagnostic>> {
    let bytes = read_limited(path, MAX_FILE).map_err(|error| bad_image(shown, &error.to_string()))?;
    let (format, width, height) = head(&bytes).map_err(|why| bad_image(shown, &why))?;
    Ok(Asset { path: shown.to_owned(), bytes, format, width, height })
}

/// Format and size from the head of a picture.
fn head(bytes: &[u8]) -> Result<(AssetFormat, u32, u32), String> {
    let format = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => AssetFormat::Jpeg,
        Ok(ImageFormat::Png) => AssetFormat::Png,
        Ok(ImageFormat::WebP) => AssetFormat::WebP,
        Ok(ImageFormat::Gif) => AssetFormat::Gif,
        _ => {
            let (width, height) = svg_size(bytes).ok_or("its format is not known")?;
            return Ok((AssetFormat::Svg, width, height));
        }
    };
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let (width, height) = reader.into_dimensions().map_err(|error| error.to_string())?;
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!("it has {width} × {height} pixels"));
    }
    Ok((format, width, height))
}

/// A picture turned as its EXIF data says a camera was held; the same bytes where it is upright. PDF knows nothing of EXIF, and readers of
/// EPUB don't agree about it, so the pixels are turned for both.
fn upright(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let (format, ..) = head(&bytes)?;
    if matches!(format, AssetFormat::Svg | AssetFormat::Gif) {
        return Ok(bytes);
    }
    let Some(picture) = turned(&bytes)? else { return Ok(bytes) };
    let mut out = Vec::new();
    if format == AssetFormat::Jpeg {
        let plain = if picture.color().has_color() {
            DynamicImage::from(picture.to_rgb8())
        } else {
            DynamicImage::from(picture.to_luma8())
        };
        let encoder = JpegEncoder::new_with_quality(&mut out, TURNED_QUALITY);
        plain.write_with_encoder(encoder).map_err(|error| error.to_string())?;
    } else {
        picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).map_err(|error| error.to_string())?;
    }
    Ok(out)
}

/// The pixels of a picture that isn't upright, turned.
fn turned(bytes: &[u8]) -> Result<Option<DynamicImage>, String> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if orientation == Orientation::NoTransforms {
        return Ok(None);
    }
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(orientation);
    Ok(Some(picture))
}

/// The size of an SVG from its root element: `width` and `height`, else its `viewBox`, else what browsers take.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    // Comments and declarations may come first, but no more than a few.
    for _ in 0..50 {
        let (Event::Start(element) | Event::Empty(element)) = reader.read_event().ok()? else {
            continue;
        };
        if element.local_name().as_ref() != "svg" {
            return None;
        }
        let read = |name: &str| {
            let attribute = element.try_get_attribute(name).ok().flatten()?;
            Some(attribute.value.into_owned())
        };
        let pixels = |value: Option<String>| {
            let value = value?;
            let number = value.trim().trim_end_matches("px").parse::<f64>().ok()?;
            (1.0..=1e6).contains(&number).then_some(number)
        };
        let shape: Vec<f64> = read("viewBox")
            .map(|shape| shape.split([' ', ',']).filter_map(|number| number.parse().ok()).collect())
            .unwrap_or_default();
        let side = |at: usize| shape.get(at).copied().filter(|side| (1e-3..=1e6).contains(side));
        let (width, height) = match (pixels(read("width")), pixels(read("height")), side(2), side(3)) {
            (Some(width), Some(height), ..) => (width, height),
            (Some(width), None, Some(w), Some(h)) => (width, width * h / w),
            (None, Some(height), Some(w), Some(h)) => (height * w / h, height),
            (None, None, Some(w), Some(h)) => (w, h),
            _ => (300.0, 150.0),
        };
        return Some((width.clamp(1.0, 1e6).round() as u32, height.clamp(1.0, 1e6).round() as u32));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_is_turned_as_its_camera_was() {
        let mut picture = image::RgbImage::new(16, 8);
        (0..8).for_each(|y| picture.put_pixel(0, y, image::Rgb([255, 255, 255])));
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 100).encode_image(&picture).unwrap();
        assert_eq!(upright(jpeg.clone()), Ok(jpeg.clone()));
        // APP1 with one entry of IFD0: orientation 6, turned by a quarter to the right.
        let exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        jpeg.splice(2..2, exif.iter().copied());
        let bytes = upright(jpeg).unwrap();
        assert_eq!(head(&bytes), Ok((AssetFormat::Jpeg, 8, 16)));
        let turned = image::load_from_memory(&bytes).unwrap().to_luma8();
        // What was the left edge is the head.
        assert!(turned.get_pixel(4, 0).0[0] > 150 && turned.get_pixel(4, 15).0[0] < 50);
    }

    #[test]
    fn heads_tell_format_and_size() {
        let gif =
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";
        for (bytes, expected) in [
            (&gif[..], Some((AssetFormat::Gif, 1, 1))),
            (b"<?xml version='1.0'?><!-- x --><svg viewBox='0 0 40 30'/>", Some((AssetFormat::Svg, 40, 30))),
            (b"<svg width='80px' viewBox='0,0,40,30'>", Some((AssetFormat::Svg, 80, 60))),
            (b"<svg width='100%'>", Some((AssetFormat::Svg, 300, 150))),
            (b"<html><svg/></html>", None),
            (b"", None),
            (b"\x89PNG\r\n\x1a\n", None),
        ] {
            assert_eq!(head(bytes).ok(), expected);
        }
    }
}
