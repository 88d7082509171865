//! The name of an article's file. In: its title. Out: a name without extension that every file system takes.

/// The longest name, in characters: with an extension it fits 255 bytes on every file system.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices (Microsoft, "Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name for an article with `title`, else for the file it came from. A Latin title becomes lower-case words with hyphens; a Han
/// title stays Han, as pinyin would be a guess.
pub(super) fn file_stem(title: Option<&str>, source: &str) -> String {
    let source = source.rsplit(['/', '\\']).next().unwrap_or("");
    let source = source.rsplit_once('.').map_or(source, |(stem, _)| stem);
    let found = title.into_iter().chain([source]).map(safe).find(|name| !name.is_empty());
    found.unwrap_or_else(|| "article".to_owned())
}

fn safe(title: &str) -> String {
    let mut name = String::new();
    let mut length = 0;
    for c in title.chars() {
        if length == LONGEST {
            break;
        }
        // Only letters and digits: every separator, dot and mark is unsafe somewhere.
        if c.is_alphanumeric() {
            name.extend(c.to_lowercase().next().filter(|_| c.is_ascii()).or(Some(c)));
            length += 1;
        } else if !name.is_empty() && !name.ends_with('-') && !matches!(c, '’' | '\'') {
            name.push('-');
            length += 1;
        }
    }
    let name = name.trim_end_matches('-');
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if RESERVED.contains(&stem) { format!("article-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe() {
        assert_eq!(file_stem(Some("从5百万美元到掀桌子"), "a.txt"), "从5百万美元到掀桌子");
        assert_eq!(file_stem(Some("Don't Panic: A Guide!"), "a.txt"), "dont-panic-a-guide");
        assert_eq!(file_stem(Some("../../etc/passwd"), "a.txt"), "etc-passwd");
        assert_eq!(file_stem(Some("！？"), "dir/笔记.v2.txt"), "笔记-v2");
        assert_eq!(file_stem(Some("AUX"), "a.txt"), "article-aux");
        assert_eq!(file_stem(None, ".txt"), "article");
        assert!(file_stem(Some(&"长".repeat(400)), "").len() <= 180);
    }
}
