//! Floor 4: the pages of an EPUB in, a static site out: one page an article, with contents, a search that needs no server, a style
//! for light, dark and paper. Nothing on it is fetched from elsewhere.
//!
//! html (XHTML becomes HTML) → shell (what stands around a text) → search (the words of all pages). Pure: no disk, no clock.

mod html;
mod search;
mod shell;
mod wording;

use std::collections::BTreeMap;

use self::html::Fragment;
use self::shell::Shell;
use self::wording::Wording;
use crate::diag::{Diagnostic, Sink};
use crate::epub::{Rendered, Rendition};
use crate::project::Metadata;

/// What a site is made from.
pub struct Input<'a> {
    /// Data about the publication.
    pub metadata: &'a Metadata,
    /// Its pages, as the EPUB has them.
    pub rendition: &'a Rendition,
    /// Where the site will be, with a `/` at its end: then its pages name their own addresses, and there is a list of them for
    /// search engines.
    pub address: Option<&'a str>,
    /// Pictures beside the pages: path and content.
    pub pictures: &'a [(String, Vec<u8>)],
}

/// The style of the text, and what a browser needs besides.
const STYLE: &str = include_str!("web.css");
/// The search, in the browser.
const SEARCH: &str = include_str!("search.js");

/// Makes a site: paths and contents, in the order of the paths. `None`, with a finding, if a page can't be read.
pub fn write(input: &Input<'_>, sink: &mut Sink) -> Option<Vec<(String, Vec<u8>)>> {
    let wording = Wording::of(&input.metadata.language);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut fragments = Vec::new();
    // The site has no page for the cover alone: its first page shows it.
    for page in input.rendition.pages.iter().filter(|page| page.kind != "cover") {
        match html::fragment(&page.xhtml) {
            Ok(fragment) => fragments.push((page, fragment)),
            Err(reason) => {
                sink.push(unreadable(page, &reason));
                return None;
            }
        }
    }
    let shell = Shell::new(input, wording, &fragments);
    for (at, (page, fragment)) in fragments.iter().enumerate() {
        files.insert(shell::path(page), shell.page(at, page, fragment).into_bytes());
    }
    files.insert("search.html".to_owned(), shell.search().into_bytes());
    files.insert("search-words.js".to_owned(), search::words(&fragments).into_bytes());
    files.insert("search.js".to_owned(), SEARCH.as_bytes().to_vec());
    if let Some(address) = input.address {
        files.insert("sitemap.xml".to_owned(), shell.sitemap(address).into_bytes());
    }
    for (path, bytes) in input.rendition.files.iter().chain(input.pictures) {
        files.entry(path.clone()).or_insert_with(|| bytes.clone());
    }
    if let Some(style) = files.get_mut("stylesheet.css") {
        style.extend_from_slice(STYLE.as_bytes());
    }
    Some(files.into_iter().collect())
}

/// A page with its text as HTML.
type Page<'a> = (&'a Rendered, Fragment);

fn unreadable(page: &Rendered, reason: &str) -> Diagnostic {
    let title = &page.title;
    Diagnostic::error(
        "web-page",
        format!("「{title}」不能转成网页：{reason}"),
        format!("`{title}` can't become a web page: {reason}"),
    )
    .hint("这是 banxin 的缺陷，请报告", "this is a defect of banxin: please report it")
}
