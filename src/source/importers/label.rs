//! Lines that begin with a label, `关键词：…`. In: a line. Out: what it is the label of, and where the rest begins.

/// What a labelled line states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// Keywords.
    Keywords,
    /// Claims to be checked.
    Claims,
    /// The standfirst.
    Summary,
    /// The authors.
    Authors,
    /// The date.
    Date,
}

/// The labels in both scripts and in English, in lower case.
const LABELS: [(&str, Label); 29] = [
    ("关键词", Label::Keywords),
    ("关键字", Label::Keywords),
    ("關鍵詞", Label::Keywords),
    ("關鍵字", Label::Keywords),
    ("标签", Label::Keywords),
    ("標籤", Label::Keywords),
    ("keywords", Label::Keywords),
    ("key words", Label::Keywords),
    ("keyword", Label::Keywords),
    ("tags", Label::Keywords),
    ("事实核查备注", Label::Claims),
    ("事实核查", Label::Claims),
    ("核查备注", Label::Claims),
    ("待核查", Label::Claims),
    ("事實核查備註", Label::Claims),
    ("事實查核", Label::Claims),
    ("事實核查", Label::Claims),
    ("fact-check notes", Label::Claims),
    ("fact check", Label::Claims),
    ("导语", Label::Summary),
    ("摘要", Label::Summary),
    ("提要", Label::Summary),
    ("導語", Label::Summary),
    ("abstract", Label::Summary),
    ("作者", Label::Authors),
    ("撰文", Label::Authors),
    ("日期", Label::Date),
    ("发布日期", Label::Date),
    ("發布日期", Label::Date),
];

/// The label of `line`, and the byte where the text after its colon begins.
pub(super) fn label(line: &str) -> Option<(Label, usize)> {
    let colon = line.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：'))?;
    let word = line[..colon.0].trim_matches([' ', '【', '】', '[', ']']).to_lowercase();
    let (_, label) = LABELS.iter().find(|(name, _)| *name == word)?;
    let rest = &line[colon.0 + colon.1.len_utf8()..];
    Some((*label, line.len() - rest.trim_start().len()))
}

/// The terms of a keyword line, each once: parted by commas, semicolons and enumeration commas, else by the spaces of a Han list.
pub(super) fn terms(list: &str) -> Vec<String> {
    const SEPARATORS: [char; 8] = [',', '，', '、', ';', '；', '|', '｜', '\t'];
    let parts: Vec<&str> = if list.contains(SEPARATORS) || list.chars().any(|c| c.is_ascii_alphanumeric()) {
        list.split(SEPARATORS).collect()
    } else {
        list.split_whitespace().collect()
    };
    let mut terms: Vec<String> = Vec::new();
    for part in parts {
        let term = part.trim().trim_end_matches(['。', '.']).trim_start_matches('#').trim();
        if !term.is_empty() && !terms.iter().take(MAX_TERMS).any(|known| known == term) {
            terms.push(term.to_owned());
        }
    }
    terms
}

/// How many terms are compared for repeats: more than any article has.
const MAX_TERMS: usize = 1000;

/// A date as the front matter has it, from `2024-05-01`, `2024/5/1` or `2024年5月1日`.
pub(super) fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.trim().trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |text: &str, most: u32| text.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    let (month, day) = (number(month, 12)?, number(day, 31)?);
    (year.len() == 4 && number(year, 9999).is_some()).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_every_script() {
        assert_eq!(label("关键词: a, b"), Some((Label::Keywords, "关键词: ".len())));
        assert_eq!(label("【關鍵字】：甲"), Some((Label::Keywords, "【關鍵字】：".len())));
        assert_eq!(label("Keywords: x"), Some((Label::Keywords, 10)));
        assert_eq!(label("他说：好"), None);
    }

    #[test]
    fn terms_keep_their_inner_spaces() {
        assert_eq!(terms("Elon Musk, AI安全；AI安全"), ["Elon Musk", "AI安全"]);
        assert_eq!(terms("排版 字体"), ["排版", "字体"]);
    }

    #[test]
    fn dates_are_iso() {
        assert_eq!(date("2024年5月1日").as_deref(), Some("2024-05-01"));
        assert_eq!(date("昨天"), None);
    }
}
