//! Foreign text into articles. In: the bytes of a file. Out: Markdown with front matter, a name for its file, a report and findings.
//!
//! The stages, in their order: `format` and `encoding` (bytes → text), `line`, `opening` with `furniture` (the head of a copied page),
//! `label` and `claim` (keywords and the fact-checker's note), `heading`, `punctuation` over `quote` and `protect`, `escape`,
//! `place` (where the text makes a claim), `front_matter`. No word of the text is lost, and none is invented.

mod character;
mod claim;
mod encoding;
mod escape;
mod format;
mod front_matter;
mod furniture;
mod heading;
mod label;
mod line;
mod markdown;
mod name;
mod opening;
mod place;
mod plain;
mod prose;
mod protect;
mod punctuation;
mod quote;
mod report;

pub use encoding::{Encoding, MAX_BYTES};
pub use report::{ImportReport, Mark, Marks, Reason, Removed};

use crate::diag::{Diagnostic, Files, Sink, Span};
use encoding::Undecodable;
use format::Format;

/// An article made from foreign text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The article: front matter and Markdown.
    pub markdown: String,
    /// A name for its file, without extension: letters, digits and hyphens, Latin in lower case.
    pub file_stem: String,
    /// What was done.
    pub report: ImportReport,
}

/// Makes an article from the `bytes` of a plain text or a Markdown article. `name` is the file's, for messages; the decoded text goes
/// into `files`, so that findings can point at it. `None` comes with an error in `sink`.
pub fn import(bytes: &[u8], name: &str, files: &mut Files, sink: &mut Sink) -> Option<Imported> {
    if let Some(format) = format::by_signature(bytes) {
        sink.push(unsupported(format, name));
        return None;
    }
    let (text, encoding) = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(why) => {
            sink.push(undecodable(why, name));
            return None;
        }
    };
    let file = files.add(name, text.as_str());
    if let Some(format) = format::markup(&text) {
        sink.push(unsupported(format, name).at(Span::new(file, 0..0)));
        return None;
    }
    if !text.chars().any(char::is_alphanumeric) {
        sink.push(
            Diagnostic::error("import-empty", format!("「{name}」里没有文字"), format!("`{name}` has no text"))
                .hint("请确认保存的是文章本身", "check that the article itself was saved"),
        );
        return None;
    }
    let mut imported = if markdown::is_markdown(&text) {
        markdown::import(&text, name, file, sink)
    } else {
        plain::import(&text, name, file, sink)
    };
    imported.report.encoding = encoding;
    Some(imported)
}

fn unsupported(format: Format, name: &str) -> Diagnostic {
    let (zh, en) = format.remedy;
    let format = format.name;
    Diagnostic::error(
        "import-format",
        format!("「{name}」是 {format} 文件，还不能导入"),
        format!("`{name}` is a {format} file, which can't be imported yet"),
    )
    .hint(zh, en)
}

fn undecodable(why: Undecodable, name: &str) -> Diagnostic {
    match why {
        Undecodable::TooLarge => Diagnostic::error(
            "import-too-large",
            format!("「{name}」超过 {} MiB", MAX_BYTES >> 20),
            format!("`{name}` is larger than {} MiB", MAX_BYTES >> 20),
        )
        .hint("请按章拆分后再导入", "split it into chapters and import those"),
        Undecodable::Binary => Diagnostic::error(
            "import-binary",
            format!("「{name}」不是文本文件"),
            format!("`{name}` is not a text file"),
        )
        .hint("在原来的软件里另存为纯文本（UTF-8）", "save it as plain text (UTF-8) in the program it comes from"),
        Undecodable::NoEncoding(byte) => Diagnostic::error(
            "import-encoding",
            format!("「{name}」不是 UTF-8、UTF-16、GB18030 或 Big5：第 {byte} 字节起无法辨认"),
            format!("`{name}` is not UTF-8, UTF-16, GB18030 or Big5: unreadable from byte {byte}"),
        )
        .hint("用编辑器打开，另存为 UTF-8", "open it in an editor and save it as UTF-8"),
    }
}
