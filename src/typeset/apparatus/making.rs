//! What a book's pages tell about it: 印张 and 版面字数. In: how many pages there are, and the type area. Out: numbers as printed.

use crate::units::{Abs, Size};

/// Sheets of paper as books are printed on, in mm (GB/T 788): 开数 is how many leaves are cut from one.
const SHEETS_MM: [(f64, f64); 4] = [(787.0, 1092.0), (850.0, 1168.0), (880.0, 1230.0), (889.0, 1194.0)];

/// 印张: one is a sheet printed on one side, so there are as many pages to it as leaves are cut from a sheet. An odd page is the head of a
/// leaf, whose back counts as well. Up to three places.
pub(super) fn sheets(pages: usize, trim: Size) -> String {
    let pages = pages.next_multiple_of(2) as u64;
    let thousandths = pages * 1_000 / u64::from(leaves(trim));
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    let rest = format!("{rest:03}");
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { whole.to_string() } else { format!("{whole}.{rest}") }
}

/// 开数: the power of two that comes nearest to the number of leaves of this size on a sheet.
fn leaves(trim: Size) -> u32 {
    let area = (trim.width.max(Abs::mm(1.0)).to_mm()) * (trim.height.max(Abs::mm(1.0)).to_mm());
    // Sheets are trimmed on three sides: the leaf is a little smaller than its share.
    let share = |(width, height): (f64, f64), leaves: u32| width * height / f64::from(leaves) / area;
    let distance = |leaves: u32| {
        let ratio = |sheet| {
            let share: f64 = share(sheet, leaves);
            if share < 1.0 { 1.0 / share } else { share }
        };
        SHEETS_MM.into_iter().map(ratio).fold(f64::MAX, f64::min)
    };
    let powers = (0..=8).map(|power| 1_u32 << power);
    powers.min_by(|one, other| distance(*one).total_cmp(&distance(*other))).unwrap_or(32)
}

/// 版面字数: characters a line, lines a page, pages; in thousands. It is how the trade counts, not how many were typed.
pub(super) fn thousands(characters: u32, lines: u32, pages: usize) -> u64 {
    let all = u64::from(characters) * u64::from(lines) * pages as u64;
    ((all + 500) / 1_000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(width: f64, height: f64) -> Size {
        Size::new(Abs::mm(width), Abs::mm(height))
    }

    #[test]
    fn sheets_are_pages_by_leaves_of_a_sheet() {
        for (pages, trim, expected) in [
            (320, mm(148.0, 210.0), "10"),
            (319, mm(148.0, 210.0), "10"),
            (324, mm(140.0, 203.0), "10.125"),
            (8, mm(130.0, 184.0), "0.25"),
            (256, mm(185.0, 260.0), "16"),
            (256, mm(187.0, 262.0), "16"),
            (64, mm(210.0, 297.0), "4"),
            (128, mm(105.0, 144.0), "2"),
            (320, mm(152.4, 228.6), "10"),
        ] {
            assert_eq!(sheets(pages, trim), expected, "{pages} pages of {trim:?}");
        }
    }

    #[test]
    fn characters_are_counted_by_the_type_area() {
        assert_eq!(thousands(28, 27, 320), 242);
        assert_eq!(thousands(10, 10, 1), 1);
    }
}
