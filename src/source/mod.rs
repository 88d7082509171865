//! Floor 2: reads articles: Markdown and front matter in, one semantic tree with spans out; and imports foreign text into articles.
//!
//! In: a `Project`. Out: the `Book` with its links, claims and keywords in place, and the pictures it names. Reading never fails; it
//! leaves findings. Every text comes from disk through `project`'s limited reading.

mod absent;
mod article;
mod asset;
mod bracket;
mod caption;
mod claim;
mod claim_search;
mod close;
mod dollar;
mod element;
pub mod filing;
mod flow;
mod frame;
mod front;
mod html;
mod include;
mod inline;
mod keyword;
mod keyword_search;
mod ledger;
mod letter;
mod lines;
mod link;
mod locate;
mod mark_place;
mod markdown;
mod marked;
mod mathjax;
mod name;
mod order;
mod paragraph;
mod quotation;
mod raw;
mod reading;
mod record;
mod reference;
mod segment;
mod shown;
mod splice;
mod stack;
mod styled;
mod table;
mod tag;
mod token;
mod wrap;
mod yaml;

pub mod importers;

use crate::diag::{Diagnostic, Files, Sink};
use crate::document::{
    ArticleRole, Assets, Book, FactNotes, InlineKind, Numbers, Part, Shows, Target, walk_inlines, walk_lines,
};
use crate::project::{Entry, Project};

pub use asset::picture;

use article::Reader;

pub use ledger::LEDGER;
pub use record::{Record, record};

/// What mdBook builds a book with: links and files that lead nowhere. Words stay where links, includes and pictures can't be had.
const AS_MDBOOK: [&str; 7] =
    ["bad-image", "broken-link", "missing-image", "missing-include", "outside-book", "remote-image", "unsafe-link"];

/// Reads every article of a project, its pictures, claims and keywords.
pub fn read(project: &Project, files: &mut Files, sink: &mut Sink) -> (Book, Assets) {
    let mut book = Book::default();
    let mut reader = Reader::new(project);
    for entry in &project.entries {
        match entry {
            Entry::Part { title } => {
                book.parts.push(Part { title: Some(title.clone()), ..Part::default() });
            }
            Entry::Article { .. } => {
                let article = reader.read(entry, files, sink);
                if book.parts.is_empty() {
                    book.parts.push(Part::default());
                }
                if let (Some(part), Some(article)) = (book.parts.last_mut(), article) {
                    part.articles.push(article);
                }
            }
        }
    }
    set_roles(&mut book);
    let mut pictures = asset::Reader::new(&project.root);
    for article in book.articles_mut() {
        link::resolve(article, &reader.places, files, sink);
        pictures.read_article(article, files, sink);
    }
    for (path, sum) in std::mem::take(&mut pictures.asked) {
        sum.into_iter().for_each(|sum| files.take(path.as_str(), sum));
        files.ask(path);
    }
    if project.mdbook.is_layout {
        book.articles_mut().for_each(absent::replace);
        sink.soften(&AS_MDBOOK);
    }
    check_references(&book, sink);
    let ledger = ledger::read(&project.root, files, sink);
    locate::locate(&mut book, &reader.fronts, &ledger, files, sink);
    book.articles_mut().for_each(|article| mark_place::place(article, project.theme.notes.mark_place));
    let facts = &project.facts;
    book.fact_notes =
        FactNotes { method: facts.method.clone(), standard: facts.standard, mark: facts.mark, draft: facts.draft };
    book.index = order::index(&book.keywords, project.index.order);
    (book, pictures.finish())
}

/// Finds out what stands before and after the numbered chapters, and which parts have any.
fn set_roles(book: &mut Book) {
    let numbered: Vec<bool> = book.articles().map(|article| article.numbered).collect();
    let first = numbered.iter().position(|numbered| *numbered).unwrap_or(numbered.len());
    let last = numbered.iter().rposition(|numbered| *numbered).unwrap_or(numbered.len());
    for (at, article) in book.articles_mut().enumerate() {
        article.role = match at {
            _ if at < first => ArticleRole::Preface,
            _ if at > last => ArticleRole::Afterword,
            _ => ArticleRole::Chapter,
        };
    }
    for part in &mut book.parts {
        part.numbered = part.title.is_some() && part.articles.iter().any(|article| article.numbered);
    }
}

/// Reports references by number to what has none.
fn check_references(book: &Book, sink: &mut Sink) {
    let numbers = Numbers::of(book);
    for article in book.articles() {
        for body in std::iter::once(&article.body).chain(article.notes.iter().map(|note| &note.body)) {
            walk_lines(body, &mut |line| {
                walk_inlines(line, &mut |inline| {
                    if let InlineKind::Reference {
                        target: target @ Target::Internal { .. }, shows: Shows::Number, ..
                    } = &inline.kind
                        && numbers.target(target).is_none()
                    {
                        sink.push(
                            Diagnostic::warning(
                                "reference-without-number",
                                "引用的地方没有编号",
                                "what is referred to has no number",
                            )
                            .at(inline.span)
                            .hint(
                                "图表要有题注，公式要有 `{#名字}`，章节要列在编号的目录里；或用 `[第@页](…)`",
                                "figures and tables need a caption, formulas a `{#name}`, chapters a numbered line of SUMMARY.md; or use `[p. @](…)`",
                            ),
                        );
                    }
                });
            });
        }
    }
}
