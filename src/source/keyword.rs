//! Keywords found in the text. In: keywords as front matter names them. Out: `Keyword`s with their occurrences, in reading order.
//!
//! The longest term that fits at a place is taken. Latin terms end at the ends of words: `xAI` is not found in `OpenxAI`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow::Plain;
use super::front::{Front, FrontKeyword};
use super::letter::is_word;
use super::locate::{ArticleText, HandKind, LineText};
use super::name::Names;
use super::wrap::Mark;
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Keyword, Occurrence};
use crate::project::{nearest, slug};

/// Keywords by their words, compared without case.
#[derive(Debug, Default)]
struct Terms {
    keywords: Vec<Keyword>,
    by_key: BTreeMap<String, usize>,
    names: Names,
}

/// Finds every keyword and marks its words. Out: the keywords, and for each article the positions of its own.
pub(super) fn locate(texts: &mut [ArticleText], fronts: &[Front], sink: &mut Sink) -> (Vec<Keyword>, Vec<Vec<usize>>) {
    let mut terms = Terms::default();
    let mut of_articles = Vec::with_capacity(fronts.len());
    for front in fronts {
        let mut own = Vec::new();
        for keyword in &front.keywords {
            let at = terms.add(keyword);
            if !own.contains(&at) {
                own.push(at);
            }
        }
        of_articles.push(own);
    }
    let hand: Vec<(String, Span)> = texts
        .iter()
        .flat_map(|text| &text.lines)
        .flat_map(|line| &line.hand)
        .filter(|hand| hand.kind == HandKind::Term && !hand.name.is_empty())
        .map(|hand| (hand.name.clone(), hand.span))
        .collect();
    for (term, span) in hand {
        terms.by_hand(term, span);
    }
    let patterns = terms.patterns();
    for text in texts {
        for line in &mut text.lines {
            terms.mark_line(line, &text.id, &patterns);
        }
    }
    terms.report(sink);
    (terms.keywords, of_articles)
}

fn key(term: &str) -> String {
    Plain::new(term).text.to_lowercase()
}

impl Terms {
    /// The position of a keyword; what articles say of the same one is put together.
    fn add(&mut self, given: &FrontKeyword) -> usize {
        let at = match self.by_key.get(&key(&given.term)) {
            Some(at) => *at,
            None => self.insert(given.term.clone(), given.span),
        };
        for alias in &given.aliases {
            self.by_key.entry(key(alias)).or_insert(at);
        }
        let keyword = &mut self.keywords[at];
        keyword.reading = keyword.reading.take().or_else(|| given.reading.clone());
        keyword.see = keyword.see.take().or_else(|| given.see.clone());
        // Another spelling of the same term, such as another case, is looked for too.
        let spelling = std::iter::once(&given.term).filter(|term| **term != keyword.term).cloned().collect::<Vec<_>>();
        for alias in given.aliases.iter().chain(&spelling) {
            if !keyword.aliases.contains(alias) {
                keyword.aliases.push(alias.clone());
            }
        }
        for other in &given.see_also {
            if !keyword.see_also.contains(other) {
                keyword.see_also.push(other.clone());
            }
        }
        at
    }

    fn insert(&mut self, term: String, span: Span) -> usize {
        let at = self.keywords.len();
        let name = slug(&term);
        let id = self.names.unique(if name.is_empty() { format!("k-{}", at + 1) } else { format!("k-{name}") });
        self.by_key.insert(key(&term), at);
        self.keywords.push(Keyword {
            term,
            id,
            reading: None,
            aliases: Vec::new(),
            see: None,
            see_also: Vec::new(),
            occurrences: Vec::new(),
            span,
        });
        at
    }

    /// A term that is marked by hand needs no front matter.
    fn by_hand(&mut self, term: String, span: Span) {
        if !self.by_key.contains_key(&key(&term)) {
            self.insert(term, span);
        }
    }

    /// The words to look for, by their first character, the longest first.
    fn patterns(&self) -> BTreeMap<char, Vec<(String, usize)>> {
        let mut out: BTreeMap<char, Vec<(String, usize)>> = BTreeMap::new();
        for (at, keyword) in self.keywords.iter().enumerate() {
            for words in std::iter::once(&keyword.term).chain(&keyword.aliases) {
                let plain = Plain::new(words).text;
                let owner = self.by_key.get(&plain.to_lowercase()).copied().unwrap_or(at);
                if let Some(first) = plain.chars().next().filter(|_| owner == at) {
                    out.entry(first).or_default().push((plain, at));
                }
            }
        }
        for patterns in out.values_mut() {
            patterns.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            patterns.dedup();
        }
        out
    }

    fn mark_line(&mut self, line: &mut LineText, article: &str, patterns: &BTreeMap<char, Vec<(String, usize)>>) {
        let mut found: Vec<(Range<usize>, usize)> = line
            .hand
            .iter()
            .filter(|hand| hand.kind == HandKind::Term)
            .filter_map(|hand| Some((hand.range.clone(), *self.by_key.get(&key(&hand.name))?)))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, range.end));
        // A mark inside another one would be a term inside a term.
        let mut end = 0;
        found.retain(|(range, _)| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        let hand: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
        for (range, keyword) in occurrences(&line.flow.plain, patterns) {
            let next = hand.partition_point(|taken| taken.end <= range.start);
            if hand.get(next).is_none_or(|taken| taken.start >= range.end) {
                found.push((range, keyword));
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        for (range, at) in found {
            let keyword = &mut self.keywords[at];
            let occurrence = keyword.occurrences.len();
            let anchor = format!("term-{}-{}", at + 1, occurrence + 1);
            keyword.occurrences.push(Occurrence { article: article.to_owned(), anchor });
            line.mark(range, Mark::Term(at, occurrence));
        }
    }

    fn report(&self, sink: &mut Sink) {
        for keyword in &self.keywords {
            let term = &keyword.term;
            if keyword.occurrences.is_empty() && keyword.see.is_none() {
                sink.push(
                    Diagnostic::warning(
                        "keyword-not-found",
                        format!("关键词「{term}」在正文里没有出现"),
                        format!("keyword `{term}` does not occur in the text"),
                    )
                    .at(keyword.span)
                    .hint(
                        "加 `aliases` 列出正文的写法，或删去它",
                        "list the text's wording under `aliases`, or remove it",
                    ),
                );
            }
            for other in keyword.see.iter().chain(&keyword.see_also) {
                if !self.by_key.contains_key(&key(other)) {
                    let finding = Diagnostic::error(
                        "unknown-see",
                        format!("没有关键词「{other}」可参见"),
                        format!("no keyword `{other}` to see"),
                    )
                    .at(keyword.span);
                    let terms = self.keywords.iter().map(|keyword| keyword.term.as_str());
                    sink.push(match nearest(other, terms) {
                        Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
                        None => finding.hint("把它也列为关键词", "make it a keyword too"),
                    });
                }
            }
        }
    }
}

/// Where terms stand in a line, from its start, the longest at each place.
fn occurrences(plain: &Plain, patterns: &BTreeMap<char, Vec<(String, usize)>>) -> Vec<(Range<usize>, usize)> {
    let text = plain.text.as_str();
    let mut out = Vec::new();
    let mut end = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if at >= end
            && let Some((words, keyword)) = patterns.get(&letter).and_then(|patterns| {
                patterns.iter().find(|(words, _)| {
                    text[at..].starts_with(words.as_str()) && is_whole(words, before, &text[at + words.len()..])
                })
            })
        {
            end = at + words.len();
            out.push((plain.original(&(at..end)), *keyword));
        }
        before = Some(letter);
    }
    out
}

/// Whether words stand by themselves: a Latin letter at their edge has none beside it.
fn is_whole(words: &str, before: Option<char>, after: &str) -> bool {
    let opens = words.chars().next().is_some_and(is_word) && before.is_some_and(is_word);
    let closes = words.chars().next_back().is_some_and(is_word) && after.chars().next().is_some_and(is_word);
    !opens && !closes
}
