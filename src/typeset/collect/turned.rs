//! Notes to turned tables 表注: those whose first mark is in one stand with it, turned as it is (CLR-O07, O14).
//!
//! In: the blocks of an article, its notes behind its text. Out: the same, with the notes of turned tables among the tables' own blocks, as long as
//! its rows.

use std::collections::BTreeSet;

use crate::typeset::flow::{Body, FlowBlock};
use crate::units::Abs;

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
