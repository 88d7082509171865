//! Full-width ASCII letters and digits (CLR-A12). In: every line. Out: a finding for each run of them, with plain ones as its fix.

use super::letters::{each_line, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "full-width-letter",
        clause: "CLR-A12",
        what: ("用了全角的拉丁字母或数字", "Latin letters or digits are written full-width"),
        why: (
            "全角字母来自旧编码，字形稀疏，搜索和复制都不方便；直排里要竖立的字符由排版决定",
            "they come from old encodings, look loose, and are missed by searches; what stands upright in vertical text is decided by layout",
        ),
        remedy: (
            "换成普通字母和数字，`banxin check --fix` 会替你换",
            "use plain ones; `banxin check --fix` does it for you",
        ),
    },
    run,
};

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        let mut open: Option<(Span, String)> = None;
        for letter in letters(line) {
            let plain = plain(letter.letter).zip(letter.span);
            open = match (open.take(), plain) {
                (Some((span, mut text)), Some((plain, place))) if span.end == place.start => {
                    text.push(plain);
                    Some((span.to(place), text))
                }
                (done, next) => {
                    report(done, sink);
                    next.map(|(plain, place)| (place, plain.to_string()))
                }
            };
        }
        report(open, sink);
    });
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            char::from_u32(letter as u32 - 0xFEE0)
        }
        _ => None,
    }
}

fn report(run: Option<(Span, String)>, sink: &mut Sink) {
    if let Some((span, text)) = run {
        sink.push(
            Diagnostic::warning(
                RULE.page.code,
                format!("「{text}」写成了全角"),
                format!("`{text}` is written full-width"),
            )
            .at(span)
            .hint(format!("写成 `{text}`"), format!("write `{text}`"))
            .fix(span, text),
        );
    }
}
