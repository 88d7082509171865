//! Floor 2: reads articles: Markdown and front matter in, one semantic tree with spans out; and imports foreign text into articles.
//!
//! In: a `Project`. Out: the `Book` with its links, claims and keywords in place, and the pictures it names. Reading never fails; it
//! leaves findings. Every text comes from disk through `project`'s limited reading.

mod article;
mod asset;
mod bracket;
mod claim;
mod flow;
mod frame;
mod front;
mod inline;
mod keyword;
mod letter;
mod lines;
mod link;
mod locate;
mod markdown;
mod marked;
mod name;
mod order;
mod styled;
mod tag;
mod token;
mod wrap;
mod yaml;

pub mod importers;

use crate::diag::{Files, Sink};
use crate::document::{Assets, Book, Part};
use crate::project::{Entry, Project};

pub use asset::picture;

use article::Reader;

/// Reads every article of a project, its pictures, claims and keywords.
pub fn read(project: &Project, files: &mut Files, sink: &mut Sink) -> (Book, Assets) {
    let mut book = Book::default();
    let mut reader = Reader::default();
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
    let mut pictures = asset::Reader::new(&project.root);
    for article in book.articles_mut() {
        link::resolve(article, &reader.places, files, sink);
        pictures.read_article(article, files, sink);
    }
    locate::locate(&mut book, &reader.fronts, files, sink);
    book.index = order::index(&book.keywords);
    (book, pictures.finish())
}
