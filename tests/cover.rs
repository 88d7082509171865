//! Covers: words fit their boxes and none is lost, templates that attack are refused by name, and pixels are what they were.

use std::path::Path;
use std::sync::LazyLock;

use banxin::cover;
use banxin::diag::{FileId, Files, Sink};
use banxin::display::{self, ArtifactKind, Color, GlyphRun, Item, ItemKind, Orientation, Page, Paint, Tag};
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
    let input = cover::Input { template, file: FileId(0), metadata, fonts: &FONTS, picture: None, colors: &[] };
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

/// A picture of flat colour.
fn picture(width: u32, height: u32) -> Asset {
    let rgb = image::RgbImage::from_pixel(width, height, image::Rgb([90, 120, 140]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    rgb.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    Asset { path: "a.png".to_owned(), bytes: bytes.into_inner(), format: AssetFormat::Png, width, height }
}

fn input<'a>(design: Design, metadata: &'a Metadata, picture: Option<&'a Asset>) -> cover::Input<'a> {
    let template = cover::design(design);
    cover::Input { template, file: FileId(0), metadata, fonts: &FONTS, picture, colors: &[] }
}

#[test]
fn every_design_bears_every_book() {
    let photograph = picture(1300, 1840);
    for design in Design::ALL {
        for metadata in shelf() {
            for picture in [None, Some(&photograph)] {
                let sizes = [a5(), cover::epub_size(), Size::new(Abs::mm(187.0), Abs::mm(262.0))];
                // Pictures take long, and change nothing from page to page.
                for size in sizes.into_iter().take(if picture.is_some() { 1 } else { 3 }) {
                    let mut sink = Sink::default();
                    let front = cover::front(&input(design, &metadata, picture), size, 7, &mut sink).unwrap();
                    let named = format!("{} {} {}", design.word(), metadata.title, picture.is_some());
                    let findings: Vec<_> = sink.findings().iter().map(|finding| finding.code).collect();
                    assert_eq!(findings, Vec::<&str>::new(), "{named}");
                    let safe = Abs::mm(3.0);
                    for run in runs(&front.page) {
                        let (x, y) = (run.origin.x, run.origin.y);
                        assert!(x >= safe && x <= size.width - safe, "{named}: {}", run.text);
                        assert!(y >= safe && y <= size.height - safe, "{named}: {}", run.text);
                        assert!(run.size >= Abs::pt(6.0), "{named}: {} is set at {:?}", run.text, run.size);
                    }
                    let written: String = runs(&front.page).map(|run| run.text.as_str()).collect();
                    let without_space = |text: &str| text.split_whitespace().collect::<String>();
                    assert!(without_space(&written).contains(&without_space(&metadata.title)), "{named}: {written}");
                    let pictures = front.page.items.iter().filter_map(|item| match item.kind {
                        ItemKind::Picture { asset, .. } => Some(asset),
                        ItemKind::Path(_) | ItemKind::Glyphs(_) => None,
                    });
                    let expected: Vec<usize> = (7..7 + front.assets.len()).collect();
                    assert_eq!(pictures.collect::<Vec<_>>(), expected, "{named}");
                    assert_eq!(
                        front.assets.len(),
                        usize::from(picture.is_some() && design != Design::Front),
                        "{named}"
                    );
                }
            }
        }
    }
}

/// What a design is drawn with is what its palette says: a drawing program shows what banxin makes.
#[test]
fn fills_and_palettes_agree() {
    for design in Design::ALL {
        let text = cover::design(design);
        let palette = text.split_once("data-colors=\"").unwrap().1.split_once('"').unwrap().0;
        let color =
            |name: &str| palette.split(' ').find_map(|part| part.strip_prefix(name)?.strip_prefix(':')).unwrap();
        let mut count = 0;
        for element in text.split('<').filter(|element| element.contains(" data-ink=\"")) {
            let value = |key: &str| element.split_once(key).unwrap().1.split_once('"').unwrap().0;
            assert_eq!(value(" fill=\""), color(value(" data-ink=\"")), "{element}");
            count += 1;
        }
        assert!(count > 4, "{}", design.word());
    }
}

#[test]
fn the_manifest_may_change_colours_by_name() {
    let metadata = book("故乡", "zh-Hans");
    let colors = [("accent".to_owned(), [1, 2, 3]), ("sea".to_owned(), [0, 0, 0])];
    let mut sink = Sink::default();
    let front =
        cover::front(&cover::Input { colors: &colors, ..input(Design::Magazine, &metadata, None) }, a5(), 0, &mut sink);
    let has =
        |color: Color| {
            front.as_ref().unwrap().page.items.iter().any(
                |item| matches!(&item.kind, ItemKind::Path(path) if path.fill.is_some_and(|fill| fill.color == color)),
            )
        };
    assert!(has(Color::Rgb(1, 2, 3)) && !has(Color::Rgb(0xd7, 0x26, 0x3d)));
    assert_eq!(sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(), ["cover-color"]);
}

#[test]
fn pictures_are_cut_to_their_place_and_soft_ones_reported() {
    let metadata = book("故乡", "zh-Hans");
    for (width, height, expected) in [(2400, 3400, vec![]), (500, 300, vec!["cover-picture-small"])] {
        let picture = picture(width, height);
        let mut sink = Sink::default();
        let front = cover::front(&input(Design::Photographic, &metadata, Some(&picture)), a5(), 0, &mut sink).unwrap();
        assert_eq!(sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(), expected);
        let asset = &front.assets[0];
        let area = front.page.items.iter().find_map(|item| match item.kind {
            ItemKind::Picture { area, .. } => Some(area),
            ItemKind::Path(_) | ItemKind::Glyphs(_) => None,
        });
        let size = area.unwrap().size;
        let off = f64::from(asset.width) / f64::from(asset.height) - size.width.to_pt() / size.height.to_pt();
        assert!(off.abs() < 0.01, "{}x{} in {size:?}", asset.width, asset.height);
    }
    let svg = Asset { format: AssetFormat::Svg, ..picture(10, 10) };
    let mut sink = Sink::default();
    assert!(cover::front(&input(Design::Photographic, &metadata, Some(&svg)), a5(), 0, &mut sink).is_none());
    assert_eq!(sink.findings()[0].code, "cover-picture");
}

fn wrapped(options: &WrapOptions, metadata: &Metadata, writing: Writing) -> (cover::wrap::Wrap, Vec<&'static str>) {
    let mut sink = Sink::default();
    let made =
        cover::wrap::wrap(&input(Design::Literary, metadata, None), options, 240, a5(), writing, &mut sink).unwrap();
    (made, sink.findings().iter().map(|finding| finding.code).collect())
}

#[test]
fn a_wrap_has_its_words_where_they_belong() {
    let mut metadata = shelf().swap_remove(2);
    metadata.description = Some("时候既然是深冬，渐近故乡时，天气又阴晦了。".repeat(6));
    metadata.isbn = vec![("print".to_owned(), "9787020002207".to_owned())];
    let sheet = Some(Abs::mm(0.1));
    for options in [
        WrapOptions {
            sheet,
            flap: Some(Abs::mm(60.0)),
            price: Some("定价：48.00元".to_owned()),
            ..WrapOptions::default()
        },
        WrapOptions {
            printer: Printer::Kdp,
            addon: Some("52499".to_owned()),
            qr: Some("https://example.org/".to_owned()),
            ..WrapOptions::default()
        },
        WrapOptions {
            printer: Printer::IngramSpark,
            stock: Stock::Cream,
            spine: Some(Abs::mm(13.7)),
            ..WrapOptions::default()
        },
    ] {
        for writing in [Writing::Horizontal, Writing::Vertical] {
            let (wrap, codes) = wrapped(&options, &metadata, writing);
            assert_eq!(codes, Vec::<&str>::new());
            let (spine, back, front) = (wrap.geometry.spine, wrap.geometry.back, wrap.geometry.front);
            let within = |area: Rect, run: &GlyphRun| {
                run.origin.x >= area.origin.x
                    && run.origin.x <= area.right()
                    && run.origin.y >= area.origin.y
                    && run.origin.y <= area.foot()
            };
            let text = |area: Rect| {
                runs(&wrap.page).filter(|run| within(area, run)).map(|run| run.text.as_str()).collect::<String>()
            };
            let title = metadata.title.as_str();
            assert!(text(spine).starts_with(title), "{}", text(spine));
            assert!(text(spine).contains("三联书店"));
            assert!(text(back).contains("渐近故乡时") && text(back).contains("978-7-02-000220-7"));
            assert!(text(front).contains(title));
            // CLR-I01: upright, down the middle of the spine.
            for run in runs(&wrap.page).filter(|run| within(spine, run) && run.orientation == Orientation::Vertical) {
                let half = run.size / 2;
                assert!(run.origin.x - half >= spine.origin.x && run.origin.x + half <= spine.right(), "{}", run.text);
            }
            let everything = runs(&wrap.page).count();
            let placed = [spine, back, front].map(|area| runs(&wrap.page).filter(|run| within(area, run)).count());
            assert_eq!(placed.iter().sum::<usize>(), everything, "no word lies on a flap or in the bleed");
        }
    }
}

#[test]
fn a_wrap_says_what_the_printer_would_refuse() {
    let metadata = book("故乡", "zh-Hans");
    let kdp = WrapOptions { printer: Printer::Kdp, flap: Some(Abs::mm(60.0)), ..WrapOptions::default() };
    let mut sink = Sink::default();
    cover::wrap::wrap(&input(Design::Minimal, &metadata, None), &kdp, 20, a5(), Writing::Horizontal, &mut sink);
    assert_eq!(
        sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["wrap-pages", "wrap-flap", "spine-narrow"]
    );
    let long = Metadata { description: Some("天".repeat(3_000)), ..metadata };
    let (_, codes) =
        wrapped(&WrapOptions { spine: Some(Abs::mm(12.0)), ..WrapOptions::default() }, &long, Writing::Horizontal);
    assert_eq!(codes, ["cover-back-long", "cover-unsafe"], "it runs past the cut");
    let near = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600"><rect data-field="title" x="2" y="300" width="900" height="300"/></svg>"##;
    let mut sink = Sink::default();
    let input = cover::Input { template: near, ..input(Design::Front, &long, None) };
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), back: Some("天".to_owned()), ..WrapOptions::default() };
    cover::wrap::wrap(&input, &options, 240, a5(), Writing::Horizontal, &mut sink);
    assert_eq!(sink.findings()[0].code, "cover-unsafe");
}

/// The findings of a wrap of 240 pages of `trim`, in English.
fn refused(options: &WrapOptions, metadata: &Metadata, trim: Size) -> Vec<(&'static str, String)> {
    let mut sink = Sink::default();
    cover::wrap::wrap(&input(Design::Minimal, metadata, None), options, 240, trim, Writing::Horizontal, &mut sink);
    sink.findings().iter().map(|finding| (finding.code, finding.message.en.to_string())).collect()
}

#[test]
fn spine_codes_and_flaps_keep_their_least_measures() {
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), ..WrapOptions::default() };
    let mut metadata = book("故乡", "zh-Hans");
    metadata.isbn = vec![("print".to_owned(), "9787020002207".to_owned())];
    assert_eq!(refused(&options, &metadata, a5()), []);

    let mut many = metadata.clone();
    many.contributors = vec![person(&"Wolfeschlegelstein ".repeat(12), "aut")];
    let found = refused(&options, &many, a5());
    let spine = found.iter().find(|(_, said)| said.contains("on the spine has"));
    assert!(spine.is_some_and(|(code, said)| *code == "cover-type-small" && said.contains("6 pt")), "{found:?}");

    let codes = WrapOptions { addon: Some("52499".to_owned()), qr: Some("https://example.org/".to_owned()), ..options };
    assert_eq!(refused(&codes, &metadata, a5()), []);
    let narrow = refused(&codes, &metadata, Size::new(Abs::mm(85.0), Abs::mm(160.0)));
    let overlap = narrow.iter().find(|(code, _)| *code == "wrap-code").unwrap();
    assert!(overlap.1.contains("overlap by"), "{}", overlap.1);

    for (flap, fits) in [(29.0, false), (30.0, true), (143.0, true), (144.0, false)] {
        let flaps = WrapOptions { spine: Some(Abs::mm(12.0)), flap: Some(Abs::mm(flap)), ..WrapOptions::default() };
        let found: Vec<_> = refused(&flaps, &metadata, a5()).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, if fits { vec![] } else { vec!["wrap-flap-width"] }, "{flap} mm");
    }
}

#[test]
fn no_word_lies_on_the_plate() {
    let photograph = picture(1300, 1840);
    let mut metadata = shelf().swap_remove(2);
    metadata.title = "中国古代书籍版式与装帧艺术发展史：从简牍、卷轴到线装书的千年流变".to_owned();
    metadata.subtitle = Some("兼论排版软件 Banxin 的设计与实现（修订第三版）".to_owned());
    let front =
        cover::front(&input(Design::Minimal, &metadata, Some(&photograph)), a5(), 0, &mut Sink::default()).unwrap();
    let plate = front.page.items.iter().find_map(|item| match item.kind {
        ItemKind::Picture { area, .. } => Some(area),
        ItemKind::Path(_) | ItemKind::Glyphs(_) => None,
    });
    let plate = plate.unwrap();
    for run in runs(&front.page) {
        let (head, foot) = (run.origin.y - run.size, run.origin.y + run.size / 4);
        assert!(foot <= plate.origin.y || head >= plate.foot(), "{}", run.text);
    }
}
