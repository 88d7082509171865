//! A text put together from pieces of files. In: pieces in order. Out: one text, and the way back to the file and byte of each place.

use std::ops::Range;

use crate::diag::{FileId, Span};

/// A text and where its pieces come from.
#[derive(Debug)]
pub(super) struct Spliced {
    /// The text.
    pub(super) text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in the text.
    start: usize,
    file: FileId,
    /// Where it begins in its file; where it stands for, if it is made.
    from: usize,
    /// Whether its bytes are the file's.
    is_copy: bool,
}

impl Spliced {
    /// An empty text.
    pub(super) fn new() -> Self {
        Self { text: String::new(), pieces: Vec::new() }
    }

    /// The text of a file from byte `from`.
    pub(super) fn whole(text: &str, file: FileId, from: usize) -> Self {
        let mut out = Self::new();
        out.copy(&text[from..], file, from);
        out
    }

    /// Adds bytes of a file, which begin there at `from`.
    pub(super) fn copy(&mut self, text: &str, file: FileId, from: usize) {
        self.add(text, file, from, true);
    }

    /// Adds what a file hasn't, in place of what begins there at `from`.
    pub(super) fn make(&mut self, text: &str, file: FileId, from: usize) {
        self.add(text, file, from, false);
    }

    fn add(&mut self, text: &str, file: FileId, from: usize, is_copy: bool) {
        if !text.is_empty() || self.pieces.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), file, from, is_copy });
            self.text.push_str(text);
        }
    }

    /// Where bytes of the text stand. What runs from one file into another ends with the first.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let (file, start) = self.place(range.start);
        if range.end <= range.start {
            return Span::new(file, start..start);
        }
        let (last, end) = self.place(range.end - 1);
        if last == file && end >= start {
            return Span::new(file, start..end + 1);
        }
        let next = self.pieces.partition_point(|piece| piece.start <= range.start);
        let length = self.pieces.get(next).map_or(0, |piece| piece.start - range.start);
        Span::new(file, start..start + length)
    }

    fn place(&self, at: usize) -> (FileId, usize) {
        let next = self.pieces.partition_point(|piece| piece.start <= at);
        match self.pieces.get(next.saturating_sub(1)) {
            Some(piece) if piece.is_copy => (piece.file, piece.from + (at - piece.start)),
            Some(piece) => (piece.file, piece.from),
            None => (FileId(0), 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let mut text = Spliced::new();
        text.copy("ab", FileId(0), 10);
        text.make("xyz", FileId(0), 12);
        text.copy("cd", FileId(1), 0);
        text.copy("ef", FileId(0), 20);
        assert_eq!(text.text, "abxyzcdef");
        for (range, file, expected) in [
            (0..2, 0, 10..12),
            (2..5, 0, 12..13),
            (5..7, 1, 0..2),
            (6..9, 1, 1..2),
            (7..9, 0, 20..22),
            (8..8, 0, 21..21),
        ] {
            assert_eq!(text.span(range.clone()), Span::new(FileId(file), expected), "{range:?}");
        }
    }
}
