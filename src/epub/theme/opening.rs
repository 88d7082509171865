//! How chapters, parts, the title page, the appendices and sections open. In: the theme. Out: rules.

use super::shade::border;
use super::{Rules, aligned, em, rows, sides};
use crate::project::theme::{Align, Block, Ink};
use crate::units::{Em, Writing};

impl Rules<'_> {
    /// How chapters, parts, the title page and the appendices open.
    pub(super) fn openings(&mut self) {
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
        // Below a title that begins at the head of its line, so does the subtitle.
        let is_down = self.writing == Writing::Vertical;
        let align = if is_down { Align::Start } else { theme.subtitle.align };
        self.line(".article .subtitle", &Block { align, ..theme.subtitle.clone() });
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

    pub(super) fn headings(&mut self) {
        let theme = self.look.theme;
        for (heading, tag) in theme.headings.levels().into_iter().skip(1).zip(["h2", "h3", "h4", "h5", "h6"]) {
            self.heading(tag, heading, rows(heading.above) + 0.4, rows(heading.below));
            let ink = self.ink(&format!("{tag} .number"), heading.number_ink);
            if !ink.is_empty() {
                self.rule(&format!("{tag} .number"), ink.trim());
            }
        }
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
}
