//! Floor 3: Book in, the bytes of an EPUB 3.3 out (W3C EPUB 3.3, EPUB Accessibility 1.1, DPUB-ARIA 1.1).
//!
//! survey → pages → fonts and style → pack (`epub-builder`) → finish. Pure: no disk, no clock, the same input gives the
//! same bytes. Only `xml` writes markup.

mod accessibility;
mod address;
mod article;
mod block;
mod breaks;
mod code;
mod date;
mod edition;
mod facts;
mod finish;
mod front;
mod html;
mod index;
mod inline;
mod label;
mod look;
mod math;
mod media;
mod nav;
mod obfuscation;
mod pack;
mod package;
mod page;
mod paging;
mod part;
mod picture;
mod review;
mod sized;
mod style;
mod styled;
mod survey;
mod svg;
mod table;
mod text;
mod theme;
mod title;
mod typeface;
mod upright;
mod voice;
mod xml;

use std::collections::BTreeMap;

use self::edition::Edition;
use self::page::Page;
pub use self::paging::Pagination;
use self::part::Moved;
use crate::diag::{Diagnostic, Sink};
use crate::document::{Assets, Book};
use crate::font::FontSet;
use crate::project::{EpubProfile, Metadata, PageOptions, Paragraphs, ThemeOptions};
use crate::units::Writing;

/// What an EPUB is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Data about the publication.
    pub metadata: &'a Metadata,
    /// Its text.
    pub book: &'a Book,
    /// The pictures that `Picture::asset` counts.
    pub assets: &'a Assets,
    /// The faces to embed, reduced to the book's letters; `None` leaves the choice to the reading system.
    pub fonts: Option<&'a FontSet>,
    /// The cover; without one the book opens with its title page.
    pub cover: Option<&'a Cover>,
    /// The pages of the edition on paper: where they begin is marked, and the index is labelled with them. Without them places are
    /// labelled by their section.
    pub print: Option<&'a Pagination>,
    /// The readers that it is made for.
    pub profile: EpubProfile,
    /// Which way its lines run.
    pub writing: Writing,
    /// Whether readers may turn the lines: an alternate style comes along. A vertical edition always has one (CLR-I12).
    pub turns: bool,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Whether embedded fonts are obfuscated.
    pub obfuscate: bool,
    /// The theme, and the page that its sizes are in proportion to: faces, sizes, spaces, inks and numbers are those of the other editions.
    pub theme: Option<(&'a ThemeOptions, &'a PageOptions)>,
    /// Who has evaluated the book against EPUB Accessibility 1.1, WCAG 2.2 level AA: only then does it claim conformance.
    pub certified_by: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// A horizontal book for all reading systems, without fonts and cover.
    pub fn new(metadata: &'a Metadata, book: &'a Book, assets: &'a Assets) -> Self {
        Self {
            metadata,
            book,
            assets,
            fonts: None,
            cover: None,
            print: None,
            profile: EpubProfile::Standard,
            writing: Writing::Horizontal,
            turns: false,
            paragraphs: Paragraphs::default(),
            obfuscate: false,
            theme: None,
            certified_by: None,
        }
    }
}

/// A cover: 1600 by 2560 pixels, RGB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The picture, as a JPEG file.
    pub jpeg: Vec<u8>,
    /// What is to be seen and read on it.
    pub alt: String,
}

/// A file of the edition that is not a page.
struct Resource {
    path: String,
    bytes: Vec<u8>,
    media_type: &'static str,
    is_cover: bool,
}

/// What sort of page it is: it decides the landmarks and the style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Cover,
    TitlePage,
    Contents,
    Part,
    Article,
    Index,
    Facts,
    Colophon,
}

impl Kind {
    /// The class of the body.
    fn word(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::TitlePage => "title-page",
            Self::Contents => "contents",
            Self::Part => "part",
            Self::Article => "article",
            Self::Index => "index",
            Self::Facts => "facts-page",
            Self::Colophon => "colophon",
        }
    }
}

/// The content of an edition before it is packed: what a static site is made of too.
pub struct Rendition {
    /// The pages in reading order, the contents among them.
    pub pages: Vec<Rendered>,
    /// Style, fonts, pictures: path and content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A page as XHTML.
pub struct Rendered {
    /// Its path in the edition.
    pub path: String,
    /// The real heading.
    pub title: String,
    /// What sort of page it is: the class of its body.
    pub kind: &'static str,
    /// The file.
    pub xhtml: String,
}

/// Makes an EPUB. `None` if it can't be packed, with a finding that says why; other findings are about what it holds.
pub fn write(input: &Input<'_>, sink: &mut Sink) -> Option<Vec<u8>> {
    let edition = named(input, sink)?;
    let Content { pages, moved, mut resources } = content(&edition, part::MOST_BYTES, sink);
    let mut completed = BTreeMap::from([
        ("OEBPS/content.opf", package::package(&edition, &pages, &resources)),
        ("OEBPS/nav.xhtml", pages.iter().find(|page| page.kind == Kind::Contents)?.xhtml.clone()),
        ("OEBPS/toc.ncx", nav::ncx(&edition, &pages, &moved)),
    ]);
    if input.obfuscate {
        completed.extend(obfuscation::obfuscate(&mut resources, input.metadata.identifier.as_str()));
    }
    let packed = pack::pack(&edition, &pages, &resources).and_then(|archive| finish::finish(&archive, &completed));
    packed.map_err(|reason| sink.push(not_packed(&reason))).ok()
}

/// The pages and files of an EPUB, not packed; `None`, with a finding, for a book without a name.
pub fn render(input: &Input<'_>, sink: &mut Sink) -> Option<Rendition> {
    let edition = named(input, sink)?;
    // A site has a page for each article, however long.
    let Content { pages, resources, .. } = content(&edition, usize::MAX, sink);
    let rendered =
        |page: Page| Rendered { path: page.path, title: page.title, kind: page.kind.word(), xhtml: page.xhtml };
    Some(Rendition {
        pages: pages.into_iter().map(rendered).collect(),
        files: resources.into_iter().map(|resource| (resource.path, resource.bytes)).collect(),
    })
}

fn named<'a>(input: &'a Input<'a>, sink: &mut Sink) -> Option<Edition<'a>> {
    is_named(input, sink).then(|| Edition::of(input, sink))
}

/// What an edition holds.
struct Content {
    pages: Vec<Page>,
    moved: Moved,
    resources: Vec<Resource>,
}

/// Writes the pages, none of them with more than `most` bytes as far as its blocks let it, and gathers what goes with them.
fn content(edition: &Edition<'_>, most: usize, sink: &mut Sink) -> Content {
    let pages = pages(edition);
    let (mut pages, moved) = part::in_parts(pages, most);
    let contents = nav::contents(edition, &pages, &moved);
    let after_front = pages.iter().position(|page| !matches!(page.kind, Kind::Cover | Kind::TitlePage));
    pages.insert(after_front.unwrap_or(pages.len()), contents);
    warn_of_large_pages(&pages, sink);
    let resources = resources(edition, &mut pages, sink);
    Content { pages, moved, resources }
}

/// The files besides the pages: style, fonts with the letters of all pages, pictures.
fn resources(edition: &Edition<'_>, pages: &mut [Page], sink: &mut Sink) -> Vec<Resource> {
    let input = edition.input;
    let mut letters = voice::Letters::new();
    for page in pages {
        for (letter, place) in std::mem::take(&mut page.letters) {
            let known = letters.entry(letter).or_insert(place);
            *known = known.or(place);
        }
    }
    let faces = input.fonts.map(|fonts| typeface::embed(&letters, fonts, edition.label.is_chinese(), sink));
    let faces = faces.unwrap_or_default();
    let mut resources = vec![Resource::new(
        "stylesheet.css",
        style::sheet(&faces, input.paragraphs, edition.look()).into_bytes(),
        "text/css",
    )];
    resources.extend(
        edition
            .turned()
            .into_iter()
            .map(|sheet| Resource::new(sheet.path(), sheet.text(&faces, edition.look()).into_bytes(), "text/css")),
    );
    resources.extend(faces.into_iter().map(|face| Resource::new(&face.path, face.bytes, "font/ttf")));
    if input.profile == EpubProfile::Duokan {
        resources.push(Resource::new(article::NOTE_SIGN, include_bytes!("note.png").to_vec(), "image/png"));
    }
    if let Some(cover) = input.cover {
        let cover = Resource::new(front::COVER_IMAGE, cover.jpeg.clone(), "image/jpeg");
        resources.push(Resource { is_cover: true, ..cover });
    }
    resources.extend(edition.pictures.resources());
    for (at, recording) in media::recordings(edition) {
        resources.push(Resource::new(
            &media::path(at, recording),
            recording.bytes.clone(),
            recording.format.media_type(),
        ));
    }
    resources
}

/// The pages besides the contents, in reading order.
fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    // Kindle shows the cover's picture before the book; a page with it would be shown twice (requirement 14).
    let cover = edition.input.cover.filter(|_| edition.input.profile != EpubProfile::Kindle);
    pages.extend(cover.map(|cover| front::cover(edition, cover)));
    pages.push(front::title_page(edition));
    let mut articles = edition.survey.articles.iter();
    for (at, part) in edition.input.book.parts.iter().enumerate() {
        if let Some(title) = &part.title {
            pages.push(front::part(edition, at, &part_path(at), title));
        }
        pages.extend(articles.by_ref().take(part.articles.len()).map(|place| article::article(edition, place)));
    }
    pages.extend(index::index(edition));
    pages.extend(facts::facts(edition));
    pages.push(front::colophon(edition));
    pages
}

fn part_path(at: usize) -> String {
    format!("part-{}.xhtml", at + 1)
}

impl Resource {
    fn new(path: &str, bytes: Vec<u8>, media_type: &'static str) -> Self {
        Self { path: path.to_owned(), bytes, media_type, is_cover: false }
    }
}

/// An EPUB must have a title and an identifier; neither is made up here.
fn is_named(input: &Input<'_>, sink: &mut Sink) -> bool {
    let metadata = input.metadata;
    if metadata.title.trim().is_empty() {
        sink.push(
            Diagnostic::error("missing-title", "这本书没有书名", "the book has no title")
                .hint("在 book.toml 的 [book] title 里写明", "give it in book.toml: [book] title = \"…\""),
        );
        return false;
    }
    if metadata.identifier.trim().is_empty() {
        sink.push(Diagnostic::error("missing-identifier", "这本书没有标识符", "the book has no identifier").hint(
            "标识符应由书名、作者与语言得出，或写成 urn:isbn:…",
            "it is derived from title, contributors and language, or given as urn:isbn:…",
        ));
        return false;
    }
    true
}

/// Kobo refuses content files above this size (EPUB requirement 17).
const LARGEST_PAGE: usize = 10 << 20;

fn warn_of_large_pages(pages: &[Page], sink: &mut Sink) {
    for page in pages.iter().filter(|page| page.xhtml.len() > LARGEST_PAGE) {
        let title = &page.title;
        sink.push(
            Diagnostic::warning(
                "page-too-large",
                format!("「{title}」超过 10 MiB，部分阅读器打不开"),
                format!("`{title}` has more than 10 MiB: some reading systems can't open it"),
            )
            .hint("把这篇文章分成几篇", "divide the article into several"),
        );
    }
}

fn not_packed(reason: &str) -> Diagnostic {
    Diagnostic::error("epub-not-packed", format!("EPUB 打包失败：{reason}"), format!("cannot pack the EPUB: {reason}"))
        .hint("这是 banxin 的缺陷，请报告", "this is a defect of banxin: please report it")
}
