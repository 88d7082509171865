//! Tests of themes: what a theme may say is in docs/themes.md; layers override by key; what can't be understood is found in its file; the
//! specimen has no finding in any theme. With `BANXIN_UPDATE=1` the list of keys in docs/themes.md is written anew.

use std::fs;
use std::path::{Path, PathBuf};

use banxin::diag::{Diagnostic, Files, Language, Severity, Sink};
use banxin::project::theme::{Pitch, ThemeOptions, TypeSize};
use banxin::project::{self, Project};
use banxin::units::{Abs, Em, Writing};

use super::cli::Place;

const BEGIN: &str = "<!-- keys: made by tests/themes.rs -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tables of keys, one a table of the theme.
fn listed() -> String {
    let mut out = String::new();
    let mut table = None;
    for key in ThemeOptions::keys() {
        let (inside, name) = key.name.rsplit_once('.').unwrap_or(("", &key.name));
        if table.as_deref() != Some(inside) {
            let title = if inside.is_empty() { "The theme itself".to_owned() } else { format!("`[{inside}]`") };
            out.push_str(&format!("\n### {title}\n\n| key | value | what it is |\n|-|-|-|\n"));
            table = Some(inside.to_owned());
        }
        out.push_str(&format!("| `{name}` | {} | {} |\n", key.kind.replace('|', "\\|"), key.about.replace('|', "\\|")));
    }
    out
}

#[test]
fn the_document_lists_every_key() {
    let path = root().join("docs/themes.md");
    let kept = fs::read_to_string(&path).unwrap();
    let (before, _) = kept.split_once(BEGIN).expect("docs/themes.md has a place for the keys");
    let made = format!("{before}{BEGIN}\n{}", listed());
    if std::env::var_os("BANXIN_UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    } else {
        assert!(made == kept, "docs/themes.md is not what the themes' keys say: BANXIN_UPDATE=1 rewrites it");
    }
}

/// A book with this `[theme]` and this theme of its own in `my.toml`.
fn opened(manifest: &str, own: &str) -> (Project, Vec<Diagnostic>, Files) {
    let article = ("articles/a.md", "# 天地\n\n天地玄黄，宇宙洪荒。\n");
    let manifest = format!("[book]\ntitle = \"天地\"\n{manifest}");
    let place = Place::with(&[("book.toml", &manifest), ("my.toml", own), article]);
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
    (project, sink.into_sorted(), files)
}

#[test]
fn a_book_that_names_no_theme_is_a_booklet() {
    assert_eq!(opened("", "").0.theme.name, "magazine");
}

#[test]
fn a_theme_brings_its_page_and_the_manifest_overrides_it() {
    let (project, found, _) = opened("[theme]\nname = \"vertical\"\n", "");
    assert_eq!((project.page.writing, found.len()), (Writing::Vertical, 0));
    let (project, found, _) = opened("[page]\nlines = 20\n[theme]\nname = \"literary\"\n", "");
    assert_eq!((project.page.lines, project.page.characters, found.len()), (20, 27, 0));
    // What is counted in characters is no longer meant where the page has another size.
    let (project, found, _) = opened("[page]\ntrim = \"A4\"\n[theme]\nname = \"technical\"\n", "");
    assert_ne!(project.page.characters, 38);
    assert_eq!(found.len(), 0);
}

#[test]
fn keys_override_one_by_one() {
    let manifest = "[theme]\nfile = \"my.toml\"\nheadings.2.size = \"三号\"\nheadings.3.above = 4\n";
    let own = "extends = \"technical\"\naccent = \"#123456\"\n[headings.2]\nsize = 3\nabove = 5\n";
    let (project, found, _) = opened(manifest, own);
    assert_eq!(found.len(), 0, "{found:?}");
    let theme = project.theme;
    assert_eq!(theme.name, "technical");
    let second = &theme.headings.second;
    assert_eq!(second.size.beside(Abs::pt(10.5)), Abs::pt(15.75), "the manifest is above the file");
    assert_eq!(second.above, 5, "the file is above the theme that it extends");
    assert_eq!(second.number.shown(&[3, 2]), "3.2", "what nobody overrides stays");
    assert_eq!(theme.headings.third.above, 4);
    assert_eq!(theme.headings.third.size.beside(Abs::pt(100.0)), Em::new(1.333).at(Abs::pt(100.0)));
}

#[test]
fn what_cannot_be_understood_is_found_in_its_file() {
    for (manifest, own, code, file, line, named) in [
        ("[theme]\nname = \"literery\"\n", "", "wrong-value", "book.toml", 4, "literary"),
        ("[theme]\nacent = \"black\"\n", "", "unknown-key", "book.toml", 4, "accent"),
        ("[theme]\nheadings.2.szie = 1\n", "", "unknown-key", "book.toml", 4, "size"),
        ("[theme]\nheadings.7.size = 1\n", "", "unknown-key", "book.toml", 4, "did you mean"),
        ("[theme]\nfile = \"my.toml\"\n", "extends = \"tecnical\"\n", "wrong-value", "my.toml", 1, "technical"),
        ("[theme]\nfile = \"my.toml\"\n", "\n[quote]\nfont = \"khai\"\n", "wrong-value", "my.toml", 3, "kai"),
        ("[theme]\nfile = \"my.toml\"\n", "[title]\nnumber = \"第{x}章\"\n", "wrong-value", "my.toml", 2, "第{一}章"),
        ("[theme]\nfile = \"my.toml\"\n", "[page]\nlinse = 20\n", "unknown-key", "my.toml", 2, "lines"),
        ("[theme]\nfile = \"my.toml\"\n", "[notes]\nplace = \"foto\"\n", "wrong-value", "my.toml", 2, "foot"),
        ("[theme]\nfile = \"my.toml\"\n", "accent = 3\n", "wrong-value", "my.toml", 1, "black"),
        ("[theme]\nfile = \"my.toml\"\n", "parts.front = [\"titel\"]\n", "wrong-value", "my.toml", 1, "title"),
        ("[theme]\nfile = \"my.toml\"\n", "[title\n", "bad-toml", "my.toml", 1, "`[ ]`"),
    ] {
        let (_, found, files) = opened(manifest, own);
        let finding = found.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{manifest}{own}: {found:?}"));
        let span = finding.span.unwrap();
        let source = files.get(span.file).unwrap();
        assert_eq!((source.path.as_str(), source.place(span.start as usize).line), (file, line), "{manifest}{own}");
        let hints: Vec<&str> = finding.hints.iter().map(|hint| hint.get(Language::English)).collect();
        assert!(hints.iter().any(|hint| hint.contains(named)), "{named} in {hints:?}");
    }
}

#[test]
fn hostile_themes_give_findings() {
    let long = format!("accent = \"{}\"\n", "#".repeat(100_000));
    let many = format!("[list]\nmarks = [{}]\n", "\"a\",".repeat(10_000));
    let braces = format!("[title]\nnumber = \"{}\"\n", "{1}".repeat(10_000));
    let huge = "[title]\nsize = 999999999\nabove = 4294967295\n[code.text]\ninset = 1e300\n".to_owned();
    for own in [long, many, braces, huge] {
        let (_, found, _) = opened("[theme]\nfile = \"my.toml\"\n", &own);
        assert!(found.iter().any(|finding| finding.severity == Severity::Error), "{}", &own[..40]);
    }
}

/// The specimen in a theme, in a folder of its own.
pub(crate) fn specimen(theme: &str) -> Place {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &target);
            } else {
                fs::copy(&path, &target).unwrap();
            }
        }
    }
    let place = Place::with(&[]);
    copy(&root().join("examples/specimen"), place.path());
    let manifest = fs::read_to_string(place.path().join("book.toml")).unwrap();
    let fonts = root().join("fonts").to_string_lossy().into_owned();
    let manifest =
        manifest.replace("\"literary\"", &format!("{theme:?}")).replace("\"../../fonts\"", &format!("{fonts:?}"));
    assert!(manifest.contains(&format!("name = {theme:?}")) && manifest.contains(&fonts));
    fs::write(place.path().join("book.toml"), manifest).unwrap();
    place
}

#[test]
fn the_specimen_has_no_finding_in_any_theme() {
    for theme in ["literary", "technical", "magazine", "vertical"] {
        let place = specimen(theme);
        let ran = place.run("check . --lang en");
        assert_eq!((ran.status, ran.stderr.as_str()), (0, "no findings\n"), "{theme}");
    }
}

/// The sizes of headings, in ems of the body: the chapter's title, the levels that stand on lines of their own, the subtitle.
fn heading_sizes(theme: &str) -> (f64, Vec<f64>, f64) {
    let (project, ..) = opened(&format!("[theme]\nname = {theme:?}\n"), "");
    let (body, look) = (project.page.type_size, project.theme);
    let ems = |size: TypeSize| size.beside(body).in_ems(body).to_f64();
    let levels = look.headings.levels().into_iter().skip(1).filter(|level| !level.run_in);
    (ems(look.title.size), levels.map(|level| ems(level.size)).collect(), ems(look.subtitle.size))
}

/// CLR-N02, N07.
#[test]
fn sizes_of_headings_step_up_from_the_body() {
    // The titles of chapters by format, in points: 小初 to 二号 in 16开, 二号 to 三号 in 32开 and A5.
    let formats =
        [("literary", 15.75, 22.0), ("technical", 21.0, 36.0), ("magazine", 15.75, 22.0), ("vertical", 15.75, 22.0)];
    for (theme, least, most) in formats {
        let (title, levels, subtitle) = heading_sizes(theme);
        assert!((least..=most).contains(&(title * 10.5)), "{theme}: a title of {} pt", title * 10.5);
        assert!(title > levels[0], "{theme}: {title} {levels:?}");
        for pair in levels.windows(2) {
            let step = pair[0] / pair[1];
            assert!((step - 1.0).abs() < 0.001 || (1.099..=1.201).contains(&step), "{theme}: {levels:?}");
        }
        assert!(levels.iter().all(|size| *size >= 1.0), "{theme}: {levels:?}");
        assert!((0.6..=0.72).contains(&(subtitle / title)), "{theme}: {subtitle} below {title}");
    }
}

/// CLR-O07, O14, O15: what is said beside the text is one or two sizes smaller, and the rules of a table are 0.4 and 0.12 mm thick.
#[test]
fn notes_tables_and_captions_are_a_size_or_two_smaller() {
    for theme in ["literary", "technical", "magazine", "vertical"] {
        let (project, ..) = opened(&format!("[theme]\nname = {theme:?}\n"), "");
        let (body, look) = (project.page.type_size, project.theme);
        // 五号 10.5 pt, 小五 9, 六号 7.875.
        for size in [look.notes.text.size, look.table.text.size, look.caption.text.size] {
            let size = size.beside(body).in_ems(body).to_f64();
            assert!((0.745..=0.87).contains(&size), "{theme}: {size}");
        }
        let gap = look.notes.text.pitch;
        assert_eq!(gap, Pitch::Times(Em::new(1.5)), "{theme}: half an em between the lines of a note");
        assert_eq!((look.table.thick, look.table.thin), (Abs::mm(0.4), Abs::mm(0.12)), "{theme}");
        assert_eq!(look.notes.rule, 33, "{theme}: a third of the line");
    }
}
