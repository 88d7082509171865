//! The copyright page 版权页, or version record 版本记录页, after GB/T 12450: the notice of rights, the CIP data, the record.
//!
//! In: what is known about the book and its making. Out: a section. What is not known is not there; what the book's pages tell (字数, 印张)
//! is counted when there are pages.

use super::foot::{rows_of, rows_to_foot};
use super::name;
use crate::display::{NodeId, PageStart, Role};
use crate::project::theme::AtHead;
use crate::project::{Metadata, PageOptions};
use crate::typeset::collect::{Collector, piece};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, Opening, Rich, Section};
use crate::typeset::line::{Alignment, CharStyle};
use crate::typeset::style::BlockStyle;
use crate::units::Em;

/// From a label to its text, in ems of the text: the longest labels have four characters and a colon's room.
const LABEL: i64 = 6;

/// Rows that stay free at the foot, should a line turn that was thought to be short.
const SPARE: u32 = 1;

/// What is known about the making of the pages.
pub(in crate::typeset) struct Making<'a> {
    /// The page.
    pub page: &'a PageOptions,
    /// The typefaces.
    pub families: &'a [&'a str],
    /// Whether it stands before the text, where it needs no title.
    pub in_front: bool,
}

/// A line of the record: its label, and what it says.
type Line = (String, Content);

/// The page as a section of the structure's node `section`.
pub(in crate::typeset) fn copyright(collector: &mut Collector<'_>, section: NodeId, making: &Making<'_>) -> Section {
    let title = collector.words.colophon;
    let mut blocks = Vec::new();
    if making.in_front {
        collector.structure.node_mut(section).title = Some(title.to_owned());
    } else {
        blocks.push(collector.part_head(section, title, name::COLOPHON, PageStart::Colophon));
    }
    rights(collector, section, &mut blocks, making.in_front);
    cip(collector, section, &mut blocks);
    let record_at = blocks.len();
    for group in record(collector, making) {
        let first = blocks.len();
        for line in group {
            let block = labelled(collector, section, line);
            blocks.push(block);
        }
        if let Some(block) = blocks.get_mut(first) {
            block.above = u32::from(first > 1 || making.in_front);
        }
    }
    if making.in_front && record_at < blocks.len() {
        // GB/T 12450: the notice at the head, the record at the foot.
        let record = rows_of(collector, &blocks[record_at..]) - blocks[record_at].above;
        blocks[record_at].above = rows_to_foot(collector, &blocks[..record_at], record + SPARE);
        blocks[record_at].at_head = AtHead::Kept;
    }
    if making.in_front
        && let Some(first) = blocks.first_mut()
    {
        first.anchors.push(name::COLOPHON.to_owned());
    }
    if making.in_front {
        Section::bare(Folios::Roman, blocks).opening(Opening::Verso)
    } else {
        Section::new(Folios::Arabic, title, blocks)
    }
}

/// The notice of rights, at the head of a page before the text.
fn rights(collector: &mut Collector<'_>, section: NodeId, blocks: &mut Vec<FlowBlock>, in_front: bool) {
    if !in_front {
        return;
    }
    let style = collector.theme.book.imprint;
    if let Some(rights) = &collector.metadata.rights {
        blocks.push(collector.plain_block(section, Role::Paragraph, rights, &style));
    }
}

/// 图书在版编目（CIP）数据: the lines as the authority gave them, turned lines set in by two ems (GB/T 12451).
fn cip(collector: &mut Collector<'_>, section: NodeId, blocks: &mut Vec<FlowBlock>) {
    let style = BlockStyle { first_indent: Em::ZERO, alignment: Alignment::Justified, ..collector.theme.book.imprint };
    for (at, line) in collector.metadata.cip.iter().enumerate() {
        let mut block = collector.plain_block(section, Role::Paragraph, line, &style);
        if let Body::Text(text) = &mut block.body {
            text.indent = style.text.size * 2;
        }
        block.above = u32::from(at == 0);
        block.keep_next = at + 1 < collector.metadata.cip.len();
        blocks.push(block);
    }
}

/// The record, in groups: the book, who made it, who publishes it, its size, its edition, its number and price.
fn record(collector: &Collector<'_>, making: &Making<'_>) -> Vec<Vec<Line>> {
    let (metadata, labels) = (collector.metadata, &collector.words.imprint);
    let mut groups: [Vec<Line>; 5] = Default::default();
    let words = |label: &str, text: &str| (label.to_owned(), Content::Words(text.to_owned()));
    groups[0] = work(collector);
    groups[2].extend(metadata.publisher.as_ref().map(|publisher| words(labels.publisher, publisher)));
    let (width, height) = (making.page.trim.width.to_mm(), making.page.trim.height.to_mm());
    groups[3].push(words(labels.trim, &format!("{width:.0} mm × {height:.0} mm")));
    if collector.theme.options.imprint.counts {
        let counted = [(labels.sheets, name::SHEETS), (labels.characters, name::CHARACTERS)];
        groups[3].extend(counted.map(|(label, name)| (label.to_owned(), Content::PageOf(name.to_owned()))));
    }
    groups[4].extend(metadata.date.as_ref().map(|date| words(labels.date, date)));
    groups[4].extend(metadata.edition.as_ref().map(|edition| words(labels.edition, edition)));
    for (label, text) in &metadata.imprint {
        groups[slot(label)].push(words(label, text));
    }
    let isbn = metadata.isbn.iter().find(|(edition, _)| edition == "pdf");
    groups[4].extend(isbn.map(|(_, isbn)| words("ISBN", isbn)));
    if !making.in_front {
        groups[4].extend(metadata.rights.as_ref().map(|rights| words(labels.rights, rights)));
    }
    let mut groups: Vec<Vec<Line>> = groups.into_iter().filter(|group| !group.is_empty()).collect();
    if collector.theme.options.imprint.making {
        let version = format!("banxin {}", env!("CARGO_PKG_VERSION"));
        let families = making.families.join(collector.words.comma);
        groups.push(vec![words(labels.fonts, &families), words(labels.set_with, &version)]);
    }
    groups
}

/// The title, the people and the series.
fn work(collector: &Collector<'_>) -> Vec<Line> {
    let (metadata, labels): (&Metadata, _) = (collector.metadata, &collector.words.imprint);
    let words = |label: &str, text: String| (label.to_owned(), Content::Words(text));
    let mut lines = vec![words(labels.title, metadata.title.clone())];
    lines.extend(metadata.subtitle.clone().map(|subtitle| words(labels.subtitle, subtitle)));
    for person in &metadata.contributors {
        lines.push(words(labels.role(&person.role), person.name.clone()));
    }
    lines.extend(metadata.series.as_ref().map(|series| {
        let position = series.position.as_ref().map_or(String::new(), |position| format!(" {position}"));
        words(labels.series, format!("{}{position}", series.title))
    }));
    lines
}

/// In which group of the record the author's own labels stand: what makes the book, what brings it out, what this edition is. One that
/// is none of the customary ones stands with the publisher.
fn slot(label: &str) -> usize {
    const MAKERS: [&str; 14] = [
        "编辑", "設計", "设计", "校对", "校對", "印制", "印製", "策划", "策劃", "监制", "監製", "editor", "design",
        "proof",
    ];
    const EDITION: [&str; 12] =
        ["版次", "印次", "印数", "印數", "定价", "定價", "书号", "書號", "price", "printing", "print run", "ISBN"];
    let is = |all: &[&str]| all.iter().any(|word| label.to_lowercase().contains(&word.to_lowercase()));
    if is(&EDITION) {
        4
    } else if is(&MAKERS) {
        1
    } else {
        2
    }
}

/// A line of the record.
fn labelled(collector: &mut Collector<'_>, section: NodeId, (label, content): Line) -> FlowBlock {
    let style = BlockStyle { first_indent: Em::ZERO, ..collector.theme.book.imprint };
    let quiet = CharStyle { paint: collector.theme.book.imprint_label, ..style.text };
    let node = collector.node(section, Role::Paragraph);
    let label = collector.words(node, label, quiet);
    let slot = collector.slot(node);
    let words = piece(content, style.text, crate::display::Tag::Slot(slot));
    let mut block = collector.text_block(Rich { pieces: vec![words] }, &style);
    let inset = style.text.size * LABEL;
    if let Body::Text(text) = &mut block.body {
        (text.first_indent, text.indent) = (inset, inset);
        text.label = Some(Rich { pieces: vec![label] });
    }
    block
}
