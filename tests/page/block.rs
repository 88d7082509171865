//! Blocks on pages: cases in `tests/cases/page/block*.txt`, each an article beside what its pages show.
//!
//! A line of what is expected is a row of the type area: its number, then what stands in it, each with its distance from the type
//! area's start in ems: `3 0.75:1. 2:一`. What is seen and not read is in braces: `{↩}`. `page 2` begins the second page. Lines of a case
//! that begin with `% ` belong to the manifest. `BANXIN_BLESS=block` writes what is found into the files, to be read before it is
//! committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use banxin::display::{ItemKind, Paged, Tag};
use banxin::project::PageOptions;

use super::{Set, root, set};

/// A case: its name, its manifest and article, and what its pages show.
struct Case {
    name: String,
    source: String,
    expected: String,
}

fn read(text: &str) -> Vec<Case> {
    let cases = text.split("\n--- ").skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (source, expected) = rest.split_once("\n=>\n").unwrap_or((rest, ""));
        Case { name: name.to_owned(), source: source.trim_end().to_owned(), expected: expected.trim_end().to_owned() }
    });
    cases.collect()
}

fn made(source: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let own: Vec<&str> = source.lines().filter_map(|line| line.strip_prefix("% ")).collect();
    let manifest = format!(
        "[book]\ntitle = \"块\"\n[page]\ncharacters = 20\nlines = 12\n[theme.parts]\nfront = []\nback = []\n{}\n",
        own.join("\n")
    );
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    let article: Vec<&str> = source.lines().filter(|line| !line.starts_with("% ")).collect();
    fs::write(folder.path().join("articles/a.md"), format!("# 题\n\n{}\n", article.join("\n"))).unwrap();
    let drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'><rect width='100' height='50'/></svg>";
    fs::write(folder.path().join("articles/a.svg"), drawing).unwrap();
    set(folder.path())
}

/// The rows of every page below the article's title.
fn shown(set: &Set) -> String {
    let options = &set.project.page;
    let mut out = String::new();
    for page in 0..set.paged.pages.len() {
        if page > 0 {
            out.push_str(&format!("page {}\n", page + 1));
        }
        for (row, text) in rows(&set.paged, page, options) {
            // The end of a line of code is a space that nothing shows.
            out.push_str(&format!("{row} {}\n", text.trim_end()));
        }
    }
    out.trim_end().to_owned()
}

fn rows(paged: &Paged, page: usize, options: &PageOptions) -> BTreeMap<i64, String> {
    let em = options.type_size.to_pt();
    let pitch = options.line_pitch.to_pt();
    let trim = (options.trim.width.to_pt(), options.trim.height.to_pt());
    let height = pitch * f64::from(options.lines - 1) + em;
    let start = (trim.0 - em * f64::from(options.characters)) / 2.0;
    let head = (trim.1 - height) * 0.49;
    let mut rows: BTreeMap<i64, Vec<(f64, f64, String)>> = BTreeMap::new();
    for item in &paged.pages[page].items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let row = ((run.origin.y.to_pt() - head - em * 0.88) / pitch).round() as i64;
        let is_title = page == 0 && run.size.to_pt() > em * 1.9;
        // Folios and running heads stand outside of the type area.
        if is_title || row < 0 || row >= i64::from(options.lines) {
            continue;
        }
        let x = (run.origin.x.to_pt() - start) / em;
        let glyphs = run.glyphs.last().map_or(0.0, |glyph| (glyph.at + glyph.advance).to_pt() / em);
        let words = match item.tag {
            Tag::Slot(_) => run.text.clone(),
            // Without its text a sign still has a place.
            Tag::Artifact(_) if run.text.is_empty() => "{}".to_owned(),
            Tag::Artifact(_) => format!("{{{}}}", run.text),
        };
        rows.entry(row).or_default().push((x, x + glyphs, words));
    }
    rows.into_iter().map(|(row, runs)| (row, joined(runs))).collect()
}

/// Runs that follow closely on one another as one.
fn joined(mut runs: Vec<(f64, f64, String)>) -> String {
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = String::new();
    let mut last = f64::MIN;
    for (start, end, words) in runs {
        if start - last > 0.4 {
            let place = (start * 4.0).round() / 4.0;
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(&format!("{place}:"));
        }
        out.push_str(&words);
        last = end;
    }
    out
}

fn files() -> Vec<PathBuf> {
    let folder = root().join("tests/cases/page");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_ours = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("block"));
    let mut files: Vec<PathBuf> = paths.filter(is_ours).collect();
    files.sort();
    files
}

#[test]
fn blocks_stand_as_their_cases_say() {
    let mut wrong = Vec::new();
    let blesses = std::env::var("BANXIN_BLESS").is_ok_and(|wanted| wanted == "block");
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let (mut found, head) = (Vec::new(), text.split("\n--- ").next().unwrap().to_owned());
        let cases = read(&text);
        assert!(!cases.is_empty(), "{}", path.display());
        for case in &cases {
            let pages = shown(&made(&case.source));
            if pages != case.expected {
                wrong.push(format!("{}\nexpected:\n{}\nfound:\n{pages}\n", case.name, case.expected));
            }
            found.push(format!("\n--- {}\n{}\n=>\n{pages}\n", case.name, case.source));
        }
        if blesses {
            fs::write(&path, format!("{head}{}", found.concat())).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
