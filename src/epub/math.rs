//! Formulas as MathML, with their LaTeX for readers that say it (EPUB 3.3 §6.1.3). One that can't be read is shown as its source.

use super::text::Text;
use super::xml::Attribute;
use crate::formula::{MathPart, mathml};

/// The namespace of MathML.
const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// Formulas of more letters of LaTeX may be wider than a phone.
const LONG: usize = 24;

impl Text<'_> {
    /// A formula in the line.
    pub(super) fn inline_math(&mut self, latex: &str) {
        self.formula(latex, false);
    }

    /// A formula on lines of its own.
    pub(super) fn display_math(&mut self, id: &str, latex: &str) {
        // A formula that may be wider than a screen is moved by itself, with keys too (WCAG 2.1.1).
        let focus = if latex.chars().count() > LONG { "0" } else { "" };
        self.xml.open("p", &[("id", id), ("class", "math"), ("tabindex", focus)]);
        self.formula(latex, true);
        self.xml.close();
    }

    fn formula(&mut self, latex: &str, display: bool) {
        let latex = latex.trim();
        let Ok(parts) = mathml(latex, display) else {
            self.xml.leaf("code", &[("class", "math")], latex);
            return;
        };
        for part in &parts {
            match part {
                MathPart::Open(element, attributes) => {
                    let mut all: Vec<Attribute<'_>> = Vec::new();
                    if *element == "math" {
                        all.extend([("xmlns", NAMESPACE), ("alttext", latex)]);
                    }
                    all.extend(attributes.iter().map(|(name, value)| (*name, value.as_str())));
                    self.xml.open(element, &all);
                }
                MathPart::Text(text) => self.xml.text(text),
                MathPart::Close => self.xml.close(),
            }
        }
    }
}
