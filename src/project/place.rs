//! Paths and limited reading. In: paths as sources write them. Out: files that lie inside the book's folder, and their bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// Why a path names no file of the book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadPath {
    /// It leads out of the book's folder, by `..`, from the root, or through a symbolic link.
    Outside,
    /// Nothing is there.
    Missing,
}

/// The path that `link`, written in a file of folder `folder` (relative to the book, `/` between parts), names: relative to the
/// book and without `.` and `..`. `None` if it leads outside.
pub fn joined(folder: &str, link: &str) -> Option<String> {
    if link.starts_with(['/', '\\']) || link.contains('\0') || link.get(1..2) == Some(":") {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(link.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The file that `shown`, a path made by `joined`, names in `root`. Symbolic links may not lead out of `root`.
pub fn inside(root: &Path, shown: &str) -> Result<PathBuf, BadPath> {
    let path = shown.split('/').fold(root.to_path_buf(), |path, part| path.join(part));
    let real = path.canonicalize().map_err(|_| BadPath::Missing)?;
    let root = root.canonicalize().map_err(|_| BadPath::Missing)?;
    if !real.starts_with(root) {
        return Err(BadPath::Outside);
    }
    if real.is_file() { Ok(path) } else { Err(BadPath::Missing) }
}

/// The bytes of a plain file of at most `limit` bytes.
pub fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // A pipe would never end, and asking first costs nothing.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {} MiB", limit >> 20)));
    }
    Ok(bytes)
}

/// The text of a file as UTF-8, without a byte order mark; `Err` has the lossy text and the first bad byte.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (String, usize)> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        (String::from_utf8_lossy(error.as_bytes()).into_owned(), at)
    })?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// A link with its `%20` resolved; bytes that aren't UTF-8 stay as they are written.
pub fn percent_decoded(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = (bytes[at] == b'%').then(|| link.get(at + 1..at + 3)).flatten();
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| link.to_owned())
}

/// The order in which people count: `2.md` before `10.md`.
pub(super) fn natural_key(name: &str) -> Vec<(u8, u128, String)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            key.push((0, rest[..digits].parse().unwrap_or(u128::MAX), String::new()));
            rest = &rest[digits..];
        } else {
            let words = rest.find(|letter: char| letter.is_ascii_digit()).unwrap_or(rest.len());
            key.push((1, 0, rest[..words].to_lowercase()));
            rest = &rest[words..];
        }
    }
    key.push((2, 0, name.to_owned()));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_inside_the_book() {
        for (folder, link, expected) in [
            ("articles", "../images/a.png", Some("images/a.png")),
            ("articles/x", "./b.md", Some("articles/x/b.md")),
            ("", "../a.png", None),
            ("articles", "../../a.png", None),
            ("articles", "/etc/passwd", None),
            ("articles", "..\\..\\a", None),
            ("articles", "C:\\a", None),
        ] {
            assert_eq!(joined(folder, link).as_deref(), expected, "{folder} {link}");
        }
    }

    #[test]
    fn file_names_are_counted_as_people_do() {
        let mut names = vec!["10.md", "2.md", "b.md", "1-b.md", "a.md", "1-a.md", "第10章.md", "第9章.md"];
        names.sort_by_key(|name| natural_key(name));
        assert_eq!(names, ["1-a.md", "1-b.md", "2.md", "10.md", "a.md", "b.md", "第9章.md", "第10章.md"]);
    }

    #[test]
    fn percents_decode() {
        assert_eq!(percent_decoded("%E7%89%88%20a%zz%"), "版 a%zz%");
    }
}
