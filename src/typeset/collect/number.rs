//! Numbers of what a book counts: chapters, headings, figures, tables, formulas (CLR-C12, N10, O14).
//!
//! In: the tree in reading order, and the theme's templates. Out: each number as printed, and those of named places, so that references
//! know them before they are met.

use std::collections::BTreeMap;

use super::{numbered_title, place_name};
use crate::document::{Article, Block, BlockKind, Book, Inline, brings_number, plain_text, walk_blocks};
use crate::project::theme::{Restart, Template};
use crate::typeset::style::Theme;

/// What has been counted so far.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Counting {
    /// The chapter, the section in it, and so on.
    path: Vec<u32>,
    /// The article's depth, where it is numbered.
    depth: Option<usize>,
    figures: u32,
    tables: u32,
    formulas: u32,
    /// Whether figures and the like are counted by chapter: where the book has several (as `document::Numbers` counts for all editions).
    by_chapter: bool,
    /// Figures and tables with captions, in reading order.
    objects: Vec<Object>,
    /// The numbers of named places.
    labels: BTreeMap<String, Label>,
}

/// A figure or table, for the list of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct Object {
    /// Which of both.
    pub what: Counted,
    /// Its number and the words of its caption.
    pub title: String,
    /// The name of its place.
    pub name: String,
}

/// The number of a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct Label {
    /// As its heading or caption prints it; `None` where that shows none.
    pub printed: Option<String>,
    /// As a reference to it does, which has the words around it itself.
    pub referred: String,
}

/// What is counted beside headings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::typeset) enum Counted {
    /// A figure with a caption.
    Figure,
    /// A table with a caption.
    Table,
    /// A formula with a name.
    Formula,
}

impl Counting {
    /// The numbers of all named places of a book, and nothing counted yet.
    pub fn of(book: &Book, theme: &Theme) -> Self {
        let chapters = book.articles().filter(|article| article.numbered && article.depth == 0).count();
        let by_chapter = chapters > 1 && theme.options.caption.restart != Restart::Book;
        let mut counting = Self { by_chapter, ..Self::default() };
        for article in book.articles() {
            let printed = counting.article(article, theme);
            if article.numbered {
                let referred = referred(template(usize::from(article.depth).min(5), theme), &counting.path, ".");
                counting.labels.insert(place_name(&article.id, None), Label { printed, referred });
            }
            for note in 1..=article.notes.len() {
                let name = format!("note-{note}");
                let label = Label { printed: None, referred: note.to_string() };
                counting.labels.insert(place_name(&article.id, Some(&name)), label);
            }
            let bodies = std::iter::once(&article.body).chain(article.notes.iter().map(|note| &note.body));
            for body in bodies {
                walk_blocks(body, &mut |block| {
                    let label = counting.block(block, theme);
                    counting.objects.extend(object(&article.id, block, label.as_ref()));
                    if let (Some(label), Some(id)) = (label, &block.id) {
                        counting.labels.insert(place_name(&article.id, Some(id)), label);
                    }
                });
            }
        }
        Self { labels: counting.labels, objects: counting.objects, by_chapter, ..Self::default() }
    }

    /// All figures or all tables that have a caption.
    pub fn objects(&self, what: Counted) -> impl Iterator<Item = &Object> {
        self.objects.iter().filter(move |object| object.what == what)
    }

    /// The number of a named place, as it is printed there.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.get(name)?.printed.as_deref()
    }

    /// The number of a named place, as references to it have it.
    pub fn referred(&self, name: &str) -> Option<&str> {
        self.labels.get(name).map(|label| label.referred.as_str())
    }

    /// Counts an article and gives its number.
    pub fn article(&mut self, article: &Article, theme: &Theme) -> Option<String> {
        let depth = usize::from(article.depth).min(5);
        self.depth = article.numbered.then_some(depth);
        if !article.numbered {
            return None;
        }
        if depth == 0 && self.by_chapter {
            (self.figures, self.tables, self.formulas) = (0, 0, 0);
        }
        self.count(depth);
        self.printed(&plain_text(&article.title), depth, theme)
    }

    /// Counts a heading of level 1 to 6 in the article at hand and gives its number.
    pub fn heading(&mut self, level: u8, title: &[Inline], theme: &Theme) -> Option<String> {
        // A `#` after the title's is on the title's own level, which counts articles.
        let depth = self.depth? + usize::from(level.clamp(1, 6) - 1);
        if level <= 1 || depth > 5 {
            return None;
        }
        self.count(depth);
        self.printed(&plain_text(title), depth, theme)
    }

    /// The number at hand, unless the title brings one with it.
    fn printed(&self, title: &str, depth: usize, theme: &Theme) -> Option<String> {
        shown(template(depth, theme), &self.path).filter(|_| !brings_number(title, depth + 1))
    }

    /// Counts a figure, table or formula and gives its number.
    pub fn counted(&mut self, what: Counted, theme: &Theme) -> Option<String> {
        let path = self.next(what);
        shown(of_kind(what, theme), &path)
    }

    /// The same as a path: its chapter where that counts, and its own number.
    fn next(&mut self, what: Counted) -> Vec<u32> {
        let count = match what {
            Counted::Figure => &mut self.figures,
            Counted::Table => &mut self.tables,
            Counted::Formula => &mut self.formulas,
        };
        *count += 1;
        let own = *count;
        let chapter = self.path.first().filter(|_| self.depth.is_some() && self.by_chapter);
        chapter.copied().into_iter().chain([own]).collect()
    }

    fn block(&mut self, block: &Block, theme: &Theme) -> Option<Label> {
        if let BlockKind::Heading { level, content } = &block.kind {
            if block.numbered == Some(false) {
                return None;
            }
            let printed = self.heading(*level, content, theme);
            let is_counted = self.depth.is_some() && *level > 1 && !self.path.contains(&0);
            let at = self.path.len().saturating_sub(1);
            return is_counted.then(|| Label { printed, referred: referred(template(at, theme), &self.path, ".") });
        }
        let what = counted(&block.kind, block.id.is_some())?;
        let path = self.next(what);
        let template = of_kind(what, theme);
        Some(Label { printed: shown(template, &path), referred: referred(template, &path, "-") })
    }

    fn count(&mut self, depth: usize) {
        self.path.resize(depth + 1, 0);
        self.path[depth] += 1;
    }
}

fn object(article: &str, block: &Block, label: Option<&Label>) -> Option<Object> {
    let (what, caption) = match &block.kind {
        BlockKind::Figure { caption, .. } if !caption.is_empty() => (Counted::Figure, caption),
        BlockKind::Table(table) if !table.caption.is_empty() => (Counted::Table, &table.caption),
        _ => return None,
    };
    let title = numbered_title(label.and_then(|label| label.printed.as_deref()), &plain_text(caption));
    Some(Object { what, title, name: object_name(article, block) })
}

/// The name of a figure's or table's place in the lists of them: where its source stands.
pub(super) fn object_name(article: &str, block: &Block) -> String {
    format!("banxin/object/{article}/{}-{}", block.span.start, block.span.end)
}

/// What a block is counted as, if it is.
pub(super) fn counted(kind: &BlockKind, is_named: bool) -> Option<Counted> {
    match kind {
        BlockKind::Figure { caption, .. } if !caption.is_empty() => Some(Counted::Figure),
        BlockKind::Table(table) if !table.caption.is_empty() => Some(Counted::Table),
        BlockKind::Math(_) if is_named => Some(Counted::Formula),
        _ => None,
    }
}

fn of_kind(what: Counted, theme: &Theme) -> &Template {
    let caption = &theme.options.caption;
    match what {
        Counted::Figure => &caption.figure,
        Counted::Table => &caption.table,
        Counted::Formula => &caption.formula,
    }
}

/// A number in the figures of its template, without the words around them; in arabic ones where the template shows less.
fn referred(template: &Template, path: &[u32], joint: &str) -> String {
    match template.numbers() {
        0 => path.iter().map(u32::to_string).collect::<Vec<_>>().join(joint),
        _ => template.bare(path),
    }
}

/// The template of a level: the chapter's, then those of headings.
fn template(depth: usize, theme: &Theme) -> &Template {
    match depth {
        0 => &theme.title_number.number,
        _ => &theme.heading_numbers[depth.min(5)].number,
    }
}

fn shown(template: &Template, path: &[u32]) -> Option<String> {
    // A section without one above it that is counted has no number.
    Some(template.shown(path)).filter(|number| !number.is_empty() && !path.contains(&0))
}
