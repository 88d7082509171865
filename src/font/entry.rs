//! The tables of `fonts.toml` as they are written. In: TOML. Out: an entry a role, and the fallbacks.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

/// A table of `fonts.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) file: Spanned<String>,
    pub(super) sha256: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) index: u32,
    /// How large its Latin is set, in hundredths of the type size (CLR-H07).
    pub(super) scale: Option<Spanned<u8>>,
    /// What a fallback is kept to: `emoji`, `kana` or a script.
    pub(super) only: Option<Spanned<String>>,
    /// The licence's file; for people, and for `release`.
    #[serde(default, rename = "licence")]
    _licence: Option<String>,
    /// What its makers call it; for people.
    #[serde(default, rename = "name")]
    _name: Option<String>,
}

/// What stands under a name: `[song]` is one table, `[[fallback]]` is several.
pub(super) enum Tables {
    One(Box<Entry>),
    Several(Vec<Entry>),
}

impl Tables {
    /// The entries, however they were written.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        match self {
            Self::One(entry) => vec![*entry],
            Self::Several(entries) => entries,
        }
    }
}

impl<'de> Deserialize<'de> for Tables {
    /// By hand: serde's untagged enums lose the places of values.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TablesVisitor)
    }
}

struct TablesVisitor;

impl<'de> Visitor<'de> for TablesVisitor {
    type Value = Tables;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table with `file`")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Tables, A::Error> {
        Entry::deserialize(MapAccessDeserializer::new(map)).map(|entry| Tables::One(Box::new(entry)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Tables, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(sequence)).map(Tables::Several)
    }
}
