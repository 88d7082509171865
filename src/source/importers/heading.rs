//! Which lines are headings. In: the lines of a body. Out: one answer for each.
//!
//! A heading is short, has no mark at its end, begins no quotation, follows a paragraph or the head of the page, and stands over a
//! paragraph. Where half of all lines look like that, the text is verse or a list and has none.

use super::character::{cells, ends_clause, ends_sentence, is_quote, opens};
use super::line::Line;

/// The longest heading, in cells: 30 Han characters, a line of an A5 book.
const MAX_CELLS: usize = 60;

/// For each line whether it is a heading.
pub(super) fn headings(lines: &[Line]) -> Vec<bool> {
    let short: Vec<bool> = lines.iter().map(|line| could_be(&line.text)).collect();
    let n_short = short.iter().filter(|&&short| short).count();
    if n_short * 2 > lines.len() {
        return vec![false; lines.len()];
    }
    let at = |at: usize| {
        let follows = at == 0 || (!short[at - 1] && !leads_in(&lines[at - 1].text));
        let stands_over = at + 1 < lines.len() && !short[at + 1];
        short[at] && follows && stands_over
    };
    (0..lines.len()).map(at).collect()
}

/// Whether a line by itself could be a heading.
fn could_be(line: &str) -> bool {
    let width: usize = line.chars().take(MAX_CELLS + 1).map(cells).sum();
    let ends = line.chars().next_back().is_some_and(|c| ends_sentence(c) || ends_clause(c));
    // “……？” is a line of talk: its quotation holds the mark that ends it.
    let mut inner = line.trim_end_matches(is_quote).chars();
    let quoted = inner.next_back().is_some_and(|c| ends_sentence(c) || ends_clause(c));
    let begins_quotation = line.starts_with(|c| is_quote(c) && opens(c) || c == '"');
    let has_letters = line.chars().any(char::is_alphanumeric);
    width <= MAX_CELLS && has_letters && !ends && !quoted && !begins_quotation && !line.contains('。') && !is_item(line)
}

/// Whether a line announces what follows: the next line is its item, not a heading.
fn leads_in(line: &str) -> bool {
    line.ends_with([':', '：', '，', ',', '、'])
}

/// Whether a line is an item of a list, or an address, or a line of code.
fn is_item(line: &str) -> bool {
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < line.len() && after.starts_with(['.', ')', '）']);
    let code = line.starts_with(['`', '|', '>', '{', '}', '<', '$']) || line.ends_with(['{', '}', '|', '\\', '=']);
    let linked = line.contains("://") || line.starts_with("www.");
    numbered || line.starts_with(['-', '*', '+', '•', '·', '●', '◆', '■', '（', '(']) || code || linked
}
