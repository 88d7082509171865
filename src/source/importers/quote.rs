//! Straight quotation marks in Chinese text. In: a paragraph. Out: pairs as “ ” and ‘ ’ (GB/T 15834—2011, 4.8). Apostrophes stay.

use super::character::{is_chinese, is_han, is_word};
use super::prose::Prose;
use super::report::{Mark, Marks};

/// Curls the pairs that stand in Chinese text: their content has Han, or Chinese text stands beside them.
pub(super) fn curl_quotes(prose: &mut Prose, marks: &mut Marks) {
    let doubles: Vec<usize> = (0..prose.chars.len()).filter(|&at| prose.open(at) == Some('"')).collect();
    // An odd one may be an inch mark or a slip; which one is not for a tool to guess.
    if doubles.len().is_multiple_of(2) {
        for pair in doubles.chunks_exact(2) {
            curl(prose, marks, (pair[0], pair[1]), ("“", "”"));
        }
    } else {
        marks.n_unpaired += 1;
    }
    let mut open = None;
    for at in 0..prose.chars.len() {
        if prose.open(at) != Some('\'') {
            continue;
        }
        let (before, after) = (prose.raw(at.checked_sub(1)), prose.raw(Some(at + 1)));
        let inside = |c: Option<char>| c.is_some_and(|c| c != ' ');
        match open {
            None if inside(after) && !before.is_some_and(is_word) => open = Some(at),
            Some(start) if inside(before) && !after.is_some_and(is_word) => {
                curl(prose, marks, (start, at), ("‘", "’"));
                open = None;
            }
            _ => {}
        }
    }
}

fn curl(
    prose: &mut Prose,
    marks: &mut Marks,
    (open, close): (usize, usize),
    (left, right): (&'static str, &'static str),
) {
    let has_han = prose.chars[open..close].iter().any(|&c| is_han(c));
    let beside = [prose.before(open), prose.after(close)].into_iter().flatten().any(is_chinese);
    if has_han || beside {
        prose.set(open, left);
        prose.set(close, right);
        marks.count(Mark::Quotation);
        marks.count(Mark::Quotation);
    }
}
