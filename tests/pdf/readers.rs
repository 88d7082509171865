//! What readers paint: the specimen's display list in pixels beside its PDF in hayro's and in poppler's, horizontal and vertical.

use std::sync::Arc;

use banxin::diag::{Files, Sink};
use banxin::display::{Page, Paged};
use banxin::document::Asset;
use banxin::font::FontSet;
use banxin::pdf::{self, Target};
use banxin::project;
use banxin::raster;
use banxin::source;
use banxin::typeset::{Input, typeset};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::judged;
use super::maker::fonts;
use crate::themes::specimen;

/// Pixels for a point.
const SCALE: f32 = 2.0;

/// The side of a cell in pixels: an em at 144 dpi. Smaller ones would see how renderers smooth edges: two of them differ by 11 parts in a
/// hundred in cells of 6 pixels, and by 4 in these.
const CELL: usize = 21;

/// Each page of so many is looked at.
const EVERY: usize = 3;

/// The part of a page's ink that smoothing alone may move.
const SMOOTHED: f64 = 0.1;

/// The same for poppler, which draws no line thinner than a pixel.
const THICKENED: f64 = 0.2;

/// A page as rows of grey.
pub(super) struct Greys {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Greys {
    /// The darkness of each cell of the part that two pages have in common: sides that aren't whole differ by one pixel.
    fn cells(&self, width: usize, height: usize) -> Vec<f64> {
        let across = width / CELL;
        let mut dark = vec![0.0; across * (height / CELL)];
        for y in 0..height / CELL * CELL {
            for x in 0..across * CELL {
                let value = self.grey[y * self.width + x];
                dark[y / CELL * across + x / CELL] += f64::from(255 - value) / 255.0 / (CELL * CELL) as f64;
            }
        }
        dark
    }

    /// How much ink there is, and how much of it is elsewhere on the other page.
    pub(super) fn beside(&self, other: &Self) -> (f64, f64) {
        let (width, height) = (self.width.min(other.width), self.height.min(other.height));
        let (own, others) = (self.cells(width, height), other.cells(width, height));
        (own.iter().sum(), own.iter().zip(&others).map(|(a, b)| (a - b).abs()).sum())
    }
}

/// The specimen in a theme.
pub(super) struct Made {
    paged: Paged,
    assets: Vec<Asset>,
    /// Its PDF.
    pub(super) bytes: Vec<u8>,
}

/// Makes the pages of the specimen in a theme, and its PDF.
pub(super) fn made(theme: &str) -> Made {
    let place = specimen(theme);
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
    let (book, assets) = source::read(&project, &mut files, &mut sink);
    let (metadata, fonts) = (&project.metadata, fonts());
    let input = Input::of(&project, &book, &assets.list, fonts, &files);
    let paged = typeset(&input, &mut sink);
    let target = Target::Screen { attachments: &[] };
    let input = pdf::Input { metadata, keywords: &[], paged: &paged, fonts, assets: &assets.list, target };
    let bytes = pdf::write(&input, &mut sink).unwrap();
    Made { paged, assets: assets.list, bytes }
}

/// A page by the display list.
pub(super) fn painted(page: &Page, fonts: &FontSet, assets: &[Asset]) -> Greys {
    let pixels = raster::render(page, fonts, assets, f64::from(SCALE)).unwrap();
    let grey = pixels.rgb.chunks(3).map(|pixel| luma(pixel[0], pixel[1], pixel[2])).collect();
    Greys { width: pixels.width as usize, height: pixels.height as usize, grey }
}

fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000) as u8
}

/// The pages of a PDF by hayro.
fn by_hayro(bytes: &[u8]) -> Vec<Greys> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).unwrap();
    let cache = RenderCache::new();
    let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let painted = RenderSettings { hinting: false, ..RenderSettings::default() };
    let drawn = |page| render(page, &cache, &InterpreterSettings::default(), &painted, &settings);
    let greys = |page| {
        let pixmap = drawn(page);
        let grey = pixmap.data().iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect();
        Greys { width: usize::from(pixmap.width()), height: usize::from(pixmap.height()), grey }
    };
    pdf.pages().iter().step_by(EVERY).map(greys).collect()
}

/// The pages of a PDF by poppler; `None` where it isn't installed.
pub(super) fn by_poppler(bytes: &[u8], pages: usize) -> Option<Vec<Greys>> {
    let folder = tempfile::tempdir().unwrap();
    let stem = folder.path().join("page");
    let dots = (72.0 * SCALE).to_string();
    judged("pdftoppm", &["-r", &dots, "-png", "FILE", stem.to_str().unwrap()], bytes)?;
    let digits = pages.to_string().len();
    let greys = |at: usize| {
        let file = folder.path().join(format!("page-{:0digits$}.png", at + 1));
        let seen = image::open(file).unwrap().to_luma8();
        Greys { width: seen.width() as usize, height: seen.height() as usize, grey: seen.into_raw() }
    };
    Some((0..pages).step_by(EVERY).map(greys).collect())
}

/// Pages that two renderers paint differently: their numbers, with the part of their ink that is elsewhere.
fn differing(own: &[Greys], seen: &[Greys], tolerated: f64) -> Vec<(usize, f64)> {
    assert_eq!(own.len(), seen.len());
    let pages = own.iter().zip(seen).enumerate().map(|(at, (own, seen))| {
        let (ink, elsewhere) = own.beside(seen);
        // A page with a folio alone has little ink; its smoothing counts for nothing.
        (at * EVERY + 1, elsewhere / ink.max(5.0))
    });
    pages.filter(|(_, part)| *part > tolerated).collect()
}

#[test]
fn readers_paint_what_the_display_list_says() {
    for theme in ["literary", "vertical"] {
        let Made { paged, assets, bytes } = made(theme);
        let own: Vec<Greys> = paged.pages.iter().step_by(EVERY).map(|page| painted(page, fonts(), &assets)).collect();
        assert!(own.len() > 10, "{theme}");
        let by_hayro = by_hayro(&bytes);
        assert_eq!(differing(&own, &by_hayro, SMOOTHED), [], "{theme}: hayro");
        if let Some(by_poppler) = by_poppler(&bytes, paged.pages.len()) {
            assert_eq!(differing(&own, &by_poppler, THICKENED), [], "{theme}: poppler");
        }
        // The comparison can fail: pages in another order aren't the same pages.
        let shifted: Vec<Greys> = by_hayro.into_iter().rev().collect();
        assert!(differing(&own, &shifted, THICKENED).len() > own.len() / 2, "{theme}");
    }
}
