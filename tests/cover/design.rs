//! The designs that come with the tool: each bears every book, with a picture and without.

use super::*;

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

/// A title that would go into one small line stands in several large ones, and the card shows it in the cover's face.
#[test]
fn titles_are_large_on_cover_and_card() {
    let metadata = book("The Art of Typesetting Chinese", "en");
    let sizes = |page: &Page| {
        let largest = runs(page).map(|run| run.size).max().unwrap();
        let title: Vec<_> = runs(page).filter(|run| run.size == largest).collect();
        let lines: std::collections::BTreeSet<_> =
            title.iter().map(|run| (run.origin.x.min(run.origin.y), run.origin.y)).collect();
        (largest.to_pt(), title[0].face, lines.len())
    };
    for design in [Design::Technical, Design::Magazine, Design::Minimal, Design::Front] {
        let input = input(design, &metadata, None);
        let front = cover::front(&input, cover::epub_size(), 0, &mut Sink::default()).unwrap();
        let pixels = raster::render(&front.page, &FONTS, &[], 0.5).unwrap();
        let (bytes, width, height) = (raster::jpeg(&pixels, 80), pixels.width, pixels.height);
        let shown = Asset { path: "cover.jpg".to_owned(), bytes, format: AssetFormat::Jpeg, width, height };
        let card = cover::card(&input, &shown, &mut Sink::default()).unwrap();
        let ((on_cover, face, _), (on_card, card_face, lines)) = (sizes(&front.page), sizes(&card.page));
        assert!(on_cover > 30.0 && on_card > 70.0 && lines > 1, "{}: {on_cover} {on_card} {lines}", design.word());
        assert_eq!(face, card_face, "{}", design.word());
    }
}

/// A picture file that lies about itself or is none: refused by name, before memory goes to it.
#[test]
fn hostile_pictures_are_refused() {
    let metadata = book("故乡", "zh-Hans");
    let png = |width: u32, height: u32| {
        let mut bytes = picture(4, 4).bytes;
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    };
    let mut cut = picture(400, 400).bytes;
    cut.truncate(60);
    let gif = b"GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02\x44\x01\x00;".to_vec();
    let cases = [
        ("wider than any", AssetFormat::Png, png(60_000, 2)),
        ("larger than memory", AssetFormat::Png, png(16_384, 16_384)),
        ("no pixels", AssetFormat::Png, png(0, 4)),
        ("cut short", AssetFormat::Png, cut),
        ("another format", AssetFormat::Jpeg, picture(4, 4).bytes),
        ("a screen of nothing", AssetFormat::Gif, gif),
        ("not a picture", AssetFormat::WebP, "版心".as_bytes().to_vec()),
        ("empty", AssetFormat::Jpeg, Vec::new()),
    ];
    for (name, format, bytes) in cases {
        let hostile = Asset { path: "a".to_owned(), bytes, format, width: 9, height: 9 };
        let mut sink = Sink::default();
        let made = cover::front(&input(Design::Photographic, &metadata, Some(&hostile)), a5(), 0, &mut sink);
        let codes: Vec<_> = sink.findings().iter().map(|finding| finding.code).collect();
        assert!(made.is_none() && codes == ["cover-picture"], "{name}: {codes:?}");
        assert_eq!(sink.findings()[0].span, Some(said(2)), "{name}");
    }
}

/// The check sum of a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
