//! `facts.toml` beside `book.toml`: one ledger for the claims of many articles. In: a book's folder. Out: the claims that it states, each with
//! the path of its article where it names one.

use std::path::Path;

use super::front::{Fact, read_fact_with};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::project::{self, Section, Value};

/// The ledger's name.
pub const LEDGER: &str = "facts.toml";
/// The largest ledger, in bytes.
const MAX_LEDGER: u64 = 32 << 20;
/// More claims than this are not read.
const MAX_CLAIMS: usize = 50_000;

/// A claim of the ledger.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The path of the article that makes it, and where the ledger names it.
    pub(super) article: Option<(String, Span)>,
    /// The claim.
    pub(super) fact: Fact,
}

/// Reads the ledger of the book in `root`, if it has one.
pub(super) fn read(root: &Path, files: &mut Files, sink: &mut Sink) -> Vec<Entry> {
    let path = root.join(LEDGER);
    if !path.is_file() {
        return Vec::new();
    }
    let Some(file) = project::read_text(&path, LEDGER, MAX_LEDGER, files, sink) else { return Vec::new() };
    let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
    let Some(value) = project::read_toml(&text, file, 0, sink) else { return Vec::new() };
    entries(&value, sink)
}

/// The claims of a ledger that has been read.
pub(super) fn entries(value: &Value, sink: &mut Sink) -> Vec<Entry> {
    let Some(mut root) = Section::new("", value, sink) else { return Vec::new() };
    let items = root.items("facts");
    root.finish(sink);
    if let Some(over) = items.get(MAX_CLAIMS) {
        sink.push(
            Diagnostic::error(
                "too-many-entries",
                format!("「{LEDGER}」超过 {MAX_CLAIMS} 条"),
                format!("more than {MAX_CLAIMS} entries in `{LEDGER}`"),
            )
            .at(over.span)
            .hint("把一些写进文章的文首", "state some of them in the articles' front matter"),
        );
    }
    items.iter().take(MAX_CLAIMS).filter_map(|item| entry(item, sink)).collect()
}

fn entry(item: &Value, sink: &mut Sink) -> Option<Entry> {
    let mut table = Section::new("facts", item, sink)?;
    let article = table.text_at("article", sink);
    let fact = read_fact_with(table, item.span, sink)?;
    Some(Entry { article, fact })
}
