//! The lines of a text. In: a text. Out: its lines that are not empty, trimmed, each with its number and its place.

use std::ops::Range;

use super::character::{cells, ends_sentence};

/// A line that is not empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The bytes of the text that it covers, without white space around it.
    pub(super) range: Range<usize>,
    /// Its text: no space around it, no tab and no invisible character in it.
    pub(super) text: String,
    /// Whether an empty line stands before it, or nothing.
    pub(super) apart: bool,
}

/// The lines of `text`, and how many invisible characters they had.
pub(super) fn lines(text: &str) -> (Vec<Line>, usize) {
    let (mut lines, mut start, mut apart, mut n_invisible) = (Vec::new(), 0, true, 0);
    for (at, raw) in text.split('\n').enumerate() {
        let (clean, n_dropped) = clean(raw);
        n_invisible += n_dropped;
        if clean.is_empty() {
            apart = true;
        } else {
            let head = raw.len() - raw.trim_start().len();
            let range = start + head..start + raw.trim_end().len().max(head);
            lines.push(Line { number: at + 1, range, text: clean, apart });
            apart = false;
        }
        start += raw.len() + 1;
    }
    (lines, n_invisible)
}

/// A line without what can't be seen: control characters, zero-width spaces, soft hyphens and order marks.
fn clean(raw: &str) -> (String, usize) {
    let mut n_dropped = 0;
    let mut kept = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\t' | '\u{A0}' => kept.push(' '),
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => n_dropped += 1,
            c if c.is_control() => n_dropped += 1,
            c => kept.push(c),
        }
    }
    (kept.trim().to_owned(), n_dropped)
}

/// Joins the lines of paragraphs that were broken at a fixed width, where the text plainly is so: empty lines part its
/// paragraphs, and in each the lines but the last have nearly the same width and end in mid-sentence somewhere.
pub(super) fn join_wrapped(lines: &[Line]) -> (Vec<Line>, usize) {
    let mut joined: Vec<Line> = Vec::new();
    let mut n_joined = 0;
    for block in lines.chunk_by(|_, next| !next.apart) {
        if !is_wrapped(block) {
            joined.extend_from_slice(block);
            continue;
        }
        let mut whole = block[0].clone();
        for line in &block[1..] {
            let (last, first) = (whole.text.chars().next_back(), line.text.chars().next());
            let spaced = [last, first].iter().all(|c| c.is_some_and(|c| cells(c) == 1 && c != '—'));
            whole.text.push_str(if spaced { " " } else { "" });
            whole.text.push_str(&line.text);
            whole.range.end = line.range.end;
            n_joined += 1;
        }
        joined.push(whole);
    }
    (joined, n_joined)
}

/// The narrowest and the widest line, in cells, at which a text is broken, and by how much its lines may differ.
const WRAP: (usize, usize, usize) = (40, 100, 8);

fn is_wrapped(block: &[Line]) -> bool {
    let Some((last, full)) = block.split_last() else { return false };
    let width = |line: &Line| line.text.chars().map(cells).sum::<usize>();
    let (Some(widest), Some(narrowest)) = (full.iter().map(width).max(), full.iter().map(width).min()) else {
        return false;
    };
    let open_ended = full.iter().filter(|line| !line.text.chars().next_back().is_some_and(ends_sentence)).count();
    (WRAP.0..=WRAP.1).contains(&widest)
        && widest - narrowest <= WRAP.2
        && width(last) <= widest + 2
        && open_ended * 2 > full.len()
        && full.len() >= 2
}
