//! Formulas that can't be set (issue of the page; no clause of ours). In: every formula. Out: a warning each, at its place.

use super::letters::{each_block, each_line};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{BlockKind, Book, InlineKind, walk_inlines};
use crate::formula::{Unreadable, formula};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "bad-formula",
        clause: "",
        what: ("有公式排不出来", "a formula can't be set"),
        why: (
            "公式按 LaTeX 数学写法读；读不懂的在各版本里只能显示源文",
            "formulas are read as LaTeX mathematics; one that isn't understood is shown as its source in every edition",
        ),
        remedy: (
            "改正写法：括号成对、命令拼对；不支持的命令换成 KaTeX 也有的",
            "correct it: braces in pairs, commands spelt right; use commands that KaTeX has too",
        ),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        walk_inlines(line, &mut |inline| {
            if let InlineKind::Math(latex) = &inline.kind {
                judge(latex, false, inline.span, sink);
            }
        });
    });
    each_block(book, &mut |block| {
        if let BlockKind::Math(latex) = &block.kind {
            judge(latex, true, block.span, sink);
        }
    });
}

fn judge(latex: &str, display: bool, span: Span, sink: &mut Sink) {
    let Err(error) = formula(latex.trim(), display) else { return };
    let (zh, en) = match error {
        Unreadable::Wrong(reason, _) => {
            (format!("公式排不出来：{reason}"), format!("a formula can't be set: {reason}"))
        }
        Unreadable::TooLarge => ("公式太大，排不出来".to_owned(), "a formula is too large to be set".to_owned()),
        Unreadable::NotBuilt => (
            "本程序编译时没有带公式功能，公式只显示源文".to_owned(),
            "this program was built without formulas: they are shown as their source".to_owned(),
        ),
    };
    sink.push(
        Diagnostic::warning(RULE.page.code, zh, en)
            .at(span)
            .hint("检查括号是否成对、命令是否拼对", "look whether braces pair and commands are spelt right"),
    );
}
