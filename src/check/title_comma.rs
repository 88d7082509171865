//! A 、 between coordinate titles or quotations (CLR-C13). In: every line. Out: one note an article, at the first place, with their number.

use super::letters::{each_line_of, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Article, Book};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "title-comma",
        clause: "CLR-C13",
        what: ("并列的书名号或引号之间用了顿号", "a 、 stands between coordinate titles in 《》 or quotations in “”"),
        why: (
            "国家标准说通常不用，因为标号已把各项分开；编辑界对此有争议，所以只是提示，也不会替你改",
            "the standard says that it is not usual, as the marks part the items already; editors disagree, so this is a note and is never done for you",
        ),
        remedy: (
            "可以删去；各项之间另有括号等文字时要留。只要全书一致，保留也行",
            "it may go; it stays where a parenthesis or other words stand between. A book that keeps it everywhere is right as well",
        ),
    },
    run,
};

/// What stands on both sides.
const SIDES: [(char, char); 2] = [('》', '《'), ('”', '“')];

fn run(book: &Book, sink: &mut Sink) {
    for article in book.articles() {
        let places = places(article);
        let Some(&first) = places.first() else { continue };
        let count = places.len();
        sink.push(
            Diagnostic::note(
                RULE.page.code,
                format!("并列的书名号或引号之间用了顿号，本篇共 {count} 处"),
                format!("`、` between coordinate titles or quotations, {count} in this article"),
            )
            .at(first)
            .hint("通常可以省去；要保留就全书一致", "it can usually go; if it stays, let it stay everywhere"),
        );
    }
}

fn places(article: &Article) -> Vec<Span> {
    let mut found = Vec::new();
    each_line_of(article, &mut |line| {
        for window in letters(line).windows(3) {
            let [before, mark, after] = window else { continue };
            if mark.letter == '、' && SIDES.contains(&(before.letter, after.letter)) {
                found.extend(mark.span);
            }
        }
    });
    found
}
