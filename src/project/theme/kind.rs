//! Kinds of values that only themes have: sizes in proportion to the body's, distances of lines, inks.

use super::item::{Item, ThemeKey, key, word};
use crate::diag::Sink;
use crate::project::{Value, measure};
use crate::units::{Abs, Em};

/// A type size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeSize {
    /// This size: `三号`, `12pt`.
    Fixed(Abs),
    /// So many times the body's: `1.2`.
    Times(Em),
}

impl TypeSize {
    /// The size beside a body of `body`.
    pub fn beside(self, body: Abs) -> Abs {
        match self {
            Self::Fixed(size) => size,
            Self::Times(times) => times.at(body),
        }
    }
}

impl Item for TypeSize {
    fn blank() -> Self {
        Self::Times(Em::ONE)
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let known = |text: &str| {
            let times = measure::ems(text).filter(|times| *times >= Em::QUARTER).map(Self::Times);
            times.or_else(|| measure::type_size(text).map(Self::Fixed))
        };
        if let Some(size) = word(name, value, known, &["三号", "小四", "12pt", "1.2"], sink) {
            *self = size;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "a type size: `三号`, `12pt`, or a number of times the body's: `1.2`", about, out);
    }
}

/// From baseline to baseline within a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pitch {
    /// The body's.
    Body,
    /// This distance: `18pt`.
    Fixed(Abs),
    /// So many times the block's own type size: `1.5`.
    Times(Em),
}

impl Item for Pitch {
    fn blank() -> Self {
        Self::Body
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let known = |text: &str| match text {
            "body" => Some(Self::Body),
            _ => measure::ems(text)
                .filter(|times| (Em::ONE..=Em::ONE * 4).contains(times))
                .map(Self::Times)
                .or_else(|| measure::length(text).map(Self::Fixed)),
        };
        if let Some(pitch) = word(name, value, known, &["body", "1.5", "18pt"], sink) {
            *self = pitch;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "`body`, times the block's type size: `1.5`, or a length: `18pt`", about, out);
    }
}

/// Indent of a first line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Indent {
    /// That of paragraphs: `[page] indent`.
    Body,
    /// So many ems of the block's own size.
    Ems(Em),
}

impl Item for Indent {
    fn blank() -> Self {
        Self::Ems(Em::ZERO)
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let known = |text: &str| if text == "body" { Some(Self::Body) } else { measure::ems(text).map(Self::Ems) };
        if let Some(indent) = word(name, value, known, &["body", "0", "2"], sink) {
            *self = indent;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "`body`, as paragraphs have it, or ems: `2`", about, out);
    }
}

/// What something is printed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Nothing.
    None,
    /// Black, so many hundredths of it.
    Black(u8),
    /// The theme's accent, so many hundredths of it on white.
    Accent(u8),
    /// The theme's quiet ink.
    Quiet,
    /// An sRGB colour.
    Rgb(u8, u8, u8),
}

impl Ink {
    fn from_words(text: &str) -> Option<Self> {
        let (name, share) = text.split_once(' ').unwrap_or((text, "100%"));
        let share =
            share.trim().strip_suffix('%').and_then(|share| share.parse().ok()).filter(|share| *share <= 100)?;
        match name {
            "none" if text == "none" => Some(Self::None),
            "quiet" if text == "quiet" => Some(Self::Quiet),
            "black" => Some(Self::Black(share)),
            "accent" => Some(Self::Accent(share)),
            _ => Self::from_hex(text),
        }
    }

    fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
        Some(Self::Rgb(part(0)?, part(2)?, part(4)?))
    }
}

impl Item for Ink {
    fn blank() -> Self {
        Self::Black(100)
    }

    fn read(&mut self, name: &str, value: &Value, sink: &mut Sink) {
        let examples = ["black", "black 60%", "accent", "accent 10%", "quiet", "none", "#A62B1F"];
        if let Some(ink) = word(name, value, Self::from_words, &examples, sink) {
            *self = ink;
        }
    }

    fn describe(name: &str, about: &str, out: &mut Vec<ThemeKey>) {
        key(name, "an ink: `black`, `black 60%`, `accent`, `accent 10%`, `quiet`, `none`, `#A62B1F`", about, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_have_shares() {
        for (text, expected) in [
            ("black", Some(Ink::Black(100))),
            ("black 60%", Some(Ink::Black(60))),
            ("accent 8%", Some(Ink::Accent(8))),
            ("#A62B1F", Some(Ink::Rgb(0xA6, 0x2B, 0x1F))),
            ("none", Some(Ink::None)),
            ("none 5%", None),
            ("accent 101%", None),
            ("#A62B1", None),
            ("#+62B1F", None),
            ("#红色", None),
            ("red", None),
        ] {
            assert_eq!(Ink::from_words(text), expected, "{text}");
        }
    }
}
