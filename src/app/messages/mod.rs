//! How findings look. In: findings, the texts that they point into, a `Look`. Out: text for a person, for a program, or for
//! GitHub. The only room that knows; everyone else makes `Diagnostic` values.

mod human;

mod github;
mod json;

mod path;
mod summary;

pub(crate) use github::github;
pub(crate) use human::human;
pub(crate) use json::{Place, json, place_of};
pub(crate) use path::place;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    /// One finding with a place, a label, a hint and a fix, and one without anything.
    fn shown(render: impl FnOnce(&Report<'_>) -> String, quiet: bool) -> String {
        let mut files = Files::default();
        let id = files.add("articles/a,b.md", "# 题\n\n天地玄黄，![图](图.png)\n");
        let at = |needle: &str| {
            let start = files.get(id).unwrap().text.find(needle).unwrap();
            Span::new(id, start..start + needle.len())
        };
        let findings = [
            Diagnostic::error("missing-image", "找不到「图.png」", "`图.png` not found: 100%")
                .at(at("图.png"))
                .label(at("题"), "标题", "the heading")
                .hint("请检查", "check it")
                .fix(at("图.png"), "images/图.png"),
            Diagnostic::warning("no-title", "没有书名", "no title"),
        ];
        let look = Look {
            language: Language::English,
            stderr_coloured: false,
            stdout_coloured: false,
            columns: Look::COLUMNS,
            quiet,
            verbose: false,
        };
        render(&Report { findings: &findings, files: &files, base: Path::new("book"), look: &look })
    }

    #[test]
    fn programs_get_one_object_a_line() {
        insta::assert_snapshot!(shown(json, false), @r#"
        {"code":"missing-image","severity":"error","message":"`图.png` not found: 100%","file":"book/articles/a,b.md","line":3,"column":11,"end_line":3,"end_column":16,"start":29,"end":36,"labels":[{"message":"the heading","file":"book/articles/a,b.md","line":1,"column":3,"end_line":1,"end_column":4,"start":2,"end":5}],"hints":["check it"],"fix":{"replacement":"images/图.png","file":"book/articles/a,b.md","line":3,"column":11,"end_line":3,"end_column":16,"start":29,"end":36}}
        {"code":"no-title","severity":"warning","message":"no title","labels":[],"hints":[],"fix":null}
        "#);
    }

    #[test]
    fn github_gets_its_commands_escaped() {
        insta::assert_snapshot!(shown(github, false), @r#"
        ::error file=book/articles/a%2Cb.md,line=3,col=11,endLine=3,endColumn=16,title=missing-image::`图.png` not found: 100%25%0Acheck it
        ::warning title=no-title::no title
        "#);
    }

    #[test]
    fn quiet_leaves_the_errors() {
        assert_eq!(shown(json, false).lines().count(), 2);
        assert_eq!(shown(json, true).lines().count(), 1);
    }
}
