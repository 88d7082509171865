//! A Markdown article from elsewhere. In: its text. Out: the same with its punctuation corrected where the parser says that it is
//! prose; front matter, code, addresses, HTML and markup keep their bytes.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Imported;
use super::escape::EXTENSIONS;
use super::name::file_stem;
use super::protect::locked;
use super::punctuation::correct_unlocked;
use super::report::{ImportReport, Marks};
use crate::diag::{Diagnostic, FileId, Sink, Span};

fn options() -> Options {
    EXTENSIONS | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// Whether a text is Markdown already: it begins with front matter, or has a heading with `#`, fenced code, or a link.
pub(super) fn is_markdown(text: &str) -> bool {
    let heading = |line: &str| {
        let level = line.bytes().take_while(|&b| b == b'#').count();
        (1..=6).contains(&level) && line[level..].starts_with(' ') && line.chars().any(char::is_alphanumeric)
    };
    let linked = text.contains("](http") || text.contains("![](");
    linked || front_matter(text).is_some() || text.lines().any(|line| heading(line) || line.starts_with("```"))
}

/// The front matter of a text, without its fences.
fn front_matter(text: &str) -> Option<&str> {
    ["---\n", "+++\n"].iter().find_map(|fence| {
        let rest = text.strip_prefix(fence)?;
        let end = format!("\n{}", fence.trim_end());
        let length = rest.match_indices(&end).map(|(at, _)| at).find(|at| {
            let after = &rest[at + end.len()..];
            after.is_empty() || after.starts_with('\n')
        })?;
        // A line of dashes also parts scenes: front matter has keys.
        let inner = &rest[..length];
        inner.lines().next().is_some_and(|line| line.contains([':', '=', '#'])).then_some(inner)
    })
}

/// The article as it came, its prose corrected.
pub(super) fn import(text: &str, name: &str, file: FileId, sink: &mut Sink) -> Imported {
    let mut report = ImportReport { was_markdown: true, ..ImportReport::default() };
    let prose = prose_bytes(text, &mut report);
    let mut marks = Marks::default();
    let mut markdown = String::with_capacity(text.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        markdown.push_str(&correct_line(line, &prose[start..start + line.len()], &mut marks));
        start += line.len();
    }
    // A mark beside `*` or `[` can decide what Markdown reads there: a text that would be read otherwise is left alone.
    if shape(&markdown) == shape(text) {
        report.marks = marks;
    } else {
        text.clone_into(&mut markdown);
        sink.push(
            Diagnostic::note(
                "import-punctuation-kept",
                "改标点会改变 Markdown 的结构，保留原样",
                "correcting the punctuation would change what the Markdown means, so it was kept",
            )
            .at(Span::new(file, 0..0)),
        );
    }
    if !markdown.ends_with('\n') {
        markdown.push('\n');
    }
    let title = title(text);
    if title.is_none() {
        sink.push(
            Diagnostic::warning("import-no-title", "没有认出标题", "no title was recognised")
                .at(Span::new(file, 0..0))
                .hint(
                    "在开头的元数据里补上 `title:`，或写一个 `#` 标题",
                    "add `title:` to the front matter, or a `#` heading",
                ),
        );
    }
    Imported { markdown, file_stem: file_stem(title.as_deref(), name), report }
}

/// For each byte whether it is text that a reader sees as it stands.
fn prose_bytes(text: &str, report: &mut ImportReport) -> Vec<bool> {
    let mut prose = vec![false; text.len()];
    let mut n_verbatim = 0_usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => n_verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => n_verbatim -= 1,
            Event::Start(Tag::Heading { .. }) => report.n_headings += 1,
            Event::Start(Tag::Paragraph) => report.n_paragraphs += 1,
            // An entity or an escape reads as another text than it is written.
            Event::Text(said) if n_verbatim == 0 && text[range.clone()] == *said => prose[range].fill(true),
            _ => {}
        }
    }
    prose
}

fn correct_line(line: &str, prose: &[bool], marks: &mut Marks) -> String {
    if !prose.contains(&true) {
        return line.to_owned();
    }
    let chars: Vec<char> = line.chars().collect();
    let mut locked = locked(&chars);
    for (locked, (at, _)) in locked.iter_mut().zip(line.char_indices()) {
        *locked |= !prose[at];
    }
    correct_unlocked(line, chars, locked, marks)
}

/// What a Markdown text is made of, without its words.
fn shape(text: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(tag) => shape.push(format!("{:?}", std::mem::discriminant(&tag))),
            Event::End(_) => shape.push("end".to_owned()),
            Event::Code(said) | Event::InlineMath(said) | Event::DisplayMath(said) => shape.push(said.into_string()),
            _ => {}
        }
    }
    shape
}

/// The title: the front matter's, else the first `#` heading.
fn title(text: &str) -> Option<String> {
    let stated = front_matter(text).into_iter().flat_map(str::lines).find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?;
        Some(value.trim().trim_matches(['"', '\'']).trim().to_owned()).filter(|value| !value.is_empty())
    });
    let heading = || text.lines().find_map(|line| line.strip_prefix("# ")).map(|line| line.trim().to_owned());
    stated.or_else(heading)
}
