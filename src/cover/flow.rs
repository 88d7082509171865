//! Boxes one after another: a flow and the words in, display items out. Boxes without words leave neither gap nor rule.

use super::Input;
use super::art;
use super::field::{Content, Field, Flow, Push};
use super::fit::{self, Fitted, Frame, Ruler};
use super::line::{self, Place};
use super::measure::{self, Cluster, Style};
use super::refusal;
use super::squares;
use super::upright;
use super::wording::Wording;
use crate::diag::Sink;
use crate::display::{Item, ItemKind, Path};
use crate::units::{Abs, Em, Rect, Size, Writing};

/// The longest text that a cover sets, in clusters: finding its lines takes the square of it.
const LONGEST: usize = 300;

/// How far the first baseline lies below the head of the line's square: Han faces reach 0.88 em up.
const BASELINE: f64 = 0.88;

/// A box with what it holds.
struct Filled<'a> {
    field: &'a Field,
    held: Held,
    height: Abs,
}

enum Held {
    Words {
        clusters: Vec<Cluster>,
        fitted: Fitted,
    },
    Squares(String),
    Rule,
    /// Columns, already where they stand.
    Columns(Vec<Item>),
}

/// The items of a flow. `None` if a text can't be set; the finding says why.
pub(super) fn set(flow: &Flow, words: &Wording, input: &Input<'_>, sink: &mut Sink) -> Option<Vec<Item>> {
    let mut filled: Vec<Option<Filled<'_>>> = Vec::new();
    for field in &flow.fields {
        filled.push(fill(field, words, input, sink)?);
    }
    drop_stray_rules(&mut filled);
    let places = places(flow, &filled);
    let mut items = Vec::new();
    for (filled, head) in filled.iter().flatten().zip(places) {
        paint(filled, head, &mut items);
    }
    Some(items)
}

/// What a box holds: `Some(None)` where there is nothing to say.
#[expect(clippy::option_option, reason = "refused, empty and filled are three things, and `?` handles the first")]
fn fill<'a>(field: &'a Field, words: &Wording, input: &Input<'_>, sink: &mut Sink) -> Option<Option<Filled<'a>>> {
    let text = words.of(field.content);
    let drawn = field.area.size.height;
    match field.content {
        Content::Rule => return Some(Some(Filled { field, held: Held::Rule, height: drawn })),
        Content::Squares => {
            let height = squares::height(text, field.area, field);
            let held = Held::Squares(text.to_owned());
            return Some((squares::count(text) > 0).then_some(Filled { field, held, height }));
        }
        Content::Title | Content::Subtitle | Content::Authors | Content::Publisher | Content::Series => {}
    }
    if text.is_empty() {
        return Some(None);
    }
    let style = Style { role: field.role, chinese: words.chinese, language: &words.language };
    if text.chars().count() > LONGEST {
        sink.push(refusal::too_long(field.content.word()).at(input.places.choice));
        return None;
    }
    if field.writing == Writing::Vertical {
        let items = upright::set(text, field, words, input, sink);
        return Some(Some(Filled { field, held: Held::Columns(items), height: drawn }));
    }
    let clusters = measure::clusters(text, style, input.fonts, sink);
    let fitted = fit::fit(&clusters, &frame(field));
    if fitted.crowded {
        sink.push(refusal::crowded(field.content.word(), input));
    }
    let height = field.leading.at(fitted.size) * (fitted.lines.len() as i64 - 1) + fitted.size;
    Some(Some(Filled { field, held: Held::Words { clusters, fitted }, height }))
}

fn frame(field: &Field) -> Frame {
    Frame {
        size: field.area.size,
        largest: field.largest,
        smallest: field.smallest,
        leading: field.leading,
        tracking: field.tracking,
        lines: field.lines,
    }
}

/// A rule parts what is before it from what is after it: with one side empty it has nothing to do.
fn drop_stray_rules(filled: &mut [Option<Filled<'_>>]) {
    let is_words =
        |filled: &Option<Filled<'_>>| filled.as_ref().is_some_and(|filled| !matches!(filled.held, Held::Rule));
    for at in 0..filled.len() {
        let rule = filled[at].as_ref().is_some_and(|filled| matches!(filled.held, Held::Rule));
        let parts = filled[..at].iter().any(is_words) && filled[at + 1..].iter().any(is_words);
        if rule && filled.len() > 1 && !parts {
            filled[at] = None;
        }
    }
}

/// The head of each box that holds something. Gaps are those of the template: from a box to the one drawn before it.
fn places(flow: &Flow, filled: &[Option<Filled<'_>>]) -> Vec<Abs> {
    let (Some(first), Some(last)) = (flow.fields.first(), flow.fields.last()) else { return Vec::new() };
    let mut heads = Vec::new();
    let mut at = first.area.origin.y;
    for (index, field) in flow.fields.iter().enumerate() {
        let Some(held) = &filled[index] else { continue };
        if !heads.is_empty() {
            at += field.area.origin.y - flow.fields[index - 1].area.foot();
        }
        heads.push(at);
        at += held.height;
    }
    let rest = last.area.foot() - at;
    let pushed = match flow.push {
        Push::Head => Abs::ZERO,
        Push::Middle => rest / 2,
        Push::Foot => rest,
    };
    heads.into_iter().map(|head| head + pushed).collect()
}

fn paint(filled: &Filled<'_>, head: Abs, items: &mut Vec<Item>) {
    let field = filled.field;
    match &filled.held {
        Held::Columns(columns) => items.extend(columns.iter().cloned()),
        Held::Rule => {
            let area = Rect::new(crate::units::Point::new(field.area.origin.x, head), field.area.size);
            items.push(art::item(ItemKind::Path(Path::rectangle(area, field.paint))));
        }
        Held::Squares(text) => {
            let size = Size::new(field.area.size.width, filled.height);
            let area = Rect::new(crate::units::Point::new(field.area.origin.x, head), size);
            items.extend(squares::draw(text, area, field).into_iter().map(|path| art::item(ItemKind::Path(path))));
        }
        Held::Words { clusters, fitted } => {
            let ruler = Ruler::new(clusters, field.tracking);
            for (at, range) in fitted.lines.iter().enumerate() {
                let down = field.leading.at(fitted.size) * at as i64 + Em::new(BASELINE).at(fitted.size);
                let place = Place { field, size: fitted.size, baseline: head + down };
                items.extend(line::set(clusters, &ruler, range, &place));
            }
        }
    }
}
