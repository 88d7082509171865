//! Files on disk. In: a folder, a name, bytes. Out: the whole file or the one that was there before, never a part: the bytes go
//! to a temporary file in the same folder, reach the disk, and only then take the name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::diag::Diagnostic;

/// Several files that take their names together: all are on disk before the first one is renamed, so that a full disk
/// can't leave an edition of today beside one of yesterday.
pub(crate) fn replace_all<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<PathBuf>, Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| Diagnostic::unwritable(folder, &error))?;
    let mut ready = Vec::new();
    let mut folders: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some((first, rest)) = name.split_once('/') {
            folders.entry(folder.join(first)).or_default().insert(rest.to_owned());
        }
        ready.push((prepare(folder, bytes).map_err(|error| Diagnostic::unwritable(&path, &error))?, path));
    }
    let mut lists = Vec::new();
    for (site, names) in &folders {
        let list = names.iter().fold(String::new(), |list, name| list + name + "\n");
        let path = site.join(LIST);
        lists.push((prepare(folder, list.as_bytes()).map_err(|error| Diagnostic::unwritable(&path, &error))?, path));
    }
    let mut written = Vec::new();
    for (temporary, path) in ready {
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| Diagnostic::unwritable(parent, &error))?;
        temporary.persist(&path).map_err(|error| Diagnostic::unwritable(&path, &error.error))?;
        written.push(path);
    }
    for (site, names) in &folders {
        remove_former(site, names);
    }
    for (temporary, path) in lists {
        temporary.persist(&path).map_err(|error| Diagnostic::unwritable(&path, &error.error))?;
    }
    settle(folder);
    Ok(written)
}

/// Whether a name is one that a file has before it takes its own.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY).is_some_and(|rest| rest.len() == 6 && rest.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// What the names of temporary files begin with; `tempfile` adds six letters or digits.
const TEMPORARY: &str = ".banxin-";

/// In a folder of our making, the names of the files that we made.
const LIST: &str = ".banxin-files";

/// Removes the files of an earlier build that this one didn't make. A file that we didn't list is someone else's, and stays.
fn remove_former(site: &Path, names: &BTreeSet<String>) {
    let Ok(list) = fs::read_to_string(site.join(LIST)) else { return };
    for name in list.lines().filter(|name| !names.contains(*name)) {
        let is_inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if is_inside {
            // What can't be removed does no harm: nothing leads there.
            let _ = fs::remove_file(site.join(name));
        }
    }
}

/// A new file. `Ok(false)` when there is one of that name already, which stays as it is.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<bool, Diagnostic> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let create = || -> io::Result<bool> {
        fs::create_dir_all(folder)?;
        match prepare(folder, bytes)?.persist_noclobber(path) {
            Ok(_) => Ok(true),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error.error),
        }
    };
    let created = create().map_err(|error| Diagnostic::unwritable(path, &error))?;
    settle(folder);
    Ok(created)
}

/// One file in place of the one that was there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let replace = || -> io::Result<()> {
        let permissions = fs::metadata(path)?.permissions();
        let temporary = prepare(folder, bytes)?;
        temporary.as_file().set_permissions(permissions)?;
        temporary.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    replace().map_err(|error| Diagnostic::unwritable(path, &error))?;
    settle(folder);
    Ok(())
}

fn prepare(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY);
    // Temporary files are private by default; an edition gets what the user's umask leaves, as any file that is created.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Brings the new names to disk too. Where a folder can't be opened as a file the names get there a moment later.
fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_their_names_together() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("a/dist");
        replace_all(&dist, [("x.epub", &b"old"[..])]).unwrap();
        replace_all(&dist, [("x.epub", &b"new"[..]), ("x.pdf", &b"pdf"[..])]).unwrap();
        assert_eq!(fs::read(dist.join("x.epub")).unwrap(), b"new");
        // A name that can't be written: a folder has it.
        fs::create_dir(dist.join("no")).unwrap();
        let failed = replace_all(&dist, [("x.epub", &b"newest"[..]), ("no", &b"pdf"[..])]);
        assert_eq!(failed.unwrap_err().code, "cannot-write");
        assert_eq!(fs::read_dir(&dist).unwrap().count(), 3, "no temporary file is left");
    }

    #[test]
    fn a_folder_keeps_what_others_put_there_and_loses_what_we_no_longer_make() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("x-web");
        replace_all(folder.path(), [("x-web/index.html", &b"1"[..]), ("x-web/a/old.html", &b"2"[..])]).unwrap();
        fs::write(site.join("CNAME"), "example.org").unwrap();
        fs::write(folder.path().join("kept"), "").unwrap();
        // A list that was tampered with reaches nothing outside.
        fs::write(site.join(LIST), "index.html\na/old.html\n../kept\n").unwrap();
        replace_all(folder.path(), [("x-web/index.html", &b"3"[..]), ("x-web/new.html", &b"4"[..])]).unwrap();
        assert_eq!(fs::read(site.join("index.html")).unwrap(), b"3");
        assert!(site.join("new.html").is_file() && site.join("CNAME").is_file());
        assert!(!site.join("a/old.html").exists());
        assert!(folder.path().join("kept").is_file());
    }

    #[test]
    fn a_file_that_exists_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("articles/a.md");
        assert_eq!(create(&path, b"one"), Ok(true));
        assert_eq!(create(&path, b"two"), Ok(false));
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
