//! SUMMARY.md, mdBook's contents order. In: its text. Out: parts and chapters with their places, in reading order.

use super::place::percent_decoded;
use crate::diag::{Diagnostic, FileId, Sink, Span};

/// The deepest nesting that is kept; deeper chapters count as this deep.
const MAX_DEPTH: usize = 5;

/// A line of SUMMARY.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// `# 第一部`
    Part(String),
    /// `- [题目](a.md)`, or `[题目](a.md)` before and after the numbered ones.
    Chapter { title: String, link: String, depth: u8, numbered: bool, span: Span },
}

/// Reads SUMMARY.md line by line. Draft chapters, `[x]()`, and separators are passed over.
pub(super) fn read(text: &str, file: FileId, sink: &mut Sink) -> Vec<Line> {
    let mut out = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut titled = false;
    let mut comment = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(file, start..start + line.trim_end().len());
        start += line.len();
        let body = line.trim();
        if comment || body.starts_with("<!--") {
            comment = !body.contains("-->");
            continue;
        }
        if let Some(heading) = body.strip_prefix("# ") {
            // The first heading, before any chapter, is the title of SUMMARY.md itself.
            if titled || !out.is_empty() {
                out.push(Line::Part(plain(heading)));
            }
            titled = true;
            indents.clear();
        } else if !body.is_empty() && !is_separator(body) && !is_lower_heading(body) {
            read_chapter(line, span, &mut indents, &mut out, sink);
        }
    }
    out
}

fn is_separator(body: &str) -> bool {
    body.len() >= 3 && (body.bytes().all(|byte| byte == b'-') || body.bytes().all(|byte| byte == b'*'))
}

/// `## …`: tells those who edit the list where they are; mdBook passes over it.
fn is_lower_heading(body: &str) -> bool {
    body.starts_with("##") && body.trim_start_matches('#').starts_with(' ')
}

fn read_chapter(line: &str, span: Span, indents: &mut Vec<usize>, out: &mut Vec<Line>, sink: &mut Sink) {
    let indent = indent_of(line);
    let body = line.trim();
    let item = list_item(body);
    let Some((title, link, at)) = link_of(item.unwrap_or(body)) else {
        sink.push(
            Diagnostic::warning("summary-line", "目录里读不懂这一行", "this line of the contents can't be read")
                .at(span)
                .hint("写成 `- [题目](文件.md)` 或 `# 部分`", "write `- [title](file.md)` or `# Part`"),
        );
        return;
    };
    let numbered = item.is_some();
    if numbered {
        while indents.last().is_some_and(|last| *last > indent) {
            indents.pop();
        }
        if indents.last() != Some(&indent) {
            indents.push(indent);
        }
    } else {
        indents.clear();
    }
    // GitBook lists places in an article below it: they are among its headings anyway.
    let (file, is_place) = match link.split_once('#') {
        Some((file, _)) if file.ends_with(".md") || file.is_empty() => (file, true),
        _ => (link, false),
    };
    let link = file;
    let decoded = percent_decoded(link);
    let is_listed = |line: &Line| matches!(line, Line::Chapter { link, .. } if *link == decoded);
    if link.starts_with("https://") || link.starts_with("http://") {
        sink.push(
            Diagnostic::warning(
                "summary-line",
                "目录里的网址不是书里的文章",
                "an address in the contents is no article of the book",
            )
            .at(span)
            .hint("这一行不排；要给读者看，请写进正文", "the line is left out; put it in the text for readers to see"),
        );
        return;
    }
    if link.is_empty() || is_place && out.iter().any(is_listed) {
        return;
    }
    let depth = indents.len().saturating_sub(1).min(MAX_DEPTH) as u8;
    let begin = span.start as usize + (item.unwrap_or(body).as_ptr() as usize - line.as_ptr() as usize) + at;
    let place = Span::new(span.file, begin..begin + link.len());
    out.push(Line::Chapter { title: plain(title), link: decoded, depth, numbered, span: place });
}

fn indent_of(line: &str) -> usize {
    line.bytes()
        .map_while(|byte| match byte {
            b' ' => Some(1),
            b'\t' => Some(4),
            _ => None,
        })
        .sum()
}

/// What follows the mark of a list item.
fn list_item(body: &str) -> Option<&str> {
    if let Some(rest) = body.strip_prefix(['-', '*', '+']) {
        return rest.starts_with([' ', '\t']).then(|| rest.trim_start());
    }
    let rest = body.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if rest.len() == body.len() {
        return None;
    }
    rest.strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' ')).map(str::trim_start)
}

/// Title and destination of `[title](destination)`, and where the destination begins.
fn link_of(body: &str) -> Option<(&str, &str, usize)> {
    let inner = body.strip_prefix('[')?;
    let middle = inner.find("](")?;
    let end = inner.rfind(')').filter(|end| *end >= middle + 2)?;
    let destination = inner[middle + 2..end].trim();
    let destination = match destination.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some((path, _)) => path,
        None => destination.split([' ', '\t']).next().unwrap_or(""),
    };
    let at = destination.as_ptr() as usize - body.as_ptr() as usize;
    Some((&inner[..middle], destination, at))
}

/// A title without the marks of emphasis and code.
fn plain(title: &str) -> String {
    title.trim().chars().filter(|letter| !matches!(letter, '*' | '`' | '\\')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Files;

    fn check(text: &str, expected: &str, findings: usize) {
        let mut files = Files::default();
        let file = files.add("SUMMARY.md", text);
        let mut sink = Sink::default();
        let mut out = String::new();
        for line in read(text, file, &mut sink) {
            match line {
                Line::Part(title) => out += &format!("# {title}\n"),
                Line::Chapter { title, link, depth, numbered, span } => {
                    assert_eq!(percent_decoded(files.slice(span)), link);
                    out += &format!("{depth}{} {title} → {link}\n", if numbered { "." } else { "" });
                }
            }
        }
        assert_eq!(out, expected);
        assert_eq!(sink.findings().len(), findings, "{:?}", sink.findings());
    }

    #[test]
    fn the_order_is_that_of_mdbook() {
        check(
            "# Summary\n\n[前言](pre.md)\n\n- [一](a.md)\n  - [一之一](b/a%20b.md)\n    - [草稿]()\n  - [一之二](<c d.md> \"t\")\n* [二](e.md)\n\n# 第二部\n\n1. [三 *重* ](f.md)\n\n---\n\n[后记](z.md)\n",
            "0 前言 → pre.md\n0. 一 → a.md\n1. 一之一 → b/a b.md\n1. 一之二 → c d.md\n0. 二 → e.md\n# 第二部\n0. 三 重 → f.md\n0 后记 → z.md\n",
            0,
        );
    }

    #[test]
    fn a_line_that_is_no_chapter_is_reported() {
        check("- 一\n<!-- x\n- y -->\n- [二](a.md)\n", "0. 二 → a.md\n", 1);
    }
}
