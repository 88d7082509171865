//! The frame of every XHTML file. In: a title and what goes into the body. Out: a `Page`, ready to be packed.

use std::collections::BTreeMap;

use super::label::Word;
use super::look::Faces;
use super::style::Sheet;
use super::voice::Letters;
use super::xml::{Attribute, Layout, Written, Xml};
use super::{Edition, Kind};

/// A content document.
pub(super) struct Page {
    /// Its path in the edition.
    pub(super) path: String,
    /// Its title: the real heading.
    pub(super) title: String,
    /// What sort of document it is.
    pub(super) kind: Kind,
    /// The file.
    pub(super) xhtml: String,
    /// Its letters by voice.
    pub(super) letters: Letters,
    /// The pages of the edition on paper that begin in it, and where in the file.
    pub(super) pages: BTreeMap<usize, usize>,
    /// Where things are in the file.
    pub(super) layout: Layout,
}

/// Writes a document: `body` writes what is inside the body.
pub(super) fn page(edition: &Edition<'_>, kind: Kind, path: &str, title: &str, body: impl FnOnce(&mut Xml)) -> Page {
    let language = edition.language.as_str();
    let mut xml = Xml::new("html").with(Faces::of(edition.input.theme.map(|(theme, _)| theme), kind));
    let namespaces: [Attribute<'_>; 4] = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", language),
        ("xml:lang", language),
    ];
    xml.open("html", &namespaces);
    xml.line();
    xml.open("head", &[]);
    xml.line();
    xml.empty("meta", &[("charset", "utf-8")]);
    xml.line();
    // A file may not have an empty title.
    xml.row("title", &[], if title.trim().is_empty() { &edition.input.metadata.title } else { title });
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "stylesheet.css")]);
    xml.line();
    turned_sheets(edition, &mut xml);
    xml.close();
    xml.line();
    xml.open("body", &[("class", kind.word())]);
    xml.line();
    body(&mut xml);
    let Written { text: xhtml, letters, pages, layout } = xml.finish();
    Page { path: path.to_owned(), title: title.to_owned(), kind, xhtml, letters, pages, layout }
}

/// The sheet of the edition's writing mode, and the one that turns its lines (Alternate Style Tags 1.0).
fn turned_sheets(edition: &Edition<'_>, xml: &mut Xml) {
    for sheet in edition.turned() {
        let is_own = edition.is_vertical() == (sheet == Sheet::Vertical);
        let title = edition.label.word(if sheet == Sheet::Vertical { Word::Vertical } else { Word::Horizontal });
        let rel = if is_own { "stylesheet" } else { "alternate stylesheet" };
        let attributes =
            [("rel", rel), ("type", "text/css"), ("href", sheet.path()), ("class", sheet.class()), ("title", title)];
        xml.empty("link", &attributes);
        xml.line();
    }
}
