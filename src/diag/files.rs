//! The texts that were read, and places in them. In: paths and texts. Out: `FileId`s, `Span`s, and lines and columns for messages; and the
//! names of all files that were asked for, pictures as well: what was built was built from them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Which text of `Files` a span belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A byte range in one source text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range` in bytes. Texts are limited to 4 GiB when they are read.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both, which must lie in one text.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One text as it was read, decoded to UTF-8.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as messages show it: relative to the book where possible, with `/` between its parts.
    pub path: String,
    /// The text.
    pub text: String,
    line_starts: Vec<u32>,
}

/// Line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    fn new(path: String, text: String) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        Self { path, text, line_starts }
    }

    /// The place of a byte; a byte inside a character counts as that character.
    pub fn place(&self, byte: usize) -> Place {
        let byte = byte.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start as usize <= byte);
        let start = self.line_starts[line - 1] as usize;
        let column = self.text[start..].char_indices().take_while(|(at, _)| start + at < byte).count() + 1;
        Place { line, column }
    }

    /// The text of line `line` (from 1) without its end.
    pub fn line(&self, line: usize) -> &str {
        let start = self.line_starts.get(line.wrapping_sub(1)).map_or(self.text.len(), |&start| start as usize);
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// All texts of a run. It only grows, so a `FileId` stays good.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<SourceFile>,
    asked: BTreeSet<String>,
    /// Sums of files as they were read; `None` for one that was another file when it was read again.
    taken: BTreeMap<String, Option<[u8; 32]>>,
}

impl Files {
    /// Takes a text in and names it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(SourceFile::new(path.into(), text.into()));
        FileId(self.files.len() as u32 - 1)
    }

    /// The text of `id`; `None` for an id of other `Files`.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The piece of text that a span covers; empty for a span of other `Files`.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }

    /// Remembers that a file was wanted which is no text, or isn't there.
    pub fn ask(&mut self, path: impl Into<String>) {
        self.asked.insert(path.into());
    }

    /// Remembers what a file was when it was read: the sum (SHA-256) of its bytes. Later it may be another one.
    pub fn take(&mut self, path: impl Into<String>, sum: [u8; 32]) {
        let known = self.taken.entry(path.into()).or_insert(Some(sum));
        if *known != Some(sum) {
            *known = None;
        }
    }

    /// The sum of a file as it was read; `None` for one that wasn't, or that changed between two readings.
    pub fn taken(&self, path: &str) -> Option<[u8; 32]> {
        self.taken.get(path).copied().flatten()
    }

    /// The path of every file that was wanted, as messages show it.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str()).chain(self.asked.iter().map(String::as_str))
    }

    /// Every text, in the order of its id.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let mut files = Files::default();
        let id = files.add("a.md", "版心\n二行 x\n");
        let file = files.get(id).unwrap();
        assert_eq!(file.place(0), Place { line: 1, column: 1 });
        assert_eq!(file.place(7 + 3), Place { line: 2, column: 2 });
        assert_eq!(file.line(2), "二行 x");
        assert_eq!(file.line(9), "");
    }
}
