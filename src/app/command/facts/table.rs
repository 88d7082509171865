//! Claims for a person. In: claims, sentences. Out: a table, a claim a line; a sentence that counts them; stubs of front matter.

use std::fmt::Write;

use crate::check::Stated;
use crate::diag::{Language, Said};
use crate::document::{Book, Claim, ClaimStatus};

/// How many characters of a claim are shown.
const SHOWN: usize = 40;

/// The table.
pub(super) fn table(claims: &[Claim], day: &str, language: Language) -> String {
    let said = |zh: &str, en: &str| Said::new(zh, en).get(language).to_owned();
    let mut rows = vec![[said("主张", "claim"), said("状态", "status"), said("问题", "needs"), said("内容", "text")]];
    for claim in claims {
        let status = match language {
            Language::Chinese => claim.status.chinese(),
            Language::English => claim.status.word(),
        };
        let mut needs = Vec::new();
        for (is_so, zh, en) in [
            (claim.place.is_none(), "无位置", "place"),
            (claim.sources.is_empty(), "无来源", "source"),
            (claim.changed(), "原文已改", "changed"),
            (claim.overdue(day), "已过期", "overdue"),
        ] {
            if is_so {
                needs.push(said(zh, en));
            }
        }
        let text: String = claim.claim.chars().take(SHOWN).collect();
        rows.push([claim.id.clone(), status.to_owned(), needs.join(","), text]);
    }
    aligned(&rows)
}

/// How many claims there are, and how many need what.
pub(super) fn summary(claims: &[Claim], day: &str) -> Said {
    let count = |test: &dyn Fn(&Claim) -> bool| claims.iter().filter(|claim| test(claim)).count();
    let all = claims.len();
    let open = count(&|claim| claim.status.is_open());
    let bare = count(&|claim| claim.sources.is_empty());
    let due = count(&|claim| claim.overdue(day));
    let changed = count(&Claim::changed);
    let disputed = count(&|claim| claim.status == ClaimStatus::Disputed);
    Said::new(
        format!(
            "{all} 条：{open} 条未决（其中 {disputed} 条有争议），{bare} 条无来源，{due} 条过期，{changed} 条原文已改"
        ),
        format!(
            "{all} claims: {open} open ({disputed} of them disputed), {bare} without source, {due} overdue, {changed} changed"
        ),
    )
}

/// Stubs of front matter, by article.
pub(super) fn stubs(stated: &[Stated], book: &Book) -> String {
    let mut out = String::new();
    for article in book.articles() {
        let own: Vec<&Stated> = stated.iter().filter(|stated| stated.article == article.id).collect();
        if own.is_empty() {
            continue;
        }
        // Writing to a string can't fail.
        let _ = writeln!(out, "# {}\nfacts:", article.path);
        for (at, stated) in own.into_iter().enumerate() {
            let text = serde_json::to_string(&stated.text).unwrap_or_default();
            let (id, kind) = (format!("{}-{}", article.id, at + 1), stated.kind.word());
            let _ = writeln!(
                out,
                "  - id: {id}\n    claim: {text}\n    kind: {kind}\n    status: unchecked\n    at: {text}"
            );
        }
    }
    out
}

/// Columns beside one another, two blanks between them; a line ends where its words do.
fn aligned(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - columns(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// How many columns of a terminal a text takes: CJK characters take two.
fn columns(text: &str) -> usize {
    let is_wide =
        |c: char| matches!(u32::from(c), 0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x20000..=0x3FFFD);
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}
