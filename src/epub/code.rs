//! Code: each word with the class of what it is to its language, so that a style sheet can tell them apart.

use super::text::Text;
use crate::document::Block;
use crate::highlight::stretches;

impl Text<'_> {
    /// Code on lines of its own.
    pub(super) fn code(&mut self, block: &Block, id: &str, language: Option<&str>, text: &str) {
        let word: String = language
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "+-#._".contains(*c))
            .collect();
        let class = if word.is_empty() { String::new() } else { format!("language-{word}") };
        let text = text.strip_suffix('\n').unwrap_or(text);
        let of_theme = self.edition.input.theme.is_some_and(|(theme, _)| theme.code.line_numbers);
        let numbered = block.numbered.unwrap_or(of_theme);
        let width = numbered.then(|| (ends_of(text) + 1).to_string().len());
        self.xml.open("pre", &[("id", id), ("class", if numbered { "numbered" } else { "" })]);
        self.xml.open("code", &[("class", &class)]);
        let mut line = 0;
        if text.is_empty() {
            self.line_number(0, width);
        }
        for stretch in stretches(&word, text) {
            if text[..stretch.range.start].ends_with('\n') {
                self.xml.may_cut(false, None);
            }
            if stretch.range.start == 0 || text[..stretch.range.start].ends_with('\n') {
                self.line_number(line, width);
            }
            let words = &text[stretch.range];
            match stretch.class.filter(|_| !words.trim().is_empty()) {
                Some(class) => {
                    self.xml.open("span", &[("class", class.word())]);
                    self.lines(words, block, &mut line, width);
                    self.xml.close();
                }
                None => self.lines(words, block, &mut line, width),
            }
        }
        self.xml.close();
        self.xml.close();
    }

    /// Code that begins in line `line`, with the marks of the pages that begin with a line of it.
    fn lines(&mut self, words: &str, block: &Block, line: &mut usize, width: Option<usize>) {
        for (at, words) in words.split_inclusive('\n').enumerate() {
            if at > 0 {
                self.line_number(*line, width);
            }
            self.xml.text(words);
            if words.ends_with('\n') {
                *line += 1;
                self.begins_at_line(block.span, *line);
            }
        }
    }

    /// A line's number: words that are looked at and neither heard nor copied, in columns without a style sheet too.
    fn line_number(&mut self, line: usize, width: Option<usize>) {
        if let Some(width) = width {
            let number = format!("{:>width$}  ", line + 1);
            self.xml.leaf("span", &[("class", "line-number"), ("aria-hidden", "true")], &number);
        }
    }
}

/// How many lines end in code.
fn ends_of(code: &str) -> usize {
    code.bytes().filter(|byte| *byte == b'\n').count()
}
