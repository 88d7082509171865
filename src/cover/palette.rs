//! The colours of a template by their names: `data-colors` on its root, and what the manifest says instead.

use super::attribute::hex_color;
use crate::display::Color;

/// Named colours, in the template's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette(Vec<(String, Color)>);

impl Palette {
    /// Reads `ground:#f4eee2 ink:#191714`. `None` if a part isn't a name and a colour.
    pub(super) fn read(text: &str, instead: &[(String, [u8; 3])]) -> Option<Self> {
        let mut colors = Vec::new();
        for part in text.split_whitespace() {
            let (name, color) = part.split_once(':')?;
            let own = instead.iter().find(|(other, _)| other == name).map(|&(_, [r, g, b])| Color::Rgb(r, g, b));
            let drawn = hex_color(color)?;
            colors.push((name.to_owned(), own.unwrap_or(drawn)));
        }
        Some(Self(colors))
    }

    /// The colour of a name.
    pub(super) fn get(&self, name: &str) -> Option<Color> {
        self.0.iter().find(|(other, _)| other == name).map(|&(_, color)| color)
    }

    /// Every name, for messages.
    pub(super) fn names(&self) -> String {
        self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Every colour with its name.
    pub(super) fn colors(&self) -> Vec<(String, [u8; 3])> {
        self.0.iter().map(|(name, color)| (name.clone(), color.to_rgb())).collect()
    }
}
