//! Words of a cover in columns 直排: a text and its box in, glyph runs in their places out.
//!
//! The breaks are those that `fit` finds for lines as long as the box is high; each column is then set by the book's own
//! line composer, which knows what stands upright, what is turned and where marks go (CLR-I01 to I08).

use super::Input;
use super::art;
use super::field::{Align, Field};
use super::fit::{self, Fitted, Frame};
use super::measure::{self, Style};
use super::refusal;
use super::wording::Wording;
use crate::diag::Sink;
use crate::display::{Item, ItemKind, Paint};
use crate::font::{FontSet, Role};
use crate::typeset::line::{
    Alignment, CharStyle, Measure, PieceKind, Setting, Text, TextPiece, compose, natural_length,
};
use crate::units::{Abs, Em, Point, Region, Size, Writing};

/// A column's look.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) role: Role,
    pub(super) paint: Paint,
    pub(super) tracking: Em,
    pub(super) language: &'a str,
}

/// Sets `text` in the box of `field`.
pub(super) fn set(text: &str, field: &Field, words: &Wording, input: &Input<'_>, sink: &mut Sink) -> Vec<Item> {
    let fonts = input.fonts;
    let style = Style { role: field.role, chinese: words.chinese, language: &words.language };
    let clusters = measure::clusters(text, style, fonts, sink);
    let area = field.area;
    let frame = Frame {
        size: Size::new(area.size.height, area.size.width),
        largest: field.largest,
        smallest: field.smallest,
        leading: field.leading,
        tracking: field.tracking,
        lines: field.lines,
    };
    let Fitted { size, lines, crowded } = fit::fit(&clusters, &frame);
    if crowded {
        sink.push(refusal::crowded(field.content.word(), input));
    }
    let columns: Vec<String> = lines
        .iter()
        .map(|line| clusters[line.clone()].iter().map(|cluster| cluster.text.as_str()).collect::<String>())
        .map(|column| column.trim().to_owned())
        .collect();
    let role = measure::whole_role(text, style, fonts);
    let look = Look { role, paint: field.paint, tracking: field.tracking, language: &words.language };
    // Marks stand wider in columns than `fit` thought: the type gives way, never the text.
    let longest = columns.iter().map(|column| length(column, size, look, fonts)).max().unwrap_or(Abs::ZERO);
    let size = if longest > area.size.height { size.part(area.size.height.to_raw(), longest.to_raw()) } else { size };
    let pitch = field.leading.at(size);
    let block = pitch * (columns.len() as i64 - 1) + size;
    let mut centre = area.origin.x + (area.size.width + block) / 2 - size / 2;
    let mut items = Vec::new();
    for column in &columns {
        let slack = area.size.height - length(column, size, look, fonts);
        let head = area.origin.y
            + match field.align {
                Align::Start => Abs::ZERO,
                Align::Middle => slack / 2,
                Align::End => slack,
            };
        items.extend(self::column(column, size, look, Point::new(centre, head), fonts));
        centre -= pitch;
    }
    items
}

/// How long a column is.
pub(super) fn length(text: &str, size: Abs, look: Look<'_>, fonts: &FontSet) -> Abs {
    natural_length(&styled(text, size, look), &setting(look, fonts))
}

/// One column, whose centre line begins at `at`.
pub(super) fn column(text: &str, size: Abs, look: Look<'_>, at: Point, fonts: &FontSet) -> Vec<Item> {
    let setting = setting(look, fonts);
    let measure = Measure {
        length: length(text, size, look, fonts) + size,
        first_indent: Abs::ZERO,
        indent: Abs::ZERO,
        alignment: Alignment::Start,
    };
    let composed = compose(&styled(text, size, look), &measure, &setting);
    let runs = composed.lines.into_iter().flat_map(|line| line.runs);
    runs.map(|mut placed| {
        let logical = placed.run.origin;
        placed.run.origin = Point::new(at.x - logical.y, at.y + logical.x);
        art::item(ItemKind::Glyphs(placed.run))
    })
    .collect()
}

fn setting<'a>(look: Look<'_>, fonts: &'a FontSet) -> Setting<'a> {
    let region = Region::of_language(look.language);
    Setting { tracking: look.tracking, ..Setting::new(fonts, region, Writing::Vertical) }
}

/// A text of one style.
pub(super) fn styled(text: &str, size: Abs, look: Look<'_>) -> Text {
    let latin = match look.role {
        Role::Song | Role::Kai | Role::Fangsong => Role::Latin,
        Role::SongBold => Role::LatinBold,
        role => role,
    };
    let piece = TextPiece {
        object: None,
        range: 0..text.len(),
        style: CharStyle::new(look.role, latin, size, look.paint),
        kind: PieceKind::Words,
        language: look.language.to_owned(),
        upright: false,
    };
    Text { text: text.to_owned(), pieces: vec![piece], annotations: Vec::new() }
}
