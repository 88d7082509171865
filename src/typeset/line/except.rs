//! Taiwan's limits to pushing out 推出 (CLR-D10): items in; breaks opened where a mark may begin a line after all out.
//!
//! A mark that may not begin a line takes what stands before it to the next line, at most two characters. Where both of these may
//! not begin a line either, it stays alone there. The ellipsis and the connector are kept from a line's start, but not at any price.

use super::item::{Break, Item, Part, Prepared};
use crate::cjk::prohibition::forbidden_at_start;
use crate::cjk::{Class, ProhibitionLevel};

/// How many characters are pushed out at most.
const MOST_PUSHED: usize = 2;

/// Opens the break before each mark that follows two others, and makes that before an ellipsis or a connector a dear one.
pub(super) fn open(prepared: &mut Prepared, level: ProhibitionLevel) {
    if level == ProhibitionLevel::None {
        return;
    }
    let is_kept = |item: &Item| item.part == Part::Whole && forbidden_at_start(item.first, level);
    let (mut row, mut before) = (0, Class::WideSpace);
    for item in &mut prepared.items {
        let kind = item.junction.kind;
        let is_soft = match item.first {
            Class::Ellipsis => kind == Break::Free,
            // Between figures it is part of a number.
            Class::Connector => kind == Break::Never && before.is_ideographic(),
            _ => false,
        };
        if is_soft || (row >= MOST_PUSHED && is_kept(item) && kind == Break::Never) {
            item.junction.kind = Break::Excepted;
        }
        row = if is_kept(item) && kind != Break::Forced { row + 1 } else { 0 };
        before = item.last;
    }
}
