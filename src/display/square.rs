//! A text as a square code 二维码 (GB/T 18284, ISO/IEC 18004). In: the text, where it goes and how large. Out: a path of its dark modules.

use fast_qr::{ECL, QRBuilder};

use super::{Paint, Path, Segment};
use crate::units::{Point, Rect};

impl Path {
    /// The dark modules of a text's code in a square, with so many light modules around it inside the square; a row of dark ones is one
    /// rectangle. `None` for a text that is too long for a code. Four modules around a code must be light.
    pub fn square_code(text: &str, area: Rect, quiet: usize, paint: Paint) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let side = area.size.width.min(area.size.height);
        let at = |module: usize| side.part((quiet + module) as i64, (code.size + 2 * quiet) as i64);
        let mut segments = Vec::new();
        for row in 0..code.size {
            let dark: Vec<bool> = (0..code.size).map(|column| code[row][column].value()).collect();
            let mut column = 0;
            while column < code.size {
                let run = dark[column..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    let point = |x: usize, y: usize| Point::new(area.origin.x + at(x), area.origin.y + at(y));
                    segments.push(Segment::Move(point(column, row)));
                    segments.push(Segment::Line(point(column + run, row)));
                    segments.push(Segment::Line(point(column + run, row + 1)));
                    segments.push(Segment::Line(point(column, row + 1)));
                    segments.push(Segment::Close);
                }
                column += run + 1;
            }
        }
        Some(Self { segments, fill: Some(paint), even_odd: false, stroke: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Abs, Size};

    #[test]
    fn a_code_fills_its_square_and_has_three_finders() {
        let area = Rect::new(Point::new(Abs::pt(10.0), Abs::pt(20.0)), Size::new(Abs::pt(50.0), Abs::pt(50.0)));
        let path = Path::square_code("https://example.org/", area, 0, Paint::BLACK).unwrap();
        let starts: Vec<Point> = path
            .segments
            .iter()
            .filter_map(|step| if let Segment::Move(at) = step { Some(*at) } else { None })
            .collect();
        assert_eq!(starts[0], area.origin);
        // A code of this length has 25 modules a side; the finders are seven wide.
        let module = Abs::pt(2.0);
        assert!(starts.contains(&Point::new(area.origin.x + module * 18, area.origin.y)));
        assert!(starts.contains(&Point::new(area.origin.x, area.origin.y + module * 24)));
        assert_eq!(Path::square_code(&"x".repeat(5000), area, 0, Paint::BLACK), None);
    }
}
