//! A paragraph whose punctuation is being corrected. In: its text and what must not change. Out: the text with the changes.
//!
//! Every rule marks changes character by character on the same original, so that rules see their neighbours as they will be.

use super::character::is_quote;

/// A paragraph under correction.
pub(super) struct Prose {
    /// Its characters as they came.
    pub(super) chars: Vec<char>,
    /// Which characters no rule may change: addresses, code, markup.
    locked: Vec<bool>,
    change: Vec<Option<&'static str>>,
}

/// How many spaces and quotation marks are looked past for a neighbour.
const REACH: usize = 6;

impl Prose {
    /// A paragraph; `locked` has an entry for each character.
    pub(super) fn new(chars: Vec<char>, locked: Vec<bool>) -> Self {
        let change = vec![None; chars.len()];
        Self { chars, locked, change }
    }

    /// The character at `at`, if a rule may change it and none has.
    pub(super) fn open(&self, at: usize) -> Option<char> {
        let free = !*self.locked.get(at)? && self.change.get(at)?.is_none();
        free.then(|| self.chars[at])
    }

    /// The character as it came.
    pub(super) fn raw(&self, at: Option<usize>) -> Option<char> {
        at.and_then(|at| self.chars.get(at)).copied()
    }

    /// The character that will stand at `at`; `None` past the ends and where it is dropped.
    pub(super) fn shown(&self, at: usize) -> Option<char> {
        match self.change.get(at)? {
            Some(text) => text.chars().next(),
            None => Some(self.chars[at]),
        }
    }

    /// Puts `text` in the place of the character at `at`.
    pub(super) fn set(&mut self, at: usize, text: &'static str) {
        if let Some(change) = self.change.get_mut(at) {
            *change = Some(text);
        }
    }

    /// The nearest character before `at`, spaces and quotation marks aside.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        (at.saturating_sub(REACH)..at).rev().filter_map(|at| self.shown(at)).find(|&c| c != ' ' && !is_quote(c))
    }

    /// The nearest character after `at`, spaces and quotation marks aside.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        (at + 1..=at + REACH).filter_map(|at| self.shown(at)).find(|&c| c != ' ' && !is_quote(c))
    }

    /// Drops the spaces on both sides of `first..=last`; says how many.
    pub(super) fn close_up(&mut self, first: usize, last: usize) -> usize {
        let mut n = 0;
        let mut at = first;
        while let Some(before) = at.checked_sub(1).filter(|&before| self.open(before) == Some(' ')) {
            self.set(before, "");
            (n, at) = (n + 1, before);
        }
        let mut at = last + 1;
        while self.open(at) == Some(' ') {
            self.set(at, "");
            (n, at) = (n + 1, at + 1);
        }
        n
    }

    /// The text as it will be.
    pub(super) fn finish(self) -> String {
        let mut text = String::with_capacity(self.chars.len() * 3);
        for (c, change) in self.chars.iter().zip(&self.change) {
            match change {
                Some(other) => text.push_str(other),
                None => text.push(*c),
            }
        }
        text
    }
}
