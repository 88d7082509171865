//! A release on disk: its files in, one folder out, whole or not at all: everything is written beside it and reaches the disk before
//! the folder takes its name.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;
use crate::pipeline::Artifact;

/// Writes `files` as `dist/name`.
pub(super) fn write(dist: &Path, name: &str, files: &[Artifact], replace: bool) -> Result<PathBuf, Diagnostic> {
    let (whole, partial) = (dist.join(name), dist.join(format!(".{name}.partial")));
    if whole.exists() && !replace {
        return Err(exists(&whole));
    }
    let written = fill(&partial, files).and_then(|()| {
        if whole.exists() {
            let old = dist.join(format!(".{name}.old"));
            remove(&old)?;
            fs::rename(&whole, &old)?;
            fs::rename(&partial, &whole)?;
            remove(&old)
        } else {
            fs::rename(&partial, &whole)
        }
    });
    if let Err(error) = written {
        // The error that is told is the first one.
        let _ = remove(&partial);
        return Err(Diagnostic::unwritable(&whole, &error));
    }
    if let Ok(folder) = File::open(dist) {
        let _ = folder.sync_all();
    }
    Ok(whole)
}

fn fill(folder: &Path, files: &[Artifact]) -> io::Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder)?;
    for file in files {
        let path = folder.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut out = File::create_new(&path)?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
    }
    Ok(())
}

/// Removes what an interrupted run left.
fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn exists(folder: &Path) -> Diagnostic {
    let shown = folder.display();
    Diagnostic::error("release-exists", format!("已有「{shown}」"), format!("`{shown}` is there already")).hint(
        "发布过的版本不再改动：请换一个版本号，或用 `--replace`",
        "a release stays as it is: take another version, or say `--replace`",
    )
}
