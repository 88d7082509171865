//! What copies from the pages is the source (CLR-P01, CLR-P05).

use banxin::display::{
    ArtifactKind, Destination, FaceId, GlyphRun, ItemKind, OutlineEntry, Role as Tagged, Structure, Tag,
};
use banxin::font::Role;
use banxin::units::{Abs, Point};
use proptest::prelude::*;

use super::maker::{Line, Maker, PLAIN, fonts, glyphs};
use super::reader::Reader;
use super::{judged, keep};

/// Lines with how they are set. Each must come out of the file exactly.
fn lines() -> Vec<(&'static str, Line)> {
    let loose = |loose: f64| Line { loose, ..PLAIN };
    vec![
        ("天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。", PLAIN),
        ("寒来暑往，秋收冬藏。闰余成岁，律吕调阳。", loose(0.05)),
        ("云腾致雨，露结为霜。金生丽水，玉出昆冈。", loose(0.1)),
        ("剑号巨阙，珠称夜光。果珍李柰，菜重芥姜。", loose(0.14)),
        ("海咸河淡，鳞潜羽翔。龙师火帝，鸟官人皇。", loose(0.3)),
        ("标点，挤压。半个字宽，是负的间距。", loose(-0.1)),
        ("用Rust编写的GPU程序，共3个。", PLAIN),
        ("用 Rust 编写的 GPU 程序，共 3 个。", PLAIN),
        ("用 Rust 编写的 GPU 程序，撑开一些。", Line { loose: 0.1, gap: 0.35, ..PLAIN }),
        ("用Rust编写的GPU程序，撑开很多。", Line { loose: 0.25, gap: 0.5, ..PLAIN }),
        ("A line of Latin words, as it is set.", PLAIN),
        ("甲 乙 丙 丁", PLAIN),
        ("第一章 总论", Line { role: Role::HeiBold, ..PLAIN }),
        ("楷体的引文，“如此”。", Line { role: Role::Kai, ..PLAIN }),
    ]
}

#[test]
fn text_copies_as_its_source() {
    let mut maker = Maker::new();
    for (text, line) in lines() {
        maker.paragraph(text, line);
    }
    let (bytes, _) = maker.write(&[]);
    keep("lines.pdf", &bytes);
    let reader = Reader::open(&bytes);
    let expected: String = lines().iter().map(|(text, _)| *text).collect();
    assert_eq!(reader.text(), expected, "by ToUnicode and ActualText");
    let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) else { return };
    let read: Vec<&str> = read.lines().filter(|line| !line.trim().is_empty()).collect();
    for (text, line) in lines() {
        assert!(read.contains(&text), "{text} {line:?} among {read:#?}");
    }
}

#[test]
fn a_line_goes_on_over_elements() {
    let mut maker = Maker::new();
    let paragraph = maker.node(Structure::ROOT, Tagged::Paragraph);
    let mut x = super::maker::LEFT;
    for (role, text, gap) in [
        (Tagged::Span, "这是", 0.0),
        (Tagged::Strong, "重点", 0.12),
        (Tagged::Span, "和", 0.12),
        (Tagged::Code, "code", 0.25),
        (Tagged::Span, "以及 ", 0.25),
        (Tagged::Link, "link", 0.25),
        (Tagged::Span, "。", 0.0),
    ] {
        let node = maker.node(paragraph, role);
        let slot = maker.paged.structure.slot(node);
        x += gap * super::maker::SIZE;
        maker.part(slot, text, PLAIN, &mut x);
    }
    let (bytes, _) = maker.write(&[]);
    let expected = "这是重点和code以及 link。";
    assert_eq!(Reader::open(&bytes).text(), expected);
    if let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) {
        assert_eq!(read.trim(), expected);
    }
}

/// Changes the first run of a page.
fn with_run(text: &str, change: impl FnOnce(&mut GlyphRun)) -> Vec<u8> {
    let mut maker = Maker::new();
    maker.paragraph(text, PLAIN);
    if let ItemKind::Glyphs(run) = &mut maker.paged.pages[0].items[0].kind {
        change(run);
    }
    maker.write(&[]).0
}

fn reads(bytes: &[u8], expected: &str) {
    assert_eq!(Reader::open(bytes).text(), expected);
    if let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], bytes) {
        assert_eq!(read.trim(), expected);
    }
}

#[test]
fn a_glyph_may_stand_for_two_texts() {
    // The glyphs of 一 stand for 一, ⼀ and 一 again (CLR-P01).
    let bytes = with_run("一三一三一", |run| {
        run.text = "一三⼀三一".into();
    });
    reads(&bytes, "一三⼀三一");
}

#[test]
fn a_cluster_is_read_once() {
    // One text for three glyphs: the later two carry none.
    let bytes = with_run("甲乙丙丁", |run| {
        run.text = "甲噫丁".into();
        (run.glyphs[2].text_start, run.glyphs[2].text_len) = (6, 0);
        run.glyphs[3].text_start = 6;
    });
    reads(&bytes, "甲噫丁");
}

#[test]
fn several_characters_may_be_one_glyph() {
    let bytes = with_run("甲乙丙", |run| {
        run.text = "甲——丙".into();
        run.glyphs[1].text_len = 6;
        run.glyphs[2].text_start = 9;
    });
    reads(&bytes, "甲——丙");
}

#[test]
fn a_missing_glyph_is_not_painted_and_its_text_is_kept() {
    let bytes = with_run("甲乙丙", |run| run.glyphs[1].id = 0);
    reads(&bytes, "甲乙丙");
}

#[test]
fn emphasis_dots_are_not_read() {
    let mut maker = Maker::new();
    let slot = maker.paragraph("着重的话", PLAIN);
    let mut dots = glyphs("····", Role::Song, 0.0, super::maker::LEFT, 68.0);
    dots.text.clear();
    dots.glyphs.iter_mut().for_each(|dot| (dot.text_start, dot.text_len) = (0, 0));
    maker.push(Tag::Slot(slot), ItemKind::Glyphs(dots));
    reads(&maker.write(&[]).0, "着重的话");
}

#[test]
fn text_may_run_downwards() {
    for orientation in [banxin::display::Orientation::Vertical, banxin::display::Orientation::Sideways] {
        let bytes = with_run("直排的文字", |run| run.orientation = orientation);
        keep(&format!("{orientation:?}.pdf"), &bytes);
        assert_eq!(Reader::open(&bytes).text(), "直排的文字");
    }
}

#[test]
fn pages_that_name_nothing_are_refused() {
    let mut maker = Maker::new();
    maker.paragraph("甲", PLAIN);
    if let ItemKind::Glyphs(run) = &mut maker.paged.pages[0].items[0].kind {
        run.face = FaceId(99);
    }
    let mut sink = banxin::diag::Sink::default();
    let metadata = super::maker::metadata();
    let target = banxin::pdf::Target::Screen { attachments: &[] };
    let input = banxin::pdf::Input {
        metadata: &metadata,
        keywords: &[],
        paged: &maker.paged,
        fonts: fonts(),
        assets: &[],
        target,
    };
    assert!(banxin::pdf::write(&input, &mut sink).is_none());
    assert_eq!(sink.findings()[0].code, "pdf-bad-pages");
}

/// Every Han character of the smaller fonts, in the order of its code.
fn characters() -> Vec<char> {
    let list = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/charsets/core.txt")).unwrap();
    let code = |line: &str| u32::from_str_radix(line.strip_prefix("U+")?, 16).ok();
    let is_han = |c: &char| ('\u{4E00}'..='\u{9FA5}').contains(c);
    list.lines().filter_map(code).filter_map(char::from_u32).filter(is_han).collect()
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the time is held against a bound, and is no part of an output")]
fn a_book_of_two_hundred_pages_is_made_quickly() {
    let characters = characters();
    let mut maker = Maker::new();
    // Multiplication by a large prime spreads the picks without chance.
    let mut picks = (0_usize..).map(|at| characters[at * 7919 % 3800]);
    for page in 2..=201 {
        let heading = maker.node(Structure::ROOT, Tagged::Heading(1));
        let slot = maker.paged.structure.slot(heading);
        let title: String = picks.by_ref().take(6).collect();
        maker.line(slot, &title, Line { role: Role::HeiBold, ..PLAIN });
        let at = Point::new(Abs::pt(super::maker::LEFT), Abs::pt(50.0));
        maker.paged.outline.push(OutlineEntry { title, depth: 0, destination: Destination { page: page - 2, at } });
        for line in 0..26 {
            let text: String = picks.by_ref().take(30).collect();
            maker.paragraph(&text, Line { loose: f64::from(line % 4) * 0.03, ..PLAIN });
        }
        let folio = glyphs(&(page - 1).to_string(), Role::Latin, 0.0, 200.0, 570.0);
        maker.push(Tag::Artifact(ArtifactKind::Footer), ItemKind::Glyphs(folio));
        if page <= 200 {
            maker.page(&page.to_string());
        }
    }
    let start = std::time::Instant::now();
    let (bytes, _) = maker.write(&[]);
    let seconds = start.elapsed().as_secs_f64();
    keep("long.pdf", &bytes);
    println!("200 pages of {} glyphs: {seconds:.2} s, {} bytes", 26 * 30 + 9, bytes.len());
    assert!(seconds < 20.0, "{seconds} s");
    assert!(bytes.len() < 3_000_000, "{} bytes", bytes.len());
    assert_eq!(Reader::open(&bytes).pages().len(), 200, "7.7.3: every page is in the tree");
    assert_eq!(bytes, maker.write(&[]).0, "the same input gives the same bytes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_line_copies_as_its_source(
        text in "([天地玄黄，。]|[a-z]{1,3}|[天地] [玄黄]|[宇宙] [a-z]){1,12}",
        loose in -0.3..0.6_f64,
        gap in 0.0..0.8_f64,
    ) {
        let mut maker = Maker::new();
        maker.paragraph(&text, Line { loose, gap, ..PLAIN });
        maker.paragraph("尾", PLAIN);
        let (bytes, _) = maker.write(&[]);
        prop_assert_eq!(Reader::open(&bytes).text(), format!("{text}尾"));
    }
}
