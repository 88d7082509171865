//! Plain words on a wrap: single lines, digits spread over a width, and the back's paragraphs, all set by the book's line composer.

use super::super::art;
use super::super::upright::{Look, styled};
use crate::display::{Item, ItemKind, Paint};
use crate::font::{FontSet, Role};
use crate::typeset::line::{Alignment, Measure, Setting, compose, natural_length};
use crate::units::{Abs, Em, Point, Rect, Region, Writing};

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) role: Role,
    pub(super) size: Abs,
    pub(super) paint: Paint,
    pub(super) language: &'a str,
}

impl<'a> Style<'a> {
    pub(super) fn look(self) -> Look<'a> {
        Look { role: self.role, paint: self.paint, tracking: Em::ZERO, language: self.language }
    }
}

fn setting<'a>(style: Style<'_>, fonts: &'a FontSet) -> Setting<'a> {
    Setting::new(fonts, Region::of_language(style.language), Writing::Horizontal)
}

/// How long a line is.
pub(super) fn length(text: &str, style: Style<'_>, fonts: &FontSet) -> Abs {
    natural_length(&styled(text, style.size, style.look()), &setting(style, fonts))
}

/// One line whose baseline begins at `at`.
pub(super) fn line(text: &str, style: Style<'_>, at: Point, fonts: &FontSet) -> Vec<Item> {
    let measure = Measure {
        length: length(text, style, fonts) + style.size,
        first_indent: Abs::ZERO,
        indent: Abs::ZERO,
        alignment: Alignment::Start,
    };
    set(text, style, &measure, at, Abs::ZERO, fonts).0
}

/// Each character in the middle of its share of `area`'s width; the head of `area` is the baseline.
pub(super) fn spread(text: &str, style: Style<'_>, area: Rect, fonts: &FontSet) -> Vec<Item> {
    let count = text.chars().count() as i64;
    let mut items = Vec::new();
    for (at, character) in text.chars().enumerate() {
        let text = character.to_string();
        let share = area.size.width / count;
        let x = area.origin.x + share * at as i64 + (share - length(&text, style, fonts)) / 2;
        items.extend(line(&text, style, Point::new(x, area.origin.y), fonts));
    }
    items
}

/// Paragraphs from the head of `area`, with first lines indented by `indent`; and where they end.
pub(super) fn paragraphs(
    texts: &[&str],
    style: Style<'_>,
    pitch: Abs,
    indent: Em,
    area: Rect,
    fonts: &FontSet,
) -> (Vec<Item>, Abs) {
    // A measure of whole characters, so that its lines end where the type area does.
    let whole = style.size * (area.size.width.to_raw() / style.size.to_raw().max(1));
    let measure = Measure {
        length: whole,
        first_indent: indent.at(style.size),
        indent: Abs::ZERO,
        alignment: Alignment::Justified,
    };
    let start = area.origin.x + (area.size.width - whole) / 2;
    let mut items = Vec::new();
    let mut baseline = area.origin.y + Em::new(0.88).at(style.size);
    for text in texts {
        let (set, lines) = set(text, style, &measure, Point::new(start, baseline), pitch, fonts);
        items.extend(set);
        baseline += pitch * lines as i64;
    }
    (items, baseline - Em::new(0.88).at(style.size))
}

fn set(text: &str, style: Style<'_>, measure: &Measure, at: Point, pitch: Abs, fonts: &FontSet) -> (Vec<Item>, usize) {
    let composed = compose(&styled(text, style.size, style.look()), measure, &setting(style, fonts));
    let count = composed.lines.len();
    let mut items = Vec::new();
    for (number, line) in composed.lines.into_iter().enumerate() {
        for mut placed in line.runs {
            let origin = placed.run.origin;
            placed.run.origin = Point::new(at.x + origin.x, at.y + pitch * number as i64 + origin.y);
            items.push(art::item(ItemKind::Glyphs(placed.run)));
        }
    }
    (items, count)
}
