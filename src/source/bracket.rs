//! The brackets of `[words](set:name)` in a Markdown body. In: the body. Out: where those brackets are, in order.
//!
//! CommonMark allows no link in a link. What is set in a way may hold a link, a claim, or something set in another way, so these
//! brackets are taken before the parser sees them. As in CommonMark they pair within a paragraph, and code hides them.

use super::styled::target_at;

/// The longest code span whose brackets are passed over; it keeps a text of open backticks from taking quadratic time.
const LONGEST_CODE: usize = 400;

/// The bytes of opening and closing brackets around words that are set or are in another language.
pub(super) fn brackets(body: &str) -> Vec<usize> {
    if !body.contains("](set:") && !body.contains("](lang:") {
        return Vec::new();
    }
    let bytes = body.as_bytes();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => at = after_code(bytes, at) - 1,
            b'[' => open.push(at),
            b']' => {
                let start = open.pop();
                let is_picture = |start: usize| start > 0 && bytes[start - 1] == b'!';
                if let Some(start) = start.filter(|&start| start + 1 < at && !is_picture(start))
                    && target_at(&body[at + 1..]).is_some()
                {
                    found.extend([start, at]);
                }
            }
            // A blank line ends the paragraph.
            b'\n' if is_blank_line(bytes, at + 1) => open.clear(),
            _ => {}
        }
        at += 1;
    }
    found.sort_unstable();
    found
}

/// The byte after a code span, or after the run of backticks where none begins.
fn after_code(bytes: &[u8], start: usize) -> usize {
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let length = run(start);
    let (mut at, limit) = (start + length, bytes.len().min(start + length + LONGEST_CODE));
    while at < limit {
        match run(at) {
            0 if bytes[at] == b'\n' && is_blank_line(bytes, at + 1) => break,
            0 => at += 1,
            found if found == length => return at + length,
            found => at += found,
        }
    }
    start + length
}

fn is_blank_line(bytes: &[u8], at: usize) -> bool {
    bytes[at..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|byte| *byte == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(body: &str) -> String {
        let found = brackets(body);
        body.char_indices().map(|(at, letter)| if found.contains(&at) { '¦' } else { letter }).collect()
    }

    #[test]
    fn brackets_pair_within_a_paragraph_and_outside_code() {
        for (body, expected) in [
            ("[屈原](set:name)", "¦屈原¦(set:name)"),
            ("[a[b](lang:de)](set:kai)", "¦a¦b¦(lang:de)¦(set:kai)"),
            ("[a [b](x.md)](set:kai)", "¦a [b](x.md)¦(set:kai)"),
            ("[[a](set:kai) b](x.md)", "[¦a¦(set:kai) b](x.md)"),
            ("[a\n\nb](set:kai)", "[a\n\nb](set:kai)"),
            ("`[a](set:kai)`", "`[a](set:kai)`"),
            ("[a `[` b](set:kai)", "¦a `[` b¦(set:kai)"),
            ("[a\\] b](set:kai)", "¦a\\] b¦(set:kai)"),
            ("![a](set:kai)", "![a](set:kai)"),
            ("a](set:kai) [b](set:", "a](set:kai) [b](set:"),
            ("[](set:kai)", "[](set:kai)"),
        ] {
            assert_eq!(marked(body), expected);
        }
    }

    #[test]
    fn open_brackets_and_backticks_take_little_time() {
        let body = format!("{}{}](set:kai)", "[`".repeat(100_000), "a".repeat(100));
        assert!(brackets(&body).len() <= 2);
        let blank = format!("[a](set:kai){}", "\n ".repeat(100_000));
        assert_eq!(brackets(&blank).len(), 2);
    }
}
