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

/// Two tiles of the technical design that touch show neither paper nor anything else between them, at whatever size a screen draws them.
#[test]
fn tiles_that_touch_have_no_seam() {
    let metadata = book("故乡", "zh-Hans");
    let front = cover::front(&input(Design::Technical, &metadata, None), cover::epub_size(), 0, &mut Sink::default());
    let page = front.unwrap().page;
    // In units of the template, 1600 to the width: where the edge is crossed, and which way.
    let edges = [
        (635.0, 1225.0, true),
        (635.0, 1600.0, true),
        (1295.0, 1500.0, true),
        (140.0, 2050.0, false),
        (305.0, 2200.0, true),
        (760.0, 2050.0, false),
        (965.0, 2250.0, true),
        (420.0, 2380.0, false),
        (1100.0, 2380.0, false),
    ];
    for width in [237.0, 240.0, 411.0, 640.0, 1000.0] {
        let scale = width / page.size.width.to_pt();
        let pixels = raster::render(&page, &FONTS, &[], scale).unwrap();
        let at = |x: i64, y: i64| {
            let start = (y as usize * pixels.width as usize + x as usize) * 3;
            [0, 1, 2].map(|part| pixels.rgb[start + part])
        };
        for (x, y, is_upright) in edges {
            let unit = width / 1600.0;
            let (column, row) = ((x * unit) as i64, (y * unit) as i64);
            let across = |step: i64| if is_upright { at(column + step, row) } else { at(column, row + step) };
            let (before, after) = (across(-2), across(2));
            for step in -1..=1 {
                for part in 0..3 {
                    let (low, high) = (before[part].min(after[part]), before[part].max(after[part]));
                    let is = across(step)[part];
                    assert!(
                        is + 2 >= low && is <= high.saturating_add(2),
                        "{width} px, {x} {y}: {is} between {low} and {high}"
                    );
                }
            }
        }
    }
}
