//! A check written down where its claim is stated. In: the text of an article or of the ledger, a claim's `id`, what was found. Out: the same text
//! with the claim's state, checker, sources and note in it, and every other byte as it was.
//!
//! What was written is read again before it is given out: a notation that this hand can't write in is a finding, never a damaged file.

use std::ops::Range;

use super::front::{self, Fact};
use super::{ledger, yaml};
use crate::diag::{Diagnostic, FileId, Sink};
use crate::document::ClaimStatus;
use crate::project::{self, Key, Value, ValueKind};

/// What a check found.
#[derive(Clone, Debug)]
pub struct Record {
    /// The state of the claim.
    pub status: ClaimStatus,
    /// Who checked it.
    pub by: String,
    /// On which day.
    pub on: Option<String>,
    /// Sources to add, each an address or a title.
    pub sources: Vec<String>,
    /// A remark, which takes the place of the one that was there.
    pub note: Option<String>,
    /// The hash of the sentence that was checked.
    pub text: Option<String>,
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Notation {
    Yaml,
    Toml,
}

/// A table of the text that is being changed.
#[derive(Clone, Copy)]
struct Table<'a> {
    text: &'a str,
    notation: Notation,
    entries: &'a [(Key, Value)],
    /// Whether it stands between braces.
    is_inline: bool,
    /// The entry behind which new ones go.
    anchor: &'a (Key, Value),
}

/// What takes the place of which bytes.
type Edit = (Range<usize>, String);

/// Writes a check into `text`, which is the ledger or an article. The error says what to write by hand.
pub fn record(text: &str, is_ledger: bool, id: &str, found: &Record) -> Result<String, Diagnostic> {
    let (value, notation) = read(text, is_ledger).ok_or_else(|| cannot(id, found))?;
    let fact = fact_of(&value, id).ok_or_else(|| cannot(id, found))?;
    let table = Table::new(text, notation, fact, "id").ok_or_else(|| cannot(id, found))?;
    let edits = edits(&table, found).ok_or_else(|| cannot(id, found))?;
    let written = applied(text, edits);
    let is_right = facts(&written, is_ledger).is_some_and(|now| {
        let before = facts(text, is_ledger).unwrap_or_default();
        let same_names = before.len() == now.len() && before.iter().zip(&now).all(|(a, b)| a.id == b.id);
        same_names
            && before.iter().zip(&now).all(|(was, is)| if is.id == id { says(is, found) } else { alike(was, is) })
    });
    if is_right { Ok(written) } else { Err(cannot(id, found)) }
}

fn read(text: &str, is_ledger: bool) -> Option<(Value, Notation)> {
    let mut sink = Sink::default();
    let (value, notation) = if is_ledger {
        (project::read_toml(text, FileId(0), 0, &mut sink)?, Notation::Toml)
    } else {
        let (marker, inner, _) = front::split(text)?;
        let words = &text[inner.clone()];
        match marker {
            "---" => (yaml::read_yaml(words, FileId(0), inner.start, &mut sink)?, Notation::Yaml),
            _ => (project::read_toml(words, FileId(0), inner.start, &mut sink)?, Notation::Toml),
        }
    };
    Some((value, notation))
}

/// The claims of a text, as a reader of the book has them.
fn facts(text: &str, is_ledger: bool) -> Option<Vec<Fact>> {
    let mut sink = Sink::default();
    if is_ledger {
        let value = project::read_toml(text, FileId(0), 0, &mut sink)?;
        return Some(ledger::entries(&value, &mut sink).into_iter().map(|entry| entry.fact).collect());
    }
    Some(front::read(text, FileId(0), &mut sink).0.facts)
}

fn says(fact: &Fact, found: &Record) -> bool {
    let Some(check) = &fact.checked else { return false };
    let has = |source: &String| fact.sources.iter().any(|own| own.url.as_ref().or(own.title.as_ref()) == Some(source));
    fact.status == found.status
        && check.by == found.by
        && (found.on.is_none() || check.on == found.on)
        && (found.text.is_none() || check.text == found.text)
        && (found.note.is_none() || fact.note == found.note)
        && found.sources.iter().all(has)
}

fn alike(was: &Fact, is: &Fact) -> bool {
    let words = |fact: &Fact| fact.at.as_ref().map(|(words, _)| words.clone());
    was.claim == is.claim
        && was.status == is.status
        && was.sources == is.sources
        && was.checked == is.checked
        && was.note == is.note
        && words(was) == words(is)
}

fn entries(value: &Value) -> &[(Key, Value)] {
    match &value.kind {
        ValueKind::Table(entries) => entries,
        ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) | ValueKind::List(_) | ValueKind::Nothing => &[],
    }
}

fn entry<'a>(entries: &'a [(Key, Value)], name: &str) -> Option<&'a (Key, Value)> {
    entries.iter().find(|(key, _)| key.name == name)
}

fn fact_of<'a>(root: &'a Value, id: &str) -> Option<&'a Value> {
    let (_, list) = entry(entries(root), "facts")?;
    let items = match &list.kind {
        ValueKind::List(items) => &items[..],
        ValueKind::Table(_) => std::slice::from_ref(list),
        ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) | ValueKind::Nothing => &[],
    };
    let is_it = |item: &&Value| entry(entries(item), "id").and_then(|(_, id)| id.as_text()).map(str::trim) == Some(id);
    items.iter().find(is_it)
}

fn edits(table: &Table<'_>, found: &Record) -> Option<Vec<Edit>> {
    let mut out = Vec::new();
    table.set("status", found.status.word().to_owned(), &mut out)?;
    let check = [("by", Some(&found.by)), ("on", found.on.as_ref()), ("text", found.text.as_ref())];
    let given = check.into_iter().filter_map(|(key, value)| Some((key, quoted(value?))));
    match entry(table.entries, "checked").filter(|(_, value)| value.kind != ValueKind::Nothing) {
        Some((_, checked)) => {
            let inner = Table::new(table.text, table.notation, checked, "by")?;
            given.into_iter().try_for_each(|(key, value)| inner.set(key, value, &mut out))?;
        }
        None => {
            let sign = table.notation.sign();
            let pairs: Vec<String> = given.map(|(key, value)| format!("{key}{sign}{value}")).collect();
            table.set("checked", format!("{{{}}}", pairs.join(", ")), &mut out)?;
        }
    }
    if !found.sources.is_empty() {
        table.add_sources(&found.sources, &mut out)?;
    }
    if let Some(note) = &found.note {
        table.set("note", quoted(note), &mut out)?;
    }
    Some(out)
}

impl Notation {
    /// Between a key and its value.
    fn sign(self) -> &'static str {
        match self {
            Self::Yaml => ": ",
            Self::Toml => " = ",
        }
    }
}

impl<'a> Table<'a> {
    fn new(text: &'a str, notation: Notation, value: &'a Value, anchor: &str) -> Option<Self> {
        let entries = entries(value);
        let is_inline = text.get(value.span.start as usize..)?.starts_with('{');
        Some(Self { text, notation, entries, is_inline, anchor: entry(entries, anchor)? })
    }

    /// Gives a key a value, `raw` as the notation has it.
    fn set(&self, key: &str, raw: String, out: &mut Vec<Edit>) -> Option<()> {
        let Some((_, old)) = entry(self.entries, key) else {
            return self.insert(key, &raw, out);
        };
        match old.kind {
            ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) => {
                // A word of the notation's own needs no quotes in YAML and has them in TOML.
                let raw =
                    if self.notation == Notation::Toml && !raw.starts_with(['"', '{']) { quoted(&raw) } else { raw };
                out.push((old.span.start as usize..old.span.end as usize, raw));
                Some(())
            }
            ValueKind::List(_) | ValueKind::Table(_) | ValueKind::Nothing => None,
        }
    }

    /// A new entry behind the anchor: in the same braces, or on a line of its own.
    fn insert(&self, key: &str, raw: &str, out: &mut Vec<Edit>) -> Option<()> {
        let (anchor, value) = self.anchor;
        let raw = if self.notation == Notation::Toml && !raw.starts_with(['"', '{', '[']) {
            quoted(raw)
        } else {
            raw.to_owned()
        };
        let sign = self.notation.sign();
        let end = value.span.end as usize;
        if self.is_inline {
            out.push((end..end, format!(", {key}{sign}{raw}")));
            return Some(());
        }
        let line = self.text[..anchor.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let indent = self.text[line..anchor.span.start as usize].replace('-', " ");
        let (at, newline) = self.line_end(end);
        out.push((at..at, format!("{newline}{indent}{key}{sign}{raw}")));
        Some(())
    }

    /// Where the line of a byte ends, and how lines end there.
    fn line_end(&self, from: usize) -> (usize, &'static str) {
        let end = self.text[from..].find('\n').map_or(self.text.len(), |at| from + at);
        if self.text[..end].ends_with('\r') { (end - 1, "\r\n") } else { (end, "\n") }
    }

    fn add_sources(&self, sources: &[String], out: &mut Vec<Edit>) -> Option<()> {
        let words: Vec<String> = sources.iter().map(|source| quoted(source)).collect();
        let Some((_, old)) = entry(self.entries, "sources") else {
            return self.insert("sources", &format!("[{}]", words.join(", ")), out);
        };
        let range = old.span.start as usize..old.span.end as usize;
        let ValueKind::List(items) = &old.kind else {
            // One source alone becomes the first of a list.
            out.push((range.clone(), format!("[{}, {}]", self.text.get(range)?, words.join(", "))));
            return Some(());
        };
        if self.text.get(range.clone())?.starts_with('[') && self.text[range.clone()].ends_with(']') {
            let comma = if items.is_empty() { "" } else { ", " };
            out.push((range.end - 1..range.end - 1, format!("{comma}{}", words.join(", "))));
            return Some(());
        }
        let (first, last) = (items.first()?, items.last()?);
        let line = self.text[..first.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let lead = self.text.get(line..first.span.start as usize).filter(|lead| lead.trim() == "-")?;
        let (at, newline) = self.line_end(last_byte(last));
        out.push((at..at, words.iter().map(|word| format!("{newline}{lead}{word}")).collect()));
        Some(())
    }
}

/// Where a value's last word ends: a table of several lines may claim the blanks behind it.
fn last_byte(value: &Value) -> usize {
    match &value.kind {
        ValueKind::Table(entries) => entries.last().map_or(value.span.end as usize, |(_, value)| last_byte(value)),
        ValueKind::List(items) => items.last().map_or(value.span.end as usize, last_byte),
        ValueKind::Text(_) | ValueKind::Number(_) | ValueKind::Flag(_) | ValueKind::Nothing => value.span.end as usize,
    }
}

/// Words in quotes, as YAML, TOML and JSON all read them.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Applies edits; those at one place come in their order.
fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 256);
    let mut from = 0;
    for (range, words) in edits {
        out.push_str(&text[from..range.start.max(from)]);
        out.push_str(&words);
        from = range.end.max(from);
    }
    out.push_str(&text[from..]);
    out
}

fn cannot(id: &str, found: &Record) -> Diagnostic {
    let (status, by) = (found.status.word(), &found.by);
    Diagnostic::error(
        "cannot-record",
        format!("不知道怎样把核查写进主张「{id}」"),
        format!("can't tell how to write the check into claim `{id}`"),
    )
    .hint(
        format!("请手写：`status: {status}` 和 `checked: {{by: {by}}}`"),
        format!("write it by hand: `status: {status}` and `checked: {{by: {by}}}`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Record {
        Record {
            status: ClaimStatus::Supported,
            by: "李四".to_owned(),
            on: Some("2026-11-01".to_owned()),
            sources: vec!["https://example.org/a".to_owned()],
            note: Some("他说\"对\"".to_owned()),
            text: Some("0123456789ab".to_owned()),
        }
    }

    #[test]
    fn a_check_is_written_where_its_claim_is() {
        let cases = [
            (
                "---\ntitle: 书 # 名\nfacts:\n  - {id: a, claim: 甲}\n  - id: b   # 第二条\n    claim: 乙\n    status: unchecked\n---\n正文 \n",
                "b",
                "---\ntitle: 书 # 名\nfacts:\n  - {id: a, claim: 甲}\n  - id: b   # 第二条\n    checked: {by: \"李四\", on: \"2026-11-01\", text: \"0123456789ab\"}\n    sources: [\"https://example.org/a\"]\n    note: \"他说\\\"对\\\"\"\n    claim: 乙\n    status: supported\n---\n正文 \n",
            ),
            (
                "---\nfacts:\n  - {id: a, claim: 甲, sources: [书]}\n---\n",
                "a",
                "---\nfacts:\n  - {id: a, status: supported, checked: {by: \"李四\", on: \"2026-11-01\", text: \"0123456789ab\"}, note: \"他说\\\"对\\\"\", claim: 甲, sources: [书, \"https://example.org/a\"]}\n---\n",
            ),
            (
                "---\r\nfacts:\r\n- id: a\r\n  claim: 甲\r\n  sources:\r\n  - title: 书\r\n    date: 2020\r\n  - 又一本\r\n  checked:\r\n    by: 张三\r\n    on: 2020-01-01\r\n---\r\n",
                "a",
                "---\r\nfacts:\r\n- id: a\r\n  status: supported\r\n  note: \"他说\\\"对\\\"\"\r\n  claim: 甲\r\n  sources:\r\n  - title: 书\r\n    date: 2020\r\n  - 又一本\r\n  - \"https://example.org/a\"\r\n  checked:\r\n    by: \"李四\"\r\n    text: \"0123456789ab\"\r\n    on: \"2026-11-01\"\r\n---\r\n",
            ),
            (
                "+++\n[[facts]]\nid = \"a\"\nclaim = \"甲\"\nstatus = \"disputed\"\n+++\n",
                "a",
                "+++\n[[facts]]\nid = \"a\"\nchecked = {by = \"李四\", on = \"2026-11-01\", text = \"0123456789ab\"}\nsources = [\"https://example.org/a\"]\nnote = \"他说\\\"对\\\"\"\nclaim = \"甲\"\nstatus = \"supported\"\n+++\n",
            ),
        ];
        for (text, id, expected) in cases {
            assert_eq!(record(text, false, id, &found()).unwrap(), expected);
        }
        let ledger = "[[facts]]\nid = \"a\"\nclaim = \"甲\"\n\n[[facts]]\nid = \"b\"\nclaim = \"乙\"\n";
        let written = record(ledger, true, "b", &found()).unwrap();
        assert!(
            written.starts_with(
                "[[facts]]\nid = \"a\"\nclaim = \"甲\"\n\n[[facts]]\nid = \"b\"\nstatus = \"supported\"\n"
            )
        );
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        for text in ["正文", "---\nfacts: []\n---\n", "---\nfacts:\n  - id: a\n    claim: 甲\n    checked: [1]\n---\n"]
        {
            assert_eq!(record(text, false, "a", &found()).unwrap_err().code, "cannot-record");
        }
    }
}
