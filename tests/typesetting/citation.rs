//! Citations of rules: the text of a file of cases or of Rust in, what cites which rules out.

use std::path::Path;

/// A case or test that shows rules.
pub(crate) struct Citation {
    pub(crate) ids: Vec<String>,
    /// What it shows, in words.
    pub(crate) name: String,
    /// From the repository's root, with `/`.
    pub(crate) path: String,
}

/// The ids that a text cites: `CLR-A09, D06`, `CLR-F01 to F04`, `CLR-M04 and M05`.
pub(crate) fn cited(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split("CLR-").skip(1) {
        let mut rest = part;
        let mut from: Option<String> = None;
        while let Some(id) = id_at(rest) {
            found.extend(from.take().map_or_else(Vec::new, |from| between(&from, id)));
            found.push(id.to_owned());
            rest = &rest[id.len()..];
            if let Some(after) = rest.strip_prefix(" to ").filter(|after| id_at(after).is_some()) {
                (from, rest) = (Some(id.to_owned()), after);
            } else {
                let joint = [", ", " and ", ", CLR-"].into_iter().find_map(|joint| rest.strip_prefix(joint));
                rest = joint.unwrap_or("");
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// `A09` at the start of a text: a letter and two figures, and no more of either.
fn id_at(text: &str) -> Option<&str> {
    let id = text.get(..3)?;
    let mut letters = id.chars();
    let is_id = letters.next()?.is_ascii_uppercase() && letters.all(|figure| figure.is_ascii_digit());
    let goes_on = text[3..].starts_with(|next: char| next.is_ascii_alphanumeric());
    (is_id && !goes_on).then_some(id)
}

/// The ids between two of one group, both left out.
fn between(first: &str, last: &str) -> Vec<String> {
    let number = |id: &str| id[1..].parse::<u32>().unwrap();
    if first[..1] != last[..1] {
        return Vec::new();
    }
    (number(first) + 1..number(last)).map(|n| format!("{}{n:02}", &first[..1])).collect()
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The cases of a file that cite a rule in their titles: `--- name (CLR-D01), options`.
pub(crate) fn of_cases(path: &Path, text: &str) -> Vec<Citation> {
    let path = shown(path);
    let titles = text.lines().filter_map(|line| line.strip_prefix("--- "));
    titles
        .filter_map(|title| {
            let (name, clauses) = title.split_once(" (CLR-")?;
            let (clauses, _) = clauses.split_once(')')?;
            let ids = cited(&format!("CLR-{clauses}"));
            Some(Citation { ids, name: name.to_owned(), path: path.clone() })
        })
        .collect()
}

/// The tests of a Rust file that cite a rule, in their bodies or in the comments above them. Relies on rustfmt: a function
/// ends with a brace that stands where its first line begins.
pub(crate) fn of_tests(path: &Path, text: &str) -> Vec<Citation> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.trim() == "#[test]") {
        let indent = &line[..line.len() - line.trim_start().len()];
        let above = lines[..n].iter().rev().take_while(|line| line.trim_start().starts_with("//")).count();
        let end = lines[n..].iter().position(|line| *line == format!("{indent}}}")).map_or(lines.len(), |end| n + end);
        let head = lines[n..end].iter().find_map(|line| line.trim_start().strip_prefix("fn "));
        let (name, clause) = named(head.and_then(|head| head.split('(').next()).unwrap_or(""));
        let ids = cited(&format!("{}\n{clause}", lines[n - above..end].join("\n")));
        if !ids.is_empty() {
            found.push(Citation { ids, name, path: shown(path) });
        }
    }
    found
}

/// A function's name in words, and the clause at its end: `no_line_alone_clr_l09`.
fn named(function: &str) -> (String, String) {
    let (name, clause) = function.split_once("_clr_").unwrap_or((function, ""));
    let clauses: String = clause.split('_').map(|id| format!(" CLR-{}", id.to_ascii_uppercase())).collect();
    (name.replace('_', " "), clauses)
}

#[test]
fn ids_are_found_in_every_form_of_words() {
    let table = [
        ("CLR-A09, D06).", "A09 D06"),
        ("CLR-F01 to F04, M02", "F01 F02 F03 F04 M02"),
        ("CLR-J04 and J05", "J04 J05"),
        ("CLR-H {text}", ""),
        ("CLR-B15, A5", "B15"),
        ("CLR-D01; CLR-D01", "D01"),
        ("CLR-C04: D06", "C04"),
        ("A01", ""),
    ];
    for (text, expected) in table {
        assert_eq!(cited(text).join(" "), expected, "{text}");
    }
}

#[test]
fn cases_and_tests_are_found_with_their_names() {
    let cases = of_cases(Path::new("tests/cases/line/a.txt"), "--- a stop (CLR-D01), measure 8\n天\n--- no clause\n");
    assert_eq!((cases.len(), cases[0].name.as_str()), (1, "a stop"));
    let rust = "/// CLR-Z98\nfn no_test() {}\n\n    // CLR-Z97\n    #[test]\n    fn it_is(a: u8) {\n        // CLR-Z99\n    }\n    // CLR-Z96\n";
    let tests = of_tests(Path::new("a.rs"), rust);
    assert_eq!((tests.len(), tests[0].name.as_str()), (1, "it is"));
    assert_eq!(tests[0].ids, ["Z97", "Z99"]);
    assert_eq!(named("no_line_alone_clr_l09"), ("no line alone".to_owned(), " CLR-L09".to_owned()));
}
