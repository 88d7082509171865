//! Tests of: line. Cases are pictures in letters (`tests/cases/line`), read by `case`, composed and drawn by `picture`.

mod beside;
mod beside_line;
mod book;
mod case;
mod corpus;
mod finding;
mod limits;
mod object;
mod picture;
mod piece;
mod properties;
mod rules;
mod unshaped;

use std::fs;
use std::path::{Path, PathBuf};

use case::{Case, read_cases};
use picture::draw;

/// The case files, in the order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/line");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

/// Writes what is drawn into the files whose names contain the value of `BANXIN_BLESS`, in place of what was expected.
fn bless(path: &Path, cases: &[Case]) {
    let Ok(wanted) = std::env::var("BANXIN_BLESS") else { return };
    if path.to_string_lossy().contains(&wanted) {
        let blessed: Vec<String> = cases.iter().map(|case| case.written(&draw(case))).collect();
        fs::write(path, blessed.join("\n")).unwrap();
    }
}

/// What a case draws otherwise than it should.
fn difference(case: &Case) -> Option<String> {
    assert!(case.name.contains("(CLR-") || case.name.contains("(UAX "), "case without its clause: {}", case.name);
    assert!(case.task().unknown.is_empty(), "{}: no such options: {:?}", case.name, case.task().unknown);
    let found = draw(case);
    (found != case.expected)
        .then(|| format!("expected:\n{}found:\n{}", case.written(&case.expected), case.written(&found)))
}

#[test]
fn every_case_is_drawn_as_it_stands() {
    let files = files();
    assert!(files.len() > 4, "the cases were not found");
    let mut wrong = Vec::new();
    for path in files {
        let cases = read_cases(&fs::read_to_string(&path).unwrap());
        assert!(!cases.is_empty(), "{} has no cases", path.display());
        bless(&path, &cases);
        wrong.extend(cases.iter().filter_map(difference));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
