//! Pictures. In: the assets, and which of them the text shows. Out: their paths in the edition and their files.

use std::collections::{BTreeMap, BTreeSet};

use super::sized::{Fitted, MOST_PIXELS, can_scale, fitted};
use super::survey::Survey;
use super::{Resource, svg};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Asset, AssetFormat, Assets};
use crate::project::EpubProfile;

/// The pictures of an edition.
#[derive(Default)]
pub(super) struct Pictures {
    /// Path in the edition by position in the assets.
    paths: BTreeMap<usize, String>,
    /// Their files by position in the assets.
    files: BTreeMap<usize, Fitted>,
    /// Whether one of them may move.
    moving: bool,
}

impl Pictures {
    /// Decides which assets come along, under which names.
    pub(super) fn of(survey: &Survey<'_>, assets: &Assets, profile: EpubProfile, sink: &mut Sink) -> Self {
        let mut pictures = Self::default();
        let mut used: BTreeSet<usize> = survey.pictures.iter().copied().filter(|&at| at < assets.list.len()).collect();
        for place in &survey.articles {
            used.extend(
                place.article.media.iter().filter_map(|media| media.still).filter(|&at| at < assets.list.len()),
            );
        }
        used.retain(|&at| pictures.take(at, &assets.list[at], sink));
        let drawn = |at: &usize| pictures.files.contains_key(at);
        let pixels: Vec<usize> = used.iter().copied().filter(|at| !drawn(at)).collect();
        let chosen: Vec<&Asset> = pixels.iter().map(|&at| &assets.list[at]).collect();
        pictures.files.extend(pixels.into_iter().zip(fitted(&chosen, profile)));
        for (at, file) in &pictures.files {
            pictures.paths.insert(*at, format!("images/picture-{}.{}", at + 1, file.format.extension()));
        }
        pictures
    }

    /// Whether a picture can come along.
    fn take(&mut self, at: usize, asset: &Asset, sink: &mut Sink) -> bool {
        if asset.format == AssetFormat::Svg {
            let Some(bytes) = svg::cleaned(&asset.bytes) else {
                sink.push(unreadable(&asset.path));
                return false;
            };
            self.files.insert(at, Fitted { bytes, format: AssetFormat::Svg });
        } else if !can_scale(asset.format) && u64::from(asset.width) * u64::from(asset.height) > MOST_PIXELS {
            sink.push(too_many_pixels(asset));
        }
        self.moving |= asset.format == AssetFormat::Gif;
        true
    }

    /// The path of an asset in the edition; `None` where it has none.
    pub(super) fn path(&self, asset: usize) -> Option<&str> {
        self.paths.get(&asset).map(String::as_str)
    }

    /// Whether the paper shows through a picture.
    pub(super) fn is_clear(&self, asset: usize) -> bool {
        self.files.get(&asset).is_some_and(Fitted::is_clear)
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Whether one of them may move: what flashes is a hazard.
    pub(super) fn any_moving(&self) -> bool {
        self.moving
    }

    /// The files.
    pub(super) fn resources(&self) -> Vec<Resource> {
        self.files.iter().filter_map(|(at, file)| Some(file.resource(self.paths.get(at)?))).collect()
    }
}

fn unreadable(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "unreadable-drawing",
        format!("「{path}」不是可用的 SVG，EPUB 里以替代文字代替"),
        format!("`{path}` is not a usable SVG: the EPUB shows its alternative text"),
    )
    .hint("请用绘图软件重新导出，或换成 PNG", "export it again from a drawing program, or use a PNG")
}

fn too_many_pixels(asset: &Asset) -> Diagnostic {
    let Asset { path, width, height, .. } = asset;
    Diagnostic::warning(
        "too-many-pixels",
        format!("图片「{path}」有 {width}×{height} 像素，Apple Books 不收超过 560 万像素的内文图"),
        format!("picture `{path}` has {width}×{height} pixels: Apple Books takes at most 5.6 million"),
    )
    .hint("请缩小这张图片", "scale the picture down")
}
