//! Pictures: what is embedded as it is, what is decoded, and what is refused.

use banxin::diag::Sink;
use banxin::display::{ItemKind, Role as Tagged, Structure, StructureNode, Tag};
use banxin::document::{Asset, AssetFormat};
use banxin::units::{Abs, Point, Rect, Size};
use image::{DynamicImage, ImageFormat};
use lopdf::{Object, Stream};

use super::maker::{Maker, encoded, png};
use super::reader::Reader;

/// A page that shows each asset once.
fn shown(assets: &[Asset]) -> (Reader, Sink) {
    let mut maker = Maker::new();
    for asset in 0..assets.len() {
        let mut node = StructureNode::new(Tagged::Figure);
        node.alt = Some("图".into());
        let node = maker.paged.structure.add(Structure::ROOT, node);
        let slot = maker.paged.structure.slot(node);
        let area = Rect::new(Point::new(Abs::pt(48.0), Abs::pt(maker.y)), Size::new(Abs::pt(40.0), Abs::pt(20.0)));
        maker.push(Tag::Slot(slot), ItemKind::Picture { asset, area, raised: false });
        maker.y += 24.0;
    }
    let (bytes, sink) = maker.write(assets);
    super::keep("pictures.pdf", &bytes);
    (Reader::open(&bytes), sink)
}

/// The pictures of the first page by name.
fn pictures(reader: &Reader) -> Vec<&Stream> {
    let resources = reader.dict(reader.page(reader.pages()[0]), "Resources");
    let objects = reader.dict(resources, "XObject");
    objects.iter().map(|(_, object)| reader.resolve(object).as_stream().unwrap()).collect()
}

fn gradient() -> DynamicImage {
    image::RgbImage::from_fn(32, 16, |x, y| image::Rgb([x as u8 * 8, y as u8 * 16, 90])).into()
}

fn name<'a>(stream: &'a Stream, key: &str) -> &'a [u8] {
    stream.dict.get(key.as_bytes()).unwrap().as_name().unwrap()
}

#[test]
fn jpegs_are_embedded_as_they_are() {
    let color = encoded(&gradient(), ImageFormat::Jpeg, AssetFormat::Jpeg);
    let gray = encoded(&gradient().to_luma8().into(), ImageFormat::Jpeg, AssetFormat::Jpeg);
    let (reader, sink) = shown(&[color.clone(), gray.clone()]);
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    for (stream, (asset, space)) in pictures(&reader).into_iter().zip([(&color, "DeviceRGB"), (&gray, "DeviceGray")]) {
        assert_eq!(name(stream, "Filter"), b"DCTDecode", "7.4.8");
        assert_eq!(name(stream, "ColorSpace"), space.as_bytes(), "8.9.5.1");
        assert_eq!(stream.content, asset.bytes, "the same bytes");
    }
}

#[test]
fn other_pictures_are_decoded_with_their_transparency() {
    let webp = encoded(&gradient().to_rgba8().into(), ImageFormat::WebP, AssetFormat::WebP);
    let gif = encoded(&gradient().to_rgba8().into(), ImageFormat::Gif, AssetFormat::Gif);
    let (reader, sink) = shown(&[png(true), webp, gif]);
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    let masked: Vec<bool> = pictures(&reader).iter().map(|stream| stream.dict.has(b"SMask")).collect();
    assert_eq!(masked, [true, false, false], "11.6.5.3: a soft mask where something shines through");
    let mask = reader.get(&pictures(&reader)[0].dict, "SMask").unwrap().as_stream().unwrap();
    assert_eq!(mask.decompressed_content().unwrap()[..3], [255, 251, 247], "7.4.4.4: predictors are undone");
    assert_eq!(pictures(&reader)[0].decompressed_content().unwrap()[..6], [0, 0, 90, 8, 0, 90]);
}

#[test]
fn a_picture_shown_twice_is_stored_once() {
    let (reader, _) = shown(&[png(false), png(false), png(true)]);
    assert_eq!(pictures(&reader).len(), 2);
    let streams = reader.document.objects.values().filter_map(|object| object.as_stream().ok());
    assert_eq!(streams.filter(|stream| stream.dict.get(b"Subtype").is_ok_and(is_image)).count(), 3, "two and a mask");
}

fn is_image(subtype: &Object) -> bool {
    subtype.as_name().is_ok_and(|name| name == b"Image")
}

#[test]
fn hostile_pictures_give_findings() {
    let asset = |format, bytes: Vec<u8>| Asset { path: "坏.png".into(), bytes, format, width: 1, height: 1 };
    // A PNG head that asks for 2³¹ − 1 by 2³¹ − 1 pixels; its check sum is right.
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0".to_vec();
    huge.extend([0x14, 0xC9, 0x0B, 0x66, 0, 0, 0, 0]);
    let whole = png(true).bytes;
    let cut = whole[..whole.len() / 2].to_vec();
    let cases = [
        (AssetFormat::Png, huge, "bad-picture"),
        (AssetFormat::Png, cut, "bad-picture"),
        (AssetFormat::Png, Vec::new(), "bad-picture"),
        (AssetFormat::Jpeg, b"\xff\xd8\xff\xe0\0\0".to_vec(), "bad-picture"),
        (AssetFormat::Jpeg, whole.clone(), "bad-picture"),
        (AssetFormat::WebP, b"RIFF\xff\xff\xff\xffWEBPVP8L".to_vec(), "bad-picture"),
        (AssetFormat::Gif, b"GIF89a\xff\xff\xff\xff\0\0\0".to_vec(), "bad-picture"),
        (AssetFormat::Svg, b"<svg/>".to_vec(), "pdf-no-svg"),
    ];
    for (kind, bytes, code) in cases {
        let (_, sink) = shown(&[asset(kind, bytes)]);
        let codes: Vec<&str> = sink.findings().iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [code], "{kind:?}");
    }
}

#[test]
fn a_raised_picture_has_its_head_at_the_left_of_its_area() {
    let mut maker = Maker::new();
    let mut node = StructureNode::new(Tagged::Figure);
    node.alt = Some("图".into());
    let node = maker.paged.structure.add(Structure::ROOT, node);
    let slot = maker.paged.structure.slot(node);
    let area = Rect::new(Point::new(Abs::pt(48.0), Abs::pt(100.0)), Size::new(Abs::pt(20.0), Abs::pt(40.0)));
    maker.push(Tag::Slot(slot), ItemKind::Picture { asset: 0, area, raised: true });
    let height = maker.paged.pages[0].size.height.to_pt();
    let (bytes, _) = maker.write(&[png(false)]);
    let reader = Reader::open(&bytes);
    let content = reader.content(reader.pages()[0]);
    let place = content.operations.iter().find(|operation| operation.operator == "cm").expect("a picture is placed");
    let numbers: Vec<f64> = place.operands.iter().map(|number| f64::from(number.as_float().unwrap())).collect();
    let expected = [0.0, 40.0, -20.0, 0.0, 68.0, height - 140.0];
    assert!(numbers.iter().zip(expected).all(|(own, expected)| (own - expected).abs() < 0.02), "{numbers:?}");
}
