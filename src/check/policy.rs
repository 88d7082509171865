//! What a release asks of claims: `[facts] require`. In: a book, the policy, a day. Out: a finding for each claim that doesn't meet it; none
//! when the policy is met. `build` shows them as warnings, `release` takes them as errors.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity};
use crate::document::{Book, Claim};
use crate::project::{FactsOptions, Require};

/// Whether the policy is met: no finding is yes. `day` is the day of the release, `YYYY-MM-DD`; `severity` is what a claim that doesn't meet it counts as.
pub fn facts_policy(book: &Book, options: &FactsOptions, day: &str, severity: Severity) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let waived: BTreeSet<&str> = options.waivers.iter().map(|waiver| waiver.id.as_str()).collect();
    let known: BTreeSet<&str> = book.claims.iter().map(|claim| claim.id.as_str()).collect();
    for waiver in options.waivers.iter().filter(|waiver| !known.contains(waiver.id.as_str())) {
        let id = &waiver.id;
        out.push(
            Diagnostic::warning(
                "waiver-without-claim",
                format!("没有主张「{id}」可豁免"),
                format!("no claim `{id}` to waive"),
            )
            .at(waiver.span)
            .hint("改正 `id`，或删去这条豁免", "correct its `id`, or remove the waiver"),
        );
    }
    if options.require == Require::None {
        return out;
    }
    for claim in book.claims.iter().filter(|claim| !waived.contains(claim.id.as_str())) {
        for (zh, en) in lacks(claim, options.require, day) {
            out.push(unmet(claim, zh, en, options.require, severity));
        }
    }
    out
}

/// What a claim lacks under a policy, in words.
fn lacks(claim: &Claim, require: Require, day: &str) -> Vec<(&'static str, &'static str)> {
    let resolved = require == Require::Resolved;
    let is_checked = claim.checked.is_some();
    let cases = [
        (claim.place.is_none(), ("正文里没有它的位置", "has no place in the text")),
        (claim.changed(), ("核查之后原文改过", "its text has changed since it was checked")),
        (resolved && claim.status.is_open(), ("尚无定论", "is still open")),
        (resolved && !claim.status.is_open() && !is_checked, ("没有核查人", "names nobody who checked it")),
        (resolved && !claim.status.is_open() && claim.sources.is_empty(), ("没有来源", "has no source")),
        (resolved && claim.overdue(day), ("复核已过期", "is due to be looked at again")),
    ];
    cases.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect()
}

fn unmet(claim: &Claim, zh: &str, en: &str, require: Require, severity: Severity) -> Diagnostic {
    let (id, word) = (&claim.id, require.word());
    let finding = Diagnostic::warning(
        "claim-unresolved",
        format!("主张「{id}」{zh}，`facts.require` 是 `{word}`"),
        format!("claim `{id}` {en}, and `facts.require` is `{word}`"),
    );
    Diagnostic { severity, ..finding }.at(claim.span).hint(
        format!("用 `banxin facts check {id} --status … --by …` 记下核查，或写一条 `[[facts.waive]]`"),
        format!("record a check with `banxin facts check {id} --status … --by …`, or write a `[[facts.waive]]`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::document::{Check, ClaimKind, ClaimPlace, ClaimStatus, Source};
    use crate::project::Waiver;

    fn span() -> Span {
        Span::new(FileId(0), 0..0)
    }

    fn claim(id: &str, status: ClaimStatus) -> Claim {
        Claim {
            id: id.to_owned(),
            claim: "甲".to_owned(),
            kind: ClaimKind::Event,
            status,
            at: None,
            place: Some(ClaimPlace { article: "a".to_owned(), anchor: "claim-1".to_owned() }),
            sources: vec![Source::default()],
            checked: Some(Check { by: "乙".to_owned(), on: None, text: Some("1".to_owned()) }),
            corrections: Vec::new(),
            review_by: None,
            text: Some("1".to_owned()),
            note: None,
            article: "a".to_owned(),
            span: span(),
        }
    }

    fn unmet_by(claim: &Claim, require: Require, waived: bool) -> usize {
        let waiver = Waiver { id: claim.id.clone(), reason: "丙".to_owned(), by: "丁".to_owned(), span: span() };
        let options = FactsOptions {
            require,
            waivers: waived.then_some(waiver).into_iter().collect(),
            ..FactsOptions::default()
        };
        let book = Book { claims: vec![claim.clone()], ..Book::default() };
        facts_policy(&book, &options, "2026-06-01", Severity::Error).len()
    }

    #[test]
    fn each_policy_passes_and_fails_as_it_should() {
        let good = claim("a", ClaimStatus::Supported);
        let open = claim("a", ClaimStatus::Unchecked);
        let lost = Claim { place: None, ..good.clone() };
        let changed = Claim { text: Some("2".to_owned()), ..good.clone() };
        let bare = Claim { sources: Vec::new(), ..good.clone() };
        let nobody = Claim { checked: None, ..good.clone() };
        let due = Claim { review_by: Some("2026-05".to_owned()), ..good.clone() };
        let not_due = Claim { review_by: Some("2026-06".to_owned()), ..good.clone() };
        for (name, claim, disclosed, resolved) in [
            ("good", &good, 0, 0),
            ("open", &open, 0, 1),
            ("lost", &lost, 1, 1),
            ("changed", &changed, 1, 1),
            ("bare", &bare, 0, 1),
            ("nobody", &nobody, 0, 1),
            ("due", &due, 0, 1),
            ("not due", &not_due, 0, 0),
        ] {
            assert_eq!(unmet_by(claim, Require::None, false), 0, "{name}");
            assert_eq!(unmet_by(claim, Require::Disclosed, false), disclosed, "{name}");
            assert_eq!(unmet_by(claim, Require::Resolved, false), resolved, "{name}");
            assert_eq!(unmet_by(claim, Require::Resolved, true), 0, "{name}");
        }
    }

    #[test]
    fn a_waiver_of_nothing_is_found() {
        let waiver = Waiver { id: "b".to_owned(), reason: String::new(), by: String::new(), span: span() };
        let options = FactsOptions { waivers: vec![waiver], ..FactsOptions::default() };
        assert_eq!(
            facts_policy(&Book::default(), &options, "2026-06-01", Severity::Error)[0].code,
            "waiver-without-claim"
        );
    }
}
