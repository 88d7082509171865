//! What stands beside a line: readings, bopomofo, lines along words, dots, and marks within their frames. A text in, its places
//! against the rules out. Places across a line count towards the next line: downwards, or to the left of a vertical one.

use banxin::display::{Path, Segment};
use banxin::typeset::line::{Composed, Figures, LineRun, Setting, compose, natural_length};
use banxin::units::{Abs, Em, Region, Writing};

use super::beside_line::extent;
use super::picture::{HEAD, SIZE, along, fonts, measure};
use super::piece::read_text;

/// How far rounding may carry a place.
const ROUNDING: Abs = Abs::raw(64);

fn composed(source: &str, region: Region, writing: Writing) -> Composed {
    compose(&read_text(source), &measure(20), &Setting::new(fonts(), region, writing))
}

fn horizontal(source: &str) -> Composed {
    composed(source, Region::Mainland, Writing::Horizontal)
}

fn vertical(source: &str) -> Composed {
    composed(source, Region::Mainland, Writing::Vertical)
}

/// The runs of readings.
fn readings(composed: &Composed) -> Vec<&LineRun> {
    composed.lines[0].runs.iter().filter(|run| run.annotation.is_some()).collect()
}

/// The em box of a run across a horizontal line.
fn box_of(run: &LineRun) -> (Abs, Abs) {
    let head = run.run.origin.y - HEAD.at(run.run.size);
    (head, head + run.run.size)
}

/// The middle of the ink of a run's first glyph, along and across a horizontal line.
fn middle(run: &LineRun) -> (Abs, Abs) {
    let ink = fonts().face(run.run.face).ink(run.run.glyphs[0].id).unwrap();
    let half = |sum: Em| sum.at(run.run.size) / 2;
    let origin = run.run.origin;
    (origin.x + run.run.glyphs[0].at + half(ink.x_min + ink.x_max), origin.y - half(ink.y_min + ink.y_max))
}

/// The least and the most of a path across its line.
fn across(path: &Path) -> (Abs, Abs) {
    let points = path.segments.iter().filter_map(|segment| match segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Cubic(_, _, to) => Some(to.y),
        Segment::Close => None,
    });
    (points.clone().min().unwrap(), points.max().unwrap())
}

fn is_near(one: Abs, other: Abs) -> bool {
    (one - other).abs() < ROUNDING
}

#[test]
fn a_reading_is_half_as_large_and_above_the_frame_of_its_base() {
    // CLR-K07, J09.
    let composed = horizontal("天{ruby:地=dì}玄");
    let readings = readings(&composed);
    assert_eq!(readings[0].run.size, SIZE / 2);
    assert!(box_of(readings[0]).1 <= -HEAD.at(SIZE), "its foot is above the head of the base");
    let middle = (readings[0].start + readings[0].end) / 2;
    assert!(is_near(middle, SIZE + SIZE / 2), "{middle:?}");
    // The line ends where it would without.
    assert_eq!(composed.lines[0].end, horizontal("天地玄").lines[0].end);
}

#[test]
fn readings_stand_to_the_right_of_a_vertical_line_and_lines_to_its_left() {
    // CLR-K07, I10, J01.
    let composed = vertical("天{ruby:地=dì}{name:玄黄}{dots:宇}");
    assert!(readings(&composed)[0].run.origin.y < -SIZE / 2);
    assert!(across(&composed.lines[0].paths[0]).0 > SIZE / 2);
    let dots = composed.lines[0].runs.iter().find(|run| run.run.text.is_empty()).unwrap();
    let (glyph, face) = (dots.run.glyphs[0], fonts().face(dots.run.face));
    let ink = face.ink(glyph.id).unwrap();
    let right = glyph.shift + (ink.x_min - face.advance(glyph.id) / 2).at(dots.run.size) - dots.run.origin.y;
    assert!(right > SIZE / 2, "the dot's ink is to the right of the frame: {right:?}");
}

#[test]
fn symbols_of_bopomofo_are_three_tenths_of_an_em_in_a_strip_of_a_half() {
    // CLR-K02.
    let composed = composed("{zhuyin:床=ㄔㄨㄤˊ}天", Region::Taiwan, Writing::Horizontal);
    let readings = readings(&composed);
    assert_eq!(readings.len(), 4, "three symbols and a tone");
    for run in &readings {
        assert!(is_near(run.run.size, SIZE.part(3, 10)));
        let (x, _) = middle(run);
        assert!(x > SIZE && x < SIZE + SIZE / 2, "{} at {x:?}", run.run.text);
    }
    // The same strip with a tone and without.
    let [with, without] = ["{zhuyin:床=ㄔㄨㄤˊ}天", "{zhuyin:床=ㄔㄨㄤ}天"]
        .map(|source| self::composed(source, Region::Taiwan, Writing::Horizontal).lines[0].end);
    assert!(is_near(with, without), "{with:?} {without:?}");
}

#[test]
fn symbols_stand_one_below_the_other_about_the_middle_of_the_frame() {
    // CLR-K01, K02.
    for source in ["{zhuyin:床=ㄔㄨㄤ}", "{zhuyin:衣=ㄧ}", "{zhuyin:他=ㄊㄚ}"] {
        let composed = composed(source, Region::Taiwan, Writing::Horizontal);
        let boxes: Vec<(Abs, Abs)> = readings(&composed).iter().map(|run| box_of(run)).collect();
        assert!(boxes.windows(2).all(|pair| is_near(pair[0].1, pair[1].0)), "set solid: {boxes:?}");
        let frame = SIZE / 2 - HEAD.at(SIZE);
        let column = (boxes[0].0 + boxes[boxes.len() - 1].1) / 2;
        assert!(is_near(column, frame), "{source}: {column:?} and not {frame:?}");
    }
}

#[test]
fn tones_stand_outside_and_the_neutral_one_above() {
    // CLR-K04.
    let composed = composed("{zhuyin:床=ㄔㄨㄤˊ}{zhuyin:的=˙ㄉㄜ}", Region::Taiwan, Writing::Horizontal);
    let place = |text: &str| middle(readings(&composed).into_iter().find(|run| run.run.text == text).unwrap());
    let (last, rising) = (place("ㄤ"), place("ˊ"));
    assert!(rising.0 > last.0 && rising.1 < last.1, "at the upper right of the last symbol");
    let (first, neutral) = (place("ㄉ"), place("˙"));
    assert!((neutral.0 - first.0).abs() < SIZE / 20 && neutral.1 < first.1, "{neutral:?} above {first:?}");
}

#[test]
fn a_line_lies_below_the_frame_and_a_dot_below_the_line() {
    // CLR-J01, J03.
    let foot = SIZE - HEAD.at(SIZE);
    let mut text = read_text("天{name:地}玄");
    text.pieces[1].style.dots = true;
    let composed = compose(&text, &measure(20), &Setting::new(fonts(), Region::Mainland, Writing::Horizontal));
    let (top, below) = across(&composed.lines[0].paths[0]);
    assert!(top > foot, "{top:?}");
    let dots = composed.lines[0].runs.iter().find(|run| run.run.text.is_empty()).unwrap();
    let ink = fonts().face(dots.run.face).ink(dots.run.glyphs[0].id).unwrap();
    let dot = dots.run.origin.y - dots.run.glyphs[0].shift - ink.y_max.at(dots.run.size);
    assert!(dot > below, "the dot begins at {dot:?}, the line ends at {below:?}");
}

#[test]
fn lines_of_neighbours_are_parted_and_each_is_one_piece() {
    // CLR-J06, J08, J10.
    let composed = horizontal("{name:天地}{name:玄ABC黄}");
    let [first, second] = composed.lines[0].paths.as_slice() else { panic!("two names have two lines") };
    let (first, second) = (extent(first), extent(second));
    assert!(second.0 - first.1 > SIZE / 10 && second.0 - first.1 < SIZE / 4);
    assert!(first.0 < SIZE / 8 && is_near(second.1, composed.lines[0].end - first.0), "from edge to edge");
    let loose = Setting { tracking: Em::HALF, ..Setting::new(fonts(), Region::Mainland, Writing::Horizontal) };
    let loose = compose(&read_text("{name:天地玄}"), &measure(20), &loose);
    assert_eq!(loose.lines[0].paths.len(), 1);
    let (start, end) = extent(&loose.lines[0].paths[0]);
    assert!(is_near(end - start, SIZE * 4 - first.0 * 2), "{:?}", end - start);
}

#[test]
fn points_stand_at_the_upper_right_of_vertical_frames() {
    // CLR-I04.
    let composed = vertical("天，地。玄、黄");
    for run in &composed.lines[0].runs {
        for (index, glyph) in run.run.glyphs.iter().enumerate() {
            if !"，。、".contains(run.run.text_of(index)) {
                continue;
            }
            let face = fonts().face(run.run.face);
            let ink = face.ink(glyph.id).unwrap();
            let right = glyph.shift + (ink.x_min - face.advance(glyph.id) / 2).at(run.run.size);
            let (start, end) = along(&run.run, glyph.id).unwrap();
            assert!(right > Abs::ZERO, "{} is {right:?} from the middle", run.run.text_of(index));
            assert!(start >= Em::ZERO && end <= Em::HALF, "{} ends at {end:?}", run.run.text_of(index));
        }
    }
}

#[test]
fn an_ellipsis_is_at_half_the_height_of_the_characters() {
    // CLR-C05.
    for source in ["天……地", "{kai:天……地}", "{bold:天……地}"] {
        let composed = horizontal(source);
        let run = &composed.lines[0].runs[0].run;
        let glyph = (0..run.glyphs.len()).find(|&n| run.text_of(n).contains('…')).map(|n| run.glyphs[n]).unwrap();
        let ink = fonts().face(run.face).ink(glyph.id).unwrap();
        let middle = (ink.y_min + ink.y_max).at(SIZE) / 2 + glyph.shift;
        let frame = (HEAD - Em::HALF).at(SIZE);
        assert!((middle - frame).abs() < SIZE / 8, "{source}: {middle:?} and not {frame:?}");
    }
}

#[test]
fn a_dash_is_without_a_joint() {
    // CLR-C04: one glyph, or ink that reaches from one to the next.
    for source in ["天——地", "{bold:天——地}"] {
        let composed = horizontal(source);
        let runs = composed.lines[0].runs.iter().map(|run| &run.run);
        let mut ink: Vec<(Abs, Abs)> = Vec::new();
        for run in runs {
            for (n, glyph) in run.glyphs.iter().enumerate().filter(|(n, _)| run.text_of(*n).contains('—')) {
                let own = along(run, glyph.id).unwrap();
                ink.push((run.glyphs[n].at + own.0.at(SIZE), run.glyphs[n].at + own.1.at(SIZE)));
            }
        }
        assert!(ink.windows(2).all(|pair| pair[1].0 <= pair[0].1), "{source}: {ink:?}");
        let length = ink[ink.len() - 1].1 - ink[0].0;
        assert!(length > SIZE.part(18, 10) && length <= SIZE * 2, "{source}: {length:?}");
    }
}

#[test]
fn vertical_marks_take_their_vertical_forms_on_the_middle_of_the_frame() {
    // CLR-I11: a turned bracket and an upright comma have other glyphs than in horizontal lines, 1 em each.
    let (flat, tall) = (horizontal("《天》，"), vertical("《天》，"));
    let ids = |composed: &Composed| -> Vec<u16> {
        composed.lines[0].runs.iter().flat_map(|run| &run.run.glyphs).map(|glyph| glyph.id).collect()
    };
    let (flat, tall_ids) = (ids(&flat), ids(&tall));
    assert_eq!(flat[1], tall_ids[1], "Han is the same");
    assert!([0, 2, 3].into_iter().all(|n| flat[n] != tall_ids[n]), "{flat:?} {tall_ids:?}");
    let glyphs = tall.lines[0].runs.iter().flat_map(|run| &run.run.glyphs);
    assert!(glyphs.clone().all(|glyph| glyph.advance == SIZE), "{:?}", glyphs.collect::<Vec<_>>());
}

#[test]
fn tabular_figures_are_of_one_width() {
    // CLR-H07.
    let length = |source: &str, figures: Figures| {
        let setting = Setting { figures, ..Setting::new(fonts(), Region::Mainland, Writing::Horizontal) };
        natural_length(&read_text(source), &setting)
    };
    assert_eq!(length("1111", Figures::Tabular), length("2000", Figures::Tabular));
    assert_ne!(length("1111", Figures::Proportional), length("2000", Figures::Proportional));
}

#[test]
fn a_frame_is_open_where_its_name_goes_on() {
    // CLR-C11, J07.
    let composed = compose(
        &read_text(&format!("{{mourn:{}}}", "天地玄黄宇宙洪荒日月盈昃辰宿列张".repeat(4))),
        &measure(20),
        &Setting::new(fonts(), Region::Mainland, Writing::Horizontal),
    );
    let lines = composed.lines.len();
    assert!(lines >= 3, "{lines}");
    for (at, line) in composed.lines.iter().enumerate() {
        let [frame] = line.paths.as_slice() else { panic!("one frame a line") };
        let (start, end) = extent(frame);
        // An edge across the line: two points in a row at the same place along it.
        let points = frame.segments.iter().map(|segment| match segment {
            Segment::Move(to) => (true, to.x),
            Segment::Line(to) | Segment::Cubic(_, _, to) => (false, to.x),
            Segment::Close => (false, start),
        });
        let points: Vec<(bool, Abs)> = points.collect();
        let has_edge =
            |place: Abs| points.windows(2).any(|pair| !pair[1].0 && pair[0].1 == place && pair[1].1 == place);
        assert_eq!((has_edge(start), has_edge(end)), (at == 0, at + 1 == lines), "line {at}");
    }
}
