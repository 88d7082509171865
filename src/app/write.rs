//! Files on disk. In: a folder, a name, bytes. Out: the whole file or the one that was there before, never a part: the bytes go
//! to a temporary file in the same folder, reach the disk, and only then take the name.

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
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        ready.push((prepare(folder, bytes).map_err(|error| cannot_write(&path, &error))?, path));
    }
    let mut written = Vec::new();
    for (temporary, path) in ready {
        temporary.persist(&path).map_err(|error| cannot_write(&path, &error.error))?;
        written.push(path);
    }
    settle(folder);
    Ok(written)
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
    let created = create().map_err(|error| cannot_write(path, &error))?;
    settle(folder);
    Ok(created)
}

fn prepare(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".banxin-");
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

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        "cannot-write",
        format!("无法写入「{shown}」：{error}"),
        format!("can't write `{shown}`: {error}"),
    )
    .hint(
        "请检查文件夹的权限和磁盘空间，或用 `-o` 换一个文件夹",
        "check the folder's permissions and the space on the disk, or name another folder with `-o`",
    )
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
        // A name that can't be written: its folder isn't there.
        let failed = replace_all(&dist, [("x.epub", &b"newest"[..]), ("no/such.pdf", &b"pdf"[..])]);
        assert_eq!(failed.unwrap_err().code, "cannot-write");
        assert_eq!(fs::read_dir(&dist).unwrap().count(), 2, "no temporary file is left");
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
