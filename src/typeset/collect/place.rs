//! Where blocks go: what every kind of block needs to know of what it stands in, and the ways that all of them take.

use super::Collector;
use crate::display::NodeId;
use crate::document::Article;
use crate::typeset::flow::{Content, FlowBlock, Ground, Rich};
use crate::typeset::line::{CharStyle, Text, TextPiece, natural_length};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// What blocks stand in.
#[derive(Clone, Copy)]
pub(in crate::typeset) struct Place<'d> {
    /// The article.
    pub article: &'d Article,
    /// The node that theirs hang from.
    pub node: NodeId,
    /// From the type area's start to them.
    pub inset: Abs,
    /// From them to the type area's end.
    pub end: Abs,
    /// How far they are set in at most on each side: lines in a hundredth level have room still.
    pub most: Abs,
    /// Their paragraphs.
    pub style: BlockStyle,
    /// How many lists with marks they stand in.
    pub bullets: usize,
    /// How many lists with numbers they stand in.
    pub numbers: usize,
}

impl<'d> Place<'d> {
    /// The same, under another node.
    pub fn under(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    /// The same, set in further by `depth`.
    pub fn set_in(self, depth: Abs) -> Self {
        Self { inset: (self.inset + depth).min(self.most.max(self.inset)), ..self }
    }

    /// The same, with other paragraphs.
    pub fn styled(self, style: BlockStyle) -> Self {
        Self { style, ..self }
    }

    /// The same, with paragraphs that begin flush.
    pub fn flush(self) -> Self {
        self.styled(BlockStyle { first_indent: Em::ZERO, ..self.style })
    }
}

impl Collector<'_> {
    /// The length of lines in a place: in a column where the section has several.
    pub fn measure(&self, place: &Place<'_>) -> Abs {
        let whole = self.beside.unwrap_or_else(|| self.grid.column(0, self.columns).area.size.width);
        (whole - place.inset - place.end).max(self.grid.size)
    }

    /// Runs `make` and leaves an empty row before and after what it made.
    pub fn spaced(&mut self, out: &mut Vec<FlowBlock>, make: impl FnOnce(&mut Self, &mut Vec<FlowBlock>)) {
        let first = out.len();
        make(self, out);
        if let Some(block) = out[first..].iter_mut().find(|block| !block.hidden) {
            block.above = block.above.max(1);
        }
        if out.len() > first
            && let Some(block) = out.last_mut()
        {
            block.below = block.below.max(1);
        }
    }

    /// Puts a ground under the blocks that `make` makes; where there is neither tint nor rule they stand on the paper.
    pub fn grounded(
        &mut self,
        out: &mut Vec<FlowBlock>,
        ground: Ground,
        make: impl FnOnce(&mut Self, &mut Vec<FlowBlock>),
    ) {
        let first = out.len();
        self.groups += 1;
        let ground = Ground { group: self.groups, ..ground };
        make(self, out);
        if ground.fill.is_some() || ground.rule.is_some() {
            for block in out[first..].iter_mut().filter(|block| !block.hidden) {
                block.grounds.insert(0, ground);
            }
        }
    }

    /// How long words are on one line.
    pub fn length_of(&self, rich: &Rich) -> Abs {
        let mut text = Text::default();
        for piece in &rich.pieces {
            let Content::Words(words) = &piece.content else { continue };
            let start = text.text.len();
            text.text.push_str(words);
            if words.is_empty() {
                continue;
            }
            text.pieces.push(TextPiece {
                range: start..text.text.len(),
                style: piece.style,
                kind: piece.kind,
                language: piece.language.clone().unwrap_or_else(|| self.metadata.language.clone()),
                upright: piece.upright,
                object: piece.drawing.as_ref().map(crate::typeset::flow::Drawing::object),
            });
        }
        natural_length(&text, self.setting)
    }

    /// How long plain words are on one line.
    pub fn words_length(&self, words: &str, style: CharStyle) -> Abs {
        if words.is_empty() {
            return Abs::ZERO;
        }
        let piece = super::piece(Content::Words(words.to_owned()), style, crate::typeset::flow::LAYOUT);
        self.length_of(&Rich { pieces: vec![piece] })
    }
}
