//! Findings for programs: one JSON object a line. In: a report. Out: JSON Lines; lines and columns from 1, columns in
//! characters, offsets in bytes of UTF-8.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::{Report, path};
use crate::diag::{Diagnostic, Files, Language, Severity, Span};

/// One finding. The names of the fields are a promise to scripts.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
    labels: Vec<Label<'a>>,
    hints: Vec<&'a str>,
    fix: Option<Fix<'a>>,
}

/// A place, for programs.
#[derive(Serialize)]
pub(crate) struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
}

#[derive(Serialize)]
struct Fix<'a> {
    replacement: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
}

/// One line a finding.
pub(crate) fn json(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.shown() {
        // Strings and numbers alone can't fail to become JSON, and writing to a `String` can't fail either.
        if let Ok(line) = serde_json::to_string(&line(finding, report)) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn line<'a>(finding: &'a Diagnostic, report: &Report<'_>) -> Line<'a> {
    let language = report.look.language;
    Line {
        code: finding.code,
        severity: severity(finding.severity),
        message: finding.message.get(language),
        place: finding.span.and_then(|span| place(span, report)),
        labels: finding
            .labels
            .iter()
            .map(|label| Label { message: label.text.get(language), place: place(label.span, report) })
            .collect(),
        hints: finding.hints.iter().map(|hint| hint.get(language)).collect(),
        fix: finding.fix.as_ref().map(|fix| Fix { replacement: &fix.replacement, place: place(fix.span, report) }),
    }
}

/// The English word in both languages: it is a value for programs.
fn severity(severity: Severity) -> &'static str {
    super::summary::word(severity, Language::English)
}

fn place(span: Span, report: &Report<'_>) -> Option<Place> {
    place_of(span, report.files, report.base)
}

/// The place of a span, with the path from where the user stands.
pub(crate) fn place_of(span: Span, files: &Files, base: &Path) -> Option<Place> {
    let file = files.get(span.file)?;
    let range = span.range();
    let (first, last) = (file.place(range.start), file.place(range.end));
    Some(Place {
        file: path::shown(base, &file.path),
        line: first.line,
        column: first.column,
        end_line: last.line,
        end_column: last.column,
        start: span.start,
        end: span.end,
    })
}
