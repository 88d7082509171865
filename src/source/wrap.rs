//! Marks put around words. In: a line, and ranges of its visible bytes. Out: the line with claims and terms around them.
//!
//! A mark that begins inside an emphasis and ends outside it is split there, and so are marks that overlap; of marks over the same
//! words claims stand outside. The pieces together cover the range exactly, and no word is lost or doubled.

use std::collections::BTreeSet;
use std::ops::Range;

use super::flow::visible;
use super::inline::is_exact;
use crate::diag::Span;
use crate::document::{Inline, InlineKind};

/// What is put around words. Claims come first: they stand outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Mark {
    /// A position in `Book::claims`.
    Claim(usize),
    /// Positions in `Book::keywords` and in that keyword's occurrences.
    Term(usize, usize),
}

/// A range of visible bytes and its mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Marking {
    pub(super) range: Range<usize>,
    pub(super) mark: Mark,
}

/// Puts marks around the words of a line.
pub(super) fn wrap(line: &mut Vec<Inline>, mut markings: Vec<Marking>) {
    markings.sort_by_key(|marking| (marking.range.start, std::cmp::Reverse(marking.range.end), marking.mark));
    *line = level(std::mem::take(line), 0, &markings);
    mark_last(line, &mut BTreeSet::new());
}

/// A piece of a line and the marks that cover it whole.
struct Piece {
    inline: Inline,
    marks: Vec<Mark>,
}

/// The inlines of one level, which begin at visible byte `at`.
fn level(inlines: Vec<Inline>, mut at: usize, markings: &[Marking]) -> Vec<Inline> {
    let mut pieces = Vec::with_capacity(inlines.len());
    let mut next = 0;
    let mut active: Vec<&Marking> = Vec::new();
    for inline in inlines {
        let range = at..at + visible(&inline);
        at = range.end;
        while let Some(marking) = markings.get(next).filter(|marking| marking.range.start < range.end) {
            active.push(marking);
            next += 1;
        }
        active.retain(|marking| marking.range.end > range.start);
        split(inline, &range, &active, &mut pieces);
    }
    emit(pieces)
}

/// Cuts an inline where marks begin and end inside it.
fn split(mut inline: Inline, range: &Range<usize>, active: &[&Marking], out: &mut Vec<Piece>) {
    let covers = |marking: &&&Marking| marking.range.start <= range.start && marking.range.end >= range.end;
    let mut marks: Vec<Mark> = active.iter().filter(covers).map(|marking| marking.mark).collect();
    marks.sort();
    let partial: Vec<&Marking> = active.iter().filter(|marking| !covers(marking)).copied().collect();
    if partial.is_empty() {
        return out.push(Piece { inline, marks });
    }
    if let Some(inner) = inline.children_mut() {
        let inside: Vec<Marking> = partial.into_iter().cloned().collect();
        *inner = level(std::mem::take(inner), range.start, &inside);
        return out.push(Piece { inline, marks });
    }
    let exact = is_exact(&inline);
    let InlineKind::Text(text) = &inline.kind else {
        // What can't be cut is marked whole.
        marks.extend(partial.iter().map(|marking| marking.mark));
        marks.sort();
        return out.push(Piece { inline, marks });
    };
    let inside = |cut: &usize| range.contains(cut) && *cut > range.start;
    let mut cuts: Vec<usize> =
        partial.iter().flat_map(|marking| [marking.range.start, marking.range.end]).filter(inside).collect();
    cuts.extend([range.start, range.end]);
    cuts.sort_unstable();
    cuts.dedup();
    for cut in cuts.windows(2) {
        let bytes = cut[0] - range.start..cut[1] - range.start;
        let words = text.get(bytes.clone()).unwrap_or("").to_owned();
        let from = inline.span.start as usize;
        let span = if exact { Span::new(inline.span.file, from + bytes.start..from + bytes.end) } else { inline.span };
        let over = active.iter().filter(|marking| marking.range.start <= cut[0] && marking.range.end >= cut[1]);
        let mut marks: Vec<Mark> = over.map(|marking| marking.mark).collect();
        marks.sort();
        out.push(Piece { inline: Inline { kind: InlineKind::Text(words), span }, marks });
    }
}

/// Puts neighbours under one mark together. The depth is that of marks on one word, which `locate` limits.
fn emit(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(mut piece) = pieces.next() {
        if piece.marks.is_empty() {
            out.push(piece.inline);
            continue;
        }
        let mark = piece.marks.remove(0);
        let mut group = vec![piece];
        while let Some(mut piece) = pieces.next_if(|piece| piece.marks.contains(&mark)) {
            piece.marks.retain(|other| *other != mark);
            group.push(piece);
        }
        let content = emit(group);
        let span = content.iter().map(|inline| inline.span).reduce(Span::to);
        let kind = match mark {
            Mark::Claim(claim) => InlineKind::Claim { claim, last: false, content },
            Mark::Term(keyword, occurrence) => InlineKind::Term { keyword, occurrence, content },
        };
        out.extend(span.map(|span| Inline { kind, span }));
    }
    out
}

/// Finds the last piece of each claim, from the end of the line.
fn mark_last(inlines: &mut [Inline], seen: &mut BTreeSet<usize>) {
    for inline in inlines.iter_mut().rev() {
        if let InlineKind::Claim { claim, last, .. } = &mut inline.kind {
            *last = seen.insert(*claim);
        }
        if let Some(inner) = inline.children_mut() {
            mark_last(inner, seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::document::plain_text;
    use proptest::prelude::*;

    fn text(words: &str, at: usize) -> Inline {
        Inline { kind: InlineKind::Text(words.to_owned()), span: Span::new(FileId(0), at..at + words.len()) }
    }

    fn show(inlines: &[Inline]) -> String {
        inlines
            .iter()
            .map(|inline| match &inline.kind {
                InlineKind::Text(text) => text.clone(),
                InlineKind::Strong(inner) => format!("*{}*", show(inner)),
                InlineKind::Term { keyword, content, .. } => format!("<{keyword} {}>", show(content)),
                InlineKind::Claim { claim, last, content } => {
                    format!("[{claim} {}]{}", show(content), if *last { "!" } else { "" })
                }
                _ => "?".to_owned(),
            })
            .collect()
    }

    fn line() -> Vec<Inline> {
        vec![
            text("abc", 0),
            Inline { kind: InlineKind::Strong(vec![text("def", 5)]), span: Span::new(FileId(0), 3..10) },
            text("ghi", 10),
        ]
    }

    #[test]
    fn marks_are_split_by_markup_alone() {
        let claim = |range, n| Marking { range, mark: Mark::Claim(n) };
        let term = |range, n| Marking { range, mark: Mark::Term(n, 0) };
        for (markings, expected) in [
            (vec![claim(1..8, 0)], "a[0 bc*def*gh]!i"),
            (vec![claim(1..4, 0)], "a[0 bc]*[0 d]!ef*ghi"),
            (vec![claim(4..5, 0), term(4..5, 1)], "abc*d[0 <1 e>]!f*ghi"),
            (vec![term(0..3, 1), claim(2..7, 0)], "<1 ab[0 c]>[0 *def*g]!hi"),
            (vec![claim(0..2, 0), claim(1..3, 1)], "[0 a[1 b]]![1 c]!*def*ghi"),
        ] {
            let mut inlines = line();
            wrap(&mut inlines, markings);
            assert_eq!(show(&inlines), expected);
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(ranges in prop::collection::vec((0usize..9, 1usize..9), 0..6)) {
            let mut inlines = line();
            let markings = ranges.iter().enumerate().map(|(n, (start, length))| Marking {
                range: *start..(start + length).min(9),
                mark: if n % 2 == 0 { Mark::Claim(n) } else { Mark::Term(n, 0) },
            });
            wrap(&mut inlines, markings.collect());
            prop_assert_eq!(plain_text(&inlines), "abcdefghi");
        }
    }
}
