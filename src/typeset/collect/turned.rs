//! What is turned 顶左底右 (CLR-O14): whether a table or figure may be, and the notes of turned tables 表注: those whose first mark is in one
//! stand with it, turned as it is (CLR-O07).
//!
//! In: the blocks of an article, its notes behind its text. Out: the same, with the notes of turned tables among the tables' own blocks, as long as
//! their rows.

use std::collections::BTreeSet;

use super::Collector;
use super::place::Place;
use crate::diag::{Diagnostic, Span};
use crate::typeset::flow::{Body, FlowBlock};
use crate::typeset::page::lying;
use crate::units::Abs;

impl Collector<'_> {
    /// Whether something has a page of its own to be turned on, as its author asks for. One that hasn't is told.
    pub(super) fn turns(&mut self, place: &Place<'_>, asked: bool, span: Span) -> bool {
        let may = self.may_turn(place);
        if asked && !may {
            self.findings.push(not_turned(span));
        }
        asked && may
    }

    /// Whether what stands here may have a page of its own: not beside other columns or inside something, nor where the page is wider than high.
    pub(super) fn may_turn(&self, place: &Place<'_>) -> bool {
        let is_plain = place.inset + place.end == Abs::ZERO && self.beside.is_none() && self.columns < 2;
        let lying = lying(self.grid).area.size;
        is_plain && lying.width > lying.height
    }
}

fn not_turned(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "not-turned",
        "这里不能单占一页转过来排，仍按原样排",
        "this can't be turned on a page of its own here, and stands upright",
    )
    .at(span)
    .hint(
        "分栏的正文、引文、列表和注文里的图表不转；横长的版面也不转：去掉 `{.turned}`，或把它移到正文里",
        "nothing turns in columns, quotations, lists and notes, nor where the page is wider than high: remove `{.turned}`, or move it into the text",
    )
}

/// Moves the notes of turned tables to them.
pub(super) fn take_notes_along(blocks: &mut Vec<FlowBlock>) {
    if !blocks.iter().any(|block| matches!(block.body, Body::Turned(_))) {
        return;
    }
    let (text, mut notes): (Vec<_>, Vec<_>) = std::mem::take(blocks).into_iter().partition(|it| it.note.is_none());
    *blocks = text;
    let mut seen = BTreeSet::new();
    for block in blocks.iter_mut() {
        let mut own = block.marks();
        own.retain(|note| seen.insert(*note));
        if let Body::Turned(inner) = &mut block.body {
            let taken = with_named(own, &notes, &mut seen);
            let (start, end) = row_insets(inner);
            for mut note in notes.extract_if(.., |block| block.note.is_some_and(|note| taken.contains(&note))) {
                (note.start, note.end, note.beside) = (note.start + start, note.end + end, None);
                inner.push(note);
            }
        }
    }
    blocks.append(&mut notes);
}

/// Notes and those that only they name.
fn with_named(own: Vec<usize>, notes: &[FlowBlock], seen: &mut BTreeSet<usize>) -> BTreeSet<usize> {
    let mut taken: BTreeSet<usize> = own.iter().copied().collect();
    let mut open = own;
    while let Some(note) = open.pop() {
        let named = notes.iter().filter(|block| block.note == Some(note)).flat_map(FlowBlock::marks);
        let new: Vec<usize> = named.filter(|named| seen.insert(*named)).collect();
        taken.extend(&new);
        open.extend(new);
    }
    taken
}

/// What is left free beside the rows of a table.
fn row_insets(blocks: &[FlowBlock]) -> (Abs, Abs) {
    let row = blocks.iter().find(|block| matches!(block.body, Body::Row(_)));
    row.map_or((Abs::ZERO, Abs::ZERO), |row| (row.start, row.end))
}
