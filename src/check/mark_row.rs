//! Rows of question and exclamation marks (CLR-C07). In: every line. Out: a note on each row that counts more than three.

use super::letters::{Letter, each_line, letters, place};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "mark-row",
        clause: "CLR-C07",
        what: ("问号、叹号连用超过三个", "more than three question or exclamation marks stand in a row"),
        why: (
            "两个并作一字，三个占两字，再多就没有排法了，语气也不会更重",
            "two share one em and three take two; for more there is no setting, and they say no more than three",
        ),
        remedy: ("最多留三个", "keep three at most"),
    },
    run,
};

/// The most that stand together.
const MOST: usize = 3;

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        let letters = letters(line);
        for row in letters.chunk_by(|before, after| weight(before) > 0 && weight(after) > 0) {
            let count: usize = row.iter().map(weight).sum();
            if let Some(span) = place(row).filter(|_| count > MOST) {
                sink.push(
                    Diagnostic::note(
                        RULE.page.code,
                        format!("问号、叹号连用了 {count} 个"),
                        format!("{count} question and exclamation marks in a row"),
                    )
                    .at(span)
                    .hint("最多连用三个", "use three at most"),
                );
            }
        }
    });
}

/// How many marks a character counts for: some code points are pairs.
fn weight(letter: &Letter) -> usize {
    match letter.letter {
        '？' | '！' => 1,
        '‼' | '⁇' | '⁈' | '⁉' => 2,
        _ => 0,
    }
}
