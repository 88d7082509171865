//! Tests of: docs/conformance.md. Every clause that the PDF editions implement is looked for in a file, and a fault planted against
//! it is found. The document is made from these tables; with `BANXIN_UPDATE=1` it is written instead of compared.

mod look;
mod press;
mod screen;

use std::fs;
use std::path::Path;

use super::reader::Reader;

/// A clause, how it is looked for, and how it is broken.
pub(super) struct Clause {
    /// The standard and its clause.
    id: &'static str,
    /// What it asks.
    asks: &'static str,
    /// Whether a file keeps it.
    keeps: fn(&Reader) -> bool,
    /// Breaks it.
    breaks: fn(&mut Reader),
}

/// The clauses of an edition hold in a file of it, and each is found to be broken once it is.
#[track_caller]
fn hold(clauses: &[Clause], bytes: &[u8]) {
    for clause in clauses {
        let mut reader = Reader::open(bytes);
        assert!((clause.keeps)(&reader), "{}: {}", clause.id, clause.asks);
        (clause.breaks)(&mut reader);
        assert!(!(clause.keeps)(&reader), "the fault planted against {} isn't found: {}", clause.id, clause.asks);
    }
}

#[test]
fn the_screen_edition_keeps_its_clauses() {
    hold(screen::CLAUSES, &super::sample::full_book());
}

#[test]
fn attached_files_keep_theirs() {
    let bytes = super::sample::with_facts();
    super::keep("attached.pdf", &bytes);
    hold(screen::CLAUSES_OF_ATTACHMENTS, &bytes);
    hold(screen::CLAUSES, &bytes);
}

#[test]
fn the_print_edition_keeps_its_clauses() {
    let x4 = super::print::sample(&super::print::with_profile());
    super::keep("x4.pdf", &x4);
    hold(press::CLAUSES, &x4);
    hold(press::CLAUSES_OF_X4, &x4);
    let x1a = super::print::sample(&super::print::without_profile());
    super::keep("x1a.pdf", &x1a);
    hold(press::CLAUSES, &x1a);
    hold(press::CLAUSES_OF_X1A, &x1a);
}

#[test]
fn the_document_names_every_clause() {
    let made = document();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/conformance.md");
    if std::env::var_os("BANXIN_UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/conformance.md is old: BANXIN_UPDATE=1 cargo nextest run --release clauses");
}

fn document() -> String {
    let parts: [(&str, &str, &[Clause]); 5] = [
        ("Screen: PDF/A-2a and PDF/UA-1", "the_screen_edition_keeps_its_clauses", screen::CLAUSES),
        ("Screen with files attached: PDF/A-3a", "attached_files_keep_theirs", screen::CLAUSES_OF_ATTACHMENTS),
        ("Print", "the_print_edition_keeps_its_clauses", press::CLAUSES),
        ("Print with a profile: PDF/X-4", "the_print_edition_keeps_its_clauses", press::CLAUSES_OF_X4),
        ("Print without a profile: PDF/X-1a:2003", "the_print_edition_keeps_its_clauses", press::CLAUSES_OF_X1A),
    ];
    let mut out = String::from(
        "# Conformance\n\nWhat the PDF editions keep of ISO 19005 (PDF/A), ISO 14289-1 (PDF/UA), ISO 15930 (PDF/X) and ISO 32000-1. Each \
         clause is a row of a table in\n`tests/pdf/clauses/`: the test that is named looks for it in a file, breaks it, and must find the fault. \
         This page is made from\nthose tables (`BANXIN_UPDATE=1 cargo nextest run --release clauses`). `scripts/test.sh` hears judges \
         from outside besides: qpdf and outloud.\n",
    );
    for (title, test, clauses) in parts {
        out.push_str(&format!("\n## {title}\n\nTest: `pdf::clauses::{test}`.\n\n| clause | what it asks |\n|-|-|\n"));
        for clause in clauses {
            out.push_str(&format!("| {} | {} |\n", clause.id, clause.asks));
        }
    }
    out
}
