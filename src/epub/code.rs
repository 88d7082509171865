//! Code: each word with the class of what it is to its language, so that a style sheet can tell them apart.

use super::text::Text;
use super::xml::Attribute;
use crate::diag::Span;
use crate::highlight::stretches;

impl Text<'_> {
    /// Code on lines of its own.
    pub(super) fn code(&mut self, named: &[Attribute<'_>], language: Option<&str>, text: &str, span: Span) {
        let word: String = language
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "+-#._".contains(*c))
            .collect();
        let class = if word.is_empty() { String::new() } else { format!("language-{word}") };
        let text = text.strip_suffix('\n').unwrap_or(text);
        self.xml.open("pre", named);
        self.xml.open("code", &[("class", &class)]);
        let mut line = 0;
        for stretch in stretches(&word, text) {
            if text[..stretch.range.start].ends_with('\n') {
                self.xml.may_cut(false, None);
            }
            let words = &text[stretch.range];
            match stretch.class.filter(|_| !words.trim().is_empty()) {
                Some(class) => {
                    self.xml.open("span", &[("class", class.word())]);
                    self.lines(words, span, &mut line);
                    self.xml.close();
                }
                None => self.lines(words, span, &mut line),
            }
        }
        self.xml.close();
        self.xml.close();
    }

    /// Code that begins in line `line`, with the marks of the pages that begin with a line of it.
    fn lines(&mut self, words: &str, span: Span, line: &mut usize) {
        let mut rest = words;
        while let Some(next) = self.code_break(span, *line + 1, *line + ends_of(rest) + 1) {
            let Some((end, _)) = rest.match_indices('\n').nth(next - *line - 1) else { break };
            let (before, after) = rest.split_at(end + 1);
            self.xml.text(before);
            self.begins_at_line(span, next);
            (rest, *line) = (after, next);
        }
        *line += ends_of(rest);
        self.xml.text(rest);
    }
}

/// How many lines end in code.
fn ends_of(code: &str) -> usize {
    code.bytes().filter(|byte| *byte == b'\n').count()
}
