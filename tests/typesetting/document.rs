//! docs/typesetting.md: the table of rules and the citations in, Markdown out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::citation::Citation;
use super::table::{Rule, State, Table};

const OPENING: &str = "\
# The rules of typesetting 排版规则

What the composer does, rule by rule: the rules of Chinese typesetting for lines and for pages (after W3C *Requirements for Chinese Text Layout*,
W3C *JLReq* where that says nothing, GB/T 15834, CY/T 170 and 171, and the practice of publishers), what each asks in a sentence, what has become of it,
the code that keeps it, and the cases that show it. A case in `tests/cases/line` is a text with its lines as a picture in letters; one in
`tests/cases/page` is an article with the rows of its pages.

This page is generated from [typesetting.toml](typesetting.toml) and from the cases that cite the rules. A test fails when it is out of date, when a rule
that is called done has no case, or when a case cites a rule that isn't here; `BANXIN_UPDATE=1 cargo nextest run typesetting` rewrites it.

*Done*: kept always. *Option*: kept as the manifest asks. *Not applicable*: nothing in the tool could break it. *Open*: not kept, or not wholly; the entry
says what is missing.
";

/// The document.
pub(crate) fn document(table: &Table, citations: &[Citation]) -> String {
    let mut page = OPENING.to_owned();
    summary(table, &mut page);
    for (letter, title) in &table.group {
        write!(page, "\n## {letter}. {title}\n").unwrap();
        for (id, rule) in table.rule.iter().filter(|(id, _)| id.starts_with(*letter)) {
            entry(id, rule, citations, &mut page);
        }
    }
    elsewhere(table, &mut page);
    links(citations, &mut page);
    page
}

/// How many rules of each group are in which state.
fn summary(table: &Table, page: &mut String) {
    page.push_str("\n| group | done | option | not applicable | open |\n|-|-:|-:|-:|-:|\n");
    let mut totals = BTreeMap::new();
    for (letter, title) in &table.group {
        write!(page, "| {letter}. {title} |").unwrap();
        for state in State::ALL {
            let of_state = |(id, rule): &(&String, &Rule)| id.starts_with(*letter) && rule.state == state;
            let count = table.rule.iter().filter(of_state).count();
            *totals.entry(state).or_insert(0) += count;
            write!(page, " {count} |").unwrap();
        }
        page.push('\n');
    }
    let totals: Vec<String> = totals.values().map(|total| format!(" {total} |")).collect();
    writeln!(page, "| **all** |{}", totals.concat()).unwrap();
}

fn entry(id: &str, rule: &Rule, citations: &[Citation], page: &mut String) {
    let key = rule.key.as_ref().map_or_else(String::new, |key| format!(" `{key}`"));
    write!(page, "\n**CLR-{id} {}** · {} · **{}**{key}\n", rule.name, rule.level.word(), rule.state.word()).unwrap();
    write!(page, "{}", rule.words).unwrap();
    if let Some(why) = &rule.why {
        let mut letters = why.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        write!(page, " *{first}{}.*", letters.as_str()).unwrap();
    }
    page.push('\n');
    if !rule.code.is_empty() {
        let code: Vec<String> = rule.code.iter().map(|path| format!("[`{path}`](../{path})")).collect();
        writeln!(page, "Code: {}.", code.join(", ")).unwrap();
    }
    let own = citations.iter().filter(|citation| citation.ids.iter().any(|own| own == id));
    let cases: Vec<String> = own.map(|citation| format!("[{}][{}]", citation.name, label(&citation.path))).collect();
    if !cases.is_empty() {
        writeln!(page, "Shown by: {}.", cases.join("; ")).unwrap();
    }
}

fn elsewhere(table: &Table, page: &mut String) {
    page.push_str("\n## Rules of other rooms\n\nThe rooms that they belong to cite these.\n\n");
    page.push_str("| rules | what of | where |\n|-|-|-|\n");
    for group in &table.elsewhere {
        let code: Vec<String> = group.code.iter().map(|path| format!("[`{path}`](../{path})")).collect();
        writeln!(page, "| {} | {} | {} |", group.ids.join(" "), group.about, code.join(" ")).unwrap();
    }
}

/// The places that cases are linked to, once each.
fn links(citations: &[Citation], page: &mut String) {
    let paths: BTreeSet<&String> = citations.iter().map(|citation| &citation.path).collect();
    page.push('\n');
    for path in paths {
        writeln!(page, "[{}]: ../{path}", label(path)).unwrap();
    }
}

/// A file's name in links.
fn label(path: &str) -> &str {
    path.strip_prefix("tests/cases/").unwrap_or(path)
}
