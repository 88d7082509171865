//! Makes pages line by line from the repository's fonts, as `typeset` would.

use std::path::Path;
use std::sync::OnceLock;

use banxin::diag::{Files, Sink};
use banxin::display::{
    Glyph, GlyphRun, Item, ItemKind, NodeId, Orientation, Page, Paged, Paint, Role as Tagged, SlotId, Structure,
    StructureNode, Tag,
};
use banxin::document::{Asset, AssetFormat};
use banxin::font::{FontSet, Role};
use banxin::pdf::{Input, Target, write};
use banxin::project::{Contributor, Metadata};
use banxin::units::{Abs, Em, Point, Size};

pub(super) fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        FontSet::load(&folder, &mut Files::default(), &mut Sink::default()).unwrap()
    })
}

pub(super) fn metadata() -> Metadata {
    let author = |name: &str| Contributor { name: name.into(), role: "aut".into(), file_as: None };
    Metadata {
        title: "版心 & <样张>".into(),
        contributors: vec![author("曹雪芹"), author("高鹗")],
        description: Some("一本样书".into()),
        language: "zh-Hans".into(),
        identifier: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
        modified: "2026-11-23T08:00:00Z".into(),
        ..Metadata::default()
    }
}

/// The type size and the left margin, in points.
pub(super) const SIZE: f64 = 10.5;
pub(super) const LEFT: f64 = 48.0;

/// Pages that grow downwards.
pub(super) struct Maker {
    pub(super) paged: Paged,
    pub(super) y: f64,
}

/// How a line is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Added after every glyph, in ems: justification.
    pub(super) loose: f64,
    /// The gap between Han and Latin, in ems.
    pub(super) gap: f64,
    /// The face of Han.
    pub(super) role: Role,
}

pub(super) const PLAIN: Line = Line { loose: 0.0, gap: 0.25, role: Role::Song };

impl Maker {
    pub(super) fn new() -> Self {
        let mut maker = Self { paged: Paged { structure: Structure::new(), ..Paged::default() }, y: 0.0 };
        maker.page("1");
        maker
    }

    pub(super) fn page(&mut self, label: &str) {
        let size = Size::new(Abs::mm(148.0), Abs::mm(210.0));
        self.paged.pages.push(Page { size, label: label.into(), items: Vec::new(), links: Vec::new() });
        self.y = 60.0;
    }

    pub(super) fn node(&mut self, parent: NodeId, role: Tagged) -> NodeId {
        self.paged.structure.add(parent, StructureNode::new(role))
    }

    pub(super) fn push(&mut self, tag: Tag, kind: ItemKind) {
        self.paged.pages.last_mut().unwrap().items.push(Item { tag, language: None, kind });
    }

    /// Sets a line in one slot and goes down.
    pub(super) fn line(&mut self, slot: SlotId, text: &str, line: Line) {
        let mut x = LEFT;
        self.part(slot, text, line, &mut x);
        self.y += 18.0;
    }

    /// Sets a part of a line from `x` on: runs of Han and Latin with a gap between them, and no glyph for a space there.
    pub(super) fn part(&mut self, slot: SlotId, text: &str, line: Line, x: &mut f64) {
        let is_latin = |c: char| c.is_ascii_graphic();
        let mut rest = text;
        while let Some(first) = rest.trim_start().chars().next() {
            let latin = is_latin(first);
            let mut end =
                rest.char_indices().find(|&(_, c)| c != ' ' && is_latin(c) != latin).map_or(rest.len(), |(at, _)| at);
            // A space before Han belongs to the Han run, where it is not painted.
            if end < rest.len() && latin {
                end = rest[..end].trim_end().len();
            }
            let (run, after) = rest.split_at(end);
            self.run(slot, run, if latin { Role::Latin } else { line.role }, line, x);
            rest = after;
            if !rest.is_empty() {
                *x += line.gap * SIZE;
            }
        }
    }

    fn run(&mut self, slot: SlotId, text: &str, role: Role, line: Line, x: &mut f64) {
        let run = glyphs(text, role, line.loose, *x, self.y);
        let last = run.glyphs.last();
        *x += last.map_or(0.0, |glyph| (glyph.at + glyph.advance).to_pt()) + line.loose * SIZE;
        self.push(Tag::Slot(slot), ItemKind::Glyphs(run));
    }

    pub(super) fn paragraph(&mut self, text: &str, line: Line) -> SlotId {
        let node = self.node(Structure::ROOT, Tagged::Paragraph);
        let slot = self.paged.structure.slot(node);
        self.line(slot, text, line);
        slot
    }

    pub(super) fn write(&self, assets: &[Asset]) -> (Vec<u8>, Sink) {
        let (bytes, sink) = self.write_for(Target::Screen { attachments: &[] }, assets);
        (bytes.expect("written"), sink)
    }

    pub(super) fn write_for(&self, target: Target<'_>, assets: &[Asset]) -> (Option<Vec<u8>>, Sink) {
        let mut sink = Sink::default();
        let metadata = metadata();
        let keywords = ["天地".to_owned()];
        let input =
            Input { metadata: &metadata, keywords: &keywords, paged: &self.paged, fonts: fonts(), assets, target };
        (write(&input, &mut sink), sink)
    }
}

/// A run. Spaces at its ends and between Han are kept in its text and not painted; between Han they are a quarter em wide.
pub(super) fn glyphs(text: &str, role: Role, loose: f64, x: f64, y: f64) -> GlyphRun {
    let (size, mut at) = (Abs::pt(SIZE), Abs::ZERO);
    let face = fonts().role(role);
    let mut glyphs = Vec::new();
    for (start, character) in text.char_indices() {
        let is_inside = start > 0 && start + 1 < text.len();
        if character == ' ' && !(role == Role::Latin && is_inside) {
            if is_inside {
                at += Em::QUARTER.at(size);
            }
            continue;
        }
        let id = fonts().face(face).glyph(character).unwrap();
        let advance = fonts().face(face).advance(id).at(size);
        let text_len = character.len_utf8() as u16;
        glyphs.push(Glyph { id, at, shift: Abs::ZERO, advance, text_start: start as u32, text_len });
        at = at + advance + Em::new(loose).at(size);
    }
    let origin = Point::new(Abs::pt(x), Abs::pt(y));
    let orientation = Orientation::Horizontal;
    GlyphRun { face, size, paint: Paint::BLACK, origin, orientation, text: text.into(), glyphs }
}

/// A small picture, with or without transparency.
pub(super) fn png(has_alpha: bool) -> Asset {
    let alpha = |x: u32| if has_alpha { 255 - x as u8 * 4 } else { 255 };
    let pixel = |x: u32, y: u32| image::Rgba([x as u8 * 8, y as u8 * 16, 90, alpha(x)]);
    let picture = image::RgbaImage::from_fn(32, 16, pixel);
    encoded(&picture.into(), image::ImageFormat::Png, AssetFormat::Png)
}

/// A picture as a file.
pub(super) fn encoded(picture: &image::DynamicImage, encoding: image::ImageFormat, format: AssetFormat) -> Asset {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, encoding).unwrap();
    let (width, height) = (picture.width(), picture.height());
    Asset { path: "图.png".into(), bytes: bytes.into_inner(), format, width, height }
}
