//! The index of keywords 关键词: each with the number of every page on which it occurs, by initials.

use super::name;
use crate::display::{LinkTarget, NodeId, Role, Tag};
use crate::document::{Keyword, Occurrence};
use crate::typeset::collect::{Collector, keyword_name, piece};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, Rich, RichPiece, Section};
use crate::typeset::line::CharStyle;
use crate::typeset::style::BlockStyle;
use crate::units::Abs;

/// The index as a section under `parent`; `None` for a book without keywords.
pub(in crate::typeset) fn index(collector: &mut Collector<'_>, parent: NodeId) -> Option<Section> {
    if collector.book.index.is_empty() {
        return None;
    }
    let title = collector.words.keywords;
    let section = collector.node(parent, Role::Section);
    let head = collector.part_head(section, title, name::INDEX);
    let node = collector.node(section, Role::Index);
    let mut blocks = vec![head];
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
    Some(Section::new(Folios::Arabic, title.to_owned(), blocks))
}

fn entry(collector: &mut Collector<'_>, index: NodeId, keyword: &Keyword) -> FlowBlock {
    let [_, style] = collector.theme.book.index;
    let text = style.text;
    let node = collector.node(index, Role::Paragraph);
    let mut pieces = vec![collector.words(node, keyword.term.clone(), text)];
    if let Some(see) = &keyword.see {
        pieces.push(collector.words(node, format!("\u{3000}{} {see}", collector.words.see), text));
    }
    let mut before: Option<&Occurrence> = None;
    for place in &keyword.occurrences {
        pieces.push(separator(collector, node, place, before, text));
        pieces.push(number(collector, node, keyword, place, before, text));
        before = Some(place);
    }
    if !keyword.see_also.is_empty() {
        let also = keyword.see_also.join(collector.words.comma);
        pieces.push(collector.words(node, format!("\u{3000}{} {also}", collector.words.see_also), text));
    }
    let mut block = collector.text_block(Rich { pieces }, &style);
    block.anchors.push(keyword_name(&keyword.id));
    if let Body::Text(body) = &mut block.body {
        // Turned lines are set in by two ems.
        (body.first_indent, body.indent) = (Abs::ZERO, text.size * 2);
    }
    block
}

fn separator(
    collector: &mut Collector<'_>,
    node: NodeId,
    place: &Occurrence,
    before: Option<&Occurrence>,
    text: CharStyle,
) -> RichPiece {
    let slot = collector.slot(node);
    let content = match before {
        // One em after the term (CLR-O07 has the same after a note's number).
        None => Content::Words("\u{3000}".to_owned()),
        Some(before) => Content::Between {
            words: collector.words.comma,
            anchor: place.anchor.clone(),
            before: before.anchor.clone(),
        },
    };
    piece(content, text, Tag::Slot(slot))
}

fn number(
    collector: &mut Collector<'_>,
    node: NodeId,
    keyword: &Keyword,
    place: &Occurrence,
    before: Option<&Occurrence>,
    text: CharStyle,
) -> RichPiece {
    let link = collector.node(node, Role::Reference);
    let slot = collector.slot(link);
    let content = match before {
        None => Content::PageOf(place.anchor.clone()),
        Some(before) => Content::NextPageOf { anchor: place.anchor.clone(), before: before.anchor.clone() },
    };
    let target = LinkTarget::Anchor(place.anchor.clone());
    let mut piece = piece(content, text, Tag::Slot(slot));
    piece.link = Some(PieceLink { target, description: keyword.term.clone(), node: link });
    piece
}
