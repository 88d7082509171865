//! Rules of the source that the line asks for: an article in, the words that are found in it out.

use std::path::Path;

use banxin::check;
use banxin::diag::{Files, Severity, Sink};
use banxin::font::FontSet;
use banxin::{project, source};

use super::book::book;
use crate::cli::Place;

/// What is found in an article: the code, and the words that it points at.
fn told(article: &str) -> Vec<(&'static str, String)> {
    let place = book("", &format!("# 题\n\n{article}\n"));
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
    let (book, _) = source::read(&project, &mut files, &mut sink);
    let found = check::check(&book);
    found.iter().map(|finding| (finding.code, files.slice(finding.span.unwrap()).to_owned())).collect()
}

/// Checks which words one rule points at, and that no other has anything to say.
fn check(code: &str, cases: &[(&str, &[&str])]) {
    for (article, words) in cases {
        let expected: Vec<_> = words.iter().map(|words| (code, (*words).to_owned())).collect();
        assert_eq!(told(article), expected, "{article}");
    }
}

#[test]
fn quotations_of_several_paragraphs_open_anew_in_each() {
    // CLR-C02.
    check(
        "unpaired-quotation",
        &[
            ("他说：“甲。\n\n“乙。\n\n“丙。”\n\n丁。", &[]),
            ("他說：「甲。\n\n「乙『丙』。」", &[]),
            ("他说：“甲。\n\n乙。\n\n丙。”", &[""]),
            ("他說：「甲。\n\n乙。」", &[""]),
            ("他说：“甲。\n\n”乙说。", &["”"]),
            ("他说：“甲。\n\n> 一句诗\n\n乙。”", &[""]),
        ],
    );
}

#[test]
fn quotation_marks_have_partners() {
    // CLR-C02: what is never closed or never opened is no quotation of several paragraphs.
    check(
        "unpaired-quotation",
        &[
            ("“甲‘乙“丙”丁’戊”己“庚”", &[]),
            ("`”` [乙](https://a.b/”) 甲<!-- ” -->", &[]),
            ("„Wort“ 与 „Wort“", &[]),
            ("他说：“甲。\n\n乙。\n\n“丙。”", &["“"]),
            ("他说：“甲。\n\n## 节\n\n乙”。", &["“", "”"]),
            ("他说：“甲。", &["“"]),
            ("甲。”乙“丙”丁", &["”"]),
            ("他说：”甲。”", &["”"]),
            ("“甲。”乙”丙", &["”"]),
            ("“甲。乙说：“丙。”丁“戊”", &["“"]),
            ("文[^一]\n\n[^一]: 注“。", &["“"]),
        ],
    );
}

#[test]
fn a_quotation_is_not_believed_to_go_on_for_ever() {
    // CLR-C02: after seven paragraphs without a mark, both ends are found by themselves.
    let far = |count: usize| format!("甲“乙。\n\n{}丙”丁。", "戊。\n\n".repeat(count));
    check("unpaired-quotation", &[(&far(6), &[""]), (&far(7), &["“", "”"])]);
}

#[test]
fn no_more_than_three_marks_stand_in_a_row() {
    // CLR-C07.
    check(
        "mark-row",
        &[
            ("什么？！不！！！好？`！！！！`", &[]),
            ("什么？？？？不！？！？！", &["？？？？", "！？！？！"]),
            ("什么⁉⁉", &["⁉⁉"]),
            ("什么‼！", &[]),
        ],
    );
}

#[test]
fn captions_have_no_full_stop() {
    // CLR-C12.
    let place = |title: &str| told(&format!("![图](a.png \"{title}\")"));
    assert!(place("图一，桥").is_empty());
    assert!(place("图一。桥").is_empty());
    let found = place("图一，桥。");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "caption-stop");
}

#[test]
fn etc_and_an_ellipsis_exclude_each_other() {
    // CLR-C12: 等 that waits is another word.
    check(
        "etc-ellipsis",
        &[
            ("桃、李等。桃、李……他说，请等……等……等一等", &[]),
            ("桃、李……等他来", &[]),
            ("有桃、李等……", &["等……"]),
            ("有桃、李等等……有甲、乙……等。", &["等等……", "……等"]),
            ("有甲、乙……等等的书", &["……等等"]),
        ],
    );
}

#[test]
fn numbers_have_their_marks() {
    // CLR-C12: one note tells of all in an article.
    check(
        "number-mark",
        &[
            ("一、甲\n\n（一）乙\n\n（1）丙\n\n①丁\n\n## 一、戊", &[]),
            ("1、2、3 都是数。\n\n①、②两处\n\n2024、年\n\n见1、甲", &[]),
            ("1、甲\n\n2、乙", &["1、"]),
            ("（一）、甲", &["（一）、"]),
            ("## ①、甲", &["①、"]),
            ("（1），甲", &["（1），"]),
        ],
    );
}

#[test]
fn coordinate_titles_need_no_comma() {
    // CLR-C13: one note tells of all in an article.
    check(
        "title-comma",
        &[
            ("《甲》《乙》“丙”“丁”", &[]),
            ("《甲》（己）、《乙》，《甲》和、“丁”", &[]),
            ("《甲》、《乙》、《丙》", &["、"]),
            ("“甲”、“乙”", &["、"]),
        ],
    );
}

#[test]
fn none_of_these_is_an_error() {
    // CLR-C13: what editors disagree about is a note.
    let severities: Vec<Severity> = {
        let place = book("", "# 题\n\n“甲”、“乙”\n\n“丙\n");
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
        let (book, _) = source::read(&project, &mut files, &mut sink);
        check::check(&book).iter().map(|finding| finding.severity).collect()
    };
    assert_eq!(severities, [Severity::Note, Severity::Warning]);
}

/// What a book is told of faces, when its list names these roles.
fn told_of_faces(article: &str, roles: &[&str]) -> Vec<String> {
    let place = Place::with(&[("book.toml", "[book]\ntitle = \"书\"\n"), ("articles/a.md", article)]);
    let file = "NotoSerifSC-Regular.full-han.ttf";
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file), place.path().join(file)).unwrap();
    let list: String = roles.iter().map(|role| format!("[{role}]\nname = \"Song\"\nfile = \"{file}\"\n")).collect();
    place.put("fonts.toml", &list);
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
    let (book, _) = source::read(&project, &mut files, &mut sink);
    let fonts = FontSet::load(place.path(), &mut files, &mut sink).unwrap();
    let mut sink = Sink::default();
    check::check_glyphs(&book, &fonts, &files, &mut sink);
    sink.findings().iter().map(|finding| format!("{} {}", finding.code, finding.message.en)).collect()
}

#[test]
fn a_weight_or_slant_that_no_face_has_is_told() {
    // CLR-A07.
    let article = "# 题\n\n正文**重**，**Bold**，*italic* 和 ***both***。\n";
    let found = told_of_faces(article, &["song"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let face = "(played by Noto Serif SC)";
    assert_eq!(
        found[0],
        format!(
            "missing-role the font list doesn't name `song-bold` {face}, `latin-bold` {face}, `latin-italic` {face}, `latin-bold-italic` {face}"
        )
    );
    assert!(told_of_faces("# 题\n\n正文*着重*。\n", &["song", "hei-bold"]).is_empty(), "Hei may be bold Song");
    let all = ["song", "song-bold", "latin-bold", "latin-italic", "latin-bold-italic"];
    assert!(told_of_faces(article, &all).is_empty());
}
