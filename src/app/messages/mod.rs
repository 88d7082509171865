//! How findings look. In: findings, the texts that they point into, a `Look`. Out: text for a person, for a program, or for
//! GitHub. The only room that knows; everyone else makes `Diagnostic` values.

mod human;

mod github;
mod json;

mod path;
mod summary;

pub(crate) use github::github;
pub(crate) use human::human;
pub(crate) use json::json;
pub(crate) use summary::summary;

use std::path::Path;

use crate::diag::{Diagnostic, Files, Language, Severity};

/// How messages look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The language.
    pub(crate) language: Language,
    /// Whether messages on stderr are coloured.
    pub(crate) stderr_coloured: bool,
    /// Whether findings on stdout are coloured.
    pub(crate) stdout_coloured: bool,
    /// How many columns a line of source may take; longer ones are cut around the place.
    pub(crate) columns: usize,
    /// Whether only errors are said.
    pub(crate) quiet: bool,
    /// Whether everything is said.
    pub(crate) verbose: bool,
}

impl Look {
    /// The width where the terminal doesn't tell: half a line more than the customary 80, because Han takes two columns.
    pub(crate) const COLUMNS: usize = 120;
    /// Below this nothing of the source would be left beside the line number.
    pub(crate) const FEWEST_COLUMNS: usize = 40;

    /// Whether a finding of this severity is shown.
    fn shows(&self, severity: Severity) -> bool {
        !self.quiet || severity == Severity::Error
    }
}

/// Findings with what is needed to show them.
#[derive(Clone, Copy)]
pub(crate) struct Report<'a> {
    /// The findings, in the order in which they are shown.
    pub(crate) findings: &'a [Diagnostic],
    /// The texts that they point into.
    pub(crate) files: &'a Files,
    /// The folder that the paths in `files` start from: with it they can be opened from where the user stands.
    pub(crate) base: &'a Path,
    /// How they look.
    pub(crate) look: &'a Look,
}

impl Report<'_> {
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|finding| self.look.shows(finding.severity))
    }
}
