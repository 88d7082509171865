//! Inks: colours of the design in, what the press prints out. Black alone is K; what `[print.spots]` names has an ink of its own;
//! everything else goes through the printer's profile, or by a plain formula where there is none.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformExecutor, TransformOptions};

use crate::diag::{Diagnostic, Sink};
use crate::display::{Color, ItemKind, Page, Paint};
use crate::project::{PrintOptions, Spot};

/// The most bytes of a picture that are converted at once: its colours are converted by rows of this many.
const AT_ONCE: usize = 1 << 16;

/// From colours to inks.
pub(in super::super) struct Inks {
    spots: Vec<Spot>,
    transform: Option<Arc<dyn TransformExecutor<u8> + Send + Sync>>,
    is_grey: bool,
}

/// What a paint is printed with: parts of full ink from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in super::super) enum Ink {
    /// Cyan, magenta, yellow and black.
    Process([f64; 4]),
    /// A spot ink by its position, and how much of it.
    Spot(usize, f64),
}

impl Inks {
    /// Reads the profile. `None` if it isn't one of a press.
    pub(super) fn new(options: &PrintOptions, sink: &mut Sink) -> Option<Self> {
        let transform = match &options.profile {
            None => None,
            Some(profile) => match transform(&profile.bytes) {
                Ok(transform) => Some(transform),
                Err(reason) => {
                    sink.push(unusable(&profile.path, &reason).at(profile.span));
                    return None;
                }
            },
        };
        Some(Self { spots: options.spots.clone(), transform, is_grey: options.is_grey })
    }

    /// Whether colours go through a profile.
    pub(in super::super) fn has_profile(&self) -> bool {
        self.transform.is_some()
    }

    /// Whether pictures are printed in black alone.
    pub(in super::super) fn is_grey(&self) -> bool {
        self.is_grey
    }

    /// The spot ink of a colour, by its position.
    pub(in super::super) fn spot(&self, color: Color) -> Option<usize> {
        let Color::Rgb(red, green, blue) = color else { return None };
        self.spots.iter().position(|spot| spot.color == [red, green, blue])
    }

    /// What a paint is printed with; `flattens` lays it on white paper where it is not opaque.
    pub(in super::super) fn ink(&self, paint: Paint, flattens: bool) -> Ink {
        let part = |value: u8| f64::from(value) / 255.0;
        let cover = if flattens { part(paint.opacity) } else { 1.0 };
        if let Some(spot) = self.spot(paint.color) {
            return Ink::Spot(spot, cover);
        }
        let inks = match paint.color {
            Color::Black(ink) => [0.0, 0.0, 0.0, part(ink)],
            Color::Rgb(red, green, blue) if red == green && green == blue => [0.0, 0.0, 0.0, 1.0 - part(red)],
            Color::Rgb(red, green, blue) => match self.convert(&[red, green, blue]) {
                Some(inks) => [0, 1, 2, 3].map(|at| part(inks[at])),
                None => plain([red, green, blue].map(part)),
            },
        };
        Ink::Process(inks.map(|ink| ink * cover))
    }

    /// sRGB samples as inks, four bytes for three; `None` without a profile.
    pub(in super::super) fn convert(&self, samples: &[u8]) -> Option<Vec<u8>> {
        let transform = self.transform.as_ref()?;
        let pixels = samples.len() / 3;
        let mut inks = vec![0; pixels * 4];
        for (from, to) in samples[..pixels * 3].chunks(AT_ONCE * 3).zip(inks.chunks_mut(AT_ONCE * 4)) {
            transform.transform(from, to).ok()?;
        }
        Some(inks)
    }
}

/// sRGB samples as inks by the plain formula, four bytes for three: what there is without a profile.
pub(in super::super) fn plain_samples(samples: &[u8]) -> Vec<u8> {
    let pixels = samples.chunks_exact(3);
    pixels
        .flat_map(|pixel| {
            plain([pixel[0], pixel[1], pixel[2]].map(|value| f64::from(value) / 255.0))
                .map(|ink| (ink * 255.0).round() as u8)
        })
        .collect()
}

/// The paints of a page, in the order of painting.
pub(super) fn paints(page: &Page) -> impl Iterator<Item = Paint> {
    page.items
        .iter()
        .flat_map(|item| match &item.kind {
            ItemKind::Glyphs(run) => [Some(run.paint), None],
            ItemKind::Path(path) => [path.fill, path.stroke.as_ref().map(|stroke| stroke.paint)],
            ItemKind::Picture { .. } => [None, None],
        })
        .flatten()
}

/// From sRGB through a press's profile, with its white laid on the paper's (relative colorimetric).
fn transform(profile: &[u8]) -> Result<Arc<dyn TransformExecutor<u8> + Send + Sync>, String> {
    let press = ColorProfile::new_from_slice(profile).map_err(|error| error.to_string())?;
    if press.color_space != DataColorSpace::Cmyk {
        return Err(format!("{:?}", press.color_space));
    }
    let from = ColorProfile::new_srgb();
    let by = |rendering_intent| {
        let options = TransformOptions { rendering_intent, ..TransformOptions::default() };
        from.create_transform_8bit(Layout::Rgb, &press, Layout::Rgba, options)
    };
    // A profile may have one table for all intents (ICC.1:2004 §8.10).
    by(RenderingIntent::RelativeColorimetric)
        .or_else(|_| by(RenderingIntent::Perceptual))
        .map_err(|error| error.to_string())
}

/// All the grey of a colour in black, the rest in the three others.
fn plain([red, green, blue]: [f64; 3]) -> [f64; 4] {
    let light = red.max(green).max(blue);
    if light <= 0.0 {
        return [0.0, 0.0, 0.0, 1.0];
    }
    let part = |color: f64| (light - color) / light;
    [part(red), part(green), part(blue), 1.0 - light]
}

fn unusable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "print-profile",
        format!("「{path}」不是可用的 CMYK 特性文件：{reason}"),
        format!("`{path}` is no usable CMYK profile: {reason}"),
    )
    .hint("向印刷厂索取输出用的 CMYK 特性文件", "ask the printer for the CMYK output profile")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(spots: Vec<Spot>) -> Inks {
        Inks { spots, transform: None, is_grey: false }
    }

    #[test]
    fn black_is_one_ink() {
        let inks = inks(Vec::new());
        assert_eq!(inks.ink(Paint::BLACK, false), Ink::Process([0.0, 0.0, 0.0, 1.0]));
        assert_eq!(inks.ink(Paint::solid(Color::Rgb(255, 255, 255)), false), Ink::Process([0.0; 4]));
        assert_eq!(inks.ink(Paint { opacity: 51, ..Paint::BLACK }, true), Ink::Process([0.0, 0.0, 0.0, 0.2]));
        assert_eq!(inks.ink(Paint::solid(Color::Rgb(255, 0, 0)), false), Ink::Process([0.0, 1.0, 1.0, 0.0]));
    }

    #[test]
    fn a_spot_is_an_ink_of_its_own() {
        let spot = Spot { name: "朱".into(), color: [180, 30, 30], cmyk: [0, 90, 90, 10] };
        assert_eq!(inks(vec![spot]).ink(Paint::solid(Color::Rgb(180, 30, 30)), false), Ink::Spot(0, 1.0));
    }
}
