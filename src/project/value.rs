//! A value with its place, from TOML or YAML: what manifests and front matter are read from.
//!
//! In: nothing. Out: the tree that `Section` reads key by key, whichever notation it was written in.

use crate::diag::Span;

/// How deep values may lie inside one another; more is refused when a text is read.
pub const MAX_VALUE_DEPTH: usize = 32;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words, and dates.
    Text(String),
    /// A number as the source writes it.
    Number(String),
    /// True or false.
    Flag(bool),
    /// Values in order.
    List(Vec<Value>),
    /// Keys and values in the order of the source.
    Table(Vec<(Key, Value)>),
    /// A key without a value.
    Nothing,
}

/// A key and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Where.
    pub span: Span,
}

impl Value {
    /// The value of a key of a table.
    pub fn at(&self, name: &str) -> Option<&Self> {
        let ValueKind::Table(entries) = &self.kind else { return None };
        entries.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
    }

    /// The words of a text or number.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Text(text) | ValueKind::Number(text) => Some(text),
            ValueKind::Flag(_) | ValueKind::List(_) | ValueKind::Table(_) | ValueKind::Nothing => None,
        }
    }
}
