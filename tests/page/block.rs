//! Pages as text: cases in `tests/cases/page`, each an article beside what its pages show.
//!
//! A line of what is expected is a row of the type area: its number, then what stands in it, each with its distance from the type
//! area's start in ems: `3 0.75:1. 2:一`. Rows of a vertical page are its columns, counted from the right, and distances go down. What is
//! seen and not read is in braces: `{↩}`; a picture is `[6×3]`, its length along the line and across. `page 2` begins the second page.
//!
//! Lines of a case that begin with `% ` belong to the manifest, those with `%page ` to its `[page]`. `%rules` shows rules, each as its length:
//! `[6.5]`. `%whole` shows the book as it is: its articles, parted by `%chapter`, are as written, with the title of each, pages have their
//! labels, running heads and folios are told as `head` and `foot`; lines that begin with `%summary ` are SUMMARY.md. There is nothing
//! before and after the text unless a case says `parts`. `BANXIN_BLESS=block`
//! writes what is found into the files, to be read before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use banxin::display::{ArtifactKind, GlyphRun, ItemKind, Orientation, Paged, Path, Segment, Tag};
use banxin::project::PageOptions;
use banxin::units::{Rect, Writing};

use super::vertical::middle;
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

/// The lines of a case that begin so, without that.
fn directed<'a>(source: &'a str, word: &str) -> Vec<&'a str> {
    source.lines().filter_map(|line| line.strip_prefix(word)).collect()
}

fn is_whole(source: &str) -> bool {
    source.lines().any(|line| line == "%whole")
}

fn made(source: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("book.toml", &manifest(source));
    let text: Vec<&str> = source.lines().filter(|line| !line.starts_with('%') || *line == "%chapter").collect();
    let title = if is_whole(source) { "" } else { "# 题\n\n" };
    for (at, article) in text.join("\n").split("%chapter\n").enumerate() {
        write(&format!("articles/{}.md", (b'a' + at as u8) as char), &format!("{title}{article}\n"));
    }
    let summary = directed(source, "%summary ");
    if !summary.is_empty() {
        write("SUMMARY.md", &summary.join("\n"));
    }
    write(
        "articles/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'><rect width='100' height='50'/></svg>",
    );
    let picture = image::RgbImage::from_fn(112, 56, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.save(folder.path().join("articles/a.png")).unwrap();
    set(folder.path())
}

fn manifest(source: &str) -> String {
    let own = directed(source, "%page ");
    let is_own = |key: &str| own.iter().any(|line| line.starts_with(key));
    let default = ["characters = 20", "lines = 12"];
    let default = default.into_iter().filter(|line| !is_own(line.split(' ').next().unwrap()));
    let page: Vec<&str> = default.chain(own.iter().copied()).collect();
    let parts = if directed(source, "% ").iter().any(|line| line.contains("parts")) {
        ""
    } else {
        "[theme.parts]\nfront = []\nback = []\n"
    };
    format!("[book]\ntitle = \"块\"\n[page]\n{}\n{parts}{}\n", page.join("\n"), directed(source, "% ").join("\n"))
}

/// What a case wants to see.
#[derive(Clone, Copy)]
struct Show {
    whole: bool,
    rules: bool,
}

/// The rows of every page; below the article's title, where the book isn't shown whole.
fn shown(set: &Set, show: Show) -> String {
    let mut out = String::new();
    for page in 0..set.paged.pages.len() {
        match show.whole {
            true => out.push_str(&format!("page {}\n", set.paged.pages[page].label)),
            false if page > 0 => out.push_str(&format!("page {}\n", page + 1)),
            false => {}
        }
        for (row, text) in rows(&set.paged, page, &set.project.page, show) {
            // The end of a line of code is a space that nothing shows.
            let name = match row {
                HEAD => "head".to_owned(),
                FOOT => "foot".to_owned(),
                row => row.to_string(),
            };
            out.push_str(&format!("{name} {}\n", text.trim_end()));
        }
    }
    out.trim_end().to_owned()
}

/// Where running heads and folios are kept among the rows.
const HEAD: i64 = i64::MIN;
const FOOT: i64 = i64::MAX;

/// Where things stand on a page: from the type area's start along the line, and from its head to the em boxes.
struct Area {
    writing: Writing,
    em: f64,
    pitch: f64,
    lines: i64,
    /// The type area's edges on paper.
    left: f64,
    right: f64,
    head: f64,
}

impl Area {
    fn of(options: &PageOptions, is_recto: bool) -> Self {
        let (margins, size) = (options.margins(), options.area());
        // A horizontal book is bound at the left of its rectos, a vertical one at their right.
        let left = match (options.writing, is_recto) {
            (Writing::Horizontal, true) | (Writing::Vertical, false) => margins.spine,
            (Writing::Horizontal, false) | (Writing::Vertical, true) => margins.fore,
        };
        Self {
            writing: options.writing,
            em: options.type_size.to_pt(),
            pitch: options.line_pitch.to_pt(),
            lines: i64::from(options.lines),
            left: left.to_pt(),
            right: (left + size.width).to_pt(),
            head: margins.head.to_pt(),
        }
    }

    /// The row of a run, and where it begins along the line, in ems.
    fn place(&self, run: &GlyphRun) -> (i64, f64) {
        match self.writing {
            Writing::Horizontal => {
                let row = ((run.origin.y.to_pt() - self.head - self.em * 0.88) / self.pitch).round() as i64;
                (row, (run.origin.x.to_pt() - self.left) / self.em)
            }
            Writing::Vertical => {
                let row = ((self.right - middle(run).to_pt() - self.em / 2.0) / self.pitch).round() as i64;
                (row, (run.origin.y.to_pt() - self.head) / self.em)
            }
        }
    }

    /// The same of what fills a box, with its length along the line and across, in ems.
    fn box_place(&self, area: Rect) -> (i64, f64, f64, f64) {
        let (x, y) = (area.origin.x.to_pt(), area.origin.y.to_pt());
        let (width, height) = (area.size.width.to_pt() / self.em, area.size.height.to_pt() / self.em);
        match self.writing {
            Writing::Horizontal => {
                (((y - self.head) / self.pitch).floor() as i64, (x - self.left) / self.em, width, height)
            }
            Writing::Vertical => {
                let row = ((self.right - area.right().to_pt()) / self.pitch).floor() as i64;
                (row, (y - self.head) / self.em, height, width)
            }
        }
    }
}

fn quarter(ems: f64) -> f64 {
    (ems * 4.0).round() / 4.0
}

fn rows(paged: &Paged, page: usize, options: &PageOptions, show: Show) -> BTreeMap<i64, String> {
    let area = Area::of(options, page.is_multiple_of(2));
    let mut rows: BTreeMap<i64, Vec<(f64, f64, String)>> = BTreeMap::new();
    for item in &paged.pages[page].items {
        let run = match &item.kind {
            ItemKind::Glyphs(run) => run,
            ItemKind::Picture { area: own, .. } => {
                let (row, start, along, across) = area.box_place(*own);
                let words = format!("[{}×{}]", quarter(along), quarter(across));
                rows.entry(row).or_default().push((start, start + along, words));
                continue;
            }
            ItemKind::Path(path) => {
                if let Some((row, start, length)) = rule(path, &area).filter(|_| show.rules) {
                    rows.entry(row).or_default().push((start, start + length, format!("[{}]", quarter(length))));
                }
                continue;
            }
        };
        let (row, start) = area.place(run);
        let row = match item.tag {
            Tag::Artifact(ArtifactKind::Header) => HEAD,
            Tag::Artifact(ArtifactKind::Footer) => FOOT,
            _ => row,
        };
        let is_title = page == 0 && run.size.to_pt() > area.em * 1.9;
        // Folios and running heads stand outside of the type area.
        if !show.whole && (is_title || row < 0 || row >= area.lines) {
            continue;
        }
        let start = if row == HEAD || row == FOOT { furniture_start(run, &area) } else { start };
        let length = run.glyphs.last().map_or(0.0, |glyph| (glyph.at + glyph.advance).to_pt() / area.em);
        let words = match item.tag {
            Tag::Artifact(ArtifactKind::Header | ArtifactKind::Footer) | Tag::Slot(_) => run.text.to_string(),
            // Without its text a sign still has a place.
            Tag::Artifact(_) if run.text.is_empty() => "{}".to_owned(),
            Tag::Artifact(_) => format!("{{{}}}", run.text),
        };
        rows.entry(row).or_default().push((start, start + length, words));
    }
    rows.into_iter().map(|(row, runs)| (row, joined(runs))).collect()
}

/// Furniture that runs across a vertical page is told from the left edge of its type area.
fn furniture_start(run: &GlyphRun, area: &Area) -> f64 {
    match (area.writing, run.orientation) {
        (Writing::Vertical, Orientation::Vertical | Orientation::Sideways) => area.place(run).1,
        _ => (run.origin.x.to_pt() - area.left) / area.em,
    }
}

/// A path that is a rule along the line: its row, where it begins and how long it is.
fn rule(path: &Path, area: &Area) -> Option<(i64, f64, f64)> {
    path.fill?;
    let corners = path.segments.iter().filter(|segment| matches!(segment, Segment::Move(_) | Segment::Line(_))).count();
    let (row, start, along, across) = area.box_place(path.bounds()?);
    (corners == 4 && across < 0.3 && along > 1.0).then_some((row, start, along))
}

/// Runs that follow closely on one another as one.
fn joined(mut runs: Vec<(f64, f64, String)>) -> String {
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = String::new();
    let mut last = f64::MIN;
    for (start, end, words) in runs {
        if start - last > 0.4 {
            let place = quarter(start) + 0.0;
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(&format!("{place}:"));
        }
        out.push_str(&words);
        last = last.max(end);
    }
    out
}

fn files() -> Vec<PathBuf> {
    let folder = root().join("tests/cases/page");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    // These two are pages of the project's own book.
    let own = ["article.txt", "vertical.txt"];
    let is_ours = |path: &PathBuf| !own.iter().any(|name| path.ends_with(name));
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
            let show = Show { whole: is_whole(&case.source), rules: case.source.lines().any(|line| line == "%rules") };
            let pages = shown(&made(&case.source), show);
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
