//! Words that are set in a way of their own, other languages, ruby. In: inlines. Out: XHTML that says what they are, for reading
//! systems that know how to show it and for those that don't (HTML §4.5, CLR-J, CLR-K17).

use super::text::Text;
use crate::document::{Inline, Ruby, RubyKind, SetStyle};

/// Languages that are written from right to left where their tag names no script.
const RIGHT_TO_LEFT: [&str; 13] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are written from right to left.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 7] = ["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

impl Text<'_> {
    /// Words that are set in a way.
    pub(super) fn set(&mut self, style: SetStyle, content: &[Inline]) {
        match style {
            // HTML's own example of `u` is the Chinese proper name mark.
            SetStyle::Name => self.within("u", "name", content),
            SetStyle::Title => self.within("cite", "book", content),
            SetStyle::Mourning => self.within("span", "mourning", content),
            SetStyle::InlineNote => self.inline_note(content),
            SetStyle::Upright => self.within("span", "upright", content),
            SetStyle::Dots => self.emphasized("han", true, content),
            SetStyle::Kai => self.emphasized("kai", false, content),
            SetStyle::Tabular => self.within("span", "tabular", content),
        }
    }

    fn within(&mut self, tag: &'static str, class: &str, content: &[Inline]) {
        self.xml.open(tag, &[("class", class)]);
        self.inlines(content);
        self.xml.close();
    }

    /// No reading system sets two lines in one: the note is small and stands in brackets, since it reads well everywhere (CLR-O12).
    fn inline_note(&mut self, content: &[Inline]) {
        let (open, close) = if self.edition.label.is_chinese() { ("（", "）") } else { (" (", ")") };
        self.xml.open("small", &[("class", "inline-note")]);
        self.xml.text(open);
        self.inlines(content);
        self.xml.text(close);
        self.xml.close();
    }

    /// Words of another language: it decides the voice that reads them, their hyphens and their direction.
    pub(super) fn language(&mut self, tag: &str, content: &[Inline]) {
        let direction = if is_right_to_left(tag) { "rtl" } else { "" };
        self.xml.open("span", &[("lang", tag), ("xml:lang", tag), ("dir", direction)]);
        self.inlines(content);
        self.xml.close();
    }

    /// Each piece with its reading; in brackets where ruby isn't known.
    pub(super) fn ruby(&mut self, ruby: &Ruby) {
        let class = match ruby.kind {
            RubyKind::Phonetic => "",
            RubyKind::Bopomofo => "bopomofo",
        };
        self.xml.open("ruby", &[("class", class)]);
        for pair in &ruby.pairs {
            self.xml.text(&pair.base);
            if pair.annotation.is_empty() {
                // An empty reading keeps the next one from standing by this piece too.
                self.xml.leaf("rt", &[], "");
                continue;
            }
            self.xml.leaf("rp", &[], "（");
            self.xml.leaf("rt", &[], &pair.annotation);
            self.xml.leaf("rp", &[], "）");
        }
        self.xml.close();
    }
}

fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag);
    match parts.find(|part| part.len() == 4) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_worth_more_than_a_language() {
        for (tag, expected) in [("he", true), ("ar-EG", true), ("az-Arab", true), ("ku-Latn", false), ("de", false)] {
            assert_eq!(is_right_to_left(tag), expected, "{tag}");
        }
    }
}
