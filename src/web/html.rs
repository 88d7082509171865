//! XHTML of an EPUB in, the HTML of a page's body out, and its words by section. What only EPUB knows goes: namespaces, `epub:type`
//! (roles say the same), paths that end in `.xhtml` (HTML §13).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::units::escaped;

/// The body of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fragment {
    /// What stands in the body.
    pub(super) html: String,
    /// What stands in the head besides title, style and encoding: data blocks.
    pub(super) head: String,
    /// Its words, by section.
    pub(super) sections: Vec<Section>,
}

/// The words under one heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The id to go to; empty for the head of the page.
    pub(super) id: String,
    /// The heading's words.
    pub(super) title: String,
    /// The words below it.
    pub(super) text: String,
}

/// Elements that have no content (HTML §13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];

/// Reads a page.
///
/// # Errors
/// What the parser says of a page that is not well-formed.
pub(super) fn fragment(xhtml: &str) -> Result<Fragment, String> {
    let mut reader = Reader::from_str(xhtml);
    let mut writer = Writer {
        fragment: Fragment { sections: vec![Section::default()], ..Fragment::default() },
        ..Writer::default()
    };
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => writer.open(&tag, false)?,
            Event::Empty(tag) => writer.open(&tag, true)?,
            Event::End(tag) => writer.close(tag.name().as_ref()),
            Event::Text(text) => writer.text(&text),
            Event::GeneralRef(name) => writer.text(&format!("&{};", &*name)),
            Event::CData(text) => writer.text(&escaped(&text)),
            Event::Eof => return Ok(writer.fragment),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Where the writer is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Outside,
    Head,
    Body,
}

#[derive(Default)]
struct Writer {
    fragment: Fragment,
    part: Part,
    /// Open elements whose words are no part of the text: readings, marks of notes.
    mute: usize,
    /// Whether the element that is open holds a script's text.
    raw: bool,
    /// Whether a heading is open.
    heading: bool,
    /// The id of the section that was opened last.
    pending: String,
    open: Vec<bool>,
}

impl Writer {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), String> {
        let name = tag.name().as_ref().to_owned();
        match (self.part, name.as_str()) {
            (Part::Outside, "head") => self.part = Part::Head,
            (Part::Outside, "body") => self.part = Part::Body,
            (Part::Head, "script") | (Part::Body, _) => return self.element(tag, &name, is_empty),
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, tag: &BytesStart<'_>, name: &str, is_empty: bool) -> Result<(), String> {
        let mut out = format!("<{name}");
        let (mut id, mut class) = (String::new(), String::new());
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.value.to_string();
            match key.as_str() {
                "id" => id.clone_from(&value),
                "class" => class.clone_from(&value),
                _ => {}
            }
            if let Some((key, value)) = kept(&key, &value) {
                out.push_str(&format!(" {key}=\"{value}\""));
            }
        }
        out.push('>');
        if name == "table" {
            // A table that is wider than the screen is moved by itself, by those who have no mouse too (WCAG 2.1.1).
            out.insert_str(0, "<div class=\"scroll\" tabindex=\"0\">");
        }
        let is_void = VOID.contains(&name);
        if is_empty && !is_void {
            out.push_str(&format!("</{name}>"));
        }
        self.push(&out);
        if matches!(name, "section" | "nav") && !id.is_empty() {
            self.pending = id.clone();
        }
        if is_empty || is_void {
            return Ok(());
        }
        let is_mute =
            matches!(name, "rt" | "rp" | "script" | "style") || class.contains("noteref") || class.contains("factref");
        self.open.push(is_mute);
        self.mute += usize::from(is_mute);
        self.raw |= name == "script";
        if is_heading(name) {
            self.heading = true;
            let id = if id.is_empty() { std::mem::take(&mut self.pending) } else { id };
            self.fragment.sections.push(Section { id, ..Section::default() });
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match (self.part, name) {
            (Part::Head, "head") | (Part::Body, "body") => self.part = Part::Outside,
            (Part::Head, "script") | (Part::Body, _) if !VOID.contains(&name) => {
                self.mute -= usize::from(self.open.pop().unwrap_or(false));
                self.raw &= name != "script";
                self.heading &= !is_heading(name);
                self.push(&format!("</{name}>"));
                if name == "table" {
                    self.push("</div>");
                }
                if ends_words(name) {
                    self.say("\n");
                }
            }
            _ => {}
        }
    }

    /// Text with its references as they stand.
    fn text(&mut self, text: &str) {
        match self.part {
            Part::Body => self.push(text),
            // What stands in a script is no markup in HTML: references are not read there.
            Part::Head if self.raw => {
                let plain =
                    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned());
                self.push(&plain);
            }
            Part::Head | Part::Outside => {}
        }
        if self.part == Part::Body && self.mute == 0 {
            let plain = quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned());
            self.say(&plain);
        }
    }

    fn say(&mut self, words: &str) {
        let Some(section) = self.fragment.sections.last_mut() else { return };
        let to = if self.heading { &mut section.title } else { &mut section.text };
        // Word joiners are there for line breaks alone; line ends of the file are no words.
        for letter in words.chars().filter(|letter| *letter != '\u{2060}') {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if letter != ' ' || !to.is_empty() && !to.ends_with(' ') {
                to.push(letter);
            }
        }
    }

    fn push(&mut self, html: &str) {
        match self.part {
            Part::Head => self.fragment.head.push_str(html),
            Part::Body | Part::Outside => self.fragment.html.push_str(html),
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether words on both sides of this element's end are apart.
fn ends_words(name: &str) -> bool {
    matches!(name, "p" | "li" | "td" | "th" | "dt" | "dd" | "div" | "pre" | "figcaption" | "blockquote" | "section")
}

/// An attribute as HTML has it; `None` for what only XML and EPUB have.
fn kept(key: &str, value: &str) -> Option<(String, String)> {
    if key.starts_with("epub:") || key.starts_with("xmlns:") || key == "xml:lang" {
        return None;
    }
    // Formulas and drawings may keep the namespace that they have anyway.
    if key == "xmlns" {
        return None;
    }
    let value = if key == "href" { web_address(value) } else { value.to_owned() };
    Some((key.to_owned(), value))
}

/// The address on the site of a place in the edition.
pub(super) fn web_address(href: &str) -> String {
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let is_page = path.ends_with(".xhtml") && !path.contains(':');
    let path = if is_page { super::shell::renamed(path) } else { path.to_owned() };
    fragment.map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) -> Fragment {
        let page = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"x\"><head><title>t</title></head><body class=\"c\">{body}</body></html>"
        );
        let fragment = fragment(&page).unwrap();
        assert_eq!(fragment.html, expected);
        fragment
    }

    #[test]
    fn what_only_epub_knows_goes() {
        check(
            "<section epub:type=\"chapter\" role=\"doc-chapter\"><a href=\"a.xhtml#x\" xml:lang=\"zh\" lang=\"zh\">甲&amp;乙</a></section>",
            "<section role=\"doc-chapter\"><a href=\"a.html#x\" lang=\"zh\">甲&amp;乙</a></section>",
        );
        check("<a href=\"https://a.org/b.xhtml\">丙</a>", "<a href=\"https://a.org/b.xhtml\">丙</a>");
    }

    #[test]
    fn a_wide_table_can_be_moved_with_keys() {
        check(
            "<table id=\"t\"><tr><td>甲</td></tr></table>",
            "<div class=\"scroll\" tabindex=\"0\"><table id=\"t\"><tr><td>甲</td></tr></table></div>",
        );
    }

    #[test]
    fn empty_elements_are_closed_as_html_asks() {
        check(
            "<p><br/><img src=\"a.png\" alt=\"\"/><span class=\"task\"/></p>",
            "<p><br><img src=\"a.png\" alt=\"\"><span class=\"task\"></span></p>",
        );
    }

    #[test]
    fn words_are_kept_by_section_without_readings_and_marks() {
        let fragment = check(
            "<h1 id=\"title\">甲</h1><p>乙<ruby>丙<rp>（</rp><rt>bǐng</rt><rp>）</rp></ruby><sup class=\"noteref\"><a>1</a></sup></p><section id=\"s\"><h2>丁</h2><p>戊\u{2060}己</p></section>",
            "<h1 id=\"title\">甲</h1><p>乙<ruby>丙<rp>（</rp><rt>bǐng</rt><rp>）</rp></ruby><sup class=\"noteref\"><a>1</a></sup></p><section id=\"s\"><h2>丁</h2><p>戊\u{2060}己</p></section>",
        );
        let shown: Vec<_> = fragment
            .sections
            .iter()
            .map(|section| (section.id.as_str(), section.title.as_str(), section.text.trim()))
            .collect();
        assert_eq!(shown, [("", "", ""), ("title", "甲", "乙丙"), ("s", "丁", "戊己")]);
    }

    #[test]
    fn a_page_that_is_not_well_formed_is_refused() {
        assert!(fragment("<html><body><p></body></html>").is_err());
    }
}
