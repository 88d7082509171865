//! Reading a template: SVG text in, plain drawing in page units and the boxes for words out.
//!
//! Only drawing passes: shapes, groups, flat colours. What could load, act, or grow without bound is refused by name before
//! the SVG library sees it. DOCTYPEs, and with them entities, are not read at all.

use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::anchor::{Fit, ViewBox};
use super::field::Flow;
use super::palette::Palette;
use super::part::{Reader, opening};
use super::refusal::{self, DEEPEST, LARGEST_TEMPLATE, MOST_ELEMENTS};
use super::wording::Wording;
use crate::diag::{Diagnostic, FileId, Sink};
use crate::units::{Rect, Size};

/// The namespace of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

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
