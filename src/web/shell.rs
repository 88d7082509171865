//! What stands around a text on the site: head, links to the contents and the search, the pages before and after. In: the pages as
//! HTML. Out: whole files.

use super::html::Fragment;
use super::wording::Wording;
use super::{Input, Page};
use crate::epub::Rendered;
use crate::units::escaped;

/// The path of a page on the site.
pub(super) fn path(page: &Rendered) -> String {
    renamed(&page.path)
}

/// The path on the site of a file of the edition. The contents are the site's first page.
pub(super) fn renamed(path: &str) -> String {
    match path {
        "nav.xhtml" | "cover.xhtml" => "index.html".to_owned(),
        _ => path.strip_suffix(".xhtml").map_or_else(|| path.to_owned(), |name| format!("{name}.html")),
    }
}

/// What all pages share.
pub(super) struct Shell<'a> {
    input: &'a Input<'a>,
    wording: Wording,
    /// Path and title of each page, in reading order; the first page of the site is first.
    order: Vec<(String, &'a str)>,
}

impl<'a> Shell<'a> {
    /// The shell of a site.
    pub(super) fn new(input: &'a Input<'a>, wording: Wording, pages: &[Page<'a>]) -> Self {
        let reading = pages.iter().filter(|(page, _)| page.kind != "contents");
        let mut order = vec![("index.html".to_owned(), input.metadata.title.as_str())];
        order.extend(reading.map(|(page, _)| (path(page), page.title.as_str())));
        Self { input, wording, order }
    }

    /// A page of the site.
    pub(super) fn page(&self, _at: usize, page: &Rendered, fragment: &Fragment) -> String {
        let path = path(page);
        let is_first = page.kind == "contents";
        let mut main = String::new();
        if is_first {
            main.push_str(&self.opening());
        }
        main.push_str(&fragment.html);
        let title = if is_first { None } else { Some(page.title.as_str()) };
        self.file(&path, title, page.kind, &fragment.head, &main)
    }

    /// The page that searches.
    pub(super) fn search(&self) -> String {
        let words = &self.wording;
        let main = format!(
            "<h1>{search}</h1>\n<form role=\"search\" id=\"search\">\n<label for=\"query\">{query}</label>\n\
             <input type=\"search\" id=\"query\" name=\"q\" autocomplete=\"off\" enterkeyhint=\"search\">\n</form>\n\
             <noscript><p>{no_script}</p></noscript>\n\
             <p id=\"count\" role=\"status\" data-before=\"{before}\" data-after=\"{after}\" data-none=\"{none}\"></p>\n\
             <ol id=\"results\"></ol>\n<script src=\"search-words.js\"></script>\n<script src=\"search.js\"></script>\n",
            search = words.search,
            query = words.query,
            no_script = words.no_script,
            before = words.found.0,
            after = words.found.1,
            none = words.none,
        );
        self.file("search.html", Some(words.search), "search", "", &main)
    }

    /// The list of pages for search engines.
    pub(super) fn sitemap(&self, address: &str) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for (path, _) in &self.order {
            let path = if path == "index.html" { "" } else { path };
            out.push_str(&format!("<url><loc>{}{}</loc></url>\n", escaped(address), escaped(path)));
        }
        out.push_str("</urlset>\n");
        out
    }

    /// What the first page says of the book before its contents.
    fn opening(&self) -> String {
        let metadata = self.input.metadata;
        let mut out = String::from("<div class=\"book\">\n");
        if self.has("images/cover.jpg") {
            let alt = escaped(&metadata.title);
            out.push_str(&format!(
                "<img class=\"cover\" src=\"images/cover.jpg\" alt=\"{alt}\" width=\"400\" height=\"640\">\n"
            ));
        }
        out.push_str(&format!("<div>\n<p class=\"book-title\">{}</p>\n", escaped(&metadata.title)));
        let names: Vec<String> = metadata.contributors.iter().map(|person| escaped(&person.name)).collect();
        let lines = [
            ("book-subtitle", metadata.subtitle.as_deref().map(escaped)),
            ("people", (!names.is_empty()).then(|| names.join("\u{3001}"))),
            ("description", metadata.description.as_deref().map(escaped)),
        ];
        for (class, text) in lines {
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                out.push_str(&format!("<p class=\"{class}\">{text}</p>\n"));
            }
        }
        out.push_str("</div>\n</div>\n");
        out
    }

    fn has(&self, path: &str) -> bool {
        self.input.rendition.files.iter().chain(self.input.pictures).any(|(file, _)| file == path)
    }

    /// A whole file. `title` is missing on the first page, which has the book's.
    fn file(&self, path: &str, title: Option<&str>, kind: &str, data: &str, main: &str) -> String {
        let metadata = self.input.metadata;
        let book = escaped(&metadata.title);
        let title = title.map_or_else(|| book.clone(), |title| format!("{} · {book}", escaped(title)));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n{about}\
             <link rel=\"stylesheet\" href=\"stylesheet.css\">\n{data}</head>\n<body class=\"site {kind}\">\n\
             <a class=\"skip\" href=\"#main\">{skip}</a>\n{head}<main id=\"main\">\n{main}</main>\n{foot}</body>\n</html>\n",
            language = escaped(&metadata.language),
            about = self.about(path),
            skip = self.wording.skip,
            head = self.head(path),
            foot = self.foot(path),
        )
    }

    /// What search engines and other sites are told.
    fn about(&self, path: &str) -> String {
        let mut out = String::new();
        if let Some(description) = self.input.metadata.description.as_deref().filter(|_| path == "index.html") {
            out.push_str(&format!("<meta name=\"description\" content=\"{}\">\n", escaped(description.trim())));
        }
        if let Some(address) = self.input.address {
            let path = if path == "index.html" { "" } else { path };
            out.push_str(&format!("<link rel=\"canonical\" href=\"{}{}\">\n", escaped(address), escaped(path)));
        }
        out
    }

    fn head(&self, path: &str) -> String {
        let words = &self.wording;
        let link = |to: &str, shown: &str| {
            let here = if to == path { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"{to}\"{here}>{shown}</a>")
        };
        format!(
            "<header class=\"site-head\">\n<nav aria-label=\"{}\">\n<span class=\"site-title\">{}</span>\n{}\n{}\n</nav>\n</header>\n",
            words.site,
            escaped(&self.input.metadata.title),
            link("index.html", words.contents),
            link("search.html", words.search),
        )
    }

    /// Links to the pages before and after.
    fn foot(&self, path: &str) -> String {
        let Some(at) = self.order.iter().position(|(own, _)| own == path) else { return String::new() };
        let link = |at: Option<usize>, rel: &str, word: &str| {
            at.and_then(|at| self.order.get(at)).map_or_else(String::new, |(path, title)| {
                format!("<a rel=\"{rel}\" href=\"{}\"><span>{word}</span> {}</a>\n", escaped(path), escaped(title))
            })
        };
        let before = link(at.checked_sub(1), "prev", self.wording.before);
        let next = link(Some(at + 1), "next", self.wording.next);
        format!(
            "<footer class=\"site-foot\">\n<nav aria-label=\"{}\">\n{before}{next}</nav>\n</footer>\n",
            self.wording.pages
        )
    }
}
