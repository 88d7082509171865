//! Raw HTML: the PDF leaves it out and the EPUB keeps a safe part of it. In: every piece of HTML. Out: a note for each that shows something.

use super::letters::{each_block, each_line};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{BlockKind, Book, InlineKind, walk_inlines};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "raw-html",
        clause: "",
        what: ("文中有 HTML", "the text has raw HTML"),
        why: (
            "PDF 里没有它，EPUB 只留下安全的部分：两个版本会不一样",
            "the PDF leaves it out and the EPUB keeps a safe part of it, so that the editions differ",
        ),
        remedy: (
            "改用 Markdown 的写法；不该显示的放进注释 `<!-- … -->`",
            "write it as Markdown; put what isn't for readers in a comment `<!-- … -->`",
        ),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_block(book, &mut |block| {
        if let BlockKind::Html(html) = &block.kind {
            look(html, block.span, sink);
        }
    });
    each_line(book, &mut |line| {
        walk_inlines(line, &mut |inline| {
            if let InlineKind::Html(html) = &inline.kind {
                look(html, inline.span, sink);
            }
        });
    });
}

/// Comments, closing tags and empty anchors show nothing.
fn look(html: &str, span: Span, sink: &mut Sink) {
    let html = html.trim();
    if html.starts_with("<!--") || html.starts_with("</") || html.starts_with("<a id=") || html.starts_with("<a name=")
    {
        return;
    }
    let tag: String = html.chars().take_while(|c| *c != '>' && !c.is_whitespace()).take(20).collect();
    sink.push(
        Diagnostic::note(RULE.page.code, format!("这里有 HTML「{tag}>」"), format!("here is raw HTML, `{tag}>`"))
            .at(span)
            .hint("PDF 里没有它；请改用 Markdown 的写法", "it isn't in the PDF; write it as Markdown"),
    );
}
