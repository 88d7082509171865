//! A theme's rules for a style sheet: faces, sizes, spaces and inks as the PDF has them, as far as a screen takes them.
//!
//! In: the theme, and the way that lines run. Out: rules that follow those of `style.css`. Sizes are in ems, and large ones are drawn
//! in: a phone's line holds half of a page's. Black inks are shares of the reader's own ink; colours of words are given only where the
//! reading system says that its paper is light, so that night modes keep theirs.

mod block;
mod opening;
mod shade;

use self::shade::{Shade, shade};
use super::look;
use super::style::family;
use super::voice::{Face, Family};
use crate::project::theme::{Align, Block, Heading, Indent, Ink, Pitch, TypeSize};
use crate::project::{PageOptions, ThemeOptions};
use crate::units::{FaceRole, Region, Writing};

/// What rules are made from.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The theme.
    pub(super) theme: &'a ThemeOptions,
    /// The size of the text and its indent.
    pub(super) page: &'a PageOptions,
    /// Whose faces stand in where none is embedded.
    pub(super) region: Region,
}

/// The rules of a theme for lines that run this way.
pub(super) fn rules(look: Look<'_>, writing: Writing) -> String {
    let mut rules = Rules { look, writing, out: String::from("\n/* The theme */\n"), colors: String::new() };
    rules.openings();
    rules.headings();
    rules.beside_the_text();
    rules.tables();
    rules.code();
    rules.alerts();
    rules.breaks();
    rules.finish()
}

struct Rules<'a> {
    look: Look<'a>,
    writing: Writing,
    out: String,
    /// Colours of words.
    colors: String,
}

/// The sides of a block in CSS's order: top, right, bottom, left.
fn sides(writing: Writing, before: f64, after: f64, start: f64, end: f64) -> String {
    let [top, right, bottom, left] = match writing {
        Writing::Horizontal => [before, end, after, start],
        Writing::Vertical => [start, before, end, after],
    };
    format!("{} {} {} {}", em(top), em(right), em(bottom), em(left))
}

/// The margins of a block that stands further in. A page holds thirty characters and a phone twenty: the inset is a share of the line, two ems
/// on a tablet.
fn margins(writing: Writing, before: f64, after: f64, inset: f64) -> String {
    let (before, after) = (em(before), em(after));
    let share = if inset > 0.0 { format!("{}%", (inset * 200.0).round() / 100.0) } else { "0".to_owned() };
    match writing {
        Writing::Horizontal => format!("{before} {share} {after}"),
        Writing::Vertical => format!("{share} {before} {share} {after}"),
    }
}

/// A length in ems with at most two decimals.
fn em(ems: f64) -> String {
    let hundredths = (ems * 100.0).round() as i64;
    if hundredths == 0 { "0".to_owned() } else { format!("{}em", hundredths as f64 / 100.0) }
}

/// Rows between the blocks of a page, in ems of the text: a screen has less room, and the line's own leading counts too.
fn rows(count: u32) -> f64 {
    0.5 + 1.1 * f64::from(count.min(6))
}

impl Rules<'_> {
    fn rule(&mut self, selectors: &str, declarations: &str) {
        self.out.push_str(&format!("{selectors} {{ {declarations} }}\n"));
    }

    /// A size in times the text's; what is larger than one and a half is drawn in by half.
    fn size(&self, size: TypeSize) -> f64 {
        let times = match size {
            TypeSize::Times(times) => times.to_f64(),
            TypeSize::Fixed(size) => size.in_ems(self.look.page.type_size).to_f64(),
        };
        // Small type stays legible on a phone.
        if times > 1.5 { 1.5 + (times - 1.5) / 2.0 } else { times.max(0.85) }
    }

    fn face(&mut self, selectors: &str, han: FaceRole, latin: FaceRole) -> String {
        let face = look::face(han, latin);
        if matches!(face.family, Family::Kai | Family::Fangsong) {
            let strong: Vec<String> =
                selectors.split(", ").flat_map(|it| [format!("{it} strong"), format!("{it} b")]).collect();
            self.rule(&strong.join(", "), &format!("font-family: {};", family(Face::BOLD_SONG, self.look.region)));
        }
        let weight = if face.bold { "bold" } else { "normal" };
        format!("font-family: {}; font-weight: {weight};", family(face, self.look.region))
    }

    /// Says in which ink words stand, and gives what black inks need.
    fn ink(&mut self, selectors: &str, ink: Ink) -> String {
        match shade(self.look.theme, ink) {
            // Quiet words stay legible on tinted paper too (WCAG 2.2, 1.4.3).
            Shade::Own(share) if share < 100 => format!(" opacity: {};", f64::from(share.max(65)) / 100.0),
            Shade::Own(_) | Shade::None => String::new(),
            Shade::Color(color) => {
                // A colour is as quiet as the theme wants it.
                self.colors.push_str(&format!("  {selectors} {{ color: {color}; opacity: 1; }}\n"));
                String::new()
            }
        }
    }

    fn heading(&mut self, selectors: &str, heading: &Heading, above: f64, below: f64) {
        let size = self.size(heading.size);
        let inset = match self.writing {
            Writing::Horizontal => heading.inset,
            Writing::Vertical => heading.vertical_inset,
        };
        let align = if self.writing == Writing::Vertical { Align::Start } else { heading.align };
        let look = self.face(selectors, heading.font, heading.latin);
        let ink = self.ink(selectors, heading.ink);
        let margin = sides(self.writing, above / size, below / size, 0.0, 0.0);
        let padding = sides(self.writing, 0.0, 0.0, inset.to_f64() / size, 0.0);
        let (size, pitch, align) = (em(size), pitch(heading.pitch, 1.5), aligned(align));
        self.rule(
            selectors,
            &format!(
                "margin: {margin}; padding: {padding}; {look} font-size: {size}; line-height: {pitch};{align}{ink}"
            ),
        );
    }

    fn block(&mut self, selectors: &str, block: &Block) {
        let size = self.size(block.size);
        let (above, below, inset) = (rows(block.above), rows(block.below), block.inset.to_f64());
        let look = self.face(selectors, block.font, block.latin);
        let ink = self.ink(selectors, block.ink);
        let margin = margins(self.writing, above / size, below / size, inset);
        let (size, align) = (em(size), aligned(block.align));
        self.rule(
            selectors,
            &format!("margin: {margin}; padding: 0; border: 0; {look} font-size: {size};{align}{ink}"),
        );
        let paragraphs: Vec<String> = selectors.split(", ").map(|it| format!("{it} p")).collect();
        let indent = self.indent(block.indent);
        self.rule(&paragraphs.join(", "), &format!("text-indent: {};", em(indent)));
    }

    fn indent(&self, indent: Indent) -> f64 {
        match indent {
            Indent::Body => self.look.page.indent.to_f64(),
            Indent::Ems(ems) => ems.to_f64(),
        }
    }

    /// A line of an opening: its spaces are those of the style sheet.
    fn line(&mut self, selectors: &str, block: &Block) {
        let (look, ink) = (self.face(selectors, block.font, block.latin), self.ink(selectors, block.ink));
        let (size, align) = (em(self.size(block.size)), aligned(block.align));
        self.rule(selectors, &format!("{look} font-size: {size};{align}{ink}"));
    }

    fn finish(mut self) -> String {
        if !self.colors.is_empty() {
            self.out.push_str(&format!("@media (prefers-color-scheme: light) {{\n{}}}\n", self.colors));
        }
        self.out
    }
}

fn pitch(pitch: Pitch, body: f64) -> f64 {
    match pitch {
        Pitch::Times(times) => (times.to_f64() * 100.0).round() / 100.0,
        Pitch::Body | Pitch::Fixed(_) => body,
    }
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Justified => " text-align: justify;",
        Align::Start => " text-align: left; text-align: start;",
        Align::Center => " text-align: center;",
        Align::End => " text-align: right; text-align: end;",
    }
}
