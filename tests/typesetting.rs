//! Tests of: docs/typesetting.md. The table of rules (`docs/typesetting.toml`) and the cases that cite them in; the document
//! out. With `BANXIN_UPDATE=1` the document is written instead of compared.

mod citation;
mod document;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use citation::{Citation, cited};
use table::{State, Table};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder with one of these endings, as paths from the repository's root.
fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ends_so = path.extension().is_some_and(|own| ends.iter().any(|end| own == *end));
            match path.is_dir() {
                true => folders.push(path),
                false if ends_so => found.push(path.strip_prefix(root()).unwrap().to_owned()),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// Every case and test that cites a rule. This document's own tests speak of rules and show none.
fn citations() -> Vec<Citation> {
    let mut found = Vec::new();
    for path in files("tests/cases", &["txt", "case"]) {
        found.extend(citation::of_cases(&path, &fs::read_to_string(root().join(&path)).unwrap()));
    }
    for path in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        if !path.starts_with("tests/typesetting") && path != Path::new("tests/typesetting.rs") {
            found.extend(citation::of_tests(&path, &fs::read_to_string(root().join(&path)).unwrap()));
        }
    }
    found
}

#[test]
fn the_document_is_made_from_the_table_and_the_cases() {
    let made = document::document(&Table::read(), &citations());
    let path = root().join("docs/typesetting.md");
    if std::env::var_os("BANXIN_UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
    assert!(made == kept, "docs/typesetting.md is not what its table says: BANXIN_UPDATE=1 rewrites it\n{differs:#?}");
}

#[test]
fn what_is_done_is_shown_by_a_case() {
    let citations = citations();
    let shown: BTreeSet<&str> = citations.iter().flat_map(|c| c.ids.iter().map(String::as_str)).collect();
    let table = Table::read();
    let bare: Vec<&String> = table
        .rule
        .iter()
        .filter(|(id, rule)| matches!(rule.state, State::Done | State::Option) && !shown.contains(id.as_str()))
        .map(|(id, _)| id)
        .collect();
    assert!(bare.is_empty(), "no case shows {bare:?}");
}

#[test]
fn only_known_rules_are_cited() {
    let table = Table::read();
    let known = table.ids();
    let mut unknown = Vec::new();
    for path in files("src", &["rs", "css"]).into_iter().chain(files("tests", &["rs", "txt", "case"])) {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        let strange = cited(&text).into_iter().filter(|id| !known.contains(id.as_str()));
        unknown.extend(strange.map(|id| format!("{}: {id}", path.display())));
    }
    // The one that these tests plant.
    unknown.retain(|text| !text.starts_with("tests/typesetting"));
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn the_table_is_whole() {
    let table = Table::read();
    let faults: Vec<String> = table.rule.iter().flat_map(|(id, rule)| rule.faults(id)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let all: Vec<&str> = table.elsewhere.iter().flat_map(|group| group.ids.iter().map(String::as_str)).collect();
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(all.len(), once.len(), "an id stands in two groups");
    assert!(once.iter().all(|id| !table.rule.contains_key(*id)), "an id has an entry and stands in a group");
    let code = table.rule.values().flat_map(|rule| &rule.code);
    let code = code.chain(table.elsewhere.iter().flat_map(|group| &group.code));
    let lost: Vec<&String> = code.filter(|path| !root().join(path).is_file()).collect();
    assert!(lost.is_empty(), "no such files: {lost:?}");
}

/// The last word of every key that the table names is read somewhere in `project`.
#[test]
fn the_keys_are_those_of_the_manifest() {
    let project: String =
        files("src/project", &["rs"]).iter().map(|path| fs::read_to_string(root().join(path)).unwrap()).collect();
    for (id, rule) in Table::read().rule {
        for key in rule.key.iter().flat_map(|key| key.split(", ")) {
            let word = key.rsplit('.').next().unwrap();
            assert!(project.contains(&format!("\"{word}\"")), "{id}: no key {key}");
        }
    }
}

/// The reference that the rules were taken from is not part of the repository: a clone goes without this test.
#[test]
fn the_table_has_every_rule_of_the_reference() {
    let path = root().join("../shared/reference/typesetting.md");
    let Ok(reference) = fs::read_to_string(&path) else {
        println!("the reference is not here: its ids were not compared");
        return;
    };
    let asked = table::levels(&reference);
    assert!(asked.len() > 150, "the reference was not understood");
    let table = Table::read();
    let known = table.ids();
    let missing: Vec<&String> = asked.keys().filter(|id| !known.contains(id.as_str())).collect();
    let invented: Vec<&&str> = known.iter().filter(|id| !asked.contains_key(**id)).collect();
    assert!(missing.is_empty() && invented.is_empty(), "missing: {missing:?}; not in the reference: {invented:?}");
    let levels: BTreeMap<&str, char> = table.rule.iter().map(|(id, rule)| (id.as_str(), rule.level.letter())).collect();
    let other: Vec<&&str> = levels.iter().filter(|(id, level)| asked[**id] != **level).map(|(id, _)| id).collect();
    assert!(other.is_empty(), "another level in the reference: {other:?}");
}
