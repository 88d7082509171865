//! The ledger of claims as data. In: a book. Out: `facts.json`, whose form `docs/schema/facts.schema.json` fixes: what a release holds, what goes with the
//! screen PDF, what `banxin facts --format json` prints.

use serde_json::{Map, Value, json};

use crate::document::{Article, Book, Claim, Source, plain_text};
use crate::project::Metadata;

/// The version of the form; another one whenever a reader of this one would go wrong.
const VERSION: u32 = 1;

/// The ledger as a JSON value. `day` is the day on which claims count as overdue, `YYYY-MM-DD`.
pub fn ledger(book: &Book, metadata: &Metadata, day: &str) -> Value {
    let claims: Vec<Value> = book.claims.iter().map(|claim| entry(book, claim, day)).collect();
    let mut out = Map::new();
    out.insert("version".to_owned(), json!(VERSION));
    out.insert("book".to_owned(), json!({ "title": metadata.title, "identifier": metadata.identifier }));
    text(&mut out, "edition", metadata.edition.as_ref());
    if !book.fact_notes.method.is_empty() {
        out.insert("method".to_owned(), json!(book.fact_notes.method));
    }
    out.insert("claims".to_owned(), Value::Array(claims));
    Value::Object(out)
}

/// `facts.json`: the ledger as a file. Strings, numbers and lists can't fail to become JSON.
pub fn ledger_file(book: &Book, metadata: &Metadata, day: &str) -> Vec<u8> {
    let text = serde_json::to_string_pretty(&ledger(book, metadata, day)).unwrap_or_default();
    (text + "\n").into_bytes()
}

fn entry(book: &Book, claim: &Claim, day: &str) -> Value {
    let mut out = Map::new();
    out.insert("id".to_owned(), json!(claim.id));
    out.insert("claim".to_owned(), json!(claim.claim));
    out.insert("kind".to_owned(), json!(claim.kind.word()));
    out.insert("status".to_owned(), json!(claim.status.word()));
    text(&mut out, "quotation", claim.at.as_ref());
    if let Some(article) = book.articles().find(|article| article.id == claim.article) {
        out.insert("article".to_owned(), named(article));
    }
    text(&mut out, "anchor", claim.place.as_ref().map(|place| &place.anchor));
    text(&mut out, "text", claim.text.as_ref());
    out.insert("sources".to_owned(), Value::Array(claim.sources.iter().map(source).collect()));
    if let Some(check) = &claim.checked {
        let mut checked = Map::new();
        text(&mut checked, "by", Some(&check.by));
        text(&mut checked, "on", check.on.as_ref());
        text(&mut checked, "text", check.text.as_ref());
        out.insert("checked".to_owned(), Value::Object(checked));
    }
    text(&mut out, "reviewBy", claim.review_by.as_ref());
    text(&mut out, "note", claim.note.as_ref());
    if !claim.corrections.is_empty() {
        let corrections = claim.corrections.iter().map(|correction| {
            let mut out = Map::new();
            text(&mut out, "edition", correction.edition.as_ref());
            text(&mut out, "on", correction.on.as_ref());
            text(&mut out, "text", Some(&correction.text));
            Value::Object(out)
        });
        out.insert("corrections".to_owned(), corrections.collect());
    }
    out.insert("changed".to_owned(), json!(claim.changed()));
    out.insert("overdue".to_owned(), json!(claim.overdue(day)));
    Value::Object(out)
}

fn named(article: &Article) -> Value {
    json!({ "path": article.path, "title": plain_text(&article.title) })
}

fn source(source: &Source) -> Value {
    let mut out = Map::new();
    for (key, value) in [
        ("author", &source.author),
        ("title", &source.title),
        ("publisher", &source.publisher),
        ("date", &source.date),
        ("locator", &source.locator),
        ("url", &source.url),
        ("archive", &source.archive),
        ("accessed", &source.accessed),
        ("kind", &source.kind),
    ] {
        text(&mut out, key, value.as_ref());
    }
    Value::Object(out)
}

fn text(out: &mut Map<String, Value>, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        out.insert(key.to_owned(), json!(value));
    }
}
