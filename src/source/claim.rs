//! Claims found in the text. In: claims as front matter states them, with the words they quote. Out: `Claim`s with their places, in the
//! order in which the text meets them. A quotation must be found exactly once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::flow::Plain;
use super::front::{Fact, Front};
use super::locate::{ArticleText, HandKind};
use super::wrap::Mark;
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::document::{Claim, ClaimPlace};
use crate::project::nearest;

/// How many claims may quote the same words.
const MAX_OVERLAP: usize = 8;
/// How many bytes are searched for words like those that were not found; a book of wrong quotations must not take minutes.
const MAX_EFFORT: usize = 1 << 28;
/// How many places a finding shows.
const MAX_SHOWN: usize = 4;

/// Where words stand: article, line and visible bytes.
type Found = (usize, usize, Range<usize>);

/// Finds every claim and marks its words.
pub(super) fn locate(texts: &mut [ArticleText], fronts: &[Front], files: &Files, sink: &mut Sink) -> Vec<Claim> {
    let facts = unique_facts(fronts, sink);
    let hand = by_hand(texts, &facts, sink);
    let mut effort = MAX_EFFORT;
    let mut placed: Vec<(Option<Found>, usize, &Fact)> = Vec::with_capacity(facts.len());
    for (article, fact) in facts {
        let found = match hand.get(fact.id.as_str()) {
            Some(found) => Some(found.clone()),
            None => by_quotation(&texts[article], article, fact, &mut effort, files, sink),
        };
        placed.push((found, article, fact));
    }
    // What has no place comes after what its own article has.
    placed.sort_by_key(|(found, article, _)| match found {
        Some((article, line, range)) => (*article, *line, range.start, range.end),
        None => (*article, usize::MAX, 0, 0),
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

fn claim_of(fact: &Fact, found: Option<&Found>, article: usize, position: usize, texts: &[ArticleText]) -> Claim {
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
        sources: fact.sources.clone(),
        checked: fact.checked.clone(),
        note: fact.note.clone(),
        article: texts[article].id.clone(),
        span: fact.span,
    }
}

/// Every claim with its article; a second one of the same name is a finding.
fn unique_facts<'a>(fronts: &'a [Front], sink: &mut Sink) -> Vec<(usize, &'a Fact)> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut out = Vec::new();
    for (article, fact) in
        fronts.iter().enumerate().flat_map(|(at, front)| front.facts.iter().map(move |fact| (at, fact)))
    {
        if let Some(first) = seen.get(fact.id.as_str()) {
            let id = &fact.id;
            sink.push(
                Diagnostic::error(
                    "claim-twice",
                    format!("主张「{id}」写了两次"),
                    format!("claim `{id}` is given twice"),
                )
                .at(fact.span)
                .label(*first, "第一次在这里", "first given here")
                .hint("给其中一个换个 `id`", "give one of them another `id`"),
            );
        } else {
            seen.insert(&fact.id, fact.span);
            out.push((article, fact));
        }
    }
    out
}

/// The claims that are marked by hand in the text.
fn by_hand(texts: &[ArticleText], facts: &[(usize, &Fact)], sink: &mut Sink) -> BTreeMap<String, Found> {
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
    text: &ArticleText,
    article: usize,
    fact: &Fact,
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
    let needle = Plain::new(quoted).text;
    let found = if needle.is_empty() { Vec::new() } else { all_places(text, fact, &needle) };
    if let [(line, range)] = &found[..] {
        return Some((article, *line, range.clone()));
    }
    sink.push(if found.is_empty() {
        not_found(text, quoted, *span, &needle, effort)
    } else {
        ambiguous(text, quoted, *span, &found, files)
    });
    None
}

/// The first places of words in an article, between the given prefix and suffix; a few more than one are enough to know.
fn all_places(text: &ArticleText, fact: &Fact, needle: &str) -> Vec<(usize, Range<usize>)> {
    let prefix = fact.prefix.as_deref().map(|prefix| Plain::new(prefix).text).unwrap_or_default();
    let suffix = fact.suffix.as_deref().map(|suffix| Plain::new(suffix).text).unwrap_or_default();
    let mut out = Vec::new();
    for (at, line) in text.lines.iter().enumerate() {
        let plain = &line.flow.plain;
        let places = plain.text.match_indices(needle).map(|(start, _)| start..start + needle.len());
        let fitting = places.filter(|range| {
            plain.text[..range.start].trim_end().ends_with(&prefix)
                && plain.text[range.end..].trim_start().starts_with(&suffix)
        });
        out.extend(fitting.take(MAX_SHOWN).map(|range| (at, plain.original(&range))));
        if out.len() >= MAX_SHOWN {
            break;
        }
    }
    out
}

fn ambiguous(
    text: &ArticleText,
    quoted: &str,
    span: Span,
    found: &[(usize, Range<usize>)],
    files: &Files,
) -> Diagnostic {
    let mut finding = Diagnostic::error(
        "quotation-not-unique",
        format!("正文里不止一处「{quoted}」"),
        format!("`{quoted}` stands in more than one place"),
    )
    .at(span)
    .hint("引长一些，或加 `prefix`、`suffix`", "quote more words, or add `prefix` or `suffix`");
    for (line, range) in found.iter().take(MAX_SHOWN) {
        if let Some(place) = text.lines[*line].flow.source(range) {
            let number = files.get(place.file).map_or(0, |file| file.place(place.start as usize).line);
            finding = finding.label(place, format!("第 {number} 行"), format!("line {number}"));
        }
    }
    finding
}

fn not_found(text: &ArticleText, quoted: &str, span: Span, needle: &str, effort: &mut usize) -> Diagnostic {
    let finding = Diagnostic::error(
        "quotation-not-found",
        format!("正文里没有「{quoted}」"),
        format!("`{quoted}` is not in the text"),
    )
    .at(span)
    .hint("照正文原样引用，不要跨段", "quote the text as it stands, within one paragraph");
    match nearest_place(text, needle, effort) {
        Some(place) => finding.label(place, "正文里相近的话", "the text has similar words here"),
        None => finding,
    }
}

/// Where the longest of a few beginnings or ends of the words stands.
fn nearest_place(text: &ArticleText, needle: &str, effort: &mut usize) -> Option<Span> {
    let letters: Vec<(usize, char)> = needle.char_indices().collect();
    for parts in [4, 3, 2, 1] {
        let count = letters.len() * parts / 5;
        if count < 3 {
            break;
        }
        let (head, tail) = (&needle[..letters[count].0], &needle[letters[letters.len() - count].0..]);
        for line in &text.lines {
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
