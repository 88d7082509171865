//! ASCII punctuation in Chinese text. In: a paragraph. Out: the same with Chinese marks where they belong, and how many changed
//! (CLR-C10; CLR-C04, C05 for dashes and ellipses). Addresses, numbers, code and Latin sentences stay as they are.

use super::character::{closes, is_chinese, is_han, is_quote, is_wide_mark, is_word, mainly_chinese, opens};
use super::prose::Prose;
use super::protect::locked;
use super::quote::curl_quotes;
use super::report::{Mark, Marks};

/// `text`, one paragraph, with its punctuation corrected.
pub(super) fn correct(text: &str, marks: &mut Marks) -> String {
    let chars: Vec<char> = text.chars().collect();
    let locked = locked(&chars);
    correct_unlocked(text, chars, locked, marks)
}

/// The same where more is locked than the text itself tells: one entry for each character.
pub(super) fn correct_unlocked(text: &str, chars: Vec<char>, locked: Vec<bool>, marks: &mut Marks) -> String {
    // An address or a piece of code is no Latin sentence.
    let said: String = chars.iter().zip(&locked).map(|(c, locked)| if *locked { ' ' } else { *c }).collect();
    if !mainly_chinese(&said) {
        return text.to_owned();
    }
    let mut prose = Prose::new(chars, locked);
    curl_quotes(&mut prose, marks);
    widen_brackets(&mut prose, marks);
    widen_dots_and_dashes(&mut prose, marks);
    widen_marks(&mut prose, marks);
    close_spaces(&mut prose, marks);
    prose.finish()
}

/// Puts `text` in place of `at`, and takes the spaces away that made up for the narrow mark.
fn replace(prose: &mut Prose, marks: &mut Marks, at: usize, text: &'static str, mark: Mark) {
    prose.set(at, text);
    prose.close_up(at, at);
    marks.count(mark);
}

/// Brackets go by pairs: wide when they hold Han, or stand in Chinese text without leaning on a Latin word, as `f(x)` does.
fn widen_brackets(prose: &mut Prose, marks: &mut Marks) {
    // For each open bracket whether Han follows it, to the end of what it holds.
    let mut stack: Vec<(usize, bool)> = Vec::new();
    for at in 0..prose.chars.len() {
        match prose.open(at) {
            Some('(') => stack.push((at, false)),
            Some(')') => {
                let Some((start, has_han)) = stack.pop() else { continue };
                let leans = prose.raw(start.checked_sub(1)).is_some_and(|c| is_word(c) || c == ']');
                let beside = [prose.before(start), prose.after(at)].into_iter().flatten().any(is_chinese);
                if has_han || (beside && !leans && at > start + 1) {
                    replace(prose, marks, start, "（", Mark::Bracket);
                    replace(prose, marks, at, "）", Mark::Bracket);
                }
                if let Some((_, outer)) = stack.last_mut() {
                    *outer |= has_han;
                }
            }
            _ => {
                if let Some((_, has_han)) = stack.last_mut() {
                    *has_han |= is_han(prose.chars[at]);
                }
            }
        }
    }
}

fn widen_dots_and_dashes(prose: &mut Prose, marks: &mut Marks) {
    let mut at = 0;
    while at < prose.chars.len() {
        let Some(c) = prose.open(at).filter(|c| matches!(c, '.' | '…' | '。' | '-' | '—' | '–' | '―' | '─'))
        else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while prose.open(end) == Some(c) {
            end += 1;
        }
        let (before, after) = (prose.before(at).is_some_and(is_chinese), prose.after(end - 1).is_some_and(is_chinese));
        let wide = match (c, end - at) {
            ('.' | '。', 3..) | ('…', 1) if before || after => Some(("……", Mark::Ellipsis)),
            ('-', 2..=4) if (before || after) && !is_option(prose, at, end) => Some(("——", Mark::Dash)),
            ('―' | '─', 2) if before || after => Some(("——", Mark::Dash)),
            ('—' | '–', 1) if before && after && is_plainly_a_dash(prose, at) => Some(("——", Mark::Dash)),
            _ => None,
        };
        if let Some((text, mark)) = wide {
            prose.set(at, text);
            (at + 1..end).for_each(|at| prose.set(at, ""));
            if mark == Mark::Dash {
                prose.close_up(at, end - 1);
            }
            marks.count(mark);
        }
        at = end;
    }
}

/// Whether two hyphens begin an option of a command, `--help`.
fn is_option(prose: &Prose, start: usize, end: usize) -> bool {
    let before = prose.raw(start.checked_sub(1));
    prose.raw(Some(end)).is_some_and(is_word) && before.is_none_or(|c| c == ' ' || is_chinese(c))
}

/// How long the text on both sides of a single dash must be, in characters, for it to be no connector as in 北京—上海.
const DASH_CLAUSE: usize = 6;

/// Whether a single dash parts clauses: spaces stand around it, or no other mark is near.
fn is_plainly_a_dash(prose: &Prose, at: usize) -> bool {
    let spaced = prose.raw(at.checked_sub(1)) == Some(' ') && prose.raw(Some(at + 1)) == Some(' ');
    let run = |c: &&char| is_han(**c) || is_word(**c);
    let before = prose.chars[..at].iter().rev().take(DASH_CLAUSE).take_while(run).count();
    let after = prose.chars[at + 1..].iter().take(DASH_CLAUSE).take_while(run).count();
    spaced || (before >= DASH_CLAUSE && after >= DASH_CLAUSE)
}

/// The marks that are wide when Han stands beside them, and at the end of a Chinese sentence.
fn widen_marks(prose: &mut Prose, marks: &mut Marks) {
    let uses_stops = prose.chars.contains(&'。');
    // Whether the sentence so far has Han: one answer for each quotation or bracket that is open.
    let mut has_han = vec![false];
    for at in 0..prose.chars.len() {
        if prose.shown(at).is_none() {
            continue;
        }
        let here = has_han.last().is_some_and(|&here| here);
        let wide = match prose.open(at) {
            Some(',') => beside(prose, at).then_some(("，", Mark::Comma)),
            Some(';') => beside(prose, at).then_some(("；", Mark::Semicolon)),
            Some(':') => beside(prose, at).then_some(("：", Mark::Colon)),
            Some('?') => ends_chinese(prose, at, here).then_some(("？", Mark::Question)),
            Some('!') => ends_chinese(prose, at, here).then_some(("！", Mark::Exclamation)),
            Some('.') => is_stop(prose, at, here, uses_stops).then_some(("。", Mark::Stop)),
            _ => None,
        };
        if let Some((text, mark)) = wide {
            replace(prose, marks, at, text, mark);
        }
        let Some(c) = prose.shown(at) else { continue };
        match c {
            '“' | '‘' | '「' | '『' | '（' | '(' => has_han.push(false),
            '”' | '’' | '」' | '』' | '）' | ')' if has_han.len() > 1 => drop(has_han.pop()),
            '。' | '！' | '？' => set_last(&mut has_han, false),
            c if is_han(c) => set_last(&mut has_han, true),
            _ => {}
        }
    }
}

fn set_last(flags: &mut [bool], value: bool) {
    if let Some(last) = flags.last_mut() {
        *last = value;
    }
}

/// Whether Chinese text stands beside a comma, colon or semicolon, and it is not part of a number, a path or a face `:)`.
fn beside(prose: &Prose, at: usize) -> bool {
    let (before, after) = (prose.raw(at.checked_sub(1)), prose.raw(Some(at + 1)));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joined = digit(before) && digit(after);
    let other_use =
        prose.chars[at] != ',' && matches!(after, Some('/' | '\\' | ')' | '(')) && prose.shown(at + 1) == after;
    !joined && !other_use && [prose.before(at), prose.after(at)].into_iter().flatten().any(is_chinese)
}

/// Whether `?` or `!` ends a Chinese sentence.
fn ends_chinese(prose: &Prose, at: usize, has_han: bool) -> bool {
    prose.raw(Some(at + 1)) != Some('=')
        && (prose.before(at).is_some_and(is_chinese) || has_han && prose.after(at).is_none_or(is_chinese))
}

/// Words that end with a full stop of their own.
const ABBREVIATIONS: [&str; 14] =
    ["inc", "ltd", "co", "corp", "etc", "jr", "sr", "mr", "ms", "dr", "prof", "vs", "no", "al"];

/// Whether `.` ends a Chinese sentence: after Han or a closing mark before nothing, a space, a closing mark or more Chinese; after
/// a Latin word only at the very end. Between two Han characters of a text that has `。` it is a misplaced interpunct and stays.
fn is_stop(prose: &Prose, at: usize, has_han: bool, uses_stops: bool) -> bool {
    let next = prose.shown(at + 1);
    let Some(before) = at.checked_sub(1).and_then(|at| prose.shown(at)) else { return false };
    let ends = next.is_none_or(|c| c == ' ' || closes(c)) || next.is_some_and(|c| is_han(c) && !uses_stops);
    if is_chinese(before) || (is_quote(before) && prose.before(at).is_some_and(is_chinese)) {
        return ends;
    }
    let at_end = next.is_none_or(closes) && prose.after(at).is_none();
    let start = prose.chars[..at].iter().rev().take(24).take_while(|c| is_word(**c)).count();
    let word: String = prose.chars[at - start..at].iter().collect::<String>().to_lowercase();
    let whole_word = start >= 2 && !word.chars().all(|c| c.is_ascii_digit()) && !ABBREVIATIONS.contains(&word.as_str());
    has_han && at_end && whole_word
}

/// Takes away the spaces beside wide marks, and outside the quotation marks of Chinese words.
fn close_spaces(prose: &mut Prose, marks: &mut Marks) {
    let mut at = 0;
    while at < prose.chars.len() {
        if prose.open(at) != Some(' ') {
            at += 1;
            continue;
        }
        let mut end = at;
        while prose.open(end) == Some(' ') {
            end += 1;
        }
        let (left, right) = (at.checked_sub(1).and_then(|at| prose.shown(at)), prose.shown(end));
        // “ and ” belong to Latin text too: what they hold decides.
        let outside = |mark: Option<char>, within: Option<char>| {
            mark.is_some_and(|c| is_quote(c) && (opens(c) || closes(c))) && within.is_some_and(is_chinese)
        };
        let close = [left, right].into_iter().flatten().any(is_wide_mark)
            || right.is_some_and(opens) && outside(right, prose.shown(end + 1))
            || left.is_some_and(closes) && outside(left, at.checked_sub(2).and_then(|at| prose.shown(at)));
        if close && left.is_some() && right.is_some() {
            prose.close_up(at, at);
            prose.set(at, "");
            marks.count(Mark::Space);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cases as `before => after`.
    const CASES: &str = r#"
开始高喊 AI 安全,但 => 开始高喊 AI 安全，但
不是 OpenAI,而是 => 不是 OpenAI，而是
用 OpenAI, xAI 和 Tesla 的人 => 用 OpenAI, xAI 和 Tesla 的人
共 1,000 元,比例 3:2,增 2.5 倍 => 共 1,000 元，比例 3:2，增 2.5 倍
见 https://a.b/c?d=1,e,然后再看 => 见 https://a.b/c?d=1,e，然后再看
见(https://a.b/c)。 => 见（https://a.b/c）。
他说:"你好." => 他说：“你好。”
他说 "Hello, world." 就走了 => 他说 “Hello, world.” 就走了
他's 朋友 don't 说 => 他's 朋友 don't 说
叫'潮流'的词 => 叫‘潮流’的词
12" 屏幕很大 => 12" 屏幕很大
真的?!当然! => 真的？！当然！
函数 f(x) 的值 => 函数 f(x) 的值
强化学习 (RLHF) 是 => 强化学习（RLHF）是
成立时间(2015 年)及 => 成立时间（2015 年）及
等等...再说 => 等等……再说
威胁--人工智能 => 威胁——人工智能
威胁 — 人工智能 => 威胁——人工智能
北京—上海高铁 => 北京—上海高铁
加上 --help 选项 => 加上 --help 选项
你的位置在 AI 的哪里? => 你的位置在 AI 的哪里？
你用过 ChatGPT? => 你用过 ChatGPT？
他加入了 Apple Inc. => 他加入了 Apple Inc.
第一句话说完了. 第二句用了 OpenAI. => 第一句话说完了。第二句用了 OpenAI。
阿尔伯特.爱因斯坦来了。 => 阿尔伯特.爱因斯坦来了。
被 OpenAI “踢出局”才开始 => 被 OpenAI“踢出局”才开始
用 `f(a, b)`,再编译 => 用 `f(a, b)`，再编译
Latin sentences, with 汉字, stay as they are. => Latin sentences, with 汉字, stay as they are.
"#;

    #[test]
    fn marks_follow_their_neighbours() {
        for case in CASES.lines().filter(|line| !line.is_empty()) {
            let (before, after) = case.split_once(" => ").unwrap();
            let mut marks = Marks::default();
            let once = correct(before, &mut marks);
            assert_eq!(once, after, "from {before}");
            assert_eq!(correct(&once, &mut Marks::default()), after, "twice, from {before}");
        }
    }
}
