//! The contents 目录: articles and their sections, each with its page behind a leader.

use super::name;
use crate::display::{LinkTarget, NodeId, PageStart, Role, Tag};
use crate::document::{Article, BlockKind, plain_text};
use crate::typeset::collect::{Collector, Counted, numbered_title, piece, place_name, text_above_notes};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, Rich, RichPiece, Section};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// What an entry of the contents is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Depth {
    /// A part 部分.
    Part,
    /// An article or appendix, nested so deep in others.
    Chapter(u8),
    /// A section in it, so deep.
    Section(u8),
}

/// A line of the contents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ContentsEntry {
    /// What it is for.
    pub depth: Depth,
    /// Its words.
    pub title: String,
    /// The name of its place.
    pub anchor: String,
}

impl ContentsEntry {
    /// A part's.
    pub fn part(title: &str, anchor: &str) -> Self {
        Self { depth: Depth::Part, title: title.to_owned(), anchor: anchor.to_owned() }
    }

    /// An appendix's.
    pub fn chapter(title: &str, anchor: &str) -> Self {
        Self { depth: Depth::Chapter(0), title: title.to_owned(), anchor: anchor.to_owned() }
    }

    /// How many steps it is set in.
    fn steps(&self) -> i64 {
        match self.depth {
            Depth::Part => 0,
            Depth::Chapter(nested) => nested.into(),
            Depth::Section(level) => level.into(),
        }
    }
}

/// The entries of an article: itself, and so many levels of its sections.
pub(super) fn entries(article: &Article, levels: u32, collector: &Collector<'_>) -> Vec<ContentsEntry> {
    let titled = |anchor: &str, title: String| numbered_title(collector.numbers.label(anchor), &title);
    let head = place_name(&article.id, None);
    let head = ContentsEntry {
        depth: Depth::Chapter(article.depth),
        title: titled(&head, plain_text(&article.title)),
        anchor: head,
    };
    let sections =
        text_above_notes(article, collector.note_place).iter().filter_map(|block| match (&block.kind, &block.id) {
            (BlockKind::Heading { level, content }, Some(id)) if u32::from(*level) <= levels + 1 && levels > 0 => {
                let anchor = place_name(&article.id, Some(id));
                Some(ContentsEntry {
                    depth: Depth::Section(article.depth + level.saturating_sub(1).max(1)),
                    title: titled(&anchor, plain_text(content)),
                    anchor,
                })
            }
            _ => None,
        });
    std::iter::once(head).chain(sections).collect()
}

/// The contents as a section under `parent`.
pub(in crate::typeset) fn contents(
    collector: &mut Collector<'_>,
    parent: NodeId,
    entries: &[ContentsEntry],
) -> Section {
    let section = collector.node(parent, Role::Section);
    let head = collector.part_head(section, collector.words.contents, name::CONTENTS, PageStart::Contents);
    let list = collector.node(section, Role::Contents);
    let mut blocks = vec![head];
    let above = collector.theme.options.contents.above;
    for (at, entry) in entries.iter().enumerate() {
        let mut block = line(collector, list, entry);
        let before = at.checked_sub(1).map(|before| entries[before].depth);
        block.above = match (before, entry.depth) {
            (None, _) => 0,
            (Some(_), Depth::Part) => above.max(1),
            (Some(Depth::Section(_)), Depth::Chapter(0)) => above,
            _ => 0,
        };
        // A part's title never stands at the foot.
        block.keep_next = entry.depth == Depth::Part;
        blocks.push(block);
    }
    Section::new(Folios::Roman, collector.words.contents.to_owned(), blocks)
}

/// The list of figures 插图目录 or of tables 表格目录 as a section under `parent`; `None` for a book that has none with a caption.
pub(in crate::typeset) fn objects(collector: &mut Collector<'_>, parent: NodeId, what: Counted) -> Option<Section> {
    let entries: Vec<ContentsEntry> =
        collector.numbers.objects(what).map(|object| ContentsEntry::chapter(&object.title, &object.name)).collect();
    if entries.is_empty() {
        return None;
    }
    let (title, name) = match what {
        Counted::Table => (collector.words.tables, name::TABLES),
        Counted::Figure | Counted::Formula => (collector.words.figures, name::FIGURES),
    };
    let section = collector.node(parent, Role::Section);
    let mut head = collector.part_head(section, title, name, PageStart::Contents);
    head.source = None;
    let list = collector.node(section, Role::Contents);
    let mut blocks = vec![head];
    for entry in &entries {
        blocks.push(line(collector, list, entry));
    }
    Some(Section::new(Folios::Arabic, title, blocks))
}

fn line(collector: &mut Collector<'_>, list: NodeId, entry: &ContentsEntry) -> FlowBlock {
    let node = collector.node(list, Role::ContentsItem);
    let link = collector.node(node, Role::Reference);
    let [part, chapter, section] = collector.theme.book.contents;
    let text = match entry.depth {
        Depth::Part => part,
        Depth::Chapter(_) => chapter,
        Depth::Section(_) => section,
    };
    let style = BlockStyle { text, alignment: Alignment::Start, first_indent: Em::ZERO, ..collector.theme.body };
    let target =
        PieceLink { target: LinkTarget::Anchor(entry.anchor.clone()), description: entry.title.clone(), node: link };
    let linked = |collector: &mut Collector<'_>, content: Content, style: CharStyle| -> RichPiece {
        let slot = collector.slot(link);
        RichPiece { link: Some(target.clone()), ..piece(content, style, Tag::Slot(slot)) }
    };
    let words = linked(collector, Content::Words(entry.title.clone()), text);
    let figures = CharStyle { paint: text.paint, ..section };
    let number = linked(collector, Content::PageOf(entry.anchor.clone()), figures);
    let mut block = collector.text_block(Rich { pieces: vec![words] }, &style);
    block.start = collector.theme.options.contents.inset.at(collector.grid.size) * entry.steps();
    if let Body::Text(body) = &mut block.body {
        // Turned lines are set in by an em.
        body.indent = collector.grid.size;
        body.first_indent = Abs::ZERO;
        body.entry = Some(Rich { pieces: vec![number] });
    }
    block
}
