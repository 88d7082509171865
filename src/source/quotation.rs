//! Quotations: verse, and who is quoted. In: the paragraphs of a block quotation. Out: a quotation, or verse and its attribution.
//!
//! A quotation is verse if every line of every paragraph ends in a hard break, so that any viewer shows it as verse. Its last line, if
//! it begins with a dash, says who wrote it.

use super::inline::SOFT_BREAK;
use crate::diag::Span;
use crate::document::{Block, BlockKind, Inline, InlineKind, plain_text};

/// A longer line names nobody.
const LONGEST_ATTRIBUTION: usize = 60;

/// What the paragraphs of a quotation are so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Shape {
    /// There are none.
    #[default]
    Empty,
    /// All are lines of verse.
    Verse,
    /// One isn't.
    Prose,
}

impl Shape {
    /// Something stands in it that is no paragraph.
    pub(super) fn spoil(&mut self) {
        *self = Self::Prose;
    }

    fn add(&mut self, inlines: &[Inline]) {
        let is_verse = count(inlines, &|inline| matches!(inline.kind, InlineKind::Break)) > 0
            && count(inlines, &is_soft_break) == 0;
        *self = if is_verse && *self != Self::Prose { Self::Verse } else { Self::Prose };
    }
}

/// Takes the line that says who is quoted from the end of a paragraph, and notes what the paragraph is.
pub(super) fn attribution(inlines: &mut Vec<Inline>, has_before: bool, shape: &mut Shape) -> Option<Vec<Inline>> {
    let last = inlines.iter().rposition(|inline| is_soft_break(inline) || matches!(inline.kind, InlineKind::Break));
    let start = last.map_or(0, |last| last + 1);
    let line = &inlines[start..];
    let is_named =
        line.first().is_some_and(begins_with_dash) && plain_text(line).chars().count() <= LONGEST_ATTRIBUTION;
    if !is_named || (start == 0 && !has_before) {
        shape.add(inlines);
        return None;
    }
    let by = inlines.split_off(start);
    if start > 0 {
        // The break before the name is that of the line above it.
        let ends_hard = matches!(inlines.last().map(|inline| &inline.kind), Some(InlineKind::Break));
        if ends_hard {
            shape.add(inlines);
        } else {
            shape.spoil();
        }
        inlines.pop();
    }
    Some(by)
}

/// What the blocks of a quotation become.
pub(super) fn quotation(mut blocks: Vec<Block>, shape: Shape, span: Span) -> Vec<Block> {
    let last = blocks.len().saturating_sub(1);
    for block in blocks.iter_mut().take(last) {
        if let BlockKind::Attribution(words) = &mut block.kind {
            // A dash within a quotation opens speech.
            block.kind = BlockKind::Paragraph(std::mem::take(words));
        }
    }
    let by = blocks.pop_if(|block| matches!(block.kind, BlockKind::Attribution(_)));
    let is_verse = shape == Shape::Verse && blocks.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    let block = |kind| Block { kind, id: None, continued: false, numbered: None, span };
    if !is_verse {
        blocks.extend(by);
        return vec![block(BlockKind::Quote(blocks))];
    }
    let stanza = |block: Block| if let BlockKind::Paragraph(words) = block.kind { Some(words) } else { None };
    let verse = block(BlockKind::Verse(blocks.into_iter().filter_map(stanza).collect()));
    std::iter::once(verse).chain(by).collect()
}

fn begins_with_dash(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text)
        if ["——", "⸺", "―", "--", "— "].iter().any(|dash| text.trim_start().starts_with(dash)))
}

fn is_soft_break(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text == SOFT_BREAK)
}

fn count(inlines: &[Inline], is: &impl Fn(&Inline) -> bool) -> usize {
    inlines.iter().map(|inline| usize::from(is(inline)) + count(inline.children(), is)).sum()
}
