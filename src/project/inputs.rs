//! Every file that a book is made of. In: a `Project`. Out: names and paths, in one order on every machine.
//!
//! Rather too many than too few: all files in the book's folder but hidden ones and what was made from them, the folder of fonts, and what the
//! manifest names where the walk doesn't come: the cover's template and picture, the theme, the press's profile, the changelog. What articles
//! include or show lies in the book's folder, or isn't read at all; where it is hidden, it counts because it was read.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Project;
use super::place::{BadPath, inside, joined};

/// The most files that are counted.
const MOST: usize = 100_000;

/// How deep folders are read.
const DEEPEST: usize = 32;

/// Where editions go when nobody says where.
const OUTPUT: &str = "dist";

/// A file that a book is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its name: relative to the book's folder, or after `fonts:`, `cover:`, `theme:`, `print:` or `changes:` where it lies outside, with `/` between parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// Every file that is known before the book is read, by name. `outputs` are folders whose files are none.
pub fn inputs(project: &Project, outputs: &[PathBuf]) -> io::Result<Vec<InputFile>> {
    let mut found = Vec::new();
    let outputs: Vec<PathBuf> = outputs.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
    walk(&project.root, "", &outputs, 0, &mut found)?;
    let is_inside = |path: &Path| {
        let real = path.canonicalize().ok().zip(project.root.canonicalize().ok());
        real.is_some_and(|(path, root)| path.starts_with(root))
    };
    if !is_inside(&project.fonts) && project.fonts.is_dir() {
        walk(&project.fonts, "fonts:", &[], 0, &mut found)?;
    }
    let walked: BTreeSet<PathBuf> = found.iter().filter_map(|input| input.path.canonicalize().ok()).collect();
    for (kind, path) in named(project) {
        if path.canonicalize().is_ok_and(|real| real.is_file() && !walked.contains(&real)) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            found.push(InputFile { name: format!("{kind}:{name}"), path });
        }
    }
    for entry in &project.entries {
        if let super::Entry::Article { path, shown, .. } = entry
            && !is_inside(path)
        {
            found.push(InputFile { name: format!("article:{shown}"), path: path.clone() });
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The files of the book's folder that were `asked` for and are not among those `known` before: an article shows a hidden picture, or includes from
/// a hidden folder. One that isn't there is named too: it may come. As long as all that is known before is what it was, the same ones are asked for.
pub fn asked_besides<'a>(
    project: &Project,
    known: impl IntoIterator<Item = &'a Path>,
    asked: impl IntoIterator<Item = &'a str>,
) -> Vec<InputFile> {
    let known: BTreeSet<PathBuf> = known.into_iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut found: Vec<InputFile> = Vec::new();
    for shown in asked.into_iter().filter_map(|name| joined("", name)) {
        let is_hidden = shown.split('/').any(|part| part.starts_with('.'));
        let path = match inside(&project.root, &shown) {
            Ok(path) if path.canonicalize().is_ok_and(|real| !known.contains(&real)) => path,
            Err(BadPath::Missing) if is_hidden => project.root.join(&shown),
            Ok(_) | Err(_) => continue,
        };
        found.push(InputFile { name: shown, path });
    }
    found.sort();
    found.dedup();
    found
}

/// The files that the manifest names, wherever they lie.
fn named(project: &Project) -> Vec<(&'static str, PathBuf)> {
    let profile = project.print.profile.as_ref().map(|profile| project.root.join(&profile.path));
    let changes = project.release.changelog.as_ref().map(|path| project.root.join(path));
    let all = [
        ("cover", project.cover_template.clone()),
        ("cover", project.cover_picture.clone()),
        ("print", profile),
        ("theme", project.theme_file.clone()),
        ("changes", changes),
    ];
    all.into_iter().filter_map(|(kind, path)| path.map(|path| (kind, path))).collect()
}

fn walk(folder: &Path, prefix: &str, outputs: &[PathBuf], depth: usize, found: &mut Vec<InputFile>) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') || found.len() >= MOST {
            continue;
        }
        let shown = format!("{prefix}{name}");
        if path.is_dir() {
            let is_output = path.canonicalize().is_ok_and(|real| outputs.contains(&real));
            if !(is_output || is_made(&path) || prefix.is_empty() && name == OUTPUT) {
                walk(&path, &format!("{shown}/"), outputs, depth + 1, found)?;
            }
        } else {
            found.push(InputFile { name: shown, path });
        }
    }
    Ok(())
}

/// Whether a folder is a release, or the site of releases.
fn is_made(folder: &Path) -> bool {
    let has = |names: &[&str]| names.iter().all(|name| folder.join(name).is_file());
    has(&["SHA256SUMS", "manifest.json"]) || has(&["opds.xml", "opds.json", "onix.xml", "index.html"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_no_input() {
        let folder = tempfile::tempdir().unwrap();
        for (name, files, is_input) in [
            ("release", vec!["SHA256SUMS", "manifest.json"], false),
            ("site", vec!["opds.xml", "opds.json", "onix.xml", "index.html"], false),
            ("pages", vec!["index.html"], true),
        ] {
            let place = folder.path().join(name);
            fs::create_dir(&place).unwrap();
            files.iter().for_each(|file| fs::write(place.join(file), "").unwrap());
            let mut found = Vec::new();
            walk(folder.path(), "", &[], 0, &mut found).unwrap();
            assert_eq!(!found.is_empty(), is_input, "{name}: {found:?}");
        }
    }
}
