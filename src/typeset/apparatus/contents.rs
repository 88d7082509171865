//! The contents 目录: articles and their sections, each with its page behind a leader.

use super::name;
use crate::display::{LinkTarget, NodeId, Role, Tag};
use crate::document::{Article, BlockKind, plain_text};
use crate::font::Role as Face;
use crate::typeset::collect::{Collector, piece, place_name};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, Rich, RichPiece, Section};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// Headings down to this level are in the contents.
const DEEPEST: u8 = 2;

/// A line of the contents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct ContentsEntry {
    /// 0 for an article or appendix, 1 for a section in it.
    pub depth: u8,
    /// Its words.
    pub title: String,
    /// The name of its place.
    pub anchor: String,
}

/// The entries of an article: itself and its sections.
pub(in crate::typeset) fn entries(article: &Article) -> Vec<ContentsEntry> {
    let head = ContentsEntry { depth: 0, title: plain_text(&article.title), anchor: place_name(&article.id, None) };
    let sections = article.body.iter().filter_map(|block| match (&block.kind, &block.id) {
        (BlockKind::Heading { level, content }, Some(id)) if *level <= DEEPEST => {
            Some(ContentsEntry { depth: 1, title: plain_text(content), anchor: place_name(&article.id, Some(id)) })
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
    let head = collector.part_head(section, collector.words.contents, name::CONTENTS);
    let list = collector.node(section, Role::Contents);
    let mut blocks = vec![head];
    for (at, entry) in entries.iter().enumerate() {
        let mut block = line(collector, list, entry);
        block.above = u32::from(at > 0 && entry.depth == 0 && entries[at - 1].depth > 0);
        blocks.push(block);
    }
    Section { folios: Folios::Roman, head: collector.words.contents.to_owned(), blocks }
}

fn line(collector: &mut Collector<'_>, list: NodeId, entry: &ContentsEntry) -> FlowBlock {
    let node = collector.node(list, Role::ContentsItem);
    let link = collector.node(node, Role::Reference);
    let text = CharStyle {
        han: if entry.depth == 0 { Face::SongBold } else { Face::Song },
        latin: if entry.depth == 0 { Face::LatinBold } else { Face::Latin },
        ..collector.theme.body.text
    };
    let style = BlockStyle { text, alignment: Alignment::Start, first_indent: Em::ZERO, ..collector.theme.body };
    let target =
        PieceLink { target: LinkTarget::Anchor(entry.anchor.clone()), description: entry.title.clone(), node: link };
    let linked = |collector: &mut Collector<'_>, content: Content, style: CharStyle| -> RichPiece {
        let slot = collector.slot(link);
        RichPiece { link: Some(target.clone()), ..piece(content, style, Tag::Slot(slot)) }
    };
    let words = linked(collector, Content::Words(entry.title.clone()), text);
    let number = linked(collector, Content::PageOf(entry.anchor.clone()), collector.theme.body.text);
    let mut block = collector.text_block(Rich { pieces: vec![words] }, &style);
    block.start = collector.grid.size * 2 * i64::from(entry.depth);
    if let Body::Text(body) = &mut block.body {
        // Turned lines are set in by an em.
        body.indent = collector.grid.size;
        body.first_indent = Abs::ZERO;
        body.entry = Some(Rich { pieces: vec![number] });
    }
    block
}
