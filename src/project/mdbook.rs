//! What mdBook's own tables of a manifest say about the text. In: `[output]` and `[preprocessor]`. Out: `MdbookOptions`.
//!
//! How mdBook makes HTML is nothing to us. What it makes of the text is: which lines of code are hidden, whether quotes are curled, how
//! formulas are written.

use std::collections::BTreeMap;

use super::value::{Value, ValueKind};
use crate::diag::{Diagnostic, Sink};

/// Preprocessors whose work is done here.
const KNOWN_PREPROCESSORS: [&str; 2] = ["links", "index"];

/// How a book of mdBook's is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MdbookOptions {
    /// Whether it is laid out as mdBook's projects are: SUMMARY.md lies among the chapters. What is missing in such a book is a warning
    /// and no error, since mdBook builds it.
    pub is_layout: bool,
    /// Whether chapters that aren't there are made: `[build] create-missing`.
    pub creates_missing: bool,
    /// Whether straight quotes are curled and `--`, `---`, `...` are dashes and an ellipsis: `[output.html] smart-punctuation`.
    pub is_smart: bool,
    /// Whether formulas stand in `\\(…\\)` and `\\[…\\]`: `[output.html] mathjax-support`.
    pub has_mathjax: bool,
    /// By the language of a code block, what begins lines that readers aren't shown: `[output.html.code.hidelines]`.
    pub hidden_lines: BTreeMap<String, String>,
}

impl Default for MdbookOptions {
    fn default() -> Self {
        Self {
            is_layout: false,
            creates_missing: true,
            is_smart: false,
            has_mathjax: false,
            hidden_lines: BTreeMap::new(),
        }
    }
}

/// Reads `[output]`.
pub(super) fn read(output: &Value) -> MdbookOptions {
    let flag = |name: &str| {
        let value = output.at("html").and_then(|html| html.at(name));
        value.is_some_and(|value| value.kind == ValueKind::Flag(true))
    };
    MdbookOptions {
        is_smart: flag("smart-punctuation") || flag("curly-quotes"),
        has_mathjax: flag("mathjax-support"),
        hidden_lines: hidden_lines(output),
        ..MdbookOptions::default()
    }
}

/// `[output.html.code.hidelines]`: by language, what begins lines of code that readers aren't shown.
fn hidden_lines(output: &Value) -> BTreeMap<String, String> {
    let found = ["html", "code", "hidelines"].into_iter().try_fold(output, |value, key| value.at(key));
    let entries = found.into_iter().filter_map(|value| match &value.kind {
        ValueKind::Table(entries) => Some(entries),
        _ => None,
    });
    let prefix = |value: &Value| value.as_text().filter(|text| !text.is_empty()).map(str::to_owned);
    entries.flatten().filter_map(|(key, value)| Some((key.name.clone(), prefix(value)?))).collect()
}

/// Names the preprocessors that change a book before mdBook sees it: they are not run.
pub(super) fn report_preprocessors(value: &Value, sink: &mut Sink) {
    let ValueKind::Table(entries) = &value.kind else { return };
    for (key, value) in entries {
        if !KNOWN_PREPROCESSORS.contains(&key.name.as_str()) {
            sink.push(
                Diagnostic::note(
                    "preprocessor-not-run",
                    format!("mdBook 的预处理器「{}」不会运行", key.name),
                    format!("mdBook's preprocessor `{}` is not run", key.name),
                )
                .at(value.span)
                .hint("正文照原样排；需要它的地方请改写", "the text is set as it stands; rewrite what needs it"),
            );
        }
    }
}
