//! Code: each word with the class of what it is to its language, so that a style sheet can tell them apart.

use super::text::Text;
use super::xml::Attribute;
use crate::highlight::stretches;

impl Text<'_> {
    /// Code on lines of its own.
    pub(super) fn code(&mut self, named: &[Attribute<'_>], language: Option<&str>, text: &str) {
        let word: String = language
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "+-#._".contains(*c))
            .collect();
        let class = if word.is_empty() { String::new() } else { format!("language-{word}") };
        let text = text.strip_suffix('\n').unwrap_or(text);
        self.xml.open("pre", named);
        self.xml.open("code", &[("class", &class)]);
        for stretch in stretches(&word, text) {
            let words = &text[stretch.range];
            match stretch.class.filter(|_| !words.trim().is_empty()) {
                Some(class) => self.xml.leaf("span", &[("class", class.word())], words),
                None => self.xml.text(words),
            }
        }
        self.xml.close();
        self.xml.close();
    }
}
