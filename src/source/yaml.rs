//! YAML with places. In: the text between `---`. Out: a `Value`, or a finding where it isn't YAML.
//!
//! It is built from the parser's events without recursion. Anchors and aliases have no use in front matter and are refused:
//! a few lines of them can stand for more text than a machine holds.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::diag::{Diagnostic, FileId, Sink, Span};
use crate::project::{Key, MAX_VALUE_DEPTH, Value, ValueKind, deep_value};

/// A list or table that is still open.
enum Open {
    List(Vec<Value>),
    Table(Vec<(Key, Value)>, Option<Key>),
}

/// Reads `text`, which begins at byte `base` of its file. `None` after an error.
pub(super) fn read_yaml(text: &str, file: FileId, base: usize, sink: &mut Sink) -> Option<Value> {
    match build(text, file, base) {
        Ok(value) => Some(value),
        Err(finding) => {
            sink.push(*finding);
            None
        }
    }
}

fn build(text: &str, file: FileId, base: usize) -> Result<Value, Box<Diagnostic>> {
    let mut open: Vec<(Open, Span)> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, place) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
            bad_yaml(&error.info(), Span::new(file, base + at..base + at))
        })?;
        let span = shifted(place, text, file, base);
        let value = match event {
            Event::Scalar(words, style, 0, _) => Value { kind: scalar(&words, style), span },
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= MAX_VALUE_DEPTH => {
                return Err(deep_value(span).into());
            }
            Event::SequenceStart(_, 0, ..) => {
                open.push((Open::List(Vec::new()), span));
                continue;
            }
            Event::MappingStart(_, 0, ..) => {
                open.push((Open::Table(Vec::new(), None), span));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((done, start)) = open.pop() else { continue };
                let kind = match done {
                    Open::List(items) => ValueKind::List(items),
                    Open::Table(entries, _) => ValueKind::Table(entries),
                };
                Value { kind, span: start.to(span) }
            }
            Event::Alias(_) | Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                return Err(bad_yaml("anchors and aliases are not read", span).into());
            }
            _ => continue,
        };
        place_value(value, &mut open, &mut root)?;
    }
    Ok(root.unwrap_or(Value { kind: ValueKind::Nothing, span: Span::new(file, base..base) }))
}

/// Puts a finished value where it belongs: into the open list or table, or at the root.
fn place_value(value: Value, open: &mut [(Open, Span)], root: &mut Option<Value>) -> Result<(), Box<Diagnostic>> {
    match open.last_mut() {
        None => *root = Some(root.take().unwrap_or(value)),
        Some((Open::List(items), _)) => items.push(value),
        Some((Open::Table(entries, key), _)) => match key.take() {
            Some(key) => entries.push((key, value)),
            None => {
                let name = match value.kind {
                    ValueKind::Text(name) | ValueKind::Number(name) => name,
                    ValueKind::Flag(flag) => flag.to_string(),
                    ValueKind::Nothing | ValueKind::List(_) | ValueKind::Table(_) => {
                        return Err(bad_yaml("a key must be a word", value.span).into());
                    }
                };
                *key = Some(Key { name, span: value.span });
            }
        },
    }
    Ok(())
}

fn shifted(place: YamlSpan, text: &str, file: FileId, base: usize) -> Span {
    let range = place.byte_range().unwrap_or(0..0);
    let (start, end) = (range.start.min(text.len()), range.end.min(text.len()));
    // The parser lets a scalar reach over the blanks and line ends behind it.
    let end = text.get(start..end).map_or(end, |words| start + words.trim_end().len());
    Span::new(file, base + start..base + end.max(start))
}

/// A plain scalar may be a number, a truth value or nothing (YAML 1.2, core schema); in quotes it is words.
fn scalar(words: &str, style: ScalarStyle) -> ValueKind {
    if style != ScalarStyle::Plain {
        return ValueKind::Text(words.to_owned());
    }
    match words {
        "" | "~" | "null" | "Null" | "NULL" => ValueKind::Nothing,
        "true" | "True" | "TRUE" => ValueKind::Flag(true),
        "false" | "False" | "FALSE" => ValueKind::Flag(false),
        _ if words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+')) => {
            ValueKind::Number(words.to_owned())
        }
        _ => ValueKind::Text(words.to_owned()),
    }
}

fn bad_yaml(message: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "bad-yaml",
        format!("文首不是合法的 YAML：{message}"),
        format!("the front matter is not valid YAML: {message}"),
    )
    .at(span)
    .hint("含 `: `、`#`、`{` 的文字要加引号；缩进用空格", "quote words with `: `, `#` or `{`; indent with spaces")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Files;

    #[test]
    fn keys_and_values_know_their_places() {
        let text = "---\ntitle: 书\nlist:\n  - {a: 1, b: \"二\"}\n  - c\nempty:\n---\n";
        let mut files = Files::default();
        let file = files.add("a.md", text);
        let mut sink = Sink::default();
        let value = read_yaml(&text[4..text.len() - 4], file, 4, &mut sink).unwrap();
        let ValueKind::Table(entries) = &value.kind else { panic!("{value:?}") };
        let seen: Vec<_> =
            entries.iter().map(|(key, value)| (files.slice(key.span), files.slice(value.span))).collect();
        assert_eq!(seen[0], ("title", "书"));
        assert_eq!(seen[1].0, "list");
        assert_eq!(entries[2].1.kind, ValueKind::Nothing);
        assert!(sink.findings().is_empty());
    }

    #[test]
    fn what_is_not_yaml_is_a_finding() {
        for text in ["a: [", "a: *b\n", "a: &b c\n", "? [a]\n: b\n", &"[".repeat(100_000), "\t- a: b\n  c"] {
            let mut sink = Sink::default();
            let value = read_yaml(text, FileId(0), 0, &mut sink);
            assert!(value.is_none() && sink.has_errors(), "{value:?}");
        }
    }
}
