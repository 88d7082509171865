//! Covers: words fit their boxes and none is lost, templates that attack are refused by name, and pixels are what they were.

use std::path::Path;
use std::sync::LazyLock;

use banxin::cover;
use banxin::diag::{FileId, Files, Sink};
use banxin::display::{self, ArtifactKind, Color, GlyphRun, Item, ItemKind, Page, Paint, Tag};
use banxin::font::FontSet;
use banxin::project::{Contributor, Metadata};
use banxin::raster;
use banxin::units::{Abs, Point, Rect, Size};
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
    let page = cover::front(template, FileId(0), metadata, &FONTS, size, &mut sink);
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

const TITLES: &str = "
从5百万美元到掀桌子 => 从5百万美元 / 到掀桌子
故乡 => 故乡
人 => 人
红楼梦 => 红楼梦
战争与和平 => 战争与 / 和平
人工智能简史 => 人工智能简史
汉字排版的艺术：从雕版到屏幕 => 汉字排版的艺术： / 从雕版到屏幕
漢字排版的藝術：從雕版到螢幕 => 漢字排版的藝術： / 從雕版到螢幕
读《红楼梦》 => 读《红楼梦》
The Art of War => The Art / of War
";

#[test]
fn titles_break_at_sense() {
    for case in TITLES.lines().filter(|line| !line.is_empty()) {
        let (title, expected) = case.split_once(" => ").unwrap();
        let (page, codes) =
            front(Some(TITLE_ALONE), &book(title, "zh-Hans"), Size::new(Abs::pt(250.0), Abs::pt(400.0)));
        let lines: Vec<String> = lines(&page.unwrap()).iter().map(|line| line.trim().to_owned()).collect();
        assert_eq!(lines.join(" / "), expected);
        assert!(codes.is_empty(), "{title}: {codes:?}");
    }
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

#[test]
fn everything_lies_inside_the_safe_area() {
    let safe = Abs::mm(3.0);
    for metadata in shelf() {
        for size in [
            cover::epub_size(),
            a5(),
            Size::new(Abs::mm(210.0), Abs::mm(210.0)),
            Size::new(Abs::mm(90.0), Abs::mm(210.0)),
        ] {
            let (page, codes) = front(None, &metadata, size);
            assert!(codes.is_empty(), "{}: {codes:?}", metadata.title);
            for run in runs(&page.unwrap()) {
                for glyph in &run.glyphs {
                    let Some(ink) = FONTS.face(run.face).ink(glyph.id) else { continue };
                    let (left, right) = (ink.x_min.at(run.size), ink.x_max.at(run.size));
                    let x = run.origin.x + glyph.at;
                    assert!(
                        x + left >= safe && x + right <= size.width - safe,
                        "{size:?} {x:?} {left:?} {right:?} {}",
                        run.text
                    );
                    let (top, foot) = (run.origin.y - ink.y_max.at(run.size), run.origin.y - ink.y_min.at(run.size));
                    assert!(
                        top >= safe && foot <= size.height - safe,
                        "{size:?} {top:?} {foot:?} {ink:?} {:?} {}",
                        run.origin,
                        run.text
                    );
                }
            }
        }
    }
}

#[test]
fn a_title_keeps_one_face() {
    // The bold face lacks some of these; half a title in bold would be worse than none.
    let (page, _) = front(Some(TITLE_ALONE), &book("漢字排版的藝術", "zh-Hant-TW"), a5());
    let mut faces: Vec<_> = runs(&page.unwrap()).map(|run| run.face).collect();
    faces.dedup();
    assert_eq!(faces.len(), 1);
}

#[test]
fn empty_fields_leave_nothing() {
    let template = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 160"><g data-flow="foot">
        <rect data-field="title" y="10" width="100" height="20" data-size="10"/><rect data-field="rule" y="40" width="100" height="1"/>
        <rect data-field="authors" y="50" width="100" height="20" data-size="10"/></g></svg>"##;
    let size = Size::new(Abs::pt(100.0), Abs::pt(160.0));
    let (page, _) = front(Some(template), &book("故乡", "zh-Hans"), size);
    let page = page.unwrap();
    // No rule; and the title has come down to the foot of the flow: 70 less the line, plus 0.88 em to the baseline.
    assert_eq!(page.items.len(), 1);
    assert_eq!(runs(&page).next().unwrap().origin.y.to_pt().round() as i64, 69);
    let mut metadata = book("故乡", "zh-Hans");
    metadata.contributors = vec![person("鲁迅", "aut")];
    let (page, _) = front(Some(template), &metadata, size);
    assert_eq!(lines(&page.unwrap()), ["故乡", "鲁迅 著"]);
    assert_eq!(cover::alt_text(&metadata), "封面：《故乡》，鲁迅 著");
}

#[test]
fn the_epub_cover_is_what_stores_ask_for() {
    let make = || {
        let (page, _) = front(None, &shelf()[0], cover::epub_size());
        raster::jpeg(&raster::render(&page.unwrap(), &FONTS, &[], cover::EPUB_SCALE).unwrap(), 88)
    };
    let bytes = make();
    let picture = image::load_from_memory(&bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), cover::EPUB_PIXELS);
    assert_eq!(picture.color(), image::ColorType::Rgb8);
    // The ground is paper above and ink below.
    let [paper, ink] = [(4, 4), (4, 2500)].map(|(x, y)| picture.to_rgb8().get_pixel(x, y).0);
    assert!(paper.iter().all(|&part| part > 220) && ink[0] > 150 && ink[1] < 80, "{paper:?} {ink:?}");
    assert_eq!(bytes, make());
}

fn svg(body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 16">{body}</svg>"#
    )
}

#[test]
fn attacks_are_refused_by_name() {
    let laughs = r#"<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&b;</svg>"#;
    let cases: Vec<(&str, String, &str)> = vec![
        ("not xml", "版心".to_owned(), "cover-not-svg"),
        (
            "no view box",
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#.to_owned(),
            "cover-not-svg",
        ),
        (
            "huge view box",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e30 1e30"/>"#.to_owned(),
            "cover-not-svg",
        ),
        (
            "not a number",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 NaN 1"/>"#.to_owned(),
            "cover-not-svg",
        ),
        ("billion laughs", laughs.to_owned(), "cover-not-svg"),
        ("deep groups", svg(&"<g>".repeat(300_000)), "cover-too-large"),
        ("many elements", svg(&"<g/>".repeat(100_000)), "cover-too-large"),
        ("many bytes", svg(&" ".repeat(2 << 20)), "cover-too-large"),
        ("open tags", "<".repeat(1 << 20), "cover-too-large"),
        ("long style", svg(&format!("<style>{}</style>", "a{}".repeat(9_000))), "cover-too-large"),
        ("script", svg("<script>alert(1)</script>"), "cover-element"),
        ("picture", svg(r#"<image xlink:href="file:///etc/passwd"/>"#), "cover-element"),
        ("use", svg(r##"<g id="a"/><use href="#a"/>"##), "cover-element"),
        ("foreign object", svg("<g><foreignObject/></g>"), "cover-element"),
        ("gradient", svg("<linearGradient id=\"a\"/>"), "cover-element"),
        ("text", svg("<text>a</text>"), "cover-element"),
        ("event", svg(r#"<rect onload="x()" width="1" height="1"/>"#), "cover-reference"),
        ("reference", svg(r#"<rect fill="url(http://example.com/a)" width="1" height="1"/>"#), "cover-reference"),
        ("style reference", svg("<style>@import 'a.css';</style>"), "cover-reference"),
        ("far away", svg(r#"<rect x="1e30" width="1" height="1"/>"#), "cover-extent"),
        ("wide stroke", svg(r##"<path d="M0 0L1 1" stroke="#000" stroke-width="1e9"/>"##), "cover-extent"),
        ("wrong number", svg(r#"<rect data-field="title" width="1e99" height="1"/>"#), "cover-attribute"),
        ("wrong role", svg(r#"<rect data-field="title" width="9" height="9" data-role="comic"/>"#), "cover-attribute"),
        (
            "moved box",
            svg(r#"<g transform="scale(2)"><rect data-field="title" width="9" height="9"/></g>"#),
            "cover-field-place",
        ),
    ];
    for (name, template, code) in cases {
        let (page, codes) = front(Some(&template), &book("故乡", "zh-Hans"), a5());
        assert!(page.is_none() && codes == [code], "{name}: {codes:?}");
    }
}

#[test]
fn drawings_survive() {
    let dashes = svg(
        r##"<path d="M0 0H10" stroke="#f00" stroke-dasharray="1e-9" fill="none"/><circle r="3" opacity="0.5" cx="5" cy="5"/>"##,
    );
    let (page, codes) = front(Some(&dashes), &book("", "zh-Hans"), Size::new(Abs::pt(10.0), Abs::pt(16.0)));
    assert_eq!(codes, Vec::<&str>::new());
    let paths: Vec<_> = page
        .unwrap()
        .items
        .into_iter()
        .filter_map(|item| match item.kind {
            ItemKind::Path(path) => Some((path.stroke.is_some_and(|stroke| stroke.dashes.is_empty()), path.fill)),
            ItemKind::Glyphs(_) | ItemKind::Picture { .. } => None,
        })
        .collect();
    let half = Paint { color: Color::Rgb(0, 0, 0), opacity: 128 };
    assert_eq!(paths, [(true, None), (false, Some(half))]);
}

#[test]
fn a_long_or_unknown_text_is_reported() {
    let (page, codes) = front(None, &book(&"长".repeat(301), "zh-Hans"), a5());
    assert!(page.is_none() && codes == ["cover-text-too-long"], "{codes:?}");
    let (page, codes) = front(None, &book(&"长".repeat(300), "zh-Hans"), a5());
    assert!(page.is_some() && codes == ["cover-text-small"], "{codes:?}");
    let (page, codes) = front(None, &book("版\u{10FFFD}", "zh-Hans"), a5());
    assert!(page.is_some() && codes == ["missing-glyph"], "{codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_character_is_lost(title in "[ a-zA-Z0-9\u{4e00}-\u{4eff}，。：《》“”·—…-]{1,60}") {
        let expected = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let (page, _) = front(Some(TITLE_ALONE), &book(&title, "zh-Hans"), a5());
        prop_assert_eq!(lines(&page.unwrap()).concat(), expected);
    }

    #[test]
    fn no_template_panics(body in "(<(g|rect|path|/g|/rect|text|style)( (x|d|width|data-field|data-flow|fill)=\"(M0 0L9 9z|1|-3|title|head|#fff)\")?/?>){0,8}") {
        let (page, codes) = front(Some(&svg(&body)), &book("版心", "zh-Hans"), a5());
        prop_assert!(page.is_some() || !codes.is_empty());
    }
}

/// A nine by seven picture: a frame one pixel wide, two pixels of a second ink, and half ink in the middle.
#[test]
fn pixels_are_what_they_were() {
    let paint = |color, opacity| Paint { color, opacity };
    let rect = |x: i64, y: i64, width: i64, height: i64, paint: Paint| {
        let pt = |n: i64| Abs::pt(1.0) * n;
        let area = Rect::new(Point::new(pt(x), pt(y)), Size::new(pt(width), pt(height)));
        let kind = ItemKind::Path(display::Path::rectangle(area, paint));
        Item { tag: Tag::Artifact(ArtifactKind::Layout), language: None, kind }
    };
    let black = Color::Black(255);
    let items = vec![
        rect(1, 1, 7, 5, paint(black, 255)),
        rect(2, 2, 5, 3, paint(Color::Rgb(255, 255, 255), 255)),
        rect(3, 3, 2, 1, paint(Color::Rgb(255, 0, 0), 255)),
        rect(5, 3, 1, 1, paint(black, 128)),
    ];
    let page = Page { size: Size::new(Abs::pt(9.0), Abs::pt(7.0)), label: String::new(), items, links: Vec::new() };
    let pixels = raster::render(&page, &FONTS, &[], 1.0).unwrap();
    let letter = |pixel: &[u8]| match pixel {
        [255, 255, 255] => '.',
        [0, 0, 0] => '#',
        [255, 0, 0] => 'r',
        [120..=136, 120..=136, 120..=136] => '-',
        _ => '?',
    };
    let row = |row: &[u8]| row.chunks(3).map(letter).collect::<String>();
    let picture: Vec<String> = pixels.rgb.chunks(9 * 3).map(row).collect();
    let expected = [".........", ".#######.", ".#.....#.", ".#.rr-.#.", ".#.....#.", ".#######.", "........."];
    assert_eq!(picture, expected);
    let again = image::load_from_memory(&raster::png(&pixels)).unwrap().to_rgb8();
    assert_eq!(again.into_raw(), pixels.rgb);
    assert_eq!(raster::render(&page, &FONTS, &[], 1e9), None);
    assert_eq!(raster::render(&page, &FONTS, &[], f64::NAN), None);
}
