//! A table read key by key. In: a `Value`. Out: typed values; a finding for each key nobody asked for and each value of a wrong kind.

use super::suggest::nearest;
use super::value::{Key, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, Span};

/// A table that is being read. Every key that is asked for counts as known; `finish` reports the rest.
#[derive(Debug)]
pub struct Section<'a> {
    name: String,
    entries: &'a [(Key, Value)],
    span: Span,
    known: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// Reads `value` as a table that messages call `name`; a finding and `None` if it is something else.
    pub fn new(name: impl Into<String>, value: &'a Value, sink: &mut Sink) -> Option<Self> {
        let name = name.into();
        match &value.kind {
            ValueKind::Table(entries) => Some(Self { name, entries, span: value.span, known: Vec::new() }),
            ValueKind::Nothing => Some(Self { name, entries: &[], span: value.span, known: Vec::new() }),
            ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) | ValueKind::List(_) => {
                sink.push(wrong_type(&name, "一个表", "a table", value));
                None
            }
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The value of a key, and from now on the key is known.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(entry, _)| entry.name == key)?;
        (value.kind != ValueKind::Nothing).then_some(value)
    }

    /// Keys that others read, and this tool doesn't.
    pub fn accept(&mut self, keys: &[&'static str]) {
        self.known.extend_from_slice(keys);
    }

    /// The whole table's entries, for tables with keys of the author's own.
    pub fn entries(&self) -> &'a [(Key, Value)] {
        self.entries
    }

    /// Words.
    pub fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<String> {
        self.text_at(key, sink).map(|(text, _)| text)
    }

    /// Words and where they stand. Empty words count as absent.
    pub fn text_at(&mut self, key: &'static str, sink: &mut Sink) -> Option<(String, Span)> {
        let value = self.get(key)?;
        let Some(text) = value.as_text() else {
            sink.push(wrong_type(&self.full(key), "文字", "a text", value));
            return None;
        };
        let text = text.trim();
        (!text.is_empty()).then(|| (text.to_owned(), value.span))
    }

    /// True or false.
    pub fn flag(&mut self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        let value = self.get(key)?;
        if let ValueKind::Flag(flag) = value.kind {
            return Some(flag);
        }
        sink.push(wrong_type(&self.full(key), "`true` 或 `false`", "`true` or `false`", value));
        None
    }

    /// A whole number from `least` to `most`.
    pub fn count(&mut self, key: &'static str, least: u32, most: u32, sink: &mut Sink) -> Option<u32> {
        let value = self.get(key)?;
        let number =
            value.as_text().and_then(|text| text.parse().ok()).filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let zh = format!("{least} 到 {most} 之间的整数");
            sink.push(wrong_type(&self.full(key), &zh, &format!("a whole number from {least} to {most}"), value));
        }
        number
    }

    /// A list of words; one word alone is a list of one.
    pub fn texts(&mut self, key: &'static str, sink: &mut Sink) -> Vec<String> {
        let items = self.items(key);
        let name = self.full(key);
        let mut out = Vec::new();
        for item in items {
            match item.as_text().map(str::trim) {
                Some("") => {}
                Some(text) => out.push(text.to_owned()),
                None => sink.push(wrong_type(&name, "文字", "a text", item)),
            }
        }
        out
    }

    /// The items of a list; anything else is a list of one, and an absent key an empty list.
    pub fn items(&mut self, key: &'static str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(value) => match &value.kind {
                ValueKind::List(items) => items,
                ValueKind::Text(_)
                | ValueKind::Number(_)
                | ValueKind::Flag(_)
                | ValueKind::Table(_)
                | ValueKind::Nothing => std::slice::from_ref(value),
            },
        }
    }

    /// A table inside this one.
    pub fn section(&mut self, key: &'static str, sink: &mut Sink) -> Option<Self> {
        let value = self.get(key)?;
        Section::new(self.full(key), value, sink)
    }

    /// One of a few words, by the function that knows them; `all` is for the message.
    pub fn word<T>(
        &mut self,
        key: &'static str,
        known: impl Fn(&str) -> Option<T>,
        all: &[&'static str],
        sink: &mut Sink,
    ) -> Option<T> {
        let (text, span) = self.text_at(key, sink)?;
        let word = known(&text);
        if word.is_none() {
            sink.push(wrong_word(&self.full(key), &text, all, span));
        }
        word
    }

    /// The name of a key as messages have it.
    pub fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Reports every key that nobody asked for, and every key that is given twice.
    pub fn finish(self, sink: &mut Sink) {
        let mut seen: Vec<&str> = Vec::new();
        for (key, _) in self.entries {
            if !self.known.iter().any(|known| *known == key.name) {
                sink.push(self.unknown(key));
            } else if seen.contains(&key.name.as_str()) {
                let name = self.full(&key.name);
                sink.push(
                    Diagnostic::error(
                        "key-given-twice",
                        format!("「{name}」写了两次"),
                        format!("`{name}` is given twice"),
                    )
                    .at(key.span)
                    .hint("删去一处", "remove one of them"),
                );
            }
            seen.push(&key.name);
        }
    }

    fn unknown(&self, key: &Key) -> Diagnostic {
        let name = self.full(&key.name);
        let finding =
            Diagnostic::error("unknown-key", format!("不认识「{name}」"), format!("unknown key `{name}`")).at(key.span);
        match nearest(&key.name, self.known.iter().copied()) {
            Some(near) => finding.hint(format!("是不是想写「{near}」？"), format!("did you mean `{near}`?")),
            None => {
                let all = self.known.join("`, `");
                finding.hint(format!("这里可以写：`{all}`"), format!("known here: `{all}`"))
            }
        }
    }
}

/// The finding about a value that is something else than it should be.
pub fn wrong_type(name: &str, zh: &str, en: &str, value: &Value) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("「{name}」应当是{zh}"), format!("`{name}` should be {en}"))
        .at(value.span)
        .hint(format!("改成{zh}"), format!("make it {en}"))
}

/// The finding about a word that is none of the known ones.
pub fn wrong_word(name: &str, given: &str, all: &[&str], span: Span) -> Diagnostic {
    let list = all.join("`, `");
    let finding = Diagnostic::error(
        "wrong-value",
        format!("「{name}」不能是「{given}」"),
        format!("`{name}` can't be `{given}`"),
    )
    .at(span);
    let near = nearest(given, all.iter().copied());
    match near {
        Some(near) => finding
            .hint(format!("是不是想写 `{near}`？可以写：`{list}`"), format!("did you mean `{near}`? one of: `{list}`")),
        None => finding.hint(format!("可以写：`{list}`"), format!("one of: `{list}`")),
    }
}
