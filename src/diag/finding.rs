//! A finding about the source, and the sink that gathers findings while reading goes on.

use std::path::Path;

use super::{Said, Span};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The edition is made, and something in it may not be what was meant.
    Warning,
    /// The edition can't be made as the source asks.
    Error,
}

/// A second place that explains the finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: Said,
}

/// A change that would settle the finding: `banxin check --fix` applies it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// What takes its place.
    pub replacement: String,
}

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The stable name that `banxin explain` takes, in kebab-case: `missing-image`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One terse sentence.
    pub message: Said,
    /// The narrowest place in the source, where there is one.
    pub span: Option<Span>,
    /// Other places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<Said>,
    /// A change that would settle it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `severity` without a place.
    pub fn new(severity: Severity, code: &'static str, message: Said) -> Self {
        Self { code, severity, message, span: None, labels: Vec::new(), hints: Vec::new(), fix: None }
    }

    /// An error.
    pub fn error(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Said::new(zh, en))
    }

    /// A warning.
    pub fn warning(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Said::new(zh, en))
    }

    /// A note.
    pub fn note(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, Said::new(zh, en))
    }

    /// With its place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn label(mut self, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: Said::new(zh, en) });
        self
    }

    /// A file or folder that can't be read.
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let shown = path.display();
        Self::error("unreadable-file", format!("读不了「{shown}」：{error}"), format!("can't read `{shown}`: {error}"))
            .hint("检查文件是否存在和权限", "check that it is there, and its permissions")
    }

    /// A file or folder that can't be written.
    pub fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        let shown = path.display();
        Self::error("cannot-write", format!("无法写入「{shown}」：{error}"), format!("can't write `{shown}`: {error}"))
            .hint(
                "请检查文件夹的权限和磁盘空间，或用 `-o` 换一个文件夹",
                "check the folder's permissions and the space on the disk, or name another folder with `-o`",
            )
    }

    /// With a remedy.
    #[must_use]
    pub fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.hints.push(Said::new(zh, en));
        self
    }

    /// With a change that would settle it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// Gathers findings: reading and composing never stop at the first.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    findings: Vec<Diagnostic>,
}

impl Sink {
    /// Takes a finding in.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Takes another sink's findings in, after its own.
    pub fn append(&mut self, other: Self) {
        self.findings.extend(other.findings);
    }

    /// Makes warnings of the errors with these codes.
    pub fn soften(&mut self, codes: &[&str]) {
        for finding in &mut self.findings {
            if finding.severity == Severity::Error && codes.contains(&finding.code) {
                finding.severity = Severity::Warning;
            }
        }
    }

    /// Whether an error was found.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings in the order in which they came.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The findings in the order of the source: by file and place, those without a place first.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.span.map(|span| (span.file, span.start)));
        findings
    }
}
