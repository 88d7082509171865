//! Lengths as a manifest writes them. In: `10.5pt`, `五号`, `148x210mm`, `A5`. Out: lengths (CLR-A10, CLR-B15).

use crate::units::{Abs, Em, Size, paper_by_name};

/// The traditional type sizes in points (CLR-A10).
const HAO: [(&str, f64); 16] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 27.5),
    ("小一", 24.0),
    ("二号", 21.0),
    ("小二", 18.0),
    ("三号", 15.75),
    ("小三", 15.0),
    ("四号", 13.75),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.875),
    ("小六", 6.5),
    ("七号", 5.25),
    ("八号", 5.0),
];

/// The names of the traditional type sizes, for messages.
pub(super) fn hao_names() -> impl Iterator<Item = &'static str> {
    HAO.iter().map(|(name, _)| *name)
}

/// A type size: a traditional one by its name, or a length. From 1 to 1,000 pt.
pub(super) fn type_size(text: &str) -> Option<Abs> {
    let plain = text.trim().trim_end_matches('号');
    let named = HAO.iter().find(|(name, _)| name.trim_end_matches('号') == plain).map(|(_, points)| Abs::pt(*points));
    named.or_else(|| length(text)).filter(|size| (Abs::pt(1.0)..=Abs::pt(1000.0)).contains(size))
}

/// A length above zero and below ten metres, in `pt`, `mm`, `cm` or `in`.
pub(super) fn length(text: &str) -> Option<Abs> {
    let text = text.trim();
    let unit = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let number = decimal(text[..unit].trim())?;
    let points = match &text[unit..] {
        "pt" => Abs::pt(number),
        "mm" => Abs::mm(number),
        "cm" => Abs::mm(number * 10.0),
        "in" => Abs::pt(number * 72.0),
        _ => return None,
    };
    (points > Abs::ZERO && points < Abs::mm(10_000.0)).then_some(points)
}

/// A trimmed size: a paper's name, or width and height in one unit.
pub(super) fn trim(text: &str) -> Option<Size> {
    if let Some(paper) = paper_by_name(text) {
        return Some(paper.size());
    }
    let (width, height) = text.split_once(['x', '×', '*'])?;
    let unit =
        height.trim().trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.' || letter == ' ');
    let width = length(width).or_else(|| length(&format!("{}{unit}", width.trim())))?;
    Some(Size::new(width, length(height)?))
}

/// An indent in ems, from none to twenty.
pub(super) fn ems(text: &str) -> Option<Em> {
    let number = decimal(text.trim().trim_end_matches("em").trim())?;
    (0.0..=20.0).contains(&number).then(|| Em::new(number))
}

/// A number in plain decimals: no sign, exponent or infinity.
fn decimal(text: &str) -> Option<f64> {
    let plain = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_by_name_and_number() {
        for (text, expected) in [
            ("五号", Some(10.5)),
            ("五", Some(10.5)),
            ("小四", Some(12.0)),
            ("小四号", Some(12.0)),
            ("11pt", Some(11.0)),
            ("11", None),
            ("-3pt", None),
            ("1e9pt", None),
            ("九号", None),
        ] {
            assert_eq!(type_size(text), expected.map(Abs::pt), "{text}");
        }
    }

    #[test]
    fn trims_by_name_and_number() {
        let a5 = Size::new(Abs::mm(148.0), Abs::mm(210.0));
        for (text, expected) in [
            ("A5", Some(a5)),
            ("148x210mm", Some(a5)),
            ("148mm × 210mm", Some(a5)),
            ("14.8x21cm", Some(a5)),
            ("148x210", None),
            ("0x210mm", None),
        ] {
            assert_eq!(trim(text), expected, "{text}");
        }
    }

    #[test]
    fn indents_are_ems() {
        assert_eq!((ems("2em"), ems("2"), ems("99em")), (Some(Em::ONE * 2), Some(Em::ONE * 2), None));
    }
}
