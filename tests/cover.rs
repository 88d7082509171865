//! Covers: words fit their boxes and none is lost, templates that attack are refused by name, and pixels are what they were.

mod design;
mod front;
mod kdp;
mod pixel;
mod template;
mod wrap;

use std::path::Path;
use std::sync::LazyLock;

use banxin::cover;
use banxin::diag::{FileId, Files, Sink, Span};
use banxin::display::{self, ArtifactKind, Color, GlyphRun, Item, ItemKind, Orientation, Page, Paint, Segment, Tag};
use banxin::document::{Asset, AssetFormat};
use banxin::font::FontSet;
use banxin::project::{Contributor, Design, Metadata, Printer, Stock, WrapOptions};
use banxin::raster;
use banxin::units::{Abs, Point, Rect, Size, Writing};
use proptest::prelude::*;

#[expect(clippy::unwrap_used, reason = "the fonts are in the repository; a test says so by failing")]
static FONTS: LazyLock<FontSet> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    FontSet::load(&folder, &mut Files::default(), &mut Sink::default()).unwrap()
});

/// A page of the template's shape with one box, a thousand units wide.
const TITLE_ALONE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600">
    <rect data-field="title" x="0" y="0" width="1000" height="800" data-role="song-bold" data-size="240" data-least="90"/></svg>"##;

fn book(title: &str, language: &str) -> Metadata {
    Metadata { title: title.to_owned(), language: language.to_owned(), ..Metadata::default() }
}

fn person(name: &str, role: &str) -> Contributor {
    Contributor { name: name.to_owned(), role: role.to_owned(), file_as: None }
}

fn a5() -> Size {
    Size::new(Abs::mm(148.0), Abs::mm(210.0))
}

fn front(template: Option<&str>, metadata: &Metadata, size: Size) -> (Option<Page>, Vec<&'static str>) {
    let mut sink = Sink::default();
    let template = template.unwrap_or(cover::design(Design::Front));
    let input = cover::Input { template, ..input(Design::Front, metadata, None) };
    let page = cover::front(&input, size, 0, &mut sink).map(|front| front.page);
    (page, sink.findings().iter().map(|finding| finding.code).collect())
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    })
}

/// The text of each line, by baselines.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<(Abs, String)> = Vec::new();
    for run in runs(page) {
        match lines.last_mut() {
            Some((baseline, line)) if *baseline == run.origin.y => line.push_str(&run.text),
            _ => lines.push((run.origin.y, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Books of every kind that a cover must bear.
fn shelf() -> Vec<Metadata> {
    let with = |mut metadata: Metadata, subtitle: &str, people: &[(&str, &str)], publisher: &str| {
        metadata.subtitle = Some(subtitle.to_owned());
        metadata.contributors = people.iter().map(|(name, role)| person(name, role)).collect();
        metadata.publisher = Some(publisher.to_owned());
        metadata
    };
    let long = "人工智能时代的国家治理与社会变迁：关于算法、权力与公共生活的长期观察";
    let people = [("欧阳文清", "aut"), ("李一", "aut"), ("Michael Johnson", "aut"), ("王小明", "trl")];
    vec![
        with(book("从5百万美元到掀桌子", "zh-Hans"), "马斯克为何成了AI安全最激进的人", &[], ""),
        with(book("故乡", "zh-Hans"), "", &[("鲁迅", "aut")], ""),
        with(book(long, "zh-Hans"), "从“数字政府”到“平台社会”的二十年（1999—2019）", &people, "生活·读书·新知三联书店"),
        with(
            book("The Art of Typesetting Chinese", "en"),
            "A Handbook",
            &[("Jane Q. Smith", "aut")],
            "Open Type Press",
        ),
        with(
            book("漢字排版的藝術：從雕版到螢幕", "zh-Hant-TW"),
            "行間與留白的小史",
            &[("陳大文", "aut")],
            "留白出版社",
        ),
    ]
}

/// A picture of flat colour.
fn picture(width: u32, height: u32) -> Asset {
    let rgb = image::RgbImage::from_pixel(width, height, image::Rgb([90, 120, 140]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    rgb.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    Asset { path: "a.png".to_owned(), bytes: bytes.into_inner(), format: AssetFormat::Png, width, height }
}

/// A place in a manifest.
fn said(at: usize) -> Span {
    Span::new(FileId(1), at..at + 1)
}

fn input<'a>(design: Design, metadata: &'a Metadata, picture: Option<&'a Asset>) -> cover::Input<'a> {
    let template = cover::design(design);
    let places = cover::Places { choice: said(1), picture: said(2), wrap: said(3) };
    cover::Input {
        template,
        file: FileId(0),
        design: Some(design),
        places,
        metadata,
        fonts: &FONTS,
        picture,
        colors: &[],
    }
}

fn svg(body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 16">{body}</svg>"#
    )
}
