//! Each theme's EPUB looks like its PDF: faces, numbers, spaces and inks come from the theme, for the style sheet and for the fonts. In:
//! a book with a theme, opened as the tool does. Out: what its rules and titles say.

use banxin::diag::{Files, Sink};
use banxin::epub::{Input, write};
use banxin::project::{self, Project};

use super::archive::Archive;
use super::sample;
use crate::cli::Place;

fn themed(theme: &str) -> Archive {
    let manifest = format!("[book]\ntitle = \"书\"\n[theme]\nname = \"{theme}\"\n");
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", "# 一\n\n文。\n")]);
    let project: Project = project::open(place.path(), None, &mut Files::default(), &mut Sink::default()).unwrap();
    let (metadata, book, assets) = (sample::metadata(), sample::book(), sample::assets());
    let input = Input {
        fonts: Some(super::fonts()),
        theme: Some((&project.theme, &project.page)),
        ..Input::new(&metadata, &book, &assets)
    };
    let mut sink = Sink::default();
    let archive = Archive::read(&write(&input, &mut sink).unwrap());
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    archive
}

/// The declarations of the theme's last rule with these selectors.
fn rule<'a>(sheet: &'a str, selectors: &str) -> &'a str {
    let opening = format!("\n{selectors} {{ ");
    let at = sheet.rfind(&opening).unwrap_or_else(|| panic!("no rule for {selectors}"));
    sheet[at + opening.len()..].split('}').next().unwrap()
}

#[test]
fn each_theme_looks_like_its_pdf() {
    // selectors, what the rule says: literary, technical, magazine.
    let cases = [
        (".article h1", ["text-align: center", "\"Banxin Hei\"", "\"Banxin Song\""]),
        ("h2", ["text-align: center", "\"Banxin Hei\"", "text-align: start"]),
        ("h3", ["font-weight: normal", "font-size: 1.33em", "font-size: 1.14em"]),
        (".article h1 .number", ["display: block", "display: block", ""]),
        (".standfirst", ["\"Banxin Kai\"", "margin: 1.6em 0 1.6em;", "\"Banxin Kai\""]),
        ("pre", ["background-color: transparent", "background-color: rgba(127, 127, 127, 0.1)", "transparent"]),
        (".alert", ["background: none", "background-color: rgba(127, 127, 127, 0.08)", "background: none"]),
        ("thead", ["1px solid", "background-color: rgba(127, 127, 127, 0.12)", "1px solid"]),
        ("tbody tr + tr", ["border-top: 0", "border-top: 0", "border-top: 0"]),
    ];
    for (at, theme) in ["literary", "technical", "magazine"].into_iter().enumerate() {
        let archive = themed(theme);
        let sheet = archive.text("OEBPS/stylesheet.css");
        for (selectors, says) in &cases {
            let rule = rule(sheet, selectors);
            assert!(rule.contains(says[at]), "{theme}: {selectors} {{ {rule}}}");
        }
    }
}

#[test]
fn numbers_are_those_of_the_theme() {
    for (theme, title) in [("literary", "第一章"), ("technical", "第 1 章")] {
        let archive = themed(theme);
        let number = format!("<span class=\"number\">{title}</span>");
        assert!(archive.text("OEBPS/article-first.xhtml").contains(&number), "{theme}");
        let entry = format!("<a href=\"article-first.xhtml\">{title}\u{3000}");
        assert!(archive.text("OEBPS/nav.xhtml").contains(&entry), "{theme}");
    }
    let archive = themed("magazine");
    assert!(!archive.text("OEBPS/article-first.xhtml").contains("<h1 id=\"title\"><span class=\"number\">"));
}

#[test]
fn words_have_a_colour_only_on_light_paper() {
    let archive = themed("magazine");
    let sheet = archive.text("OEBPS/stylesheet.css");
    let (before, light) = sheet.split_once("@media (prefers-color-scheme: light)").unwrap();
    assert!(light.contains("color: #A62B1F"));
    assert!(!before.contains(" color: #"), "text has a colour in every light");
}
