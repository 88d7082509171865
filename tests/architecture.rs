//! The rules of docs/architecture.md as tests: which room may import which, which outside crates and which parts of the system
//! a room may touch, how a file opens and how long it may be. Every rule is shown to be able to fail, on a planted violation.

mod code;

mod rules;

use std::fs;
use std::path::Path;

use code::Source;
use rules::{MANY_LINES, Rule, violations};

/// The Rust files of a folder of the repository, as they stand there.
fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source::new(&shown, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The rule holds for every file of the sources.
#[track_caller]
fn holds(rule: Rule) {
    let sources = sources("src");
    assert!(sources.len() > 20, "the sources were not found");
    let found: Vec<_> = sources.iter().flat_map(|source| violations(rule, source)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The rule finds what was planted: each case is a path, a text, and how many violations it has.
#[track_caller]
fn catches(rule: Rule, cases: &[(&str, &str, usize)]) {
    for &(path, text, expected) in cases {
        let found = violations(rule, &Source::new(path, text));
        assert_eq!(found.len(), expected, "{path}: {text}\n{found:#?}");
    }
}

#[test]
fn rooms_import_lower_floors_only() {
    catches(
        Rule::Floors,
        &[
            ("src/units/length.rs", "use crate::pdf::Writer;", 1),
            ("src/epub/nav.rs", "use crate::typeset::{Line, Page};", 2),
            ("src/epub/nav.rs", "use crate::{diag::Span, pdf, typeset::{page::Page}, units};", 2),
            ("src/epub/nav.rs", "use crate::{\n    document::{Block, pdf},\n    epub::xml,\n};", 0),
            ("src/epub/nav.rs", "fn f() -> crate::pdf::Writer { crate :: raster :: draw() }", 2),
            ("src/epub/mod.rs", "use super::pdf;", 1),
            ("src/epub/nav.rs", "use super::super::pdf;", 1),
            ("src/epub/nav.rs", "use super::pdf;", 0),
            ("src/epub/nav.rs", "#[cfg(test)]\nmod tests { use crate::pdf::Writer; }", 1),
            ("src/epub/nav.rs", "// crate::pdf\nconst A: &str = \"crate::pdf\"; /* crate::pdf */", 0),
            ("src/app/mod.rs", "use crate::pipeline; use crate::units::Abs;", 0),
            ("src/pipeline.rs", "use crate::app::Exit; use crate::epub::package;", 1),
            ("src/main.rs", "use banxin::app::run;", 0),
            ("src/main.rs", "use banxin::pdf::write;", 1),
            ("src/attic/mod.rs", "", 1),
            ("src/epub/nav.rs", "use crate::attic::Trunk;", 1),
        ],
    );
    holds(Rule::Floors);
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    catches(
        Rule::OutsideCrates,
        &[
            ("src/epub/finish.rs", "use lopdf::Object;", 1),
            ("src/pdf/finish.rs", "use lopdf::Object;", 0),
            ("src/check/rule.rs", "fn f() { pulldown_cmark::Parser::new(\"\"); }", 1),
            ("src/units/paper.rs", "use {clap::Parser, serde::Serialize};", 1),
            ("src/check/mod.rs", "use image::DynamicImage;", 1),
            ("src/epub/mod.rs", "use self::image::Picture; let image = image.width();", 0),
            ("src/epub/mod.rs", "mod image;\nuse image::Picture;", 0),
            ("src/raster/mod.rs", "use image::RgbaImage;", 0),
            ("src/epub/mod.rs", "// lopdf::Object\nconst A: &str = r#\"use lopdf::Object;\"#;", 0),
            ("src/epub/mod.rs", "use epub_builder as packer;", 0),
            ("src/pdf/mod.rs", "use epub_builder as packer;", 1),
        ],
    );
    holds(Rule::OutsideCrates);
}

#[test]
fn only_some_rooms_touch_the_outside_world() {
    catches(
        Rule::OutsideWorld,
        &[
            ("src/typeset/mod.rs", "use std::fs;", 1),
            ("src/typeset/mod.rs", "use std::{collections::BTreeMap, fs::File};", 1),
            ("src/typeset/mod.rs", "fn f(p: &Path) -> bool { p.exists() }", 1),
            ("src/typeset/mod.rs", "#[cfg(test)]\nmod tests {\n    fn f() { std::fs::read(\"a\"); }\n}\n", 0),
            ("src/typeset/mod.rs", "#[cfg(test)]\nmod tests {\n}\nuse std::fs;", 1),
            ("src/source/mod.rs", "use std::fs;", 0),
            ("src/source/mod.rs", "let a = std::env::var(\"A\");", 1),
            ("src/source/mod.rs", "const A: &str = env!(\"CARGO_PKG_VERSION\");", 0),
            ("src/pdf/mod.rs", "std::process::Command::new(\"gs\");", 1),
            ("src/pdf/mod.rs", "use std::net::TcpStream;", 1),
            ("src/app/mod.rs", "let a = std::env::var(\"A\");", 0),
        ],
    );
    holds(Rule::OutsideWorld);
}

#[test]
fn there_is_no_clock_and_no_chance() {
    catches(
        Rule::ClockAndChance,
        &[
            ("src/epub/mod.rs", "use std::time::SystemTime;", 1),
            ("src/app/mod.rs", "let now = Instant::now();", 1),
            ("src/epub/mod.rs", "let id = Uuid::new_v4();", 1),
            ("src/epub/mod.rs", "rand::random::<u8>()", 1),
            ("src/epub/mod.rs", "use std::collections::hash_map::RandomState;", 1),
            ("src/epub/mod.rs", "// never SystemTime\nlet operand = 1;", 0),
        ],
    );
    holds(Rule::ClockAndChance);
}

#[test]
fn a_file_opens_with_its_purpose() {
    catches(
        Rule::Purpose,
        &[
            ("src/epub/mod.rs", "use std::fmt;", 1),
            ("src/epub/mod.rs", "//!\nuse std::fmt;", 1),
            ("src/epub/mod.rs", "// What is here.", 1),
            ("src/epub/mod.rs", "//! What is here.", 0),
        ],
    );
    holds(Rule::Purpose);
}

#[test]
fn a_file_is_read_in_one_sitting() {
    let lines = |n: usize| "//! Lines.\n".repeat(n);
    let tested = |n: usize| format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(400), "// case\n".repeat(n));
    catches(
        Rule::Length,
        &[
            ("src/epub/mod.rs", &lines(600), 0),
            ("src/epub/mod.rs", &lines(601), 1),
            ("src/epub/mod.rs", &tested(390), 0),
            ("src/epub/mod.rs", &tested(450), 1),
        ],
    );
    let long: Vec<_> = sources("src").into_iter().filter(|source| source.shipped_lines() > MANY_LINES).collect();
    let long = long.iter().map(|source| format!("{}: {} lines", source.path, source.shipped_lines()));
    let long = long.collect::<Vec<_>>().join("\n");
    let found: Vec<_> = sources("src").iter().flat_map(|source| violations(Rule::Length, source)).collect();
    assert!(found.is_empty(), "{}\nthe next ones to look at:\n{long}", found.join("\n"));
}

#[test]
fn names_say_what_is_there() {
    catches(
        Rule::Names,
        &[
            ("src/epub/util.rs", "", 1),
            ("src/epub/helpers/mod.rs", "", 1),
            ("src/font_manager.rs", "", 1),
            ("src/epub/nav.rs", "mod common { }", 1),
            ("src/epub/nav.rs", "", 0),
        ],
    );
    holds(Rule::Names);
}

#[test]
fn no_path_belongs_to_one_machine() {
    // The paths are put together here, so that this file doesn't break the rule itself.
    let planted = |folder: &str| format!("const A: &str = \"/{folder}/x\";");
    catches(
        Rule::Machine,
        &[
            ("src/epub/mod.rs", &planted("home/li"), 1),
            ("src/epub/mod.rs", &planted("tmp"), 1),
            ("src/epub/mod.rs", &format!("// see {}", planted("Users/li")), 1),
            ("src/epub/mod.rs", "const A: &str = \"images/x\";", 0),
        ],
    );
    holds(Rule::Machine);
    let found: Vec<_> = sources("tests").iter().flat_map(|source| violations(Rule::Machine, source)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
