//! The boxes of a template: what is set in them and how. In: a `<rect data-field>`. Out: a typed box on the page.

use super::anchor::{Anchor, Fit};
use super::attribute::Attributes;
use super::refusal;
use crate::diag::Diagnostic;
use crate::display::Paint;
use crate::font::Role;
use crate::units::{Abs, Em, Rect, Size, Writing};

/// What a box holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// The title 书名.
    Title,
    /// The subtitle 副书名.
    Subtitle,
    /// Authors, translators, editors with what they did.
    Authors,
    /// The publisher.
    Publisher,
    /// The series 丛书.
    Series,
    /// The title as squares of sixteen cells: see `squares`.
    Squares,
    /// A rule between two boxes; it goes when there is nothing on one side of it.
    Rule,
}

/// Which way boxes of a flow are pushed when they don't fill their places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Push {
    /// Upwards.
    Head,
    /// Towards the middle.
    Middle,
    /// Downwards.
    Foot,
}

/// Where lines lie in a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Align {
    /// To the left.
    Start,
    /// Centred.
    Middle,
    /// To the right.
    End,
}

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) content: Content,
    pub(super) area: Rect,
    pub(super) paint: Paint,
    pub(super) role: Role,
    /// The largest type size; also the one that is tried first.
    pub(super) largest: Abs,
    /// The smallest good type size.
    pub(super) smallest: Abs,
    /// From baseline to baseline, in type sizes.
    pub(super) leading: Em,
    pub(super) tracking: Em,
    pub(super) align: Align,
    /// Which way the words run.
    pub(super) writing: Writing,
    pub(super) lines: usize,
    /// Squares: the side of a lit cell and of an unlit one, in cells.
    pub(super) cells: (f64, f64),
    /// Squares: how many stand in a row; 0 for as many as make the largest squares.
    pub(super) columns: usize,
}

/// Boxes that follow one another from head to foot.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub(super) push: Push,
    pub(super) fields: Vec<Field>,
}

impl Content {
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "title" => Some(Self::Title),
            "subtitle" => Some(Self::Subtitle),
            "authors" => Some(Self::Authors),
            "publisher" => Some(Self::Publisher),
            "series" => Some(Self::Series),
            "squares" => Some(Self::Squares),
            "rule" => Some(Self::Rule),
            _ => None,
        }
    }

    /// The name in a template, for findings.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Authors => "authors",
            Self::Publisher => "publisher",
            Self::Series => "series",
            Self::Squares => "squares",
            Self::Rule => "rule",
        }
    }
}

impl Push {
    /// The push that a word names.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "head" => Some(Self::Head),
            "middle" => Some(Self::Middle),
            "foot" => Some(Self::Foot),
            _ => None,
        }
    }
}

impl Align {
    fn from_word(word: &str) -> Option<Self> {
        match word {
            "start" => Some(Self::Start),
            "middle" => Some(Self::Middle),
            "end" => Some(Self::End),
            _ => None,
        }
    }
}

impl Field {
    /// Reads a box that keeps to `anchor`.
    pub(super) fn read(from: &Attributes<'_, '_>, fit: &Fit, anchor: Anchor) -> Result<Self, Box<Diagnostic>> {
        if from.node.tag_name().name() != "rect" || from.node.has_attribute("transform") {
            return Err(Box::new(refusal::misplaced(from.file, from.node.range())));
        }
        let anchor = from.word("data-anchor", anchor, Anchor::from_word)?;
        let largest = from.number("data-size", Some(64.0))?.clamp(1.0, 10_000.0);
        let smallest = from.number("data-least", Some(largest / 2.0))?.clamp(1.0, largest);
        let content =
            from.word("data-field", None, |word| Content::from_word(word).map(Some))?.unwrap_or(Content::Rule);
        Ok(Self {
            content,
            area: area(from, fit, anchor)?,
            paint: from.paint()?,
            role: from.word("data-role", Role::Song, Role::from_word)?,
            largest: fit.length(largest),
            smallest: fit.length(smallest),
            leading: Em::new(from.number("data-leading", Some(1.25))?.clamp(0.5, 5.0)),
            tracking: Em::new(from.number("data-tracking", Some(0.0))?.clamp(-0.2, 2.0)),
            align: from.word("data-align", Align::Start, Align::from_word)?,
            writing: from.word("data-writing", Writing::Horizontal, Writing::from_word)?,
            lines: from.number("data-lines", Some(6.0))?.clamp(1.0, 12.0) as usize,
            cells: (
                from.number("data-lit", Some(1.0))?.clamp(0.0, 1.0),
                from.number("data-unlit", Some(0.0))?.clamp(0.0, 1.0),
            ),
            columns: from.number("data-columns", Some(0.0))?.clamp(0.0, 20.0) as usize,
        })
    }
}

pub(super) fn area(from: &Attributes<'_, '_>, fit: &Fit, anchor: Anchor) -> Result<Rect, Box<Diagnostic>> {
    let (x, y) = (from.number("x", Some(0.0))?, from.number("y", Some(0.0))?);
    let (width, height) = (from.number("width", None)?.max(1.0), from.number("height", None)?.max(1.0));
    let origin = fit.point(anchor, x, y);
    let corner = fit.point(anchor, x + width, y + height);
    Ok(Rect::new(origin, Size::new(corner.x - origin.x, corner.y - origin.y)))
}
