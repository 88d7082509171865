//! ASCII punctuation beside Han characters (CLR-C10). In: every line. Out: a finding for each mark, with the Chinese mark as its fix.

use super::letters::{Letter, each_line, is_chinese, is_han, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "ascii-punctuation",
        clause: "CLR-C10",
        what: ("汉字旁用了半角的 , . ; : ? !", "a half-width , . ; : ? or ! stands beside a Han character"),
        why: (
            "中文里的标点占一个字，挤压和禁则都按中文标点来；半角标点会粘在字上",
            "Chinese marks take a cell of their own, and line breaking and compression know them; ASCII marks stick to the characters",
        ),
        remedy: (
            "换成 ，。；：？！，`banxin check --fix` 会替你换",
            "use ，。；：？！; `banxin check --fix` does it for you",
        ),
    },
    run,
};

/// ASCII marks and the Chinese ones in their place.
const MARKS: [(char, &str); 6] = [(',', "，"), ('.', "。"), (';', "；"), (':', "："), ('?', "？"), ('!', "！")];

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        let letters = letters(line);
        for at in 0..letters.len() {
            if let Some(finding) = finding_at(&letters, at) {
                sink.push(finding);
            }
        }
    });
}

fn finding_at(letters: &[Letter], at: usize) -> Option<Diagnostic> {
    let Letter { letter: mark, span } = letters[at];
    let (_, chinese) = MARKS.into_iter().find(|(ascii, _)| *ascii == mark)?;
    let span = span?;
    let before = at.checked_sub(1).map(|before| letters[before].letter);
    let blank = letters.get(at + 1).filter(|next| next.letter == ' ');
    let after = letters.get(at + if blank.is_some() { 2 } else { 1 }).map(|next| next.letter);
    let beside = match mark {
        // `B.盖茨` and `1.序` have a full stop by right.
        '.' => {
            before.is_some_and(is_chinese) && !after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '.')
        }
        _ => before.is_some_and(is_chinese) || after.is_some_and(is_han) && before.is_some_and(char::is_alphanumeric),
    };
    if !beside {
        return None;
    }
    // The Chinese mark has its own room: the blank behind it goes, where it touches.
    let gone = blank.and_then(|blank| blank.span).filter(|blank| blank.start == span.end);
    let place = gone.map_or(span, |blank| span.to(blank));
    Some(
        Diagnostic::warning(
            RULE.page.code,
            format!("中文里用了半角的「{mark}」"),
            format!("half-width `{mark}` in Chinese text"),
        )
        .at(span)
        .hint(format!("换成「{chinese}」"), format!("use `{chinese}`"))
        .fix(place, chinese),
    )
}
