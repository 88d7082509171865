//! The stamp of a title: what was built from what. It is written last, so a title with a good stamp is whole. In: a folder. Out: whether
//! what lies in it was built from a fingerprint; and the list of inputs as `make` writes it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The stamp's name in the folder of a title's editions.
pub const STAMP: &str = ".banxin-stamp.json";

/// The name of the list of inputs.
pub const DEPFILE: &str = ".banxin.d";

/// What was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The fingerprint of what it was built from.
    pub inputs: String,
    /// Files that nothing but the build itself knows it reads, with their sums; no sum where the file isn't there.
    #[serde(default)]
    pub besides: Vec<(PathBuf, Option<String>)>,
    /// The files, with their sums.
    pub outputs: Vec<(String, String)>,
}

impl Stamp {
    /// The stamp of files that were built from `inputs`, and from files that the fingerprint doesn't know, with their sums when they were read.
    pub fn new<'a>(
        inputs: &str,
        besides: impl Iterator<Item = (PathBuf, Option<[u8; 32]>)>,
        outputs: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) -> Self {
        Self {
            inputs: inputs.to_owned(),
            besides: besides.map(|(path, read)| (path, read.map(|sum| hexadecimal(&sum)))).collect(),
            outputs: outputs.map(|(name, bytes)| (name.to_owned(), sum(bytes))).collect(),
        }
    }

    /// Whether the stamp in `folder` says that what lies there was built from `inputs`, and it still is what it was.
    pub fn holds(folder: &Path, inputs: &str) -> bool {
        let stamp =
            fs::read_to_string(folder.join(STAMP)).ok().and_then(|text| serde_json::from_str::<Self>(&text).ok());
        stamp.is_some_and(|stamp| {
            let whole = |(name, known): &(String, String)| sum_of(&folder.join(name)).as_ref() == Some(known);
            stamp.inputs == inputs
                && stamp.besides.iter().all(|(path, known)| sum_of(path) == *known)
                && !stamp.outputs.is_empty()
                && stamp.outputs.iter().all(whole)
        })
    }

    /// The stamp as text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The rule of a depfile: `target: inputs`, with what `make` takes for a separator escaped.
pub fn depfile(target: &Path, inputs: &[PathBuf]) -> String {
    let escaped = |path: &Path| path.display().to_string().replace('$', "$$").replace('#', "\\#").replace(' ', "\\ ");
    let inputs: Vec<String> = inputs.iter().map(|path| escaped(path)).collect();
    format!("{}: {}\n", escaped(target), inputs.join(" \\\n  "))
}

/// The sum of a file that can be read.
fn sum_of(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| sum(&bytes))
}

fn sum(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_holds_for_what_it_saw() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let beside = folder.path().join(".b.png");
        let stamp = Stamp::new("abc", [(beside.clone(), None)].into_iter(), [("a.epub", &b"one"[..])].into_iter());
        put(STAMP, &stamp.to_json());
        assert!(!Stamp::holds(folder.path(), "abc"), "the edition is missing");
        put("a.epub", "one");
        assert!(Stamp::holds(folder.path(), "abc") && !Stamp::holds(folder.path(), "abd"));
        put(".b.png", "it came");
        assert!(!Stamp::holds(folder.path(), "abc"), "what wasn't there is there now");
        let read = Some(Sha256::digest("it came").into());
        let stamp = Stamp::new("abc", [(beside.clone(), read)].into_iter(), [("a.epub", &b"one"[..])].into_iter());
        put(STAMP, &stamp.to_json());
        assert!(Stamp::holds(folder.path(), "abc"), "it is what was read");
        put(".b.png", "it changed after it was read, while the book was built");
        assert!(!Stamp::holds(folder.path(), "abc"), "the stamp has the sum of what was read");
        fs::remove_file(beside).unwrap();
        put("a.epub", "two");
        assert!(!Stamp::holds(folder.path(), "abc"), "somebody changed it");
        put(STAMP, "{\"inputs\":");
        assert!(!Stamp::holds(folder.path(), "abc"), "half a stamp is none");
    }

    #[test]
    fn depfiles_escape_what_separates() {
        let text = depfile(Path::new("out/a b/x"), &[PathBuf::from("in/一 二#.md"), PathBuf::from("$c")]);
        assert_eq!(text, "out/a\\ b/x: in/一\\ 二\\#.md \\\n  $$c\n");
    }
}
