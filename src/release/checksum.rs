//! Sums: bytes in, hexadecimal SHA-256 out, and the list as `sha256sum --check` reads it.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::pipeline::Artifact;

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A sum as people write it.
pub(super) fn hexadecimal(sum: &[u8]) -> String {
    sum.iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing to a string can't fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The list, by name.
pub(super) fn sums(files: &[Artifact]) -> String {
    let mut lines: Vec<(&str, String)> = files.iter().map(|file| (file.name.as_str(), sha256(&file.bytes))).collect();
    lines.sort();
    lines.into_iter().fold(String::new(), |mut out, (name, sum)| {
        let _ = writeln!(out, "{sum}  {name}");
        out
    })
}

/// Names and sums of a list; `None` for a line that is none.
pub(super) fn read(text: &str) -> Option<Vec<(String, String)>> {
    let line = |line: &str| {
        let (sum, name) = line.split_once("  ")?;
        let sound = sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        (sound && is_inside(name)).then(|| (name.to_owned(), sum.to_ascii_lowercase()))
    };
    text.lines().filter(|line| !line.is_empty()).map(line).collect()
}

/// Whether a name leads to no other folder.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !name.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_coreutils() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let file = |name: &str| Artifact { name: name.to_owned(), bytes: b"abc".to_vec(), pages: None };
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums(&[file("b"), file("a/c")]), format!("{abc}  a/c\n{abc}  b\n"));
    }

    #[test]
    fn lists_that_lead_outside_are_refused() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(read(&format!("{abc}  a/b.epub\n")).is_some());
        for name in ["../a", "/a", "a/../b", "a//b", "./a", "", "a\\b"] {
            assert_eq!(read(&format!("{abc}  {name}\n")), None, "{name}");
        }
        assert_eq!(read("abc  a"), None);
    }
}
