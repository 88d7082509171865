//! Titles on a shelf. In: folders that are books or hold them. Out: each book once, with the name of the folder that its editions go to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;

/// How deep books lie in a shelf's folder.
const DEEPEST: usize = 4;

/// A book on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The folder that holds `book.toml`.
    pub dir: PathBuf,
    /// The name of its folder, and of the folder that its editions go to: no other title has it.
    pub name: String,
}

/// Every title in `places`, by name. A place is a book's folder, a folder of such folders, or a list of them, one a line.
pub fn titles(places: &[PathBuf]) -> Result<Vec<Title>, Diagnostic> {
    let mut found: Vec<PathBuf> = Vec::new();
    for place in places {
        if place.is_file() {
            let text = fs::read_to_string(place).map_err(|error| Diagnostic::unreadable(place, &error))?;
            let folder = place.parent().unwrap_or(Path::new(""));
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            found.extend(lines.map(|line| folder.join(line)));
        } else if place.is_dir() {
            books(place, 0, &mut found).map_err(|error| Diagnostic::unreadable(place, &error))?;
        } else {
            return Err(nowhere(place));
        }
    }
    let mut named: BTreeMap<String, PathBuf> = BTreeMap::new();
    for dir in found {
        let real = dir.canonicalize().map_err(|_| nowhere(&dir))?;
        let name = real.file_name().map_or_else(|| "book".to_owned(), |name| name.to_string_lossy().into_owned());
        match named.get(&name) {
            Some(other) if other.canonicalize().ok().as_ref() != Some(&real) => return Err(twice(&name, other, &dir)),
            _ => named.insert(name, dir),
        };
    }
    if named.is_empty() {
        return Err(none(places));
    }
    Ok(named.into_iter().map(|(name, dir)| Title { dir, name }).collect())
}

/// Books in `folder`: itself, or those below it. A book holds no other book.
fn books(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if folder.join("book.toml").is_file() {
        found.push(folder.to_path_buf());
        return Ok(());
    }
    if depth >= DEEPEST {
        return Ok(());
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden {
            folders.push(path);
        }
    }
    folders.sort();
    folders.iter().try_for_each(|folder| books(folder, depth + 1, found))
}

fn nowhere(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error("shelf-empty", format!("没有「{shown}」"), format!("there is no `{shown}`"))
        .hint("指明书的文件夹，或放着许多书的文件夹", "name a book's folder, or one that holds many books")
}

fn none(places: &[PathBuf]) -> Diagnostic {
    let shown = places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join("`, `");
    Diagnostic::error("shelf-empty", format!("「{shown}」里没有书"), format!("there are no books in `{shown}`"))
        .hint("每本书的文件夹里都有 book.toml", "every book has a book.toml in its folder")
}

fn twice(name: &str, one: &Path, other: &Path) -> Diagnostic {
    let (one, other) = (one.display(), other.display());
    Diagnostic::error(
        "title-twice",
        format!("「{one}」和「{other}」都叫「{name}」，会写到同一个文件夹"),
        format!("`{one}` and `{other}` are both called `{name}`, and would be written to one folder"),
    )
    .hint("给其中一个文件夹改名", "rename one of the folders")
}
