//! What a theme is read into: values that take what one layer says and keep the rest, and that can describe themselves.
//!
//! In: a TOML value. Out: the value it stands for, or a finding. The same descriptions make `docs/themes.md`.

use crate::diag::Sink;
use crate::project::{Value, ValueKind, measure, wrong_type, wrong_word};
use crate::units::{Abs, Em, FaceRole};

/// A key of a theme, as `docs/themes.md` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeKey {
    /// The key with the tables around it: `headings.2.size`.
    pub name: String,
    /// What may be written.
    pub kind: String,
    /// What it is for.
    pub about: String,
}

/// Something that a theme says.
pub(super) trait Item {
    /// What stands there before any layer is read.
    fn blank() -> Self;

    /// Takes what a layer says; what can't be understood leaves a finding and changes nothing.
    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink);

    /// Adds the keys from here on.
    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>);
}

/// Adds a key that has a value.
pub(super) fn key(name: &str, kind: &str, about: &str, out: &mut Vec<ThemeKey>) {
    out.push(ThemeKey { name: name.to_owned(), kind: kind.to_owned(), about: about.trim().to_owned() });
}

/// The name of a key inside a table.
pub(super) fn inside(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

/// A table of a theme: its fields, each with its key and the sentence that documents it.
macro_rules! table {
    ($(#[doc = $about:literal])* $name:ident {
        $($(#[doc = $doc:literal])* $key:literal $field:ident: $kind:ty,)*
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $doc])* pub $field: $kind,)*
        }

        impl $crate::project::theme::item::Item for $name {
            fn blank() -> Self {
                Self { $($field: $crate::project::theme::item::Item::blank(),)* }
            }

            fn read(&mut self, name: &str, value: &$crate::project::Value, sink: &mut $crate::diag::Sink) {
                let Some(mut section) = $crate::project::Section::new(name, value, sink) else { return };
                $(if let Some(value) = section.get($key) {
                    $crate::project::theme::item::Item::read(&mut self.$field, &section.full($key), value, sink);
                })*
                section.finish(sink);
            }

            fn describe(name: &str, _: &str, out: &mut Vec<$crate::project::theme::item::ThemeKey>) {
                use $crate::project::theme::item::{Item, inside};
                $(<$kind as Item>::describe(&inside(name, $key), concat!($($doc),*), out);)*
            }
        }
    };
}
pub(super) use table;

/// A choice between words: the type, its words, and what each of them means. The first one is there before a theme is read.
macro_rules! words {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident $word:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[doc = $doc])* $variant,)*
        }

        impl $name {
            /// Every choice.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in a theme.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The choice that a word names.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }

        impl $crate::project::theme::item::Item for $name {
            fn blank() -> Self {
                Self::ALL[0]
            }

            fn read(&mut self, name: &str, value: &$crate::project::Value, sink: &mut $crate::diag::Sink) {
                let all: Vec<&str> = Self::ALL.iter().map(|choice| choice.word()).collect();
                if let Some(choice) = $crate::project::theme::item::word(name, value, Self::from_word, &all, sink) {
                    *self = choice;
                }
            }

            fn describe(name: &str, about: &str, out: &mut Vec<$crate::project::theme::item::ThemeKey>) {
                let all: Vec<String> = Self::ALL.iter().map(|choice| format!("`{}`", choice.word())).collect();
                $crate::project::theme::item::key(name, &all.join(" "), about, out);
            }
        }
    };
}
pub(super) use words;

/// A word that `known` understands, or a finding with a suggestion.
pub(super) fn word<T>(
    name: &str,
    value: &Value,
    known: impl Fn(&str) -> Option<T>,
    all: &[&str],
    sink: &mut Sink,
) -> Option<T> {
    let Some(text) = value.as_text() else {
        sink.push(wrong_type(name, "文字", "a text", value));
        return None;
    };
    let found = known(text.trim());
    if found.is_none() {
        sink.push(wrong_word(name, text, all, value.span));
    }
    found
}

impl Item for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        match value.kind {
            ValueKind::Flag(flag) => *self = flag,
            _ => sink.push(wrong_type(name, "`true` 或 `false`", "`true` or `false`", value)),
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "`true` `false`", about, out);
    }
}

/// The largest count in a theme: rows, columns, levels.
const MOST: u32 = 99;

impl Item for u32 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        match value.as_text().and_then(|text| text.parse().ok()).filter(|number| *number <= MOST) {
            Some(number) => *self = number,
            None => {
                let (zh, en) = (format!("0 到 {MOST} 之间的整数"), format!("a whole number from 0 to {MOST}"));
                sink.push(wrong_type(name, &zh, &en, value));
            }
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a whole number", about, out);
    }
}

/// The longest text in a theme, in characters: a mark, a template, a few words.
const LONGEST: usize = 200;

impl Item for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        match value.as_text().filter(|text| text.chars().count() <= LONGEST && !text.contains(char::is_control)) {
            Some(text) => text.clone_into(self),
            None => {
                let (zh, en) = (format!("至多 {LONGEST} 字的文字"), format!("a text of at most {LONGEST} characters"));
                sink.push(wrong_type(name, &zh, &en, value));
            }
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a text", about, out);
    }
}

/// How many items a list of a theme may have.
const MOST_ITEMS: usize = 32;

impl<T: Item> Item for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    /// A list replaces the whole list of the layer below.
    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let items = match &value.kind {
            ValueKind::List(items) if items.len() <= MOST_ITEMS => items.as_slice(),
            ValueKind::List(_) | ValueKind::Table(_) | ValueKind::Nothing => {
                let (zh, en) = (format!("至多 {MOST_ITEMS} 项的列表"), format!("a list of at most {MOST_ITEMS} items"));
                sink.push(wrong_type(name, &zh, &en, value));
                return;
            }
            ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) => std::slice::from_ref(value),
        };
        *self = items
            .iter()
            .map(|item| {
                let mut made = T::blank();
                made.read(name, item, sink);
                made
            })
            .collect();
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        let first = out.len();
        T::describe(name, about, out);
        for key in &mut out[first..] {
            key.kind = format!("a list: {}", key.kind);
        }
    }
}

/// A table that someone else reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere;

impl Item for Elsewhere {
    fn blank() -> Self {
        Self
    }

    fn read(&mut self, _: &str, _: &Value, _: &mut Sink) {}

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a table", about, out);
    }
}

impl Item for FaceRole {
    fn blank() -> Self {
        Self::Song
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let all = Self::ALL.map(Self::word);
        if let Some(role) = word(name, value, Self::from_word, &all, sink) {
            *self = role;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a role of `fonts.toml`", about, out);
    }
}

impl Item for Em {
    fn blank() -> Self {
        Self::ZERO
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        if let Some(length) = word(name, value, measure::ems, &["0", "1", "2", "0.5"], sink) {
            *self = length;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "ems, 0 to 20", about, out);
    }
}

impl Item for Abs {
    fn blank() -> Self {
        Self::ZERO
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let known = |text: &str| if text == "0" { Some(Self::ZERO) } else { measure::length(text) };
        if let Some(length) = word(name, value, known, &["0", "0.4mm", "0.12mm", "1pt"], sink) {
            *self = length;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a length: `0.4mm`, `1pt`, or `0`", about, out);
    }
}
