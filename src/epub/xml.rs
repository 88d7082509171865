//! Elements in, well-formed XML out: the only place that writes markup. Text is escaped here and nowhere else, tags close
//! in the order in which they opened, an id is written once in a file, and characters that XML has no place for are
//! dropped (XML 1.0 §2.2). On the way it notes which letters are read in which voice, so that fonts can be subset.

use std::collections::BTreeSet;

use super::voice::{Letters, Voice};
use crate::diag::Span;

/// An attribute: its name, and its value unescaped.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A file under construction.
pub(super) struct Xml {
    out: String,
    open: Vec<(&'static str, Voice)>,
    ids: BTreeSet<String>,
    voice: Voice,
    letters: Letters,
    place: Option<Span>,
    pages: BTreeSet<usize>,
}

/// A finished file.
pub(super) struct Written {
    /// Its text.
    pub(super) text: String,
    /// Its letters by voice.
    pub(super) letters: Letters,
    /// The pages of the edition on paper that begin in it.
    pub(super) pages: BTreeSet<usize>,
}

impl Xml {
    /// A file that begins with the XML declaration and `doctype`, an empty string where the format has none.
    pub(super) fn new(doctype: &str) -> Self {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        if !doctype.is_empty() {
            out.push_str("<!DOCTYPE ");
            out.push_str(doctype);
            out.push_str(">\n");
        }
        Self {
            out,
            open: Vec::new(),
            ids: BTreeSet::new(),
            voice: Voice::default(),
            letters: Letters::new(),
            place: None,
            pages: BTreeSet::new(),
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.open.push((tag, self.voice));
        self.voice = self.voice.entering(tag, attributes.iter().find(|(name, _)| *name == "class").map_or("", |a| a.1));
        self.tag(tag, attributes);
        self.out.push('>');
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some((tag, voice)) = self.open.pop() {
            self.voice = voice;
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(tag, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds text alone.
    pub(super) fn leaf(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close();
    }

    /// An element on a line of its own that holds text alone.
    pub(super) fn row(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.leaf(tag, attributes, text);
        self.line();
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        for character in text.chars().filter(|&character| is_allowed(character)) {
            self.letters.entry((self.voice, character)).or_insert(self.place);
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                // `]]>` may not stand in text.
                '>' => self.out.push_str("&gt;"),
                '\r' => self.out.push_str("&#13;"),
                _ => self.out.push(character),
            }
        }
    }

    /// A line end between elements, for people who read the file.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// Says where in the source the text that follows stands.
    pub(super) fn at(&mut self, place: Span) {
        self.place = Some(place);
    }

    /// Whether an element of this name is open.
    pub(super) fn is_inside(&self, tag: &str) -> bool {
        self.open.iter().any(|(open, _)| *open == tag)
    }

    /// The mark of a page of the edition on paper. A page begins once.
    pub(super) fn page_break(&mut self, page: usize, id: &str, label: &str) {
        if self.pages.insert(page) {
            let attributes = [("epub:type", "pagebreak"), ("role", "doc-pagebreak"), ("id", id), ("aria-label", label)];
            self.leaf("span", &attributes, "");
        }
    }

    /// Closes what is open and gives the file.
    pub(super) fn finish(mut self) -> Written {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        Written { text: self.out, letters: self.letters, pages: self.pages }
    }

    fn tag(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        for &(name, value) in attributes {
            // A place that markup splits is named where it begins.
            if value.is_empty() && name != "alt" || name == "id" && !self.ids.insert(value.to_owned()) {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.value(value);
            self.out.push('"');
        }
    }

    fn value(&mut self, value: &str) {
        for character in value.chars().filter(|&character| is_allowed(character)) {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' => self.out.push_str("&#9;"),
                '\n' => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                _ => self.out.push(character),
            }
        }
    }
}

/// Whether XML may hold a character. The controls from U+007F on are allowed but discouraged, and nobody reads them.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => false,
        _ => character >= ' ' && u32::from(character) & 0xFFFE != 0xFFFE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl FnOnce(&mut Xml), expected: &str) {
        let mut xml = Xml::new("");
        write(&mut xml);
        let out = xml.finish().text;
        assert_eq!(out.split_once("?>\n").unwrap().1, format!("{expected}\n"));
    }

    #[test]
    fn markup_in_text_stays_text() {
        check(
            |xml| xml.leaf("p", &[("title", "a\"<&>\n")], "<script>&]]>\""),
            "<p title=\"a&quot;&lt;&amp;&gt;&#10;\">&lt;script&gt;&amp;]]&gt;\"</p>",
        );
    }

    #[test]
    fn control_characters_are_dropped() {
        check(|xml| xml.leaf("p", &[("id", "a\u{1}")], "a\0\u{8}b\u{FFFF}\u{9F}\tc"), "<p id=\"a\">ab\tc</p>");
    }

    #[test]
    fn an_id_is_written_once_and_open_elements_are_closed() {
        check(
            |xml| {
                xml.open("p", &[]);
                xml.leaf("b", &[("id", "x")], "1");
                xml.leaf("b", &[("id", "x")], "2");
            },
            "<p><b id=\"x\">1</b><b>2</b></p>",
        );
    }
}
