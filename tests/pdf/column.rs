//! Tests of: columns of vertical text (CLR-I01 to I05). What copies from them is the source, in the order of the columns, and their
//! glyphs stand where the page says.

use banxin::display::{ArtifactKind, GlyphRun, ItemKind, Orientation, Role as Tagged, SlotId, Structure, Tag};
use banxin::font::Role;
use banxin::units::{Abs, Point, Writing};
use lopdf::{Dictionary, Object};
use proptest::prelude::*;

use super::maker::{Maker, SIZE, fonts, glyphs};
use super::reader::Reader;
use super::readers::{by_poppler, painted};
use super::{judged, keep};

/// The head of the columns and the middle of the first one, in points.
const HEAD: f64 = 95.0;
const FIRST: f64 = 340.0;

/// From the centre line of a column to the baseline of turned text: the em box, 0.88 over the baseline, lies half on each side.
const TURNED: f64 = 0.38;

/// Columns as `typeset` makes them, without its gaps where they touch nothing here.
const COLUMNS: [&str; 6] = [
    "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。",
    "用 Rust 编写的 GPU 程序，第12回共3个。",
    "Latin 开头的一行，与结尾的 code",
    "二〇二六年12月25日，星期五。",
    "剑号巨阙，珠称夜光。果珍李柰，菜重芥姜。",
    "海咸河淡，鳞潜羽翔。",
];

/// Stretches of one kind: Han, a word, or figures of at most two places; a space goes with what is before it.
fn stretches(text: &str) -> Vec<&str> {
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_ascii()) * 2 };
    let mut out = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, character) in text.char_indices().filter(|&(_, character)| character != ' ') {
        if last.is_some_and(|last| last != kind(character)) {
            out.push(&text[start..at]);
            start = at;
        }
        last = Some(kind(character));
    }
    out.push(&text[start..]);
    out
}

/// Sets a text downwards from `y` on a centre line, with a quarter em beside turned words.
fn column(maker: &mut Maker, slot: SlotId, text: &str, centre: f64, y: &mut f64) {
    for stretch in stretches(text) {
        let words = stretch.trim_end();
        let (role, is_block) = match words.chars().next() {
            Some(first) if first.is_ascii_digit() => (Role::Latin, true),
            Some(first) if first.is_ascii() => (Role::Latin, false),
            _ => (Role::Song, false),
        };
        let mut run = glyphs(words, role, 0.0, 0.0, 0.0);
        run.text = stretch.to_owned();
        let length = run.glyphs.last().map_or(0.0, |glyph| (glyph.at + glyph.advance).to_pt());
        let gap = if role == Role::Latin && !is_block { 0.25 * SIZE } else { 0.0 };
        let gap = if *y == HEAD { 0.0 } else { gap };
        let (orientation, x, down, after) = match (role, is_block) {
            (Role::Song, _) => (Orientation::Vertical, centre, 0.0, length),
            (_, true) => (Orientation::Horizontal, centre - length / 2.0, 0.83 * SIZE, SIZE),
            (_, false) => (Orientation::Sideways, centre - TURNED * SIZE, gap, gap + length + 0.25 * SIZE),
        };
        run.orientation = orientation;
        run.origin = Point::new(Abs::pt(x), Abs::pt(*y + down));
        *y += after;
        maker.push(Tag::Slot(slot), ItemKind::Glyphs(run));
    }
}

/// A vertical page of paragraphs of a column each, with a running head and a folio, which are horizontal (CLR-I08).
fn page(texts: &[&str]) -> Maker {
    let mut maker = Maker::new();
    maker.paged.writing = Writing::Vertical;
    for (at, text) in texts.iter().enumerate() {
        let node = maker.node(Structure::ROOT, Tagged::Paragraph);
        let slot = maker.paged.structure.slot(node);
        column(&mut maker, slot, text, FIRST - 18.0 * at as f64, &mut { HEAD });
    }
    for (kind, text, y) in [(ArtifactKind::Header, "书眉", 72.0), (ArtifactKind::Footer, "12", 540.0)] {
        maker.push(Tag::Artifact(kind), ItemKind::Glyphs(glyphs(text, Role::Song, 0.0, 250.0, y)));
    }
    maker
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn columns_read_downwards_and_from_right_to_left_clr_i01() {
    let (bytes, _) = page(&COLUMNS).write(&[]);
    keep("columns.pdf", &bytes);
    assert_eq!(Reader::open(&bytes).text(), COLUMNS.concat(), "by ToUnicode and ActualText");
    if let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) {
        let lines: Vec<&str> = read.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let columns: Vec<&str> = lines.into_iter().filter(|line| !["书眉", "12"].contains(line)).collect();
        assert_eq!(columns, COLUMNS, "each column as one line, with the spaces of its source");
    }
    if let Some(read) = judged("mutool", &["draw", "-q", "-F", "text", "FILE"], &bytes) {
        let expected = without_spaces(&format!("{}书眉12", COLUMNS.concat()));
        assert_eq!(without_spaces(&read), expected);
    }
}

#[test]
fn a_column_goes_on_over_elements() {
    let mut maker = page(&["天地玄黄，宇宙洪荒。"]);
    let paragraph = maker.node(Structure::ROOT, Tagged::Paragraph);
    let mut y = HEAD;
    for (role, text) in [
        (Tagged::Span, "这是"),
        (Tagged::Strong, "重点"),
        (Tagged::Span, "和"),
        (Tagged::Code, "code"),
        (Tagged::Span, "以及 "),
        (Tagged::Link, "link"),
        (Tagged::Span, "。在"),
        (Tagged::Emphasis, "12"),
        (Tagged::Span, "月"),
    ] {
        let node = maker.node(paragraph, role);
        let slot = maker.paged.structure.slot(node);
        column(&mut maker, slot, text, FIRST - 18.0, &mut y);
    }
    let (bytes, _) = maker.write(&[]);
    keep("elements.pdf", &bytes);
    let expected = "这是重点和code以及 link。在12月";
    assert_eq!(Reader::open(&bytes).text(), format!("天地玄黄，宇宙洪荒。{expected}"));
    if let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) {
        assert!(read.lines().any(|line| line == expected), "{read}");
    }
}

#[test]
fn upright_text_is_in_vertical_writing_mode() {
    let mut maker = page(&COLUMNS);
    // A glyph that is half as high as the others.
    if let ItemKind::Glyphs(run) = &mut maker.paged.pages[0].items[0].kind {
        run.glyphs[4].advance = Abs::pt(SIZE / 2.0);
    }
    let (bytes, _) = maker.write(&[]);
    let reader = Reader::open(&bytes);
    let named = |encoding: &[u8]| -> Vec<&Dictionary> {
        let fonts = reader.document.objects.values().filter_map(|object| object.as_dict().ok());
        fonts.filter(|font| font.get(b"Encoding").is_ok_and(|name| name.as_name().ok() == Some(encoding))).collect()
    };
    assert_eq!(named(b"Identity-V").len(), 2, "9.7.5.2: Song upright, and Latin for figures side by side");
    assert_eq!(named(b"Identity-H").len(), 2, "Latin turned, and Song in the running head");
    let song = named(b"Identity-V").into_iter().map(|font| reader.array(font, "DescendantFonts")[0].as_dict().unwrap());
    let song = song.into_iter().find(|font| {
        let name = String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap()).into_owned();
        name.contains("Serif") && !name.contains("Source")
    });
    let song = song.unwrap();
    let default: Vec<f32> = reader.array(song, "DW2").iter().map(|part| part.as_float().unwrap()).collect();
    assert_eq!(default, [880.0, -1000.0], "9.7.4.3: the origin is at the head of the em box");
    let metrics: Vec<&Object> = reader.array(song, "W2").into_iter().filter(|part| part.as_array().is_ok()).collect();
    let has_half = metrics.iter().any(|part| {
        part.as_array().unwrap().chunks(3).any(|triple| {
            let numbers: Vec<f32> = triple.iter().map(|number| number.as_float().unwrap()).collect();
            numbers == [-500.0, 500.0, 880.0]
        })
    });
    assert!(has_half, "9.7.4.3: {metrics:?}");
}

#[test]
fn a_vertical_book_is_bound_at_its_right_clr_b01() {
    let (bytes, _) = page(&COLUMNS).write(&[]);
    let reader = Reader::open(&bytes);
    let name = |dictionary: &Dictionary, key: &str| {
        String::from_utf8(reader.get(dictionary, key).unwrap().as_name().unwrap().to_vec()).unwrap()
    };
    assert_eq!(name(reader.dict(reader.catalog(), "ViewerPreferences"), "Direction"), "R2L", "12.2");
    assert_eq!(name(reader.catalog(), "PageLayout"), "TwoPageRight", "7.7.2");
    let root = reader.dict(reader.dict(reader.catalog(), "StructTreeRoot"), "K");
    assert_eq!(name(reader.dict(root, "A"), "WritingMode"), "TbRl", "14.8.5.4.2");
    if let Some(said) = judged("qpdf", &["--check", "FILE"], &bytes) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    let horizontal = Reader::open(&Maker::new().write(&[]).0);
    assert!(!horizontal.dict(horizontal.catalog(), "ViewerPreferences").has(b"Direction"));
    assert!(!horizontal.catalog().has(b"PageLayout"));
}

#[test]
fn glyphs_stand_in_the_file_where_pixels_show_them() {
    let maker = page(&COLUMNS);
    let (bytes, _) = maker.write(&[]);
    let Some(seen) = by_poppler(&bytes, 1) else { return };
    let (ink, differing) = painted(&maker.paged.pages[0], fonts(), &[]).beside(&seen[0]);
    assert!(ink > 15.0, "there is text on the page: {ink}");
    assert!(differing < ink * 0.08, "{differing} of {ink}: a glyph is elsewhere, or turned another way");
}

#[test]
fn marks_beside_a_column_are_not_read() {
    let mut maker = page(&["着重的话，与 Latin 词。"]);
    let Tag::Slot(slot) = maker.paged.pages[0].items[0].tag else { panic!("content") };
    let mut dots: GlyphRun = glyphs("····", Role::Song, 0.0, 0.0, 0.0);
    (dots.orientation, dots.origin) = (Orientation::Vertical, Point::new(Abs::pt(FIRST + 8.0), Abs::pt(HEAD)));
    dots.text.clear();
    dots.glyphs.iter_mut().for_each(|dot| (dot.text_start, dot.text_len) = (0, 0));
    let dots = banxin::display::Item { tag: Tag::Slot(slot), language: None, kind: ItemKind::Glyphs(dots) };
    maker.paged.pages[0].items.insert(1, dots);
    let (bytes, _) = maker.write(&[]);
    assert_eq!(Reader::open(&bytes).text(), "着重的话，与 Latin 词。");
    if let Some(read) = judged("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) {
        assert!(read.lines().any(|line| line == "着重的话，与 Latin 词。"), "{read}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_column_copies_as_its_source(text in "([天地玄黄，。]{1,3}|[a-z]{1,3}|[0-9]{1,2}|[天地] [a-z]{2} [宇宙]){1,10}") {
        let (bytes, _) = page(&[&text, "尾"]).write(&[]);
        prop_assert_eq!(Reader::open(&bytes).text(), format!("{text}尾"));
    }
}
