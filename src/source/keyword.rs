//! Keywords found in the text. In: keywords as front matter names them. Out: `Keyword`s with their occurrences, in reading order.
//!
//! The longest term that fits at a place is taken. Latin terms end at the ends of words: `xAI` is not found in `OpenxAI`; Han terms
//! where words of a dictionary end: 上海 is not found in 海上海鲜 (`segment`).

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow::Plain;
use super::front::{Front, FrontKeyword, Places};
use super::keyword_search::Patterns;
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
    /// How each keyword is looked for.
    ways: Vec<Way>,
    by_key: BTreeMap<String, usize>,
    names: Names,
}

/// How a keyword is looked for.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    places: Places,
    fold: bool,
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
        terms.by_hand(&term, span);
    }
    let patterns = terms.patterns();
    let patterns = patterns.as_ref();
    for text in texts {
        for line in &mut text.lines {
            terms.mark_line(line, &text.id, patterns);
        }
    }
    terms.report(sink);
    (terms.keywords, of_articles)
}

fn key(term: &str) -> String {
    Plain::new(term).text.to_lowercase()
}

/// The key of a sub-entry. No term holds the character between the two.
fn sub_key(term: &str, sub: &str) -> String {
    format!("{}\0{}", key(term), key(sub))
}

/// A name with its family name first: Musk, Elon. A name of one word stays.
fn turned(name: &str) -> Option<String> {
    let (given, family) = name.trim().rsplit_once(' ')?;
    Some(format!("{family}, {}", given.trim_end()))
}

impl Terms {
    /// The position of a keyword; what articles say of the same one is put together.
    fn add(&mut self, given: &FrontKeyword) -> usize {
        let at = match &given.sub {
            Some(sub) => self.sub_entry(&given.term, sub, given.span),
            None => self.entry(&given.term, given.span),
        };
        for alias in &given.aliases {
            self.by_key.entry(key(alias)).or_insert(at);
        }
        let way = &mut self.ways[at];
        way.fold |= given.fold;
        way.places = if way.places == Places::Every { given.places } else { way.places };
        let keyword = &mut self.keywords[at];
        keyword.reading = keyword.reading.take().or_else(|| given.reading.clone());
        keyword.see = keyword.see.take().or_else(|| given.see.clone());
        keyword.turned = keyword.turned.take().or_else(|| given.turn.then(|| turned(&given.term)).flatten());
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

    /// The position of a term, which is a new one if there is none yet.
    fn entry(&mut self, term: &str, span: Span) -> usize {
        match self.by_key.get(&key(term)) {
            Some(at) => *at,
            None => self.insert(term, None, key(term), span),
        }
    }

    /// The position of a sub-entry; its entry is made where there is none.
    fn sub_entry(&mut self, term: &str, sub: &str, span: Span) -> usize {
        let above = self.entry(term, span);
        let term = self.keywords[above].term.clone();
        let key = sub_key(&term, sub);
        match self.by_key.get(&key) {
            Some(at) => *at,
            None => self.insert(&term, Some(sub), key, span),
        }
    }

    fn insert(&mut self, term: &str, sub: Option<&str>, key: String, span: Span) -> usize {
        let at = self.keywords.len();
        let name = slug(&format!("{term} {}", sub.unwrap_or_default()));
        let id = self.names.unique(if name.is_empty() { format!("k-{}", at + 1) } else { format!("k-{name}") });
        self.by_key.insert(key, at);
        self.ways.push(Way::default());
        self.keywords.push(Keyword {
            term: term.to_owned(),
            sub: sub.map(str::to_owned),
            turned: None,
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

    /// A term that is marked by hand needs no front matter. `OpenAI/成立` is a sub-entry.
    fn by_hand(&mut self, name: &str, span: Span) {
        if self.named(name).is_some() {
            return;
        }
        match name.rsplit_once('/').filter(|(term, sub)| !term.trim().is_empty() && !sub.trim().is_empty()) {
            Some((term, sub)) => self.sub_entry(term.trim(), sub.trim(), span),
            None => self.entry(name, span),
        };
    }

    /// The keyword that a mark made by hand names.
    fn named(&self, name: &str) -> Option<usize> {
        let whole = self.by_key.get(&key(name));
        let sub = || {
            let (term, sub) = name.rsplit_once('/')?;
            let above = *self.by_key.get(&key(term))?;
            self.by_key.get(&sub_key(&self.keywords[above].term, sub))
        };
        whole.or_else(sub).copied()
    }

    /// The words to look for. A sub-entry is looked for by its aliases alone.
    fn patterns(&self) -> Option<Patterns> {
        let mut words = Vec::new();
        for (at, (keyword, way)) in self.keywords.iter().zip(&self.ways).enumerate() {
            if way.places == Places::Hand {
                continue;
            }
            let term = std::iter::once(&keyword.term).filter(|_| keyword.sub.is_none());
            for spelling in term.chain(&keyword.aliases) {
                let plain = Plain::new(spelling).text;
                let owner = self.by_key.get(&plain.to_lowercase()).copied().unwrap_or(at);
                if owner == at && !plain.is_empty() {
                    words.push((plain, at, way.fold));
                }
            }
        }
        Patterns::new(words)
    }

    fn mark_line(&mut self, line: &mut LineText, article: &str, patterns: Option<&Patterns>) {
        let mut found: Vec<(Range<usize>, usize, bool)> = line
            .hand
            .iter()
            .filter(|hand| hand.kind == HandKind::Term)
            .filter_map(|hand| Some((hand.range.clone(), self.named(&hand.name)?, hand.principal)))
            .collect();
        found.sort_by_key(|(range, ..)| (range.start, range.end));
        // A mark inside another one would be a term inside a term.
        let mut end = 0;
        found.retain(|(range, ..)| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        let hand: Vec<Range<usize>> = found.iter().map(|(range, ..)| range.clone()).collect();
        for (range, keyword) in patterns.map(|patterns| patterns.places(&line.flow.plain)).unwrap_or_default() {
            let next = hand.partition_point(|taken| taken.end <= range.start);
            if hand.get(next).is_none_or(|taken| taken.start >= range.end) && self.wants(keyword, article) {
                found.push((range, keyword, false));
            }
        }
        found.sort_by_key(|(range, ..)| range.start);
        for (range, at, principal) in found {
            let keyword = &mut self.keywords[at];
            let occurrence = keyword.occurrences.len();
            let anchor = format!("term-{}-{}", at + 1, occurrence + 1);
            keyword.occurrences.push(Occurrence { article: article.to_owned(), anchor, principal });
            line.mark(range, Mark::Term(at, occurrence));
        }
    }

    /// Whether a keyword still looks for places in an article.
    fn wants(&self, keyword: usize, article: &str) -> bool {
        let has_one = || self.keywords[keyword].occurrences.last().is_some_and(|last| last.article == article);
        self.ways[keyword].places != Places::First || !has_one()
    }

    fn report(&self, sink: &mut Sink) {
        for keyword in &self.keywords {
            let is_above = || self.keywords.iter().any(|other| other.sub.is_some() && other.term == keyword.term);
            if keyword.occurrences.is_empty() && keyword.see.is_none() && (keyword.sub.is_some() || !is_above()) {
                sink.push(never_found(keyword));
            }
            for other in keyword.see.iter().chain(&keyword.see_also) {
                if !self.by_key.contains_key(&key(other)) {
                    sink.push(self.unknown_see(keyword, other));
                }
            }
        }
        self.report_likeness(sink);
    }

    /// Terms that differ by nothing but marks, blanks, case or a plural s.
    fn report_likeness(&self, sink: &mut Sink) {
        let mut seen: BTreeMap<String, &Keyword> = BTreeMap::new();
        for keyword in self.keywords.iter().filter(|keyword| keyword.sub.is_none()) {
            let letters: String = key(&keyword.term).chars().filter(|letter| letter.is_alphanumeric()).collect();
            let likeness = letters.strip_suffix('s').filter(|rest| rest.len() > 2).unwrap_or(&letters).to_owned();
            match seen.get(&likeness).filter(|_| !likeness.is_empty()) {
                Some(first) => sink.push(alike(keyword, first)),
                None => {
                    seen.insert(likeness, keyword);
                }
            }
        }
    }

    fn unknown_see(&self, keyword: &Keyword, other: &str) -> Diagnostic {
        let finding = Diagnostic::error(
            "unknown-see",
            format!("没有关键词「{other}」可参见"),
            format!("no keyword `{other}` to see"),
        )
        .at(keyword.span);
        let terms = self.keywords.iter().map(|keyword| keyword.term.as_str());
        match nearest(other, terms) {
            Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
            None => finding.hint("把它也列为关键词", "make it a keyword too"),
        }
    }
}

fn never_found(keyword: &Keyword) -> Diagnostic {
    let term = match &keyword.sub {
        Some(sub) => format!("{}/{sub}", keyword.term),
        None => keyword.term.clone(),
    };
    Diagnostic::warning(
        "keyword-not-found",
        format!("关键词「{term}」在正文里没有出现"),
        format!("keyword `{term}` does not occur in the text"),
    )
    .at(keyword.span)
    .hint("加 `aliases` 列出正文的写法，或删去它", "list the text's wording under `aliases`, or remove it")
}

fn alike(keyword: &Keyword, first: &Keyword) -> Diagnostic {
    let (term, other) = (&keyword.term, &first.term);
    Diagnostic::warning(
        "keywords-alike",
        format!("关键词「{term}」和「{other}」几乎一样"),
        format!("keywords `{term}` and `{other}` are nearly the same"),
    )
    .at(keyword.span)
    .label(first.span, "另一个在这里", "the other one is here")
    .hint("留一个，把另一个列入它的 `aliases`", "keep one, and list the other under its `aliases`")
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn names_are_turned() {
        assert_eq!(turned("Elon Musk").as_deref(), Some("Musk, Elon"));
        assert_eq!(turned("Ludwig van Beethoven").as_deref(), Some("Beethoven, Ludwig van"));
        assert_eq!(turned("马斯克"), None);
    }
}
