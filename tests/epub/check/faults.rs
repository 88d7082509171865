//! Faults to plant: each breaks one requirement in one edition.

use std::io::Cursor;
use std::path::Path;

use super::edition::Entry;

/// What is done to an EPUB.
pub(in crate::epub) enum Change {
    /// In a file, the first of these words becomes the other.
    Text(&'static str, &'static str, &'static str),
    /// A file has this content, or is added.
    File(&'static str, fn() -> Vec<u8>),
    /// Entries are moved, renamed, dated.
    Entries(fn(&mut Vec<Entry>)),
    /// The archive itself.
    Bytes(fn(&mut Vec<u8>)),
}

pub(super) struct Fault {
    pub(super) requirement: usize,
    pub(super) edition: &'static str,
    pub(super) name: &'static str,
    pub(super) change: Change,
}

const fn fault(requirement: usize, edition: &'static str, name: &'static str, change: Change) -> Fault {
    Fault { requirement, edition, name, change }
}

const OPF: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const NCX: &str = "OEBPS/toc.ncx";
const FIRST: &str = "OEBPS/article-first.xhtml";
const SECOND: &str = "OEBPS/article-second.xhtml";
const FACTS: &str = "OEBPS/facts.xhtml";
const INDEX: &str = "OEBPS/keywords.xhtml";
const SHEET: &str = "OEBPS/stylesheet.css";
const VERTICAL: &str = "OEBPS/vertical.css";

use Change::{Bytes, Entries, File, Text};

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault(1, "full", "a tag that is not closed", Text(FIRST, "</h1>", "")),
    fault(1, "full", "a link that leads nowhere", Text(FIRST, "id=\"note-1\"", "id=\"note-one\"")),
    fault(1, "full", "a file that the manifest doesn't know", File("OEBPS/extra.xhtml", || b"<html/>".to_vec())),
    fault(1, "full", "a file that isn't there", Entries(|entries| entries.retain(|entry| entry.path != "OEBPS/colophon.xhtml"))),
    fault(1, "full", "no language", Text(OPF, "<dc:language>zh-Hans</dc:language>", "")),
    fault(1, "full", "the spine names nothing", Text(OPF, "idref=\"page-title\"", "idref=\"page-nothing\"")),
    fault(1, "full", "a container that leads nowhere", Text("META-INF/container.xml", "OEBPS/content.opf", "content.opf")),

    fault(2, "full", "an entry with a date", Entries(|entries| entries[3].year = 2026)),
    fault(2, "full", "entries in another order", Entries(|entries| entries.swap(2, 5))),
    fault(2, "full", "modified by the clock", Text(OPF, "2026-11-01T00:00:00Z", "2026-11-28T09:31:07Z")),
    fault(2, "full", "an identifier by chance", Text(OPF, "6f1c2b1e-53a5-5e8b", "6f1c2b1e-53a5-4e8b")),

    fault(3, "full", "mimetype is not first", Entries(|entries| entries.swap(0, 1))),
    fault(3, "full", "mimetype is compressed", Bytes(|bytes| bytes[8] = 8)),
    fault(3, "full", "mimetype has an extra field", Bytes(|bytes| bytes[28] = 4)),
    fault(3, "full", "a data descriptor", Bytes(|bytes| bytes[58 + 6] |= 8)),
    fault(3, "full", "an entry that is longer than it says", Bytes(|bytes| bytes.insert(58 + 200, 0))),

    fault(4, "full", "a path in Chinese", Entries(|entries| entries[4].path = "OEBPS/第一篇.xhtml".into())),
    fault(4, "full", "an id in Chinese", Text(FIRST, "id=\"note-1\"", "id=\"注一\"")),
    fault(4, "full", "an id that stands twice", Text(FIRST, "id=\"note-2\"", "id=\"note-1\"")),
    fault(4, "full", "an id of metadata that the manifest has too", Text(OPF, "id=\"person-1\"", "id=\"ncx\"")),

    fault(5, "full", "a page without a language", Text(FIRST, " lang=\"zh-Hans\"", "")),
    fault(5, "full", "a package without a language", Text(OPF, " xml:lang=\"zh-Hans\"", "")),
    fault(5, "full", "the name of the file as the title", Text(FIRST, "<title>真正的起点：一分钟的沉默", "<title>article-first.xhtml")),
    fault(5, "full", "the title of another page", Text(FIRST, "<title>真正的起点", "<title>起点")),
    fault(5, "full", "Hebrew as Chinese", Text(FIRST, "lang=\"he\" xml:lang=\"he\" dir=\"rtl\"", "")),
    fault(5, "full", "Hebrew from the left", Text(FIRST, " dir=\"rtl\"", "")),

    fault(6, "full", "a title without its type", Text(OPF, "<meta refines=\"#title\" property=\"title-type\">main</meta>", "")),
    fault(6, "full", "no subtitle", Text(OPF, "每种元素各一", "")),
    fault(6, "full", "an author without a role", Text(OPF, "<meta refines=\"#person-1\" property=\"role\" scheme=\"marc:relators\">aut</meta>", "")),
    fault(6, "full", "a translator as the author", Text(OPF, ">trl<", ">aut<")),
    fault(6, "full", "a name that is filed in Chinese", Text(OPF, ">Li Si<", ">李四<")),
    fault(6, "full", "no publisher", Text(OPF, "<dc:publisher>某出版社</dc:publisher>", "")),
    fault(6, "full", "another date", Text(OPF, "<dc:date>2026-11-01", "<dc:date>2026")),
    fault(6, "full", "no rights", Text(OPF, "<dc:rights>版权所有 © 2026 张三</dc:rights>", "")),
    fault(6, "full", "no ISBN", Text(OPF, "urn:isbn:9787111213826", "urn:isbn:")),
    fault(6, "full", "a volume without a number", Text(OPF, "<meta refines=\"#series\" property=\"group-position\">2</meta>", "")),

    fault(7, "full", "no summary", Text(OPF, "schema:accessibilitySummary", "schema:summary")),
    fault(7, "full", "hazards are not spoken of", Text(OPF, "schema:accessibilityHazard", "schema:hazard")),
    fault(7, "full", "no way of reading suffices", Text(OPF, "schema:accessModeSufficient", "schema:mode")),
    fault(7, "full", "conformance without an evaluation", Text(OPF, "</metadata>", "<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>")),
    fault(7, "full", "a feature that the book hasn't", Text(OPF, ">index<", ">pageBreakMarkers<")),
    fault(7, "full", "formulas that are not spoken of", Text(OPF, ">MathML<", ">math<")),

    fault(8, "paged", "a page that is not listed", Text(NAV, "<li><a href=\"article-area.xhtml#page-4\">4</a></li>", "")),
    fault(8, "paged", "a label that is another page's", Text("OEBPS/article-area.xhtml", "id=\"page-4\" aria-label=\"4\"", "id=\"page-4\" aria-label=\"5\"")),
    fault(8, "paged", "pages that the NCX hasn't", Entries(|entries| {
        let ncx = entries.iter_mut().find(|entry| entry.path == NCX).unwrap();
        ncx.bytes = String::from_utf8(ncx.bytes.clone()).unwrap().replace("pageTarget", "target").into_bytes();
    })),
    fault(8, "paged", "a source that is not named", Text(OPF, "property=\"pageBreakSource\"", "property=\"schema:source\"")),
    fault(8, "full", "a source of no pages", Text(OPF, "</metadata>", "<meta property=\"pageBreakSource\">urn:isbn:9787111213826</meta></metadata>")),

    fault(9, "full", "contents without their role", Text(NAV, " role=\"doc-toc\"", "")),
    fault(9, "full", "an entry with other words than in the NCX", Text(NCX, "<text>真正的起点", "<text>起点")),
    fault(9, "full", "a book that the NCX takes for another", Text(NCX, "urn:uuid:6f1c2b1e", "urn:uuid:00000000")),
    fault(9, "full", "another depth", Text(NCX, "\"dtb:depth\" content=\"4\"", "\"dtb:depth\" content=\"1\"")),
    fault(9, "full", "contents outside the spine", Text(OPF, "<itemref idref=\"page-nav\"/>", "")),
    fault(9, "full", "no landmark where the text begins", Text(NAV, "epub:type=\"bodymatter\"", "epub:type=\"chapter\"")),
    fault(9, "full", "no landmark of the index", Text(NAV, "epub:type=\"index\"", "epub:type=\"glossary\"")),
    fault(9, "full", "landmarks with an English name", Text(NAV, "aria-label=\"地标\"", "aria-label=\"Landmarks\"")),
    fault(9, "full", "no list of figures", Text(NAV, "epub:type=\"loi\"", "epub:type=\"list\"")),
    fault(9, "paged", "a table that is not listed", Text(NAV, "<li><a href=\"article-area.xhtml#sec-tab-formats\">", "<li><a>")),

    fault(10, "full", "a mark that is a bare link", Text(FIRST, " role=\"doc-noteref\"", "")),
    fault(10, "full", "a note that readers don't know as one", Text(FIRST, "epub:type=\"footnote\" role=\"doc-footnote\"", "role=\"note\"")),
    fault(10, "full", "a note without a way back", Text(FIRST, "<a href=\"#noteref-1\" role=\"doc-backlink\"", "<a href=\"#noteref-2\" role=\"doc-backlink\"")),
    fault(10, "full", "a way back without a name", Text(FIRST, " role=\"doc-backlink\" aria-label=\"返回正文 1\"", " role=\"doc-backlink\"")),
    fault(10, "full", "a mark that leads to another file", Text(FIRST, "href=\"#note-2\"", "href=\"facts.xhtml#note-2\"")),
    fault(10, "full", "a claim without a way back", Text(FACTS, " role=\"doc-backlink\"", "")),
    fault(10, "full", "a claim that leads to another's note", Text(FIRST, "facts.xhtml#fact-investment", "facts.xhtml#fact-second-claim")),
    fault(10, "full", "an appendix of no sort", Text(FACTS, "epub:type=\"endnotes\" role=\"doc-endnotes\"", "")),

    fault(11, "full", "an index of no sort", Text(INDEX, " role=\"doc-index\"", "")),
    fault(11, "full", "a group under a Chinese letter", Text(INDEX, "<h2>R</h2>", "<h2>人</h2>")),
    fault(11, "full", "groups in another order", Text(INDEX, "<h2>R</h2>", "<h2>Z</h2>")),
    fault(11, "full", "a place that isn't there", Text(INDEX, "#term-rgzn-1\"", "#term-nowhere\"")),
    fault(11, "paged", "a page that the book hasn't", Text(INDEX, "epub:type=\"index-locator\">3</a>", "epub:type=\"index-locator\">3000</a>")),
    fault(11, "full", "a property that costs a finding", Text(OPF, "media-type=\"application/xhtml+xml\"/>", "media-type=\"application/xhtml+xml\" properties=\"index\"/>")),

    fault(12, "full", "a whole font", File("OEBPS/fonts/song.ttf", whole_font)),
    fault(12, "full", "a font for the web alone", File("OEBPS/fonts/song.ttf", || b"wOF2\0\x01\0\0".to_vec())),
    fault(12, "full", "a letter that no font has", Text(FIRST, "的故事", "龘故事")),
    fault(12, "full", "a font that the style sheet doesn't name", Text(SHEET, "fonts/song.ttf", "fonts/other.ttf")),
    fault(12, "vertical", "a font without vertical forms", Entries(|entries| {
        let kai = entries.iter().find(|entry| entry.path.ends_with("/latin.ttf")).unwrap().bytes.clone();
        entries.iter_mut().find(|entry| entry.path.ends_with("/song.ttf")).unwrap().bytes = kai;
    })),

    fault(13, "vertical", "a spine to the right", Text(OPF, "page-progression-direction=\"rtl\"", "page-progression-direction=\"ltr\"")),
    fault(13, "vertical", "no primary-writing-mode", Text(OPF, "primary-writing-mode", "writing-mode")),
    fault(13, "vertical", "nothing for old readers", Text(VERTICAL, "-epub-writing-mode: vertical-rl; ", "")),
    fault(13, "vertical", "nothing for new readers", Text(VERTICAL, " writing-mode: vertical-rl;", "")),
    fault(13, "vertical", "pictures that pass the screen", Text(VERTICAL, "max-width: 90vw; max-height: 85vh", "max-width: 100%")),
    fault(13, "vertical", "no way back to lines across", Text(FIRST, "alternate stylesheet", "stylesheet")),
    fault(13, "full", "a horizontal book to the left", Text(OPF, "page-progression-direction=\"ltr\"", "page-progression-direction=\"rtl\"")),

    fault(14, "full", "a small cover", File("OEBPS/images/cover.jpg", || picture(600, 960, image::ImageFormat::Jpeg))),
    fault(14, "full", "a cover without colours", File("OEBPS/images/cover.jpg", grey_cover)),
    fault(14, "full", "a cover that isn't named", Text(OPF, " properties=\"cover-image\"", "")),
    fault(14, "full", "a cover that old readers don't find", Text(OPF, "<meta name=\"cover\" content=\"cover-image\"/>", "")),
    fault(14, "full", "a cover without words", Text("OEBPS/cover.xhtml", "alt=\"封面：版心样书\"", "alt=\"\"")),
    fault(14, "kindle", "a page for the cover", File("OEBPS/cover.xhtml", || b"<html/>".to_vec())),

    fault(15, "full", "a picture without words", Text(SECOND, " alt=\"一幅图\"", "")),
    fault(15, "full", "a picture with empty words", Text(SECOND, " alt=\"一幅图\"", " alt=\"\"")),
    fault(15, "full", "a formula without words", Text(SECOND, " alttext=\"\\int_0^1 x\\,dx\"", "")),
    fault(15, "full", "formulas that are not declared", Text(OPF, " properties=\"mathml\"", "")),
    fault(15, "full", "a drawing that is not declared", Text(SECOND, "<hr/>", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
    fault(15, "full", "a script that is not declared", Text(SECOND, "<hr/>", "<hr onclick=\"x()\"/>")),
    fault(15, "full", "a picture from elsewhere", Text(SECOND, "src=\"images/", "src=\"https://example.org/")),

    fault(16, "full", "punctuation is trimmed for all", Text(SHEET, "line-break: strict;", "line-break: strict;\n  text-spacing-trim: normal;")),
    fault(16, "full", "spaces are not asked for", Text(SHEET, "@supports (text-autospace: normal)", "@supports (display: block)")),
    fault(16, "full", "points hang nowhere", Text(SHEET, "@supports (hanging-punctuation: allow-end) { html { hanging-punctuation: allow-end; } }", "")),
    fault(16, "full", "lines may begin with anything", Text(SHEET, "line-break: strict;", "")),
    fault(16, "full", "dots above", Text(SHEET, "\n  text-emphasis-position: under right;", "")),

    fault(17, "full", "a picture that is too large", File("OEBPS/images/picture-2.jpg", || picture(3000, 2000, image::ImageFormat::Jpeg))),
    fault(17, "full", "a picture for a press", File("OEBPS/images/picture-2.jpg", || {
        let mut jpeg = picture(8, 8, image::ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        jpeg[frame + 9] = 4;
        jpeg
    })),
    fault(17, "full", "a page that is too long", Entries(|entries| {
        let page = entries.iter_mut().find(|entry| entry.path == FIRST).unwrap();
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        page.bytes = text.replace("</section>", &format!("<p>{}</p></section>", "长".repeat(110_000))).into_bytes();
    })),

    fault(18, "full", "data that can't be read", Text(FACTS, "{\"@context\"", "{@context")),
    fault(18, "full", "data that runs", Text(FACTS, "type=\"application/ld+json\"", "type=\"text/javascript\"")),
    fault(18, "full", "reviews of nothing", Text(FACTS, "\"claimReviewed\"", "\"claim\"")),
    fault(18, "full", "data of no sort", Text(FACTS, "<script type=\"application/ld+json\">", "<script xmlns=\"urn:none\" type=\"application/ld+json\">[")),
];

fn whole_font() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let fonts = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut fonts: Vec<_> =
        fonts.filter(|path| path.extension().is_some_and(|end| end == "otf" || end == "ttf")).collect();
    fonts.sort_by_key(|path| std::cmp::Reverse(path.metadata().unwrap().len()));
    std::fs::read(&fonts[0]).unwrap()
}

fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn grey_cover() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::GrayImage::new(1600, 2560).write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}
