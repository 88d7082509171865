//! Templates of numbers: `第{一}章`, `{1}.{1}`, `（{一}）`, `{①}`. In: a text and counters. Out: the number as printed.

use super::item::{Item, ThemeKey, key, word};
use crate::diag::Sink;
use crate::project::Value;
use crate::units::{circled, han_digits, han_numeral, letters, roman_lower};

/// How a number is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numerals {
    /// `{1}`
    Arabic,
    /// `{一}`: 十二
    Han,
    /// `{〇}`: 一二
    HanDigits,
    /// `{①}`
    Circled,
    /// `{i}`
    Roman,
    /// `{I}`
    RomanUpper,
    /// `{a}`
    Letter,
    /// `{A}`
    LetterUpper,
}

impl Numerals {
    fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "1" => Self::Arabic,
            "一" => Self::Han,
            "〇" => Self::HanDigits,
            "①" => Self::Circled,
            "i" => Self::Roman,
            "I" => Self::RomanUpper,
            "a" => Self::Letter,
            "A" => Self::LetterUpper,
            _ => return None,
        })
    }

    /// The number as printed.
    pub fn of(self, number: u32) -> String {
        match self {
            Self::Arabic => number.to_string(),
            Self::Han => han_numeral(number),
            Self::HanDigits => han_digits(&number.to_string()),
            Self::Circled => circled(number),
            Self::Roman => roman_lower(number),
            Self::RomanUpper => roman_lower(number).to_uppercase(),
            Self::Letter => letters(number),
            Self::LetterUpper => letters(number).to_uppercase(),
        }
    }
}

/// A part of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    Words(String),
    Number(Numerals),
}

/// How a number is printed. An empty one numbers nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Template {
    parts: Vec<Part>,
}

impl Template {
    /// The template that a text writes: `{…}` is a number, all else stays. `None` if a brace has no partner or no known sign.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let after = rest[open..].strip_prefix('{')?;
            let close = after.find('}')?;
            if open > 0 {
                parts.push(Part::Words(rest[..open].to_owned()));
            }
            parts.push(Part::Number(Numerals::from_sign(&after[..close])?));
            rest = &after[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        Some(Self { parts })
    }

    /// Whether it numbers nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How many numbers it shows.
    pub fn numbers(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Part::Number(_))).count()
    }

    /// The number as printed. The last `{…}` shows the last counter, the one before it the counter before, and so on;
    /// where there is no such counter, nothing is shown, nor what stands between.
    pub fn shown(&self, counters: &[u32]) -> String {
        let n = self.numbers();
        let mut missing = n.saturating_sub(counters.len());
        let mut counters = counters[counters.len().saturating_sub(n)..].iter();
        let (mut out, mut after_missing) = (String::new(), false);
        for part in &self.parts {
            match part {
                Part::Number(_) if missing > 0 => (missing, after_missing) = (missing - 1, true),
                Part::Number(numerals) => {
                    out.extend(counters.next().map(|number| numerals.of(*number)));
                    after_missing = false;
                }
                Part::Words(words) if !after_missing => out.push_str(words),
                Part::Words(_) => {}
            }
        }
        out
    }
}

impl Template {
    /// How its last number is counted; `None` if it shows none.
    pub fn figures(&self) -> Option<Numerals> {
        self.parts.iter().rev().find_map(|part| match part {
            Part::Number(numerals) => Some(*numerals),
            Part::Words(_) => None,
        })
    }

    /// The numbers without the words before the first and after the last of them: how words of one's own have them.
    pub fn bare(&self, counters: &[u32]) -> String {
        let is_number = |part: &Part| matches!(part, Part::Number(_));
        let first = self.parts.iter().position(is_number).unwrap_or(0);
        let last = self.parts.iter().rposition(is_number).map_or(0, |last| last + 1);
        Self { parts: self.parts.get(first..last).unwrap_or_default().to_vec() }.shown(counters)
    }
}

impl Item for Template {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let known = |text: &str| Self::parse(text).filter(|_| text.chars().count() <= 40);
        let examples = ["第{一}章", "{1}.{1}", "（{一}）", "{①}", "{A}"];
        if let Some(template) = word(name, value, known, &examples, sink) {
            *self = template;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a template: `第{一}章`, `{1}.{1}`, `（{一}）`, `{①}`; empty for none", about, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_words() {
        for (template, counters, expected) in [
            ("第{一}章", &[12][..], "第十二章"),
            ("{1}.{1}", &[3, 2], "3.2"),
            ("{1}.{1}.{1}", &[9, 3, 2, 7], "3.2.7"),
            ("{1}.{1}", &[2], "2"),
            ("（{一}）", &[3, 4], "（四）"),
            ("{①}", &[2], "②"),
            ("{A}.{1}", &[1, 5], "A.5"),
            ("图 {1}-{1}", &[1, 2], "图 1-2"),
            ("", &[1], ""),
        ] {
            assert_eq!(Template::parse(template).unwrap().shown(counters), expected, "{template}");
        }
    }

    #[test]
    fn words_around_a_number_are_left_to_those_who_refer_to_it() {
        for (template, expected) in [("第{一}章", "三"), ("图 {1}-{1}", "2-3"), ("（{1}-{1}）", "2-3"), ("{1}", "3")]
        {
            assert_eq!(Template::parse(template).unwrap().bare(&[2, 3]), expected, "{template}");
        }
    }

    #[test]
    fn braces_have_partners_and_signs() {
        for text in ["{", "}", "{}", "{x}", "第{一章", "{1}}"] {
            assert_eq!(Template::parse(text), None, "{text}");
        }
    }
}
