//! Titles on large lines. In: a title's words. Out: the same in phrases that keep together, so that a line ends after a
//! colon or comma where it can, and not inside a name.

use super::xml::Xml;

/// Writes a title in phrases; one that has no pause is written as it is.
pub(super) fn title(xml: &mut Xml, text: &str) {
    let phrases = phrases(text);
    if phrases.len() < 2 {
        xml.text(text);
        return;
    }
    for phrase in phrases {
        xml.leaf("span", &[("class", "phrase")], phrase);
    }
}

/// Divides after pauses that Chinese follows: `12:30` stays whole.
fn phrases(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        let Some(&(next_at, next)) = characters.peek() else { break };
        let wide = matches!(character, '：' | '，' | '；' | '？' | '！' | '。' | '—') && next.is_alphanumeric();
        let narrow = matches!(character, ':' | ',' | ';' | '?' | '!') && super::voice::is_han(next);
        if wide || narrow {
            out.push(&text[start..next_at]);
            start = next_at;
        }
    }
    out.push(&text[start..]);
    out
}

#[cfg(test)]
mod tests {
    use super::phrases;

    #[test]
    fn titles_divide_after_pauses() {
        let cases: [(&str, &[&str]); 5] = [
            ("从5百万美元到掀桌子:马斯克为何", &["从5百万美元到掀桌子:", "马斯克为何"]),
            ("起点：一分钟，沉默", &["起点：", "一分钟，", "沉默"]),
            ("12:30 的会", &["12:30 的会"]),
            ("问？”他说", &["问？”他说"]),
            ("", &[""]),
        ];
        for (title, expected) in cases {
            assert_eq!(phrases(title), expected);
        }
    }
}
