//! A theme's rules for a style sheet: faces, sizes, spaces and inks as the PDF has them, as far as a screen takes them.
//!
//! In: the theme, and the way that lines run. Out: rules that follow those of `style.css`. Sizes are in ems, and large ones are drawn
//! in: a phone's line holds half of a page's. Black inks are shares of the reader's own ink; colours of words are given only where the
//! reading system says that its paper is light, so that night modes keep theirs.

use super::look;
use super::style::family;
use super::voice::{Face, Family};
use crate::project::theme::{Align, Block, Break, Heading, Indent, Ink, Pitch, TypeSize};
use crate::project::{PageOptions, ThemeOptions};
use crate::units::{Abs, Em, FaceRole, Region, Writing};

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
            Shade::Own(share) if share < 100 => format!(" opacity: {};", f64::from(share) / 100.0),
            Shade::Own(_) | Shade::None => String::new(),
            Shade::Color(color) => {
                self.colors.push_str(&format!("  {selectors} {{ color: {color}; }}\n"));
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
        let margin = sides(self.writing, above / size, below / size, inset / size, inset / size);
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

    /// How chapters, parts, the title page and the appendices open.
    fn openings(&mut self) {
        let theme = self.look.theme;
        let indent = em(self.look.page.indent.to_f64());
        self.rule("p", &format!("text-indent: {indent};"));
        let title = &theme.title;
        self.heading(".article h1", title, rows(theme.chapter.sink + title.above), rows(title.below));
        let number = self.ink(".article h1 .number", title.number_ink);
        let apart = if title.number_apart { "display: block;" } else { "" };
        self.rule(".article h1 .number", &format!("{apart}{number}"));
        let after = sides(self.writing, 0.0, rows(theme.chapter.below), 0.0, 0.0);
        self.rule(".article header", &format!("margin: {after};"));
        self.short_rule(".article header .ruled::after", theme.chapter.rule, theme.chapter.rule_ink, title.align);
        self.line(".article .subtitle", &theme.subtitle);
        self.block(".standfirst", &theme.standfirst);
        self.heading(".part h1", &theme.part.title, 0.0, 0.0);
        let letters = &theme.part.number_text;
        let (look, ink) =
            (self.face(".part .number", letters.font, letters.latin), self.ink(".part .number", letters.ink));
        let size = em(self.size(letters.size) / self.size(theme.part.title.size));
        self.rule(".part .number", &format!("display: block; {look} font-size: {size};{ink}"));
        let page = &theme.title_page;
        let (size, look) =
            (em(self.size(page.title.size)), self.face(".title-page h1", page.title.font, page.title.latin));
        let align = aligned(page.title.align);
        self.rule(".title-page h1", &format!("{look} font-size: {size};{align}"));
        let last = aligned(page.names.align);
        self.rule(".title-page p", last.trim());
        self.line(".title-page .subtitle", &page.subtitle);
        self.short_rule(".title-page .ruled::after", page.rule, page.rule_ink, page.title.align);
        let own = ".contents h1, .index h1, .facts-page h1, .colophon h1";
        self.heading(own, &theme.apparatus.title, rows(theme.apparatus.sink.min(3)), rows(theme.apparatus.title.below));
    }

    /// A line of an opening: its spaces are those of the style sheet.
    fn line(&mut self, selectors: &str, block: &Block) {
        let (look, ink) = (self.face(selectors, block.font, block.latin), self.ink(selectors, block.ink));
        let (size, align) = (em(self.size(block.size)), aligned(block.align));
        self.rule(selectors, &format!("{look} font-size: {size};{align}{ink}"));
    }

    fn short_rule(&mut self, selectors: &str, length: Em, ink: Ink, align: Align) {
        if length <= Em::ZERO {
            return;
        }
        let color = border(self.look.theme, ink);
        let length = em(length.to_f64());
        let middle = if align == Align::Center { "auto" } else { "0" };
        let look = match self.writing {
            Writing::Horizontal => {
                format!("width: {length}; max-width: 100%; margin: 0.6em {middle} 0; border-top: 2px solid{color};")
            }
            Writing::Vertical => {
                format!(
                    "height: {length}; max-height: 100%; margin: {middle} 0.6em {middle} 0; border-right: 2px solid{color};"
                )
            }
        };
        self.rule(selectors, &format!("content: \"\"; display: block; font-size: 1rem; {look}"));
    }

    fn headings(&mut self) {
        let theme = self.look.theme;
        for (heading, tag) in theme.headings.levels().into_iter().skip(1).zip(["h2", "h3", "h4", "h5", "h6"]) {
            self.heading(tag, heading, rows(heading.above) + 0.4, rows(heading.below));
            let ink = self.ink(&format!("{tag} .number"), heading.number_ink);
            if !ink.is_empty() {
                self.rule(&format!("{tag} .number"), ink.trim());
            }
        }
    }

    /// Quotations, verse, captions, notes.
    fn beside_the_text(&mut self) {
        let theme = self.look.theme;
        self.block("blockquote", &theme.quote);
        self.block("blockquote.verse", &theme.verse);
        let turned = sides(self.writing, 0.0, 1.0, 2.0, 0.0);
        self.rule(".verse p", &format!("margin: {turned}; text-indent: -2em;"));
        self.line("p.attribution", &theme.attribution);
        let term = &theme.term;
        let look = self.face("dt:not(.label)", term.font, term.latin);
        self.rule("dt:not(.label)", &look);
        self.line("caption, figcaption", &theme.caption.text);
        let marks = [
            ("caption .number, figcaption .number", theme.caption.number_ink),
            (".noteref a", Ink::Accent(100)),
            (".factref a, .facts .number", theme.claims.ink),
            (".index h2", theme.index.initial.ink),
        ];
        for (selectors, ink) in marks {
            let own = self.ink(selectors, ink);
            if !own.is_empty() {
                self.rule(selectors, own.trim());
            }
        }
        let notes = em(self.size(theme.notes.text.size));
        self.rule(".notes", &format!("font-size: {notes};"));
    }

    fn tables(&mut self) {
        let table = &self.look.theme.table;
        let (thick, thin, color) = (pixels(table.thick), pixels(table.thin), border(self.look.theme, table.rule_ink));
        let size = em(self.size(table.text.size).max(0.9));
        self.rule(
            "table",
            &format!("border-top: {thick} solid{color}; border-bottom: {thick} solid{color}; font-size: {size};"),
        );
        self.rule(
            "thead",
            &format!("border-bottom: {thin} solid{color};{}", ground(self.look.theme, table.head_ground)),
        );
        let between =
            if table.between > Abs::ZERO { format!("{} solid{color}", pixels(table.between)) } else { "0".into() };
        self.rule("tbody tr + tr", &format!("border-top: {between};"));
        let look = self.face("th", table.head.font, table.head.latin);
        self.rule("th", &look);
    }

    fn code(&mut self) {
        let theme = self.look.theme;
        let code = &theme.code;
        let ground = ground(theme, code.ground);
        let has_ground = !ground.is_empty();
        let inset = if has_ground { 0.0 } else { code.text.inset.to_f64() };
        let margin = sides(Writing::Horizontal, rows(code.text.above), rows(code.text.below), inset, 0.0);
        let rule = match shade(theme, code.rule) {
            Shade::None => String::new(),
            Shade::Own(_) | Shade::Color(_) => {
                format!(" padding: 0 0 0 0.8em; border-left: 2px solid{};", border(theme, code.rule))
            }
        };
        let bare =
            if has_ground || !rule.is_empty() { rule } else { " padding: 0; background-color: transparent;".into() };
        self.rule("pre", &format!("margin: {margin};{ground}{bare}"));
        if !code.highlight {
            return;
        }
        let inks = &code.inks;
        let words = [
            ("keyword", inks.keyword),
            ("string", inks.string),
            ("number", inks.number),
            ("comment", inks.comment),
            ("function", inks.function),
            ("type", inks.kind),
            ("mark", inks.mark),
        ];
        for (class, ink) in words {
            let selectors = format!("pre .{class}");
            let own = self.ink(&selectors, ink);
            if !own.is_empty() {
                self.rule(&selectors, own.trim());
            }
        }
    }

    fn alerts(&mut self) {
        let theme = self.look.theme;
        let alert = &theme.alert;
        self.line(".alert", &alert.text);
        let ground = ground(theme, alert.ground);
        let inset = alert.text.inset.to_f64();
        let (edge, near) = match self.writing {
            Writing::Horizontal => ("left", "0.4em 1em"),
            Writing::Vertical => ("top", "1em 0.4em"),
        };
        let has_rule = alert.rule > Abs::ZERO;
        let inset = if has_rule || !ground.is_empty() { 0.0 } else { inset };
        let margin = sides(self.writing, 1.2, 1.2, inset, inset);
        let (padding, none) =
            (if inset > 0.0 { "0" } else { near }, if ground.is_empty() { " background: none;" } else { "" });
        self.rule(".alert", &format!("margin: {margin}; padding: {padding}; border: 0;{ground}{none}"));
        let look = self.face(".alert-title", alert.title.font, alert.title.latin);
        self.rule(".alert-title", &look);
        let inks = [
            ("note", alert.note),
            ("tip", alert.tip),
            ("important", alert.important),
            ("warning", alert.warning),
            ("caution", alert.caution),
        ];
        for (class, ink) in inks {
            if has_rule {
                let color = border(theme, ink);
                self.rule(
                    &format!(".alert.{class}"),
                    &format!("border-{edge}: {} solid{color};", pixels(alert.rule * 2)),
                );
            }
            self.ink(&format!(".alert.{class} > .alert-title"), ink);
        }
    }

    /// Breaks. A reading system that makes no content from a style sheet shows the short rule.
    fn breaks(&mut self) {
        let dinkus = &self.look.theme.dinkus;
        match dinkus.kind {
            Break::Rule => {}
            Break::Blank => self.rule("hr", "visibility: hidden;"),
            Break::Mark => {
                let mark = quoted(&dinkus.mark);
                self.out.push_str(&format!(
                    "@supports (content: \"\" / \"\") {{\n  hr {{ width: auto; height: auto; border: 0; opacity: 0.8; text-align: center; }}\n  \
                     hr::after {{ content: {mark} / \"\"; }}\n}}\n"
                ));
            }
        }
    }

    fn finish(mut self) -> String {
        if !self.colors.is_empty() {
            self.out.push_str(&format!("@media (prefers-color-scheme: light) {{\n{}}}\n", self.colors));
        }
        self.out
    }
}

/// What an ink is on a screen.
enum Shade {
    /// Nothing.
    None,
    /// The reader's own ink, so many hundredths of it.
    Own(u8),
    /// A colour.
    Color(String),
}

fn shade(theme: &ThemeOptions, ink: Ink) -> Shade {
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
fn border(theme: &ThemeOptions, ink: Ink) -> String {
    match shade(theme, ink) {
        Shade::None | Shade::Own(100..) => String::new(),
        Shade::Own(share) => format!(" rgba(127, 127, 127, {})", f64::from(share.max(30)) / 100.0),
        Shade::Color(color) => format!(" {color}"),
    }
}

/// A tint that is one on dark paper too.
fn ground(theme: &ThemeOptions, ink: Ink) -> String {
    let share = match (shade(theme, ink), ink) {
        (Shade::None, _) => return String::new(),
        (Shade::Own(share), _) | (Shade::Color(_), Ink::Accent(share)) => share,
        (Shade::Color(_), _) => 8,
    };
    format!(" background-color: rgba(127, 127, 127, {});", f64::from(u32::from(share).min(25) * 2) / 100.0)
}

/// A rule's thickness: whole pixels, since a screen has no thinner ones.
fn pixels(thickness: Abs) -> String {
    format!("{}px", (thickness.to_pt() * 4.0 / 3.0).round().clamp(1.0, 6.0))
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

/// A string of CSS.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '<' => out.push_str("\\3c "),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}
