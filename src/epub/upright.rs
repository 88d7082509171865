//! Words of vertical lines. In: words as they are typed. Out: corner brackets for curly quotes, numbers of two figures in one
//! frame 纵中横, letters and acronyms upright (CLR-C01, I05).

use super::text::Text;
use crate::cjk::Class;
use crate::cjk::context::resolve;
use crate::cjk::orientation::{WordStance, vertical_quote, word_stance};

/// Figures that are combined into one frame.
const MOST_DIGITS: usize = 2;

impl Text<'_> {
    /// Writes words whose lines run down.
    pub(super) fn upright_runs(&mut self, text: &str) {
        let text = with_corner_brackets(text, self);
        let is_part = |letter: char| letter.is_ascii_graphic();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let latin = is_part(first);
            let end = rest.find(|letter: char| is_part(letter) != latin).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            match latin.then(|| word_stance(run, MOST_DIGITS)) {
                Some(WordStance::Combined) => self.xml.leaf("span", &[("class", "upright")], run),
                Some(WordStance::Stacked) => self.xml.leaf("span", &[("class", "stacked")], run),
                Some(WordStance::Sideways) | None => self.plain_words(run),
            }
            rest = after;
        }
    }
}

/// The text with the region's corner brackets for its Chinese quotes.
fn with_corner_brackets(text: &str, of: &Text<'_>) -> String {
    if !text.contains(['“', '”', '‘', '’']) {
        return text.to_owned();
    }
    let (region, chinese) = (of.edition.region, of.edition.label.is_chinese());
    let is_chinese = |place: &crate::cjk::context::Placed| matches!(place.class, Class::Opening | Class::Closing);
    resolve(text, |_| chinese)
        .iter()
        .map(|place| if is_chinese(place) { vertical_quote(place.character, region) } else { place.character })
        .collect()
}
