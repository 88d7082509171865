//! Where the text states a claim. In: a claim and the body. Out: a short quotation that the body has exactly once, or nothing.
//!
//! Sentences are compared with the claim by the words they share: a number counts most, then a Latin word, then two neighbouring Han
//! characters, each the less the more sentences have it. What is quoted are the clauses of the best sentence that share something.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::character::{closes, ends_clause, ends_sentence, is_han, is_quote, is_word, opens};

/// Something that a claim and a sentence can share.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Token {
    Number(String),
    Word(String),
    Han(char, char),
}

impl Token {
    /// Its weight in a body where `n` sentences have it. A multiple of 60, so that small counts divide it.
    fn weight(&self, n: usize) -> u64 {
        let base = match self {
            Self::Number(_) => 24,
            Self::Word(_) => 12,
            Self::Han(..) => 4,
        };
        base * 60 / n.max(1) as u64
    }
}

/// The least weight with which a sentence is taken for the claim's: two rare pairs of characters, or a word that two sentences have
/// and some of the rest.
const THRESHOLD: u64 = 8 * 60;
/// The weight of a token that makes a clause worth quoting: no more than two sentences have the pair of characters.
const TELLING: u64 = 2 * 60;
/// A sentence up to this length, in characters, is quoted whole.
const SHORT: usize = 45;
/// The longest quotation, in characters; if clauses that share something span more, only the best is quoted.
const LONGEST: usize = 80;
/// How many claims are looked for; an article has a few.
pub(super) const MAX_CLAIMS: usize = 500;
/// A token that more sentences have says nothing of where a claim stands, and would only take time.
const COMMON: usize = 1000;

/// A sentence of a paragraph.
struct Sentence {
    paragraph: usize,
    range: Range<usize>,
}

/// The body, ready to be searched.
pub(super) struct Body<'a> {
    paragraphs: Vec<&'a str>,
    /// Everything the body says, headings too: a quotation must be in it once.
    whole: String,
    sentences: Vec<Sentence>,
    /// Which sentences have a token.
    found_in: BTreeMap<Token, Vec<usize>>,
    /// Which paragraphs have a word, themselves or in the heading over them.
    around: BTreeMap<Token, Vec<usize>>,
    n_asked: usize,
}

impl<'a> Body<'a> {
    /// A body of paragraphs, each with the heading over it, from which nothing is quoted.
    pub(super) fn new(sections: &[(&'a str, Option<&'a str>)]) -> Self {
        let mut body = Self {
            paragraphs: Vec::new(),
            whole: String::new(),
            sentences: Vec::new(),
            found_in: BTreeMap::new(),
            around: BTreeMap::new(),
            n_asked: 0,
        };
        let mut last_heading = None;
        for (paragraph, &(text, heading)) in sections.iter().enumerate() {
            if heading != last_heading {
                body.whole.extend(heading.into_iter().chain(["\n"]));
                last_heading = heading;
            }
            body.whole.push_str(text);
            body.whole.push('\n');
            body.paragraphs.push(text);
            for range in split(text, ends_sentence) {
                for token in tokens(&text[range.clone()]) {
                    body.found_in.entry(token).or_default().push(body.sentences.len());
                }
                body.sentences.push(Sentence { paragraph, range });
            }
            let words = tokens(text).into_iter().chain(heading.map(tokens).unwrap_or_default());
            for token in words.filter(|token| matches!(token, Token::Word(_))) {
                body.around.entry(token).or_default().push(paragraph);
            }
        }
        body
    }

    /// The words of the body that make `claim`.
    pub(super) fn quotation(&mut self, claim: &str) -> Option<String> {
        self.n_asked += 1;
        if self.n_asked > MAX_CLAIMS {
            return None;
        }
        let claim = tokens(claim);
        let best = self.best_sentence(&claim)?;
        let sentence = &self.sentences[best];
        let text = self.paragraphs[sentence.paragraph];
        let whole = tidy(&text[sentence.range.clone()]);
        let short = tidy(&text[self.telling_clauses(text, sentence.range.clone(), &claim)]);
        let once = |quotation: &&str| !quotation.is_empty() && self.occurs_once(quotation);
        let candidates = if whole.chars().count() <= SHORT { [whole, short] } else { [short, whole] };
        candidates.into_iter().find(once).map(str::to_owned)
    }

    fn occurs_once(&self, quotation: &str) -> bool {
        let Some(first) = self.whole.find(quotation) else { return false };
        let next = first + quotation.chars().next().map_or(1, char::len_utf8);
        !self.whole[next..].contains(quotation)
    }

    /// The sentence that shares most with the claim: most numbers first, as the figure is what will be checked; then by weight.
    fn best_sentence(&self, claim: &BTreeSet<Token>) -> Option<usize> {
        let mut scores: BTreeMap<usize, (usize, u64, usize)> = BTreeMap::new();
        for token in claim {
            let sentences = few(&self.found_in, token);
            for &sentence in sentences {
                let (n_numbers, weight, n_others) = scores.entry(sentence).or_default();
                let is_number = matches!(token, Token::Number(_));
                *n_numbers += usize::from(is_number);
                *n_others += usize::from(!is_number);
                *weight += token.weight(sentences.len());
            }
        }
        let mut best: Option<(usize, u64, usize)> = None;
        // A number alone is no match, a 5 is in many sentences: the paragraph or its heading must share a word too.
        let near: BTreeSet<usize> = claim.iter().flat_map(|token| few(&self.around, token)).copied().collect();
        for (at, (n_numbers, weight, n_others)) in scores {
            let n_others = n_others.max(usize::from(near.contains(&self.sentences[at].paragraph)));
            let enough = weight >= THRESHOLD && n_others > 0 && n_numbers + n_others >= 2;
            if enough && best.is_none_or(|(numbers, least, _)| (n_numbers, weight) > (numbers, least)) {
                best = Some((n_numbers, weight, at));
            }
        }
        best.map(|(_, _, at)| at)
    }

    /// The bytes of the fewest neighbouring clauses that hold what the sentence tells of the claim.
    fn telling_clauses(&self, text: &str, sentence: Range<usize>, claim: &BTreeSet<Token>) -> Range<usize> {
        let clauses: Vec<Range<usize>> = split(&text[sentence.clone()], ends_clause)
            .into_iter()
            .map(|clause| sentence.start + clause.start..sentence.start + clause.end)
            .collect();
        let weigh = |clause: &Range<usize>| {
            let shared = tokens(&text[clause.clone()]).into_iter().filter(|token| claim.contains(token));
            let weights = shared.map(|token| token.weight(self.found_in.get(&token).map_or(1, Vec::len)));
            weights.fold((0, 0), |(sum, most), weight| (sum + weight, weight.max(most)))
        };
        let weights: Vec<(u64, u64)> = clauses.iter().map(weigh).collect();
        let sum_at = |at: usize| weights[at].0;
        let Some(core) = (0..clauses.len()).rev().max_by_key(|&at| sum_at(at)) else { return sentence };
        let telling = |at: &usize| weights[*at].1 >= TELLING || *at == core;
        let first = (0..clauses.len()).find(telling).unwrap_or(core);
        let last = (0..clauses.len()).rev().find(telling).unwrap_or(core);
        let all = clauses[first].start..clauses[last].end;
        if text[all.clone()].chars().count() <= LONGEST { all } else { clauses[core].clone() }
    }
}

/// Where a token is, unless it is everywhere.
fn few<'a>(places: &'a BTreeMap<Token, Vec<usize>>, token: &Token) -> &'a [usize] {
    places.get(token).filter(|places| places.len() <= COMMON).map_or(&[], Vec::as_slice)
}

/// The parts of a text that end with a mark of `ends` and the closing marks after it. A narrow mark ends a part only before a space
/// or a closing mark: 3:2 and 1,000 stay whole.
fn split(text: &str, ends: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let wide = !c.is_ascii() || next.is_none_or(|next| next == ' ' || closes(next));
        if !(ends(c) && wide) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, next)| ends(*next) || (closes(*next) && *next != '(')) {
            end = at + c.len_utf8();
        }
        parts.push(start..end);
        start = end;
    }
    if start < text.len() {
        parts.push(start..text.len());
    }
    parts
}

/// A quotation without what only joins it to its neighbours: spaces and marks at its ends, quotation marks without a partner.
fn tidy(text: &str) -> &str {
    let joins = |c: char| c == ' ' || ends_clause(c) || ends_sentence(c) || c == '、';
    let mut text = text;
    loop {
        let before = text;
        text = text
            .trim_start_matches(|c| joins(c) || (closes(c) && !is_quote(c)))
            .trim_end_matches(|c| joins(c) || opens(c));
        let first = text.chars().next().filter(|&c| lonely(text, c));
        text = first.map_or(text, |c| &text[c.len_utf8()..]);
        let last = text.chars().next_back().filter(|&c| lonely(text, c));
        text = last.map_or(text, |c| &text[..text.len() - c.len_utf8()]);
        if text == before {
            return text;
        }
    }
}

/// Whether the partner of a quotation mark is missing.
fn lonely(text: &str, mark: char) -> bool {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('（', '）')];
    PAIRS
        .iter()
        .any(|&(open, close)| (mark == open && !text.contains(close)) || (mark == close && !text.contains(open)))
}

/// Everything in a text that can be shared.
fn tokens(text: &str) -> BTreeSet<Token> {
    let mut tokens = BTreeSet::new();
    let mut word = String::new();
    let mut han = None;
    for c in text.chars().chain([' ']) {
        if is_word(c) || (c == ',' && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty()) {
            if c != ',' {
                word.extend(c.to_lowercase());
            }
        } else if !word.is_empty() {
            let is_number = word.bytes().all(|b| b.is_ascii_digit());
            let word = std::mem::take(&mut word);
            tokens.insert(if is_number { Token::Number(word) } else { Token::Word(word) });
        }
        let this = is_han(c).then_some(c);
        if let (Some(before), Some(this)) = (han, this) {
            tokens.insert(Token::Han(before, this));
        }
        han = this;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: [&str; 3] = [
        "2015 年，他们在晚宴上成立了 OpenAI。大家都很高兴，喝了很多酒，谈了很久，一直谈到天亮才散去，没有人想到后来的事。",
        "他做了一件事：立刻向 DeepMind 投了 500 万美元，不是为了赚钱，而是为了“盯着它在干什么”，免得出事的时候措手不及。",
        "比例是 3:2，很好。比例是 3:2，很好。",
    ];

    #[track_caller]
    fn check(claim: &str, expected: Option<&str>) {
        let mut body = Body::new(&BODY.map(|text| (text, Some("与 Larry Page 争吵"))));
        assert_eq!(body.quotation(claim).as_deref(), expected, "{claim}");
    }

    #[test]
    fn a_claim_is_quoted_where_its_numbers_stand() {
        check("OpenAI 成立时间（2015 年）", Some("2015 年，他们在晚宴上成立了 OpenAI"));
        check("与 Larry Page 在 2015 年争论", Some("2015 年，他们在晚宴上成立了 OpenAI"));
        check("对 DeepMind 的 500 万美元投资", Some("立刻向 DeepMind 投了 500 万美元"));
    }

    #[test]
    fn what_fits_nowhere_or_twice_is_not_quoted() {
        check("月球上有 7 个人", None);
        check("比例很好", None);
    }
}
