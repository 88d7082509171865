//! The readmes name what there is: every key of the manifest in both, no key and no flag that there isn't.

use std::collections::BTreeSet;
use std::fs;

use super::cli::Place;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// A key that is near to none, so that the finding about it lists those that are known.
const NO_KEY: &str = "qqqqqqqqqqqqqqqqqqqq";

/// Tables whose keys the readmes list. The keys of `[theme]` are in docs/themes.md, which has a test of its own.
const TABLES: &[&str] = &[
    "book",
    "book.series",
    "fonts",
    "build",
    "page",
    "page.margins",
    "line",
    "epub",
    "pdf",
    "web",
    "facts",
    "index",
    "cover",
    "cover.wrap",
    "print",
    "release",
];

/// Keys of mdBook's that have no effect here.
const OF_MDBOOK: &[&str] = &[
    "multilingual",
    "text-direction",
    "build-dir",
    "create-missing",
    "use-default-preprocessors",
    "extra-watch-dirs",
    "author",
];

fn readme(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The keys that a table of the manifest may have, as the finding about a wrong one lists them.
fn known(table: &str) -> BTreeSet<String> {
    let title = if table == "book" { "" } else { "[book]\ntitle = \"天地\"\n" };
    let manifest = format!("{title}[{table}]\n{NO_KEY} = 1\n");
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", "# 天地\n\n天地玄黄。\n")]);
    let said = place.run("check --lang en").stdout;
    let list = said.split(NO_KEY).find_map(|part| part.split_once("known here: ")).map(|(_, list)| list);
    let list = list.unwrap_or_else(|| panic!("[{table}]: {said}")).lines().next().unwrap();
    let keys: BTreeSet<String> = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!keys.is_empty(), "[{table}]: {said}");
    keys
}

/// The lines of the TOML examples that belong to a table, its own parts left out.
fn lines<'a>(readme: &'a str, table: &str) -> Vec<&'a str> {
    let mut out = Vec::new();
    for block in readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        let mut here = false;
        for line in block.lines() {
            if let Some(rest) = line.strip_prefix('[') {
                here = rest.split(']').next() == Some(table);
            } else if here {
                out.push(line);
            }
        }
    }
    out
}

/// The tables and keys that are written inside a line of the table above: `margins = { head = … }`.
fn inside<'a>(readme: &'a str, table: &str) -> Vec<&'a str> {
    let Some((above, key)) = table.rsplit_once('.') else { return Vec::new() };
    lines(readme, above).into_iter().filter(|line| line.starts_with(&format!("{key} = {{"))).collect()
}

/// The words of a line that could be keys.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).filter(|word| !word.is_empty())
}

#[test]
fn both_readmes_name_every_key_of_the_manifest() {
    for table in TABLES {
        let keys = known(table);
        for name in READMES {
            let readme = readme(name);
            let shown: BTreeSet<&str> =
                lines(&readme, table).into_iter().chain(inside(&readme, table)).flat_map(words).collect();
            let is_named =
                |key: &&String| shown.contains(key.as_str()) || readme.contains(&format!("\n[{table}.{key}]"));
            let missing: Vec<&String> =
                keys.iter().filter(|key| !is_named(key) && !OF_MDBOOK.contains(&key.as_str())).collect();
            assert!(missing.is_empty(), "{name} doesn't name {missing:?} of [{table}]");
        }
    }
}

#[test]
fn the_readmes_name_no_key_that_there_is_not() {
    for table in TABLES {
        let keys = known(table);
        for name in READMES {
            let readme = readme(name);
            for line in lines(&readme, table) {
                let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) else { continue };
                assert!(keys.contains(key), "{name}: `{key}` of [{table}] is unknown");
            }
        }
    }
}

#[test]
fn the_readmes_have_the_same_examples() {
    let [english, chinese] = READMES.map(readme);
    for table in TABLES {
        let of = |readme: &str| -> BTreeSet<String> {
            lines(readme, table)
                .iter()
                .filter_map(|line| line.split_once(" = "))
                .map(|(key, _)| key.to_owned())
                .collect()
        };
        assert_eq!(of(&english), of(&chinese), "[{table}]");
    }
}

#[test]
fn the_flags_in_the_readmes_exist() {
    for name in READMES {
        let readme = readme(name);
        for line in readme.lines().filter_map(|line| line.strip_prefix("    banxin ")) {
            let command = line.split_whitespace().next().unwrap();
            let help = Place::with(&[]).run(&format!("{command} --help")).stdout;
            let known: BTreeSet<&str> =
                help.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).collect();
            let flags = words(line).filter(|word| word.starts_with('-') && word.len() > 1 && !word.starts_with("---"));
            for flag in flags {
                assert!(known.contains(flag), "{name}: {command} has no {flag}");
            }
        }
    }
}
