//! Page labels (ISO 32000-1 §12.4.2): the number of each page as printed in, ranges out.

use lopdf::{Dictionary, Object, dictionary};

use super::link::text;
use crate::units::roman_value;

/// How a label is made.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Style {
    Arabic(u32),
    Roman(u32),
    Name(String),
}

/// The number tree of the pages' labels.
pub(super) fn page_labels(labels: &[&str]) -> Dictionary {
    let mut ranges: Vec<Object> = Vec::new();
    let mut next: Option<Style> = None;
    for (at, label) in labels.iter().enumerate() {
        let style = style(label);
        if next.as_ref() != Some(&style) {
            ranges.push(Object::Integer(at as i64));
            ranges.push(Object::Dictionary(entry(&style)));
        }
        next = match style {
            Style::Arabic(number) => Some(Style::Arabic(number + 1)),
            Style::Roman(number) => Some(Style::Roman(number + 1)),
            Style::Name(_) => None,
        };
    }
    dictionary! { "Nums" => ranges }
}

fn style(label: &str) -> Style {
    if let Ok(number) = label.parse::<u32>()
        && (1..=1_000_000).contains(&number)
        && number.to_string() == label
    {
        return Style::Arabic(number);
    }
    match roman_value(label) {
        Some(number) => Style::Roman(number),
        None => Style::Name(label.to_owned()),
    }
}

fn entry(style: &Style) -> Dictionary {
    match style {
        Style::Arabic(number) => dictionary! { "S" => "D", "St" => i64::from(*number) },
        Style::Roman(number) => dictionary! { "S" => "r", "St" => i64::from(*number) },
        Style::Name(name) => dictionary! { "P" => text(name) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fall_into_ranges() {
        let labels = page_labels(&["封面", "i", "ii", "iii", "1", "2", "5", "mm"]);
        let nums = labels.get(b"Nums").unwrap().as_array().unwrap();
        let starts: Vec<i64> = nums.iter().step_by(2).map(|start| start.as_i64().unwrap()).collect();
        assert_eq!(starts, [0, 1, 4, 6, 7]);
        assert_eq!(style("vi"), Style::Roman(6));
        assert_eq!(style("iiii"), Style::Name("iiii".into()));
        assert_eq!(style("007"), Style::Name("007".into()));
    }
}
