//! What a frame becomes when it closes. In: the innermost frame. Out: a block, an inline or a part of one, in the frame around it.

use super::caption::with_captions;
use super::frame::{Frame, Kind, Line};
use super::inline::tidy;
use super::paragraph::paragraphs;
use super::quotation::quotation;
use super::reference::reference;
use super::shown::without_hidden;
use super::stack::Stack;
use super::styled::Styled;
use super::table::even;
use crate::diag::Span;
use crate::document::{
    Block, BlockKind, Cell, DefinitionItem, Inline, InlineKind, ListItem, Note, Picture, Ruby, Stretch, Table,
    plain_text,
};

impl Stack {
    /// Closes the innermost frame and gives it to the one around it; a note is given to the caller with its label.
    pub(super) fn close(&mut self) -> Option<(String, Note)> {
        let mut frame = self.open.pop()?;
        frame.flush(&mut self.facts);
        let Frame { kind, span, blocks, inlines, text, shape, .. } = frame;
        let blocks = with_captions(blocks);
        match kind {
            Kind::Root | Kind::Group => self.extend(blocks),
            Kind::Quote => self.extend(quotation(blocks, shape, span)),
            Kind::Figure { caption } => self.close_figure(blocks, caption, span),
            Kind::Alert(alert) => self.push_block(BlockKind::Alert(alert, blocks), None, span),
            Kind::Note { label } => return Some((label.clone(), Note { label, body: blocks, span })),
            Kind::Item { task, loose } => self.close_item(ListItem { task, body: blocks, span }, loose),
            Kind::Meaning => self.close_meaning(blocks),
            // What stands in these and in none of their parts comes after them: nothing is lost.
            Kind::List { numbering, items, loose } => {
                self.push_block(BlockKind::List { numbering, tight: !loose, items }, None, span);
                self.extend(blocks);
            }
            Kind::Definitions { items } => {
                self.push_block(BlockKind::Definitions(items), None, span);
                self.extend(blocks);
            }
            Kind::Table { caption, columns, head, rows, more_heads, wide } => {
                let table = Table { caption, columns, head, more_heads, rows, ..Table::default() };
                self.push_block(BlockKind::Table(even(table, &wide)), None, span);
                self.extend(blocks);
            }
            Kind::Row { head, cells, wide } => {
                self.top().blocks.extend(blocks);
                self.close_row(head, cells, &wide);
            }
            Kind::Code { language, hidden, numbered } => {
                let text = without_hidden(text, language.as_deref(), hidden.as_deref());
                self.push_block(BlockKind::Code { language, text }, None, span);
                self.mark_numbered(numbered);
            }
            Kind::Line(line) => self.close_line(line, inlines, span),
        }
        None
    }

    /// A picture with what stands below it; anything else stays as it is, with that below.
    fn close_figure(&mut self, mut blocks: Vec<Block>, words: Vec<Inline>, span: Span) {
        if let [Block { kind: BlockKind::Figure { caption, .. }, .. }] = &mut blocks[..] {
            if !words.is_empty() {
                *caption = words;
            }
            return self.extend(blocks);
        }
        self.extend(blocks);
        let made = paragraphs(words, span, &mut self.facts);
        self.extend(made);
    }

    /// Puts the words of the innermost frame into the one around it, as if nothing had been opened.
    pub(super) fn unwrap(&mut self) {
        if let Some(frame) = self.open.pop() {
            self.top().inlines.extend(frame.inlines);
        }
    }

    /// Closes the words of the innermost bracket, if nothing else is open inside it; without a style they stand alone.
    pub(super) fn close_bracket(&mut self, styled: Option<Styled>, end: Span) -> bool {
        let Some(frame) = self.open.pop_if(|frame| matches!(frame.kind, Kind::Line(Line::Bracket))) else {
            return false;
        };
        match styled {
            Some(styled) => {
                let kind = styled_kind(styled, frame.inlines);
                self.push_inline(Inline { kind, span: frame.span.to(end) });
            }
            None => self.top().inlines.extend(frame.inlines),
        }
        true
    }

    /// Makes the innermost frame the character that opened it, if it is a bracket that nothing closed; its place.
    pub(super) fn drop_bracket(&mut self) -> Option<Span> {
        let frame = self.open.pop_if(|frame| matches!(frame.kind, Kind::Line(Line::Bracket)))?;
        self.push_inline(Inline { kind: InlineKind::Text("[".to_owned()), span: frame.span });
        self.top().inlines.extend(frame.inlines);
        Some(frame.span)
    }

    fn close_item(&mut self, item: ListItem, is_loose: bool) {
        if let Kind::List { items, loose, .. } = &mut self.top().kind {
            *loose |= is_loose;
            items.push(item);
        }
    }

    fn close_row(&mut self, is_head: bool, cells: Vec<Cell>, wide: &[(usize, Stretch)]) {
        let Kind::Table { head, rows, more_heads, wide: all, .. } = &mut self.top().kind else { return };
        let is_first = head.is_empty() && rows.is_empty();
        let row = if is_head && is_first { 0 } else { rows.len() + 1 };
        all.extend(wide.iter().map(|(cell, fills)| (row, *cell, *fills)));
        if row == 0 {
            *head = cells;
            return;
        }
        *more_heads += usize::from(is_head && !head.is_empty() && *more_heads == rows.len());
        rows.push(cells);
    }

    fn close_meaning(&mut self, blocks: Vec<Block>) {
        if let Kind::Definitions { items } = &mut self.top().kind
            && let Some(last) = items.last_mut()
        {
            last.meanings.push(blocks);
        }
    }

    fn close_line(&mut self, line: Line, mut inlines: Vec<Inline>, span: Span) {
        let kind = match line {
            Line::Emphasis => InlineKind::Emphasis(inlines),
            Line::Strong => InlineKind::Strong(inlines),
            Line::Strike => InlineKind::Strike(inlines),
            Line::Link { target } => {
                reference(&target, &inlines, &self.facts).unwrap_or(InlineKind::Link { target, content: inlines })
            }
            Line::Script { raised } => InlineKind::Script { raised, content: inlines },
            Line::Phrase(kind) => InlineKind::Phrase { kind, content: inlines },
            Line::Code => {
                tidy(&mut inlines);
                InlineKind::Code(plain_text(&inlines))
            }
            Line::Quoted => return self.close_quoted(inlines, span),
            Line::Ruby { pairs } => return self.close_ruby(&pairs, inlines, span),
            Line::RubyText => return self.close_ruby_text(inlines),
            Line::Hidden => return,
            Line::Through => return self.top().inlines.extend(inlines),
            Line::Summary => {
                let strong = Inline { kind: InlineKind::Strong(inlines), span };
                return self.take_paragraph(vec![strong], span);
            }
            Line::Caption => return self.close_caption(inlines, span),
            Line::Styled(styled) => styled_kind(styled, inlines),
            // Brackets are closed by `close_bracket` and `drop_bracket`.
            Line::Bracket => return self.top().inlines.extend(inlines),
            Line::Picture { path, title } => {
                tidy(&mut inlines);
                let title = (!title.trim().is_empty()).then(|| title.trim().to_owned());
                InlineKind::Picture(Picture { path, alt: plain_text(&inlines), title, ..Picture::default() })
            }
            Line::Paragraph => {
                self.flush();
                return self.take_paragraph(inlines, span);
            }
            Line::Heading { level, id, numbered } => {
                tidy(&mut inlines);
                self.push_block(BlockKind::Heading { level, content: inlines }, id, span);
                return self.mark_numbered(numbered);
            }
            Line::Term => {
                tidy(&mut inlines);
                if let Kind::Definitions { items } = &mut self.top().kind {
                    items.push(DefinitionItem { term: inlines, meanings: Vec::new() });
                }
                return;
            }
            Line::Cell { is_head, fills } => {
                tidy(&mut inlines);
                if let Kind::Row { head, cells, wide } = &mut self.top().kind {
                    // In HTML a row is a head if all its cells are.
                    *head = is_head.map_or(*head, |is_head| is_head && (*head || cells.is_empty()));
                    if fills != Stretch::ONE {
                        wide.push((cells.len(), fills));
                    }
                    cells.push(inlines);
                }
                return;
            }
        };
        self.push_inline(Inline { kind, span });
    }

    fn close_quoted(&mut self, inlines: Vec<Inline>, span: Span) {
        let mark = |mark: &str| Inline { kind: InlineKind::Text(mark.to_owned()), span };
        let top = self.top();
        top.inlines.push(mark("“"));
        top.inlines.extend(inlines);
        top.inlines.push(mark("”"));
    }

    fn close_ruby(&mut self, pairs: &[(String, String)], rest: Vec<Inline>, span: Span) {
        for (base, annotation) in pairs {
            let kind = match (base.is_empty(), annotation.is_empty()) {
                (false, false) => InlineKind::Ruby(Ruby::new(base, annotation)),
                _ => InlineKind::Text(format!("{base}{annotation}")),
            };
            self.push_inline(Inline { kind, span });
        }
        self.top().inlines.extend(rest);
    }

    fn close_ruby_text(&mut self, inlines: Vec<Inline>) {
        let top = self.top();
        if let Kind::Line(Line::Ruby { pairs }) = &mut top.kind {
            let base = plain_text(&std::mem::take(&mut top.inlines)).trim().to_owned();
            pairs.push((base, plain_text(&inlines).trim().to_owned()));
        } else {
            top.inlines.extend(inlines);
        }
    }

    fn close_caption(&mut self, mut inlines: Vec<Inline>, span: Span) {
        tidy(&mut inlines);
        match &mut self.top().kind {
            Kind::Table { caption, .. } | Kind::Figure { caption } => *caption = inlines,
            _ => self.take_paragraph(inlines, span),
        }
    }
}

fn styled_kind(styled: Styled, content: Vec<Inline>) -> InlineKind {
    match styled {
        Styled::Set(style) => InlineKind::Set { style, content },
        Styled::Language(tag) => InlineKind::Language { tag, content },
    }
}
