//! The colophon 版权页 after GB/T 12450: what is known about the book and its making. What is not known is not there.

use super::name;
use crate::display::{NodeId, Role};
use crate::project::Metadata;
use crate::typeset::collect::Collector;
use crate::typeset::flow::{Body, Folios, Rich, Section};
use crate::typeset::line::Alignment;
use crate::typeset::style::BlockStyle;
use crate::units::Em;

/// From a label to its text, in body ems: the longest labels have four characters and a colon.
const LABEL: i64 = 6;

/// The colophon as a section under `parent`. `facts` are lines about the making: label and text.
pub(in crate::typeset) fn colophon(
    collector: &mut Collector<'_>,
    parent: NodeId,
    facts: &[(String, String)],
) -> Section {
    let title = collector.words.colophon;
    let section = collector.node(parent, Role::Section);
    let head = collector.part_head(section, title, name::COLOPHON);
    let mut blocks = vec![head];
    let lines = known(collector.metadata, collector.words.imprint);
    for (at, (label, text)) in lines.iter().chain(facts).enumerate() {
        let body = BlockStyle { first_indent: Em::ZERO, alignment: Alignment::Start, ..collector.theme.body };
        let quiet = crate::typeset::line::CharStyle { paint: collector.theme.quiet, ..body.text };
        let node = collector.node(section, Role::Paragraph);
        let label = collector.words(node, label.clone(), quiet);
        let words = collector.words(node, text.clone(), body.text);
        let mut block = collector.text_block(Rich { pieces: vec![words] }, &body);
        let inset = collector.grid.size * LABEL;
        if let Body::Text(text) = &mut block.body {
            (text.first_indent, text.indent) = (inset, inset);
            text.label = Some(Rich { pieces: vec![label] });
        }
        block.above = u32::from(at == lines.len() && !lines.is_empty());
        blocks.push(block);
    }
    Section { folios: Folios::Arabic, head: title.to_owned(), blocks }
}

/// The lines that the metadata can fill, in the order of a printed copyright page.
fn known(metadata: &Metadata, labels: crate::document::Imprint) -> Vec<(String, String)> {
    let mut lines = vec![(labels.title.to_owned(), metadata.title.clone())];
    let mut add = |label: &str, text: Option<String>| lines.extend(text.map(|text| (label.to_owned(), text)));
    add(labels.subtitle, metadata.subtitle.clone());
    for person in &metadata.contributors {
        add(labels.role(&person.role), Some(person.name.clone()));
    }
    add(
        labels.series,
        metadata.series.as_ref().map(|series| match &series.position {
            Some(position) => format!("{} {position}", series.title),
            None => series.title.clone(),
        }),
    );
    add(labels.publisher, metadata.publisher.clone());
    add(labels.date, metadata.date.clone());
    add(labels.edition, metadata.edition.clone());
    for (edition, isbn) in &metadata.isbn {
        add("ISBN", (edition == "pdf").then(|| isbn.clone()));
    }
    add(labels.rights, metadata.rights.clone());
    lines.extend(metadata.imprint.iter().cloned());
    lines
}
