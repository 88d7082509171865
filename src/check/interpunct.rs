//! The interpunct 间隔号 in names (CLR-C08). In: every line. Out: a finding for each look-alike, with U+00B7 as its fix.

use super::letters::{each_line, is_han, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "interpunct",
        clause: "CLR-C08",
        what: ("人名、书名里的间隔号不是 U+00B7", "the interpunct of a name is not U+00B7"),
        why: (
            "国家标准的间隔号是「·」；看着像的 • ・ ‧ ． 宽窄不同，检索也搜不到",
            "the standard's interpunct is `·`; the look-alikes • ・ ‧ ． have other widths, and a search misses them",
        ),
        remedy: ("换成「·」，`banxin check --fix` 会替你换", "use `·`; `banxin check --fix` does it for you"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        let letters = letters(line);
        for window in letters.windows(3) {
            let [before, mark, after] = window else { continue };
            let is_lookalike = matches!(mark.letter, '\u{2022}' | '\u{30FB}' | '\u{2027}' | '\u{FF0E}' | '\u{FF65}');
            if let Some(span) = mark.span.filter(|_| is_lookalike && is_han(before.letter) && is_han(after.letter)) {
                let code = format!("U+{:04X}", mark.letter as u32);
                sink.push(
                    Diagnostic::warning(
                        RULE.page.code,
                        format!("间隔号用了 {code}「{}」", mark.letter),
                        format!("{code} `{}` stands as an interpunct", mark.letter),
                    )
                    .at(span)
                    .hint("换成 U+00B7「·」", "use U+00B7 `·`")
                    .fix(span, "·"),
                );
            }
        }
    });
}
