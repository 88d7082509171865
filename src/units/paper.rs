//! Finished sizes of books 成品尺寸 by name: ISO, and mainland 开本 after GB/T 788-1999 (CLR-B15).

use super::{Abs, Size};

/// A named finished size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// The name as a manifest writes it.
    pub name: &'static str,
    /// Width in mm.
    pub width_mm: f64,
    /// Height in mm.
    pub height_mm: f64,
}

/// ISO sizes and the customary mainland ones (GB/T 788-1999 and trade practice, reference A3).
const PAPERS: &[Paper] = &[
    Paper { name: "A4", width_mm: 210.0, height_mm: 297.0 },
    Paper { name: "A5", width_mm: 148.0, height_mm: 210.0 },
    Paper { name: "A6", width_mm: 105.0, height_mm: 144.0 },
    Paper { name: "16开", width_mm: 185.0, height_mm: 260.0 },
    Paper { name: "大16开", width_mm: 187.0, height_mm: 262.0 },
    Paper { name: "32开", width_mm: 130.0, height_mm: 184.0 },
    Paper { name: "大32开", width_mm: 140.0, height_mm: 203.0 },
];

impl Paper {
    /// The finished size.
    pub fn size(&self) -> Size {
        Size::new(Abs::mm(self.width_mm), Abs::mm(self.height_mm))
    }

    /// Every known name, for messages.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PAPERS.iter().map(|paper| paper.name)
    }
}

/// Finds a finished size by its name; ASCII case does not count.
pub fn paper_by_name(name: &str) -> Option<Paper> {
    PAPERS.iter().copied().find(|paper| paper.name.eq_ignore_ascii_case(name.trim()))
}
