//! Floor 5: the order of things, on one page: from a folder to the bytes of its editions. Nothing is written here.

mod covers;

use std::path::PathBuf;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::check;
use crate::cover;
use crate::diag::{FileId, Files, Severity, Sink};
use crate::display::{Destination, Page, Paged};
use crate::document::{self, Asset, Assets, Book, Claim, Words};
use crate::epub;
use crate::font::{self, FaceUsage, FontSet};
use crate::pdf::{self, PagePreflight};
use crate::project::{self, Edition, EpubProfile, EpubWriting, Links, Project};
use crate::raster;
use crate::source;
use crate::svg::Drawings;
use crate::typeset;
use crate::units::Writing;
use crate::web;

pub use covers::covers;
use covers::{cover_input, covers_of, front_pixels};

/// The largest cover template that is read.
const LARGEST_TEMPLATE: u64 = 1 << 20;

/// Quality of the cover's JPEG, of 100: flat inks and text show blocks below this.
const COVER_QUALITY: u8 = 92;

/// The cover on a site: half as large as an EPUB's.
const WEB_COVER_SCALE: f64 = cover::EPUB_SCALE / 2.0;

/// What to build, as the command line resolved it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that holds `book.toml`.
    pub dir: PathBuf,
    /// The editions asked for; `None` for those that the manifest names.
    pub editions: Option<Vec<Edition>>,
    /// `SOURCE_DATE_EPOCH`, in seconds.
    pub source_date: Option<i64>,
    /// The fonts that came with the program, for a book that has none.
    pub fonts: Option<PathBuf>,
    /// How many threads may work; it never changes what is built.
    pub jobs: usize,
}

/// A finished edition.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The file's name: `slug.epub`, or `slug-web/index.html` for one of several in a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// Which face sets which characters of a book.
pub struct FontReport {
    /// The faces.
    pub fonts: FontSet,
    /// What each of them sets on the pages, in the set's order.
    pub usage: Vec<FaceUsage>,
    /// What none of them has.
    pub missing: Vec<check::MissingCharacter>,
}

/// The claims of a book that has been read.
pub struct Ledger {
    /// What is to be built.
    pub project: Project,
    /// The book with its claims in place.
    pub book: Book,
    /// The day that the book is of, `YYYY-MM-DD`: what is due is due by this day.
    pub day: String,
}

/// All that a release of a book holds.
#[derive(Debug)]
pub struct Made {
    /// What it was made from.
    pub project: Project,
    /// The claims.
    pub claims: Vec<Claim>,
    /// The keywords' terms.
    pub keywords: Vec<String>,
    /// The ledger of claims as a file, where there are claims.
    pub ledger: Option<Vec<u8>>,
    /// The editions.
    pub artifacts: Vec<Artifact>,
    /// The covers, and the wrap where the manifest has one.
    pub covers: Vec<Artifact>,
}

/// A book that has been read and checked.
struct Prepared {
    project: Project,
    book: Book,
    assets: Assets,
    /// The pictures as pages show them, made when the first pages are.
    on_pages: OnceLock<Vec<Asset>>,
    fonts: FontSet,
    template: Option<(String, FileId)>,
    picture: Option<Asset>,
}

/// Builds the editions; `None` when errors were found, which are in `sink`.
pub fn build(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Vec<Artifact>> {
    with_threads(request.jobs, || {
        let prepared = prepare(request, Severity::Warning, files, sink).filter(|_| !sink.has_errors())?;
        let editions = request.editions.clone().unwrap_or_else(|| prepared.project.editions.clone());
        let made = editions_of(&prepared, &editions, files, sink);
        if sink.has_errors() { None } else { made }
    })
}

/// Makes everything that a release holds; `None` when errors were found. A claim that doesn't meet the policy is an error.
pub fn release(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Made> {
    with_threads(request.jobs, || {
        let prepared = prepare(request, Severity::Error, files, sink).filter(|_| !sink.has_errors())?;
        let editions = request.editions.clone().unwrap_or_else(|| prepared.project.editions.clone());
        let artifacts = editions_of(&prepared, &editions, files, sink);
        let covers = covers_of(&prepared, files, sink);
        let (artifacts, covers) = artifacts.zip(covers).filter(|_| !sink.has_errors())?;
        let ledger = ledger_of(&prepared).pop().map(|ledger| ledger.bytes);
        let Prepared { project, book, .. } = prepared;
        let keywords = book.keywords.into_iter().map(|keyword| keyword.term).collect();
        Some(Made { project, claims: book.claims, keywords, ledger, artifacts, covers })
    })
}

/// Reads the book, composes its pages, and leaves all findings in `sink`. Where the print edition is asked for, what each of its pages
/// is printed with.
pub fn check(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Vec<PagePreflight>> {
    with_threads(request.jobs, || {
        let prepared = prepare(request, Severity::Warning, files, sink)?;
        let paged = typeset_book(&prepared, None, files, sink);
        if !request.editions.as_ref().is_some_and(|editions| editions.contains(&Edition::Print)) {
            return None;
        }
        let print = &prepared.project.print;
        let paged = pdf::impose(paged, print, sink);
        let pages = pdf::preflight(&paged, on_pages(&prepared), print, sink);
        // The file is made as well: its pictures are looked at where they are read.
        pdf_bytes(&prepared, &paged, on_pages(&prepared), pdf::Target::Print(print), sink);
        pages
    })
}

/// Composes the pages and looks which face sets what on them; `None` when there is no book or no font.
pub fn fonts(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<FontReport> {
    with_threads(request.jobs, || {
        let prepared = prepare(request, Severity::Warning, files, sink)?;
        let paged = typeset_book(&prepared, None, files, sink);
        let missing = check::missing_characters(&prepared.book, &prepared.fonts, files);
        Some(FontReport { usage: font::usage(&paged, &prepared.fonts), fonts: prepared.fonts, missing })
    })
}

/// Reads a book for its claims; no font is needed. `None` when there is no book.
pub fn facts(request: &Request, files: &mut Files, sink: &mut Sink) -> Option<Ledger> {
    let project = project::open(&request.dir, request.source_date, files, sink)?;
    let (book, _) = source::read(&project, files, sink);
    let day = day(&project);
    Some(Ledger { project, book, day })
}

/// The day that a book is of: of `SOURCE_DATE_EPOCH`, else the manifest's. There is no clock.
fn day(project: &Project) -> String {
    project.metadata.modified.chars().take("YYYY-MM-DD".len()).collect()
}

/// Everything up to the editions. The book is read to its end even if its manifest or fonts have errors.
/// `unmet` is what a claim that doesn't meet the policy counts as.
fn prepare(request: &Request, unmet: Severity, files: &mut Files, sink: &mut Sink) -> Option<Prepared> {
    let project = project::open(&request.dir, request.source_date, files, sink)?.with_fonts(request.fonts.as_deref());
    let fonts = FontSet::load(&project.fonts, files, sink);
    let (book, assets) = source::read(&project, files, sink);
    let unmet = check::facts_policy(&book, &project.facts, &day(&project), unmet);
    for finding in check::check(&book).into_iter().chain(unmet) {
        sink.push(finding);
    }
    let picture = match &project.cover_picture {
        Some(path) => match source::picture(path, &path.display().to_string()) {
            Ok(picture) => Some(picture),
            Err(finding) => {
                sink.push(*finding);
                return None;
            }
        },
        None => None,
    };
    let template = match &project.cover_template {
        Some(path) => Some(read_template(path, files, sink)?),
        None => None,
    };
    let fonts = fonts?;
    check::check_glyphs(&book, &fonts, files, sink);
    as_mdbook(&project, sink);
    Some(Prepared { project, book, assets, on_pages: OnceLock::new(), fonts, template, picture })
}

/// mdBook builds a book of letters that no font here has: its projects are built, and the letters are told.
fn as_mdbook(project: &Project, sink: &mut Sink) {
    if project.mdbook.is_layout {
        sink.soften(&["missing-glyph"]);
    }
}

fn read_template(path: &std::path::Path, files: &mut Files, sink: &mut Sink) -> Option<(String, FileId)> {
    let file = project::read_text(path, &path.display().to_string(), LARGEST_TEMPLATE, files, sink)?;
    Some((files.get(file)?.text.clone(), file))
}

/// The pages that editions are made of: set before the editions, since several may be made of the same.
#[derive(Default)]
struct Leaves {
    /// Those of the PDF, with its cover.
    screen: Option<Set>,
    /// Those that a press prints.
    print: Option<Set>,
}

/// A book that has been set, and what was found.
struct Set {
    paged: Paged,
    findings: Sink,
    /// Whether the cover that is its first page could be made.
    is_whole: bool,
    /// The cover's own pictures, which come after the book's.
    own: Vec<Asset>,
}

/// Sets the pages that the editions need; those of the edition whose pages an EPUB marks among them.
fn leaves_of(prepared: &Prepared, editions: &[Edition], files: &Files) -> Leaves {
    let project = &prepared.project;
    let marked = project.epub.pages.of(&project.editions);
    let marks = editions.iter().any(|edition| matches!(edition, Edition::Epub(_)));
    let needs = |edition: Edition| editions.contains(&edition) || marks && marked == Some(edition);
    let pictures = on_pages(prepared).len();
    let screen = || {
        needs(Edition::Pdf).then(|| {
            let mut findings = Sink::default();
            let cover = (project.pdf.cover && editions.contains(&Edition::Pdf))
                .then(|| cover::front(&cover_input(prepared), project.page.trim, pictures, &mut findings));
            let is_whole = cover.as_ref().is_none_or(Option::is_some);
            let (page, own) = cover.flatten().map(|front| (front.page, front.assets)).unzip();
            let cover = page.map(|page| (page, cover::alt_text(&project.metadata)));
            let paged = typeset_book(prepared, cover, files, &mut findings);
            Set { paged, findings, is_whole, own: own.unwrap_or_default() }
        })
    };
    let print = || {
        needs(Edition::Print).then(|| {
            let mut findings = Sink::default();
            Set { paged: typeset_book(prepared, None, files, &mut findings), findings, is_whole: true, own: Vec::new() }
        })
    };
    let (screen, print) = rayon::join(screen, print);
    Leaves { screen, print }
}

/// The pages that an EPUB marks.
fn pagination(prepared: &Prepared, leaves: &Leaves) -> Option<epub::Pagination> {
    let project = &prepared.project;
    let marked = project.epub.pages.of(&project.editions)?;
    let is_print = marked == Edition::Print;
    let paged = &if is_print { &leaves.print } else { &leaves.screen }.as_ref()?.paged;
    let own = if is_print { "print" } else { "pdf" };
    let isbn = project.metadata.isbn.iter().find(|(edition, _)| edition == own).map(|(_, isbn)| isbn.clone());
    let page = |(at, page): (usize, &Page)| (page.label.clone(), paged.starts.get(&at).copied());
    let label = |place: &Destination| paged.pages.get(place.page).map(|page| page.label.clone());
    Some(epub::Pagination {
        is_print,
        isbn,
        pages: paged.pages.iter().enumerate().map(page).collect(),
        labels: paged.destinations.iter().filter_map(|(name, place)| Some((name.clone(), label(place)?))).collect(),
    })
}

/// Makes each edition, side by side; their findings come in the order in which the editions were named.
fn editions_of(prepared: &Prepared, editions: &[Edition], files: &Files, sink: &mut Sink) -> Option<Vec<Artifact>> {
    let leaves = leaves_of(prepared, editions, files);
    let pagination = pagination(prepared, &leaves);
    let made: Vec<(Option<Vec<Artifact>>, Sink)> = editions
        .par_iter()
        .map(|edition| {
            let mut sink = Sink::default();
            let artifact = match edition {
                Edition::Epub(profile) => epub_editions(prepared, *profile, pagination.as_ref(), &mut sink),
                Edition::Web => web_edition(prepared, &mut sink),
                Edition::Pdf => pdf_edition(prepared, &leaves, &mut sink).map(|made| vec![made]),
                Edition::Print => print_edition(prepared, &leaves, &mut sink).map(|made| vec![made]),
            };
            (artifact, sink)
        })
        .collect();
    let mut artifacts = Vec::new();
    for (artifact, findings) in made {
        sink.append(findings);
        artifacts.push(artifact);
    }
    as_mdbook(&prepared.project, sink);
    Some(artifacts.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// One file for each writing mode that the manifest asks for.
fn epub_editions(
    prepared: &Prepared,
    profile: EpubProfile,
    print: Option<&epub::Pagination>,
    sink: &mut Sink,
) -> Option<Vec<Artifact>> {
    let Prepared { project, .. } = prepared;
    let jpeg = raster::jpeg(&front_pixels(prepared, sink)?, COVER_QUALITY);
    let cover = epub::Cover { jpeg, alt: cover::alt_text(&project.metadata) };
    let modes = project.epub.writing.modes();
    modes.iter().map(|&writing| epub_edition(prepared, profile, writing, (&cover, print), sink)).collect()
}

fn epub_edition(
    prepared: &Prepared,
    profile: EpubProfile,
    writing: Writing,
    (cover, print): (&epub::Cover, Option<&epub::Pagination>),
    sink: &mut Sink,
) -> Option<Artifact> {
    let Prepared { project, book, assets, fonts, .. } = prepared;
    let is_one_of_two = project.epub.writing == EpubWriting::Both;
    let input = epub::Input {
        metadata: &project.metadata,
        book,
        assets,
        fonts: project.epub.fonts.then_some(fonts),
        cover: Some(cover),
        profile,
        writing,
        turns: is_one_of_two,
        paragraphs: project.page.paragraphs,
        obfuscate: project.epub.obfuscate,
        print,
        theme: Some((&project.theme, &project.page)),
        certified_by: None,
    };
    let bytes = epub::write(&input, sink)?;
    let profile = match profile {
        EpubProfile::Standard => "",
        EpubProfile::Kindle => "-kindle",
        EpubProfile::Duokan => "-duokan",
    };
    let mode = if is_one_of_two && writing == Writing::Vertical { "-vertical" } else { "" };
    Some(Artifact { name: format!("{}{mode}{profile}.epub", project.slug), bytes, pages: None })
}

/// A folder of files: each is an artifact of its own, its name beginning with the folder's.
fn web_edition(prepared: &Prepared, sink: &mut Sink) -> Option<Vec<Artifact>> {
    let Prepared { project, book, assets, fonts, .. } = prepared;
    let front = cover::front(&cover_input(prepared), cover::epub_size(), 0, sink)?;
    let pixels = raster::render(&front.page, fonts, &front.assets, WEB_COVER_SCALE)?;
    let pictures = [("images/cover.jpg".to_owned(), raster::jpeg(&pixels, COVER_QUALITY))];
    let fonts = project.web.fonts.then_some(fonts);
    let rendition = epub::render(
        &epub::Input {
            fonts,
            paragraphs: project.page.paragraphs,
            theme: Some((&project.theme, &project.page)),
            ..epub::Input::new(&project.metadata, book, assets)
        },
        sink,
    )?;
    let address = project.web.address.as_deref();
    let files = web::write(
        &web::Input { metadata: &project.metadata, rendition: &rendition, address, pictures: &pictures },
        sink,
    )?;
    let folder = format!("{}-web", project.slug);
    let artifact = |(path, bytes)| Artifact { name: format!("{folder}/{path}"), bytes, pages: None };
    Some(files.into_iter().map(artifact).collect())
}

fn pdf_edition(prepared: &Prepared, leaves: &Leaves, sink: &mut Sink) -> Option<Artifact> {
    let project = &prepared.project;
    let set = leaves.screen.as_ref()?;
    sink.append(set.findings.clone());
    let paged = set.is_whole.then_some(&set.paged)?;
    let with_cover: Vec<Asset>;
    let assets = if set.own.is_empty() {
        on_pages(prepared)
    } else {
        with_cover = on_pages(prepared).iter().chain(&set.own).cloned().collect();
        &with_cover
    };
    let attachments = ledger_of(prepared);
    let bytes = pdf_bytes(prepared, paged, assets, pdf::Target::Screen { attachments: &attachments }, sink)?;
    Some(Artifact { name: format!("{}.pdf", project.slug), bytes, pages: Some(paged.pages.len()) })
}

/// The ledger of claims, for the screen PDF to carry; nothing for a book without claims.
fn ledger_of(prepared: &Prepared) -> Vec<pdf::Attachment> {
    let Prepared { project, book, .. } = prepared;
    if book.claims.is_empty() {
        return Vec::new();
    }
    vec![pdf::Attachment {
        name: "facts.json".to_owned(),
        media_type: "application/json",
        description: Words::of(&project.metadata.language).facts.to_owned(),
        bytes: check::ledger_file(book, &project.metadata, &day(project)),
    }]
}

/// The pages for a press; their cover is printed apart.
fn print_edition(prepared: &Prepared, leaves: &Leaves, sink: &mut Sink) -> Option<Artifact> {
    let print = &prepared.project.print;
    let set = leaves.print.as_ref()?;
    sink.append(set.findings.clone());
    let paged = pdf::impose(set.paged.clone(), print, sink);
    pdf::preflight(&paged, on_pages(prepared), print, sink)?;
    let bytes = pdf_bytes(prepared, &paged, on_pages(prepared), pdf::Target::Print(print), sink)?;
    Some(Artifact { name: format!("{}-print.pdf", prepared.project.slug), bytes, pages: Some(paged.pages.len()) })
}

fn pdf_bytes(
    prepared: &Prepared,
    paged: &Paged,
    assets: &[Asset],
    target: pdf::Target<'_>,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let Prepared { project, book, fonts, .. } = prepared;
    let keywords: Vec<String> = book.keywords.iter().map(|keyword| keyword.term.clone()).collect();
    let metadata = &project.metadata;
    pdf::write(&pdf::Input { metadata, keywords: &keywords, paged, fonts, assets, target }, sink)
}

/// The pictures as pages show them: a drawing that is more than flat colours is pixels there.
fn on_pages(prepared: &Prepared) -> &[Asset] {
    let Prepared { project, assets, fonts, .. } = prepared;
    let paint = || Drawings::new(typeset::faces_for_drawings(fonts)).for_pages(&assets.list, project.page.trim);
    prepared.on_pages.get_or_init(paint)
}

fn typeset_book(prepared: &Prepared, cover: Option<(Page, String)>, files: &Files, sink: &mut Sink) -> Paged {
    let annotated =
        (prepared.project.pdf.links == Links::UrlsAsNotes).then(|| document::with_addresses(&prepared.book));
    let book = annotated.as_ref().unwrap_or(&prepared.book);
    let input = typeset::Input::of(&prepared.project, book, on_pages(prepared), &prepared.fonts, files);
    typeset::typeset(&typeset::Input { cover, ..input }, sink)
}

/// Runs `work` with as many threads as were asked for; where no pool can be had, with those that there are.
fn with_threads<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
