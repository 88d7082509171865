//! An article becomes a section: title, subtitle, standfirst, media, text, keywords, notes.

use super::inline::{InlineStyle, InlineWriter, note_name, place_name};
use super::sense::break_at_sense;
use super::turned::take_notes_along;
use super::{Collector, numbered_title, piece};
use crate::display::{LinkTarget, NodeId, PageStart, Role, Structure, Tag};
use crate::document::{Article, Block, BlockKind, Note, plain_text};
use crate::project::theme::{AtHead, NotePlace, Restart};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, Rich, Section};
use crate::typeset::line::Alignment;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// An article as a section under `parent` in the structure.
pub(in crate::typeset) fn article(collector: &mut Collector<'_>, parent: NodeId, article: &Article) -> Section {
    let node = collector.node(parent, Role::Article);
    let number = collector.numbers.article(article, collector.theme);
    let title = numbered_title(number.as_deref(), &plain_text(&article.title));
    collector.structure.node_mut(node).title = Some(title.clone());
    let mut blocks = opening(collector, node, article, number.as_deref(), &title);
    // What opens an article spans the columns of its text (CLR-N12).
    for block in &mut blocks {
        block.spans = true;
        block.stand_for(PageStart::of(article.span));
    }
    let columns = collector.theme.options.chapter.columns;
    collector.columns = columns;
    let body = text_above_notes(article, collector.note_place);
    collector.blocks(&mut blocks, node, article, body, Em::ZERO.at(collector.grid.size));
    for heading in &article.body[body.len()..] {
        let name = heading.id.as_ref().map(|id| place_name(&article.id, Some(id)));
        if let Some(block) = blocks.iter_mut().rfind(|block| !block.hidden) {
            block.anchors.extend(name);
        }
    }
    keyword_line(collector, &mut blocks, node, article);
    notes(collector, &mut blocks, node, article);
    take_notes_along(&mut blocks);
    collector.columns = 1;
    collector.notes_before += article.notes.len();
    Section { columns, ..Section::new(Folios::Arabic, title, blocks) }
}

/// An article's text without a heading at its end that only notes follow: these stand at the feet of their pages, and nothing is left
/// below it (CLR-N05).
pub(in crate::typeset) fn text_above_notes(article: &Article, place: NotePlace) -> &[Block] {
    let is_foot = matches!(place, NotePlace::Foot);
    match article.body.split_last() {
        Some((last, rest))
            if is_foot
                && !rest.is_empty()
                && matches!(last.kind, BlockKind::Heading { .. })
                && article
                    .notes
                    .iter()
                    .any(|note| note.span.file == last.span.file && note.span.start >= last.span.end) =>
        {
            rest
        }
        _ => &article.body,
    }
}

/// What stands before the text.
fn opening(
    collector: &mut Collector<'_>,
    node: NodeId,
    article: &Article,
    number: Option<&str>,
    whole: &str,
) -> Vec<FlowBlock> {
    let theme = collector.theme;
    let heading = collector.node(node, Role::Heading(1));
    let mut rich = collector.number_pieces(heading, number, &theme.title, &theme.title_number);
    let mut writer = InlineWriter::new(collector, &article.id);
    writer.write(&article.title, heading, &InlineStyle::plain(theme.title.text));
    rich.pieces.extend(writer.rich.pieces);
    let measure = collector.grid.area.size.width - theme.title.inset.at(collector.grid.size) * 2;
    if collector.breaks_at_sense {
        break_at_sense(&mut rich, 0, theme.title.text.size, measure);
    }
    let mut title = collector.text_block(rich, &theme.title);
    title.at_head = AtHead::Kept;
    title.keep_next = true;
    title.anchors.push(place_name(&article.id, None));
    title.outline = Some((0, whole.to_owned()));
    let mut blocks = vec![title];
    if let Some(subtitle) = &article.subtitle {
        let mut block = collector.plain_block(node, Role::Paragraph, subtitle, &theme.subtitle);
        block.keep_next = true;
        blocks.push(block);
    }
    if theme.options.chapter.rule > Em::ZERO {
        let mut rule = FlowBlock::new(Body::Rule {
            length: theme.options.chapter.rule.at(collector.grid.size).min(collector.grid.area.size.width),
            thickness: Abs::pt(0.6),
            centered: theme.title.alignment == Alignment::Center,
            paint: theme.chapter_rule,
        });
        rule.keep_next = true;
        blocks.push(rule);
    }
    if !article.authors.is_empty() {
        let words = article.authors.join(collector.words.comma);
        let mut block = collector.plain_block(node, Role::Paragraph, &words, &theme.remark);
        block.keep_next = true;
        blocks.push(block);
    }
    for media in &article.media {
        collector.medium(&mut blocks, node, media);
    }
    match &article.summary {
        Some(summary) => {
            let mut block = collector.plain_block(node, Role::Paragraph, summary, &theme.standfirst);
            block.keep_next = true;
            blocks.push(block);
        }
        None => {
            if let Some(last) = blocks.last_mut() {
                last.below = theme.options.chapter.below;
            }
        }
    }
    blocks
}

/// 关键词 under the text, each leading to its entry in the index.
fn keyword_line(collector: &mut Collector<'_>, blocks: &mut Vec<FlowBlock>, parent: NodeId, article: &Article) {
    if article.keywords.is_empty() {
        return;
    }
    let style = collector.theme.remark;
    let node = collector.node(parent, Role::Paragraph);
    let label = format!("{}{}", collector.words.keywords, collector.words.colon);
    let mut pieces = vec![collector.words(node, label, style.text)];
    for (at, &keyword) in article.keywords.iter().enumerate() {
        let Some(word) = collector.book.keywords.get(keyword) else { continue };
        if at > 0 {
            pieces.push(collector.words(node, collector.words.comma, style.text));
        }
        let link = collector.node(node, Role::Link);
        let mut piece = collector.words(link, word.term.clone(), style.text);
        let target = LinkTarget::Anchor(keyword_name(&word.id));
        piece.link = Some(PieceLink { target, description: word.term.clone(), node: link });
        pieces.push(piece);
    }
    let mut block = collector.text_block(Rich { pieces }, &style);
    block.above = 1;
    blocks.push(block);
}

/// Notes, each with its number leading back to its mark: at the foot of the pages that have the marks, or at the article's end.
fn notes(collector: &mut Collector<'_>, blocks: &mut Vec<FlowBlock>, parent: NodeId, article: &Article) {
    let place = collector.note_place;
    if place == NotePlace::Book {
        return;
    }
    let at_foot = matches!(place, NotePlace::Foot | NotePlace::Side);
    let length = collector.grid.beside_length(collector.theme.note.text.size).filter(|_| place == NotePlace::Side);
    if !article.notes.is_empty() && !at_foot {
        blocks.push(note_rule(collector));
    }
    for (at, note) in article.notes.iter().enumerate() {
        let first = blocks.len();
        collector.beside = length;
        note_blocks(collector, blocks, parent, article, at, note);
        collector.beside = None;
        for block in &mut blocks[first..] {
            (block.note, block.beside) = (at_foot.then_some(at), length);
        }
    }
}

/// The notes of all articles as a section at the end of the book (CLR-O10), under the title of each article; `None` where they stand elsewhere
/// or there are none.
pub(in crate::typeset) fn book_notes(collector: &mut Collector<'_>, parent: NodeId, name: &str) -> Option<Section> {
    let book = collector.book;
    let is_here = collector.note_place == NotePlace::Book;
    if !is_here || book.articles().all(|article| article.notes.is_empty()) {
        return None;
    }
    let section = collector.node(parent, Role::Section);
    let title = collector.words.notes;
    let mut head = collector.part_head(section, title, name, PageStart::Contents);
    head.source = None;
    let mut blocks = vec![head];
    collector.notes_before = 0;
    for article in book.articles().filter(|article| !article.notes.is_empty()) {
        let style = collector.theme.headings[1];
        let above = if blocks.len() > 1 { style.above } else { 0 };
        let label = place_name(&article.id, None);
        let words = numbered_title(collector.numbers.label(&label), &plain_text(&article.title));
        let mut label = collector.plain_block(section, Role::Heading(2), &words, &BlockStyle { above, ..style });
        label.keep_next = true;
        blocks.push(label);
        for (at, note) in article.notes.iter().enumerate() {
            note_blocks(collector, &mut blocks, section, article, at, note);
        }
        collector.notes_before += article.notes.len();
    }
    Some(Section::new(Folios::Arabic, title, blocks))
}

/// CLR-O07: a thin rule, a third of the line.
fn note_rule(collector: &Collector<'_>) -> FlowBlock {
    let options = &collector.theme.options.notes;
    let rule = Body::Rule {
        length: collector.grid.area.size.width.part(i64::from(options.rule), 100),
        thickness: options.rule_thickness,
        centered: false,
        paint: collector.theme.quiet,
    };
    let mut rule = FlowBlock::new(rule);
    rule.keep_next = true;
    rule
}

fn note_blocks(
    collector: &mut Collector<'_>,
    blocks: &mut Vec<FlowBlock>,
    parent: NodeId,
    article: &Article,
    at: usize,
    note: &Note,
) {
    let style = collector.theme.note;
    let node = collector.node(parent, Role::Note);
    let name = note_name(&article.id, at);
    let first = blocks.len();
    let inset = note_inset(collector, style.text.size);
    collector.styled_blocks(blocks, node, article, &note.body, inset, &style);
    let label = collector.node(node, Role::Link);
    let slot = collector.structure.slot(label);
    // The number is read before the note's text.
    move_to_front(&mut collector.structure, node, label);
    let mut number = piece(collector.note_number(&name, at), style.text, Tag::Slot(slot));
    let description = collector.words.back.to_owned();
    number.link = Some(PieceLink { target: LinkTarget::Anchor(format!("{name}-mark")), description, node: label });
    drop_empty(blocks, first);
    let bears_number = |block: &FlowBlock| matches!(&block.body, Body::Text(body) if body.label.is_none());
    if !blocks.get(first).is_some_and(bears_number) {
        // A note without words, or one that begins with a table or a list, has its number all the same: in a line of its own.
        let mut line = collector.text_block(Rich::default(), &style);
        line.start += inset;
        line.keep_next = blocks.len() > first;
        blocks.insert(first, line);
    }
    let block = &mut blocks[first];
    block.anchors.insert(0, name);
    block.source = Some(PageStart::of(note.span));
    if let Body::Text(body) = &mut block.body {
        block.start -= inset;
        if body.rich.pieces.is_empty() {
            body.rich.pieces.push(number);
        } else {
            body.first_indent = inset;
            body.indent = inset;
            body.label = Some(Rich { pieces: vec![number] });
        }
    }
}

/// Leaves out paragraphs without words before those that have some; they would bear the number and not be seen.
fn drop_empty(blocks: &mut Vec<FlowBlock>, first: usize) {
    let is_empty = |block: &FlowBlock| match &block.body {
        Body::Text(body) => body.rich.pieces.is_empty() && body.label.is_none() && block.grounds.is_empty(),
        _ => false,
    };
    let empty = blocks[first..].iter().take_while(|block| is_empty(block)).count();
    if first + empty < blocks.len() {
        let anchors: Vec<String> = blocks.drain(first..first + empty).flat_map(|block| block.anchors).collect();
        blocks[first].anchors.extend(anchors);
    }
}

/// From a note's start to its words: its number and an em. Words are whole characters long, so that no line of them need be stretched: what the
/// measure has over is here too (CLR-O07, O10).
fn note_inset(collector: &Collector<'_>, size: Abs) -> Abs {
    if collector.beside.is_some() {
        // Lines in the margin are short.
        return size * 3 / 2;
    }
    let measure = collector.grid.column(0, collector.columns).area.size.width;
    size * 2 + Abs::raw(measure.to_raw().rem_euclid(size.to_raw().max(1)))
}

impl Collector<'_> {
    /// The number of a note as the theme counts it: on its page (CLR-O08), in its article, or through the book.
    pub(super) fn note_number(&self, name: &str, at: usize) -> Content {
        let options = &self.theme.options.notes;
        if self.note_place != NotePlace::Chapter
            && self.note_place != NotePlace::Book
            && options.restart == Restart::Page
        {
            Content::NoteNumber(name.to_owned())
        } else {
            let before = if options.restart == Restart::Book { self.notes_before } else { 0 };
            Content::Words(options.mark.shown(&[(before + at) as u32 + 1]))
        }
    }
}

fn move_to_front(structure: &mut Structure, parent: NodeId, child: NodeId) {
    let children = &mut structure.node_mut(parent).children;
    if let Some(at) = children.iter().position(|entry| *entry == crate::display::Child::Node(child)) {
        let entry = children.remove(at);
        children.insert(0, entry);
    }
}

/// The name of a keyword's entry in the index.
pub(in crate::typeset) fn keyword_name(id: &str) -> String {
    format!("keyword/{id}")
}
