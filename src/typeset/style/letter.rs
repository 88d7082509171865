//! From a theme's sizes and inks to lengths and paints. In: values in proportion. Out: values for one page.

use super::BlockStyle;
use crate::display::{Color, Paint};
use crate::project::theme::{Align, Block, Heading, Indent, Ink, Letters, Pitch, TypeSize};
use crate::project::{PageOptions, ThemeOptions};
use crate::typeset::line::{Alignment, CharStyle};
use crate::units::{Abs, Em, Writing};

/// The smallest type that is read without effort, 六号, in points (CLR-A10).
const SMALLEST: f64 = 7.875;

/// What values are resolved against.
pub(super) struct Inks {
    body: Abs,
    pitch: Abs,
    writing: Writing,
    accent: Color,
    quiet: Color,
    indent: Em,
}

impl Inks {
    pub(super) fn new(page: &PageOptions, theme: &ThemeOptions) -> Self {
        Self {
            body: page.type_size,
            pitch: page.line_pitch,
            writing: page.writing,
            accent: plain(theme.accent).unwrap_or(Color::Black(255)),
            quiet: plain(theme.quiet).unwrap_or(Color::Black(165)),
            indent: page.indent,
        }
    }

    /// A size; small type stays readable, as far as the body is (CLR-A10).
    fn size(&self, size: TypeSize) -> Abs {
        match size {
            TypeSize::Fixed(size) => size,
            TypeSize::Times(times) => times.at(self.body).max(self.body.min(Abs::pt(SMALLEST))),
        }
    }

    pub(super) fn pitch(&self, pitch: Pitch, size: Abs) -> Abs {
        match pitch {
            Pitch::Body => self.pitch,
            Pitch::Fixed(pitch) => pitch,
            Pitch::Times(times) => times.at(size),
        }
    }

    /// What something is painted with; what should not show is white.
    pub(super) fn paint(&self, ink: Ink) -> Paint {
        self.ground(ink).unwrap_or(Paint::solid(Color::Black(0)))
    }

    /// The same for what need not be there.
    pub(super) fn ground(&self, ink: Ink) -> Option<Paint> {
        let color = match ink {
            Ink::Accent(share) => tint(self.accent, share),
            Ink::Quiet => self.quiet,
            Ink::None | Ink::Black(_) | Ink::Rgb(..) => plain(ink)?,
        };
        Some(Paint::solid(color))
    }

    /// In vertical text, a title begins two ems below the head of its column (CLR-N03).
    pub(super) fn below_head(&self, style: BlockStyle) -> BlockStyle {
        self.standing(style, Alignment::Start, Em::ONE * 2)
    }

    /// What stands beside it begins two ems lower.
    pub(super) fn beside_title(&self, style: BlockStyle) -> BlockStyle {
        self.standing(style, Alignment::Start, Em::ONE * 4)
    }

    /// Names stand at the foot of their columns.
    pub(super) fn at_foot(&self, style: BlockStyle) -> BlockStyle {
        self.standing(style, Alignment::End, Em::ONE * 2)
    }

    fn standing(&self, style: BlockStyle, alignment: Alignment, inset: Em) -> BlockStyle {
        match self.writing {
            Writing::Horizontal => style,
            Writing::Vertical => BlockStyle { alignment, inset, ..style },
        }
    }
}

/// A colour that refers to no other.
fn plain(ink: Ink) -> Option<Color> {
    match ink {
        Ink::Black(share) => Some(Color::Black((u16::from(share) * 255 / 100) as u8)),
        Ink::Rgb(red, green, blue) => Some(Color::Rgb(red, green, blue)),
        Ink::None | Ink::Accent(_) | Ink::Quiet => None,
    }
}

/// So many hundredths of a colour on white.
fn tint(color: Color, share: u8) -> Color {
    let part = |value: u8| (u16::from(value) * u16::from(share) / 100) as u8;
    match color {
        Color::Black(ink) => Color::Black(part(ink)),
        Color::Rgb(red, green, blue) => {
            Color::Rgb(255 - part(255 - red), 255 - part(255 - green), 255 - part(255 - blue))
        }
    }
}

pub(super) fn letters(style: &Letters, inks: &Inks) -> CharStyle {
    CharStyle::new(style.font, style.latin, inks.size(style.size), inks.paint(style.ink))
}

pub(super) fn block(style: &Block, inks: &Inks) -> BlockStyle {
    let size = inks.size(style.size);
    BlockStyle {
        text: CharStyle::new(style.font, style.latin, size, inks.paint(style.ink)),
        pitch: inks.pitch(style.pitch, size),
        above: style.above,
        below: style.below,
        alignment: alignment(style.align),
        first_indent: match style.indent {
            Indent::Body => inks.indent,
            Indent::Ems(indent) => indent,
        },
        inset: style.inset,
    }
}

pub(super) fn heading(style: &Heading, inks: &Inks) -> BlockStyle {
    let size = inks.size(style.size);
    let (alignment, inset) = match inks.writing {
        Writing::Horizontal => (alignment(style.align), style.inset),
        // Among columns of their own length headings stand at the start, lower level by level (CLR-N03).
        Writing::Vertical => (Alignment::Start, style.vertical_inset),
    };
    BlockStyle {
        text: CharStyle { whole: true, ..CharStyle::new(style.font, style.latin, size, inks.paint(style.ink)) },
        pitch: inks.pitch(style.pitch, size),
        above: style.above,
        below: style.below,
        alignment,
        first_indent: Em::ZERO,
        inset,
    }
}

fn alignment(align: Align) -> Alignment {
    match align {
        Align::Justified => Alignment::Justified,
        Align::Start => Alignment::Start,
        Align::Center => Alignment::Center,
        Align::End => Alignment::End,
    }
}
