//! Colours of a content stream (ISO 32000-1 §8.6): paints in, operators out; what is set already isn't set again.
//!
//! On a screen grey is grey and the rest sRGB, by the output intent. On a press colours are inks, and full black is printed over what
//! is under it (§11.7.4.3): a white gap would show wherever the plates are out of register.

use super::operators::Operators;
use super::press::{Ink, Press, spot_name};
use crate::display::{Color, Paint};

/// The graphics states in which black prints over what is under it, and in which it doesn't.
pub(super) const OVERPRINT: &str = "KO";
pub(super) const KNOCK_OUT: &str = "KN";

/// The colours that a stream has set.
pub(super) struct Colors<'a> {
    press: Option<&'a Press<'a>>,
    /// The paint that areas are filled with; `None` where the stream has set none that would do.
    fill: Option<Paint>,
    /// Whether black prints over what is under it.
    overprints: bool,
    /// Whether it ever did.
    pub(super) has_overprinted: bool,
}

impl<'a> Colors<'a> {
    /// The colours at the beginning of a stream: on a screen everything is black (§8.4.1).
    pub(super) fn new(press: Option<&'a Press<'a>>) -> Self {
        let fill = press.is_none().then_some(Paint::BLACK);
        Self { press, fill, overprints: false, has_overprinted: false }
    }

    /// Whether areas are filled with another paint than this.
    pub(super) fn needs(&self, paint: Paint) -> bool {
        self.fill != Some(self.key(paint))
    }

    /// Fills areas with a paint from here on.
    pub(super) fn fill(&mut self, out: &mut Operators, paint: Paint) {
        self.overprint(out, paint);
        if self.needs(paint) {
            self.fill = Some(self.key(paint));
            self.set(out, paint, ["g", "rg", "k", "cs", "scn"]);
        }
    }

    /// Draws lines with a paint, inside a saved graphics state.
    pub(super) fn stroke(&self, out: &mut Operators, paint: Paint) {
        self.set(out, paint, ["G", "RG", "K", "CS", "SCN"]);
    }

    /// Lets full black print over what is under it, and nothing else.
    pub(super) fn overprint(&mut self, out: &mut Operators, paint: Paint) {
        let overprints = paint.color == Color::Black(255) && (paint.opacity == 255 || !self.flattens());
        if self.press.is_some() && overprints != self.overprints {
            self.overprints = overprints;
            self.has_overprinted = true;
            out.raw(&format!("/{} gs\n", if overprints { OVERPRINT } else { KNOCK_OUT }));
        }
    }

    fn flattens(&self) -> bool {
        self.press.is_some_and(Press::flattens)
    }

    /// What makes two paints the same: their colour, and the opacity where it becomes part of it.
    fn key(&self, paint: Paint) -> Paint {
        if self.flattens() { paint } else { Paint::solid(paint.color) }
    }

    fn set(&self, out: &mut Operators, paint: Paint, [gray, rgb, cmyk, space, tint]: [&str; 5]) {
        let Some(press) = self.press else {
            match paint.color {
                Color::Black(ink) => out.operator(&[light(255 - ink)], gray),
                Color::Rgb(..) => out.operator(&paint.color.to_rgb().map(light), rgb),
            }
            return;
        };
        match press.inks.ink(paint, press.flattens()) {
            Ink::Process(inks) => out.operator(&inks, cmyk),
            Ink::Spot(at, part) => {
                out.raw(&format!("/{} {space} ", spot_name(at)));
                out.operator(&[part], tint);
            }
        }
    }
}

/// A part of 255 in the three decimals that tell it from its neighbours.
fn light(part: u8) -> f64 {
    (f64::from(part) * 1_000.0 / 255.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_decimals_give_every_level_back() {
        assert!((0..=u8::MAX).all(|part| (light(part) * 255.0).round() as u8 == part));
    }
}
