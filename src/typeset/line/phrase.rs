//! Lines that break between words alone 按词断行 (CLR-D08): items in; the same without breaks within words of Han out.

use super::Text;
use super::item::{Break, Prepared};
use crate::cjk::word::phrase_bounds;

/// Closes every break between two characters of one word. Words longer than a line are opened again when long objects are.
pub(super) fn keep_words(prepared: &mut Prepared, text: &Text) {
    let bounds = phrase_bounds(&text.text);
    for index in 1..prepared.items.len() {
        let (before, here) = (&prepared.items[index - 1], &prepared.items[index]);
        let is_inside = before.end == here.start && bounds.binary_search(&(here.start as usize)).is_err();
        if is_inside && before.last.is_ideographic() && here.first.is_ideographic() && here.junction.kind == Break::Free
        {
            prepared.items[index].junction.kind = Break::Never;
        }
    }
}
