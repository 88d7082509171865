//! `banxin facts`. In: a request. Out: the ledger of claims on stdout, as a table or as JSON; or a check written down where its claim is stated; or
//! stubs for sentences that state something and carry no claim.

mod table;

use std::path::PathBuf;

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::{FactsConfig, FactsTask};
use crate::app::typed::TableFormat;
use crate::app::write;
use crate::check;
use crate::diag::{Diagnostic, Files, Said, Severity, Sink};
use crate::document::Claim;
use crate::pipeline::{self, Ledger};
use crate::source::{self, LEDGER, Record};

/// Lists claims, records a check, or suggests claims.
pub(crate) fn facts(config: &FactsConfig, console: &mut Console) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let ledger = pipeline::facts(&config.request, &mut files, &mut sink);
    let has_errors = sink.has_errors();
    // Warnings are what `check` is for.
    let findings: Vec<Diagnostic> =
        sink.into_sorted().into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    if !findings.is_empty() {
        console.report(&findings, &files, &config.request.dir);
    }
    let Some(ledger) = ledger else { return Exit::Findings };
    let exit = if has_errors { Exit::Findings } else { Exit::Done };
    match &config.action {
        FactsTask::List { format, open, on } => {
            let day = on.as_deref().unwrap_or(&ledger.day);
            list(&ledger, *format, *open, day, console);
            exit
        }
        FactsTask::Suggest => {
            suggest(&ledger, console);
            exit
        }
        FactsTask::Check { id, found } => match record(&ledger, id, found, &files) {
            Ok((path, shown)) => {
                console.say(&Said::new(
                    format!("已记入「{}」：{shown}", path.display()),
                    format!("written into `{}`: {shown}", path.display()),
                ));
                exit
            }
            Err(finding) => console.stop(finding),
        },
    }
}

/// Whether a claim needs work.
fn needs_work(claim: &Claim, day: &str) -> bool {
    let is_bare = claim.sources.is_empty();
    claim.status.is_open() || is_bare || claim.place.is_none() || claim.changed() || claim.overdue(day)
}

fn list(ledger: &Ledger, format: TableFormat, open: bool, day: &str, console: &mut Console) {
    let mut book = ledger.book.clone();
    if open {
        book.claims.retain(|claim| needs_work(claim, day));
    }
    match format {
        TableFormat::Table => console.data(&table::table(&book.claims, day, console.look().language)),
        TableFormat::Json => {
            let line = check::ledger(&book, &ledger.project.metadata, day).to_string();
            console.data(&(line + "\n"));
        }
    }
    if format == TableFormat::Table {
        console.say(&table::summary(&ledger.book.claims, day));
    }
}

fn suggest(ledger: &Ledger, console: &mut Console) {
    let stated = check::stated(&ledger.book);
    console.data(&table::stubs(&stated, &ledger.book));
    let (count, known) = (stated.len(), ledger.book.claims.len());
    console.say(&Said::new(
        format!("另有 {count} 句话可以核查；已有 {known} 条主张"),
        format!("{count} more sentences can be checked; there are {known} claims"),
    ));
}

/// Writes a check down. Out: the file, and the claim's new state.
fn record(ledger: &Ledger, id: &str, found: &Record, files: &Files) -> Result<(PathBuf, &'static str), Diagnostic> {
    let claims = &ledger.book.claims;
    let claim = claims.iter().find(|claim| claim.id == id).ok_or_else(|| unknown(id, claims))?;
    let text = files.get(claim.span.file).map(|file| (file.path.clone(), file.text.clone()));
    let (shown, text) = text.ok_or_else(|| unknown(id, claims))?;
    let path = ledger.project.root.join(&shown);
    let found = Record { text: claim.text.clone(), ..found.clone() };
    let written = source::record(&text, shown == LEDGER, id, &found)?;
    let current = std::fs::read(&path).unwrap_or_default();
    // What was read may lack a byte order mark, which stays; anything else is someone else's hand.
    let mark: &[u8] = if current.starts_with(b"\xEF\xBB\xBF") { b"\xEF\xBB\xBF" } else { b"" };
    if current[mark.len()..] != *text.as_bytes() {
        let shown = path.display();
        return Err(Diagnostic::error(
            "file-changed",
            format!("「{shown}」刚刚被改动，或不是 UTF-8"),
            format!("`{shown}` has just been changed, or is not UTF-8"),
        )
        .hint("存好它再试一次", "save it and try again"));
    }
    write::replace(&path, &[mark, written.as_bytes()].concat())?;
    Ok((path, found.status.word()))
}

fn unknown(id: &str, claims: &[Claim]) -> Diagnostic {
    let finding = Diagnostic::error("unknown-claim", format!("没有主张「{id}」"), format!("no claim `{id}`"));
    match crate::project::nearest(id, claims.iter().map(|claim| claim.id.as_str())) {
        Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
        None => finding.hint("`banxin facts` 列出所有主张", "`banxin facts` lists all claims"),
    }
}
