//! Numbers of chapters, sections, figures, tables and formulas. In: the book. Out: for each place its number, as a path: 3, 3.2, 3-1.
//!
//! Chapters that SUMMARY.md numbers have numbers, and sections within them. Figures and tables have one when they have a caption,
//! formulas when they have a name; they are counted by chapter where the book has several (GB/T 7713 counts so). How a number is
//! printed, and whether a heading or caption shows its own, is for an edition to say.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Article, BlockKind, Book, Inline, InlineKind, Shows, Target, brings_number, plain_text, walk_blocks, walk_inlines,
    walk_lines,
};

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Counted {
    /// A chapter.
    Chapter,
    /// A section of a chapter.
    Section,
    /// A figure with a caption.
    Figure,
    /// A table with a caption.
    Table,
    /// A formula with a name.
    Formula,
    /// A note.
    Note,
}

/// A number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// Of what.
    pub of: Counted,
    /// From the outermost count to its own.
    pub path: Vec<u32>,
    /// Whether the title that is counted brings its number with it: then none is printed before it.
    pub is_brought: bool,
}

impl Number {
    /// In arabic figures: `3.2` for a section, `3-1` for a figure.
    pub fn text(&self) -> String {
        let parts: Vec<String> = self.path.iter().map(u32::to_string).collect();
        parts.join(if matches!(self.of, Counted::Chapter | Counted::Section) { "." } else { "-" })
    }
}

/// All numbers of a book.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    by_place: BTreeMap<(String, Option<String>), Number>,
    referred: BTreeSet<Counted>,
}

/// Counters while the book is gone through.
#[derive(Default)]
struct Counters {
    chapters: [u32; 8],
    /// Figures, tables and formulas of the chapter at hand.
    things: BTreeMap<Counted, u32>,
    /// Whether things are counted by chapter.
    by_chapter: bool,
}

impl Numbers {
    /// Counts through a book.
    pub fn of(book: &Book) -> Self {
        let mut numbers = Self::default();
        let chapters = book.articles().filter(|article| article.numbered && article.depth == 0).count();
        let mut counters = Counters { by_chapter: chapters > 1, ..Counters::default() };
        for article in book.articles() {
            numbers.count(article, &mut counters);
        }
        for article in book.articles() {
            numbers.note_references(article);
        }
        numbers
    }

    /// The number of an article, or of a block in it.
    pub fn get(&self, article: &str, block: Option<&str>) -> Option<&Number> {
        self.by_place.get(&(article.to_owned(), block.map(str::to_owned)))
    }

    /// The number of what a reference leads to.
    pub fn target(&self, target: &Target) -> Option<&Number> {
        match target {
            Target::Internal { article, block } => self.get(article, block.as_deref()),
            Target::Url(_) | Target::Broken(_) => None,
        }
    }

    /// Whether the text refers to numbers of this kind: then readers must see them.
    pub fn is_referred(&self, of: Counted) -> bool {
        self.referred.contains(&of)
    }

    fn set(&mut self, article: &Article, block: Option<String>, of: Counted, path: Vec<u32>, title: Option<&[Inline]>) {
        let is_brought = title.is_some_and(|title| brings_number(&plain_text(title), path.len()));
        self.by_place.entry((article.id.clone(), block)).or_insert(Number { of, path, is_brought });
    }

    fn count(&mut self, article: &Article, counters: &mut Counters) {
        let depth = usize::from(article.depth).min(counters.chapters.len() - 1);
        let mut path = Vec::new();
        if article.numbered {
            counters.chapters[depth] += 1;
            counters.chapters[depth + 1..].fill(0);
            if depth == 0 && counters.by_chapter {
                counters.things.clear();
            }
            path = counters.chapters[..=depth].to_vec();
            self.set(article, None, Counted::Chapter, path.clone(), Some(&article.title));
        }
        self.count_blocks(article, counters, &path);
        for note in 0..article.notes.len() {
            self.set(article, Some(format!("note-{}", note + 1)), Counted::Note, vec![note as u32 + 1], None);
        }
    }

    fn count_blocks(&mut self, article: &Article, counters: &mut Counters, path: &[u32]) {
        let mut sections = [0_u32; 6];
        walk_blocks(&article.body, &mut |block| {
            let of = match &block.kind {
                BlockKind::Heading { .. } if block.numbered == Some(false) => return,
                BlockKind::Heading { level, content } => {
                    // `##` is the first level below the article's title.
                    let at = usize::from((*level).clamp(2, 6)) - 2;
                    sections[at] += 1;
                    sections[at + 1..].fill(0);
                    let own: Vec<u32> = path.iter().copied().chain(sections[..=at].iter().copied()).collect();
                    if !path.is_empty() && !own.contains(&0) {
                        self.set(article, block.id.clone(), Counted::Section, own, Some(content));
                    }
                    return;
                }
                BlockKind::Figure { caption, .. } if !caption.is_empty() => Counted::Figure,
                BlockKind::Table(table) if !table.caption.is_empty() => Counted::Table,
                BlockKind::Math(_) if block.id.is_some() => Counted::Formula,
                _ => return,
            };
            let count = counters.things.entry(of).or_insert(0);
            *count += 1;
            let chapter = path.first().filter(|_| counters.by_chapter).copied();
            self.set(article, block.id.clone(), of, chapter.into_iter().chain([*count]).collect(), None);
        });
    }

    fn note_references(&mut self, article: &Article) {
        let bodies = std::iter::once(&article.body).chain(article.notes.iter().map(|note| &note.body));
        for body in bodies {
            walk_lines(body, &mut |line| {
                walk_inlines(line, &mut |inline| {
                    if let InlineKind::Reference { target, shows: Shows::Number, .. } = &inline.kind {
                        let of = self.target(target).map(|number| number.of);
                        self.referred.extend(of);
                    }
                });
            });
        }
    }
}
