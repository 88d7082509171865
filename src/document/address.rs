//! Addresses as notes, for paper: a book in, the same with a note for each link that leads out of it. The note says where.

use std::collections::{BTreeMap, BTreeSet};

use super::{Article, Block, BlockKind, Book, Inline, InlineKind, Note, Target, plain_text};
use crate::diag::Span;

/// The book with a note for each link whose address its words don't say. Notes keep the order of their marks; links of headings, captions
/// and notes have none of their own, and an address is said once in a block.
pub fn with_addresses(book: &Book) -> Book {
    let mut book = book.clone();
    for article in book.parts.iter_mut().flat_map(|part| &mut part.articles) {
        annotate(article);
    }
    book
}

fn annotate(article: &mut Article) {
    let mut notes = Notes { old: std::mem::take(&mut article.notes), ..Notes::default() };
    notes.line(&mut article.title, false);
    notes.blocks(&mut article.body);
    article.notes = notes.new;
}

#[derive(Default)]
struct Notes {
    /// As the source has them.
    old: Vec<Note>,
    /// In the order of their marks, those of addresses among them.
    new: Vec<Note>,
    /// Where the source's notes stand now.
    moved: BTreeMap<usize, usize>,
    /// The addresses of the block at hand.
    said: BTreeSet<String>,
}

impl Notes {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            self.said.clear();
            match &mut block.kind {
                BlockKind::Paragraph(content) | BlockKind::Attribution(content) => self.line(content, true),
                BlockKind::Heading { content, .. } | BlockKind::Figure { caption: content, .. } => {
                    self.line(content, false);
                }
                BlockKind::Verse(stanzas) => stanzas.iter_mut().for_each(|stanza| self.line(stanza, true)),
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.blocks(inner),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.body)),
                BlockKind::Definitions(items) => {
                    for item in items {
                        self.line(&mut item.term, false);
                        item.meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Table(table) => {
                    self.line(&mut table.caption, false);
                    table.head.iter_mut().for_each(|cell| self.line(cell, false));
                    table.rows.iter_mut().flatten().for_each(|cell| self.line(cell, true));
                }
                BlockKind::Code { .. } | BlockKind::Math(_) | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    /// Goes along a line in reading order; `adds` says whether its links get notes.
    fn line(&mut self, inlines: &mut Vec<Inline>, adds: bool) {
        let mut at = 0;
        while let Some(inline) = inlines.get_mut(at) {
            at += 1;
            match &mut inline.kind {
                InlineKind::NoteMark(note) => *note = self.moved(*note),
                InlineKind::Link { target: Target::Url(url), content } => {
                    let wanted = adds && !says(content, url) && self.said.insert(url.clone());
                    if wanted {
                        let mark = InlineKind::NoteMark(self.new.len());
                        let span = inline.span;
                        self.new.push(note(url, span));
                        inlines.insert(at, Inline { kind: mark, span });
                        at += 1;
                    }
                }
                // Within a link there is none.
                InlineKind::Link { .. } => {}
                _ => {
                    if let Some(inner) = inline.children_mut() {
                        self.line(inner, adds);
                    }
                }
            }
        }
    }

    /// Where a note of the source stands now: one that hasn't been met is next.
    fn moved(&mut self, note: usize) -> usize {
        if let Some(known) = self.moved.get(&note) {
            return *known;
        }
        let Some(own) = self.old.get(note) else { return note };
        self.new.push(own.clone());
        self.moved.insert(note, self.new.len() - 1);
        self.new.len() - 1
    }
}

/// Whether words are an address themselves.
fn says(words: &[Inline], url: &str) -> bool {
    let words = plain_text(words);
    bare(words.trim()) == bare(url)
}

/// An address as people write it: without its scheme and the solidus at its end.
fn bare(url: &str) -> &str {
    let url = ["https://", "http://", "mailto:"].iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or(url);
    url.trim_end_matches('/')
}

fn note(url: &str, span: Span) -> Note {
    let shown = url.strip_prefix("mailto:").unwrap_or(url).to_owned();
    let text = Inline { kind: InlineKind::Text(shown), span };
    let link = InlineKind::Link { target: Target::Url(url.to_owned()), content: vec![text] };
    let kind = BlockKind::Paragraph(vec![Inline { kind: link, span }]);
    let body = vec![Block { kind, id: None, continued: false, numbered: None, span }];
    Note { label: url.to_owned(), body, span }
}
