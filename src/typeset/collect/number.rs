//! Numbers of what a book counts: chapters, headings, figures, tables, formulas (CLR-C12, N10, O14).
//!
//! In: the tree in reading order, and the theme's templates. Out: each number as printed, and those of named places, so that references
//! know them before they are met.

use std::collections::BTreeMap;

use super::place_name;
use crate::document::{Article, Block, BlockKind, Book, walk_blocks};
use crate::project::theme::{Restart, Template};
use crate::typeset::style::Theme;

/// What has been counted so far.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Numbers {
    /// The chapter, the section in it, and so on.
    path: Vec<u32>,
    /// The article's depth, where it is numbered.
    depth: Option<usize>,
    figures: u32,
    tables: u32,
    formulas: u32,
    /// The numbers of named places, as printed.
    labels: BTreeMap<String, String>,
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

impl Numbers {
    /// The numbers of all named places of a book, and nothing counted yet.
    pub fn of(book: &Book, theme: &Theme) -> Self {
        let mut counting = Self::default();
        for article in book.articles() {
            if let Some(number) = counting.article(article, theme) {
                counting.labels.insert(place_name(&article.id, None), number);
            }
            let bodies = std::iter::once(&article.body).chain(article.notes.iter().map(|note| &note.body));
            for body in bodies {
                walk_blocks(body, &mut |block| {
                    if let (Some(number), Some(id)) = (counting.block(block, theme), &block.id) {
                        counting.labels.insert(place_name(&article.id, Some(id)), number);
                    }
                });
            }
        }
        Self { labels: counting.labels, ..Self::default() }
    }

    /// The number of a named place.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.get(name).map(String::as_str)
    }

    /// Counts an article and gives its number.
    pub fn article(&mut self, article: &Article, theme: &Theme) -> Option<String> {
        let depth = usize::from(article.depth).min(5);
        self.depth = article.numbered.then_some(depth);
        if depth == 0 && theme.options.caption.restart == Restart::Chapter && counts_chapters(theme) {
            (self.figures, self.tables, self.formulas) = (0, 0, 0);
        }
        if !article.numbered {
            return None;
        }
        self.count(depth);
        shown(template(depth, theme), &self.path)
    }

    /// Counts a heading of level 1 to 6 in the article at hand and gives its number.
    pub fn heading(&mut self, level: u8, theme: &Theme) -> Option<String> {
        // A `#` after the title's is on the title's own level, which counts articles.
        let depth = self.depth? + usize::from(level.clamp(1, 6) - 1);
        if level <= 1 || depth > 5 {
            return None;
        }
        self.count(depth);
        shown(template(depth, theme), &self.path)
    }

    /// Counts a figure, table or formula and gives its number.
    pub fn counted(&mut self, what: Counted, theme: &Theme) -> Option<String> {
        let caption = &theme.options.caption;
        let (count, template) = match what {
            Counted::Figure => (&mut self.figures, &caption.figure),
            Counted::Table => (&mut self.tables, &caption.table),
            Counted::Formula => (&mut self.formulas, &caption.formula),
        };
        *count += 1;
        let own = *count;
        let chapter = self.path.first().filter(|_| self.depth.is_some() && counts_chapters(theme));
        match (chapter, caption.restart) {
            (Some(&chapter), Restart::Chapter | Restart::Page) => shown(template, &[chapter, own]),
            _ => shown(template, &[own]),
        }
    }

    fn block(&mut self, block: &Block, theme: &Theme) -> Option<String> {
        match &block.kind {
            BlockKind::Heading { level, .. } => self.heading(*level, theme),
            kind => self.counted(counted(kind, block.id.is_some())?, theme),
        }
    }

    fn count(&mut self, depth: usize) {
        self.path.resize(depth + 1, 0);
        self.path[depth] += 1;
    }
}

/// What a block is counted as, if it is.
pub(super) fn counted(kind: &BlockKind, is_named: bool) -> Option<Counted> {
    match kind {
        BlockKind::Figure { caption, .. } if !caption.is_empty() => Some(Counted::Figure),
        BlockKind::Math(_) if is_named => Some(Counted::Formula),
        _ => None,
    }
}

/// Whether the theme shows numbers of chapters: else what stands in them is counted through the book.
fn counts_chapters(theme: &Theme) -> bool {
    !theme.title_number.number.is_empty()
}

/// The template of a level: the chapter's, then those of headings.
fn template(depth: usize, theme: &Theme) -> &Template {
    match depth {
        0 => &theme.title_number.number,
        _ => &theme.heading_numbers[depth.min(5)].number,
    }
}

fn shown(template: &Template, path: &[u32]) -> Option<String> {
    Some(template.shown(path)).filter(|number| !number.is_empty())
}
