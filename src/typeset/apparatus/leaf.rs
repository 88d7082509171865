//! Pages that carry a few words alone: the half-title 半书名页, the dedication 献辞, the pages of parts 部分 (CLR-N11).

use crate::display::{NodeId, PageStart, Role};
use crate::document::brings_number;
use crate::project::theme::AtHead;
use crate::typeset::collect::Collector;
use crate::typeset::flow::{FlowBlock, Folios, Opening, Rich, Section};
use crate::typeset::style::BlockStyle;

/// The share of the page's rows above what stands alone on a page.
const ABOVE: (u32, u32) = (1, 4);

/// The half-title: the title alone, as it stood before books had covers.
pub(in crate::typeset) fn half_title(collector: &mut Collector<'_>, parent: NodeId) -> Section {
    let node = collector.node(parent, Role::Section);
    let style = collector.theme.book.half_title;
    let mut block = collector.plain_block(node, Role::Paragraph, &collector.metadata.title, &style);
    (block.above, block.at_head) = (sunk(collector), AtHead::Kept);
    Section::bare(Folios::Roman, vec![block])
}

/// The dedication; `None` for a book that has none.
pub(in crate::typeset) fn dedication(collector: &mut Collector<'_>, parent: NodeId) -> Option<Section> {
    let lines = &collector.metadata.dedication;
    if lines.is_empty() {
        return None;
    }
    let node = collector.node(parent, Role::Section);
    collector.structure.node_mut(node).title = Some(collector.words.dedication.to_owned());
    let style = collector.theme.book.dedication;
    let mut blocks: Vec<_> =
        lines.iter().map(|line| collector.plain_block(node, Role::Paragraph, line, &style)).collect();
    (blocks[0].above, blocks[0].at_head) = (sunk(collector), AtHead::Kept);
    Some(Section::bare(Folios::Roman, blocks))
}

/// A part: its number, and its title below it.
pub(in crate::typeset) struct PartTitle {
    /// The number and the title in one line, for the outline and running heads.
    pub shown: String,
    /// The blocks.
    pub blocks: Vec<FlowBlock>,
}

/// The title of the part at position `at`, which is the `number`th that has one.
pub(in crate::typeset) fn part_title(
    collector: &mut Collector<'_>,
    parent: NodeId,
    title: &str,
    at: usize,
    number: u32,
) -> PartTitle {
    let number =
        if brings_number(title, 1) { String::new() } else { collector.theme.options.part.number.shown(&[number]) };
    let style = BlockStyle { above: 0, ..collector.theme.part_page };
    let heading = collector.node(parent, Role::Heading(1));
    let mut blocks = Vec::new();
    if !number.is_empty() {
        let text = collector.theme.book.part_number;
        let above = BlockStyle { below: 1, text, pitch: collector.grid.pitch, ..style };
        let piece = collector.words(heading, number.clone(), text);
        blocks.push(collector.text_block(Rich { pieces: vec![piece] }, &above));
    }
    let piece = collector.words(heading, title, style.text);
    blocks.push(collector.text_block(Rich { pieces: vec![piece] }, &style));
    let shown = if number.is_empty() { title.to_owned() } else { format!("{number}\u{3000}{title}") };
    blocks[0].anchors.push(part_name(at));
    blocks[0].source = Some(PageStart::Part(at));
    blocks[0].outline = Some((0, shown.clone()));
    for block in &mut blocks {
        block.keep_next = true;
    }
    PartTitle { shown, blocks }
}

/// A part's title on a leaf of its own.
pub(in crate::typeset) fn part_leaf(collector: &Collector<'_>, title: PartTitle) -> Section {
    let mut blocks = title.blocks;
    (blocks[0].above, blocks[0].at_head) = (sunk(collector), AtHead::Kept);
    if let Some(last) = blocks.last_mut() {
        last.keep_next = false;
    }
    Section { head: title.shown, ..Section::bare(Folios::Arabic, blocks) }.opening(Opening::Recto)
}

/// The name of a part's page.
pub(in crate::typeset) fn part_name(at: usize) -> String {
    format!("banxin/part/{at}")
}

fn sunk(collector: &Collector<'_>) -> u32 {
    collector.grid.rows * ABOVE.0 / ABOVE.1
}
