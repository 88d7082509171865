//! Finished sizes of books 成品尺寸 by name: ISO, mainland 开本 after GB/T 788-1999 (CLR-B15), and those of printers on demand.

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

/// ISO sizes, the customary mainland ones (GB/T 788-1999 and trade practice, reference A3), and the sizes that KDP and IngramSpark print
/// paperbacks and hardcovers in, named as these name them, in inches.
const PAPERS: &[Paper] = &[
    mm("A4", 210.0, 297.0),
    mm("A5", 148.0, 210.0),
    mm("A6", 105.0, 144.0),
    mm("B5", 176.0, 250.0),
    mm("B6", 125.0, 176.0),
    mm("16开", 185.0, 260.0),
    mm("大16开", 187.0, 262.0),
    mm("32开", 130.0, 184.0),
    mm("大32开", 140.0, 203.0),
    mm("64开", 92.0, 126.0),
    inches("kdp-5x8", 5.0, 8.0),
    inches("kdp-5.06x7.81", 5.06, 7.81),
    inches("kdp-5.25x8", 5.25, 8.0),
    inches("kdp-5.5x8.5", 5.5, 8.5),
    inches("kdp-6x9", 6.0, 9.0),
    inches("kdp-6.14x9.21", 6.14, 9.21),
    inches("kdp-6.69x9.61", 6.69, 9.61),
    inches("kdp-7x10", 7.0, 10.0),
    inches("kdp-7.44x9.69", 7.44, 9.69),
    inches("kdp-7.5x9.25", 7.5, 9.25),
    inches("kdp-8x10", 8.0, 10.0),
    inches("kdp-8.25x6", 8.25, 6.0),
    inches("kdp-8.25x8.25", 8.25, 8.25),
    inches("kdp-8.25x11", 8.25, 11.0),
    inches("kdp-8.27x11.69", 8.27, 11.69),
    inches("kdp-8.5x8.5", 8.5, 8.5),
    inches("kdp-8.5x11", 8.5, 11.0),
    inches("ingram-4x6", 4.0, 6.0),
    inches("ingram-4x7", 4.0, 7.0),
    inches("ingram-4.25x7", 4.25, 7.0),
    inches("ingram-4.37x7", 4.37, 7.0),
    inches("ingram-4.72x7.48", 4.72, 7.48),
    inches("ingram-5x7", 5.0, 7.0),
    inches("ingram-5x8", 5.0, 8.0),
    inches("ingram-5.06x7.81", 5.06, 7.81),
    inches("ingram-5.25x8", 5.25, 8.0),
    inches("ingram-5.5x8.25", 5.5, 8.25),
    inches("ingram-5.5x8.5", 5.5, 8.5),
    inches("ingram-5.83x8.27", 5.83, 8.27),
    inches("ingram-6x9", 6.0, 9.0),
    inches("ingram-6.14x9.21", 6.14, 9.21),
    inches("ingram-6.5x6.5", 6.5, 6.5),
    inches("ingram-6.625x10.25", 6.625, 10.25),
    inches("ingram-6.69x9.61", 6.69, 9.61),
    inches("ingram-7x10", 7.0, 10.0),
    inches("ingram-7.44x9.69", 7.44, 9.69),
    inches("ingram-7.5x9.25", 7.5, 9.25),
    inches("ingram-8x8", 8.0, 8.0),
    inches("ingram-8x10", 8.0, 10.0),
    inches("ingram-8x10.88", 8.0, 10.88),
    inches("ingram-8.25x10.75", 8.25, 10.75),
    inches("ingram-8.25x11", 8.25, 11.0),
    inches("ingram-8.268x11.693", 8.268, 11.693),
    inches("ingram-8.5x8.5", 8.5, 8.5),
    inches("ingram-8.5x9", 8.5, 9.0),
    inches("ingram-8.5x11", 8.5, 11.0),
];

const fn mm(name: &'static str, width_mm: f64, height_mm: f64) -> Paper {
    Paper { name, width_mm, height_mm }
}

const fn inches(name: &'static str, width: f64, height: f64) -> Paper {
    Paper { name, width_mm: width * 25.4, height_mm: height * 25.4 }
}

impl Paper {
    /// The finished size.
    pub fn size(&self) -> Size {
        Size::new(Abs::mm(self.width_mm), Abs::mm(self.height_mm))
    }

    /// Every known name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PAPERS.iter().map(|paper| paper.name)
    }

    /// The names that someone who wrote `given` may have meant, for messages: those of the same printer, else those of none.
    pub fn names_like(given: &str) -> impl Iterator<Item = &'static str> {
        let printer = |name: &str| name.split_once('-').map(|(printer, _)| printer.to_ascii_lowercase());
        let asked =
            printer(given.trim()).filter(|asked| Self::names().any(|name| printer(name).as_ref() == Some(asked)));
        Self::names().filter(move |name| printer(name) == asked)
    }
}

/// Finds a finished size by its name; ASCII case does not count.
pub fn paper_by_name(name: &str) -> Option<Paper> {
    PAPERS.iter().copied().find(|paper| paper.name.eq_ignore_ascii_case(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_suggested_clr_b15() {
        let size = |name: &str| paper_by_name(name).map(|paper| paper.size());
        assert_eq!(size("大32开"), Some(Size::new(Abs::mm(140.0), Abs::mm(203.0))));
        assert_eq!(size("KDP-6x9"), Some(Size::new(Abs::pt(432.0), Abs::pt(648.0))));
        assert_eq!(size("ingram-5.25x8").map(|size| size.height), Some(Abs::pt(576.0)));
        assert_eq!(size("kdp-6x10"), None);
        assert!(Paper::names_like("kdp-6x10").all(|name| name.starts_with("kdp-")));
        assert!(Paper::names_like("A7").all(|name| !name.contains('-')));
    }
}
