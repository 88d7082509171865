//! Tests of: line. Cases are pictures in letters (`tests/cases/line`), read, composed and drawn by `picture`.

mod picture;
mod properties;
mod rules;

use std::fs;
use std::path::Path;

use picture::{Case, draw, read_cases};

/// Composes each case and compares the drawing with the expected one; with `BANXIN_BLESS` set, writes it instead.
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/line").join(file);
    let source = fs::read_to_string(&path).unwrap();
    let cases = read_cases(&source);
    assert!(!cases.is_empty(), "{file} has no cases");
    if std::env::var_os("BANXIN_BLESS").is_some() {
        let blessed: Vec<String> = cases.iter().map(|case| case.written(&draw(case))).collect();
        fs::write(&path, blessed.join("\n")).unwrap();
        return;
    }
    let wrong: Vec<String> = cases.iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(case: &Case) -> Option<String> {
    assert!(case.name.contains("CLR-") || case.name.contains("P0"), "case without its clause: {}", case.name);
    let found = draw(case);
    (found != case.expected)
        .then(|| format!("expected:\n{}found:\n{}", case.written(&case.expected), case.written(&found)))
}

#[test]
fn line_edges() {
    check("edges.txt");
}

#[test]
fn squeezing() {
    check("squeeze.txt");
}

#[test]
fn chinese_with_latin() {
    check("mixed.txt");
}

#[test]
fn justification() {
    check("justify.txt");
}

#[test]
fn unbreakable_groups() {
    check("unbreakable.txt");
}
