//! The line at the end that counts the findings. In: findings. Out: `2 错误，1 警告`, or nothing when there are none.

use crate::diag::{Diagnostic, Language, Severity};

/// Counts the findings of each severity, the gravest first.
pub(crate) fn summary(findings: &[Diagnostic], language: Language) -> Option<String> {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(severity), severity))
        .filter(|&(n, _)| n > 0)
        .map(|(n, severity)| match language {
            Language::Chinese => format!("{n} {}", word(severity, language)),
            Language::English => format!("{n} {}{}", word(severity, language), if n == 1 { "" } else { "s" }),
        })
        .collect();
    let comma = match language {
        Language::Chinese => "，",
        Language::English => ", ",
    };
    (!parts.is_empty()).then(|| parts.join(comma))
}

/// The word for a severity.
pub(super) fn word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::Chinese) => "提示",
        (Severity::Note, Language::English) => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted() {
        let error = Diagnostic::error("a", "", "");
        let warning = Diagnostic::warning("b", "", "");
        let findings = [warning, error.clone(), error];
        assert_eq!(summary(&findings, Language::Chinese).as_deref(), Some("2 错误，1 警告"));
        assert_eq!(summary(&findings, Language::English).as_deref(), Some("2 errors, 1 warning"));
        assert_eq!(summary(&[], Language::English), None);
    }
}
