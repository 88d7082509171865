//! `docs/epub.md` says which test shows each requirement of an EPUB: the tests that it names are there, and no requirement has none.

use std::path::Path;

fn sources(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "sh") {
            out.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_requirement_has_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests", "scripts"] {
        sources(&root.join(folder), &mut code);
    }
    let table = std::fs::read_to_string(root.join("docs/epub.md")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit())
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let numbers: Vec<usize> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(numbers, (1..=18).collect::<Vec<_>>());
    for row in rows {
        let names: Vec<&str> = row[2].split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{}", row[0]);
        for name in names {
            let is_there = code.contains(&format!("fn {name}(")) || code.contains(&format!("\n{name}() {{"));
            assert!(is_there, "requirement {}: no test `{name}`", row[0]);
        }
    }
}
