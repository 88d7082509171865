//! Ways through an article that change it. In: blocks. Out: each line of inlines, or each block, in reading order.

use crate::document::{Article, Block, BlockKind, Inline};

/// Visits every line of an article: headings, paragraphs, captions, cells and terms, in its text and then in its notes.
pub(super) fn each_line(article: &mut Article, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    each_block(&mut article.body, &mut |block| lines_of(block, visit));
    for note in &mut article.notes {
        each_block(&mut note.body, &mut |block| lines_of(block, visit));
    }
}

/// Visits every block, parents before children. Nesting is limited when a source is read.
pub(super) fn each_block(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match &mut block.kind {
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => each_block(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&mut item.body, visit);
                }
            }
            BlockKind::Definitions(items) => {
                for meaning in items.iter_mut().flat_map(|item| &mut item.meanings) {
                    each_block(meaning, visit);
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

/// Visits every inline, parents before children.
pub(super) fn each_inline(inlines: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        visit(inline);
        if let Some(inner) = inline.children_mut() {
            each_inline(inner, visit);
        }
    }
}

fn lines_of(block: &mut Block, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Attribution(content) => {
            visit(content);
        }
        BlockKind::Verse(stanzas) => stanzas.iter_mut().for_each(visit),
        BlockKind::Figure { caption, .. } => visit(caption),
        BlockKind::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            std::iter::once(&mut table.caption).chain(cells).for_each(visit);
        }
        BlockKind::Definitions(items) => items.iter_mut().for_each(|item| visit(&mut item.term)),
        BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::List { .. }
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    }
}
