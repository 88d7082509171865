//! Headings that skip a level (WCAG 1.3.1). In: the headings of each article. Out: a finding for each that is too deep.

use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::{BlockKind, Book};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "heading-jump",
        clause: "WCAG 1.3.1",
        what: ("标题跳了一级", "a heading skips a level"),
        why: (
            "目录、书签和读屏软件按级别分层；跳级的标题在目录里没有上一级",
            "contents, bookmarks and screen readers go by levels; such a heading has no parent in the contents",
        ),
        remedy: ("题目之下用 `##`，再下用 `###`", "use `##` below the title, and `###` below that"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    for article in book.articles() {
        // The title is level 1.
        let mut above = 1;
        // Headings in quotations are the quoted text's own.
        for block in &article.body {
            let BlockKind::Heading { level, .. } = block.kind else { continue };
            if level > above + 1 {
                let fit = above + 1;
                sink.push(
                    Diagnostic::warning(
                        RULE.page.code,
                        format!("标题从第 {above} 级跳到第 {level} 级"),
                        format!("a heading jumps from level {above} to level {level}"),
                    )
                    .at(block.span)
                    .hint(format!("改成 {fit} 个 `#`"), format!("use {fit} `#`")),
                );
            }
            above = level;
        }
    }
}
