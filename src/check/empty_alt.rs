//! Pictures without a description (EPUB Accessibility 1.1, WCAG 1.1.1). In: every picture. Out: a finding for each that has no words.

use super::letters::{each_block, each_line};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{BlockKind, Book, InlineKind, Picture, walk_inlines};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "empty-alt",
        clause: "WCAG 1.1.1",
        what: ("图片没有替代文字", "a picture has no alternative text"),
        why: (
            "看不见图的读者只能听到替代文字；无障碍的 EPUB 和 PDF 都要它",
            "readers who can't see the picture hear these words; accessible EPUB and PDF need them",
        ),
        remedy: ("写成 `![图里有什么](路径)`", "write `![what is to be seen](path)`"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_block(book, &mut |block| {
        if let BlockKind::Figure { picture, .. } = &block.kind {
            look(picture, block.span, sink);
        }
    });
    each_line(book, &mut |line| {
        walk_inlines(line, &mut |inline| {
            if let InlineKind::Picture(picture) = &inline.kind {
                look(picture, inline.span, sink);
            }
        });
    });
}

fn look(picture: &Picture, span: Span, sink: &mut Sink) {
    if picture.alt.trim().is_empty() {
        let path = &picture.path;
        sink.push(
            Diagnostic::warning(
                RULE.page.code,
                format!("图片「{path}」没有替代文字"),
                format!("picture `{path}` has no alternative text"),
            )
            .at(span)
            .hint("在 `![ ]` 里写图里有什么", "say in `![ ]` what is to be seen"),
        );
    }
}
