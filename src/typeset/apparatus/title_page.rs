//! The title page 书名页 (GB/T 12450): title, subtitle, authors, publisher; what a book doesn't have leaves no gap. In a vertical book
//! the authors and the publisher stand at the foot of their columns.

use super::foot::rows_to_foot;
use crate::display::{NodeId, Role};
use crate::project::theme::AtHead;
use crate::typeset::collect::Collector;
use crate::typeset::flow::{Body, FlowBlock, Folios, Section};
use crate::typeset::line::Alignment;
use crate::units::{Abs, Em};

/// The title page as a section under `parent`.
pub(in crate::typeset) fn title_page(collector: &mut Collector<'_>, parent: NodeId) -> Section {
    let node = collector.node(parent, Role::Section);
    let (metadata, options) = (collector.metadata, &collector.theme.options.title_page);
    let [title, subtitle, names, publisher] = collector.theme.book.title_page;
    let mut head = collector.plain_block(node, Role::Paragraph, &metadata.title, &title);
    (head.above, head.at_head) = (options.sink, AtHead::Kept);
    let mut blocks = vec![head];
    if let Some(words) = &metadata.subtitle {
        blocks.push(collector.plain_block(node, Role::Paragraph, words, &subtitle));
    }
    if options.rule > Em::ZERO {
        blocks.push(rule(collector, title.alignment == Alignment::Center));
    }
    for (at, words) in people(collector).iter().enumerate() {
        let mut block = collector.plain_block(node, Role::Paragraph, words, &names);
        block.above = if at == 0 { names.above } else { 0 };
        blocks.push(block);
    }
    if let Some(words) = &metadata.publisher {
        let mut block = collector.plain_block(node, Role::Paragraph, words, &publisher);
        block.above = rows_to_foot(collector, &blocks, 2);
        blocks.push(block);
    }
    Section::bare(Folios::Roman, blocks)
}

/// A line for the names of each role, with what they did to the book behind them: 某某 著.
fn people(collector: &Collector<'_>) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for person in &collector.metadata.contributors {
        match lines.iter_mut().find(|(role, _)| *role == person.role) {
            Some((_, names)) => names.extend(["\u{3000}", &person.name]),
            None => lines.push((&person.role, person.name.clone())),
        }
    }
    let by = |role: &str| match collector.words.by(role) {
        "" => String::new(),
        by => format!("\u{3000}{by}"),
    };
    lines.into_iter().map(|(role, names)| format!("{names}{}", by(role))).collect()
}

/// A short rule below the title.
fn rule(collector: &Collector<'_>, centered: bool) -> FlowBlock {
    let length = collector.theme.options.title_page.rule.at(collector.grid.size);
    FlowBlock::new(Body::Rule { length, thickness: Abs::pt(0.6), centered, paint: collector.theme.book.title_rule })
}
