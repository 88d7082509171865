//! A formula in its places. In: LaTeX. Out: glyphs, rules and outlines, by RaTeX, which does as KaTeX does.

use ratex_font::{FontId, katex_ttf_glyph_char};
use ratex_layout::{LayoutOptions, layout, to_display_list, validate_layout};
use ratex_parser::{ParseNode, parse};
use ratex_types::color::Color;
use ratex_types::display_item::{DisplayItem, DisplayList};
use ratex_types::math_style::MathStyle;
use ratex_types::path_command::PathCommand;

use super::{Formula, LONGEST, Mark, Shape, Step, Unreadable};
use crate::units::Em;

/// The longest side of a formula, in ems: what is larger is no formula, and no page could show it.
const LARGEST: f64 = 2_000.0;

/// Lays a formula out on one line, as it stands in text or, for `display`, on lines of its own.
///
/// # Errors
///
/// What is not understood, or too large.
pub fn formula(latex: &str, display: bool) -> Result<Formula, Unreadable> {
    of_nodes(&nodes(latex)?, display)
}

/// The parsed formula.
pub(super) fn nodes(latex: &str) -> Result<Vec<ParseNode>, Unreadable> {
    if latex.len() > LONGEST {
        return Err(Unreadable::TooLarge);
    }
    parse(latex).map_err(|error| {
        let at = error.loc.map(|place| place.start).filter(|at| *at <= latex.len());
        Unreadable::Wrong(error.message, at)
    })
}

/// Lays out a part of a formula.
pub(super) fn of_nodes(nodes: &[ParseNode], display: bool) -> Result<Formula, Unreadable> {
    let style = if display { MathStyle::Display } else { MathStyle::Text };
    let tree = layout(nodes, &LayoutOptions { style, ..LayoutOptions::default() });
    validate_layout(&tree).map_err(|_| Unreadable::TooLarge)?;
    let list = to_display_list(&tree);
    let sizes = [list.width, list.height, list.depth];
    if sizes.iter().any(|size| !size.is_finite() || size.abs() > LARGEST) {
        return Err(Unreadable::TooLarge);
    }
    Ok(of_list(&list))
}

fn of_list(list: &DisplayList) -> Formula {
    Formula {
        width: Em::new(list.width.max(0.0)),
        above: Em::new(list.height),
        below: Em::new(list.depth),
        marks: list.items.iter().filter_map(|item| mark(item, list.height)).collect(),
    }
}

fn mark(item: &DisplayItem, baseline: f64) -> Option<Mark> {
    let (x, y, color, shape) = match item {
        DisplayItem::GlyphPath { x, y, scale, font, char_code, color } => {
            (*x, *y, color, glyph(font, *char_code, *scale)?)
        }
        DisplayItem::Line { x, y, width, thickness, color, dashed: true } => {
            (*x, *y, color, Shape::Dashes { width: em(*width)?, thickness: em(*thickness)? })
        }
        DisplayItem::Line { x, y, width, thickness, color, dashed: false } => {
            (*x, *y - *thickness / 2.0, color, Shape::Area { width: em(*width)?, height: em(*thickness)? })
        }
        DisplayItem::Rect { x, y, width, height, color } => {
            (*x, *y, color, Shape::Area { width: em(*width)?, height: em(*height)? })
        }
        DisplayItem::Path { x, y, commands, fill, color } => {
            (*x, *y, color, Shape::Outline { steps: steps(commands)?, filled: *fill })
        }
    };
    let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    let color = (*color != Color::BLACK).then(|| [byte(color.r), byte(color.g), byte(color.b)]);
    Some(Mark { x: em(x)?, y: em(y - baseline)?, color, shape })
}

fn glyph(font: &str, code: u32, size: f64) -> Option<Shape> {
    let text = char::from_u32(code)?;
    let id = FontId::parse(font)?;
    let own = !matches!(id, FontId::CjkRegular | FontId::CjkFallback | FontId::EmojiFallback);
    let key = katex_ttf_glyph_char(id, code);
    Some(Shape::Glyph { font: own.then(|| id.as_str()), size: em(size)?, key, text })
}

fn em(length: f64) -> Option<Em> {
    (length.is_finite() && length.abs() <= LARGEST * 2.0).then(|| Em::new(length))
}

fn steps(commands: &[PathCommand]) -> Option<Vec<Step>> {
    let mut out = Vec::new();
    let mut from = (0.0, 0.0);
    let point = |x: f64, y: f64| Some([em(x)?, em(y)?]);
    for command in commands {
        let (step, to) = match *command {
            PathCommand::MoveTo { x, y } => (Step::Move(point(x, y)?), (x, y)),
            PathCommand::LineTo { x, y } => (Step::Line(point(x, y)?), (x, y)),
            PathCommand::CubicTo { x1, y1, x2, y2, x, y } => {
                (Step::Cubic(point(x1, y1)?, point(x2, y2)?, point(x, y)?), (x, y))
            }
            // A quadratic curve is the cubic whose control points lie two thirds of the way to its own.
            PathCommand::QuadTo { x1, y1, x, y } => {
                let toward = |end: f64, control: f64| end + (control - end) * 2.0 / 3.0;
                let one = point(toward(from.0, x1), toward(from.1, y1))?;
                let two = point(toward(x, x1), toward(y, y1))?;
                (Step::Cubic(one, two, point(x, y)?), (x, y))
            }
            PathCommand::Close => (Step::Close, from),
        };
        from = to;
        out.push(step);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(formula: &Formula) -> String {
        let text = |mark: &Mark| match mark.shape {
            Shape::Glyph { text, .. } => Some(text),
            Shape::Area { .. } | Shape::Dashes { .. } | Shape::Outline { .. } => None,
        };
        formula.marks.iter().filter_map(text).collect()
    }

    #[test]
    fn a_fraction_has_a_bar_between_its_parts() {
        let made = formula(r"\frac{a}{b}", true).unwrap();
        assert_eq!(letters(&made), "ab");
        let bars = made.marks.iter().filter(|mark| matches!(mark.shape, Shape::Area { .. })).count();
        assert_eq!(bars, 1);
        assert!(made.above > Em::ONE && made.below > Em::HALF, "{made:?}");
        let inline = formula(r"\frac{a}{b}", false).unwrap();
        assert!(inline.above < made.above, "in a line it is lower");
    }

    #[test]
    fn han_is_left_to_the_book() {
        let made = formula(r"v_{\text{速度}}", false).unwrap();
        let of_book = made.marks.iter().filter(|mark| matches!(mark.shape, Shape::Glyph { font: None, .. })).count();
        assert_eq!((letters(&made).as_str(), of_book), ("v速度", 2));
    }

    proptest::proptest! {
        /// Whatever stands between the dollars, there is an answer.
        #[test]
        fn no_formula_is_too_strange(
            words in proptest::collection::vec(
                proptest::sample::select(vec![
                    "x", "2", "{", "}", "^", "_", "\\frac", "\\sqrt", "[", "]", "\\left(", "\\right)", "&", "\\\\",
                    "\\begin{matrix}", "\\end{matrix}", "\\text{速度}", "\\over", "\\limits", "\\hat", "\\color{red}",
                    "\\rule{1em}{2em}", "'", "%", "#", "~", "\\def\\a{\\a\\a}", "\\a", "\\kern-9em", "\\hline",
                    "\\begin{cases}", "\\end{cases}", "\\sum", "\\tag{1}", "版", "\u{0}", "\\ce{H2O}", "\\mathbb",
                    "\\overbrace", "\\raisebox{9em}", "\\middle|", "\\cancel", "=", "<", ",",
                ]),
                0..24,
            ),
        ) {
            let latex = words.concat();
            let _ = formula(&latex, true);
            let _ = super::super::formula_lines(&latex, Em::new(3.0));
            let _ = super::super::mathml(&latex, false);
        }
    }

    #[test]
    fn what_is_no_latex_says_where() {
        assert!(matches!(formula(r"a + \nonsense", false), Err(Unreadable::Wrong(_, Some(at))) if at <= 13));
        assert!(matches!(formula(r"\frac{a", false), Err(Unreadable::Wrong(..))));
        assert_eq!(formula(&"x".repeat(LONGEST + 1), false), Err(Unreadable::TooLarge));
        assert!(formula(r"\rule{99999999em}{1em}", false).is_err());
        assert!(formula(&r"\sqrt{".repeat(2_000), false).is_err(), "deep nesting is refused, not followed");
    }
}
