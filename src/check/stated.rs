//! Sentences that state what can be checked and carry no claim: numbers with what they count, dates, amounts, superlatives, quotations. In: a book.
//! Out: the sentences, each with the sort of fact that it is. A rule of thumb for `banxin facts suggest`, so no finding.

use crate::document::{Article, Book, ClaimKind, Inline, InlineKind, walk_lines};

/// A sentence that states something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The article's `id`.
    pub article: String,
    /// Its words, as readers see them.
    pub text: String,
    /// What sort of fact it is.
    pub kind: ClaimKind,
}

/// What is counted.
const UNITS: &[&str] = &[
    "亿", "万", "千", "美元", "元", "岁", "人", "名", "次", "倍", "家", "个", "项", "大", "种", "条", "台", "辆", "架",
    "枚", "篇", "本", "册", "公里", "公斤", "吨", "米", "克", "度", "小时", "分钟", "秒", "天", "周", "%", "％",
];
/// Words that name the greatest, the first, the only one.
const SUPERLATIVES: &[&str] = &[
    "史上",
    "首次",
    "首个",
    "首位",
    "第一个",
    "第一次",
    "唯一",
    "最大",
    "最小",
    "最高",
    "最低",
    "最早",
    "最晚",
    "最快",
    "最多",
    "最少",
    "最强",
];
/// Words by which someone is quoted.
const SAYING: &[&str] =
    &["说", "称", "表示", "写道", "认为", "指责", "回怼", "回应", "评价", "宣布", "透露", "看来", "补了一刀"];

/// The sentences of a book that state something and carry no claim, in reading order.
pub fn stated(book: &Book) -> Vec<Stated> {
    book.articles().flat_map(of_article).collect()
}

fn of_article(article: &Article) -> Vec<Stated> {
    let mut out = Vec::new();
    let mut visit = |line: &[Inline]| {
        let mut text = String::new();
        let mut claimed = Vec::new();
        write(line, &mut text, &mut claimed);
        for (start, end) in sentences(&text) {
            let is_claimed = claimed.iter().any(|(from, to)| *from < end && start < *to);
            if let Some(kind) = kind_of(&text[start..end]).filter(|_| !is_claimed) {
                out.push(Stated { article: article.id.clone(), text: text[start..end].trim().to_owned(), kind });
            }
        }
    };
    walk_lines(&article.body, &mut |line| visit(line));
    article.notes.iter().for_each(|note| walk_lines(&note.body, &mut |line| visit(line)));
    out
}

/// The words of a line, and the bytes of them that carry claims.
fn write(line: &[Inline], text: &mut String, claimed: &mut Vec<(usize, usize)>) {
    for inline in line {
        let start = text.len();
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Ruby(ruby) => text.push_str(&ruby.base()),
            InlineKind::Break => text.push(' '),
            _ => {}
        }
        write(inline.children(), text, claimed);
        if matches!(inline.kind, InlineKind::Claim { .. }) {
            claimed.push((start, text.len()));
        }
    }
}

/// Where sentences begin and end; a mark that closes a quotation goes with it.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '。' | '！' | '？') {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while let Some((at, letter)) =
            letters.next_if(|(_, next)| matches!(next, '。' | '！' | '？' | '”' | '’' | '」' | '』' | '）'))
        {
            end = at + letter.len_utf8();
        }
        out.push((start, end));
        start = end;
    }
    if !text[start..].trim().is_empty() {
        out.push((start, text.len()));
    }
    out
}

/// What sort of fact a sentence states; `None` for one that states nothing of the kind.
fn kind_of(sentence: &str) -> Option<ClaimKind> {
    let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    if has_date(sentence) {
        Some(ClaimKind::Date)
    } else if has_number(sentence) {
        Some(ClaimKind::Number)
    } else if sentence.contains(['“', '「']) && has(SAYING) {
        Some(ClaimKind::Quote)
    } else if has(SUPERLATIVES) {
        Some(ClaimKind::Event)
    } else {
        None
    }
}

/// Four figures or Han figures before 年, or figures before 月 or 日.
fn has_date(sentence: &str) -> bool {
    sentence.match_indices(['年', '月', '日']).any(|(at, mark)| {
        let before: Vec<char> =
            sentence[..at].trim_end().chars().rev().take_while(|letter| is_figure(*letter)).collect();
        before.len() >= if mark == "年" { 4 } else { 1 } && before.iter().all(|letter| *letter != '几')
    })
}

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit()
        || matches!(letter, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Digits, or a Han number from two, before what they count. 一个 and 一次 count nothing.
fn has_number(sentence: &str) -> bool {
    let letters: Vec<(usize, char)> = sentence.char_indices().collect();
    letters.iter().enumerate().any(|(at, (start, letter))| {
        let is_inner = at > 0 && (is_figure(letters[at - 1].1) || letters[at - 1].1 == '第');
        let is_number = letter.is_ascii_digit()
            || matches!(letter, '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百');
        if is_inner || !is_number {
            return false;
        }
        let rest = sentence[*start..]
            .trim_start_matches(|letter: char| is_figure(letter) || matches!(letter, '两' | '百' | ',' | '.' | '，'));
        UNITS.iter().any(|unit| rest.trim_start().starts_with(unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_by_what_they_state() {
        for (sentence, kind) in [
            ("2012 年，他去了工厂。", Some(ClaimKind::Date)),
            ("一九四九年成立。", Some(ClaimKind::Date)),
            ("向 DeepMind 投了 500 万美元。", Some(ClaimKind::Number)),
            ("xAI 的三大目标非常直白。", Some(ClaimKind::Number)),
            ("他说：“你漏掉了一个威胁。”", Some(ClaimKind::Quote)),
            ("这是史上最大的火箭。", Some(ClaimKind::Event)),
            ("这个细节很重要。", None),
            ("他是一个人。", None),
            ("几年以后再说。", None),
            ("第三个问题。", None),
        ] {
            assert_eq!(kind_of(sentence), kind, "{sentence}");
        }
    }
}
