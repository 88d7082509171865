//! Where pages break: the cheapest way through all of a section's slabs, found by dynamic programming, not page by page.
//!
//! In: slabs, the lines of their notes, and the frames that they fill: a page, or a column of one. Out: what each frame holds. A
//! state of the search is a place in the text, how many lines of notes have been set (CLR-O13), and how many floats (CLR-O16).
//! Linear in the slabs, since a frame holds few of them and few states are kept at a place.

use std::ops::Range;

use super::cost::Cost;
use super::frame::{Content, Filled, Frames};
use super::notes::NoteLines;
use crate::project::theme::AtHead;

/// A piece that is not broken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slab {
    /// Position of its block.
    pub block: usize,
    /// Its lines of the block, where the block's lines can be parted; else all.
    pub lines: Range<usize>,
    /// Rows that it fills.
    pub rows: u32,
    /// Empty rows before it.
    pub above: u32,
    /// Empty rows after it; the larger of this and the next one's `above` is left.
    pub below: u32,
    /// What becomes of `above` at the head of a frame.
    pub at_head: AtHead,
    /// Rows of what is repeated above it at the head of a frame.
    pub repeated: u32,
    /// What a break after it costs.
    pub after: Cost,
    /// How many notes have their first mark in it.
    pub notes: usize,
    /// The group of a float: its slabs stand together, and may move to the head of a later frame. Groups count from 0.
    pub float: Option<usize>,
    /// Whether it is a heading that no float from before should come after.
    pub section: bool,
}

impl Slab {
    /// Whether the rows above it stay at the head of a frame, after one that is full to its last row or not (CLR-N09).
    pub(super) fn keeps_above(&self, after_full: bool) -> bool {
        self.at_head == AtHead::Kept || (self.at_head == AtHead::AfterFull && after_full)
    }
}

#[cfg(test)]
impl Slab {
    /// A piece of one row that asks for nothing, for tests.
    pub(super) fn row(block: usize) -> Self {
        Self {
            block,
            lines: 0..1,
            rows: 1,
            above: 0,
            below: 0,
            at_head: AtHead::Nothing,
            repeated: 0,
            after: Cost::FREE,
            notes: 0,
            float: None,
            section: false,
        }
    }
}

/// How many states are kept at a place.
const MOST_STATES: usize = 64;

/// A way to a place.
#[derive(Clone, Copy, Debug)]
struct State {
    cost: i64,
    /// Lines of notes that have been set.
    set: usize,
    /// Groups of floats that have been set.
    floated: usize,
    /// Frames that have been filled.
    frames: usize,
    /// Whether the last of them is full to its last row.
    full: bool,
    /// The place and state before, and the floats that stand in the text of the last frame: those below this one.
    before: Option<(usize, usize, usize)>,
}

/// What each frame holds, in order. Every slab is in exactly one frame, and every line of a note.
pub(super) fn distribute(slabs: &[Slab], notes: &NoteLines, frames: &Frames) -> Vec<Filled> {
    let search = Search::new(slabs, notes, frames);
    search.run().1
}

/// What stays the same during a search.
struct Search<'a> {
    slabs: &'a [Slab],
    notes: &'a NoteLines,
    frames: &'a Frames,
    /// The slabs of each float.
    groups: Vec<Range<usize>>,
    /// For each place how many notes and floats stand before it.
    noted: Vec<usize>,
    grouped: Vec<usize>,
    most_states: usize,
}

impl<'a> Search<'a> {
    fn new(slabs: &'a [Slab], notes: &'a NoteLines, frames: &'a Frames) -> Self {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let (mut noted, mut grouped) = (vec![0], vec![0]);
        for (at, slab) in slabs.iter().enumerate() {
            match slab.float {
                Some(group) if group + 1 == groups.len() => groups[group].end = at + 1,
                Some(_) => groups.push(at..at + 1),
                None => {}
            }
            noted.push(noted[at] + slab.notes);
            grouped.push(groups.len());
        }
        Self { slabs, notes, frames, groups, noted, grouped, most_states: MOST_STATES }
    }

    /// The least cost, and what each frame holds.
    fn run(&self) -> (i64, Vec<Filled>) {
        let end = self.slabs.len();
        let mut states: Vec<Vec<State>> = vec![Vec::new(); end + 1];
        states[0].push(State { cost: 0, set: 0, floated: 0, frames: 0, full: false, before: None });
        for at in 0..=end {
            states[at].sort_by_key(|state| state.cost);
            states[at].truncate(self.most_states);
            let mut next = 0;
            // States at this place may be added while it is worked on: frames of notes or floats alone.
            while let Some(&state) = states[at].get(next) {
                if at < end || !self.is_done(&state) {
                    self.expand(at, next, &state, &mut states);
                }
                next += 1;
            }
        }
        let done = states[end].iter().enumerate().filter(|(_, state)| self.is_done(state));
        match done.min_by_key(|(_, state)| state.cost) {
            Some((last, state)) => (state.cost, self.trace(&states, last)),
            // Not to be had: from every state something can be set.
            None => (i64::MAX, Vec::new()),
        }
    }

    fn is_done(&self, state: &State) -> bool {
        state.set == self.notes.len() && state.floated == self.groups.len()
    }

    /// Adds the states that one more frame leads to.
    fn expand(&self, at: usize, index: usize, state: &State, states: &mut [Vec<State>]) {
        let capacity = self.frames.rows(state.frames);
        let mut head = Content::after(state.full, capacity);
        let mut floated = state.floated;
        // Floats that wait come first, in their order, as many as there is room for.
        while floated < self.grouped[at] && head.fits_all(self.slabs, self.groups[floated].clone()) {
            self.groups[floated].clone().for_each(|slab| head.push(slab, &self.slabs[slab]));
            floated += 1;
        }
        self.frame_without_text(at, index, state, &head, floated, states);
        if floated < self.grouped[at] {
            // Some still wait: those that are met now wait behind them.
            self.fill(at, index, state, head, floated, floated, states);
            return;
        }
        // Those that are met stand in the text, up to one of them; it and the rest wait.
        let met = self.met(at, &head);
        for first_waiting in (floated..=met).rev() {
            self.fill(at, index, state, head.clone(), floated, first_waiting, states);
        }
    }

    /// How many floats could be met in a frame that begins here.
    fn met(&self, at: usize, head: &Content) -> usize {
        let mut rows = head.rows;
        let mut end = at;
        while end < self.slabs.len() && rows <= head.capacity {
            rows += if self.slabs[end].float.is_none() { self.slabs[end].rows } else { 0 };
            end += 1;
        }
        self.grouped[end]
    }

    /// A frame of waiting floats and lines of notes alone.
    fn frame_without_text(
        &self,
        at: usize,
        index: usize,
        state: &State,
        head: &Content,
        floated: usize,
        states: &mut [Vec<State>],
    ) {
        let due = self.notes.lines_before(self.noted[at]);
        let set = self.notes.most_lines(state.set, due, head.free());
        // A line that is higher than a frame is set all the same, alone.
        let is_stuck = head.is_empty() && set == state.set && set < due;
        let set = if is_stuck { set + 1 } else { set };
        if (set, floated) == (state.set, state.floated) {
            return;
        }
        let is_last = at == self.slabs.len() && set == self.notes.len() && floated == self.groups.len();
        let used = head.rows + self.notes.rows(state.set, set);
        let cost = if is_last { 0 } else { Cost::short(head.capacity, used) } + Cost::NO_TEXT.0;
        let next = State {
            cost: state.cost.saturating_add(cost),
            set,
            floated,
            frames: state.frames + 1,
            full: used >= head.capacity,
            before: Some((at, index, floated)),
        };
        keep(&mut states[at], next, false);
    }

    /// Fills a frame with text from `at` on; floats from `first_waiting` on are passed over.
    #[allow(clippy::too_many_arguments, reason = "a step of the search is all of this")]
    fn fill(
        &self,
        at: usize,
        index: usize,
        state: &State,
        mut content: Content,
        placed: usize,
        first_waiting: usize,
        states: &mut [Vec<State>],
    ) {
        let (mut waits, mut passed) = (false, 0);
        for (place, slab) in self.slabs.iter().enumerate().skip(at) {
            let end = place + 1;
            let is_waiting = slab.float.is_some_and(|group| group >= first_waiting);
            if is_waiting {
                waits = true;
            } else {
                passed += i64::from(waits && slab.section);
                content.push(place, slab);
            }
            let inside_group = slab.float.is_some() && self.slabs.get(end).is_some_and(|next| next.float == slab.float);
            if inside_group || content.is_empty() {
                continue;
            }
            // More text leaves less room: what doesn't fit now never will.
            let Some((set, forced)) = self.notes_for(at, end, state.set, &content) else { break };
            let floated = first_waiting.min(self.grouped[end]).max(placed);
            let mut cost = self.cost(end, state, set, floated, &content);
            cost += forced + passed * Cost::PAST_SECTION.0;
            cost += (self.grouped[end] - floated) as i64 * Cost::WAITING.0;
            let next = State {
                cost: state.cost.saturating_add(cost),
                set,
                floated,
                frames: state.frames + 1,
                full: content.rows + self.notes.rows(state.set, set) >= content.capacity,
                before: Some((at, index, first_waiting)),
            };
            keep(&mut states[end], next, true);
        }
    }

    /// How many lines of notes have been set after a frame that holds `content` and ends at `end`, and what it costs that it had to be
    /// so; `None` if it can't hold what it must.
    fn notes_for(&self, at: usize, end: usize, set: usize, content: &Content) -> Option<(usize, i64)> {
        let alone = content.slabs == 1;
        if content.rows > content.capacity && !alone {
            return None;
        }
        let due = self.notes.lines_before(self.noted[end]);
        let mut most = self.notes.most_lines(set, due, content.free());
        let least = if self.noted[end] > self.noted[at] { self.notes.beginning(self.noted[end] - 1) } else { set };
        if most < least {
            // Alone on its page, a slab leaves its note to the next one.
            return alone.then_some((most, Cost::NEVER.0));
        }
        // A single line isn't left for the next frame.
        if due - most == 1 && most > least.max(set) {
            most -= 1;
        }
        let carried = (due - most) as i64;
        Some((most, if carried > 0 { Cost::SPLIT_NOTE.0 + carried * Cost::CARRIED_LINE.0 } else { 0 }))
    }

    /// What a frame costs by itself: rows left empty, the break at its end.
    fn cost(&self, end: usize, state: &State, set: usize, floated: usize, content: &Content) -> i64 {
        let used = content.rows + self.notes.rows(state.set, set);
        let is_last = end == self.slabs.len() && set == self.notes.len() && floated == self.groups.len();
        if is_last {
            // A last column of few rows has a full one beside it.
            let is_alone = state.frames.is_multiple_of(self.frames.columns.max(1) as usize);
            return if is_alone { Cost::scant(used, self.frames.scant) } else { 0 };
        }
        let last = content.last.map_or(0, |slab| self.slabs[slab].after.0);
        Cost::short(content.capacity, used) + last
    }

    /// The frames along the way to a state at the end.
    fn trace(&self, states: &[Vec<State>], last: usize) -> Vec<Filled> {
        let mut filled = Vec::new();
        let (mut at, mut index) = (self.slabs.len(), last);
        while let Some((before, from, first_waiting)) = states[at][index].before {
            let (was, is) = (&states[before][from], &states[at][index]);
            let waited = was.floated..self.grouped[before].min(is.floated);
            let mut slabs: Vec<usize> = waited.flat_map(|group| self.groups[group].clone()).collect();
            slabs.extend((before..at).filter(|slab| self.slabs[*slab].float.is_none_or(|group| group < first_waiting)));
            filled.push(Filled { slabs, notes: was.set..is.set, after_full: was.full });
            (at, index) = (before, from);
        }
        filled.reverse();
        filled
    }
}

/// Keeps a state unless there is a better one; where `replaces`, instead of one that isn't. Of two that are as good the later one fills
/// its pages from the first on.
fn keep(states: &mut Vec<State>, new: State, replaces: bool) {
    let same = states.iter_mut().find(|state| (state.set, state.floated) == (new.set, new.floated));
    match same {
        Some(old) if old.cost < new.cost => {}
        Some(old) if replaces => *old = new,
        Some(old) if old.cost == new.cost => {}
        _ => states.push(new),
    }
}

#[cfg(test)]
mod tests;
