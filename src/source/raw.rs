//! Raw HTML in Markdown. In: tags, in a line or in blocks. Out: frames like those of Markdown, so that all editions show the same.
//!
//! Elements that are known become nodes; of others the words stay. What would run or is fetched from elsewhere is left out, and a
//! finding says so once a kind and file. An end tag closes what HTML opened, never what Markdown did.

use std::ops::Range;

use super::element::{Element, element, width};
use super::frame::{Frame, Kind, Line};
use super::html::{Piece, Tag, pieces, unescaped};
use super::inline::SOFT_BREAK;
use super::markdown::{MAX_DEPTH, Reader};
use super::marked::unmarked;
use crate::diag::{Diagnostic, Span};
use crate::document::{BlockKind, InlineKind, NumberForm, Picture};

/// A block of HTML as the parser gives it, line by line.
#[derive(Debug, Default)]
pub(super) struct HtmlText {
    text: String,
    /// Where its lines begin in it and in the marked text.
    lines: Vec<(usize, usize)>,
}

impl HtmlText {
    /// Adds a line that stands at `start`.
    pub(super) fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
    }

    /// The bytes of the marked text that bytes of this one come from.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let line = self.lines.partition_point(|(own, _)| *own <= at).saturating_sub(1);
            self.lines.get(line).map_or(0, |(own, start)| start + (at - own))
        };
        let start = place(range.start);
        start..place(range.end.saturating_sub(1)).max(start) + 1
    }
}

impl Reader<'_> {
    /// Takes in a block of HTML.
    pub(super) fn html_block(&mut self, html: &HtmlText) {
        for (range, piece) in pieces(&html.text) {
            let words = &html.text[range.clone()];
            match piece {
                Piece::Words => self.html_words(words, range.start, html),
                Piece::Comment(inner) => self.comment(&html.text[inner]),
                Piece::Tag(tag) => {
                    let span = self.span(&html.original(&range));
                    self.html_tag(&tag, span, false);
                }
            }
        }
        // Words end with the block; cells and groups may go on after Markdown.
        while let Some(frame) = self.stack.frames().last().filter(|frame| frame.html.is_some()) {
            match frame.line() {
                Some(Line::Through) | None => break,
                Some(line) if line.is_inline() => self.stack.unwrap(),
                Some(Line::Paragraph) => {
                    self.stack.close();
                }
                Some(_) => break,
            }
        }
    }

    /// Takes in a tag or a comment among words.
    pub(super) fn html_inline(&mut self, text: &str, span: Span) {
        if let Some(comment) = text.strip_prefix("<!--") {
            self.comment(comment.trim_end_matches("-->"));
        } else if let Some(tag) = Tag::read(text) {
            self.html_tag(&tag, span, true);
        }
    }

    fn comment(&mut self, words: &str) {
        let words = words.trim();
        if matches!(words, "continued" | "接上段") {
            self.stack.facts.continued = true;
        } else if let Some(form) = words.strip_prefix("list:").or_else(|| words.strip_prefix("列表：")) {
            let form = form.trim();
            self.list_form = NumberForm::ALL.into_iter().find(|(_, word)| *word == form).map(|(form, _)| form);
        }
    }

    /// Words between tags: a run of blanks with a line end in it is a soft break.
    fn html_words(&mut self, words: &str, start: usize, html: &HtmlText) {
        if let Some(frame) = self.stack.verbatim() {
            let words = if frame.text.is_empty() { words.strip_prefix('\n').unwrap_or(words) } else { words };
            frame.text.push_str(&unescaped(&unmarked(words)));
            return;
        }
        let mut at = start;
        let mut broken = false;
        for line in words.split_inclusive('\n') {
            let shown = if line.ends_with('\n') || at > start { line.trim_matches(['\n', '\r']) } else { line };
            let shown = if at > start { shown.trim_start() } else { shown };
            if !shown.trim().is_empty() || (!line.ends_with('\n') && self.stack.has_words()) {
                let from = at + (shown.as_ptr() as usize - line.as_ptr() as usize);
                let span = self.span(&html.original(&(from..from + shown.len().max(1))));
                if broken && self.stack.has_words() && !shown.is_empty() {
                    let line_end = self.span(&html.original(&(at - 1..at)));
                    self.inline(InlineKind::Text(SOFT_BREAK.to_owned()), line_end);
                }
                let text = unescaped(&unmarked(shown));
                if !text.is_empty() {
                    self.inline(InlineKind::Text(text), span);
                }
                broken = false;
            }
            broken |= line.ends_with('\n');
            at += line.len();
        }
        if broken && self.stack.has_words() {
            let span = self.span(&html.original(&(at - 1..at)));
            self.inline(InlineKind::Text(SOFT_BREAK.to_owned()), span);
        }
    }

    fn html_tag(&mut self, tag: &Tag, span: Span, in_line: bool) {
        if tag.closing {
            return self.html_end(&tag.name);
        }
        if let Some(code) = self.stack.verbatim() {
            // In `pre` only line ends count.
            if tag.name == "br" {
                code.text.push('\n');
            }
            return;
        }
        if let Some(handler) = tag.handler() {
            self.leave_out(&format!("{handler}=…"), span);
        }
        if tag.is_hidden() {
            self.leave_out(&format!("<{}>", tag.name), span);
            // In a block its content was left out already.
            if in_line {
                self.open_words(Line::Hidden, &tag.name, span);
            }
            return;
        }
        match element(tag) {
            Element::Words(line) => {
                self.anchor(tag, span);
                self.open_words(line, &tag.name, span);
            }
            Element::Block(kind) => self.open_block(kind, tag, span),
            Element::Break => self.inline(InlineKind::Break, span),
            Element::Rule if self.line_base() => self.inline(InlineKind::Break, span),
            Element::Rule => self.stack.push_block(BlockKind::Rule, None, span),
            Element::Picture => self.html_picture(tag, span),
            Element::Through => self.anchor(tag, span),
            Element::Nothing => {}
            Element::Unknown => self.leave_out(&format!("<{}>", tag.name), span),
        }
    }

    /// Keeps the name that an element gives to its place.
    fn anchor(&mut self, tag: &Tag, span: Span) {
        let name = tag.get("id").or_else(|| tag.get("name").filter(|_| tag.name == "a"));
        if let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(['"', '<', '>'])) {
            let anchor = format!("<a id=\"{name}\">");
            match self.stack.top_kind() {
                Kind::Line(_) => self.inline(InlineKind::Html(anchor), span),
                _ => self.stack.push_block(BlockKind::Html(anchor), None, span),
            }
        }
    }

    fn html_picture(&mut self, tag: &Tag, span: Span) {
        let Some(path) = tag.get("src").map(str::trim).filter(|path| !path.is_empty()) else { return };
        let title = tag.get("title").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
        let alt = tag.get("alt").unwrap_or_default().trim().to_owned();
        let picture = Picture { path: path.to_owned(), asset: None, alt, title, width: width(tag), turned: false };
        self.inline(InlineKind::Picture(picture), span);
    }

    fn open_words(&mut self, line: Line, name: &str, span: Span) {
        if self.is_deep(span) {
            return;
        }
        let is_in =
            |wanted: fn(&Line) -> bool| self.stack.frames().iter().any(|frame| frame.line().is_some_and(wanted));
        let line = match line {
            Line::Link { .. } if is_in(|line| matches!(line, Line::Link { .. })) => Line::Through,
            Line::RubyText if !is_in(|line| matches!(line, Line::Ruby { .. })) => Line::Through,
            line => line,
        };
        if matches!(line, Line::RubyText) {
            self.html_end("rt");
        }
        self.stack.open(Frame::of_html(Kind::Line(line), name, span));
    }

    /// Whether what opens now lies too deep to be kept.
    fn is_deep(&mut self, span: Span) -> bool {
        let is_deep = self.skipped > 0 || self.stack.depth() >= MAX_DEPTH;
        if is_deep {
            self.deep.get_or_insert(span);
        }
        is_deep
    }

    fn open_block(&mut self, kind: Kind, tag: &Tag, span: Span) {
        let name = tag.name.as_str();
        // End tags that may be left out.
        for before in match name {
            "li" => &["li"][..],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "dt" | "dd" => &["dt", "dd"],
            _ => &[],
        } {
            self.html_end(before);
        }
        if self.is_deep(span) {
            return;
        }
        if self.end_line() {
            if self.stack.has_words() {
                self.inline(InlineKind::Break, span);
            }
            return self.stack.open(Frame::of_html(Kind::Line(Line::Through), name, span));
        }
        let top = self.stack.top_kind();
        let kind = match kind {
            Kind::Item { .. } if !matches!(top, Kind::List { .. }) => Kind::Group,
            Kind::Row { .. } if !matches!(top, Kind::Table { .. }) => Kind::Group,
            Kind::Line(Line::Cell { .. }) if !matches!(top, Kind::Row { .. }) => Kind::Group,
            Kind::Line(Line::Term) if !matches!(top, Kind::Definitions { .. }) => Kind::Group,
            Kind::Meaning if !matches!(top, Kind::Definitions { items } if !items.is_empty()) => Kind::Group,
            kind => kind,
        };
        let is_heading = matches!(kind, Kind::Line(Line::Heading { .. }));
        let stands_before = !is_heading && matches!(top, Kind::Root | Kind::Group);
        // In lists and tables the name stands in the part that has it.
        let stands_inside = !is_heading
            && !stands_before
            && matches!(kind, Kind::Line(_) | Kind::Item { .. } | Kind::Meaning | Kind::Group | Kind::Quote);
        if stands_before {
            self.anchor(tag, span);
        }
        self.stack.open(Frame::of_html(kind, name, span));
        if stands_inside {
            self.anchor(tag, span);
        }
    }

    /// Whether the innermost frame that is no part of a line is a line.
    fn line_base(&self) -> bool {
        let base = self.stack.frames().iter().rev().find(|frame| !frame.line().is_some_and(Line::is_inline));
        base.is_some_and(|frame| frame.line().is_some())
    }

    /// Ends the words that HTML has open, so that a block may begin; `true` if it can't, for they stand in a line.
    pub(super) fn end_line(&mut self) -> bool {
        loop {
            let base = self.stack.frames().iter().rev().find(|frame| !frame.line().is_some_and(Line::is_inline));
            let is_paragraph = base.is_some_and(|it| it.html.is_some() && matches!(it.line(), Some(Line::Paragraph)));
            if !is_paragraph && base.is_some_and(|frame| frame.line().is_some()) {
                return true;
            }
            let Some(top) = self.stack.frames().last().filter(|frame| frame.html.is_some()) else { return false };
            match top.line() {
                Some(line) if line.is_inline() => self.stack.unwrap(),
                Some(Line::Paragraph) => {
                    self.stack.close();
                }
                Some(_) | None => return false,
            }
        }
    }

    /// Closes the element that an end tag names, and what was left open in it.
    fn html_end(&mut self, name: &str) {
        let mut found = None;
        for (at, frame) in self.stack.frames().iter().enumerate().rev() {
            let Some(own) = frame.html.as_deref() else { break };
            if own == name {
                found = Some(at);
                break;
            }
            let is_wall = match name {
                "li" => matches!(frame.kind(), Kind::List { .. }),
                "td" | "th" | "tr" => matches!(frame.kind(), Kind::Table { .. }),
                "dt" | "dd" => matches!(frame.kind(), Kind::Definitions { .. }),
                _ => false,
            };
            if is_wall {
                break;
            }
        }
        let Some(at) = found else { return };
        while self.stack.depth() > at + 1 {
            self.close_html();
        }
        self.stack.close();
    }

    /// Closes the innermost element of HTML, whose end tag is missing.
    pub(super) fn close_html(&mut self) {
        match self.stack.frames().last().and_then(Frame::line) {
            Some(Line::Hidden | Line::RubyText | Line::Ruby { .. }) => {
                self.stack.close();
            }
            Some(line) if line.is_inline() => self.stack.unwrap(),
            Some(_) | None => {
                self.stack.close();
            }
        }
    }

    fn leave_out(&mut self, what: &str, span: Span) {
        let what: String = what.chars().take(40).collect();
        self.left_out.entry(what).or_insert((span, 0)).1 += 1;
    }

    /// Says what was left out, once a kind.
    pub(super) fn report_left_out(&mut self) {
        for (what, (span, count)) in std::mem::take(&mut self.left_out) {
            let (times, more) = if count > 1 {
                (format!("，共 {count} 处"), format!(", {count} times"))
            } else {
                (String::new(), String::new())
            };
            self.sink.push(
                Diagnostic::warning(
                    "html-left-out",
                    format!("HTML 的 `{what}` 已略去{times}"),
                    format!("HTML `{what}` is left out{more}"),
                )
                .at(span)
                .hint(
                    "书里不能有脚本和外来内容；改用 Markdown 的写法",
                    "books hold no scripts and nothing from elsewhere; write it as Markdown",
                ),
            );
        }
    }
}
