//! Which encoding a text is in. In: bytes. Out: the text as UTF-8, with `\n` at the ends of its lines, and the encoding's name.
//!
//! An order mark decides; else valid UTF-8 is UTF-8, as other encodings seldom are by accident; else the candidates that decode
//! without an error are compared by how many of their characters are among the commonest of Chinese.

use encoding_rs::{BIG5, Encoding as Decoder, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::character::is_han;

/// The largest input that is read, in bytes: a very long novel has a tenth of this.
pub const MAX_BYTES: usize = 64 << 20;

/// An encoding of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// UTF-8, with or without an order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
    /// Big5.
    Big5,
}

impl Encoding {
    /// The name that messages use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }

    fn decoder(self) -> &'static Decoder {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
        }
    }

    /// Any two bytes are a character of UTF-16: without an order mark some of them must be common ones.
    fn least_plausibility(self) -> u32 {
        match self {
            Self::Utf16Le | Self::Utf16Be => 60,
            Self::Utf8 | Self::Gb18030 | Self::Big5 => 1,
        }
    }

    fn decode(self, bytes: &[u8]) -> Option<String> {
        self.decoder().decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
    }
}

/// Why bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Undecodable {
    /// More than `MAX_BYTES`.
    TooLarge,
    /// It holds NUL or many control characters.
    Binary,
    /// No encoding fits; the first byte, from 0, that is no UTF-8.
    NoEncoding(usize),
}

/// The text that `bytes` hold.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), Undecodable> {
    if bytes.len() > MAX_BYTES {
        return Err(Undecodable::TooLarge);
    }
    let (text, encoding) = match by_order_mark(bytes) {
        Some((encoding, rest)) => (encoding.decode(rest).ok_or(Undecodable::NoEncoding(0))?, encoding),
        None => by_validity(bytes)?,
    };
    if is_binary(&text) { Err(Undecodable::Binary) } else { Ok((with_plain_line_ends(&text), encoding)) }
}

fn by_order_mark(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    let (decoder, length) = Decoder::for_bom(bytes)?;
    let encoding =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be].into_iter().find(|e| e.decoder() == decoder)?;
    Some((encoding, &bytes[length..]))
}

fn by_validity(bytes: &[u8]) -> Result<(String, Encoding), Undecodable> {
    let wide = bytes.len() >= 2 && bytes.len().is_multiple_of(2);
    let candidates: &[Encoding] = match (std::str::from_utf8(bytes), bytes.contains(&0)) {
        (Ok(text), false) => return Ok((text.to_owned(), Encoding::Utf8)),
        (_, true) if wide => &[Encoding::Utf16Le, Encoding::Utf16Be],
        (_, true) => return Err(Undecodable::Binary),
        (Err(_), false) if wide => &[Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be],
        (Err(_), false) => &[Encoding::Gb18030, Encoding::Big5],
    };
    let mut best: Option<(u32, String, Encoding)> = None;
    for &encoding in candidates {
        let Some(text) = encoding.decode(bytes).filter(|text| !is_binary(text)) else { continue };
        let score = plausibility(&text);
        if best.as_ref().is_none_or(|(least, ..)| score > *least) {
            best = Some((score, text, encoding));
        }
    }
    let no_encoding =
        || Undecodable::NoEncoding(std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len));
    match best {
        Some((score, text, encoding)) if score >= encoding.least_plausibility() => Ok((text, encoding)),
        _ if bytes.contains(&0) => Err(Undecodable::Binary),
        _ => Err(no_encoding()),
    }
}

/// The commonest characters of modern Chinese in both scripts, and the marks that no text does without. Enough to tell a text
/// from the same bytes misread, whose characters are spread over the whole repertoire.
const COMMON: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实\
    這個們來為國說時會對著過發後裡經麼學現當沒動還進樣開從實，。、；：？！“”的版文章第章节标题";

/// How likely a text is what its writer meant, in thousandths: the share of common characters among those beyond ASCII, less
/// the share of characters that no text has. A text that is nearly all ASCII counts by that.
fn plausibility(text: &str) -> u32 {
    let (mut n_all, mut n_wide, mut n_common, mut n_odd) = (0_u64, 0_u64, 0_u64, 0_u64);
    for c in text.chars().take(200_000) {
        n_all += 1;
        if c.is_ascii() {
            continue;
        }
        n_wide += 1;
        n_common += u64::from(COMMON.contains(c));
        n_odd += u64::from(!is_han(c) && !is_familiar(c));
    }
    let ascii = if n_wide * 20 < n_all { 1000 - n_wide * 1000 / n_all.max(1) } else { 0 };
    let share = |n: u64| n * 1000 / n_wide.max(1);
    ascii.max((share(n_common) + 10).saturating_sub(share(n_odd) * 2).min(1000)) as u32
}

/// Whether Chinese texts hold `c` beside Han characters: Latin and Greek letters, punctuation, symbols, wide forms.
fn is_familiar(c: char) -> bool {
    matches!(u32::from(c), 0xA0..=0x3FF | 0x2010..=0x27BF | 0x3000..=0x303F | 0xFF01..=0xFFE6 | 0x1F300..=0x1FAFF)
}

/// Whether a text holds NUL, or more than one control character in a hundred.
fn is_binary(text: &str) -> bool {
    let n_control = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}'))
        .count();
    text.contains('\0') || n_control * 100 > text.chars().count()
}

/// The text with `\n` for every line end that Unicode knows (UAX 14: CR, LF, NL, VT, FF, LS, PS).
fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "版心是页面的心脏，\n也是书的脸。\n";

    #[track_caller]
    fn check(bytes: &[u8], expected: Encoding) {
        assert_eq!(decode(bytes), Ok((TEXT.to_owned(), expected)));
    }

    fn utf16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        check(TEXT.as_bytes(), Encoding::Utf8);
        check(format!("\u{FEFF}{}", TEXT.replace('\n', "\r\n")).as_bytes(), Encoding::Utf8);
        check(&GB18030.encode(TEXT).0, Encoding::Gb18030);
        check(&utf16(u16::to_le_bytes), Encoding::Utf16Le);
        check(&utf16(u16::to_be_bytes), Encoding::Utf16Be);
        check(&[vec![0xFF, 0xFE], utf16(u16::to_le_bytes)].concat(), Encoding::Utf16Le);
    }

    #[test]
    fn traditional_text_in_big5_is_not_taken_for_gb18030() {
        let text = "這個時代的書，還是要從排版說起。";
        assert_eq!(decode(&BIG5.encode(text).0), Ok((text.to_owned(), Encoding::Big5)));
    }

    #[test]
    fn no_text_is_an_error() {
        assert_eq!(decode(b"\0\x01\x02"), Err(Undecodable::Binary));
        assert_eq!(decode(b"\x01\x02\x03\x04"), Err(Undecodable::Binary));
        assert_eq!(decode(b"abc\xFF\xFF\xFFxyz"), Err(Undecodable::NoEncoding(3)));
    }
}
