//! What a release asks of its findings, besides that there is no error: no warnings where it is strict, and no waiver that waives nothing.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity, Sink};
use crate::project::ReleaseOptions;

/// What there is to say of the findings in `sink`; an error among it stops the release.
pub fn gate(policy: &ReleaseOptions, sink: &Sink) -> Vec<Diagnostic> {
    let met: BTreeSet<&str> = sink
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .map(|finding| finding.code)
        .collect();
    let is_waived = |code: &str| policy.waive.iter().any(|waived| waived == code);
    let idle = policy.waive.iter().filter(|waived| !met.contains(waived.as_str()));
    let mut found: Vec<Diagnostic> = idle.map(|code| idle_waiver(code)).collect();
    let left: Vec<&str> = met.iter().copied().filter(|code| !is_waived(code)).collect();
    if policy.strict && !left.is_empty() {
        found.push(warned(&left.join("`, `")));
    }
    found
}

fn idle_waiver(code: &str) -> Diagnostic {
    Diagnostic::warning(
        "waived-nothing",
        format!("`[release] waive` 里的「{code}」没有遇到"),
        format!("`{code}` in `[release] waive` meets no finding"),
    )
    .hint("删去它，以免放过以后的问题", "remove it, so that it lets no later fault pass")
}

fn warned(codes: &str) -> Diagnostic {
    Diagnostic::error("warnings-left", format!("还有警告：`{codes}`"), format!("there are warnings left: `{codes}`"))
        .hint("改正它们，或把代码写进 `[release] waive`", "mend them, or name their codes in `[release] waive`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(policy: &ReleaseOptions, sink: &Sink) -> Vec<&'static str> {
        gate(policy, sink).iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_strict_release_has_no_warning_that_nobody_let_pass() {
        let mut sink = Sink::default();
        sink.push(Diagnostic::warning("a", "甲", "a"));
        sink.push(Diagnostic::note("b", "乙", "b"));
        let policy = |strict, waive: &[&str]| ReleaseOptions {
            strict,
            waive: waive.iter().map(|&code| code.to_owned()).collect(),
            ..ReleaseOptions::default()
        };
        assert!(codes(&policy(false, &[]), &sink).is_empty());
        assert_eq!(codes(&policy(true, &[]), &sink), ["warnings-left"]);
        assert!(codes(&policy(true, &["a"]), &sink).is_empty());
        assert_eq!(codes(&policy(true, &["b"]), &sink), ["waived-nothing", "warnings-left"]);
        assert!(codes(&policy(true, &[]), &Sink::default()).is_empty());
    }
}
