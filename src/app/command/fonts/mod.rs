//! `banxin fonts`. In: a request. Out: on stdout which face sets which characters of the pages, and what no face has, as a table
//! or as JSON; what keeps the book from being read on stderr.

mod json;
mod table;

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::FontsConfig;
use crate::app::typed::TableFormat;
use crate::diag::{Diagnostic, Files, Severity, Sink};
use crate::pipeline;

/// The findings that the table itself tells.
const TOLD: &str = "missing-glyph";

/// Reads the book, composes its pages and says which face sets what.
pub(crate) fn fonts(config: &FontsConfig, console: &mut Console) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let report = pipeline::fonts(&config.request, &mut files, &mut sink);
    let base = &config.request.dir;
    let is_told = |finding: &Diagnostic| report.is_some() && finding.code == TOLD;
    let has_errors = sink.has_errors();
    // Warnings are what `check` is for.
    let findings: Vec<Diagnostic> = sink
        .into_sorted()
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error && !is_told(finding))
        .collect();
    if let Some(report) = &report {
        let text = match config.format {
            TableFormat::Table => table::table(report, &files, base, console.look().language),
            TableFormat::Json => json::json(report, &files, base),
        };
        console.data(&text);
    }
    if !findings.is_empty() {
        console.report(&findings, &files, base);
    }
    if has_errors { Exit::Findings } else { Exit::Done }
}
