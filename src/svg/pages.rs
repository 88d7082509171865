//! Pictures for pages. In: the assets of a book. Out: the same, with a picture of pixels for each drawing that outlines can't show.

use super::Drawings;
use crate::document::{Asset, AssetFormat};
use crate::units::{Abs, Size};

/// Pixels to the inch of the paper, as printers ask of pictures.
const DOTS_PER_INCH: u32 = 300;
/// CSS pixels to the inch, in which drawings give their sizes.
const CSS_PER_INCH: u32 = 96;
/// Points to the inch.
const POINTS_PER_INCH: f64 = 72.0;
/// The longest side of such a picture, on whatever paper.
const LONGEST_SIDE: u32 = 4_000;

impl Drawings {
    /// The assets as pages of such a size show them, on which no drawing is larger than the paper. Positions stay, and so do the sizes that are said of each; a drawing that can't be read stays as
    /// it is.
    pub fn for_pages(&self, assets: &[Asset], page: Size) -> Vec<Asset> {
        let side = page.width.max(page.height).to_pt() / POINTS_PER_INCH * f64::from(DOTS_PER_INCH);
        let most = (side.ceil() as u32).min(LONGEST_SIDE);
        assets.iter().map(|asset| self.painted(asset, most).unwrap_or_else(|| asset.clone())).collect()
    }

    fn painted(&self, asset: &Asset, most: u32) -> Option<Asset> {
        if asset.format != AssetFormat::Svg {
            return None;
        }
        let (width, height) = (asset.width.max(1), asset.height.max(1));
        let size = Size::new(Abs::pt(f64::from(width)), Abs::pt(f64::from(height)));
        if self.paths(&asset.bytes, size).is_some() {
            return None;
        }
        let longest = u64::from(width.max(height)) * u64::from(DOTS_PER_INCH) / u64::from(CSS_PER_INCH);
        let goal = longest.min(u64::from(most));
        let side = |side: u32| (u64::from(side) * goal / u64::from(width.max(height))).max(1) as u32;
        let bytes = self.png(&asset.bytes, side(width), side(height))?;
        Some(Asset { bytes, format: AssetFormat::Png, ..asset.clone() })
    }
}
