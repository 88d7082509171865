//! Pictures. In: the assets, and which of them the text shows. Out: their paths in the edition and their files.

use std::collections::{BTreeMap, BTreeSet};

use super::survey::{Place, Survey};
use super::{Resource, svg};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Asset, AssetFormat, Assets};

/// Apple Books takes no interior picture with more pixels (EPUB requirement 17).
const MOST_PIXELS: u64 = 5_600_000;

/// The pictures of an edition.
#[derive(Default)]
pub(super) struct Pictures {
    /// Path in the edition by position in the assets.
    paths: BTreeMap<usize, String>,
    /// Cleaned drawings by position in the assets.
    drawings: BTreeMap<usize, Vec<u8>>,
    /// Whether one of them may move.
    moving: bool,
    /// Positions in the assets by path relative to the book.
    by_path: BTreeMap<String, usize>,
}

impl Pictures {
    /// Decides which assets come along, under which names.
    pub(super) fn of(survey: &Survey<'_>, assets: &Assets, sink: &mut Sink) -> Self {
        let mut pictures = Self::default();
        for (at, asset) in assets.list.iter().enumerate() {
            pictures.by_path.entry(asset.path.clone()).or_insert(at);
        }
        let mut used: BTreeSet<usize> = survey.pictures.iter().copied().filter(|&at| at < assets.list.len()).collect();
        for place in &survey.articles {
            let posters = place.article.media.iter().filter_map(|media| media.poster.as_deref());
            used.extend(posters.filter_map(|poster| pictures.by_path.get(&beside(place, poster)).copied()));
        }
        for at in used {
            pictures.take(at, &assets.list[at], sink);
        }
        pictures
    }

    fn take(&mut self, at: usize, asset: &Asset, sink: &mut Sink) {
        if asset.format == AssetFormat::Svg {
            match svg::cleaned(&asset.bytes) {
                Some(drawing) => {
                    self.drawings.insert(at, drawing);
                }
                None => {
                    sink.push(unreadable(&asset.path));
                    return;
                }
            }
        } else if u64::from(asset.width) * u64::from(asset.height) > MOST_PIXELS {
            sink.push(too_many_pixels(asset));
        }
        self.moving |= asset.format == AssetFormat::Gif;
        self.paths.insert(at, format!("images/picture-{}.{}", at + 1, asset.format.extension()));
    }

    /// The path of an asset in the edition; `None` where it has none.
    pub(super) fn path(&self, asset: usize) -> Option<&str> {
        self.paths.get(&asset).map(String::as_str)
    }

    /// The path of a recording's still picture, named relative to its article.
    pub(super) fn poster(&self, poster: &str, place: &Place<'_>) -> Option<&str> {
        self.by_path.get(&beside(place, poster)).and_then(|&at| self.path(at))
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
    pub(super) fn resources(&self, assets: &Assets) -> Vec<Resource> {
        let file = |(&at, path): (&usize, &String)| {
            let asset = &assets.list[at];
            let bytes = self.drawings.get(&at).unwrap_or(&asset.bytes).clone();
            Resource::new(path, bytes, asset.format.media_type())
        };
        self.paths.iter().map(file).collect()
    }
}

/// A path relative to an article as one relative to the book.
fn beside(place: &Place<'_>, path: &str) -> String {
    let folder = place.article.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
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
