//! A line of inlines made ready. In: inlines as the parser gives them, soft breaks as `"\n"`. Out: soft breaks resolved, words joined.
//!
//! A soft break between Han, kana and CJK punctuation is nothing, and a space everywhere else (demand 2), also across markup.

use super::letter::{is_han, is_shared_mark, joins};
use crate::document::{Inline, InlineKind};

/// The word that stands for a soft break until `tidy`.
pub(super) const SOFT_BREAK: &str = "\n";

/// Resolves soft breaks and joins words that stand next to one another in the source.
pub(super) fn tidy(inlines: &mut Vec<Inline>) {
    let mut edges = Vec::new();
    gather(inlines, &mut edges);
    if edges.iter().any(|edge| matches!(edge, Edge::Break)) {
        let mut kept = keep(&edges).into_iter();
        resolve(inlines, &mut kept);
    }
    join(inlines);
    trim(inlines);
}

/// What a soft break has beside it.
enum Edge {
    Break,
    /// First and last character of something visible.
    Letters(char, char),
}

fn gather(inlines: &[Inline], out: &mut Vec<Edge>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) if text == SOFT_BREAK => out.push(Edge::Break),
            InlineKind::Text(text) => {
                let text = text.trim_matches(' ');
                out.extend(
                    text.chars().next().zip(text.chars().next_back()).map(|(first, last)| Edge::Letters(first, last)),
                );
            }
            InlineKind::Ruby(ruby) => {
                let base = ruby.base();
                out.extend(
                    base.chars().next().zip(base.chars().next_back()).map(|(first, last)| Edge::Letters(first, last)),
                );
            }
            InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Picture(_) => out.push(Edge::Letters('x', 'x')),
            InlineKind::Break => out.push(Edge::Letters(' ', ' ')),
            InlineKind::Reference { before, after, .. } => {
                let (first, last) = (before.chars().next(), after.chars().next_back());
                out.push(Edge::Letters(first.unwrap_or('1'), last.unwrap_or('1')));
            }
            InlineKind::NoteMark(_) | InlineKind::Html(_) => {}
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strike(inner) => gather(inner, out),
            InlineKind::Link { content, .. }
            | InlineKind::Set { content, .. }
            | InlineKind::Language { content, .. }
            | InlineKind::Script { content, .. }
            | InlineKind::Phrase { content, .. }
            | InlineKind::Term { content, .. }
            | InlineKind::Claim { content, .. } => gather(content, out),
        }
    }
}

/// For each soft break whether it stays as a space.
fn keep(edges: &[Edge]) -> Vec<bool> {
    let is_chinese = edges.iter().any(|edge| matches!(edge, Edge::Letters(a, b) if is_han(*a) || is_han(*b)));
    let mut before = None;
    let mut out = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        match edge {
            Edge::Letters(_, last) => before = Some(*last),
            Edge::Break => {
                // A run of breaks decides by what follows the first; there are no such runs but in strange input.
                let after = edges[at + 1..].iter().take(2).find_map(|edge| match edge {
                    Edge::Letters(first, _) => Some(*first),
                    Edge::Break => None,
                });
                out.push(before.zip(after).is_some_and(|(before, after)| !vanishes(before, after, is_chinese)));
            }
        }
    }
    out
}

fn vanishes(before: char, after: char, is_chinese: bool) -> bool {
    let shared = (is_shared_mark(before), is_shared_mark(after));
    match (joins(before), joins(after)) {
        (true, true) => true,
        (true, false) => shared.1,
        (false, true) => shared.0,
        (false, false) => shared == (true, true) && is_chinese || before == ' ' || after == ' ',
    }
}

fn resolve(inlines: &mut Vec<Inline>, kept: &mut impl Iterator<Item = bool>) {
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Text(text) if text == SOFT_BREAK => {
                text.clear();
                if kept.next() == Some(true) {
                    text.push(' ');
                }
            }
            _ => {
                if let Some(inner) = inline.children_mut() {
                    resolve(inner, kept);
                }
            }
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
}

/// Joins words whose places touch and whose bytes are the source's, so that a word's place can still be told to the byte.
pub(super) fn join(inlines: &mut Vec<Inline>) {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        if let Some(inner) = inline.children_mut() {
            join(inner);
        }
        if let (Some(last), InlineKind::Text(text)) = (out.last_mut(), &inline.kind) {
            let touches = last.span.end == inline.span.start && is_exact(last) && is_exact(&inline);
            if let InlineKind::Text(words) = &mut last.kind
                && touches
            {
                words.push_str(text);
                last.span = last.span.to(inline.span);
                continue;
            }
        }
        out.push(inline);
    }
    *inlines = out;
}

/// Whether each byte of a text has its byte in the source.
pub(super) fn is_exact(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.len() == inline.span.range().len())
}

/// Takes blanks from the ends of a line.
fn trim(inlines: &mut Vec<Inline>) {
    if let Some(InlineKind::Text(text)) = inlines.last().map(|inline| &inline.kind)
        && text.trim_end_matches(' ').is_empty()
        && inlines.len() > 1
    {
        inlines.pop();
    }
    if let Some(last) = inlines.last_mut() {
        let exact = is_exact(last);
        if let InlineKind::Text(text) = &mut last.kind {
            let cut = text.len() - text.trim_end_matches(' ').len();
            text.truncate(text.len() - cut);
            last.span.end -= if exact { cut as u32 } else { 0 };
        }
    }
}
