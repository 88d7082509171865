//! What a user gets wrong, as small books that break one thing each. Every error names the file, line and column, shows the
//! line, and says what to do; a build that fails leaves the editions of the one before whole.

use std::ops::RangeInclusive;

use super::cli::{Place, Ran};

/// A book with one mistake.
struct Case {
    /// What is wrong.
    name: &'static str,
    /// The file that is changed from the sound book, and its text.
    file: (&'static str, &'static str),
    /// Line of the place, and the columns that are in it: the mistake's own or those of what holds it.
    line: usize,
    columns: RangeInclusive<usize>,
    /// What the message must name.
    named: &'static str,
}

const ARTICLE: &str = "---\ntitle: 天地\n---\n\n# 天地\n\n天地玄黄，宇宙洪荒。\n";

const CASES: &[Case] = &[
    Case {
        name: "a missing image",
        file: ("articles/a.md", "# 天地\n\n天地玄黄，![图](images/无.png)宇宙洪荒。\n"),
        line: 3,
        columns: 6..=11,
        named: "images/无.png",
    },
    Case {
        name: "an unknown key in book.toml",
        file: ("book.toml", "[book]\ntitle = \"天地\"\ntilte = \"天地\"\n\n[fonts]\ndir = \"FONTS\"\n"),
        line: 3,
        columns: 1..=1,
        named: "tilte",
    },
    Case {
        name: "an unknown key in front matter",
        file: ("articles/a.md", "---\ntitle: 天地\nkeywrods: [天]\n---\n\n天地玄黄。\n"),
        line: 3,
        columns: 1..=1,
        named: "keywrods",
    },
    Case {
        name: "a quotation that is not in the text",
        file: (
            "articles/a.md",
            "---\ntitle: 天地\nfacts:\n  - id: one\n    claim: 天是玄的\n    kind: event\n    status: unchecked\n    \
             at: 地玄天黄\n---\n\n天地玄黄，宇宙洪荒。\n",
        ),
        line: 8,
        columns: 5..=9,
        named: "地玄天黄",
    },
    Case {
        name: "a character that no font has",
        file: ("articles/a.md", "# 天地\n\n天地玄黄，\u{13000}宇宙洪荒。\n"),
        line: 3,
        columns: 6..=6,
        named: "U+13000",
    },
    Case {
        name: "a manifest that is not TOML",
        file: ("book.toml", "[book]\ntitle = \"天地\n"),
        line: 2,
        columns: 9..=12,
        named: "TOML",
    },
    Case {
        name: "front matter without an end",
        file: ("articles/a.md", "---\ntitle: 天地\n\n天地玄黄。\n"),
        line: 1,
        columns: 1..=1,
        named: "unclosed-front-matter",
    },
    Case {
        name: "a theme that is not there",
        file: ("book.toml", "[book]\ntitle = \"天地\"\n[fonts]\ndir = \"FONTS\"\n[theme]\nfile = \"无.toml\"\n"),
        line: 6,
        columns: 8..=8,
        named: "无.toml",
    },
    Case {
        name: "margins that leave no room",
        file: (
            "book.toml",
            "[book]\ntitle = \"天地\"\n[fonts]\ndir = \"FONTS\"\n[page]\nmargins = { head = \"150mm\", foot = \"100mm\" }\n",
        ),
        line: 5,
        columns: 1..=6,
        named: "margins",
    },
    Case {
        name: "a broken internal link",
        file: ("articles/a.md", "# 天地\n\n天地玄黄，见[后文](b.md)。\n"),
        line: 3,
        columns: 7..=12,
        named: "b.md",
    },
];

fn book() -> Place {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let manifest = format!("[book]\ntitle = \"天地\"\n\n[fonts]\ndir = {fonts:?}\n");
    Place::with(&[("book.toml", &manifest), ("articles/a.md", ARTICLE)])
}

/// The sound book with one file changed.
fn broken(case: &Case) -> Place {
    let place = book();
    let text = case.file.1.replace("FONTS", concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"));
    place.put(case.file.0, &text);
    place
}

/// The error is at the place, the line is shown with something underlined, and there is a remedy.
fn check(case: &Case, ran: &Ran, help: &str) {
    let shown = ran.whole();
    let line = case.line;
    assert_eq!(ran.status, 1, "{}: {shown}", case.name);
    let heading = format!("{}:{line}:", case.file.0);
    let column: Option<usize> = shown.split(&heading).nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
    assert!(
        column.is_some_and(|at| case.columns.contains(&at)),
        "{}: not at {heading}{:?}\n{shown}",
        case.name,
        case.columns
    );
    assert!(shown.contains(case.named), "{}: `{}` is not named\n{shown}", case.name, case.named);
    let source = case.file.1.lines().nth(line - 1).unwrap_or("");
    assert!(shown.contains(&format!("{line} | {source}")), "{}: the line is not shown\n{shown}", case.name);
    assert!(shown.contains('^'), "{}: nothing is underlined\n{shown}", case.name);
    assert!(shown.contains(help), "{}: no remedy\n{shown}", case.name);
}

#[test]
fn every_error_has_a_place_and_a_remedy() {
    for case in CASES {
        let place = broken(case);
        check(case, &place.run("build --lang en"), "help: ");
        check(case, &place.run("check --lang zh"), "建议: ");
        assert!(!place.path().join("dist").exists(), "{}: something was written", case.name);
    }
}

#[test]
fn a_failed_build_leaves_the_old_editions_whole() {
    let place = book();
    let sound = place.run("build");
    assert_eq!(sound.status, 0, "{}", sound.whole());
    let made: Vec<_> = sound.stdout.lines().map(str::to_owned).collect();
    assert_eq!(made.len(), 2, "{}", sound.whole());
    let bytes = |name: &String| std::fs::read(place.path().join(name)).unwrap();
    let before: Vec<_> = made.iter().map(bytes).collect();
    for case in CASES {
        place.put("articles/a.md", ARTICLE);
        let manifest = place.get("book.toml");
        let text = case.file.1.replace("FONTS", concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"));
        place.put(case.file.0, &text);
        let failed = place.run("build");
        assert_eq!((failed.status, failed.stdout.as_str()), (1, ""), "{}: {}", case.name, failed.whole());
        assert_eq!(made.iter().map(bytes).collect::<Vec<_>>(), before, "{}", case.name);
        assert_eq!(std::fs::read_dir(place.path().join("dist")).unwrap().count(), 2, "{}", case.name);
        place.put("book.toml", &manifest);
    }
}

#[test]
fn the_forms_for_programs_name_the_same_place() {
    let case = &CASES[0];
    let place = broken(case);
    let json = place.run("check --format json --lang en");
    let first: serde_json::Value = serde_json::from_str(json.stdout.lines().next().unwrap()).unwrap();
    assert_eq!((&first["file"], &first["line"]), (&case.file.0.into(), &case.line.into()), "{}", json.whole());
    assert!(first["column"].as_u64().is_some_and(|at| case.columns.contains(&(at as usize))), "{}", json.whole());
    let github = place.run("check --format github");
    assert!(github.stdout.starts_with("::error file=articles/a.md,line=3,col="), "{}", github.whole());
}

#[test]
fn what_follows_from_a_broken_manifest_is_not_told() {
    let place = book();
    place.put("book.toml", "[book]\ntitle = \"天地\n");
    let ran = place.run("build --lang en");
    assert!(ran.stderr.contains("error[bad-toml]") && ran.stderr.contains("1 error\n"), "{}", ran.whole());
}

#[test]
#[cfg(unix)]
fn an_article_that_is_a_link_to_nothing_or_out_of_the_book_is_told() {
    for (target, code) in [("nowhere.md", "missing-article"), ("/etc/hosts", "outside-book")] {
        let place = book();
        std::os::unix::fs::symlink(target, place.path().join("articles/b.md")).unwrap();
        let ran = place.run("build --lang en");
        assert_eq!(ran.status, 1, "{}", ran.whole());
        let named = ran.stderr.contains(&format!("error[{code}]: `articles/b.md`"));
        assert!(named && ran.stderr.contains("help: "), "{}", ran.whole());
    }
}

#[test]
fn a_break_at_the_head_of_an_article_is_no_front_matter() {
    let place = book();
    place.put("articles/a.md", "---\n\ntitle: 天地\n\n# 天地\n\n天地玄黄。\n");
    let ran = place.run("check --lang en");
    assert!(!ran.whole().contains("unclosed-front-matter"), "{}", ran.whole());
}

#[test]
fn a_font_list_says_where_it_is_wrong() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let song = format!("[song]\nfile = \"{fonts}/NotoSerifSC-Regular.full-han.ttf\"\n");
    let hebrew = format!("file = \"{fonts}/NotoSerifHebrew-Regular.ttf\"\n");
    for (list, code, place) in [
        (format!("{song}[[fallback]]\n{hebrew}only = \"hebrewish\"\n"), "unknown-script", "fonts.toml:5:"),
        (format!("{song}[[kai]]\n{hebrew}"), "bad-font-list", "fonts.toml:3:"),
        (format!("{song}[kai]\n{hebrew}only = \"hebrew\"\n"), "bad-font-list", "fonts.toml:3:"),
        (format!("[[fallback]]\n{hebrew}"), "no-fonts", "fonts.toml:1:"),
        (format!("{song}[[fallback]]\nfile = \"nowhere.ttf\"\n"), "missing-font", "fonts.toml:4:"),
        (format!("{song}[[fallback]]\n{hebrew}sha256 = \"00\"\n"), "font-checksum", "fonts.toml:5:"),
        (format!("{song}[[fallback]]\n{hebrew}colour = 1\n"), "bad-font-list", "fonts.toml:"),
    ] {
        let book = Place::with(&[
            ("book.toml", "[book]\ntitle = \"天地\"\n"),
            ("articles/a.md", ARTICLE),
            ("fonts/fonts.toml", &list),
        ]);
        let ran = book.run("check --lang en");
        let shown = ran.whole();
        assert_eq!(ran.status, 1, "{list}{shown}");
        assert!(shown.contains(&format!("error[{code}]")) && shown.contains(place), "{list}{shown}");
        assert!(shown.contains("= help: "), "{list}{shown}");
    }
    let sound = format!("{song}[[fallback]]\n{hebrew}only = \"hebrew\"\n");
    let book = Place::with(&[
        ("book.toml", "[book]\ntitle = \"天地\"\n"),
        ("articles/a.md", "# 天地\n\n天地שלום玄黄。\n"),
        ("fonts/fonts.toml", &sound),
    ]);
    let ran = book.run("check --lang en");
    assert_eq!(ran.status, 0, "{}", ran.whole());
}
