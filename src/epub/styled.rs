//! Words that are set in a way of their own, other languages, ruby. In: inlines. Out: XHTML that says what they are, for reading
//! systems that know how to show it and for those that don't (HTML §4.5, CLR-J, CLR-K17).

use super::text::Text;
use crate::document::{Below, Inline, Ruby, RubyKind, RubyPair, SetStyle};

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
            SetStyle::Even(ems) => {
                self.xml.open("span", &[("class", "even"), ("style", &format!("inline-size: {ems}em"))]);
                self.inlines(content);
                self.xml.close();
            }
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

    /// Each piece with its reading; in brackets where ruby isn't known. What stands on the other side makes ruby of the ruby, as HTML has
    /// it for two sides; a comment is a small note, which every reading system can show (CLR-K12, K16).
    pub(super) fn ruby(&mut self, ruby: &Ruby) {
        match &ruby.below {
            None => self.pairs(&ruby.pairs, ruby.kind),
            Some(Below::Comment(words)) => {
                self.pairs(&ruby.pairs, ruby.kind);
                let (open, close) = if self.edition.label.is_chinese() { ("（", "）") } else { (" (", ")") };
                self.xml.leaf("small", &[("class", "comment")], &format!("{open}{words}{close}"));
            }
            Some(Below::Reading(readings)) if readings.len() == ruby.pairs.len() => {
                for (pair, words) in ruby.pairs.iter().zip(readings) {
                    self.both_sides(std::slice::from_ref(pair), ruby.kind, words);
                }
            }
            Some(below) => self.both_sides(&ruby.pairs, ruby.kind, &below.text()),
        }
    }

    fn both_sides(&mut self, pairs: &[RubyPair], kind: RubyKind, below: &str) {
        self.xml.open("ruby", &[("class", "below")]);
        self.pairs(pairs, kind);
        self.reading(below);
        self.xml.close();
    }

    fn pairs(&mut self, pairs: &[RubyPair], kind: RubyKind) {
        if pairs.iter().all(|pair| pair.annotation.is_empty()) {
            return pairs.iter().for_each(|pair| self.xml.text(&pair.base));
        }
        let class = match kind {
            RubyKind::Phonetic => "",
            RubyKind::Bopomofo => "bopomofo",
        };
        self.xml.open("ruby", &[("class", class)]);
        for pair in pairs {
            self.xml.text(&pair.base);
            if pair.annotation.is_empty() {
                // An empty reading keeps the next one from standing by this piece too.
                self.xml.leaf("rt", &[], "");
                continue;
            }
            self.reading(&pair.annotation);
        }
        self.xml.close();
    }

    fn reading(&mut self, words: &str) {
        self.xml.leaf("rp", &[], "（");
        self.xml.leaf("rt", &[], words);
        self.xml.leaf("rp", &[], "）");
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
