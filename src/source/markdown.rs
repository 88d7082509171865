//! Markdown. In: a body with marks. Out: blocks and notes with places in the file; targets of links as they are written.
//!
//! The parser gives events; a stack of frames makes the tree, so hostile nesting costs memory in proportion and no recursion. What
//! lies deeper than `MAX_DEPTH` is kept flat, and a finding says so: the tree itself is walked by recursion later.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::frame::{Frame, Kind, Line};
use super::inline::SOFT_BREAK;
use super::marked::{Marked, unmarked};
use super::mathjax::formulas;
use super::raw::HtmlText;
use super::splice::Spliced;
use super::stack::Stack;
use super::styled::{Styled, styled};
use super::tag::{ends_words, kind_of};
use super::token::{Token, next_token};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Block, BlockKind, Inline, InlineKind, Note, NumberForm, Numbering, Ruby, Target};
use crate::project::MdbookOptions;

/// How deep blocks and inlines may lie inside one another.
pub(super) const MAX_DEPTH: usize = 100;

/// What the parser found in a body.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
}

/// Reads a body, as mdBook's options say.
pub(super) fn read(body: &Spliced, mdbook: &MdbookOptions, sink: &mut Sink) -> Parsed {
    let formulas = if mdbook.has_mathjax { formulas(&body.text) } else { Vec::new() };
    let marked = Marked::new(&body.text, 0, &formulas);
    let smart = if mdbook.is_smart { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() };
    let options = smart
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader {
        marked: &marked,
        body,
        hidden: &mdbook.hidden_lines,
        html: None,
        list_form: None,
        left_out: BTreeMap::new(),
        stack: Stack::new(body.span(0..body.text.len())),
        skipped: 0,
        deep: None,
        flat: 0,
        marks: BTreeMap::new(),
        notes: BTreeMap::new(),
        sink,
    };
    for (event, range) in Parser::new_ext(&marked.text, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.finish()
}

pub(super) struct Reader<'a> {
    marked: &'a Marked,
    body: &'a Spliced,
    /// By language, what begins lines of code that aren't shown.
    hidden: &'a BTreeMap<String, String>,
    /// A block of HTML that is open.
    html: Option<HtmlText>,
    /// How the next list is numbered, if a comment has said it.
    pub(super) list_form: Option<NumberForm>,
    /// What was left out of the HTML: where first, and how often.
    pub(super) left_out: BTreeMap<String, (Span, usize)>,
    pub(super) stack: Stack,
    /// How many tags are open that lie too deep to be kept.
    pub(super) skipped: usize,
    pub(super) deep: Option<Span>,
    /// How many brackets are open that lie too deep to be kept.
    flat: usize,
    /// The notes' labels and their positions, in the order of their marks.
    marks: BTreeMap<String, usize>,
    notes: BTreeMap<String, Note>,
    pub(super) sink: &'a mut Sink,
}

impl Reader<'_> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.body.span(self.marked.original(range.start)..self.marked.original(range.end))
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = self.span(&range);
        if ends_words(&event) {
            self.drop_brackets();
        }
        match event {
            Event::Start(Tag::HtmlBlock) => self.html = Some(HtmlText::default()),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(html) = self.html.take() {
                    self.html_block(&html);
                }
            }
            Event::Start(tag) => self.start(tag, &range, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range, span),
            Event::Code(text) => self.inline(InlineKind::Code(unmarked(&text)), span),
            Event::InlineMath(text) => self.math(&text, &range, span),
            Event::DisplayMath(text) => {
                self.stack.facts.displays.insert((span.file, span.start));
                self.inline(InlineKind::Math(unmarked(&text).trim().to_owned()), span);
            }
            Event::Html(text) => {
                if let Some(html) = &mut self.html {
                    html.push(&text, range.start);
                }
            }
            Event::InlineHtml(text) => self.html_inline(&unmarked(&text), span),
            Event::FootnoteReference(label) => {
                let label = unmarked(&label);
                let next = self.marks.len();
                let position = *self.marks.entry(label).or_insert(next);
                self.inline(InlineKind::NoteMark(position), span);
            }
            Event::SoftBreak => self.inline(InlineKind::Text(SOFT_BREAK.to_owned()), span),
            Event::HardBreak => self.inline(InlineKind::Break, span),
            Event::Rule => {
                self.end_html_line();
                self.stack.push_block(BlockKind::Rule, None, span);
            }
            Event::TaskListMarker(done) => self.stack.set_task(done),
        }
    }

    pub(super) fn inline(&mut self, kind: InlineKind, span: Span) {
        self.stack.push_inline(Inline { kind, span });
    }

    fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>, span: Span) {
        if let Some(frame) = self.stack.verbatim() {
            frame.text.push_str(&unmarked(text));
            return;
        }
        if text.starts_with('@') && self.marked.text[..range.start].ends_with('\\') {
            self.stack.facts.plain.insert((span.file, span.start));
        }
        // Only a text that is the source's own bytes can say where our marks stand.
        if text.len() != range.len() {
            return self.inline(InlineKind::Text(unmarked(text)), span);
        }
        let mut done = 0;
        while let Some((found, token)) = next_token(text, done) {
            self.words(&text[done..found.start], range.start + done..range.start + found.start);
            let within = range.start + found.start..range.start + found.end;
            let place = self.span(&within);
            match token {
                Token::Ruby { base, annotation } => {
                    self.inline(InlineKind::Ruby(Ruby::new(&unmarked(base), unmarked(annotation).trim())), place);
                }
                Token::Open => self.open_bracket(place),
                Token::Close(target) => {
                    if !self.close_bracket(target, place) {
                        self.words(&text[found.clone()], within);
                    }
                }
            }
            done = found.end;
        }
        self.words(&text[done..], range.start + done..range.end);
    }

    fn open_bracket(&mut self, place: Span) {
        if self.skipped > 0 || self.stack.depth() >= MAX_DEPTH {
            self.flat += 1;
            self.deep.get_or_insert(place);
        } else {
            self.stack.open(Frame::new(Kind::Line(Line::Bracket), place));
        }
    }

    /// Whether there was a bracket to close.
    fn close_bracket(&mut self, target: &str, place: Span) -> bool {
        if self.flat > 0 {
            self.flat -= 1;
            return true;
        }
        // The place of the target, between `](` and `)`.
        let inner = Span::new(place.file, place.start as usize + 2..place.end as usize - 1);
        let found = styled(target, inner).and_then(|named| self.known(named));
        self.stack.close_bracket(found, place)
    }

    /// What a target names; a finding where it names nothing.
    fn known(&mut self, named: Result<Styled, Box<Diagnostic>>) -> Option<Styled> {
        named.map_err(|finding| self.sink.push(*finding)).ok()
    }

    /// Gives up brackets that the element around them ends before they are closed.
    fn drop_brackets(&mut self) {
        self.flat = 0;
        while let Some(place) = self.stack.drop_bracket() {
            self.sink.push(
                Diagnostic::warning(
                    "crossed-markup",
                    "`[…](set:…)` 与别的标记交叉，按普通文字处理",
                    "`[…](set:…)` crosses other markup and is taken as plain words",
                )
                .at(place)
                .hint("让一种标记完全在另一种里面", "put one kind of markup wholly inside the other"),
            );
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let text = unmarked(text);
        if !text.is_empty() {
            let span = self.span(&range);
            self.inline(InlineKind::Text(text), span);
        }
    }

    /// `$5和$10` are prices: a closing `$` before a digit closes nothing, as in pandoc.
    fn math(&mut self, text: &str, range: &Range<usize>, span: Span) {
        if self.marked.text[range.end..].starts_with(|letter: char| letter.is_ascii_digit()) {
            let source = self.marked.text[range.clone()].replace('\n', " ");
            self.words(&source, range.clone());
        } else {
            self.inline(InlineKind::Math(unmarked(text)), span);
        }
    }

    /// Ends a line of HTML before a block of Markdown; a cell ends with it.
    fn end_html_line(&mut self) {
        while self.end_line() && self.stack.frames().last().is_some_and(|frame| frame.html.is_some()) {
            self.close_html();
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>, span: Span) {
        if self.skipped > 0 || (self.stack.depth() >= MAX_DEPTH && self.stack.may_flatten()) {
            self.skipped += 1;
            self.deep.get_or_insert(span);
            return;
        }
        let mut kind = self.kind_of(tag, span);
        match &mut kind {
            Kind::Line(line) if line.is_inline() => {}
            // A paragraph in a cell or another line of HTML is its words.
            Kind::Line(Line::Paragraph) if self.end_line() => {
                if self.stack.has_words() {
                    self.inline(InlineKind::Break, span);
                }
                kind = Kind::Line(Line::Through);
            }
            Kind::List { numbering: Numbering::From(_, form), .. } => {
                let digits = self.marked.text[range.start..].trim_start_matches([' ', '\t']);
                let is_bracket = digits.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')');
                let written = if is_bracket { NumberForm::Parenthesis } else { NumberForm::Dot };
                *form = self.list_form.take().unwrap_or(written);
                self.end_html_line();
            }
            Kind::Code { language: Some(language), hidden, .. } => {
                *hidden = hidden.take().or_else(|| self.hidden.get(language).cloned());
                self.end_html_line();
            }
            Kind::Item { .. } | Kind::Row { .. } | Kind::Meaning | Kind::Line(Line::Cell { .. } | Line::Term) => {}
            _ => self.end_html_line(),
        }
        self.stack.open(Frame::new(kind, span));
    }

    fn end(&mut self, tag: TagEnd) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if matches!(
                tag,
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item | TagEnd::TableCell
            ) {
                self.stack.flush();
            }
            return;
        }
        while self.stack.frames().last().is_some_and(|frame| frame.html.is_some()) {
            self.close_html();
            self.drop_brackets();
        }
        if let Some((label, note)) = self.stack.close() {
            self.keep_note(label, note);
        }
    }

    fn kind_of(&mut self, tag: Tag<'_>, span: Span) -> Kind {
        // Most words that are set in a way were found as brackets; a reference `[words][name]` comes as a link.
        if let Tag::Link { dest_url, link_type, .. } = &tag
            && *link_type != LinkType::Autolink
            && let Some(named) = styled(&unmarked(dest_url), span)
        {
            let broken = || Line::Link { target: Target::Broken(unmarked(dest_url)) };
            return Kind::Line(self.known(named).map_or_else(broken, Line::Styled));
        }
        kind_of(tag)
    }

    /// Keeps the first note of a name.
    fn keep_note(&mut self, label: String, note: Note) {
        match self.notes.entry(label) {
            Entry::Vacant(place) => {
                place.insert(note);
            }
            Entry::Occupied(first) => {
                let label = first.key();
                let finding = Diagnostic::error(
                    "note-twice",
                    format!("注「{label}」写了两次"),
                    format!("note `{label}` is given twice"),
                );
                self.sink.push(finding.at(note.span).hint("给其中一个换个名字", "give one of them another name"));
            }
        }
    }

    fn finish(mut self) -> Parsed {
        self.report_left_out();
        let blocks = self.stack.finish();
        if let Some(span) = self.deep {
            self.sink.push(
                Diagnostic::warning(
                    "deep-nesting",
                    format!("嵌套超过 {MAX_DEPTH} 层，更深的按平铺处理"),
                    format!("nested more than {MAX_DEPTH} levels deep; what lies deeper is kept flat"),
                )
                .at(span)
                .hint("减少引用、列表或强调的层数", "nest fewer quotations, lists or emphases"),
            );
        }
        let mut marks: Vec<(String, usize)> = self.marks.into_iter().collect();
        marks.sort_by_key(|(_, position)| *position);
        let mut notes = Vec::with_capacity(marks.len());
        for (label, _) in marks {
            let empty = Note { label: label.clone(), body: Vec::new(), span: self.body.span(0..0) };
            notes.push(self.notes.remove(&label).unwrap_or(empty));
        }
        for (label, note) in self.notes {
            self.sink.push(
                Diagnostic::warning(
                    "note-without-mark",
                    format!("正文没有用到注「{label}」"),
                    format!("no mark for note `{label}`"),
                )
                .at(note.span)
                .hint(
                    format!("在正文里写 `[^{label}]`，或删去这条注"),
                    format!("write `[^{label}]` in the text, or remove the note"),
                ),
            );
        }
        Parsed { blocks, notes }
    }
}
