//! Floor 6: a release: editions with their covers, sums, a manifest and notes, in one folder, whole or not at all; and what checks it.
//!
//! In: what the pipeline made, a version, a key. Out: `dist/<slug>-<version>/`. Nothing but the signature has chance in it: the same
//! sources give the same bytes, which `verify` shows by building again. `catalogue` makes feeds and a page of all releases in a folder.

pub mod catalogue;

mod changes;
mod checksum;
mod compare;
mod folder;
mod gate;
mod manifest;
mod markup;
mod notes;
mod signature;
mod verify;
mod version;

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Files, Sink};
use crate::pipeline::{Artifact, Made};
use crate::project::{self, InputFile};

pub use checksum::sha256;
pub use gate::gate;
pub use manifest::{FileRecord, Manifest, Person};
pub use signature::{Key, PublicKey};
pub use verify::{Verdict, rebuilt, source_date, verify};
pub use version::version;

/// The name of the list of sums.
pub const SUMS: &str = "SHA256SUMS";
/// The name of the list's signature.
pub const SIGNATURE: &str = "SHA256SUMS.minisig";
/// The name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// The files of a release, but for sums and signature: editions, covers, claims, changes, notes, manifest.
///
/// `read` is what was read to make it, `findings` are those that let it pass, `outputs` folders that are no part of the sources, `epoch`
/// `SOURCE_DATE_EPOCH`.
pub fn files(
    made: &Made,
    version: &str,
    read: &Files,
    findings: &Sink,
    outputs: &[PathBuf],
    epoch: Option<i64>,
) -> Result<Vec<Artifact>, Diagnostic> {
    let inputs = inputs(made, read, outputs)?;
    let mut files: Vec<Artifact> = made.artifacts.iter().chain(&made.covers).cloned().collect();
    let text = |name: &str, text: String| Artifact { name: name.to_owned(), bytes: text.into_bytes(), pages: None };
    if let Some(ledger) = &made.ledger {
        files.push(Artifact { name: "facts.json".to_owned(), bytes: ledger.clone(), pages: None });
    }
    let changes = changes::excerpt(&made.project, version);
    if let Some(changes) = &changes {
        files.push(text("CHANGES.md", changes.clone()));
    }
    files.push(text("NOTES.md", notes::notes(made, version, changes.as_deref(), &files)));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = manifest::manifest(made, version, &files, inputs, findings, epoch);
    files.push(text(MANIFEST, manifest::to_json(&manifest)));
    Ok(files)
}

/// The files with their sums, and with a signature where there is a key.
pub fn sealed(mut files: Vec<Artifact>, key: Option<&Key>, named: &str) -> Result<Vec<Artifact>, Diagnostic> {
    let sums = checksum::sums(&files);
    if let Some(key) = key {
        let bytes = key.sign(sums.as_bytes(), named)?.into_bytes();
        files.push(Artifact { name: SIGNATURE.to_owned(), bytes, pages: None });
    }
    files.push(Artifact { name: SUMS.to_owned(), bytes: sums.into_bytes(), pages: None });
    Ok(files)
}

/// Writes a release into `folder` of `dist`, whole or not at all. A release that is there is never changed, unless `replace`.
pub fn write(dist: &Path, folder: &str, files: &[Artifact], replace: bool) -> Result<PathBuf, Diagnostic> {
    folder::write(dist, folder, files, replace)
}

/// What a release was made of: hashes and sizes, by name.
fn inputs(made: &Made, read: &Files, outputs: &[PathBuf]) -> Result<Vec<FileRecord>, Diagnostic> {
    let walked =
        project::inputs(&made.project, outputs).map_err(|error| Diagnostic::unreadable(&made.project.root, &error))?;
    let besides = project::asked_besides(&made.project, walked.iter().map(|file| file.path.as_path()), read.asked());
    let mut all = walked;
    all.extend(besides.into_iter().filter(|file| file.path.is_file()));
    all.sort();
    hashed(&all, read)
}

/// Hashes and sizes of files, by name. What was `read` must still be what it was: the editions were made of that.
fn hashed(inputs: &[InputFile], read: &Files) -> Result<Vec<FileRecord>, Diagnostic> {
    let mut out = Vec::new();
    for input in inputs {
        let bytes = std::fs::read(&input.path).map_err(|error| Diagnostic::unreadable(&input.path, &error))?;
        let record = FileRecord::of(&input.name, &bytes);
        if read.taken(&input.name).is_some_and(|taken| checksum::hexadecimal(&taken) != record.sha256) {
            return Err(changed(&input.name));
        }
        out.push(record);
    }
    Ok(out)
}

/// A file that somebody changed while the release was being made: its sum would be that of what no edition was made of.
fn changed(name: &str) -> Diagnostic {
    Diagnostic::error(
        "input-changed",
        format!("「{name}」在做发行包的时候变了"),
        format!("`{name}` changed while the release was being made"),
    )
    .hint("再运行一次", "run it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_that_changed_after_it_was_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "天地").unwrap();
        let (mut read, mut sink) = (Files::default(), Sink::default());
        project::read_text(&path, "a.md", 100, &mut read, &mut sink).unwrap();
        let inputs = [InputFile { name: "a.md".to_owned(), path: path.clone() }];
        assert_eq!(hashed(&inputs, &read).unwrap()[0].sha256, sha256("天地".as_bytes()));
        std::fs::write(&path, "玄黄").unwrap();
        assert_eq!(hashed(&inputs, &read).unwrap_err().code, "input-changed");
    }
}
