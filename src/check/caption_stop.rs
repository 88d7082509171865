//! Captions that end with a full stop (CLR-C12). In: the figures. Out: a note on each such caption.

use super::letters::{each_block, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::{BlockKind, Book};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "caption-stop",
        clause: "CLR-C12",
        what: ("图题末尾用了句号", "a caption ends with a full stop"),
        why: (
            "图表的说明是短语，末尾不用句号；前面的语段有句号时也一样",
            "what stands below a figure is a phrase and has no full stop at its end, even if there is one within",
        ),
        remedy: ("删去末尾的句号", "remove the full stop at the end"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_block(book, &mut |block| {
        let BlockKind::Figure { caption, .. } = &block.kind else { return };
        let letters = letters(caption);
        let Some(last) = letters.iter().rfind(|letter| !letter.letter.is_whitespace()) else { return };
        if matches!(last.letter, '。' | '．') {
            sink.push(
                Diagnostic::note(RULE.page.code, "图题末尾有句号", "a caption ends with a full stop")
                    .at(last.span.unwrap_or(block.span))
                    .hint("删去它", "remove it"),
            );
        }
    });
}
