//! Front matter in YAML 1.2. In: what an article states about itself. Out: its lines between `---`, keys in a fixed order; a string is
//! quoted only where YAML would read it as something else (YAML 1.2.2, 7.3.3 and 10.3.2).

use crate::document::{ClaimKind, ClaimStatus};

/// What an article states about itself; nothing that it does not say is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) keywords: Vec<String>,
    /// Whether the page had a video. What it was called, and where it is, a copied page doesn't say.
    pub(super) has_video: bool,
    pub(super) facts: Vec<Fact>,
}

/// A claim, not checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) id: String,
    pub(super) claim: String,
    pub(super) kind: ClaimKind,
    pub(super) at: Option<String>,
}

impl FrontMatter {
    /// The lines with both `---`; nothing when there is nothing to state.
    pub(super) fn to_yaml(&self) -> String {
        let mut yaml = String::new();
        for (key, value) in [("title", &self.title), ("subtitle", &self.subtitle), ("summary", &self.summary)] {
            if let Some(value) = value {
                yaml.push_str(&format!("{key}: {}\n", scalar(value, false)));
            }
        }
        push_list(&mut yaml, "authors", &self.authors);
        if let Some(date) = &self.date {
            yaml.push_str(&format!("date: {date}\n"));
        }
        push_list(&mut yaml, "keywords", &self.keywords);
        if self.has_video {
            yaml.push_str("media:\n  - {kind: video}\n");
        }
        if !self.facts.is_empty() {
            yaml.push_str("facts:\n");
        }
        for fact in &self.facts {
            yaml.push_str(&format!("  - id: {}\n    claim: {}\n", scalar(&fact.id, false), scalar(&fact.claim, false)));
            yaml.push_str(&format!("    kind: {}\n    status: {}\n", fact.kind.word(), ClaimStatus::Unchecked.word()));
            if let Some(at) = &fact.at {
                yaml.push_str(&format!("    at: {}\n", scalar(at, false)));
            }
        }
        if yaml.is_empty() { yaml } else { format!("---\n{yaml}---\n") }
    }
}

fn push_list(yaml: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        yaml.push_str(&format!("{key}:\n"));
    }
    for value in values {
        yaml.push_str(&format!("  - {}\n", scalar(value, false)));
    }
}

/// A string as YAML, one line; `flow` inside `{…}`.
pub(super) fn scalar(text: &str, flow: bool) -> String {
    let printable = |c: char| matches!(u32::from(c), 0x20..=0x7E | 0xA0..=0x2027 | 0x202A..=0xD7FF | 0xE000..=0xFEFE | 0xFF00..=0xFFFD | 0x10000..);
    if !text.chars().all(printable) {
        return double_quoted(text, printable);
    }
    if is_plain(text, flow) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

fn is_plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts = !"-?:,[]{}#&*!|>'\"%@`=~".contains(first);
    let inner = !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    let flows = !flow || !text.contains([',', '[', ']', '{', '}', ':']);
    // `reads_as_other` covers YAML 1.1 too, as readers of other tools may still follow it.
    starts && inner && flows && text == text.trim() && !text.starts_with("...") && !reads_as_other(text)
}

/// Whether YAML reads an unquoted text as null, a truth value, a number or a date.
fn reads_as_other(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let lower = text.to_ascii_lowercase();
    let digits = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '.'));
    let numeric =
        |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | '_' | ':' | '-' | '+' | 'x' | 'o' | 't' | 'z' | ' ');
    WORDS.contains(&lower.as_str())
        || (digits && lower.chars().all(numeric))
        || matches!(lower.as_str(), ".inf" | ".nan" | "+.inf")
}

fn double_quoted(text: &str, printable: fn(char) -> bool) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if printable(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strings_are_quoted_only_where_yaml_needs_it() {
        for (text, expected) in [
            ("从5百万美元到掀桌子", "从5百万美元到掀桌子"),
            ("2012 年，一次", "2012 年，一次"),
            ("a: b", "'a: b'"),
            ("it's", "it's"),
            ("'it'", "'''it'''"),
            ("2012", "'2012'"),
            ("1e3", "'1e3'"),
            ("2024-05-01", "'2024-05-01'"),
            ("no", "'no'"),
            ("# x", "'# x'"),
            ("", "''"),
            ("a\u{2028}b", "\"a\\U00002028b\""),
        ] {
            assert_eq!(scalar(text, false), expected);
        }
    }

    proptest! {
        #[test]
        fn yaml_reads_back(text in "[ -~]{0,12}|\\PC{0,12}|[0-9a-z:#' -]{0,8}") {
            let yaml = format!("a: {}\nb: [{{c: {}}}]\n", scalar(&text, false), scalar(&text, true));
            #[derive(serde::Deserialize)]
            struct Read { a: String, b: Vec<BTreeMap<String, String>> }
            let read: Read = serde_saphyr::from_str(&yaml).map_err(|e| TestCaseError::fail(format!("{yaml}: {e}")))?;
            prop_assert_eq!(&read.a, &text);
            prop_assert_eq!(&read.b[0]["c"], &text);
        }
    }
}
