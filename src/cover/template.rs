//! Reading a template: SVG text in, plain drawing in page units and the boxes for words out.
//!
//! Only drawing passes: shapes, groups, flat colours. What could load, act, or grow without bound is refused by name before
//! the SVG library sees it. DOCTYPEs, and with them entities, are not read at all.

use std::fmt::Write;

use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::anchor::{Anchor, Fit, ViewBox};
use super::attribute::Attributes;
use super::field::{self, Content, Field, Flow, Push};
use super::palette::Palette;
use super::refusal::{self, DEEPEST, LARGEST_TEMPLATE, LONGEST_STYLE, MOST_ELEMENTS};
use super::wording::Wording;
use crate::diag::{Diagnostic, FileId, Sink};
use crate::units::{Rect, Size, escaped};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What a template becomes on a page.
pub(super) struct Template {
    /// Drawings and the places of the picture, from back to front.
    pub(super) layers: Vec<Layer>,
    /// Boxes for words, in the template's order.
    pub(super) flows: Vec<Flow>,
    /// How the template lies on the page.
    pub(super) fit: Fit,
    /// Its colours.
    pub(super) palette: Palette,
    /// Names of the ground and the ink that spine and back of a wrap have.
    pub(super) spine: (String, String),
    /// The same of the back.
    pub(super) back: (String, String),
}

/// A layer of the page.
pub(super) enum Layer {
    /// Plain SVG, in the template's units and the page's shape.
    Drawing(String),
    /// Where the book's picture goes.
    Picture(Rect),
}

/// What a template is filled with.
#[derive(Clone, Copy)]
pub(super) struct Filling<'a> {
    /// The words.
    pub(super) words: &'a Wording,
    /// Whether there is a picture.
    pub(super) picture: bool,
    /// Colours instead of the template's own.
    pub(super) colors: &'a [(String, [u8; 3])],
}

/// Shapes and groups; everything that draws with a flat colour.
const DRAWN: [&str; 9] = ["g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "style"];

/// For people and programs; not drawn.
const SKIPPED: [&str; 3] = ["title", "desc", "metadata"];

/// Reads `text` for a page of `size`. `None` if anything in it was refused.
pub(super) fn read(text: &str, file: FileId, size: Size, filling: &Filling<'_>, sink: &mut Sink) -> Option<Template> {
    match parse(text, file, size, filling) {
        Ok(template) => {
            for (name, _) in filling.colors.iter().filter(|(name, _)| template.palette.get(name).is_none()) {
                sink.push(refusal::unknown_color(name, &template.palette.names()));
            }
            Some(template)
        }
        Err(finding) => {
            sink.push(*finding);
            None
        }
    }
}

fn parse(text: &str, file: FileId, size: Size, filling: &Filling<'_>) -> Result<Template, Box<Diagnostic>> {
    if text.len() > LARGEST_TEMPLATE || opens_too_many(text) {
        return Err(Box::new(refusal::too_large(file)));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: (MOST_ELEMENTS * 4) as u32, ..Default::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| Box::new(unparsed(text, file, &error)))?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(Box::new(refusal::not_svg("root", file, root.range())));
    }
    let view = view_box(root).ok_or_else(|| Box::new(refusal::not_svg("viewBox", file, root.range())))?;
    let fit = Fit::new(view, size);
    let colors = root.attribute("data-colors").unwrap_or("");
    let palette = Palette::read(colors, filling.colors)
        .ok_or_else(|| Box::new(refusal::attribute("data-colors", colors, file, root.range())))?;
    let drawing = opening(&fit);
    let mut reader = Reader {
        file,
        fit,
        filling,
        palette: &palette,
        styles: String::new(),
        drawing,
        layers: Vec::new(),
        flows: Vec::new(),
    };
    for child in root.children().filter(Node::is_element) {
        reader.part(child)?;
    }
    reader.close();
    let Reader { layers, flows, .. } = reader;
    let pair = |name: &str, ground: &str, ink: &str| {
        let mut words = root.attribute(name).unwrap_or("").split_whitespace().map(str::to_owned);
        (words.next().unwrap_or_else(|| ground.to_owned()), words.next().unwrap_or_else(|| ink.to_owned()))
    };
    let (spine, back) = (pair("data-spine", "ground", "ink"), pair("data-back", "ground", "ink"));
    Ok(Template { layers, flows, fit, palette, spine, back })
}

/// Whether there are more tags than a template may have, or deeper ones: seen before parsing, which recurses.
fn opens_too_many(text: &str) -> bool {
    let (mut depth, mut deepest, mut elements) = (0_usize, 0_usize, 0_usize);
    // Neither an attribute nor a text may have a `<` of its own, so each piece is one tag and the text after it.
    for piece in text.split('<').skip(1) {
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !piece.starts_with(['!', '?']) {
            elements += 1;
            let tag = piece.split('>').next().unwrap_or(piece);
            depth += usize::from(!tag.ends_with('/'));
            deepest = deepest.max(depth);
        }
    }
    elements > MOST_ELEMENTS || deepest > DEEPEST
}

fn unparsed(text: &str, file: FileId, error: &usvg::roxmltree::Error) -> Diagnostic {
    let place = error.pos();
    let line_start: usize = text.split_inclusive('\n').take(place.row.saturating_sub(1) as usize).map(str::len).sum();
    let start = line_start.min(text.len());
    refusal::not_svg(&error.to_string(), file, start..start)
}

fn view_box(root: Node<'_, '_>) -> Option<ViewBox> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let &[x, y, width, height] = numbers.as_slice() else { return None };
    let sound = |side: f64| (1.0..=100_000.0).contains(&side);
    (sound(width) && sound(height) && x.abs() <= 100_000.0 && y.abs() <= 100_000.0).then_some(ViewBox {
        x,
        y,
        width,
        height,
    })
}

fn opening(fit: &Fit) -> String {
    let (width, height) = (fit.width, fit.height);
    format!(r#"<svg xmlns="{SVG}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#)
}

struct Reader<'a> {
    file: FileId,
    fit: Fit,
    filling: &'a Filling<'a>,
    palette: &'a Palette,
    /// Style sheets at the root, which hold for every drawing.
    styles: String,
    /// The drawing that is being written.
    drawing: String,
    layers: Vec<Layer>,
    flows: Vec<Flow>,
}

impl Reader<'_> {
    /// Ends a drawing.
    fn close(&mut self) {
        let next = format!("{}{}", opening(&self.fit), self.styles);
        let mut drawing = std::mem::replace(&mut self.drawing, next);
        drawing.push_str("</svg>");
        self.layers.push(Layer::Drawing(drawing));
    }

    /// Whether `data-if` and `data-unless` let an element stand.
    fn stands(&self, node: Node<'_, '_>) -> Result<bool, Box<Diagnostic>> {
        for (attribute, wanted) in [("data-if", true), ("data-unless", false)] {
            let Some(name) = node.attribute(attribute) else { continue };
            let words = self.filling.words;
            let has = match (name, Content::from_word(name)) {
                ("picture", _) => self.filling.picture,
                (_, Some(content)) => !words.of(content).is_empty(),
                (_, None) => return Err(Box::new(refusal::attribute(attribute, name, self.file, node.range()))),
            };
            if has != wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A child of the root: a flow, a single box, or a part of the drawing with its anchor.
    fn part(&mut self, node: Node<'_, '_>) -> Result<(), Box<Diagnostic>> {
        if !self.stands(node)? {
            return Ok(());
        }
        let attributes = Attributes { node, file: self.file, palette: self.palette };
        let anchor = attributes.word("data-anchor", Anchor::default(), Anchor::from_word)?;
        if node.attribute("data-field") == Some("picture") {
            let area = field::area(&attributes, &self.fit, anchor)?;
            if self.filling.picture {
                self.close();
                self.layers.push(Layer::Picture(area));
            }
            return Ok(());
        }
        if node.has_attribute("data-flow") {
            return self.flow(node, anchor);
        }
        if node.has_attribute("data-field") {
            let field = Field::read(&attributes, &self.fit, anchor)?;
            self.flows.push(Flow { push: Push::Head, fields: vec![field] });
            return Ok(());
        }
        let [a, d, e, f] = self.fit.matrix(anchor);
        // Writing to a string can't fail.
        let _ = write!(self.drawing, r#"<g transform="matrix({a} 0 0 {d} {e} {f})">"#);
        let start = self.drawing.len();
        self.draw(node, 1)?;
        if node.tag_name().name() == "style" {
            self.styles.push_str(&self.drawing[start..]);
        }
        self.drawing.push_str("</g>");
        Ok(())
    }

    fn flow(&mut self, node: Node<'_, '_>, anchor: Anchor) -> Result<(), Box<Diagnostic>> {
        let push = Attributes { node, file: self.file, palette: self.palette }.word(
            "data-flow",
            Push::Head,
            Push::from_word,
        )?;
        let mut fields = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if !self.stands(child)? {
                continue;
            }
            let attributes = Attributes { node: child, file: self.file, palette: self.palette };
            if node.has_attribute("transform") || !child.has_attribute("data-field") {
                return Err(Box::new(refusal::misplaced(self.file, child.range())));
            }
            fields.push(Field::read(&attributes, &self.fit, anchor)?);
        }
        self.flows.push(Flow { push, fields });
        Ok(())
    }

    /// Copies an element of the drawing, if it only draws.
    fn draw(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), Box<Diagnostic>> {
        let name = node.tag_name();
        let drawing_program = !matches!(name.namespace(), Some(SVG) | None);
        if drawing_program || SKIPPED.contains(&name.name()) || is_empty_definitions(node) {
            return Ok(());
        }
        if !DRAWN.contains(&name.name()) {
            return Err(Box::new(refusal::element(name.name(), self.file, node.range())));
        }
        if depth > DEEPEST {
            return Err(Box::new(refusal::too_large(self.file)));
        }
        if node.has_attribute("data-field") {
            return Err(Box::new(refusal::misplaced(self.file, node.range())));
        }
        // Writing to a string can't fail.
        let _ = write!(self.drawing, "<{}", name.name());
        self.attributes(node)?;
        self.drawing.push('>');
        self.style_sheet(node)?;
        for child in node.children().filter(Node::is_element) {
            self.draw(child, depth + 1)?;
        }
        let _ = write!(self.drawing, "</{}>", name.name());
        Ok(())
    }

    fn attributes(&mut self, node: Node<'_, '_>) -> Result<(), Box<Diagnostic>> {
        let attributes = Attributes { node, file: self.file, palette: self.palette };
        let ink = match node.attribute("data-ink") {
            Some(_) => Some(attributes.paint()?.color.to_rgb()),
            None => None,
        };
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if let Some([red, green, blue]) = ink.filter(|_| name == "fill") {
                let _ = write!(self.drawing, r##" fill="#{red:02x}{green:02x}{blue:02x}""##);
                continue;
            }
            let acts = name == "href" || name.starts_with("on");
            if acts || refers(value) {
                return Err(Box::new(refusal::reference(name, self.file, attribute.range())));
            }
            if attribute.namespace().is_some() || name.starts_with("data-") {
                continue;
            }
            let _ = write!(self.drawing, r#" {name}="{}""#, escaped(value));
        }
        Ok(())
    }

    fn style_sheet(&mut self, node: Node<'_, '_>) -> Result<(), Box<Diagnostic>> {
        if node.tag_name().name() != "style" {
            return Ok(());
        }
        let text: String = node.children().filter_map(|child| child.text()).collect();
        if text.len() > LONGEST_STYLE {
            return Err(Box::new(refusal::too_large(self.file)));
        }
        if refers(&text) || text.contains('@') {
            return Err(Box::new(refusal::reference("style", self.file, node.range())));
        }
        self.drawing.push_str(&escaped(&text));
        Ok(())
    }
}

/// Drawing programs leave an empty `<defs/>` behind.
fn is_empty_definitions(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "defs" && !node.children().any(|child| child.is_element())
}

/// Whether a value names something outside itself. CSS may hide letters behind backslashes, so these count too.
fn refers(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.contains("url(") || lower.contains("javascript:") || lower.contains('\\') || lower.contains("mix-blend-mode")
}
