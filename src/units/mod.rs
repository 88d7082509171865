//! Floor 0: lengths, places on a page, paper, numerals, text as XML has it. No rule of typesetting lives here.
//!
//! Lengths are integers, as in TeX: sums are exact, "does it fit" needs no tolerance, and every machine gets the same bytes.

mod claim_mark;
mod escape;
mod geometry;
mod length;
mod numeral;
mod paper;
mod role;
mod writing;

pub use claim_mark::ClaimMark;
pub use escape::escaped;
pub use geometry::{Point, Rect, Size};
pub use length::{Abs, Em};
pub use numeral::{circled, han_digits, han_numeral, letters, roman_lower, roman_value};
pub use paper::{Paper, paper_by_name};
pub use role::FaceRole;
pub use writing::{Region, Writing};
