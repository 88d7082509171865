//! The parts of a template: children of its root in, plain drawing and typed boxes out. What could load or act is refused by name.

use std::fmt::Write;

use usvg::roxmltree::Node;

use super::anchor::{Anchor, Fit};
use super::attribute::Attributes;
use super::field::{self, Content, Field, Flow, Push};
use super::palette::Palette;
use super::refusal::{self, DEEPEST, LONGEST_STYLE};
use super::template::{Filling, Layer, SVG};
use crate::diag::{Diagnostic, FileId};
use crate::units::escaped;

/// Shapes and groups; everything that draws with a flat colour.
const DRAWN: [&str; 9] = ["g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "style"];

/// For people and programs; not drawn.
const SKIPPED: [&str; 3] = ["title", "desc", "metadata"];

pub(super) fn opening(fit: &Fit) -> String {
    let (width, height) = (fit.width, fit.height);
    format!(r#"<svg xmlns="{SVG}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#)
}

/// What is read of the root's children, one after another.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) fit: Fit,
    pub(super) filling: &'a Filling<'a>,
    pub(super) palette: &'a Palette,
    /// Style sheets at the root, which hold for every drawing.
    pub(super) styles: String,
    /// The drawing that is being written.
    pub(super) drawing: String,
    pub(super) layers: Vec<Layer>,
    pub(super) flows: Vec<Flow>,
}

impl Reader<'_> {
    /// Ends a drawing.
    pub(super) fn close(&mut self) {
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
    pub(super) fn part(&mut self, node: Node<'_, '_>) -> Result<(), Box<Diagnostic>> {
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
