//! The notes of a fact-checker, `需要核查:1)…;2)…`. In: the lines of the note. Out: claims, each with its name, its sort and its place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::character::is_word;
use super::line::Line;
use crate::document::ClaimKind;

/// A claim as the note states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its text without number and final mark.
    pub(super) text: String,
    /// The bytes of the whole text that it covers.
    pub(super) range: Range<usize>,
}

/// What stands before the items and says only that they follow.
const LEADS: [&str; 8] =
    ["需要核查", "以下内容需要核查", "需核查", "待核查", "需要核實", "需要核實的內容", "to check", "needs checking"];

/// The items of a note: `lines` with the byte of each where the note's text begins.
pub(super) fn items(source: &str, lines: &[(Line, usize)]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut n_next = 1;
    for (line, skip) in lines {
        // A line that lost invisible characters no longer counts bytes as the source does: it is shown as a whole.
        let exact = source.get(line.range.clone()) == Some(line.text.as_str());
        for (range, numbered) in split(&line.text, *skip, &mut n_next) {
            let text = line.text[range.clone()].trim_matches([' ', ';', '；', '。', '，', ',']);
            let lead = text.trim_end_matches([':', '：', ' ']);
            if text.chars().any(char::is_alphanumeric) && (numbered || !LEADS.contains(&lead.to_lowercase().as_str())) {
                let start = range.start + line.text[range.clone()].find(text).unwrap_or(0);
                let at = line.range.start + start;
                let range = if exact { at..at + text.len() } else { line.range.clone() };
                items.push(Item { text: text.trim_end_matches('.').to_owned(), range });
            }
        }
    }
    items
}

/// The parts of a line at its numbers, which must run on from `n_next`; without any, at its semicolons. Says which are numbered.
fn split(line: &str, skip: usize, n_next: &mut u32) -> Vec<(Range<usize>, bool)> {
    let mut parts = Vec::new();
    let (mut start, mut numbered, mut last) = (skip, false, None);
    let mut at = skip;
    while let Some(c) = line[at..].chars().next() {
        let fresh = last.is_none_or(|last: char| !last.is_alphanumeric() && !matches!(last, '.' | '(' | '（'));
        match number(&line[at..], *n_next).filter(|_| fresh) {
            Some(length) => {
                parts.push((start..at, numbered));
                (at, start, numbered) = (at + length, at + length, true);
                *n_next += 1;
                last = Some(' ');
            }
            None => {
                at += c.len_utf8();
                last = Some(c);
            }
        }
    }
    parts.push((start..line.len(), numbered));
    if numbered { parts } else { at_semicolons(line, skip) }
}

fn at_semicolons(line: &str, skip: usize) -> Vec<(Range<usize>, bool)> {
    let mut start = skip;
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, mark) in line.match_indices([';', '；']).filter(|(at, _)| *at >= skip) {
        parts.push((start..at, false));
        start = at + mark.len();
    }
    parts.push((start..line.len(), false));
    parts
}

/// The length of the number `n` at the start of `text`, with its bracket or mark: `1)`, `（1）`, `1、`, `1.`, `①`.
fn number(text: &str, n: u32) -> Option<usize> {
    let ring = (1..=20).contains(&n).then(|| char::from_u32(0x245F + n)).flatten();
    if let Some(ring) = ring.filter(|ring| text.starts_with(*ring)) {
        return Some(ring.len_utf8());
    }
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text);
    let rest = inner.strip_prefix(&n.to_string())?;
    let mark = rest.chars().next().filter(|c| matches!(c, ')' | '）' | '、' | '.' | '．'))?;
    let rest = &rest[mark.len_utf8()..];
    (mark != '.' || !rest.starts_with(|c: char| c.is_ascii_digit())).then(|| text.len() - rest.len())
}

/// Words that tell the sort of a claim; each occurrence counts, and among equals the earlier sort is taken.
const KIND_WORDS: [(ClaimKind, &[&str]); 6] = [
    (ClaimKind::Quote, &["原文", "原话", "原話", "表述", "引语", "引語", "引文", "措辞", "措辭", "quote", "wording"]),
    (
        ClaimKind::Number,
        &["金额", "金額", "数字", "數字", "数量", "數量", "比例", "人数", "人數", "估值", "价格", "價格", "amount"],
    ),
    (ClaimKind::Date, &["时间", "時間", "日期", "年份", "何时", "何時", "哪年", "date", "year"]),
    (
        ClaimKind::Event,
        &[
            "场合", "場合", "会面", "會面", "事件", "争论", "爭論", "地点", "地點", "经过", "經過", "发生", "發生",
            "event",
        ],
    ),
    (ClaimKind::Name, &["姓名", "名称", "名稱", "人名", "译名", "譯名", "职务", "職務", "头衔", "頭銜", "name"]),
    (ClaimKind::Cause, &["原因", "因果", "动机", "動機", "导致", "導致", "cause"]),
];

/// The sort of a claim, by the words of the table; one that has none states an event.
pub(super) fn kind(claim: &str) -> ClaimKind {
    let claim = claim.to_lowercase();
    let mut best = (0, ClaimKind::Event);
    for (kind, words) in KIND_WORDS {
        let n: usize = words.iter().map(|word| claim.matches(word).count()).sum();
        if n > best.0 {
            best = (n, kind);
        }
    }
    best.1
}

/// How many Latin words and numbers make the name of a claim.
const ID_PARTS: usize = 4;

/// A name for a claim from its Latin words, then its numbers: `demis-hassabis-2012`; `fact-3` for the third claim that has no word.
pub(super) fn id(claim: &str, position: usize, used: &mut BTreeMap<String, usize>) -> String {
    let (mut words, mut numbers): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for word in claim.split(|c: char| !is_word(c) || !c.is_ascii()).filter(|word| !word.is_empty()) {
        let word = word.to_ascii_lowercase();
        let list = if word.bytes().all(|b| b.is_ascii_digit()) { &mut numbers } else { &mut words };
        if word.len() <= 20 && !list.contains(&word) && list.len() < ID_PARTS {
            list.push(word);
        }
    }
    if words.is_empty() {
        words.push("fact".to_owned());
        if numbers.is_empty() {
            words.push(position.to_string());
        }
    }
    words.append(&mut numbers);
    words.truncate(ID_PARTS);
    let base = words.join("-");
    let mut id = base.clone();
    // `used` also counts how often a name was asked for: the next free number is found at once.
    while let Some(n) = used.get_mut(&id) {
        *n += 1;
        id = format!("{base}-{n}");
        if used.contains_key(&id) {
            id.clone_from(&base);
        }
    }
    used.insert(id.clone(), 1);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let (lines, _) = super::super::line::lines(line);
        let lines: Vec<(Line, usize)> = lines.into_iter().map(|line| (line, 0)).collect();
        let items = items(line, &lines);
        assert_eq!(items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), expected);
        for item in &items {
            assert!(line[item.range.clone()].starts_with(&item.text), "span of {item:?}");
        }
    }

    #[test]
    fn items_follow_their_numbers() {
        check("需要核查:1)2012 年会面;2)投了 500 万(约 3 亿);3)甲。", &["2012 年会面", "投了 500 万(约 3 亿)", "甲"]);
        check("①甲 ②乙", &["甲", "乙"]);
        check("甲是乙；丙是丁", &["甲是乙", "丙是丁"]);
        check("1、版本 2.1 的日期\n2、价格", &["版本 2.1 的日期", "价格"]);
        check("需要核查:", &[]);
    }

    #[test]
    fn names_are_of_latin_words_and_unique() {
        let mut used = BTreeMap::new();
        assert_eq!(id("2012 年马斯克与 Demis Hassabis 会面", 1, &mut used), "demis-hassabis-2012");
        assert_eq!(id("Demis Hassabis 在 2012 年", 2, &mut used), "demis-hassabis-2012-2");
        assert_eq!(id("没有词", 3, &mut used), "fact-3");
        assert_eq!(id("1999 年", 4, &mut used), "fact-1999");
    }

    #[test]
    fn kinds_follow_the_table() {
        assert_eq!(kind("会面的时间与地点"), ClaimKind::Event);
        assert_eq!(kind("投资金额"), ClaimKind::Number);
        assert_eq!(kind("决裂时间(2018 年)"), ClaimKind::Date);
        assert_eq!(kind("目标的原始表述"), ClaimKind::Quote);
        assert_eq!(kind("无"), ClaimKind::Event);
    }
}
