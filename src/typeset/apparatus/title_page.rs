//! The title page 书名页 (GB/T 12450): title, subtitle, authors, publisher; what a book doesn't have leaves no gap. In a vertical book
//! the authors and the publisher stand at the foot of their columns.

use crate::display::{NodeId, Role};
use crate::typeset::collect::Collector;
use crate::typeset::flow::{FlowBlock, Folios, Section};
use crate::typeset::line::Alignment;
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em, Writing};

/// The share of the page's rows above the title.
const ABOVE_TITLE: (u32, u32) = (1, 4);

/// The title page as a section under `parent`.
pub(in crate::typeset) fn title_page(collector: &mut Collector<'_>, parent: NodeId) -> Section {
    let node = collector.node(parent, Role::Section);
    let metadata = collector.metadata;
    let theme = collector.theme;
    let title = BlockStyle { above: 0, ..theme.title };
    let mut head = collector.plain_block(node, Role::Paragraph, &metadata.title, &title);
    head.above = collector.grid.rows * ABOVE_TITLE.0 / ABOVE_TITLE.1;
    head.above_kept = true;
    let mut blocks = vec![head];
    if let Some(subtitle) = &metadata.subtitle {
        blocks.push(collector.plain_block(node, Role::Paragraph, subtitle, &theme.subtitle));
    }
    let names: Vec<String> = metadata.contributors.iter().map(|person| person.name.clone()).collect();
    if !names.is_empty() {
        let body = BlockStyle { above: 2, ..beside_title(collector) };
        blocks.push(collector.plain_block(node, Role::Paragraph, &names.join("  "), &body));
    }
    if let Some(publisher) = &metadata.publisher {
        let mut block = collector.plain_block(node, Role::Paragraph, publisher, &beside_title(collector));
        block.above = rows_to_foot(collector, &blocks);
        blocks.push(block);
    }
    Section { folios: Folios::Hidden, head: String::new(), blocks }
}

/// The style of what stands beside the title.
fn beside_title(collector: &Collector<'_>) -> BlockStyle {
    let body = BlockStyle { first_indent: Em::ZERO, ..collector.theme.body };
    match collector.grid.writing {
        Writing::Horizontal => body,
        Writing::Vertical => BlockStyle { alignment: Alignment::End, inset: collector.theme.title.inset, ..body },
    }
}

/// Empty rows that bring one more row to the page's foot, if each block so far turns no line more than its words need.
fn rows_to_foot(collector: &Collector<'_>, blocks: &[FlowBlock]) -> u32 {
    let used: u32 = blocks.iter().map(|block| block.above + rows_of(collector, block)).sum();
    collector.grid.rows.saturating_sub(used + 2)
}

fn rows_of(collector: &Collector<'_>, block: &FlowBlock) -> u32 {
    let crate::typeset::flow::Body::Text(body) = &block.body else { return 1 };
    let characters: usize = body
        .rich
        .pieces
        .iter()
        .map(|piece| match &piece.content {
            crate::typeset::flow::Content::Words(words) => words.chars().count(),
            _ => 2,
        })
        .sum();
    let length = body.size * characters as i64;
    let lines = 1 + (length.to_raw() / collector.grid.area.size.width.to_raw().max(1)) as usize;
    collector.grid.rows_for(lines, body.size, body.pitch.max(Abs::raw(1)))
}
