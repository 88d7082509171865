//! Inks on a screen. In: a theme's ink. Out: what a style sheet says of it: black inks are shares of the reader's own, tints are ones on dark
//! paper too.

use crate::project::ThemeOptions;
use crate::project::theme::Ink;
use crate::units::Abs;

/// What an ink is on a screen.
pub(super) enum Shade {
    /// Nothing.
    None,
    /// The reader's own ink, so many hundredths of it.
    Own(u8),
    /// A colour.
    Color(String),
}

pub(super) fn shade(theme: &ThemeOptions, ink: Ink) -> Shade {
    match ink {
        Ink::None => Shade::None,
        Ink::Black(share) => Shade::Own(share),
        // A theme whose quiet ink is its quiet ink has said nothing.
        Ink::Quiet => match theme.quiet {
            Ink::Quiet => Shade::Own(65),
            other => shade(theme, other),
        },
        Ink::Rgb(red, green, blue) => Shade::Color(format!("#{red:02X}{green:02X}{blue:02X}")),
        Ink::Accent(share) => match theme.accent {
            Ink::Rgb(red, green, blue) => {
                let part = |value: u8| 255 - (255 - u32::from(value)) * u32::from(share.min(100)) / 100;
                Shade::Color(format!("#{:02X}{:02X}{:02X}", part(red), part(green), part(blue)))
            }
            Ink::Black(black) => Shade::Own((u32::from(black) * u32::from(share) / 100).min(100) as u8),
            Ink::None | Ink::Quiet | Ink::Accent(_) => Shade::Own(share),
        },
    }
}

/// The colour of a border: lines may be coloured on any paper.
pub(super) fn border(theme: &ThemeOptions, ink: Ink) -> String {
    match shade(theme, ink) {
        Shade::None | Shade::Own(100..) => String::new(),
        Shade::Own(share) => format!(" rgba(127, 127, 127, {})", f64::from(share.max(30)) / 100.0),
        Shade::Color(color) => format!(" {color}"),
    }
}

/// A tint that is one on dark paper too.
pub(super) fn ground(theme: &ThemeOptions, ink: Ink) -> String {
    let share = match (shade(theme, ink), ink) {
        (Shade::None, _) => return String::new(),
        (Shade::Own(share), _) | (Shade::Color(_), Ink::Accent(share)) => share,
        (Shade::Color(_), _) => 8,
    };
    format!(" background-color: rgba(127, 127, 127, {});", f64::from(u32::from(share).min(25) * 2) / 100.0)
}

/// A rule's thickness: whole pixels, since a screen has no thinner ones.
pub(super) fn pixels(thickness: Abs) -> String {
    format!("{}px", (thickness.to_pt() * 4.0 / 3.0).round().clamp(1.0, 6.0))
}
