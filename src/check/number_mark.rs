//! The mark behind a number that heads a paragraph or heading (CLR-C12): `一、` `（一）` `1.` `（1）` `①`. In: an article's headings and
//! paragraphs. Out: one note an article, at the first that has another mark, with their number.
//!
//! Only what can be nothing else is found: `1、` before a word, and a mark behind a number in brackets or a circle.

use super::letters::{Letter, each_block_of, is_han, letters, place};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Article, BlockKind, Book};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "number-mark",
        clause: "CLR-C12",
        what: ("序号后的标点不合规范", "the mark behind a number is not the one that goes with it"),
        why: (
            "各级序号有固定的写法：一、（一）1.（1）①；括号和圈已把序号隔开，后面不再加标点",
            "each level has its form: 一、（一）1.（1）①; brackets and circles part the number from the words, and no mark follows",
        ),
        remedy: ("写成 `1.`、`（1）`、`①`，后面直接接文字", "write `1.`, `（1）` or `①`, and go on with the words"),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    for article in book.articles() {
        let faults = faults(article);
        let Some((span, text)) = faults.first() else { continue };
        let count = faults.len();
        let right = right(text);
        sink.push(
            Diagnostic::note(
                RULE.page.code,
                format!("序号写成「{text}」，本篇共 {count} 处"),
                format!("a number is written `{text}`, {count} such in this article"),
            )
            .at(*span)
            .hint(format!("写成「{right}」"), format!("write `{right}`")),
        );
    }
}

fn faults(article: &Article) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    each_block_of(article, &mut |block| {
        if let BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) = &block.kind {
            let letters = letters(content);
            let head = &letters[..fault_length(&letters)];
            found.extend(place(head).map(|span| (span, head.iter().map(|letter| letter.letter).collect())));
        }
    });
    found
}

/// How long the number with its wrong mark is; 0 where there is none.
fn fault_length(letters: &[Letter]) -> usize {
    let at = |at: usize| letters.get(at).map_or(' ', |letter| letter.letter);
    let run = |from: usize, fits: fn(char) -> bool| letters[from..].iter().take_while(|l| fits(l.letter)).count();
    let bare = run(0, |letter| letter.is_ascii_digit());
    if (1..=2).contains(&bare) && at(bare) == '、' && is_han(at(bare + 1)) {
        return bare + 1;
    }
    let number = match at(0) {
        '①'..='⑳' => 1,
        '（' => {
            let inner = run(1, is_number);
            if inner > 0 && at(inner + 1) == '）' { inner + 2 } else { 0 }
        }
        _ => 0,
    };
    if number > 0 && matches!(at(number), '、' | '，' | '．') && !is_number_head(at(number + 1)) {
        number + 1
    } else {
        0
    }
}

/// A figure, or a character of a Chinese number.
fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// What a second number begins with: `①、②两处` is a list of numbers and no heading.
fn is_number_head(letter: char) -> bool {
    matches!(letter, '①'..='⑳' | '（')
}

/// The number as it should be.
fn right(text: &str) -> String {
    let number = text.trim_end_matches(['、', '，', '．']);
    if number.ends_with(|last: char| last.is_ascii_digit()) { format!("{number}.") } else { number.to_owned() }
}
