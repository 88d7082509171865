//! Where the pages of the edition on paper begin (EPUB requirement 8). In: what each of them begins with. Out: a mark at that place
//! of the text, and the labels of the places that an index names.

use std::collections::BTreeMap;

use super::Edition;
use super::label::Label;
use super::text::Text;
use super::xml::Xml;
use crate::diag::Span;
use crate::display::PageStart;

/// The pages of an edition that has pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pagination {
    /// Whether it is the edition for a press, or the one for screens.
    pub is_print: bool,
    /// Its ISBN.
    pub isbn: Option<String>,
    /// Its pages in order: the label of each, and what it begins with.
    pub pages: Vec<(String, Option<PageStart>)>,
    /// The label of the page on which each named place is.
    pub labels: BTreeMap<String, String>,
}

impl Pagination {
    /// What names the edition in metadata: its ISBN, else words.
    pub(super) fn source(&self, title: &str, label: Label) -> String {
        match (&self.isbn, label, self.is_print) {
            (Some(isbn), ..) => format!("urn:isbn:{isbn}"),
            (None, Label::Simplified, true) => format!("《{title}》印刷版"),
            (None, Label::Simplified, false) => format!("《{title}》PDF 版"),
            (None, Label::Traditional, true) => format!("《{title}》印刷版"),
            (None, Label::Traditional, false) => format!("《{title}》PDF 版"),
            (None, Label::English, true) => format!("{title}, print edition"),
            (None, Label::English, false) => format!("{title}, PDF edition"),
        }
    }
}

/// The pages by what they begin with.
#[derive(Default)]
pub(super) struct Paging {
    by_start: BTreeMap<PageStart, Vec<usize>>,
}

impl Paging {
    /// Looks through the pages.
    pub(super) fn of(pagination: Option<&Pagination>) -> Self {
        let mut paging = Self::default();
        for (at, (_, start)) in pagination.iter().flat_map(|pagination| pagination.pages.iter().enumerate()) {
            if let Some(start) = start {
                paging.by_start.entry(*start).or_default().push(at);
            }
        }
        paging
    }

    /// The pages that begin between two offsets of what has a span, the last not among them: offset and page.
    fn inside(&self, span: Span, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let at = |offset| PageStart::Source { span, offset };
        // A range that ends before it starts is no range.
        let found = self.by_start.range(at(from)..at(to.max(from)));
        found.flat_map(|(start, pages)| {
            let offset = if let PageStart::Source { offset, .. } = start { *offset } else { 0 };
            pages.iter().map(move |&page| (offset, page))
        })
    }
}

/// The id of a page's mark.
pub(super) fn page_id(label: &str) -> String {
    super::address::ascii_id("page-", label)
}

/// Marks the pages that begin with this.
pub(super) fn begins(edition: &Edition<'_>, xml: &mut Xml, start: PageStart) {
    for &page in edition.paging.by_start.get(&start).into_iter().flatten() {
        mark(edition, xml, page);
    }
}

fn mark(edition: &Edition<'_>, xml: &mut Xml, page: usize) {
    let Some((label, _)) = edition.input.print.and_then(|print| print.pages.get(page)) else { return };
    xml.page_break(page, &page_id(label), label);
}

impl Text<'_> {
    /// Marks the pages that begin with this block.
    pub(super) fn begins(&mut self, span: Span) {
        begins(self.edition, self.xml, PageStart::of(span));
    }

    /// Marks the pages that begin with or inside what can't be parted.
    pub(super) fn begins_inside(&mut self, span: Span) {
        let edition = self.edition;
        for (_, page) in edition.paging.inside(span, 0, usize::MAX) {
            mark(edition, self.xml, page);
        }
    }

    /// Marks the pages that begin with this line of code.
    pub(super) fn begins_at_line(&mut self, span: Span, line: usize) {
        begins(self.edition, self.xml, PageStart::Source { span, offset: line });
    }

    /// Text with the marks of the pages that begin in it. Where the source's words have been divided, the pieces follow on each other.
    pub(super) fn paged_words(&mut self, text: &str, span: Span) {
        let edition = self.edition;
        let from = if self.written.0 == Some(span) { self.written.1 } else { 0 };
        let to = from + text.len();
        self.written = (Some(span), to);
        let mut rest = text;
        let mut at = from;
        for (offset, page) in edition.paging.inside(span, from, to) {
            if let Some((before, after)) = rest.split_at_checked(offset - at) {
                if !before.is_empty() {
                    self.words(before);
                }
                (rest, at) = (after, offset);
            }
            mark(edition, self.xml, page);
        }
        self.words(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn pages_are_found_by_the_text_that_they_begin_in() {
        let span = |at| Span { file: FileId(0), start: at, end: at + 9 };
        let source = |at, offset| Some(PageStart::Source { span: span(at), offset });
        let starts = [source(3, 0), None, source(3, 6), Some(PageStart::Index), source(12, 0)];
        let pages = starts.iter().enumerate().map(|(at, start)| (at.to_string(), *start)).collect();
        let paging = Paging::of(Some(&Pagination { pages, ..Pagination::default() }));
        let inside = |at, from, to| paging.inside(span(at), from, to).collect::<Vec<_>>();
        assert_eq!(inside(3, 0, 9), [(0, 0), (6, 2)]);
        assert_eq!(inside(3, 1, 6), []);
        assert_eq!(inside(3, 6, 6), []);
        assert_eq!(inside(12, 0, usize::MAX), [(0, 4)]);
    }
}
