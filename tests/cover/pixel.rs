//! Pixels of a page: they are what they were.

use super::*;

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
