//! 等 together with an ellipsis (CLR-C12). In: every line. Out: a note on each pair that ends a list.
//!
//! 等 is also the verb "to wait", which trails off with dots by right (`请等……`). So the pair counts only where its clause lists
//! things, with a 、 before it, and, for 等 behind the dots, where it doesn't go on into a sentence of its own.

use super::letters::{Letter, each_line, is_han, letters, place};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "etc-ellipsis",
        clause: "CLR-C12",
        what: ("「等」和省略号连用", "等 stands together with an ellipsis"),
        why: ("两者都说「还有」，用一个就够了", "both say that there is more; one of them is enough"),
        remedy: ("删去「等」，或删去省略号", "remove 等, or the ellipsis"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        let letters = letters(line);
        for at in 0..letters.len() {
            let Some(span) = pair_at(&letters, at) else { continue };
            sink.push(
                Diagnostic::note(RULE.page.code, "「等」和省略号连用", "`等` stands together with an ellipsis")
                    .at(span)
                    .hint("只留一个", "keep one of them"),
            );
        }
    });
}

/// The pair that begins at a character.
fn pair_at(letters: &[Letter], at: usize) -> Option<Span> {
    let rest = &letters[at..];
    let etc = rest.iter().take_while(|letter| letter.letter == '等').count();
    let pair = if etc > 0 {
        let dots = dots(&rest[etc..]);
        let is_first = at == 0 || letters[at - 1].letter != '等';
        &rest[..if is_first && dots > 0 { etc + dots } else { 0 }]
    } else {
        let dots = dots(rest);
        let is_first = at == 0 || letters[at - 1].letter != '…';
        let etc = rest[dots..].iter().take_while(|letter| letter.letter == '等').count();
        let goes_on = rest.get(dots + etc).is_some_and(|next| is_han(next.letter) && next.letter != '的');
        &rest[..if dots > 0 && is_first && etc > 0 && !goes_on { dots + etc } else { 0 }]
    };
    place(pair).filter(|_| is_listing(&letters[..at]))
}

/// How many dots a text begins with.
fn dots(letters: &[Letter]) -> usize {
    letters.iter().take_while(|letter| letter.letter == '…').count()
}

/// Whether the clause at the end of a text lists things.
fn is_listing(before: &[Letter]) -> bool {
    let ends = ['。', '！', '？', '；', '：', '，', '“', '”', '…'];
    let clause = before.iter().rev().take_while(|letter| !ends.contains(&letter.letter));
    clause.into_iter().any(|letter| letter.letter == '、')
}
