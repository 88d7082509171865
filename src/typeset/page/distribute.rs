//! Where pages break: the cheapest way through all of a section's slabs, found by dynamic programming, not page by page.
//!
//! In: slabs and the rows of a page. Out: the slabs of each page. Linear in the slabs, since a page holds few of them.

use std::ops::Range;

/// A piece that is not broken.
#[derive(Clone, Debug)]
pub(super) struct Slab {
    /// Position of its block.
    pub block: usize,
    /// Its lines of the block, where the block's lines can be parted; else all.
    pub lines: Range<usize>,
    /// Rows that it fills.
    pub rows: u32,
    /// Empty rows before it.
    pub above: u32,
    /// Whether they stay at the head of a page.
    pub above_kept: bool,
    /// Rows of what is repeated above it at the head of a page.
    pub repeated: u32,
    /// What a page break after it costs.
    pub after: Cost,
}

/// The cost of a break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cost(pub i64);

impl Cost {
    /// Nothing.
    pub const FREE: Self = Self(0);
    /// Worse than a page that is eight rows short (CLR-L09 is a must).
    pub const LONE_LAST: Self = Self(6_500);
    /// Worse than a page that is one row short.
    pub const LONE_FIRST: Self = Self(150);
    /// So much that it happens only where nothing else is possible.
    pub const NEVER: Self = Self(1_000_000);
    /// A row left empty at the foot costs this times the rows squared.
    const SHORT: i64 = 100;
    /// A last page of one or two rows (CLR-L09, L10).
    const SCANT_LAST: i64 = 600;
}

/// The slabs of each page, in order. Every slab is on exactly one page.
pub(super) fn distribute(slabs: &[Slab], rows: u32) -> Vec<Range<usize>> {
    // best[end]: the least cost of setting slabs ..end on whole pages, and where the last of these pages begins.
    let mut best: Vec<(i64, usize)> = vec![(0, 0)];
    for end in 1..=slabs.len() {
        best.push(best_page_before(slabs, end, rows, &best));
    }
    let mut pages = Vec::new();
    let mut end = slabs.len();
    while end > 0 {
        let start = best[end].1;
        pages.push(start..end);
        end = start;
    }
    pages.reverse();
    pages
}

fn best_page_before(slabs: &[Slab], end: usize, rows: u32, best: &[(i64, usize)]) -> (i64, usize) {
    let last_page = end == slabs.len();
    let mut found = (i64::MAX, end - 1);
    let mut inner = 0;
    for start in (0..end).rev() {
        let head = &slabs[start];
        let head_above = if head.above_kept { head.above } else { 0 };
        let used = inner + head.rows + head_above + head.repeated;
        if used > rows && start + 1 < end {
            break;
        }
        let free = i64::from(rows.saturating_sub(used));
        let short = if last_page { scant(used) } else { free * free * Cost::SHORT };
        let after = if last_page { 0 } else { slabs[end - 1].after.0 };
        let cost = best[start].0.saturating_add(short).saturating_add(after);
        if cost < found.0 {
            found = (cost, start);
        }
        inner += head.rows + head.above;
    }
    found
}

fn scant(used: u32) -> i64 {
    if used <= 2 { Cost::SCANT_LAST } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter a slab: `-` a line, `f` a first line, `l` the line before a last one, `H` a heading of two rows.
    fn pages(picture: &str, rows: u32) -> String {
        let slab = |kind: char| Slab {
            block: 0,
            lines: 0..1,
            rows: if kind == 'H' { 2 } else { 1 },
            above: u32::from(kind == 'H'),
            above_kept: false,
            repeated: 0,
            after: match kind {
                'H' => Cost::NEVER,
                'f' => Cost::LONE_FIRST,
                'l' => Cost::LONE_LAST,
                _ => Cost::FREE,
            },
        };
        let slabs: Vec<Slab> = picture.chars().map(slab).collect();
        let letters: Vec<char> = picture.chars().collect();
        let pages = distribute(&slabs, rows);
        pages.iter().map(|page| letters[page.clone()].iter().collect::<String>()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn pages_are_filled() {
        assert_eq!(pages("-----------", 4), "----|----|---");
        // Two lines alone on the last page would be scant (CLR-L10): the page before gives one up.
        assert_eq!(pages("----------", 4), "----|---|---");
    }

    #[test]
    fn a_heading_stays_with_its_text_clr_n05() {
        assert_eq!(pages("---H---", 6), "---|H---");
    }

    #[test]
    fn no_page_begins_with_a_last_line_alone_clr_l09() {
        // The paragraph's last line would stand alone on the second page: the line before it goes with it.
        assert_eq!(pages("f--l------", 4), "f--|l---|---");
    }

    #[test]
    fn a_first_line_moves_on_where_that_costs_one_row() {
        assert_eq!(pages("---f-l-", 4), "---|f-l-");
    }

    #[test]
    fn no_slab_is_lost_however_small_the_page() {
        assert_eq!(pages("HHH", 1).replace('|', ""), "HHH");
        assert_eq!(pages("", 4), "");
    }
}
