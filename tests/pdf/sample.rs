//! A book with everything in it: heading, figure, table, list, links, note, running head, a paragraph over two pages.

use banxin::display::{
    ArtifactKind, Color, Destination, ItemKind, LinkArea, LinkTarget, NodeId, OutlineEntry, Paint, Path,
    Role as Tagged, Structure, StructureNode, Tag,
};
use banxin::font::Role;
use banxin::pdf::{Attachment, Target};
use banxin::units::{Abs, Point, Rect, Size};

use super::maker::{LEFT, Line, Maker, PLAIN, SIZE, glyphs, png};

pub(super) fn full_book() -> Vec<u8> {
    let (bytes, sink) = full_pages().write(&[png(true)]);
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    bytes
}

/// The book with a file attached.
pub(super) fn with_facts() -> Vec<u8> {
    let attachments = [Attachment {
        name: "facts.json".into(),
        media_type: "application/json",
        description: "书中的事实".into(),
        bytes: b"{}".to_vec(),
    }];
    let (bytes, sink) = full_pages().write_for(Target::Screen { attachments: &attachments }, &[png(true)]);
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    bytes.expect("written")
}

fn full_pages() -> Maker {
    let mut maker = Maker::new();
    maker.paged.pages[0].label = "封面".into();
    let part = maker.node(Structure::ROOT, Tagged::Part);
    let heading = maker.node(part, Tagged::Heading(1));
    let slot = maker.paged.structure.slot(heading);
    maker.line(slot, "第一章 使用Rust编写", Line { role: Role::SongBold, ..PLAIN });
    let here = Destination { page: 0, at: Point::new(Abs::pt(LEFT), Abs::pt(50.0)) };
    for (title, depth) in [("第一章", 0), ("第一节", 1), ("第二章", 0)] {
        maker.paged.outline.push(OutlineEntry { title: title.into(), depth, destination: here });
    }
    maker.paged.destinations.insert("one".into(), here);
    figure(&mut maker, part);
    table(&mut maker, part);
    list(&mut maker, part);
    maker.page("ii");
    links(&mut maker, part);
    furniture(&mut maker);
    maker
}

fn figure(maker: &mut Maker, parent: NodeId) {
    let mut figure = StructureNode::new(Tagged::Figure);
    figure.alt = Some("渐变的方块".into());
    let figure = maker.paged.structure.add(parent, figure);
    let slot = maker.paged.structure.slot(figure);
    let area = Rect::new(Point::new(Abs::pt(LEFT), Abs::pt(maker.y)), Size::new(Abs::pt(120.0), Abs::pt(60.0)));
    maker.push(Tag::Slot(slot), ItemKind::Picture { asset: 0, area, raised: false });
    let caption = maker.node(figure, Tagged::Caption);
    let slot = maker.paged.structure.slot(caption);
    maker.y += 80.0;
    maker.line(slot, "图一 方块", PLAIN);
}

fn table(maker: &mut Maker, parent: NodeId) {
    let table = maker.node(parent, Tagged::Table);
    for (role, cells) in [(Tagged::TableHead, ["名", "数"]), (Tagged::TableCell, ["甲", "1"])] {
        let row = maker.node(table, Tagged::TableRow);
        let mut x = LEFT;
        for cell in cells {
            let node = maker.node(row, role);
            let slot = maker.paged.structure.slot(node);
            maker.part(slot, cell, PLAIN, &mut x);
            x += 80.0;
        }
        maker.y += 18.0;
    }
}

fn list(maker: &mut Maker, parent: NodeId) {
    let list = maker.node(parent, Tagged::List { ordered: true });
    let item = maker.node(list, Tagged::ListItem);
    let (label, body) = (maker.node(item, Tagged::Label), maker.node(item, Tagged::ListBody));
    let (label, body) = (maker.paged.structure.slot(label), maker.paged.structure.slot(body));
    let mut x = LEFT;
    maker.part(label, "1.", PLAIN, &mut x);
    x += SIZE;
    maker.part(body, "列表的第一项。", PLAIN, &mut x);
    maker.y += 18.0;
}

fn links(maker: &mut Maker, parent: NodeId) {
    let paragraph = maker.node(parent, Tagged::Paragraph);
    let before = maker.paged.structure.slot(paragraph);
    let link = maker.node(paragraph, Tagged::Link);
    let linked = maker.paged.structure.slot(link);
    let reference = maker.node(paragraph, Tagged::Reference);
    let referred = maker.paged.structure.slot(reference);
    let mut x = LEFT;
    maker.part(before, "请见", PLAIN, &mut x);
    let outside = LinkTarget::Url("https://zh.wikipedia.org/wiki/版心?a=b c".into());
    for (slot, text, node, target) in
        [(linked, "维基", link, outside), (referred, "上文", reference, LinkTarget::Anchor("one".into()))]
    {
        let left = x;
        maker.part(slot, text, PLAIN, &mut x);
        let at = Point::new(Abs::pt(left), Abs::pt(maker.y - 9.0));
        let area = Rect::new(at, Size::new(Abs::pt(x - left), Abs::pt(SIZE)));
        let description = format!("到{text}");
        maker.paged.pages.last_mut().unwrap().links.push(LinkArea { area, target, description, node });
    }
    maker.y += 18.0;
    let emphasis = maker.node(paragraph, Tagged::Emphasis);
    let slot = maker.paged.structure.slot(emphasis);
    maker.line(slot, "着重的话", Line { role: Role::Kai, ..PLAIN });
    let note = maker.node(parent, Tagged::Note);
    let (label, body) = (maker.node(note, Tagged::Label), maker.node(note, Tagged::Paragraph));
    let (label, body) = (maker.paged.structure.slot(label), maker.paged.structure.slot(body));
    let mut x = LEFT;
    maker.part(label, "①", PLAIN, &mut x);
    maker.part(body, "注文在此。", PLAIN, &mut x);
    maker.y += 18.0;
    // One slot over two pages.
    let long = maker.paragraph("这一段从本页开始，", PLAIN);
    maker.page("iii");
    maker.line(long, "到下一页才完。", PLAIN);
}

fn furniture(maker: &mut Maker) {
    let head = glyphs("书眉", Role::Kai, 0.0, 200.0, 30.0);
    maker.push(Tag::Artifact(ArtifactKind::Header), ItemKind::Glyphs(head));
    let folio = glyphs("iii", Role::Latin, 0.0, 200.0, 570.0);
    maker.push(Tag::Artifact(ArtifactKind::Footer), ItemKind::Glyphs(folio));
    let area = Rect::new(Point::new(Abs::pt(48.0), Abs::pt(34.0)), Size::new(Abs::pt(200.0), Abs::pt(0.5)));
    let wash = Paint { color: Color::Rgb(200, 30, 30), opacity: 128 };
    maker.push(Tag::Artifact(ArtifactKind::Layout), ItemKind::Path(Path::rectangle(area, wash)));
}
