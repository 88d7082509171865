//! Attributes of a template's boxes: numbers, colours and words. In: an element. Out: values, or the finding that names both.

use usvg::roxmltree::Node;

use super::palette::Palette;
use super::refusal;
use crate::diag::{Diagnostic, FileId};
use crate::display::{Color, Paint};

/// The largest number that a template may name; a page in its units is at most this wide.
const LARGEST: f64 = 100_000.0;

/// Reads attributes of one element and names it in findings.
pub(super) struct Attributes<'a, 'input> {
    pub(super) node: Node<'a, 'input>,
    pub(super) file: FileId,
    pub(super) palette: &'a Palette,
}

impl Attributes<'_, '_> {
    /// A number; `default` where the attribute is missing.
    pub(super) fn number(&self, name: &str, default: Option<f64>) -> Result<f64, Box<Diagnostic>> {
        let Some(text) = self.node.attribute(name) else {
            return default.ok_or_else(|| self.refuse(name, ""));
        };
        let number = text.trim().parse::<f64>().ok().filter(|number| number.abs() <= LARGEST);
        number.ok_or_else(|| self.refuse(name, text))
    }

    /// A word that `read` knows; `default` where the attribute is missing.
    pub(super) fn word<T>(
        &self,
        name: &str,
        default: T,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Box<Diagnostic>> {
        match self.node.attribute(name) {
            None => Ok(default),
            Some(text) => read(text.trim()).ok_or_else(|| self.refuse(name, text)),
        }
    }

    /// The colour that `data-ink` names in the palette, else that of `fill`, with `fill-opacity`.
    pub(super) fn paint(&self) -> Result<Paint, Box<Diagnostic>> {
        let drawn = self.word("fill", Color::Rgb(0, 0, 0), hex_color)?;
        let color = match self.node.attribute("data-ink") {
            Some(name) => self.palette.get(name).ok_or_else(|| self.refuse("data-ink", name))?,
            None => drawn,
        };
        let opacity = self.number("fill-opacity", Some(1.0))?.clamp(0.0, 1.0);
        Ok(Paint { color, opacity: (opacity * 255.0).round() as u8 })
    }

    fn refuse(&self, name: &str, text: &str) -> Box<Diagnostic> {
        Box::new(refusal::attribute(name, text, self.file, self.node.range()))
    }
}

/// `#rrggbb` or `#rgb`.
pub(super) fn hex_color(text: &str) -> Option<Color> {
    let digits: Vec<u8> =
        text.strip_prefix('#')?.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some(Color::Rgb(r * 17, g * 17, b * 17)),
        [r, s, g, h, b, c] => Some(Color::Rgb(r * 16 + s, g * 16 + h, b * 16 + c)),
        _ => None,
    }
}
