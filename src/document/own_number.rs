//! A number that a title brings with it (CLR-C12, N10). In: the words of a title, and how deep its number would be. Out: whether they
//! begin with a number of their own, so that the theme's would be one too many.

/// What a Chinese title counts: 第三章, 第12回.
const COUNTED: &str = "章节節回卷篇部讲講课課集编編话話折幕";
/// Han figures.
const FIGURES: &str = "〇零一二三四五六七八九十百千廿卅";
/// Words before a number.
const WORDS: [&str; 6] = ["附录", "附錄", "Chapter ", "Appendix ", "Part ", "Section "];

/// Whether a title begins with its own number: `第三章 …`, `2.6. …`, `1.2 …` where the number would have two parts, `3. …`, `一、…`, `（二）…`,
/// `附录 A …`, `Chapter 7: …`.
pub fn brings_number(title: &str, parts: usize) -> bool {
    let title = title.trim_start();
    if let Some(rest) = title.strip_prefix('第') {
        let rest = rest.trim_start().trim_start_matches(is_figure).trim_start();
        return rest.len() < title.len() - '第'.len_utf8() && rest.starts_with(|letter| COUNTED.contains(letter));
    }
    if let Some(rest) = WORDS.iter().find_map(|word| title.strip_prefix(word)) {
        return follows_a_word(rest.trim_start());
    }
    if let Some(rest) = title.strip_prefix(['（', '(']) {
        let after = rest.trim_start_matches(is_figure);
        return after.len() < rest.len() && rest.len() - after.len() < 10 && after.starts_with(['）', ')']);
    }
    let after = title.trim_start_matches(|letter| FIGURES.contains(letter));
    if after.len() < title.len() {
        return after.starts_with(['、', '．']);
    }
    // An appendix counts by letters: A.1, B.2.3.
    let lettered =
        title.strip_prefix(|letter: char| letter.is_ascii_uppercase()).and_then(|rest| rest.strip_prefix('.'));
    match lettered {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_digit()) => {
            begins_in_arabic(rest, parts.saturating_sub(1), 1)
        }
        _ => begins_in_arabic(title, parts, 2),
    }
}

/// `3. `, `3、`, `2.6. `, and `2.6 ` where so many parts, `least` of them, are asked for: else it may be a version or a measure.
fn begins_in_arabic(title: &str, parts: usize, least: usize) -> bool {
    let mut rest = title;
    let mut count = 0;
    loop {
        let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = rest.len() - after.len();
        if digits == 0 || digits > 3 {
            return false;
        }
        count += 1;
        rest = after;
        let Some(next) = rest.strip_prefix(['.', '．']) else { break };
        if !next.starts_with(|letter: char| letter.is_ascii_digit()) {
            return next.starts_with(|letter: char| letter.is_whitespace() || u32::from(letter) >= 0x2E80);
        }
        rest = next;
    }
    rest.starts_with('、') || (count >= least && count == parts && rest.starts_with(char::is_whitespace))
}

/// What stands after 附录 or Chapter: one letter, or figures.
fn follows_a_word(rest: &str) -> bool {
    let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let is_letter = name.chars().count() == 1 && name.starts_with(|letter: char| letter.is_ascii_uppercase());
    is_letter || (!name.is_empty() && name.chars().all(is_figure)) || rest.is_empty()
}

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter) || FIGURES.contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        let own = [
            "第一章 总则",
            "第 2 章 第一步",
            "第十二回　甄士隐",
            "第３节",
            "附录 A 衍生",
            "附录",
            "Chapter 7: Files",
            "Appendix B",
            "一、总则",
            "十二、其他",
            "（三）例外",
            "(2) more",
            "1. 概述",
            "3、安装",
            "2.6. 软件包",
            "B.1.2. 显示",
            "A.1. Tables",
            "12.1.3. Tools",
            "1.概述",
        ];
        for title in own {
            assert!(brings_number(title, 0), "{title}");
        }
        assert!(brings_number("A.1 表", 2) && !brings_number("3 个问题", 1));
        assert!(brings_number("2.6 软件包", 2) && brings_number("1.2.3 Types", 3));
        let none = [
            "总则",
            "第一次世界大战",
            "第三者",
            "一个人",
            "一九八四年",
            "（附）说明",
            "3 个问题",
            "5 ways to begin",
            "2015 年",
            "3.js 入门",
            "1.5倍",
            "3.0 版的新事",
            "Partial results",
            "Chapters",
            "附录说明",
            "0.12",
            "1984. A novel",
            "",
            "第",
            "（",
            "十",
        ];
        for title in none {
            assert!(!brings_number(title, 0), "{title}");
        }
        assert!(!brings_number("2.6 软件包", 3));
    }
}
