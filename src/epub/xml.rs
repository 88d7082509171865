//! Elements in, well-formed XML out: the only place that writes markup. Text is escaped here and nowhere else, tags close
//! in the order in which they opened, an id is written once in a file, and characters that XML has no place for are
//! dropped (XML 1.0 §2.2). On the way it notes which letters are read in which voice, so that fonts can be subset.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::look::Faces;
use super::voice::{Letters, Voice};
use crate::diag::Span;

/// An attribute: its name, and its value unescaped.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A file under construction.
pub(super) struct Xml {
    out: String,
    open: Vec<(Open, Voice)>,
    ids: BTreeSet<String>,
    voice: Voice,
    /// The faces of kinds of text in it.
    faces: Faces,
    letters: Letters,
    place: Option<Span>,
    pages: BTreeMap<usize, usize>,
    layout: Layout,
    /// Whether the table that is being written has a head.
    has_head: bool,
}

/// An element that is open.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Its name.
    pub(super) name: &'static str,
    /// Its opening tag in the file.
    pub(super) tag: Range<usize>,
}

/// A place where a file may be cut in two.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// Where.
    pub(super) at: usize,
    /// What is open there.
    pub(super) open: Vec<Open>,
    /// Whether a heading follows.
    pub(super) is_heading: bool,
    /// The number of the item that follows, in a list that counts.
    pub(super) start: Option<u64>,
    /// Which of `Layout::heads` the table has that is cut.
    pub(super) head: Option<usize>,
}

/// Where things are in a file, in bytes.
#[derive(Default)]
pub(super) struct Layout {
    /// Targets of links to places in the edition.
    pub(super) links: Vec<Range<usize>>,
    /// Ids.
    pub(super) ids: Vec<(usize, String)>,
    /// Places where it may be cut.
    pub(super) cuts: Vec<Cut>,
    /// Heads of tables as they are shown again where a table goes on, in markup.
    pub(super) heads: Vec<String>,
    /// The end of its text, before the notes.
    pub(super) text_end: usize,
    /// Its notes.
    pub(super) notes: Vec<Range<usize>>,
    /// The end of the notes' section.
    pub(super) notes_end: usize,
    /// The pages of the edition on paper that begin in it, for parts of a file.
    pub(super) pages: BTreeSet<usize>,
}

/// Elements that can be closed and opened anew without being seen.
const CAN_BE_CUT: [&str; 14] =
    ["html", "body", "section", "aside", "blockquote", "div", "ul", "ol", "dl", "table", "tbody", "pre", "code", "nav"];

/// A longer head of a table, in bytes, isn't shown again.
const LONGEST_HEAD: usize = 4_000;

/// What closes elements, the last of them first.
pub(super) fn closed(open: &[Open]) -> String {
    open.iter().rev().map(|open| format!("</{}>\n", open.name)).collect()
}

/// What opens the elements of a cut anew in a file of its own, the body's elements alone. An id stays where it was; what it named, `title`
/// names. A table has its head again.
pub(super) fn reopened(text: &str, layout: &Layout, cut: &Cut, title: &str) -> String {
    let mut out = String::new();
    for (at, open) in cut.open.iter().enumerate().skip(2) {
        let tag = text[open.tag.clone()].trim_end_matches('>');
        for (position, attribute) in tag.split_inclusive("\" ").enumerate() {
            let attribute = attribute.trim_end_matches(' ');
            let (name, attribute) = match position {
                0 => attribute.split_once(' ').unwrap_or((attribute, "")),
                _ => ("", attribute),
            };
            if position == 0 {
                out.push_str(name);
            }
            let is_list = cut.start.is_some() && at + 1 == cut.open.len();
            let goes = ["id=", "aria-labelledby="].iter().any(|gone| attribute.starts_with(gone))
                || is_list && attribute.starts_with("start=");
            if !attribute.is_empty() && !goes {
                out.push(' ');
                out.push_str(attribute);
            }
        }
        if tag.contains(" aria-labelledby=\"") {
            out.push_str(" aria-label=\"");
            escape_value(title, &mut out);
            out.push('"');
        }
        if let Some(start) = cut.start.filter(|_| at + 1 == cut.open.len()) {
            out.push_str(&format!(" start=\"{start}\""));
        }
        out.push('>');
        if let Some(head) = cut.head.and_then(|head| layout.heads.get(head)).filter(|_| open.name == "table") {
            out.push('\n');
            out.push_str(head);
        }
    }
    out
}

/// A finished file.
pub(super) struct Written {
    /// Its text.
    pub(super) text: String,
    /// Its letters by voice.
    pub(super) letters: Letters,
    /// The pages of the edition on paper that begin in it, and where.
    pub(super) pages: BTreeMap<usize, usize>,
    /// Where things are in it.
    pub(super) layout: Layout,
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
            faces: Faces::PLAIN,
            letters: Letters::new(),
            place: None,
            pages: BTreeMap::new(),
            layout: Layout::default(),
            has_head: false,
        }
    }

    /// The same, with the faces of a theme.
    pub(super) fn with(self, faces: Faces) -> Self {
        Self { faces, ..self }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        let from = self.out.len();
        let voice = self.voice;
        self.voice = self.voice.entering(
            tag,
            attributes.iter().find(|(name, _)| *name == "class").map_or("", |a| a.1),
            &self.faces,
        );
        self.tag(tag, attributes);
        self.out.push('>');
        self.open.push((Open { name: tag, tag: from..self.out.len() }, voice));
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some((open, voice)) = self.open.pop() {
            self.voice = voice;
            self.out.push_str("</");
            self.out.push_str(open.name);
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
        self.open.iter().any(|(open, _)| open.name == tag)
    }

    /// The mark of a page of the edition on paper. A page begins once.
    pub(super) fn page_break(&mut self, page: usize, id: &str, label: &str) {
        if !self.pages.contains_key(&page) {
            self.pages.insert(page, self.out.len());
            let attributes = [("epub:type", "pagebreak"), ("role", "doc-pagebreak"), ("id", id), ("aria-label", label)];
            self.leaf("span", &attributes, "");
        }
    }

    /// Says that the file may be cut here, where nothing is open that can't be.
    pub(super) fn may_cut(&mut self, is_heading: bool, start: Option<u64>) {
        if self.layout.text_end == 0
            && self.open.len() > 2
            && self.open.iter().all(|(open, _)| CAN_BE_CUT.contains(&open.name))
        {
            let open: Vec<Open> = self.open.iter().map(|(open, _)| open.clone()).collect();
            let is_table = open.iter().any(|open| open.name == "table");
            let head = self.layout.heads.len().checked_sub(1).filter(|_| is_table && self.has_head);
            self.layout.cuts.push(Cut { at: self.out.len(), open, is_heading, start, head });
        }
    }

    /// Says with which cells the table that follows goes on after a cut: the class and the words of each; none without a head.
    pub(super) fn table_head(&mut self, cells: &[(&str, String)]) {
        self.has_head = !cells.is_empty() && cells.iter().map(|(_, words)| words.len()).sum::<usize>() < LONGEST_HEAD;
        if !self.has_head {
            return;
        }
        let mut out = String::from("<thead><tr>");
        for (class, words) in cells {
            // A head without words would be announced as an empty header.
            let (tag, scope) = if words.is_empty() { ("td", "") } else { ("th", " scope=\"col\"") };
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            out.push_str(&format!("<{tag}{scope}{class}>"));
            escape_value(words, &mut out);
            out.push_str(&format!("</{tag}>"));
        }
        out.push_str("</tr>\n</thead>\n");
        self.layout.heads.push(out);
    }

    /// Says that the text ends here; notes may follow.
    pub(super) fn text_ends(&mut self) {
        self.layout.text_end = self.out.len();
        self.layout.notes_end = self.out.len();
    }

    /// Where the file has got to.
    pub(super) fn length(&self) -> usize {
        self.out.len()
    }

    /// Says that a note has been written from there on.
    pub(super) fn note_ends(&mut self, from: usize) {
        self.layout.notes.push(from..self.out.len());
    }

    /// Says that the notes end here.
    pub(super) fn notes_end(&mut self) {
        self.layout.notes_end = self.out.len();
    }

    /// Closes what is open and gives the file.
    pub(super) fn finish(mut self) -> Written {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        Written { text: self.out, letters: self.letters, pages: self.pages, layout: self.layout }
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
            let from = self.out.len();
            escape_value(value, &mut self.out);
            match name {
                "id" => self.layout.ids.push((from, value.to_owned())),
                "href" if value.starts_with('#') || value.contains(".xhtml") && !value.contains(':') => {
                    self.layout.links.push(from..self.out.len());
                }
                _ => {}
            }
            self.out.push('"');
        }
    }
}

fn escape_value(value: &str, out: &mut String) {
    for character in value.chars().filter(|&character| is_allowed(character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(character),
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
