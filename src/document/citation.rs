//! Sources as references 参考文献, after GB/T 7714: a `Source` in, its words out, in pieces so that an edition can make a link of one.
//!
//! The order is: author. title[kind]. publisher, date: place in it[accessed]. address. What a source doesn't say is left out, never made up. The
//! edition of 2025 (in force since 2026-07-01) asks for the day of access of online sources only; that of 2015 prints it wherever it is known.

use super::Source;

/// A piece of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationPiece {
    /// Its words.
    pub text: String,
    /// The address that it leads to.
    pub url: Option<String>,
}

/// At most so many authors are named.
const MOST_AUTHORS: usize = 3;

/// A reference after the GB/T 7714 of `standard`, the year of its edition.
pub fn cite(source: &Source, standard: u16) -> Vec<CitationPiece> {
    let given =
        |field: &Option<String>| field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (title, url) = (given(&source.title), given(&source.url));
    let mut out = Vec::new();
    let mut push = |text: String| out.push(CitationPiece { text, url: None });
    if let Some(author) = given(&source.author) {
        push(format!("{}. ", authors(&author)));
    }
    if let Some(title) = title {
        push(format!("{title}{}. ", kind(source)));
    }
    let published: Vec<String> = [&source.publisher, &source.date].into_iter().filter_map(given).collect();
    let locator = given(&source.locator);
    let accessed = given(&source.accessed).filter(|_| standard < 2025 || url.is_some());
    let mut middle = published.join(", ");
    if let Some(locator) = locator {
        middle.push_str(if middle.is_empty() { "" } else { ": " });
        middle.push_str(&locator);
    }
    if let Some(accessed) = accessed {
        middle.push_str(&format!("[{accessed}]"));
    }
    if !middle.is_empty() {
        push(format!("{middle}. "));
    }
    for url in [url, given(&source.archive)].into_iter().flatten() {
        out.push(CitationPiece { text: url.clone(), url: Some(url) });
        out.push(CitationPiece { text: ". ".to_owned(), url: None });
    }
    if let Some(last) = out.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    out
}

/// The letters of its kind, and of its carrier: what has an address is online, OL.
fn kind(source: &Source) -> String {
    let kind = source.kind.as_deref().map(str::trim).filter(|kind| !kind.is_empty());
    match (kind, source.url.is_some()) {
        (Some(kind), true) if !kind.contains('/') => format!("[{kind}/OL]"),
        (Some(kind), _) => format!("[{kind}]"),
        (None, true) => "[EB/OL]".to_owned(),
        (None, false) => String::new(),
    }
}

/// Three authors, and 等 or et al. for more, by the language of their names.
fn authors(given: &str) -> String {
    let han = |text: &str| text.chars().any(|letter| ('\u{3400}'..='\u{9FFF}').contains(&letter));
    let separators: &[char] = if han(given) { &['、', '，', '；', ';'] } else { &[';', '；'] };
    let names: Vec<&str> = given.split(separators).map(str::trim).filter(|name| !name.is_empty()).collect();
    let more = match names.len() {
        0..=MOST_AUTHORS => "",
        _ if han(given) => ", 等",
        _ => ", et al",
    };
    format!("{}{more}", names[..names.len().min(MOST_AUTHORS)].join(", ")).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(fields: [&str; 7]) -> Source {
        let [author, title, publisher, date, locator, accessed, url] =
            fields.map(|field| (!field.is_empty()).then(|| field.to_owned()));
        Source { author, title, publisher, date, locator, accessed, url, ..Source::default() }
    }

    #[test]
    fn references_follow_the_standard_of_their_year() {
        for (fields, kind, standard, expected) in [
            (
                ["沃尔特·艾萨克森", "埃隆·马斯克传", "中信出版社", "2023", "第 40 章", "", ""],
                Some("M"),
                2025,
                "沃尔特·艾萨克森. 埃隆·马斯克传[M]. 中信出版社, 2023: 第 40 章.",
            ),
            (["甲、乙、丙、丁", "题", "", "2024", "", "", ""], Some("J"), 2025, "甲, 乙, 丙, 等. 题[J]. 2024."),
            (["A B; C D; E F; G H", "T", "", "", "", "", ""], Some("J"), 2025, "A B, C D, E F, et al. T[J]."),
            (
                ["", "公告", "机构", "2020-01-02", "", "2026-03-01", "https://example.org/a"],
                None,
                2015,
                "公告[EB/OL]. 机构, 2020-01-02[2026-03-01]. https://example.org/a.",
            ),
            (["", "书", "", "1999", "", "2026-03-01", ""], Some("M"), 2015, "书[M]. 1999[2026-03-01]."),
            (["", "书", "", "1999", "", "2026-03-01", ""], Some("M"), 2025, "书[M]. 1999."),
            (["", "", "", "", "", "", "https://example.org"], None, 2025, "https://example.org."),
            (["", "", "", "", "", "", ""], None, 2025, ""),
        ] {
            let source = Source { kind: kind.map(str::to_owned), ..source(fields) };
            let text: String = cite(&source, standard).into_iter().map(|piece| piece.text).collect();
            assert_eq!(text, expected);
        }
    }
}
