//! Findings as annotations of a GitHub workflow. In: a report. Out: its workflow commands, one a line: `::error file=…::…`
//! (GitHub Actions, "Workflow commands").

use std::fmt::Write;

use super::{Report, path};
use crate::diag::{Diagnostic, Severity};

/// One workflow command a finding.
pub(crate) fn github(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.shown() {
        let _ =
            writeln!(out, "::{} {}::{}", command(finding.severity), properties(finding, report), text(finding, report));
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn properties(finding: &Diagnostic, report: &Report<'_>) -> String {
    let mut out = String::new();
    if let Some((span, file)) = finding.span.and_then(|span| Some((span, report.files.get(span.file)?))) {
        let (first, last) = (file.place(span.range().start), file.place(span.range().end));
        let _ = write!(
            out,
            "file={},line={},col={},endLine={},endColumn={},",
            property(&path::shown(report.base, &file.path)),
            first.line,
            first.column,
            last.line,
            last.column
        );
    }
    let _ = write!(out, "title={}", property(finding.code));
    out
}

fn text(finding: &Diagnostic, report: &Report<'_>) -> String {
    let language = report.look.language;
    let hints = finding.hints.iter().map(|hint| hint.get(language));
    let lines: Vec<_> = std::iter::once(finding.message.get(language)).chain(hints).collect();
    data(&lines.join("\n"))
}

/// What follows `::` keeps all but these three characters.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property keeps neither these nor what separates properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
