//! Ways through the tree that several rooms take.

use super::{Block, BlockKind, Inline, InlineKind};

/// The words of inlines, without marks: for titles, outlines and searches.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    walk_inlines(inlines, &mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => out.push_str(text),
        InlineKind::Ruby(ruby) => out.push_str(&ruby.base()),
        InlineKind::Picture(picture) => out.push_str(&picture.alt),
        InlineKind::Break => out.push(' '),
        // Its number is known to an edition alone.
        InlineKind::Reference { before, after, .. } => {
            out.push_str(before);
            out.push_str(after);
        }
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Link { .. }
        | InlineKind::Set { .. }
        | InlineKind::Language { .. }
        | InlineKind::Script { .. }
        | InlineKind::Phrase { .. }
        | InlineKind::NoteMark(_)
        | InlineKind::Term { .. }
        | InlineKind::Claim { .. }
        | InlineKind::Html(_) => {}
    });
    out
}

/// Visits every inline, parents before children. Nesting is limited when a source is read.
pub fn walk_inlines<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        walk_inlines(inline.children(), visit);
    }
}

/// Visits every block, parents before children, in reading order.
pub fn walk_blocks<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => walk_blocks(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    walk_blocks(&item.body, visit);
                }
            }
            BlockKind::Definitions(items) => {
                for meaning in items.iter().flat_map(|item| &item.meanings) {
                    walk_blocks(meaning, visit);
                }
            }
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Verse(_)
            | BlockKind::Attribution(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure { .. }
            | BlockKind::Math(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
}

/// Visits every line of blocks in reading order: headings, paragraphs, stanzas, captions, cells, terms.
pub fn walk_lines<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Inline])) {
    walk_blocks(blocks, &mut |block| match &block.kind {
        BlockKind::Verse(stanzas) => stanzas.iter().for_each(|stanza| visit(stanza)),
        BlockKind::Table(table) => std::iter::once(&table.caption)
            .chain(table.head.iter())
            .chain(table.rows.iter().flatten())
            .for_each(|cell| visit(cell)),
        BlockKind::Definitions(items) => items.iter().for_each(|item| visit(&item.term)),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Attribution(_)
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::List { .. }
        | BlockKind::Code { .. }
        | BlockKind::Figure { .. }
        | BlockKind::Math(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => visit(block.inlines()),
    });
}
