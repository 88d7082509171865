//! Presentation forms of vertical marks in a source (CLR-C03). In: every line. Out: a finding for each, with the plain mark as its fix.

use super::letters::{each_line, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink};
use crate::document::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "presentation-form",
        clause: "CLR-C03",
        what: ("用了直排专用的标点码位", "a code point of a vertical presentation form is used"),
        why: (
            "这些码位只为旧系统而设，横排里立着，搜索不到，字体也未必有；直排的样子由排版决定",
            "they exist for old systems alone, stand upright in horizontal text, are missed by searches and by many fonts; how marks look in vertical text is decided by layout",
        ),
        remedy: ("换成普通标点", "use the plain mark"),
    },
    run,
};

/// Each form with its plain mark.
const FORMS: [(char, char); 33] = [
    ('︐', '，'),
    ('︑', '、'),
    ('︒', '。'),
    ('︓', '：'),
    ('︔', '；'),
    ('︕', '！'),
    ('︖', '？'),
    ('︗', '〖'),
    ('︘', '〗'),
    ('︙', '…'),
    ('︰', '…'),
    ('︱', '—'),
    ('︲', '–'),
    ('︵', '（'),
    ('︶', '）'),
    ('︷', '｛'),
    ('︸', '｝'),
    ('︹', '〔'),
    ('︺', '〕'),
    ('︻', '【'),
    ('︼', '】'),
    ('︽', '《'),
    ('︾', '》'),
    ('︿', '〈'),
    ('﹀', '〉'),
    ('﹁', '「'),
    ('﹂', '」'),
    ('﹃', '『'),
    ('﹄', '』'),
    ('︳', '＿'),
    ('︴', '＿'),
    ('﹇', '［'),
    ('﹈', '］'),
];

fn run(book: &Book, sink: &mut Sink) {
    each_line(book, &mut |line| {
        for letter in letters(line) {
            let plain = FORMS.iter().find(|(form, _)| *form == letter.letter).map(|(_, plain)| *plain);
            let (Some(plain), Some(span)) = (plain, letter.span) else { continue };
            let form = letter.letter;
            sink.push(
                Diagnostic::warning(
                    RULE.page.code,
                    format!("「{form}」是直排专用的码位"),
                    format!("`{form}` is a vertical presentation form"),
                )
                .at(span)
                .hint(format!("写成「{plain}」"), format!("write `{plain}`"))
                .fix(span, plain.to_string()),
            );
        }
    });
}
