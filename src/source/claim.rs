//! Claims found in the text. In: claims as front matter states them, with the words they quote. Out: `Claim`s with their places, in the
//! order in which the text meets them. A quotation must be found exactly once.

use std::collections::{BTreeMap, BTreeSet};

use super::claim_search::{self, Found};
use super::flow::Plain;
use super::front::{Fact, Front};
use super::ledger::Entry;
use super::locate::{ArticleText, HandKind};
use super::wrap::Mark;
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::document::{Claim, ClaimPlace};
use crate::project::nearest;

/// How many claims may quote the same words.
const MAX_OVERLAP: usize = 8;
/// How many bytes are searched for words like those that were not found; a book of wrong quotations must not take minutes.
const MAX_EFFORT: usize = 1 << 28;
/// A claim with the article that it must stand in; `None` where it may stand in any.
type Stated<'a> = (Option<usize>, &'a Fact);

/// Finds every claim and marks its words. The claims of the ledger come after those of front matter.
pub(super) fn locate(
    texts: &mut [ArticleText],
    fronts: &[Front],
    ledger: &[Entry],
    files: &Files,
    sink: &mut Sink,
) -> Vec<Claim> {
    let facts = unique_facts(texts, fronts, ledger, sink);
    let hand = by_hand(texts, &facts, sink);
    let quoted = claim_search::find(texts, facts.iter().copied());
    let mut effort = MAX_EFFORT;
    let mut placed: Vec<(Option<Found>, Option<usize>, &Fact)> = Vec::with_capacity(facts.len());
    for ((article, fact), places) in facts.into_iter().zip(quoted) {
        let found = match hand.get(fact.id.as_str()) {
            Some(found) => Some(found.clone()),
            None => by_quotation(texts, article, fact, &places, &mut effort, files, sink),
        };
        placed.push((found, article, fact));
    }
    // What has no place comes after what its own article has, and after everything without an article.
    placed.sort_by_key(|(found, article, _)| match found {
        Some((article, line, range)) => (*article, *line, range.start, range.end),
        None => (article.unwrap_or(usize::MAX), usize::MAX, 0, 0),
    });
    let mut claims = Vec::with_capacity(placed.len());
    for (found, article, fact) in placed {
        let found = found.filter(|found| has_room(texts, found, fact, sink));
        claims.push(claim_of(fact, found.as_ref(), article, claims.len(), texts));
        if let Some((article, line, range)) = found {
            texts[article].lines[line].mark(range, Mark::Claim(claims.len() - 1));
        }
    }
    claims
}

fn claim_of(
    fact: &Fact,
    found: Option<&Found>,
    article: Option<usize>,
    position: usize,
    texts: &[ArticleText],
) -> Claim {
    let home = article.or(found.map(|(article, ..)| *article));
    Claim {
        id: fact.id.clone(),
        claim: fact.claim.clone(),
        kind: fact.kind,
        status: fact.status,
        at: fact.at.as_ref().map(|(words, _)| words.clone()),
        place: found.map(|(article, ..)| ClaimPlace {
            article: texts[*article].id.clone(),
            anchor: format!("claim-{}", position + 1),
        }),
        text: found.map(|(article, line, range)| claim_search::hash(&texts[*article].lines[*line].flow.text, range)),
        sources: fact.sources.clone(),
        checked: fact.checked.clone(),
        corrections: fact.corrections.clone(),
        review_by: fact.review_by.clone(),
        note: fact.note.clone(),
        article: home.map(|at| texts[at].id.clone()).unwrap_or_default(),
        span: fact.span,
    }
}

/// Every claim with its article; a second one of the same name is a finding.
fn unique_facts<'a>(
    texts: &[ArticleText],
    fronts: &'a [Front],
    ledger: &'a [Entry],
    sink: &mut Sink,
) -> Vec<Stated<'a>> {
    let own = fronts.iter().enumerate().flat_map(|(at, front)| front.facts.iter().map(move |fact| (Some(at), fact)));
    let mut stated: Vec<Stated<'a>> = own.collect();
    let paths: BTreeMap<&str, usize> = texts.iter().enumerate().map(|(at, text)| (text.path.as_str(), at)).collect();
    for entry in ledger {
        let article = entry.article.as_ref().and_then(|(path, span)| {
            let at = paths.get(path.as_str()).copied();
            if at.is_none() {
                sink.push(no_article(path, *span, &paths));
            }
            at
        });
        stated.push((article, &entry.fact));
    }
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    stated.retain(|(_, fact)| match seen.get(fact.id.as_str()) {
        Some(first) => {
            sink.push(given_twice(fact, *first));
            false
        }
        None => {
            seen.insert(&fact.id, fact.span);
            true
        }
    });
    stated
}

fn no_article(path: &str, span: Span, paths: &BTreeMap<&str, usize>) -> Diagnostic {
    let finding =
        Diagnostic::error("unknown-article", format!("没有文章「{path}」"), format!("no article `{path}`")).at(span);
    match nearest(path, paths.keys().copied()) {
        Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
        None => finding.hint("写相对于 book.toml 的路径", "write its path beside book.toml"),
    }
}

fn given_twice(fact: &Fact, first: Span) -> Diagnostic {
    let id = &fact.id;
    Diagnostic::error("claim-twice", format!("主张「{id}」写了两次"), format!("claim `{id}` is given twice"))
        .at(fact.span)
        .label(first, "第一次在这里", "first given here")
        .hint("给其中一个换个 `id`", "give one of them another `id`")
}

/// The claims that are marked by hand in the text.
fn by_hand(texts: &[ArticleText], facts: &[Stated<'_>], sink: &mut Sink) -> BTreeMap<String, Found> {
    let known: BTreeSet<&str> = facts.iter().map(|(_, fact)| fact.id.as_str()).collect();
    let mut out: BTreeMap<String, Found> = BTreeMap::new();
    for (article, text) in texts.iter().enumerate() {
        for (line, hand) in
            text.lines.iter().enumerate().flat_map(|(at, line)| line.hand.iter().map(move |hand| (at, hand)))
        {
            let name = &hand.name;
            if hand.kind != HandKind::Fact {
                continue;
            }
            if !known.contains(name.as_str()) {
                let finding =
                    Diagnostic::error("unknown-claim", format!("没有主张「{name}」"), format!("no claim `{name}`"))
                        .at(hand.span);
                sink.push(match nearest(name, known.iter().copied()) {
                    Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
                    None => finding.hint("在文首的 `facts` 里写上它", "state it under `facts` in the front matter"),
                });
            } else if out.contains_key(name) {
                sink.push(
                    Diagnostic::error(
                        "claim-marked-twice",
                        format!("主张「{name}」标了两处"),
                        format!("claim `{name}` is marked twice"),
                    )
                    .at(hand.span)
                    .hint("一条主张只标一处", "mark a claim in one place"),
                );
            } else {
                out.insert(name.clone(), (article, line, hand.range.clone()));
            }
        }
    }
    out
}

fn by_quotation(
    texts: &[ArticleText],
    article: Option<usize>,
    fact: &Fact,
    found: &[Found],
    effort: &mut usize,
    files: &Files,
    sink: &mut Sink,
) -> Option<Found> {
    let Some((quoted, span)) = &fact.at else {
        let id = &fact.id;
        sink.push(
            Diagnostic::note(
                "claim-without-place",
                format!("主张「{id}」没有指明正文里的话"),
                format!("claim `{id}` quotes no words of the text"),
            )
            .at(fact.span)
            .hint("加上 `at: 正文里的原话`", "add `at:` with words of the text"),
        );
        return None;
    };
    if let [only] = found {
        return Some(only.clone());
    }
    sink.push(if found.is_empty() {
        not_found(article.map_or(texts, |at| &texts[at..=at]), quoted, *span, effort)
    } else {
        ambiguous(texts, quoted, *span, found, files)
    });
    None
}

fn ambiguous(texts: &[ArticleText], quoted: &str, span: Span, found: &[Found], files: &Files) -> Diagnostic {
    let mut finding = Diagnostic::error(
        "quotation-not-unique",
        format!("正文里不止一处「{quoted}」"),
        format!("`{quoted}` stands in more than one place"),
    )
    .at(span)
    .hint("引长一些，或加 `prefix`、`suffix`", "quote more words, or add `prefix` or `suffix`");
    for (article, line, range) in found {
        if let Some(place) = texts[*article].lines[*line].flow.source(range) {
            let number = files.get(place.file).map_or(0, |file| file.place(place.start as usize).line);
            finding = finding.label(place, format!("第 {number} 行"), format!("line {number}"));
        }
    }
    finding
}

fn not_found(texts: &[ArticleText], quoted: &str, span: Span, effort: &mut usize) -> Diagnostic {
    let finding = Diagnostic::error(
        "quotation-not-found",
        format!("正文里没有「{quoted}」"),
        format!("`{quoted}` is not in the text"),
    )
    .at(span)
    .hint("照正文原样引用，不要跨段", "quote the text as it stands, within one paragraph");
    match nearest_place(texts, &Plain::new(quoted).text, effort) {
        Some(place) => finding.label(place, "正文里相近的话", "the text has similar words here"),
        None => finding,
    }
}

/// Where the longest of a few beginnings or ends of the words stands.
fn nearest_place(texts: &[ArticleText], needle: &str, effort: &mut usize) -> Option<Span> {
    let letters: Vec<(usize, char)> = needle.char_indices().collect();
    for parts in [4, 3, 2, 1] {
        let count = letters.len() * parts / 5;
        if count < 3 {
            break;
        }
        let (head, tail) = (&needle[..letters[count].0], &needle[letters[letters.len() - count].0..]);
        for line in texts.iter().flat_map(|text| &text.lines) {
            let plain = &line.flow.plain;
            *effort = effort.checked_sub(plain.text.len())?;
            let start = [head, tail].into_iter().find_map(|part| plain.text.find(part).map(|at| at..at + part.len()));
            if let Some(range) = start {
                return line.flow.source(&plain.original(&range));
            }
        }
    }
    None
}

/// Whether words can carry another claim.
fn has_room(texts: &[ArticleText], found: &Found, fact: &Fact, sink: &mut Sink) -> bool {
    let (article, line, range) = found;
    let markings = &texts[*article].lines[*line].markings;
    let over = markings.iter().filter(|other| other.range.start < range.end && range.start < other.range.end).count();
    if over >= MAX_OVERLAP {
        sink.push(
            Diagnostic::error(
                "too-many-claims",
                format!("同一处文字已有 {MAX_OVERLAP} 条主张"),
                format!("these words already carry {MAX_OVERLAP} claims"),
            )
            .at(fact.span)
            .hint("引用更短的文字，或合并主张", "quote fewer words, or merge claims"),
        );
    }
    over < MAX_OVERLAP
}
