//! Pictures on a page: an asset and an area in, its pixels on the canvas out, within limits.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits, RgbaImage};
use tiny_skia::{FilterQuality, IntSize, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::paint;
use crate::display::{Color, Paint, Path};
use crate::document::{Asset, AssetFormat};
use crate::units::Rect;

/// The longest side that is decoded, in pixels.
const LONGEST_SIDE: u32 = 16_384;

/// The most memory that decoding may take.
const MOST_MEMORY: u64 = 512 << 20;

/// What stands where a picture can't be drawn.
const MISSING: Paint = Paint::solid(Color::Rgb(224, 224, 224));

/// Draws a picture over `area`, its head at the left of it where it is `raised`.
pub(super) fn draw(canvas: &mut Pixmap, asset: Option<&Asset>, area: Rect, raised: bool, scale: f64) {
    let Some(picture) = asset.and_then(decode).and_then(premultiplied) else {
        paint::path(canvas, &Path::rectangle(area, MISSING), scale);
        return;
    };
    let (width, height) = (area.size.width.to_pt() * scale, area.size.height.to_pt() * scale);
    let (columns, rows) = (f64::from(picture.width()), f64::from(picture.height()));
    let (left, head) = (area.origin.x.to_pt() * scale, area.origin.y.to_pt() * scale);
    let parts = if raised {
        [0.0, -height / columns, width / rows, 0.0, left, head + height]
    } else {
        [width / columns, 0.0, 0.0, height / rows, left, head]
    };
    let [sx, ky, kx, sy, tx, ty] = parts.map(|part| part as f32);
    let transform = Transform::from_row(sx, ky, kx, sy, tx, ty);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    canvas.draw_pixmap(0, 0, picture.as_ref(), &paint, transform, None);
}

fn decode(asset: &Asset) -> Option<RgbaImage> {
    let format = match asset.format {
        AssetFormat::Jpeg => ImageFormat::Jpeg,
        AssetFormat::Png => ImageFormat::Png,
        AssetFormat::WebP => ImageFormat::WebP,
        AssetFormat::Gif => ImageFormat::Gif,
        AssetFormat::Svg => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&asset.bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().ok().map(|picture| picture.to_rgba8())
}

fn premultiplied(picture: RgbaImage) -> Option<Pixmap> {
    let size = IntSize::from_wh(picture.width(), picture.height())?;
    let mut bytes = picture.into_raw();
    for pixel in bytes.chunks_exact_mut(4) {
        let covered = tiny_skia::ColorU8::from_rgba(pixel[0], pixel[1], pixel[2], pixel[3]).premultiply();
        pixel.copy_from_slice(&channels(covered));
    }
    Pixmap::from_vec(bytes, size)
}

fn channels(pixel: PremultipliedColorU8) -> [u8; 4] {
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
}
