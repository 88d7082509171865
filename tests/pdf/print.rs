//! The print edition: pages made by hand, imposed and written for a press; the file is opened again.

use banxin::diag::{FileId, Sink, Span};
use banxin::display::{Color, ItemKind, Paint, Path, Role as Tagged, Structure, StructureNode, Tag};
use banxin::document::{Asset, AssetFormat};
use banxin::font::Role;
use banxin::pdf::{Target, impose, preflight};
use banxin::project::{Bleeds, Marks, PrintOptions, Profile, Spot};
use banxin::units::{Abs, Point, Rect, Size};
use image::ImageFormat;
use lopdf::Object;

use super::maker::{Line, Maker, PLAIN, encoded, glyphs, png};
use super::reader::Reader;

/// The accent of the sample, which has an ink of its own.
const ACCENT: [u8; 3] = [166, 43, 31];

pub(super) fn without_profile() -> PrintOptions {
    let spot = Spot { name: "朱红".into(), color: ACCENT, cmyk: [20, 90, 90, 10] };
    let marks = Marks { crop: true, register: true, color: true };
    PrintOptions { spots: vec![spot], marks, signature: 4, ..PrintOptions::default() }
}

pub(super) fn with_profile() -> PrintOptions {
    let span = Span::new(FileId(0), 0..0);
    let profile = Profile { path: "印厂.icc".into(), span, bytes: super::profile::press() };
    PrintOptions { profile: Some(profile), ..without_profile() }
}

/// A grey picture that lets paper through.
fn grey() -> Asset {
    let pixel = |x: u32, y: u32| image::LumaA([x as u8 * 8, 255 - y as u8 * 16]);
    let picture = image::GrayAlphaImage::from_fn(32, 16, pixel);
    encoded(&picture.into(), ImageFormat::Png, AssetFormat::Png)
}

/// A page with black text, words in the accent's ink, and a picture over its whole head.
fn pages() -> Maker {
    let mut maker = Maker::new();
    let mut figure = StructureNode::new(Tagged::Figure);
    figure.alt = Some("渐变".into());
    let figure = maker.paged.structure.add(Structure::ROOT, figure);
    let slot = maker.paged.structure.slot(figure);
    let width = maker.paged.pages[0].size.width;
    let area = Rect::new(Point::default(), Size::new(width, width / 3));
    maker.push(Tag::Slot(slot), ItemKind::Picture { asset: 0, area, raised: false });
    maker.y = 300.0;
    let slot = maker.paragraph("黑字印在下面的颜色上。", PLAIN);
    let mut run = glyphs("专色", Role::Song, 0.0, 48.0, 340.0);
    let [red, green, blue] = ACCENT;
    run.paint = Paint::solid(Color::Rgb(red, green, blue));
    maker.push(Tag::Slot(slot), ItemKind::Glyphs(run));
    maker
}

/// The sample, imposed and written.
pub(super) fn sample(options: &PrintOptions) -> Vec<u8> {
    let mut maker = pages();
    let mut sink = Sink::default();
    maker.paged = impose(maker.paged, options, &mut sink);
    let picture = if options.profile.is_some() { png(true) } else { grey() };
    let (bytes, written) = maker.write_for(Target::Print(options), &[picture]);
    assert!(!sink.has_errors() && !written.has_errors(), "{:?} {:?}", sink.findings(), written.findings());
    bytes.unwrap()
}

fn codes(sink: &Sink) -> Vec<&'static str> {
    sink.findings().iter().map(|finding| finding.code).collect()
}

#[test]
fn the_same_pages_give_the_same_file() {
    for options in [with_profile(), without_profile()] {
        let bytes = sample(&options);
        assert_eq!(bytes, sample(&options));
        if let Some(said) = super::judged("qpdf", &["--check", "FILE"], &bytes) {
            assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        }
    }
}

#[test]
fn pages_fill_whole_sheets() {
    let reader = Reader::open(&sample(&without_profile()));
    assert_eq!(reader.pages().len(), 4, "one page of four");
}

#[test]
fn what_touches_the_trim_runs_into_the_bleed() {
    let reader = Reader::open(&sample(&without_profile()));
    let operations = reader.content(reader.pages()[0]).operations;
    let at = operations.iter().position(|operation| operation.operator == "Do").unwrap();
    let number = |object: &Object| object.as_float().unwrap();
    let matrix: Vec<f32> = operations[at - 1].operands.iter().map(number).collect();
    let clip = operations[..at].iter().rev().find(|operation| operation.operator == "re").unwrap();
    let clip: Vec<f32> = clip.operands.iter().map(number).collect();
    let bleed = Abs::mm(3.0).to_pt() as f32;
    let page = Size::new(Abs::mm(148.0), Abs::mm(210.0));
    let (left, head) = (clip[0], clip[1] + clip[3]);
    assert!((left + bleed).abs() < 0.01 && (head - page.height.to_pt() as f32 - bleed).abs() < 0.01, "{clip:?}");
    assert!((clip[2] - page.width.to_pt() as f32 - 2.0 * bleed).abs() < 0.01, "{clip:?}");
    assert!((matrix[0] / matrix[3] - 3.0).abs() < 0.01, "it keeps its proportions: {matrix:?}");
    assert!(matrix[0] >= clip[2] - 0.01 && matrix[3] >= clip[3] - 0.01, "it covers what is shown");
}

#[test]
fn a_printer_that_binds_at_the_spine_wants_no_bleed_there() {
    let options = PrintOptions { bleeds: Bleeds::Outside, marks: Marks::default(), ..without_profile() };
    let reader = Reader::open(&sample(&options));
    let boxes = |page: usize| {
        let page = reader.page(reader.pages()[page]);
        ["BleedBox", "TrimBox"]
            .map(|key| reader.array(page, key).iter().map(|side| side.as_float().unwrap()).collect::<Vec<_>>())
    };
    let ([first, first_trim], [second, second_trim]) = (boxes(0), boxes(1));
    assert!(first[0] >= first_trim[0] && first[2] > first_trim[2], "a right page has its spine at its left");
    assert!(second[0] < second_trim[0] && second[2] <= second_trim[2], "a left page at its right");
}

#[test]
fn text_stays_away_from_the_spine() {
    let options = PrintOptions { gutters: vec![(100, Abs::pt(60.0))], signature: 1, ..PrintOptions::default() };
    let mut maker = Maker::new();
    maker.paragraph("第一页", PLAIN);
    maker.page("2");
    maker.paragraph("第二页", PLAIN);
    let mut sink = Sink::default();
    let paged = impose(maker.paged, &options, &mut sink);
    assert!(codes(&sink).is_empty(), "{:?}", codes(&sink));
    let lefts: Vec<f64> = paged
        .pages
        .iter()
        .map(|page| match &page.items[0].kind {
            ItemKind::Glyphs(run) => run.origin.x.to_pt(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!((lefts[0] - 60.0).abs() < 0.01 && (lefts[1] - 36.0).abs() < 0.01, "{lefts:?}");
    let wide = PrintOptions { gutters: vec![(100, Abs::mm(130.0))], signature: 1, ..PrintOptions::default() };
    let mut sink = Sink::default();
    impose(paged, &wide, &mut sink);
    assert_eq!(codes(&sink), ["print-gutter"]);
}

#[test]
fn a_book_that_cannot_be_bound_is_an_error() {
    let options = PrintOptions { page_counts: (24, 828), ..PrintOptions::default() };
    let mut sink = Sink::default();
    impose(Maker::new().paged, &options, &mut sink);
    assert_eq!(codes(&sink), ["print-page-count"]);
}

#[test]
fn coloured_pictures_need_a_profile() {
    let maker = pages();
    let options = PrintOptions { signature: 1, ..PrintOptions::default() };
    let (_, sink) = maker.write_for(Target::Print(&options), &[png(false)]);
    assert!(sink.has_errors() && codes(&sink).contains(&"print-rgb-picture"), "{:?}", codes(&sink));
    let grey = PrintOptions { is_grey: true, ..options };
    let (bytes, sink) = maker.write_for(Target::Print(&grey), &[png(false)]);
    assert!(!sink.has_errors() && bytes.is_some(), "{:?}", codes(&sink));
}

#[test]
fn a_profile_that_is_none_is_an_error() {
    let mut options = with_profile();
    for bytes in [Vec::new(), vec![7; 300], super::profile::press()[..200].to_vec()] {
        options.profile.as_mut().unwrap().bytes = bytes;
        let (bytes, sink) = pages().write_for(Target::Print(&options), &[grey()]);
        assert!(bytes.is_none() && codes(&sink).contains(&"print-profile"), "{:?}", codes(&sink));
    }
}

#[test]
fn inks_of_a_jpeg_are_passed_through() {
    // A head is all that is read: the size, four inks, and the segment that says they are inverted.
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xEE, 0, 14];
    bytes.extend_from_slice(b"Adobe\0\x64\0\0\0\0\x02");
    bytes.extend([0xFF, 0xC0, 0, 20, 8, 0, 16, 0, 32, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0, 0xFF, 0xD9]);
    let asset =
        Asset { path: "四色.jpg".into(), bytes: bytes.clone(), format: AssetFormat::Jpeg, width: 32, height: 16 };
    let options = without_profile();
    let (file, sink) = pages().write_for(Target::Print(&options), &[asset]);
    assert!(!sink.has_errors(), "{:?}", codes(&sink));
    let reader = Reader::open(&file.unwrap());
    let streams = reader.document.objects.values().filter_map(|object| object.as_stream().ok());
    let picture = streams
        .into_iter()
        .find(|stream| stream.dict.get(b"Subtype").is_ok_and(|name| name.as_name().is_ok_and(|name| name == b"Image")))
        .unwrap();
    assert_eq!(picture.content, bytes);
    assert_eq!(picture.dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceCMYK");
    assert_eq!(picture.dict.get(b"Decode").unwrap().as_array().unwrap().len(), 8, "inverted inks");
}

/// Whether preflight sends a page back for its ink, where so much of it is allowed.
fn has_too_much_ink(asset: &Asset, ink_limit: u32) -> bool {
    let options = PrintOptions { ink_limit, ..without_profile() };
    let mut sink = Sink::default();
    preflight(&pages().paged, std::slice::from_ref(asset), &options, &mut sink).unwrap();
    codes(&sink).contains(&"print-ink")
}

#[test]
fn the_ink_of_pictures_counts() {
    let blue = image::RgbImage::from_pixel(32, 16, image::Rgb([0, 0, 255]));
    let blue = encoded(&blue.into(), ImageFormat::Png, AssetFormat::Png);
    assert!(has_too_much_ink(&blue, 190) && !has_too_much_ink(&blue, 210), "blue is two full inks");
    let bytes = include_bytes!("four-inks.jpg").to_vec();
    let inks = Asset { path: "四色.jpg".into(), bytes, format: AssetFormat::Jpeg, width: 16, height: 16 };
    assert!(
        has_too_much_ink(&inks, 290) && !has_too_much_ink(&inks, 310),
        "cyan, magenta and yellow in full, no black"
    );
    assert!(!has_too_much_ink(&grey(), 110), "grey is one ink");
}

#[test]
fn outlined_text_has_no_fonts() {
    let options = PrintOptions { outlines_text: true, ..without_profile() };
    let bytes = sample(&options);
    super::keep("outlined.pdf", &bytes);
    let reader = Reader::open(&bytes);
    let fonts = reader.document.objects.values().filter_map(|object| object.as_dict().ok());
    assert_eq!(fonts.filter(|dictionary| dictionary.has_type(b"Font")).count(), 0);
    let shown =
        reader.content(reader.pages()[0]).operations.into_iter().filter(|operation| operation.operator == "Do").count();
    assert_eq!(shown, 1 + "黑字印在下面的颜色上。专色".chars().count(), "a picture, and a form for each glyph");
    if let Some(text) = super::judged("pdftotext", &["FILE", "-"], &bytes) {
        assert_eq!(text.trim(), "");
    }
}

#[test]
fn preflight_names_what_a_printer_would_send_back() {
    let mut maker = pages();
    maker.y = 594.0;
    maker.paragraph("太靠下", Line { ..PLAIN });
    let mut small = glyphs("小", Role::Song, 0.0, 48.0, 400.0);
    small.size = Abs::pt(5.0);
    let slot = maker.paragraph("", PLAIN);
    maker.push(Tag::Slot(slot), ItemKind::Glyphs(small));
    let rule = Rect::new(Point::new(Abs::pt(48.0), Abs::pt(420.0)), Size::new(Abs::pt(100.0), Abs::pt(0.1)));
    maker.push(Tag::Slot(slot), ItemKind::Path(Path::rectangle(rule, Paint::solid(Color::Rgb(1, 2, 0)))));
    let options = PrintOptions { ink_limit: 100, ..PrintOptions::default() };
    let mut sink = Sink::default();
    let seen = preflight(&maker.paged, &[grey()], &options, &mut sink).unwrap();
    assert_eq!(
        codes(&sink),
        ["print-hairline", "print-ink", "print-low-resolution", "print-small-type", "print-unsafe-text"]
    );
    assert!(
        seen[0].bleeds && seen[0].smallest_type == Some(Abs::pt(5.0)) && seen[0].lowest_resolution == Some(5),
        "{:?}",
        seen[0]
    );
    let mut sink = Sink::default();
    let mut sound = Maker::new();
    sound.paragraph("都好", PLAIN);
    preflight(&sound.paged, &[], &PrintOptions::default(), &mut sink);
    assert!(codes(&sink).is_empty(), "{:?}", codes(&sink));
}
