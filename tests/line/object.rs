//! Objects in the line: a text with one in, where it stands against its neighbours out (CLR-H01, D).

use banxin::typeset::line::{Composed, Object, Setting, Text, compose};
use banxin::units::{Abs, Em, Region, Writing};

use super::picture::{SIZE, fonts, measure};
use super::piece::read_text;

/// A text in which every `#` is an object of `ems`.
fn with_objects(source: &str, ems: f64) -> Text {
    let mut text = Text::default();
    let object = Object { length: Em::new(ems).at(SIZE), above: SIZE, below: Abs::ZERO };
    for (at, part) in source.split('#').enumerate() {
        let pieces = [(at > 0).then_some(("\u{FFFC}", Some(object))), Some((part, None))];
        for (words, object) in pieces.into_iter().flatten().filter(|(words, _)| !words.is_empty()) {
            let start = text.text.len();
            text.text.push_str(words);
            let mut piece = read_text("天").pieces.remove(0);
            (piece.range, piece.object) = (start..text.text.len(), object);
            text.pieces.push(piece);
        }
    }
    text
}

fn composed(source: &str, ems: f64, length: i64, writing: Writing) -> Composed {
    compose(&with_objects(source, ems), &measure(length), &Setting::new(fonts(), Region::Mainland, writing))
}

#[test]
fn an_object_is_spaced_as_latin_is() {
    for writing in [Writing::Horizontal, Writing::Vertical] {
        let line = &composed("天#地", 2.0, 12, writing).lines[0];
        let gap = Em::QUARTER.at(SIZE);
        assert_eq!(line.objects.len(), 1);
        assert_eq!((line.objects[0].start, line.objects[0].piece), (SIZE + gap, 1));
        assert_eq!(line.end, SIZE * 4 + gap * 2);
        assert_eq!(line.runs.iter().map(|run| run.run.text.as_str()).collect::<String>(), "天地");
    }
}

#[test]
fn an_object_is_not_parted_and_marks_stay_with_it() {
    let whole = composed("天地玄黄#，宇宙", 3.0, 8, Writing::Horizontal);
    // Four characters, a gap, three ems and the half of the mark fill more than the line: the object goes on with its mark.
    assert!(whole.lines[0].objects.is_empty() || whole.lines[0].range.end > "天地玄黄\u{FFFC}".len());
    let all: usize = whole.lines.iter().map(|line| line.objects.len()).sum();
    assert_eq!(all, 1);
    for line in &whole.lines {
        assert!(!line.runs.first().is_some_and(|run| run.run.text.starts_with('，')), "{line:?}");
    }
}

#[test]
fn an_object_longer_than_the_line_stands_alone() {
    let found = composed("天#地", 20.0, 8, Writing::Horizontal);
    assert_eq!(found.lines.iter().map(|line| line.objects.len()).sum::<usize>(), 1);
    assert!(!found.unfit.is_empty(), "and it is said");
}
