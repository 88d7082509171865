//! Content streams (ISO 32000-1 §7.8, §14.6): a page in, its stream out, with what it uses and what its marks belong to.
//!
//! Consecutive items of one slot and language are one marked-content sequence.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, dictionary};

use super::Surface;
use super::column::{Column, columns};
use super::file::deflate;
use super::line::{Around, Following};
use super::operators::Operators;
use super::path::Shape;
use super::press::{Press, Sides, show_outlines};
use super::stand::{Stand, Standing};
use super::tags::role_name;
use super::text::Setter;
use crate::display::{ArtifactKind, FaceId, Item, ItemKind, Page, Paged, Path, Segment, SlotId, Tag};
use crate::units::Rect;

/// A page's stream, and what must be known about it.
pub(super) struct PageContent {
    /// The stream, deflated.
    pub(super) stream: Vec<u8>,
    /// The slot of each marked-content sequence, by its number on the page.
    pub(super) marks: Vec<SlotId>,
    /// Names of fonts.
    pub(super) fonts: BTreeSet<String>,
    /// Names of pictures.
    pub(super) pictures: BTreeSet<String>,
    /// Kinds of artifacts that the stream names.
    pub(super) artifacts: BTreeSet<ArtifactKind>,
    /// Opacities below full.
    pub(super) opacities: BTreeSet<u8>,
    /// Whether anything lets what is under it be seen.
    pub(super) is_transparent: bool,
    /// Where pictures and paths of each slot are, for the boxes of figures.
    pub(super) drawn: BTreeMap<SlotId, Rect>,
    /// Whether black prints over what is under it somewhere.
    pub(super) overprints: bool,
    /// Glyphs that are drawn as outlines.
    pub(super) outlined: BTreeSet<(FaceId, u16)>,
}

struct Encoder<'a, 'f> {
    page: &'a Page,
    paged: &'a Paged,
    surface: &'a Surface<'a, 'f>,
    /// How far what touches the trim goes past it; nowhere on a screen.
    bleed: Sides,
    setter: Setter<'a, 'f>,
    out: Operators,
    opacity: u8,
    /// The run that was read last.
    read: Option<Standing<'a>>,
    content: PageContent,
}

/// Encodes a page.
pub(super) fn encode<'a>(at: usize, surface: &'a Surface<'a, '_>) -> PageContent {
    let Surface { paged, press, .. } = *surface;
    let page = &paged.pages[at];
    let content = PageContent {
        stream: Vec::new(),
        marks: Vec::new(),
        fonts: BTreeSet::new(),
        pictures: BTreeSet::new(),
        artifacts: BTreeSet::new(),
        opacities: BTreeSet::new(),
        is_transparent: false,
        drawn: BTreeMap::new(),
        overprints: false,
        outlined: BTreeSet::new(),
    };
    let mut out = Operators::default();
    out.raw(&press.map_or_else(String::new, |press| press.opening(at, paged)));
    let bleed = press.map_or_else(Sides::default, |press| press.bleed_of(at, paged));
    let setter = Setter::new(surface.fonts, page.size.height.to_pt(), press);
    let mut encoder = Encoder { page, paged, surface, bleed, setter, out, opacity: 255, read: None, content };
    encoder.items();
    let Encoder { setter, out, mut content, .. } = encoder;
    content.overprints = setter.colors.has_overprinted;
    content.fonts = setter.used;
    content.stream = deflate(&out.bytes);
    content
}

impl<'a> Encoder<'a, '_> {
    fn items(&mut self) {
        let items = &self.page.items;
        let columns = columns(items, self.paged);
        let mut at = 0;
        for marked in items.chunk_by(|a, b| a.tag == b.tag && a.language == b.language) {
            let after = at + marked.len();
            // §14.6.1: a sequence and a text object are nested, whichever is in the other. Sequences of text alone share one.
            let is_text = marked.iter().all(|item| matches!(item.kind, ItemKind::Glyphs(_)));
            if is_text {
                self.setter.open(&mut self.out);
            } else {
                self.setter.close(&mut self.out);
            }
            let is_marked = self.surface.press.is_none();
            if is_marked {
                self.open(&marked[0]);
            }
            self.marked(marked, &columns[at..after], &items[after..]);
            if !is_text {
                self.setter.close(&mut self.out);
            }
            if is_marked {
                self.out.end();
            }
            at = after;
        }
        self.setter.close(&mut self.out);
    }

    /// Opens the marked-content sequence of items like this one.
    fn open(&mut self, item: &Item) {
        let language = item.language.as_deref().map_or_else(String::new, language);
        match item.tag {
            Tag::Slot(slot) => {
                let number = self.content.marks.len();
                self.content.marks.push(slot);
                let owner = self.paged.structure.slot_owner[slot.0 as usize];
                let name = role_name(self.paged.structure.node(owner).role);
                self.out.begin(name, &format!("/MCID {number}{language}"));
            }
            // §14.6.2: what is the same on every page is said once for all of them.
            Tag::Artifact(kind) if language.is_empty() => {
                self.content.artifacts.insert(kind);
                self.out.raw(&format!("/Artifact/{} BDC\n", artifact_name(kind)));
            }
            Tag::Artifact(kind) => self.out.begin("Artifact", &format!("{}{language}", artifact_properties(kind))),
        }
    }

    /// Writes the items of one sequence, text line by line. `columns` are those that they stand in; `after` is what is
    /// painted later.
    fn marked(&mut self, items: &'a [Item], columns: &[Option<Column>], after: &[Item]) {
        let mut at = 0;
        while at < items.len() {
            match &items[at].kind {
                ItemKind::Glyphs(_) => {
                    let runs = line_runs(&items[at..], self.paged);
                    let column = columns[at];
                    at += runs.len();
                    if self.outlined(&runs) {
                        continue;
                    }
                    self.set_opacity(runs[0].run.paint.opacity);
                    let read_next = items[at..].iter().chain(after).find(|item| !is_silent(item));
                    let following = read_next.and_then(|item| following(&runs, item, self.paged));
                    self.setter.line(&mut self.out, &runs, column, Around { before: self.read, following });
                    self.read = runs.last().copied().filter(|last| !last.run.text.is_empty()).or(self.read);
                    continue;
                }
                ItemKind::Path(path) => {
                    self.setter.close(&mut self.out);
                    self.path(path, items[at].tag);
                }
                ItemKind::Picture { asset, area, raised } => {
                    self.setter.close(&mut self.out);
                    self.picture(*asset, area, *raised, items[at].tag);
                }
            }
            at += 1;
        }
    }

    /// Draws runs as outlines, if the edition has no text.
    fn outlined(&mut self, runs: &[Standing<'_>]) -> bool {
        if !self.surface.press.is_some_and(|press| press.options.outlines_text) {
            return false;
        }
        self.setter.close(&mut self.out);
        for standing in runs {
            self.set_opacity(standing.run.paint.opacity);
            self.setter.colors.fill(&mut self.out, standing.run.paint);
            let (height, faces) = (self.setter.height, self.surface.faces);
            show_outlines(&mut self.out, *standing, height, faces, &mut self.content.outlined);
        }
        true
    }

    /// Sets the opacity, where the edition has any.
    fn set_opacity(&mut self, opacity: u8) {
        if self.surface.press.is_some_and(Press::flattens) {
            return;
        }
        if self.opacity != opacity {
            self.opacity = opacity;
            self.content.opacities.insert(opacity);
            self.content.is_transparent |= opacity < 255;
            self.out.raw(&format!("/G{opacity} gs\n"));
        }
    }

    fn picture(&mut self, asset: usize, area: &Rect, raised: bool, tag: Tag) {
        let Some(picture) = self.surface.pictures.get(asset) else { return };
        self.set_opacity(255);
        let (shown, drawn) = Press::bled_picture(self.bleed, self.page.size, *area);
        self.out.raw("q\n");
        if shown != drawn {
            let [left, foot, width, height] = self.placed(&shown);
            self.out.operator(&[left, foot, width, height], "re W n");
        }
        let [left, foot, width, height] = self.placed(&drawn);
        // What is raised runs up the page: its lower left corner is the area's lower right one.
        let place =
            if raised { [0.0, height, -width, 0.0, left + width, foot] } else { [width, 0.0, 0.0, height, left, foot] };
        self.out.operator(&place, "cm");
        self.out.raw(&format!("/{} Do\nQ\n", picture.name));
        self.content.pictures.insert(picture.name.clone());
        self.content.is_transparent |= picture.has_alpha;
        self.draw(tag, *area);
    }

    /// Left, foot, width and height of an area in points, from the page's lower left corner.
    fn placed(&self, area: &Rect) -> [f64; 4] {
        let foot = self.setter.height - area.foot().to_pt();
        [area.origin.x.to_pt(), foot, area.size.width.to_pt(), area.size.height.to_pt()]
    }

    /// Widens the box of what a slot draws.
    fn draw(&mut self, tag: Tag, area: Rect) {
        let Tag::Slot(slot) = tag else { return };
        let drawn = self.content.drawn.entry(slot).or_insert(area);
        let (left, head) = (drawn.origin.x.min(area.origin.x), drawn.origin.y.min(area.origin.y));
        let (right, foot) = (drawn.right().max(area.right()), drawn.foot().max(area.foot()));
        drawn.origin = crate::units::Point::new(left, head);
        drawn.size = crate::units::Size::new(right - left, foot - head);
    }

    fn path(&mut self, path: &Path, tag: Tag) {
        // One that doesn't begin with a move no reader would paint.
        let begins = matches!(path.segments.first(), Some(Segment::Move(_)));
        let Some(bounds) = path.bounds().filter(|_| begins) else { return };
        self.draw(tag, bounds);
        // Each paint by itself: fill and line may have different opacities.
        if let Some(fill) = path.fill {
            self.set_opacity(fill.opacity);
            self.setter.colors.fill(&mut self.out, fill);
            let shape = Shape::new(path, self.page.size, self.bleed);
            shape.write(&mut self.out, false, if path.even_odd { "f*\n" } else { "f\n" });
        }
        if let Some(stroke) = &path.stroke {
            self.set_opacity(stroke.paint.opacity);
            self.setter.colors.overprint(&mut self.out, stroke.paint);
            self.out.raw("q\n");
            self.setter.colors.stroke(&mut self.out, stroke.paint);
            self.out.operator(&[stroke.width.to_pt()], "w");
            if stroke.round {
                self.out.raw("1 J\n1 j\n");
            }
            if !stroke.dashes.is_empty() {
                self.out.raw("[");
                let dashes: Vec<f64> = stroke.dashes.iter().map(|dash| dash.to_pt().max(0.0)).collect();
                self.out.operator(&dashes, "] 0 d");
            }
            Shape::new(path, self.page.size, Sides::default()).write(&mut self.out, true, "S\n");
            self.out.raw("Q\n");
        }
    }
}

/// The name of an artifact's properties as a resource.
pub(super) const fn artifact_name(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Header => "H",
        ArtifactKind::Footer => "F",
        ArtifactKind::Layout => "L",
    }
}

const fn artifact_properties(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Header => "/Type/Pagination/Subtype/Header/Attached[/Top]",
        ArtifactKind::Footer => "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
        ArtifactKind::Layout => "/Type/Layout",
    }
}

/// An artifact's properties (§14.8.2.2.2) as a resource.
pub(super) fn artifact(kind: ArtifactKind) -> Dictionary {
    match kind {
        ArtifactKind::Header => pagination("Header", "Top"),
        ArtifactKind::Footer => pagination("Footer", "Bottom"),
        ArtifactKind::Layout => dictionary! { "Type" => "Layout" },
    }
}

fn pagination(subtype: &str, side: &str) -> Dictionary {
    dictionary! { "Type" => "Pagination", "Subtype" => subtype, "Attached" => vec![Object::from(side)] }
}

/// The language of marked content; a BCP 47 tag has no other characters.
fn language(tag: &str) -> String {
    let tag: String = tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!(" /Lang ({tag})")
}

/// The runs at the start of `items` that stand on one line or in one column, one after the other.
fn line_runs<'a>(items: &'a [Item], paged: &Paged) -> Vec<Standing<'a>> {
    let mut runs: Vec<Standing<'a>> = Vec::new();
    for item in items {
        let Some(run) = Standing::of(item, paged) else { break };
        if runs.last().is_some_and(|last| !last.continues(&run)) {
            break;
        }
        runs.push(run);
    }
    runs
}

/// Whether an item is seen and not read: dots under text, marks of claims.
fn is_silent(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Glyphs(run) if run.text.is_empty())
}

/// What the text of `item` would be to a reader that has just read `runs`, if it stands on the same line.
fn following(runs: &[Standing<'_>], item: &Item, paged: &Paged) -> Option<Following> {
    let (last, next) = (runs.last()?, Standing::of(item, paged)?);
    if !last.continues(&next) {
        return None;
    }
    let start = next.start(next.run.glyphs.first()?);
    let (opens_with_space, is_upright) = (next.run.text.starts_with(' '), next.stand == Stand::Upright);
    Some(Following { start, opens_with_space, is_upright })
}
