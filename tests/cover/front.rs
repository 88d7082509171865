//! Words on the front: they fit their boxes, break at sense, and none is lost.

use super::*;

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
