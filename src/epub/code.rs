//! Code: a line each an element, so that what is broken hangs and can't be taken for two; each word with the class of what
//! it is to its language, so that a style sheet can tell them apart. Line ends stay in the text: it reads without a style sheet too.

use super::text::Text;
use crate::document::Block;
use crate::highlight::{Class, stretches};

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
        let width = numbered.then(|| (text.matches('\n').count() + 1).to_string().len());
        let of_numbers = width.map(|width| format!("numbered digits-{width}")).unwrap_or_default();
        self.xml.open("pre", &[("id", id), ("class", &of_numbers)]);
        self.xml.open("code", &[("class", &class)]);
        let mut stretches = stretches(&word, text).into_iter().peekable();
        let mut end = 0;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            if at > 0 {
                self.xml.may_cut(false, None);
            }
            end += line.len();
            self.xml.open("span", &[("class", "line")]);
            if at > 0 {
                self.begins_at_line(block.span, at);
            }
            self.line_number(at, width);
            while let Some(stretch) = stretches.next_if(|stretch| stretch.range.end <= end) {
                self.stretch(&text[stretch.range], stretch.class);
            }
            self.xml.close();
        }
        self.xml.close();
        self.xml.close();
    }

    /// Words of one class; the line end belongs to none.
    fn stretch(&mut self, text: &str, class: Option<Class>) {
        let (words, end) = text.split_at(text.trim_end_matches('\n').len());
        match class.filter(|_| !words.trim().is_empty()) {
            Some(class) => self.xml.leaf("span", &[("class", class.word())], words),
            None => self.xml.text(words),
        }
        self.xml.text(end);
    }

    /// A line's number: words that are looked at and neither heard nor copied, in columns without a style sheet too.
    fn line_number(&mut self, line: usize, width: Option<usize>) {
        if let Some(width) = width {
            let number = format!("{:>width$}  ", line + 1);
            self.xml.leaf("span", &[("class", "line-number"), ("aria-hidden", "true")], &number);
        }
    }
}
