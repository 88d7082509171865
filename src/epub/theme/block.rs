//! What stands between the paragraphs: quotations, captions, notes, tables, code, remarks, breaks. In: the theme. Out: rules.

use super::shade::{Shade, border, ground, pixels, shade};
use super::{Rules, em, margins, rows, sides};
use crate::project::theme::{Break, Ink};
use crate::units::{Abs, Writing};

impl Rules<'_> {
    /// Quotations, verse, captions, notes.
    pub(super) fn beside_the_text(&mut self) {
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

    pub(super) fn tables(&mut self) {
        let table = &self.look.theme.table;
        let (thick, thin, color) = (pixels(table.thick), pixels(table.thin), border(self.look.theme, table.rule_ink));
        let size = em(self.size(table.text.size).max(0.9));
        // The first and last edge of a block, and of a head the last.
        let (first, last) = match self.writing {
            Writing::Horizontal => ("top", "bottom"),
            Writing::Vertical => ("right", "left"),
        };
        self.rule(
            "table",
            &format!("border-{first}: {thick} solid{color}; border-{last}: {thick} solid{color}; font-size: {size};"),
        );
        let head = ground(self.look.theme, table.head_ground);
        self.rule("thead", &format!("border-{last}: {thin} solid{color};{head}"));
        let between =
            if table.between > Abs::ZERO { format!("{} solid{color}", pixels(table.between)) } else { "0".into() };
        self.rule("tbody tr + tr", &format!("border-{first}: {between};"));
        let look = self.face("th", table.head.font, table.head.latin);
        self.rule("th", &look);
    }

    pub(super) fn code(&mut self) {
        let theme = self.look.theme;
        let code = &theme.code;
        let ground = ground(theme, code.ground);
        let has_ground = !ground.is_empty();
        let inset = if has_ground { 0.0 } else { code.text.inset.to_f64() };
        let margin = sides(self.writing, rows(code.text.above), rows(code.text.below), inset, 0.0);
        let (edge, inside) = match self.writing {
            Writing::Horizontal => ("left", "0 0 0 0.8em"),
            Writing::Vertical => ("top", "0.8em 0 0"),
        };
        let rule = match shade(theme, code.rule) {
            Shade::None => String::new(),
            Shade::Own(_) | Shade::Color(_) => {
                format!(" padding: {inside}; border-{edge}: 2px solid{};", border(theme, code.rule))
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

    pub(super) fn alerts(&mut self) {
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
        let margin = margins(self.writing, 1.2, 1.2, inset);
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
    pub(super) fn breaks(&mut self) {
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
