//! The wrap's geometry against the formulas that KDP publishes ("Create a Paperback Cover"): spine = pages × paper, cover = bleed + trim + spine +
//! trim + bleed by bleed + trim + bleed, with 0.125 in of bleed and white paper 0.002252 in, cream 0.0025 in, premium colour 0.002347 in a page.
//! The numbers here were worked out by hand or were published by others; nothing of them comes from the program.

use super::*;
use crate::cli::Place;

/// Three trims by three papers, in inches: `wide x high paper pages => spine, cover wide x high`. Each sum can be checked on paper: 6 x 9, white,
/// 200 pages is 200 × 0.002252 = 0.4504 and 6 + 0.4504 + 6 + 0.25 = 12.7004.
const COVERS: &str = "
5    x 8    white  24 => 0.054048 10.304048 x 8.25
5    x 8    white 300 => 0.675600 10.925600 x 8.25
5    x 8    cream  80 => 0.200000 10.450000 x 8.25
5    x 8    cream 300 => 0.750000 11.000000 x 8.25
5    x 8    color 200 => 0.469400 10.719400 x 8.25
5    x 8    color 300 => 0.704100 10.954100 x 8.25
6    x 9    white 200 => 0.450400 12.700400 x 9.25
6    x 9    white 828 => 1.864656 14.114656 x 9.25
6    x 9    cream 200 => 0.500000 12.750000 x 9.25
6    x 9    cream 776 => 1.940000 14.190000 x 9.25
6    x 9    color 100 => 0.234700 12.484700 x 9.25
6    x 9    color 500 => 1.173500 13.423500 x 9.25
5.83 x 8.27 white 250 => 0.563000 12.473000 x 8.52
5.83 x 8.27 white 400 => 0.900800 12.810800 x 8.52
5.83 x 8.27 cream 100 => 0.250000 12.160000 x 8.52
5.83 x 8.27 cream 400 => 1.000000 12.910000 x 8.52
5.83 x 8.27 color 300 => 0.704100 12.614100 x 8.52
5.83 x 8.27 color 828 => 1.943316 13.853316 x 8.52
";

/// What others print as KDP's, rounded as they round it: kidillus.com ("KDP Cover Size Guide"), print.ymirtool.com ("KDP trim size and page count
/// guide"), kdpprintcover.com ("How to Calculate KDP Spine Width").
const PUBLISHED: &str = "
6 x 9 white 120 => 0.270  12.520 x 9.25
6 x 9 white 200 => 0.450  12.700 x 9.25
6 x 9 cream 200 => 0.500  12.750 x 9.25
6 x 9 white 300 => 0.676  12.926 x 9.25
6 x 9 color 400 => 0.9388 13.1888 x 9.25
";

struct Case {
    trim: Size,
    stock: Stock,
    pages: usize,
    /// Spine, and the cover's width and height, in inches.
    expected: [f64; 3],
}

fn cases(text: &str) -> impl Iterator<Item = (&str, Case)> {
    text.lines().filter(|line| !line.is_empty()).map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words[at].parse::<f64>().unwrap();
        let stock = match words[3] {
            "white" => Stock::White,
            "cream" => Stock::Cream,
            "color" => Stock::Color,
            other => panic!("{other}"),
        };
        let trim = Size::new(Abs::pt(number(0) * 72.0), Abs::pt(number(2) * 72.0));
        let pages = words[4].parse().unwrap();
        (line, Case { trim, stock, pages, expected: [number(6), number(7), number(9)] })
    })
}

fn made(case: &Case, writing: Writing) -> cover::wrap::Geometry {
    let metadata = book("故乡", "zh-Hans");
    let options = WrapOptions { printer: Printer::Kdp, stock: case.stock, ..WrapOptions::default() };
    let input = input(Design::Minimal, &metadata, None);
    cover::wrap::wrap(&input, &options, case.pages, case.trim, writing, &mut Sink::default()).unwrap().geometry
}

#[test]
fn three_trims_by_three_papers_are_as_kdp_publishes() {
    for (text, within) in [(COVERS, 0.000_02), (PUBLISHED, 0.000_55)] {
        for (line, case) in cases(text) {
            for writing in [Writing::Horizontal, Writing::Vertical] {
                let made = made(&case, writing);
                let sides = [made.spine.size.width, made.bleed.size.width, made.bleed.size.height];
                for (side, expected) in sides.into_iter().zip(case.expected) {
                    let side = side.to_pt() / 72.0;
                    assert!((side - expected).abs() < within, "{line}: {side}");
                }
                // Back, spine and front lie side by side, an eighth of an inch inside what is printed.
                let [left, right] = match writing {
                    Writing::Horizontal => [made.back, made.front],
                    Writing::Vertical => [made.front, made.back],
                };
                let places = [
                    (left.origin.x - made.bleed.origin.x, 0.125),
                    (made.spine.origin.x - left.origin.x, case.trim.width.to_pt() / 72.0),
                    (right.origin.x - made.spine.origin.x, case.expected[0]),
                    (made.bleed.right() - right.right(), 0.125),
                    (left.origin.y - made.bleed.origin.y, 0.125),
                ];
                for (at, expected) in places {
                    assert!((at.to_pt() / 72.0 - expected).abs() < within, "{line}: {at:?} is not {expected} in");
                }
            }
        }
    }
}

#[test]
fn an_odd_page_has_a_back() {
    for (odd, even) in [(79, 80), (299, 300)] {
        let made = [odd, even].map(|pages| {
            let trim = Size::new(Abs::pt(360.0), Abs::pt(576.0));
            made(&Case { trim, stock: Stock::Cream, pages, expected: [0.0; 3] }, Writing::Horizontal)
        });
        assert_eq!(made[0], made[1], "a sheet has two pages");
    }
}

/// The file that goes to the press has those boxes: bleed all round, the trim inside it.
#[test]
fn the_boxes_of_the_file_are_those_of_the_formulas() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let place = Place::with(&[("articles/a.md", "# 天地\n\n玄黄。\n")]);
    let manifest = format!(
        "[book]\ntitle = \"天地\"\nslug = \"b\"\n[page]\ntrim = \"6in x 9in\"\n[fonts]\ndir = {fonts:?}\n[cover.wrap]\nprinter = \"kdp\"\npages = 200\n"
    );
    place.put("book.toml", &manifest);
    let ran = place.run("cover --lang en");
    assert_eq!(ran.status, 0, "{}", ran.whole());
    let file = std::fs::read(place.path().join("dist/b-wrap.pdf")).unwrap();
    let text = String::from_utf8_lossy(&file);
    let side = |name: &str| -> [f64; 2] {
        let numbers = text.split_once(&format!("/{name}")).unwrap().1.split_once('[').unwrap().1;
        let numbers: Vec<f64> =
            numbers.split_once(']').unwrap().0.split_whitespace().map(|word| word.parse().unwrap()).collect();
        [numbers[2] - numbers[0], numbers[3] - numbers[1]].map(|points| points / 72.0)
    };
    for (name, expected) in [("BleedBox", [12.7004, 9.25]), ("TrimBox", [12.4504, 9.0])] {
        for (is, should) in side(name).into_iter().zip(expected) {
            assert!((is - should).abs() < 0.000_1, "{name}: {is} in, not {should}");
        }
    }
}
