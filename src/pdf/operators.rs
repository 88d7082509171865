//! The bytes of a content stream (ISO 32000-1 §7.8.2): numbers and operators in, text of the stream out.

use std::io::Write;

/// A content stream that grows.
#[derive(Default)]
pub(super) struct Operators {
    /// The stream so far.
    pub(super) bytes: Vec<u8>,
}

impl Operators {
    /// An operator after its operands.
    pub(super) fn operator(&mut self, operands: &[f64], name: &str) {
        for &operand in operands {
            number(&mut self.bytes, operand);
            self.bytes.push(b' ');
        }
        self.raw(name);
        self.bytes.push(b'\n');
    }

    /// Text of the stream as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A byte inside a literal string (§7.3.4.2): brackets and backslashes are escaped, and the end of a line, which would be read
    /// as another one.
    pub(super) fn string_byte(&mut self, byte: u8) {
        match byte {
            b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
            b'\r' => self.bytes.extend(*b"\\r"),
            _ => self.bytes.push(byte),
        }
    }

    /// Opens a marked-content sequence (§14.6) with its properties.
    pub(super) fn begin(&mut self, name: &str, properties: &str) {
        self.raw(&format!("/{name}<<{properties}>>BDC\n"));
    }

    /// Closes the innermost marked-content sequence.
    pub(super) fn end(&mut self) {
        self.raw("EMC\n");
    }
}

/// Writes a number with at most four decimals, which is finer than any device.
pub(super) fn number(out: &mut Vec<u8>, value: f64) {
    let scaled = (value.clamp(-1e9, 1e9) * 10_000.0).round() as i64;
    if scaled < 0 {
        out.push(b'-');
    }
    let (whole, part) = (scaled.unsigned_abs() / 10_000, scaled.unsigned_abs() % 10_000);
    // Writing to a vector can't fail. §7.3.3: a fraction needs no zero before its point.
    if whole > 0 || part == 0 {
        let _ = write!(out, "{whole}");
    }
    if part > 0 {
        let digits = format!("{part:04}");
        let _ = write!(out, ".{}", digits.trim_end_matches('0'));
    }
}

/// A text string as UTF-16 with its mark, in hexadecimal (§7.9.2.2): it needs no escapes.
pub(super) fn hex_text(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}>", units.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let cases =
            [(0.0, "0"), (-0.00001, "0"), (10.5, "10.5"), (-0.25, "-.25"), (1.23456, "1.2346"), (3.0001, "3.0001")];
        for (value, expected) in cases {
            let mut out = Vec::new();
            number(&mut out, value);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{value}");
        }
    }

    #[test]
    fn text_strings_are_utf16() {
        assert_eq!(hex_text("A版𠀀"), "<FEFF00417248D840DC00>");
    }
}
