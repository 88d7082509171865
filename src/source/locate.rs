//! Claims and keywords found in the text. In: a book as it was read, and its front matter. Out: the words marked, and their places.
//!
//! First every line is laid out as readers see it, and marks made by hand (`[…](fact:id)`, `[…](term:…)`) become ranges of it; then
//! claims and keywords are looked for; then all ranges are put into the tree at once.

use std::ops::Range;

use super::flow::Flow;
use super::front::Front;
use super::inline::join;
use super::ledger::Entry;
use super::lines::each_line;
use super::wrap::{Mark, Marking, wrap};
use super::{claim, keyword};
use crate::diag::{Files, Sink, Span};
use crate::document::{Article, Book, Inline, InlineKind, Target};
use crate::project::percent_decoded;

/// A line of an article.
#[derive(Debug)]
pub(super) struct LineText {
    pub(super) flow: Flow,
    /// Marks made by hand: what they name, the words, and where.
    pub(super) hand: Vec<Hand>,
    /// What will be put around its words.
    pub(super) markings: Vec<Marking>,
}

/// A mark made by hand.
#[derive(Debug)]
pub(super) struct Hand {
    pub(super) kind: HandKind,
    pub(super) name: String,
    pub(super) range: Range<usize>,
    /// Whether all of its words are strong: the principal place of a term.
    pub(super) principal: bool,
    pub(super) span: Span,
}

/// What a mark made by hand names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HandKind {
    Fact,
    Term,
}

/// An article as readers see it.
#[derive(Debug)]
pub(super) struct ArticleText {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) lines: Vec<LineText>,
}

/// Finds the claims and keywords of a book and marks their words.
pub(super) fn locate(book: &mut Book, fronts: &[Front], ledger: &[Entry], files: &Files, sink: &mut Sink) {
    let mut texts: Vec<ArticleText> = book.articles_mut().map(lay_out).collect();
    book.claims = claim::locate(&mut texts, fronts, ledger, files, sink);
    let (keywords, of_articles) = keyword::locate(&mut texts, fronts, sink);
    book.keywords = keywords;
    for ((article, text), own) in book.articles_mut().zip(texts).zip(of_articles) {
        article.keywords = own;
        let mut lines = text.lines.into_iter();
        each_line(article, &mut |line| {
            if let Some(markings) = lines.next().map(|line| line.markings).filter(|markings| !markings.is_empty()) {
                wrap(line, markings);
            }
        });
    }
}

impl LineText {
    /// Adds a mark.
    pub(super) fn mark(&mut self, range: Range<usize>, mark: Mark) {
        self.markings.push(Marking { range, mark });
    }
}

fn lay_out(article: &mut Article) -> ArticleText {
    let mut lines = Vec::new();
    each_line(article, &mut |line| {
        let mut hand = Vec::new();
        take_hand(line, &mut 0, &mut hand);
        if !hand.is_empty() {
            join(line);
        }
        lines.push(LineText { flow: Flow::new(line), hand, markings: Vec::new() });
    });
    ArticleText { id: article.id.clone(), path: article.path.clone(), lines }
}

/// Takes marks made by hand out of a line and leaves their words.
fn take_hand(inlines: &mut Vec<Inline>, at: &mut usize, out: &mut Vec<Hand>) {
    let mut kept = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        let start = *at;
        let named = match &inline.kind {
            InlineKind::Link { target: Target::Url(url), .. } => hand_kind(url),
            _ => None,
        };
        match inline.children_mut() {
            Some(inner) => take_hand(inner, at, out),
            None => *at += super::flow::visible(&inline),
        }
        match named {
            Some((kind, name)) => {
                let words = inline.children_mut().map(std::mem::take).unwrap_or_default();
                let principal = matches!(&words[..], [Inline { kind: InlineKind::Strong(_), .. }]);
                kept.extend(words);
                if *at > start {
                    out.push(Hand { kind, name, range: start..*at, principal, span: inline.span });
                }
            }
            None => kept.push(inline),
        }
    }
    *inlines = kept;
}

fn hand_kind(url: &str) -> Option<(HandKind, String)> {
    let (kind, name) = match (url.strip_prefix("fact:"), url.strip_prefix("term:")) {
        (Some(name), _) => (HandKind::Fact, name),
        (None, Some(name)) => (HandKind::Term, name),
        (None, None) => return None,
    };
    Some((kind, percent_decoded(name).trim().to_owned()))
}
