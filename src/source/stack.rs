//! The open frames of a text while its tree grows. In: frames that open, and what stands in them. Out: blocks. What a frame becomes when it closes is
//! said in `close`.

use super::caption::with_captions;
use super::frame::{Facts, Frame, Kind, Line};
use crate::diag::Span;
use crate::document::{Block, BlockKind, Inline};

/// The open frames, the outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    root: Frame,
    pub(super) open: Vec<Frame>,
    /// What was seen of the source that inlines don't say.
    pub(super) facts: Facts,
}

impl Stack {
    pub(super) fn new(span: Span) -> Self {
        Self { root: Frame::new(Kind::Root, span), open: Vec::new(), facts: Facts::default() }
    }

    /// The open frames.
    pub(super) fn frames(&self) -> &[Frame] {
        &self.open
    }

    /// What the innermost frame becomes.
    pub(super) fn top_kind(&self) -> &Kind {
        &self.open.last().unwrap_or(&self.root).kind
    }

    /// Whether words stand in the innermost frame already.
    pub(super) fn has_words(&self) -> bool {
        !self.open.last().unwrap_or(&self.root).inlines.is_empty()
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// Whether what opens now may be left out: not between a list and its items, or a table and its cells.
    pub(super) fn may_flatten(&mut self) -> bool {
        !matches!(self.top().kind, Kind::List { .. } | Kind::Definitions { .. } | Kind::Table { .. } | Kind::Row { .. })
    }

    /// The frame of code that takes text as it stands.
    pub(super) fn verbatim(&mut self) -> Option<&mut Frame> {
        Some(self.top()).filter(|frame| matches!(frame.kind, Kind::Code { .. }))
    }

    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, id: Option<String>, span: Span) {
        self.flush();
        let top = self.top();
        top.shape.spoil();
        top.blocks.push(Block { kind, id, continued: false, numbered: None, span });
    }

    /// Says of the block that was pushed last whether its author numbers it.
    pub(super) fn mark_numbered(&mut self, numbered: Option<bool>) {
        if let Some(block) = self.top().blocks.last_mut() {
            block.numbered = numbered;
        }
    }

    pub(super) fn flush(&mut self) {
        let top = self.open.last_mut().unwrap_or(&mut self.root);
        top.flush(&mut self.facts);
    }

    pub(super) fn set_task(&mut self, done: bool) {
        if let Some(Kind::Item { task, .. }) =
            self.open.iter_mut().rev().map(|frame| &mut frame.kind).find(|kind| matches!(kind, Kind::Item { .. }))
        {
            *task = Some(done);
        }
    }

    /// Opens a frame. A block ends the paragraph that nobody opened.
    pub(super) fn open(&mut self, frame: Frame) {
        let is_inline = matches!(&frame.kind, Kind::Line(line) if line.is_inline());
        let is_paragraph = matches!(frame.kind, Kind::Line(Line::Paragraph));
        if !is_inline {
            self.flush();
        }
        let top = self.top();
        if let (Kind::Item { loose, .. }, true) = (&mut top.kind, is_paragraph) {
            *loose = true;
        }
        self.open.push(frame);
    }

    /// Puts blocks into the innermost frame.
    pub(super) fn extend(&mut self, blocks: Vec<Block>) {
        self.flush();
        let top = self.top();
        if !blocks.is_empty() {
            top.shape.spoil();
        }
        top.blocks.extend(blocks);
    }

    pub(super) fn take_paragraph(&mut self, inlines: Vec<Inline>, span: Span) {
        let top = self.open.last_mut().unwrap_or(&mut self.root);
        top.take_paragraph(inlines, span, &mut self.facts);
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.flush();
        with_captions(self.root.blocks)
    }
}
