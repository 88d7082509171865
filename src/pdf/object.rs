//! Objects as text (ISO 32000-1 §7.3): lopdf's objects in, bytes out. lopdf keeps its own writer of objects to itself.

use std::io::Write;

use lopdf::{Dictionary, Object, Stream, StringFormat};

/// Writes an object. Writing to a vector can't fail.
pub(super) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Real(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Name(name) => write_name(out, name),
        Object::String(text, format) => write_string(out, text, format),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => write_dictionary(out, entries),
        Object::Stream(stream) => write_stream(out, stream),
        Object::Reference((number, generation)) => {
            let _ = write!(out, "{number} {generation} R");
        }
    }
}

fn write_dictionary(out: &mut Vec<u8>, entries: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        write_name(out, key);
        // These begin with a delimiter of their own (§7.2.2).
        let is_delimited =
            matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_));
        if !is_delimited {
            out.push(b' ');
        }
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// §7.3.8: the length is that of the bytes, whatever the dictionary says.
fn write_stream(out: &mut Vec<u8>, stream: &Stream) {
    let mut entries = stream.dict.clone();
    entries.set("Length", stream.content.len() as i64);
    write_dictionary(out, &entries);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream");
}

/// §7.3.5: everything but plain characters as `#` and two digits.
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

/// §7.3.4: plain characters in brackets, anything else in hexadecimal.
fn write_string(out: &mut Vec<u8>, text: &[u8], format: &StringFormat) {
    let is_plain = text.iter().all(|&byte| (b' '..=b'~').contains(&byte));
    if *format == StringFormat::Hexadecimal || !is_plain {
        out.push(b'<');
        for byte in text {
            let _ = write!(out, "{byte:02X}");
        }
        out.push(b'>');
        return;
    }
    out.push(b'(');
    for &byte in text {
        if b"()\\".contains(&byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn objects_are_written_as_the_syntax_says() {
        let cases = [
            (Object::string_literal("a(b)\\"), "(a\\(b\\)\\\\)"),
            (Object::string_literal("版"), "<E78988>"),
            (Object::Name(b"A B#".to_vec()), "/A#20B#23"),
            (Object::Array(vec![1.into(), Object::Real(0.5), "N".into(), Object::Null]), "[1 0.5 /N null]"),
            (dictionary! { "K" => vec![(3, 0).into()], "L" => true }.into(), "<</K[3 0 R]/L true>>"),
        ];
        for (object, expected) in cases {
            let mut out = Vec::new();
            write_object(&mut out, &object);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
