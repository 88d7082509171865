//! The rules, each a function from a file to its violations. In: a `Source`. Out: sentences with the file and line.

use super::code::{Source, paths};

/// The floors, from the ground. A room imports lower floors only: never a neighbour, never upstairs.
const FLOORS: &[(u8, &[&str])] = &[
    (0, &["units", "diag"]),
    (1, &["project", "document", "display"]),
    (2, &["source", "cjk", "font", "formula", "highlight", "svg"]),
    (3, &["check", "epub", "typeset"]),
    (4, &["cover", "pdf", "raster", "web"]),
    (5, &["pipeline"]),
    (6, &["preview", "release", "shelf"]),
    (7, &["app"]),
];

/// Outside crates that only the rooms beside them may name.
const CONFINED: &[(&str, &[&str])] = &[
    ("printpdf", &["pdf"]),
    ("moxcms", &["pdf"]),
    ("lopdf", &["pdf"]),
    ("epub_builder", &["epub"]),
    ("pulldown_cmark", &["source"]),
    ("ratex_parser", &["formula"]),
    ("ratex_layout", &["formula"]),
    ("ratex_types", &["formula"]),
    ("ratex_font", &["formula"]),
    ("ratex_katex_fonts", &["font"]),
    ("pulldown_latex", &["formula"]),
    ("syntect", &["highlight"]),
    ("two_face", &["highlight"]),
    ("resvg", &["svg"]),
    ("clap", &["app"]),
    ("clap_complete", &["app"]),
    ("clap_mangen", &["app"]),
    ("annotate_snippets", &["app"]),
    ("tempfile", &["app"]),
    ("image", &["source", "epub", "pdf", "raster", "cover"]),
    ("oxipng", &["epub"]),
    ("fast_qr", &["display"]),
];

/// Parts of the system, and the rooms that may use them.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("fs", &["project", "source", "font", "release", "preview", "shelf", "app"]),
    ("env", &["app"]),
    ("process", &["app", "release", "preview"]),
    ("net", &["preview"]),
];

/// Methods of a path that look at the disk as `std::fs` does.
const DISK_METHODS: &[&str] =
    &[".exists()", ".is_file()", ".is_dir()", ".canonicalize()", ".read_dir()", ".try_exists()"];

/// Names of clocks and of sources of chance.
const CHANCE: &[&str] = &["SystemTime", "Instant", "rand", "getrandom", "fastrand", "RandomState", "new_v4", "now_v7"];

/// Words that say nothing about what is there.
const EMPTY_WORDS: &[&str] = &["util", "utils", "helper", "helpers", "manager", "common", "misc"];

/// How many lines a file may have without its tests, and with them.
const MOST_LINES: (usize, usize) = (600, 800);
/// Up to here a file is well; one that is longer is named when another one breaks the rule, as the next to be looked at.
pub(crate) const MANY_LINES: usize = 300;

/// What must hold.
#[derive(Clone, Copy)]
pub(crate) enum Rule {
    Floors,
    OutsideCrates,
    OutsideWorld,
    ClockAndChance,
    Purpose,
    Length,
    Names,
    Machine,
}

/// Where `source` breaks `rule`.
pub(crate) fn violations(rule: Rule, source: &Source) -> Vec<String> {
    let found = match rule {
        Rule::Floors => floors(source),
        Rule::OutsideCrates => outside_crates(source),
        Rule::OutsideWorld => outside_world(source),
        Rule::ClockAndChance => clock_and_chance(source),
        Rule::Purpose => purpose(source),
        Rule::Length => length(source),
        Rule::Names => names(source),
        Rule::Machine => machine(source),
    };
    found.into_iter().map(|(byte, what)| format!("{}:{}: {what}", source.path, source.line(byte))).collect()
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, rooms)| rooms.contains(&room)).map(|&(floor, _)| floor)
}

fn floors(source: &Source) -> Vec<(usize, String)> {
    let room = source.room();
    match room {
        // The crate's root only lists the rooms.
        "lib" => return Vec::new(),
        "main" => return main_imports(source),
        _ => {}
    }
    let Some(own) = floor(room) else { return vec![(0, format!("room `{room}` has no floor: give it one here"))] };
    let mut found = Vec::new();
    for (byte, path) in paths(&source.code) {
        let Some(other) = room_of(&path, source.depth()) else { continue };
        match floor(other) {
            _ if other == room => {}
            None => found.push((byte, format!("`{}` names no room", path.join("::")))),
            Some(floor) if floor >= own => {
                found.push((byte, format!("`{room}` (floor {own}) imports `{other}` (floor {floor})")));
            }
            Some(_) => {}
        }
    }
    found
}

/// The room that a path leads to, when it starts at the crate's root, by name or by climbing up to it.
fn room_of(path: &[String], depth: usize) -> Option<&str> {
    let climbed = path.iter().take_while(|segment| *segment == "super").count();
    let rest = if path.first().is_some_and(|first| first == "crate") { path.get(1)? } else { path.get(climbed)? };
    let from_root = path[0] == "crate" || (climbed >= depth && climbed > 0);
    // An inner module climbs one step more, so only a room's name says that the root was reached.
    (from_root && (path[0] == "crate" || floor(rest).is_some())).then_some(rest)
}

fn main_imports(source: &Source) -> Vec<(usize, String)> {
    paths(&source.code)
        .into_iter()
        .filter(|(_, path)| path[0] == "banxin" && path.get(1).is_some_and(|room| room != "app"))
        .map(|(byte, path)| (byte, format!("the binary knows `app` alone, not `{}`", path.join("::"))))
        .collect()
}

fn outside_crates(source: &Source) -> Vec<(usize, String)> {
    let room = source.room();
    let shipped = source.shipped();
    let own_module =
        |name: &str| shipped.contains(&format!("mod {name};")) || shipped.contains(&format!("mod {name} {{"));
    let mut found = Vec::new();
    for (byte, path) in paths(&shipped) {
        let Some((name, rooms)) = CONFINED.iter().find(|(name, _)| path[0] == *name) else { continue };
        // `image` alone is a word like any other; the crate is only meant at the head of a path.
        let meant = path.len() > 1 || *name != "image";
        if meant && !rooms.contains(&room) && !own_module(name) {
            found.push((byte, format!("`{name}` is kept to {}, this is `{room}`", rooms.join(", "))));
        }
    }
    found
}

fn outside_world(source: &Source) -> Vec<(usize, String)> {
    let room = source.room();
    if room == "main" {
        return Vec::new();
    }
    let shipped = source.shipped();
    let mut found = Vec::new();
    for (byte, path) in paths(&shipped) {
        for (part, rooms) in OUTSIDE {
            if path[0] == "std" && path.get(1).is_some_and(|second| second == part) && !rooms.contains(&room) {
                found.push((byte, format!("`std::{part}` is kept to {}, this is `{room}`", rooms.join(", "))));
            }
        }
    }
    if !OUTSIDE[0].1.contains(&room) {
        for method in DISK_METHODS {
            found
                .extend(shipped.match_indices(method).map(|(byte, _)| (byte, format!("`{method}` looks at the disk"))));
        }
    }
    found
}

fn clock_and_chance(source: &Source) -> Vec<(usize, String)> {
    let hits = paths(&source.code).into_iter().filter_map(|(byte, path)| {
        let name = path.iter().find(|segment| CHANCE.contains(&segment.as_str()))?.clone();
        Some((byte, format!("`{name}`: editions depend on their input alone")))
    });
    hits.collect()
}

fn purpose(source: &Source) -> Vec<(usize, String)> {
    let first = source.text.lines().next().unwrap_or("");
    let said = first.strip_prefix("//!").is_some_and(|purpose| !purpose.trim().is_empty());
    if said { Vec::new() } else { vec![(0, "the first line is `//!` and the file's purpose".to_owned())] }
}

fn length(source: &Source) -> Vec<(usize, String)> {
    let (shipped, all) = (source.shipped_lines(), source.text.lines().count());
    let too_long = shipped > MOST_LINES.0 || all > MOST_LINES.1;
    let (most, most_with_tests) = MOST_LINES;
    let why = format!("{shipped} lines without tests and {all} with them; the limits are {most} and {most_with_tests}");
    if too_long { vec![(0, why)] } else { Vec::new() }
}

fn names(source: &Source) -> Vec<(usize, String)> {
    let empty = |name: &str| name.split('_').any(|word| EMPTY_WORDS.contains(&word));
    let stem = source.path.trim_end_matches(".rs");
    let mut found: Vec<_> =
        stem.split('/').filter(|name| empty(name)).map(|name| (0, format!("`{name}` says nothing"))).collect();
    for (byte, _) in source.code.match_indices("mod ") {
        let name: String = source.code[byte + 4..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if empty(&name) {
            found.push((byte, format!("module `{name}` says nothing")));
        }
    }
    found
}

fn machine(source: &Source) -> Vec<(usize, String)> {
    // Spelled in two pieces: this file is in the repository as well.
    let roots = ["home", "root", "tmp", "work", "Users", "mnt"].map(|folder| format!("/{folder}/"));
    let starts_there = |byte: usize| !source.text[..byte].ends_with(|c: char| c.is_alphanumeric() || ".-_".contains(c));
    let hits = roots.iter().flat_map(|root| source.text.match_indices(root.as_str()));
    hits.filter(|&(byte, _)| starts_there(byte))
        .map(|(byte, path)| (byte, format!("`{path}…` is a path of one machine")))
        .collect()
}
