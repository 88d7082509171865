//! Writing modes, profiles and fonts: the same book for other readers.

use super::*;
use crate::cli::Place;

/// The full sample with another profile or writing mode.
pub(super) fn made_bytes(change: impl FnOnce(Input<'static>) -> Input<'static>) -> Vec<u8> {
    static PARTS: OnceLock<(Metadata, Book, Assets, Cover)> = OnceLock::new();
    let (metadata, book, assets, cover) =
        PARTS.get_or_init(|| (sample::metadata(), sample::book(), sample::assets(), sample::cover()));
    let input = Input { fonts: Some(fonts()), cover: Some(cover), ..Input::new(metadata, book, assets) };
    let mut sink = Sink::default();
    let bytes = write(&change(input), &mut sink).unwrap();
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    bytes
}

pub(super) fn made(change: impl FnOnce(Input<'static>) -> Input<'static>) -> Archive {
    let archive = Archive::read(&made_bytes(change));
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    archive
}

#[test]
fn a_vertical_book_runs_to_the_left_and_can_be_turned_clr_i12() {
    let archive = made(|input| Input { writing: Writing::Vertical, ..input });
    has(
        &archive,
        "OEBPS/content.opf",
        &["page-progression-direction=\"rtl\"", "<meta name=\"primary-writing-mode\" content=\"vertical-rl\"/>"],
    );
    let sheet = archive.text("OEBPS/vertical.css");
    for property in ["-epub-writing-mode", "-webkit-writing-mode", "; writing-mode"] {
        assert!(sheet.contains(&format!("{property}: vertical-rl")), "{property}");
    }
    assert!(sheet.contains("max-width: 90vw; max-height: 85vh"));
    let page = archive.text("OEBPS/title.xhtml");
    assert!(
        page.contains("<link rel=\"stylesheet\" type=\"text/css\" href=\"vertical.css\" class=\"vertical\""),
        "{page}"
    );
    assert!(page.contains("<link rel=\"alternate stylesheet\" type=\"text/css\" href=\"horizontal.css\""), "{page}");
    // A horizontal book has none of it, unless it is one of two.
    assert!(!full().1.order.iter().any(|path| path.ends_with("vertical.css")));
    let one_of_two = made(|input| Input { turns: true, ..input }).text("OEBPS/title.xhtml").to_owned();
    assert!(
        one_of_two.contains("rel=\"alternate stylesheet\" type=\"text/css\" href=\"vertical.css\""),
        "{one_of_two}"
    );
}

#[test]
fn words_stand_upright_and_quotes_become_corner_brackets_in_a_vertical_book_clr_i05() {
    let (metadata, book) =
        (bare_metadata(), bare_book(vec![paragraph(vec![text("“AI”于12月3日以Rust写成，共100行。")])]));
    let assets = Assets::default();
    let input = Input { writing: Writing::Vertical, ..Input::new(&metadata, &book, &assets) };
    let archive = Archive::read(&write(&input, &mut Sink::default()).unwrap());
    has(
        &archive,
        "OEBPS/article-one.xhtml",
        &[
            "<p>『<span class=\"stacked\">AI</span>』于<span class=\"upright\">12</span>月<span class=\"stacked\">3</span>日以Rust写成，共100行。</p>",
        ],
    );
}

#[test]
fn kindle_has_no_page_for_its_cover() {
    let archive = made(|input| Input { profile: EpubProfile::Kindle, ..input });
    assert!(!archive.order.iter().any(|path| path.ends_with("cover.xhtml")));
    // The sample has checked claims: its appendix has them as data for programs, but a script is an error there.
    assert!(!archive.text("OEBPS/facts.xhtml").contains("<script"));
    has(&archive, "OEBPS/content.opf", &["properties=\"cover-image\"", "name=\"cover\" content=\"cover-image\""]);
}

#[test]
fn duokan_fills_the_screen_with_the_cover_and_opens_its_own_notes() {
    let archive = made(|input| Input { profile: EpubProfile::Duokan, ..input });
    has(&archive, "OEBPS/content.opf", &["idref=\"page-cover\" properties=\"duokan-page-fullscreen\""]);
    let noted = archive.order.iter().find(|path| archive.text(path).contains("duokan-footnote-item")).unwrap().clone();
    has(
        &archive,
        &noted,
        &[
            "<a class=\"duokan-footnote\" id=\"noteref-1\" href=\"#note-1\"><img src=\"images/note.png\" alt=\"",
            "<ol class=\"duokan-footnote-content\">",
            "<li id=\"note-1\" class=\"duokan-footnote-item\">",
        ],
    );
    assert!(!full().1.text(&noted).contains("duokan"), "the standard book stays clean");
}

#[test]
fn obfuscated_fonts_are_named_and_changed() {
    let (plain, hidden) = (&full().1, made(|input| Input { obfuscate: true, ..input }));
    let fonts = plain.order.iter().filter(|path| path.starts_with("OEBPS/fonts/"));
    let encryption = hidden.text("META-INF/encryption.xml");
    assert!(fonts.clone().count() > 2);
    for font in fonts {
        assert!(encryption.contains(&format!("URI=\"{font}\"")), "{font}");
        assert_ne!(plain.bytes(font)[..1040], hidden.bytes(font)[..1040], "{font}");
    }
    assert!(!plain.order.iter().any(|path| path == "META-INF/encryption.xml"));
}

#[test]
fn fonts_are_subset_and_set_every_letter() {
    let archive = &full().1;
    let fonts: Vec<&String> = archive.order.iter().filter(|path| path.ends_with(".ttf")).collect();
    for role in ["song", "song-bold", "kai", "latin", "latin-bold", "latin-italic", "mono", "latin-marks"] {
        assert!(fonts.iter().any(|path| path.ends_with(&format!("/{role}.ttf"))), "{role} {fonts:?}");
    }
    let size: usize = fonts.iter().map(|path| archive.bytes(path).len()).sum();
    assert!(size < 400_000, "{size}");
    let css = archive.text("OEBPS/stylesheet.css");
    assert!(css.contains(
        "font-family: \"Banxin Song\"; font-weight: bold; font-style: normal; src: url(\"fonts/song-bold.ttf\")"
    ));
}

#[test]
fn a_letter_without_a_glyph_is_named_with_its_place() {
    let (_, sink) = build(&bare_metadata(), &bare_book(vec![paragraph(vec![text("字\u{10FFFD}")])]), Some(fonts()));
    let [finding] = sink.findings() else { panic!("{:?}", sink.findings()) };
    assert_eq!((finding.code, finding.span), ("missing-glyph", Some(sample::SPAN)));
    assert!(finding.message.en.contains("U+10FFFD"), "{}", finding.message.en);
}

#[test]
fn fonts_of_an_article_stay_small_and_so_do_those_of_a_novel() {
    let size = |archive: &Archive| -> usize {
        let fonts = archive.order.iter().filter(|path| path.starts_with("OEBPS/fonts/"));
        fonts.map(|path| archive.bytes(path).len()).sum()
    };
    let article = Archive::read(&paging::epub(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("book"),
        &[Edition::Epub(EpubProfile::Standard)],
    ));
    assert!((100_000..600_000).contains(&size(&article)), "article: {}", size(&article));
    // As many different characters as a novel of 850,000 has.
    let list = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/charsets/core.txt")).unwrap();
    let codes = list.lines().filter_map(|line| u32::from_str_radix(line.trim_start_matches("U+"), 16).ok());
    let han: String = codes
        .filter_map(char::from_u32)
        .filter(|letter| ('\u{4E00}'..'\u{A000}').contains(letter))
        .take(4500)
        .collect();
    assert_eq!(han.chars().count(), 4500);
    let body = vec![heading(2, "heads", &han[..3 * 800]), paragraph(vec![text(&han)])];
    let (novel, sink) = build(&bare_metadata(), &bare_book(body), Some(fonts()));
    assert!(sink.findings().is_empty());
    assert!((1_000_000..3_000_000).contains(&size(&novel)), "novel: {}", size(&novel));
}

#[test]
fn of_both_writing_modes_each_file_can_be_turned_to_the_other() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let manifest = format!(
        "[book]\ntitle = \"书\"\nslug = \"shu\"\n[fonts]\ndir = {fonts:?}\n[epub]\nwriting = \"both\"\nobfuscate = true\n"
    );
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", "# 天地\n\n“玄黄”，宇宙。\n")]);
    assert_eq!(place.run("build -e epub -o out").status, 0);
    for (file, direction, own, other) in
        [("out/shu.epub", "ltr", "stylesheet", "vertical"), ("out/shu-vertical.epub", "rtl", "vertical", "horizontal")]
    {
        let archive = Archive::read(&std::fs::read(place.path().join(file)).unwrap());
        let page = archive.text("OEBPS/article-a.xhtml");
        assert!(page.contains(&format!("<link rel=\"stylesheet\" type=\"text/css\" href=\"{own}.css\"")), "{page}");
        let turned =
            format!("<link rel=\"alternate stylesheet\" type=\"text/css\" href=\"{other}.css\" class=\"{other}\"");
        assert!(page.contains(&turned), "{page}");
        let spine = archive.text("OEBPS/content.opf");
        assert!(spine.contains(&format!("<spine toc=\"ncx\" page-progression-direction=\"{direction}\">")), "{spine}");
        assert!(archive.order.iter().any(|path| path == "META-INF/encryption.xml"));
    }
}

#[test]
fn fonts_bring_the_forms_of_vertical_lines() {
    let archive = made(|input| Input { writing: Writing::Vertical, ..input });
    for family in ["song", "kai"] {
        let path = archive.order.iter().find(|path| path.starts_with("OEBPS/fonts/") && path.contains(family));
        let bytes = archive.bytes(path.unwrap_or_else(|| panic!("no {family} in {:?}", archive.order)));
        // A feature's tag stands in the font as it is written.
        assert!(bytes.windows(4).any(|tag| tag == b"vert"), "{family} has no vertical forms");
    }
}
