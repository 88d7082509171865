//! Floor 4: a display page in, pixels out: the EPUB's cover, and pictures of pages.
//!
//! Everything is filled with flat colours on white paper; the same page gives the same bytes.

mod encode;
mod outline;
mod paint;
mod picture;

pub use encode::{jpeg, png};

use tiny_skia::Pixmap;

use crate::display::{ItemKind, Page};
use crate::document::Asset;
use crate::font::FontSet;

/// A picture of a page: rows from the top, three bytes a pixel (sRGB).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green and blue of each pixel: `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

/// The most pixels that a page may become: an A4 page at 600 dpi has 35 million.
const MOST_PIXELS: f64 = 64e6;

/// Paints `page` with `scale` pixels for a point. `None` for a page without area, or with more than 64 million pixels.
///
/// Pictures that can't be decoded, and SVG pictures, leave a light grey area: `source` has reported them.
pub fn render(page: &Page, fonts: &FontSet, assets: &[Asset], scale: f64) -> Option<Pixels> {
    let side = |length: f64| (length * scale).round();
    let (width, height) = (side(page.size.width.to_pt()), side(page.size.height.to_pt()));
    let sound = scale.is_finite() && width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS;
    let mut canvas = if sound { Pixmap::new(width as u32, height as u32)? } else { return None };
    canvas.fill(tiny_skia::Color::WHITE);
    for item in &page.items {
        match &item.kind {
            ItemKind::Path(path) => paint::path(&mut canvas, path, scale),
            ItemKind::Glyphs(run) => paint::glyphs(&mut canvas, run, fonts, scale),
            ItemKind::Picture { asset, area, raised } => {
                picture::draw(&mut canvas, assets.get(*asset), *area, *raised, scale);
            }
        }
    }
    let rgb = canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Some(Pixels { width: canvas.width(), height: canvas.height(), rgb })
}
