//! Rules of lines that other rooms keep: small books in, what their pages, editions and findings say out.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use banxin::check;
use banxin::diag::{Files, Sink};
use banxin::display::{FaceId, GlyphRun, ItemKind, Orientation, Paged, Tag};
use banxin::font::{FontSet, Role};
use banxin::project;
use banxin::source;
use banxin::typeset::line::{Setting, compose};
use banxin::typeset::{Input, typeset};
use banxin::units::{Abs, Region, Writing};

use super::picture::{SIZE, fonts, measure};
use super::piece::read_text;
use crate::cli::Place;

/// A book of one article.
pub(super) fn book(options: &str, article: &str) -> Place {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let manifest = format!("[book]\ntitle = \"书\"\n[fonts]\ndir = {fonts:?}\n{options}");
    Place::with(&[("book.toml", &manifest), ("articles/a.md", article)])
}

/// Its pages.
pub(super) fn pages(place: &Place) -> Paged {
    pages_of(place.path())
}

/// The pages of a book in a folder.
pub(super) fn pages_of(folder: &Path) -> Paged {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(folder, None, &mut files, &mut sink).unwrap();
    let (book, assets) = source::read(&project, &mut files, &mut sink);
    let input = Input::of(&project, &book, &assets.list, fonts(), &files);
    typeset(&input, &mut sink)
}

/// The runs of text of a book's pages, those of its articles alone.
fn runs(paged: &Paged) -> Vec<&GlyphRun> {
    let items = paged.pages.iter().flat_map(|page| &page.items);
    let content = items.filter(|item| matches!(item.tag, Tag::Slot(_)));
    let glyphs = content.filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Path(_) | ItemKind::Picture { .. } => None,
    });
    glyphs.collect()
}

/// The face that sets the last run with these words: the contents have headings before.
fn face_of(paged: &Paged, words: &str) -> FaceId {
    runs(paged).iter().rfind(|run| run.text.contains(words)).unwrap_or_else(|| panic!("{words} is lost")).face
}

/// The codes of what is found in an article.
fn found(article: &str) -> Vec<&'static str> {
    let place = book("", article);
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let project = project::open(place.path(), None, &mut files, &mut sink).unwrap();
    let (book, _) = source::read(&project, &mut files, &mut sink);
    check::check(&book).iter().map(|finding| finding.code).collect()
}

#[test]
fn four_faces_share_the_work() {
    // CLR-A05.
    let paged = pages(&book("", "# 题目\n\n正文宋体。\n\n## 节名粗宋\n\n> 引文楷体。\n"));
    let faces = ["正文宋体", "节名粗宋", "引文楷体"].map(|words| face_of(&paged, words));
    assert_eq!(faces, [Role::Song, Role::SongBold, Role::Kai].map(|role| fonts().role(role)));
    assert_eq!(BTreeSet::from(faces).len(), 3);
    let all = [Role::Song, Role::Hei, Role::Kai].map(|role| fonts().role(role));
    assert_eq!(BTreeSet::from(all).len(), 3, "Song, Hei and Kai are three faces");
}

#[test]
fn stress_on_han_is_dots_or_kai_and_nothing_slants() {
    // CLR-A06, J11.
    let article = "# 题\n\n正文*着重*正文。\n";
    let dotted = pages(&book("", article));
    let has_dots = |paged: &Paged| runs(paged).iter().any(|run| run.text.is_empty() && run.glyphs.len() == 2);
    assert_eq!(face_of(&dotted, "着重"), fonts().role(Role::Song));
    assert!(has_dots(&dotted));
    let kai = pages(&book("[theme]\nemphasis = \"kai\"\n", article));
    assert_eq!(face_of(&kai, "着重"), fonts().role(Role::Kai));
    assert!(!has_dots(&kai));
}

#[test]
fn a_weight_that_is_missing_is_another_face() {
    // CLR-A07: the set has one file, and every role is played by it as it is.
    let place = Place::with(&[]);
    let file = "NotoSerifSC-Regular.full-han.ttf";
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file), place.path().join(file)).unwrap();
    place.put("fonts.toml", &format!("[song]\nname = \"Song\"\nfile = \"{file}\"\n"));
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let set = FontSet::load(place.path(), &mut files, &mut sink).unwrap();
    assert_eq!(set.role(Role::SongBold), set.role(Role::Song));
    assert!(set.exact(Role::SongBold).is_none());
}

#[test]
fn a_face_may_be_set_smaller_beside_han() {
    // CLR-H07: a factor of the Latin face alone; the Han beside it keep their size.
    let load = |scale: &str| {
        let place = Place::with(&[]);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let files = ["NotoSerifSC-Regular.full-han.ttf", "SourceSerif4_400Regular.ttf"];
        for file in files {
            std::fs::copy(folder.join(file), place.path().join(file)).unwrap();
        }
        let list = format!("[song]\nfile = \"{}\"\n[latin]\nfile = \"{}\"\n{scale}", files[0], files[1]);
        place.put("fonts.toml", &list);
        let mut sink = Sink::default();
        let set = FontSet::load(place.path(), &mut Files::default(), &mut sink);
        (set, sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>())
    };
    let sizes = |set: &FontSet| {
        let setting = Setting::new(set, Region::Mainland, Writing::Horizontal);
        let composed = compose(&read_text("天abc地"), &measure(12), &setting);
        let length = composed.lines[0].end;
        (composed.lines[0].runs.iter().map(|run| run.run.size).collect::<Vec<_>>(), length)
    };
    let (plain, small) = (load("").0.unwrap(), load("scale = 80\n").0.unwrap());
    assert_eq!(sizes(&plain).0, [SIZE; 3]);
    assert_eq!(sizes(&small).0, [SIZE, SIZE.part(80, 100), SIZE]);
    assert!(sizes(&small).1 < sizes(&plain).1);
    assert!(load("scale = 20\n").1.contains(&"bad-scale"));
}

#[test]
fn full_width_letters_are_found() {
    // CLR-A12.
    assert_eq!(found("# 题\n\n用ＡＢＣ和１２。\n"), ["full-width-letter", "full-width-letter"]);
    assert!(found("# 题\n\n用 ABC 和 12。\n").is_empty());
}

#[test]
fn presentation_forms_are_found() {
    // CLR-C03.
    assert_eq!(found("# 题\n\n他说﹁好﹂。\n"), ["presentation-form", "presentation-form"]);
    assert!(found("# 题\n\n他说「好」。\n").is_empty());
}

#[test]
fn ascii_marks_beside_han_are_found() {
    // CLR-C10.
    assert_eq!(found("# 题\n\n你好,世界。\n"), ["ascii-punctuation"]);
    assert!(found("# 题\n\n你好，world, 3.5。\n").is_empty());
}

#[test]
fn raised_points_that_are_no_interpuncts_are_found() {
    // CLR-C08.
    assert_eq!(found("# 题\n\n马克•吐温。\n"), ["interpunct"]);
    assert!(found("# 题\n\n马克·吐温。\n").is_empty());
}

#[test]
fn the_pitch_of_lines_with_dots_is_that_of_lines_without() {
    // CLR-J09.
    let text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜。".repeat(4);
    let baselines = |article: String| {
        let paged = pages(&book("", &article));
        let text = runs(&paged).into_iter().filter(|run| !run.text.is_empty());
        text.map(|run| run.origin.y).collect::<BTreeSet<Abs>>()
    };
    let (plain, dotted) = (baselines(format!("# 题\n\n{text}\n")), baselines(format!("# 题\n\n*{text}*\n")));
    assert!(plain.len() > 4);
    assert_eq!(plain, dotted);
}

#[test]
fn a_quotation_stands_two_em_in_with_a_line_before_and_after() {
    // CLR-L06.
    let paged = pages(&book("[page]\nindent = 0\n", "# 题\n\n前文在此。\n\n> 引文在此。\n\n后文在此。\n"));
    let place = |words: &str| runs(&paged).into_iter().find(|run| run.text.contains(words)).unwrap().origin;
    let (before, quote, after) = (place("前文"), place("引文"), place("后文"));
    assert_eq!(quote.x - before.x, Abs::pt(21.0));
    assert_eq!((quote.y - before.y, after.y - quote.y), (Abs::pt(36.0), Abs::pt(36.0)));
}

#[test]
fn nothing_but_a_break_between_sections_stands_between_paragraphs() {
    // CLR-L01, L02.
    let paged = pages(&book("", "# 题\n\n前文在此。\n\n后文在此。\n\n---\n\n末段在此。\n"));
    let place = |words: &str| runs(&paged).into_iter().find(|run| run.text.contains(words)).unwrap().origin;
    let (before, after, last) = (place("前文"), place("后文"), place("末段"));
    assert_eq!(after.y - before.y, Abs::pt(18.0));
    assert!(last.y - after.y > Abs::pt(18.0));
    assert_eq!(before.x, after.x);
    let flush = pages(&book("[page]\nindent = 0\n", "# 题\n\n前文在此。\n"));
    let start = runs(&flush).into_iter().find(|run| run.text.contains("前文")).unwrap().origin.x;
    assert_eq!(before.x - start, Abs::pt(21.0), "two em of 10.5 pt");
}

#[test]
fn an_epub_has_dots_under_its_text_and_readings_with_brackets() {
    // CLR-J12, K17.
    let place = book("", "# 题\n\n*着重*，{汉字|hàn zì}。\n");
    let ran = place.run("build -e epub");
    assert_eq!(ran.status, 0, "{}", ran.whole());
    let name = std::fs::read_dir(place.path().join("dist")).unwrap().next().unwrap().unwrap().path();
    let mut archive = zip::ZipArchive::new(File::open(name).unwrap()).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.ends_with(".css") || name.ends_with(".xhtml") {
            entry.read_to_string(&mut all).unwrap();
        }
    }
    assert!(all.contains("text-emphasis: filled dot") && all.contains("text-emphasis-position: under right"));
    assert!(all.contains("<ruby>汉<rp>（</rp><rt>hàn</rt><rp>）</rp>字<rp>（</rp><rt>zì</rt><rp>）</rp></ruby>"));
}

#[test]
fn vertical_lines_run_down_and_follow_each_other_to_the_left() {
    // CLR-I01.
    let text = "天地玄黄宇宙洪荒日月盈昃辰宿列张".repeat(6);
    let paged = pages(&book("[page]\nwriting = \"vertical\"\n", &format!("# 题\n\n{text}\n")));
    let lines: Vec<&GlyphRun> = runs(&paged).into_iter().filter(|run| text.contains(&run.text)).collect();
    assert!(lines.len() > 2, "{}", lines.len());
    assert!(lines.iter().all(|run| run.orientation == Orientation::Vertical));
    assert!(lines.windows(2).all(|pair| pair[1].origin.x < pair[0].origin.x), "each to the left of the one before");
    assert!(lines[1].glyphs.windows(2).all(|pair| pair[1].at > pair[0].at));
}

#[test]
fn readings_are_set_without_serifs() {
    // CLR-K10.
    let paged = pages(&book("", "# 题\n\n读{汉|hàn}字。\n"));
    assert_eq!(face_of(&paged, "hàn"), fonts().role(Role::Hei));
}

#[test]
fn loose_lines_are_reported() {
    // CLR-M12.
    let article = "# 题\n\n天地玄黄宇宙洪荒Strengthlessnessesqqqqqqqqqqqqqqqqqqqq日月盈昃。\n";
    let place = book("[page]\ncharacters = 20\n", article);
    let ran = place.run("check --format json");
    assert!(ran.stdout.contains("loose-lines"), "{}", ran.whole());
    assert!(!book("", "# 题\n\n天地玄黄。\n").run("check --format json").stdout.contains("loose-lines"));
}

#[test]
fn rows_of_marks_that_had_to_be_broken_are_reported() {
    // CLR-D04: a row that a line holds is not.
    let told = |marks: usize| {
        let place = book("[page]\ncharacters = 20\n", &format!("# 题\n\n天地{}玄黄。\n", "！".repeat(marks)));
        place.run("check --format json").stdout.contains("broken-marks")
    };
    assert!(told(60));
    assert!(!told(3));
}
