//! The index of keywords 关键词: each with the number of every page on which it occurs, by initials.

use std::sync::Arc;

use super::name;
use crate::display::{LinkTarget, NodeId, PageStart, Role, Tag};
use crate::document::Keyword;
use crate::font::Role as Face;
use crate::typeset::collect::{Collector, keyword_name, piece};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, PlaceList, Rich, RichPiece, Section};
use crate::typeset::line::CharStyle;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Writing};

/// More columns than this hold no entry.
const MOST_COLUMNS: u32 = 6;

/// The index as a section under `parent`; `None` for a book without keywords.
pub(in crate::typeset) fn index(collector: &mut Collector<'_>, parent: NodeId) -> Option<Section> {
    if collector.book.index.is_empty() {
        return None;
    }
    let title = collector.words.keywords;
    let section = collector.node(parent, Role::Section);
    let head = collector.part_head(section, title, name::INDEX, PageStart::Index);
    let node = collector.node(section, Role::Index);
    // The title spans the columns, as that of a chapter does; initials stand in them.
    let mut blocks = vec![FlowBlock { spans: true, ..head }];
    for group in &collector.book.index {
        let [initial, _] = collector.theme.book.index;
        let initial = BlockStyle { above: if blocks.len() > 1 { initial.above } else { 0 }, ..initial };
        let mut label = collector.plain_block(node, Role::Paragraph, &group.initial, &initial);
        label.keep_next = true;
        blocks.push(label);
        for &at in &group.keywords {
            if let Some(keyword) = collector.book.keywords.get(at) {
                blocks.push(entry(collector, node, keyword));
            }
        }
    }
    let columns = collector.theme.options.index.columns.clamp(1, MOST_COLUMNS);
    Some(Section { columns, ..Section::new(Folios::Arabic, title.to_owned(), blocks) })
}

fn entry(collector: &mut Collector<'_>, index: NodeId, keyword: &Keyword) -> FlowBlock {
    let [_, style] = collector.theme.book.index;
    let text = style.text;
    let node = collector.node(index, Role::Paragraph);
    let mut pieces = vec![collector.words(node, keyword.heading(), text)];
    if let Some(see) = &keyword.see {
        pieces.push(collector.words(node, format!("\u{3000}{} {see}", collector.words.see), text));
    }
    let list = Arc::new(PlaceList {
        places: keyword.occurrences.iter().map(|place| (place.anchor.clone(), place.principal)).collect(),
        // One em after the term (CLR-O07 has the same after a note's number).
        first: "\u{3000}",
        comma: collector.words.comma,
        dash: match collector.grid.writing {
            Writing::Horizontal => "–",
            // Han figures are joined by a dash of one em (GB/T 15834—2011, 4.13.3.2).
            Writing::Vertical => "—",
        },
    });
    for at in 0..keyword.occurrences.len() {
        pieces.push(number(collector, node, keyword, &list, at, text));
    }
    if !keyword.see_also.is_empty() {
        let also = keyword.see_also.join(collector.words.comma);
        pieces.push(collector.words(node, format!("\u{3000}{} {also}", collector.words.see_also), text));
    }
    let mut block = collector.text_block(Rich { pieces }, &style);
    block.anchors.push(keyword_name(&keyword.id));
    block.source = Some(PageStart::of(keyword.span));
    if let Body::Text(body) = &mut block.body {
        // Turned lines are set in by two ems, a sub-entry by one more than its entry.
        let depth = if keyword.sub.is_some() { text.size } else { Abs::ZERO };
        (body.first_indent, body.indent) = (depth, depth + text.size * 2);
    }
    block
}

fn number(
    collector: &mut Collector<'_>,
    node: NodeId,
    keyword: &Keyword,
    list: &Arc<PlaceList>,
    at: usize,
    text: CharStyle,
) -> RichPiece {
    let link = collector.node(node, Role::Reference);
    let slot = collector.slot(link);
    let place = &keyword.occurrences[at];
    let style = if place.principal { CharStyle { latin: Face::LatinBold, ..text } } else { text };
    let mut piece = piece(Content::PageIn { list: Arc::clone(list), at }, style, Tag::Slot(slot));
    let target = LinkTarget::Anchor(place.anchor.clone());
    piece.link = Some(PieceLink { target, description: keyword.heading().to_owned(), node: link });
    piece
}
