//! The order of a book (N11, GB/T 12450): what stands before the text, the parts and their chapters, what stands after them.
//!
//! In: the book, and which parts the theme wants. Out: sections in reading order. What a book has nothing for is left out.

use super::imprint::{Making, copyright};
use super::{ContentsEntry, contents, entries, facts, index, leaf, name, objects, title_page};
use crate::display::{NodeId, Role, Structure, StructureNode};
use crate::document::Article;
use crate::project::theme::{Begins, BookPart, NotePlace};
use crate::typeset::collect::{Collector, Counted, article, book_notes};
use crate::typeset::flow::{Folios, Opening, Section};
use crate::typeset::{Input, typefaces};

/// All sections of a book.
pub(in crate::typeset) fn sections(collector: &mut Collector<'_>, input: &Input<'_>) -> Vec<Section> {
    let root = Structure::ROOT;
    let order = &collector.theme.options.parts;
    let (front, back) = (order.front.clone(), order.back.clone());
    let prefix: Vec<&Article> = prefixes(collector);
    let mut out = Order { sections: Vec::new(), copyright: None };
    let prefix_at = if order.prefix_first { contents_at(&front) } else { front.len() };
    for (at, part) in front.iter().enumerate() {
        if at == prefix_at {
            out.prefix(collector, root, &prefix);
        }
        out.made(collector, root, *part, true);
    }
    if prefix_at >= front.len() {
        out.prefix(collector, root, &prefix);
    }
    out.text(collector, root, prefix.len());
    let notes = book_notes(collector, root, name::NOTES);
    let begins = begins(collector.theme.options.apparatus.begins);
    out.sections.extend(notes.map(|section| section.opening(begins)));
    for part in &back {
        out.made(collector, root, *part, false);
    }
    if let Some((at, node, in_front)) = out.copyright {
        let families = typefaces::families(&out.sections, input.cover.as_ref().map(|(page, _)| page), input.fonts);
        let making = Making { page: input.page, families: &families, in_front };
        let section = copyright(collector, node, &making);
        out.sections.insert(at, section);
    }
    out.sections
}

/// Where prefix chapters go that stand before the contents.
fn contents_at(front: &[BookPart]) -> usize {
    front.iter().position(|part| *part == BookPart::Contents).unwrap_or(front.len())
}

/// The chapters before the first numbered one and before the first part, if any chapter is numbered: 前言, 序.
fn prefixes<'a>(collector: &Collector<'a>) -> Vec<&'a Article> {
    let first = collector.book.parts.first().filter(|part| part.title.is_none());
    if !collector.book.articles().any(|article| article.numbered) {
        return Vec::new();
    }
    first.map_or(&[][..], |part| &part.articles).iter().take_while(|article| !article.numbered).collect()
}

/// Sections in their order, and where the copyright page goes among them: it names the typefaces of all others.
struct Order {
    sections: Vec<Section>,
    copyright: Option<(usize, NodeId, bool)>,
}

impl Order {
    fn prefix(&mut self, collector: &mut Collector<'_>, root: NodeId, articles: &[&Article]) {
        for chapter in articles {
            let section = article(collector, root, chapter).opening(begins(collector.theme.options.chapter.begins));
            self.sections.push(Section { folios: Folios::Roman, ..section });
        }
    }

    /// The parts of the text; `skipped` chapters of the first one stand elsewhere.
    fn text(&mut self, collector: &mut Collector<'_>, root: NodeId, skipped: usize) {
        let mut number = 0;
        for (at, part) in collector.book.parts.iter().enumerate() {
            let parent = match &part.title {
                Some(title) => {
                    let node = StructureNode { title: Some(title.clone()), ..StructureNode::new(Role::Part) };
                    collector.structure.add(root, node)
                }
                None => root,
            };
            let (mut unopened, mut opening) = (None, begins(collector.theme.options.chapter.begins));
            let mut shown = None;
            if let Some(title) = &part.title {
                number += 1;
                let title = leaf::part_title(collector, parent, title, at, number);
                shown = Some(title.shown.clone());
                if collector.theme.options.part.leaf {
                    self.sections.push(leaf::part_leaf(collector, title));
                    // The back of a part's leaf stays blank (CLR-N11).
                    opening = Opening::Recto;
                } else {
                    unopened = Some(title);
                }
            }
            let skipped = if at == 0 { skipped } else { 0 };
            for chapter in part.articles.iter().skip(skipped) {
                let mut section = article(collector, parent, chapter).opening(opening);
                opening = begins(collector.theme.options.chapter.begins);
                section.part.clone_from(&shown);
                // A part without a leaf of its own stands above its first chapter.
                section.blocks.splice(0..0, unopened.take().into_iter().flat_map(|title| title.blocks));
                self.sections.push(section);
            }
        }
    }

    /// A part that is made from data.
    fn made(&mut self, collector: &mut Collector<'_>, root: NodeId, part: BookPart, in_front: bool) {
        let mut made = match part {
            BookPart::HalfTitle => Some(leaf::half_title(collector, root)),
            BookPart::Title => Some(title_page(collector, root)),
            BookPart::Dedication => leaf::dedication(collector, root),
            BookPart::Contents => Some(contents(collector, root, &listed(collector))),
            BookPart::Index => index(collector, root),
            BookPart::Facts => facts(collector, root),
            BookPart::Figures => objects(collector, root, Counted::Figure),
            BookPart::Tables => objects(collector, root, Counted::Table),
            BookPart::Copyright => {
                let node = collector.node(root, Role::Section);
                self.copyright = Some((self.sections.len(), node, in_front));
                None
            }
        };
        if let Some(section) = &mut made {
            let options = &collector.theme.options;
            let bare = begins(options.title_page.begins);
            section.opening = if section.furniture { begins(options.apparatus.begins) } else { bare };
            if in_front {
                section.folios = Folios::Roman;
            }
        }
        self.sections.extend(made);
    }
}

fn begins(begins: Begins) -> Opening {
    match begins {
        Begins::Page => Opening::Page,
        Begins::Recto => Opening::Recto,
    }
}

/// What the contents list, in the order of the book.
fn listed(collector: &Collector<'_>) -> Vec<ContentsEntry> {
    let levels = collector.theme.options.contents.levels;
    let mut listed = Vec::new();
    for (at, part) in collector.book.parts.iter().enumerate() {
        listed.extend(part.title.as_ref().map(|title| ContentsEntry::part(title, &leaf::part_name(at))));
        listed.extend(part.articles.iter().flat_map(|article| entries(article, levels, collector)));
    }
    let words = collector.words;
    let has_notes = collector.book.articles().any(|article| !article.notes.is_empty());
    if has_notes && collector.note_place == NotePlace::Book {
        listed.push(ContentsEntry::chapter(words.notes, name::NOTES));
    }
    for part in &collector.theme.options.parts.back {
        listed.extend(
            match part {
                BookPart::Index if !collector.book.index.is_empty() => Some((words.keywords, name::INDEX)),
                BookPart::Facts if !collector.book.claims.is_empty() => Some((words.facts, name::FACTS)),
                BookPart::Figures if collector.numbers.objects(Counted::Figure).next().is_some() => {
                    Some((words.figures, name::FIGURES))
                }
                BookPart::Tables if collector.numbers.objects(Counted::Table).next().is_some() => {
                    Some((words.tables, name::TABLES))
                }
                BookPart::Copyright => Some((words.colophon, name::COLOPHON)),
                _ => None,
            }
            .map(|(title, name)| ContentsEntry::chapter(title, name)),
        );
    }
    listed
}
