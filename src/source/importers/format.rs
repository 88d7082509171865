//! Which file formats are not plain text. In: bytes. Out: the format's name. Signatures are the formats' own (APPNOTE 4.3.7 for zip,
//! ISO 32000 7.5.2 for PDF, RTF 1.9.1, MS-CFB 2.2, PNG 5.2).

/// A format that a later importer may read, and how to get plain text out of it today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Format {
    /// The name that messages use.
    pub(super) name: &'static str,
    /// The remedy, in Chinese and English.
    pub(super) remedy: (&'static str, &'static str),
}

const OPEN_IT: (&str, &str) = (
    "在原来的软件里另存为纯文本（UTF-8），再导入",
    "open it in the program it comes from, save it as plain text (UTF-8) and import that",
);
const COPY_IT: (&str, &str) = (
    "在浏览器里选中文章、复制并存为纯文本，或先用 pandoc 转成 Markdown",
    "copy the article in a browser and save it as plain text, or turn it into Markdown with pandoc first",
);
const NOT_TEXT: (&str, &str) = ("只有文字能够导入", "only text can be imported");

const SIGNATURES: [(&[u8], &str, (&str, &str)); 9] = [
    (b"PK\x03\x04", "DOCX/ZIP", OPEN_IT),
    (b"PK\x05\x06", "ZIP", OPEN_IT),
    (b"%PDF-", "PDF", OPEN_IT),
    (b"{\\rtf", "RTF", OPEN_IT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "DOC", OPEN_IT),
    (b"\x89PNG\r\n\x1A\n", "PNG", NOT_TEXT),
    (b"\xFF\xD8\xFF", "JPEG", NOT_TEXT),
    (b"GIF8", "GIF", NOT_TEXT),
    (b"\x1F\x8B", "gzip", NOT_TEXT),
];

const HTML_STARTS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<div"];
const HTML_ENDS: [&str; 4] = ["</p>", "</div>", "</span>", "<br"];

/// The format that bytes announce by their signature.
pub(super) fn by_signature(bytes: &[u8]) -> Option<Format> {
    let (_, name, remedy) = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature))?;
    Some(Format { name, remedy: *remedy })
}

/// HTML or XML, when a decoded text is one: it begins as one, or three tags of a paragraph end in it and it is no Markdown.
pub(super) fn markup(text: &str) -> Option<Format> {
    let start: String = text.trim_start().chars().take(16).collect::<String>().to_ascii_lowercase();
    let begins = HTML_STARTS.iter().any(|tag| start.starts_with(tag));
    let opens_with_tag = start.starts_with('<');
    let tags: usize = HTML_ENDS.iter().map(|tag| text.matches(tag).take(3).count()).sum();
    (begins || (opens_with_tag && tags >= 3)).then_some(Format { name: "HTML", remedy: COPY_IT })
}
