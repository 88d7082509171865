//! The table of rules: docs/typesetting.toml in, typed values out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// Titles of the groups by their letter.
    pub(crate) group: BTreeMap<char, String>,
    /// The rules by id; TOML lets no id stand twice.
    pub(crate) rule: BTreeMap<String, Rule>,
    /// Rules without an entry.
    pub(crate) elsewhere: Vec<Elsewhere>,
}

/// A rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) level: Level,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) state: State,
    pub(crate) key: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) code: Vec<String>,
}

/// How much a rule asks.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Must,
    Should,
    May,
}

/// What has become of a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Done,
    Option,
    None,
    Open,
}

/// Rules that are not told one by one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Elsewhere {
    pub(crate) ids: Vec<String>,
    pub(crate) about: String,
    pub(crate) code: Vec<String>,
}

impl Table {
    pub(crate) fn read() -> Self {
        let text = fs::read_to_string(super::root().join("docs/typesetting.toml")).unwrap();
        toml::from_str(&text).unwrap_or_else(|error| panic!("docs/typesetting.toml: {error}"))
    }

    /// Every id, those without an entry too.
    pub(crate) fn ids(&self) -> BTreeSet<&str> {
        let elsewhere = self.elsewhere.iter().flat_map(|group| &group.ids);
        self.rule.keys().chain(elsewhere).map(String::as_str).collect()
    }
}

impl Rule {
    /// What its entry lacks or has too much.
    pub(crate) fn faults(&self, id: &str) -> Vec<String> {
        let wants_reason = matches!(self.state, State::None | State::Open);
        let is_kept = matches!(self.state, State::Done | State::Option);
        let checks = [
            (self.words.ends_with('.') && self.words.len() > 20, "its words are no sentence"),
            (!self.name.is_empty() && !self.name.is_ascii(), "it has no Chinese name"),
            (wants_reason == self.why.is_some(), "`why` goes with `none` and `open`, and with nothing else"),
            ((self.state == State::Option) == self.key.is_some(), "`key` goes with `option`, and with nothing else"),
            (!is_kept || !self.code.is_empty(), "it is kept, and no file keeps it"),
        ];
        checks.iter().filter(|(holds, _)| !holds).map(|(_, fault)| format!("{id}: {fault}")).collect()
    }
}

impl Level {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }

    /// Its letter in the reference.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Must => 'M',
            Self::Should => 'S',
            Self::May => 'O',
        }
    }
}

impl State {
    pub(crate) const ALL: [Self; 4] = [Self::Done, Self::Option, Self::None, Self::Open];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Option => "option",
            Self::None => "not applicable",
            Self::Open => "open",
        }
    }
}

/// The ids of the reference with the letters of their levels, `CLR-M01..M10` taken apart; a rule without a level is a must.
pub(crate) fn levels(reference: &str) -> BTreeMap<String, char> {
    let mut found = BTreeMap::new();
    for line in reference.lines() {
        let Some((ids, rest)) = line.strip_prefix("- **CLR-").and_then(|line| line.split_once("**")) else { continue };
        let level = rest.trim_start().chars().next().filter(|letter| "MSO".contains(*letter)).unwrap_or('M');
        let (first, last) = ids.split_once("..").unwrap_or((ids, ids));
        let number = |id: &str| id[1..].parse::<u32>().unwrap();
        for n in number(first)..=number(last) {
            found.insert(format!("{}{n:02}", &first[..1]), level);
        }
    }
    found
}
