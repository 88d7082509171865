//! The only place of this room with `<`: elements as values, escaped text out. XML for feeds and ONIX, HTML for the page.

use crate::units::escaped;

/// An element being built.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

enum Child {
    Text(String),
    Element(Element),
    /// Written as it is: a style sheet of ours.
    Style(&'static str),
}

/// HTML elements that have no end tag.
const VOID: [&str; 5] = ["meta", "link", "img", "br", "wbr"];

/// An element without content.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// An element with a text alone.
pub(super) fn leaf(name: &'static str, text: impl Into<String>) -> Element {
    element(name).text(text)
}

impl Element {
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    pub(super) fn style(mut self, sheet: &'static str) -> Self {
        self.children.push(Child::Style(sheet));
        self
    }

    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// The whole document in XML.
    pub(super) fn xml(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(&mut out, 0, false);
        out
    }

    /// The whole document in HTML.
    pub(super) fn html(&self) -> String {
        let mut out = String::from("<!DOCTYPE html>\n");
        self.write(&mut out, 0, true);
        out
    }

    fn write(&self, out: &mut String, depth: usize, html: bool) {
        let indent = "  ".repeat(depth);
        out.push_str(&indent);
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escaped(value));
            out.push('"');
        }
        if self.children.is_empty() && (!html || VOID.contains(&self.name)) {
            out.push_str(if html { ">\n" } else { "/>\n" });
            return;
        }
        out.push('>');
        let nested = self.children.iter().all(|child| matches!(child, Child::Element(_))) && !self.children.is_empty();
        if nested {
            out.push('\n');
        }
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(&escaped(text)),
                Child::Style(sheet) => out.push_str(sheet),
                Child::Element(element) if nested => element.write(out, depth + 1, html),
                Child::Element(element) => {
                    let mut inner = String::new();
                    element.write(&mut inner, 0, html);
                    out.push_str(inner.trim_end());
                }
            }
        }
        if nested {
            out.push_str(&indent);
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push_str(">\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let made = element("a").with("href", "x?a&b=\"c\"").child(leaf("b", "1 < 2\u{0}\u{FFFF}")).xml();
        let body = "<a href=\"x?a&amp;b=&quot;c&quot;\">\n  <b>1 &lt; 2</b>\n</a>\n";
        assert_eq!(made, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}"));
        assert_eq!(element("p").child(element("br")).text("a").html(), "<!DOCTYPE html>\n<p><br>a</p>\n");
    }
}
