//! TOML with places. In: a text. Out: a `Value`, or a finding where it isn't TOML.

use toml::de::{DeTable, DeValue};

use super::value::{Key, MAX_VALUE_DEPTH, Value, ValueKind};
use crate::diag::{Diagnostic, FileId, Sink, Span};

/// Reads `text`, which begins at byte `base` of its file. `None` after an error.
pub fn read_toml(text: &str, file: FileId, base: usize, sink: &mut Sink) -> Option<Value> {
    if let Some(at) = too_deep(text) {
        sink.push(deep_value(Span::new(file, base + at..base + at + 1)));
        return None;
    }
    match DeTable::parse(text) {
        Ok(table) => {
            let span = Span::new(file, base..base + text.len());
            Some(Value { kind: entries(table.get_ref(), file, base), span })
        }
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let message = error.message().lines().next().unwrap_or("").to_owned();
            sink.push(
                Diagnostic::error(
                    "bad-toml",
                    format!("这不是合法的 TOML：{message}"),
                    format!("not valid TOML: {message}"),
                )
                .at(Span::new(file, base + range.start..base + range.end))
                .hint("字符串要用引号括起来；表名写在 `[ ]` 里", "strings stand in quotes, table names in `[ ]`"),
            );
            None
        }
    }
}

/// The finding about values that lie too deep.
pub fn deep_value(span: Span) -> Diagnostic {
    Diagnostic::error(
        "deep-value",
        format!("嵌套超过 {MAX_VALUE_DEPTH} 层"),
        format!("nested more than {MAX_VALUE_DEPTH} levels deep"),
    )
    .at(span)
    .hint("把它写得平一些", "write it flatter")
}

/// Where a line has more dots or open brackets than any manifest needs. The parser recurses on both, so this is asked first.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut dots = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'.' if text.as_bytes().get(at + 1) != Some(&b'.') && at > 0 && text.as_bytes()[at - 1] != b'.' => {
                dots += 1;
            }
            b'\n' => dots = 0,
            b'=' => dots = 0,
            _ => {}
        }
        if depth > 200 || dots > 2_000 {
            return Some(at);
        }
    }
    None
}

fn entries(table: &DeTable<'_>, file: FileId, base: usize) -> ValueKind {
    let mut entries: Vec<(Key, Value)> = table
        .iter()
        .map(|(key, value)| {
            let span = shifted(key.span(), file, base);
            (
                Key { name: key.get_ref().to_string(), span },
                convert(value.get_ref(), shifted(value.span(), file, base), base),
            )
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    ValueKind::Table(entries)
}

fn shifted(range: std::ops::Range<usize>, file: FileId, base: usize) -> Span {
    Span::new(file, base + range.start..base + range.end)
}

fn convert(value: &DeValue<'_>, span: Span, base: usize) -> Value {
    let kind = match value {
        DeValue::String(text) => ValueKind::Text(text.to_string()),
        DeValue::Integer(number) => ValueKind::Number(number.to_string()),
        DeValue::Float(number) => ValueKind::Number(number.to_string()),
        DeValue::Boolean(flag) => ValueKind::Flag(*flag),
        DeValue::Datetime(date) => ValueKind::Text(date.to_string()),
        DeValue::Array(items) => ValueKind::List(
            items.iter().map(|item| convert(item.get_ref(), shifted(item.span(), span.file, base), base)).collect(),
        ),
        DeValue::Table(table) => entries(table, span.file, base),
    };
    Value { kind, span }
}
