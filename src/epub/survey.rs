//! A look through the book before anything is written. In: the book. Out: the file of each article, the id of each place
//! that a link may name, the sections, and where terms and claims stand. Links are only written to places that are here.

use std::collections::{BTreeMap, BTreeSet};

use super::address::ascii_id;
use crate::document::{
    Article, Block, BlockKind, Book, Counted, Inline, InlineKind, Picture, plain_text, walk_blocks, walk_inlines,
    walk_lines,
};

/// What the book holds, and where.
#[derive(Default)]
pub(super) struct Survey<'a> {
    /// The articles in reading order.
    pub(super) articles: Vec<Place<'a>>,
    /// Positions in `articles` by the article's id.
    by_id: BTreeMap<&'a str, usize>,
    /// Places of terms in the text, by keyword and occurrence.
    pub(super) terms: BTreeMap<(usize, usize), Stand>,
    /// Places of claims in the text.
    pub(super) claims: BTreeMap<usize, Stand>,
    /// The pictures that the text shows, by position in the assets.
    pub(super) pictures: BTreeSet<usize>,
    /// What readers with other needs must know.
    pub(super) traits: Traits,
}

/// Where a term or a claim stands: the article, and the section in it (`None` before the first heading).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Stand {
    /// Position in `Survey::articles`.
    pub(super) article: usize,
    /// Position in `Place::sections`.
    pub(super) section: Option<usize>,
}

/// What the text has that metadata speaks of.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Traits {
    /// Ruby.
    pub(super) ruby: bool,
    /// Formulas, shown as their LaTeX.
    pub(super) math: bool,
    /// A picture that no words describe.
    pub(super) undescribed: bool,
}

/// An article and the names in it.
pub(super) struct Place<'a> {
    /// The article.
    pub(super) article: &'a Article,
    /// Its file in the edition.
    pub(super) path: String,
    /// Its title without marks.
    pub(super) title: String,
    /// Ids of its blocks by their names in the source.
    blocks: BTreeMap<&'a str, String>,
    /// Ids of figures and tables that have a caption and no name, by where they are in memory.
    unnamed: BTreeMap<usize, String>,
    /// Its headings, in order, where they are not inside a quotation or the like.
    pub(super) sections: Vec<Section>,
}

/// A section that a heading opens.
pub(super) struct Section {
    /// Position of the heading in the article's body.
    pub(super) block: usize,
    /// 2 for the sections of an article, never more than one below the heading before.
    pub(super) level: u8,
    /// Its words without marks.
    pub(super) title: String,
    /// Its id.
    pub(super) id: String,
}

impl<'a> Survey<'a> {
    /// Looks through a book.
    pub(super) fn of(book: &'a Book) -> Self {
        let mut survey = Self::default();
        let mut paths = BTreeSet::new();
        for (at, article) in book.articles().enumerate() {
            let mut path = format!("{}.xhtml", ascii_id("article-", &article.id));
            if !paths.insert(path.clone()) {
                path = format!("article-{}-{at}.xhtml", ascii_id("", &article.id));
            }
            survey.by_id.entry(&article.id).or_insert(at);
            let place = Place::of(article, path);
            survey.look(at, &place);
            survey.articles.push(place);
        }
        survey
    }

    /// The article of an id.
    pub(super) fn article(&self, id: &str) -> Option<&Place<'a>> {
        self.by_id.get(id).and_then(|&at| self.articles.get(at))
    }

    /// The address of an article's head or of a block in it; `None` where there is no such place.
    pub(super) fn address(&self, article: &str, block: Option<&str>) -> Option<String> {
        let place = self.article(article)?;
        match block {
            None => Some(place.path.clone()),
            Some(block) => place.block_id(block).map(|id| format!("{}#{id}", place.path)),
        }
    }

    /// The file in which something stands.
    pub(super) fn path(&self, stand: Stand) -> &str {
        &self.articles[stand.article].path
    }

    /// Notes every inline of an article, with the section in which it stands.
    fn look(&mut self, at: usize, place: &Place<'a>) {
        let article = place.article;
        walk_inlines(&article.title, &mut |inline| self.note(inline, Stand { article: at, section: None }));
        let mut section = None;
        for (position, block) in article.body.iter().enumerate() {
            section = place.sections.iter().position(|section| section.block == position).or(section);
            let stand = Stand { article: at, section };
            every_inline(std::slice::from_ref(block), &mut |inline| self.note(inline, stand));
            walk_blocks(std::slice::from_ref(block), &mut |block| self.note_block(block));
        }
        for note in &article.notes {
            every_inline(&note.body, &mut |inline| self.note(inline, Stand { article: at, section }));
            walk_blocks(&note.body, &mut |block| self.note_block(block));
        }
    }

    fn note(&mut self, inline: &'a Inline, stand: Stand) {
        match &inline.kind {
            InlineKind::Term { keyword, occurrence, .. } => {
                self.terms.entry((*keyword, *occurrence)).or_insert(stand);
            }
            InlineKind::Claim { claim, .. } => {
                self.claims.entry(*claim).or_insert(stand);
            }
            InlineKind::Picture(picture) => self.note_picture(picture),
            InlineKind::Ruby(_) => self.traits.ruby = true,
            InlineKind::Math(_) => self.traits.math = true,
            InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Code(_)
            | InlineKind::Link { .. }
            | InlineKind::Set { .. }
            | InlineKind::Language { .. }
            | InlineKind::Reference { .. }
            | InlineKind::Script { .. }
            | InlineKind::Phrase { .. }
            | InlineKind::NoteMark(_)
            | InlineKind::Break
            | InlineKind::Html(_) => {}
        }
    }

    fn note_block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Figure { picture, .. } => self.note_picture(picture),
            BlockKind::Math(_) => self.traits.math = true,
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Verse(_)
            | BlockKind::Attribution(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert(..)
            | BlockKind::List { .. }
            | BlockKind::Definitions(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }

    fn note_picture(&mut self, picture: &Picture) {
        self.pictures.extend(picture.asset);
        self.traits.undescribed |= picture.asset.is_some() && picture.alt.trim().is_empty();
    }
}

impl<'a> Place<'a> {
    fn of(article: &'a Article, path: String) -> Self {
        let mut blocks = BTreeMap::new();
        let mut unnamed = BTreeMap::new();
        every_block(article, &mut |block| {
            if let Some(id) = block.id.as_deref().filter(|id| !id.is_empty()) {
                blocks.entry(id).or_insert_with(|| ascii_id("sec-", id));
            } else if caption(block).is_some() {
                // As with headings: no name becomes such an id.
                let id = format!("_f{}", unnamed.len() + 1);
                unnamed.insert(address_of(block), id);
            }
        });
        let title = plain_text(&article.title);
        let mut place = Self { article, path, title, blocks, unnamed, sections: Vec::new() };
        place.find_sections();
        place
    }

    /// The id of a block of the text, by its name or, where it has a caption, by its place.
    pub(super) fn id_of(&self, block: &Block) -> Option<&str> {
        let named = block.id.as_deref().and_then(|id| self.block_id(id));
        named.or_else(|| self.unnamed.get(&address_of(block)).map(String::as_str))
    }

    /// The figures and tables with a caption, in reading order.
    pub(super) fn captioned(&self) -> Vec<Captioned<'_>> {
        let mut out = Vec::new();
        every_block(self.article, &mut |block| {
            if let (Some((of, words)), Some(id)) = (caption(block), self.id_of(block)) {
                out.push(Captioned { of, id, name: block.id.as_deref(), words });
            }
        });
        out
    }

    /// The id of a block by its name in the source.
    pub(super) fn block_id(&self, name: &str) -> Option<&str> {
        self.blocks.get(name).map(String::as_str)
    }

    /// The section whose heading is this block of the body.
    pub(super) fn section_at(&self, block: usize) -> Option<&Section> {
        self.sections.iter().find(|section| section.block == block)
    }

    fn find_sections(&mut self) {
        let mut above = 1;
        for (at, block) in self.article.body.iter().enumerate() {
            let BlockKind::Heading { level, content } = &block.kind else { continue };
            // The title is the file's only h1, and no level is skipped on the way down (WCAG 1.3.1).
            let level = (*level).clamp(2, 6).min(above + 1);
            above = level;
            let named = block.id.as_deref().and_then(|id| self.block_id(id)).map(str::to_owned);
            // An underscore opens no id that `ascii_id` makes, so a number can't collide with a name.
            let id = named.unwrap_or_else(|| format!("_h{}", self.sections.len() + 1));
            self.sections.push(Section { block: at, level, title: plain_text(content), id });
        }
    }
}

/// A figure or table with a caption.
pub(super) struct Captioned<'a> {
    /// Which of them it is.
    pub(super) of: Counted,
    /// Its id in the file.
    pub(super) id: &'a str,
    /// Its name in the source.
    pub(super) name: Option<&'a str>,
    /// The words of its caption.
    pub(super) words: String,
}

fn caption(block: &Block) -> Option<(Counted, String)> {
    let (of, words) = match &block.kind {
        BlockKind::Figure { caption, .. } => (Counted::Figure, plain_text(caption)),
        BlockKind::Table(table) => (Counted::Table, plain_text(&table.caption)),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Verse(_)
        | BlockKind::Attribution(_)
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => return None,
    };
    Some((of, words)).filter(|(_, words)| !words.trim().is_empty())
}

/// Where a block is in memory: blocks are borrowed while an edition is made, so it tells them apart.
fn address_of(block: &Block) -> usize {
    std::ptr::from_ref(block).addr()
}

/// Visits every block of an article, those of its notes last.
fn every_block<'a>(article: &'a Article, visit: &mut impl FnMut(&'a Block)) {
    walk_blocks(&article.body, visit);
    article.notes.iter().for_each(|note| walk_blocks(&note.body, visit));
}

/// Visits every inline of blocks, with those of tables and definitions, in reading order.
fn every_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    walk_lines(blocks, &mut |line| walk_inlines(line, visit));
}
