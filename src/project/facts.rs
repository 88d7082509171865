//! `[facts]` and `[index]`. In: their tables. Out: what a release asks of claims, how their appendix is written, how the index is sorted.

use super::section::{Section, wrong_word};
use super::{FactsOptions, IndexOptions, IndexOrder, Require, Waiver};
use crate::diag::{Diagnostic, Sink};
use crate::units::ClaimMark;

/// The standards for sources that are known, by their years.
const STANDARDS: [&str; 2] = ["2015", "2025"];

impl Default for FactsOptions {
    fn default() -> Self {
        Self {
            require: Require::default(),
            waivers: Vec::new(),
            method: Vec::new(),
            standard: 2025,
            mark: ClaimMark::default(),
            draft: false,
        }
    }
}

/// Reads `[facts]`.
pub(super) fn read_facts(mut facts: Section<'_>, sink: &mut Sink) -> FactsOptions {
    let mut options = FactsOptions::default();
    let words = Require::ALL.map(Require::word);
    options.require = facts.word("require", Require::from_word, &words, sink).unwrap_or_default();
    options.waivers = facts.items("waive").iter().filter_map(|item| read_waiver(item, sink)).collect();
    options.method = facts.texts("method", sink);
    if let Some(value) = facts.get("standard") {
        match value.as_text().filter(|text| STANDARDS.contains(text)).and_then(|text| text.parse().ok()) {
            Some(year) => options.standard = year,
            None => sink.push(wrong_word("facts.standard", value.as_text().unwrap_or(""), &STANDARDS, value.span)),
        }
    }
    let words = ClaimMark::ALL.map(ClaimMark::word);
    options.mark = facts.word("mark", ClaimMark::from_word, &words, sink).unwrap_or_default();
    options.draft = facts.flag("draft", sink).unwrap_or(false);
    facts.finish(sink);
    options
}

/// A waiver says which claim, why, and who answers for it; without one of these it is none.
fn read_waiver(item: &super::Value, sink: &mut Sink) -> Option<Waiver> {
    let mut table = Section::new("facts.waive", item, sink)?;
    let id = table.text_at("id", sink);
    let (reason, by) = (table.text("reason", sink), table.text("by", sink));
    let span = id.as_ref().map_or(table.span(), |(_, span)| *span);
    table.finish(sink);
    for (key, is_there) in [("id", id.is_some()), ("reason", reason.is_some()), ("by", by.is_some())] {
        if !is_there {
            sink.push(
                Diagnostic::error(
                    "missing-key",
                    format!("「facts.waive」缺「{key}」"),
                    format!("`facts.waive` lacks `{key}`"),
                )
                .at(span)
                .hint(format!("加上 `{key} = \"…\"`"), format!("add `{key} = \"…\"`")),
            );
        }
    }
    Some(Waiver { id: id?.0, reason: reason?, by: by?, span })
}

/// Reads `[index]`.
pub(super) fn read_index(mut index: Section<'_>, sink: &mut Sink) -> IndexOptions {
    let words = IndexOrder::ALL.map(IndexOrder::word);
    let order = index.word("order", IndexOrder::from_word, &words, sink).unwrap_or_default();
    index.finish(sink);
    IndexOptions { order }
}
