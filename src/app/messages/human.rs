//! Findings for people: the sentence, the place, the line with the place underlined, what to do. In: a report. Out: text,
//! coloured or not. Han is two columns wide: the underline counts columns, the place in the heading counts characters.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::summary::word;
use super::{Report, path};
use crate::diag::{Diagnostic, Language, Severity, SourceFile, Span};

/// A place that goes over more lines than this is shown by its first one: the rest would push the sentence off the screen.
const MOST_LINES: usize = 4;
/// A label this near to the place is shown in the same excerpt.
const NEAR: usize = 8;

/// The findings: a note is a line, what is graver has its excerpt and an empty line after it.
pub(crate) fn human(report: &Report<'_>, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() }.term_width(report.look.columns);
    let brief = renderer.clone().short_message(true);
    let mut out = String::new();
    for finding in report.shown() {
        // A note asks for nothing: it gets a line, and its excerpt only when everything is wanted.
        let briefly = finding.severity == Severity::Note && !report.look.verbose;
        out.push_str(&if briefly { &brief } else { &renderer }.render(&[group(finding, report)]));
        out.push_str(if briefly { "\n" } else { "\n\n" });
    }
    out
}

fn group<'a>(finding: &'a Diagnostic, report: &Report<'a>) -> Group<'a> {
    let language = report.look.language;
    let title = level(finding.severity, language).primary_title(finding.message.get(language)).id(finding.code);
    let mut group = Group::with_title(title);
    for snippet in snippets(finding, report) {
        group = group.element(snippet);
    }
    let help = match language {
        Language::Chinese => "建议",
        Language::English => "help",
    };
    for hint in &finding.hints {
        group = group.element(Level::HELP.with_name(help).message(normalize_untrusted_str(hint.get(language))));
    }
    group
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(word(severity, language))
}

/// The lines of one text that are shown together, with what is marked in them.
struct Excerpt<'a> {
    file: &'a SourceFile,
    lines: Range<usize>,
    marks: Vec<(Span, AnnotationKind, Option<&'a str>)>,
}

/// One excerpt for the place and the labels near it, one for each label elsewhere.
fn snippets<'a>(finding: &'a Diagnostic, report: &Report<'a>) -> Vec<Snippet<'a, Annotation<'a>>> {
    let primary = finding.span.map(|span| (span, AnnotationKind::Primary, None));
    let labels = finding
        .labels
        .iter()
        .map(|label| (label.span, AnnotationKind::Context, Some(label.text.get(report.look.language))));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for mark in primary.into_iter().chain(labels) {
        let Some(file) = report.files.get(mark.0.file) else { continue };
        let lines = lines_of(file, mark.0);
        let near = |excerpt: &&mut Excerpt<'_>| {
            std::ptr::eq(excerpt.file, file)
                && lines.start < excerpt.lines.end + NEAR
                && excerpt.lines.start < lines.end + NEAR
        };
        match excerpts.iter_mut().find(near) {
            Some(excerpt) => {
                excerpt.lines = excerpt.lines.start.min(lines.start)..excerpt.lines.end.max(lines.end);
                excerpt.marks.push(mark);
            }
            None => excerpts.push(Excerpt { file, lines, marks: vec![mark] }),
        }
    }
    excerpts.iter().map(|excerpt| snippet(excerpt, report)).collect()
}

/// The lines that a span touches, from 1, cut to the first one when they are too many.
fn lines_of(file: &SourceFile, span: Span) -> Range<usize> {
    let range = span.range();
    let first = file.place(range.start).line;
    // The end is one past the last byte: a span that takes its line's end in doesn't touch the next line.
    let last = file.place(range.end.saturating_sub(1)).line.max(first);
    if last - first < MOST_LINES { first..last + 1 } else { first..first + 1 }
}

/// Only the lines that are shown are handed over, so that a finding costs the same in a long text as in a short one.
fn snippet<'a>(excerpt: &Excerpt<'a>, report: &Report<'a>) -> Snippet<'a, Annotation<'a>> {
    let file = excerpt.file;
    let (from, to) = (start_of(file, excerpt.lines.start), start_of(file, excerpt.lines.end));
    let shown = file.text[from..to].trim_end_matches(['\n', '\r']);
    let annotations = excerpt.marks.iter().map(|&(span, kind, label)| {
        let within = |byte: usize| boundary(shown, byte.saturating_sub(from));
        let range = within(span.range().start)..within(span.range().end.max(span.range().start));
        kind.span(range).label(label)
    });
    Snippet::source(shown)
        .path(path::shown(report.base, &file.path))
        .line_start(excerpt.lines.start)
        .annotations(annotations.collect::<Vec<_>>())
}

/// The first byte of a line, from 1; the text's end for the line after the last.
fn start_of(file: &SourceFile, line: usize) -> usize {
    let text = &file.text;
    if line <= 1 { 0 } else { text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1) }
}

/// The nearest start of a character at or before `byte`: a span that was computed wrongly must still be shown.
fn boundary(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Look;
    use super::*;
    use crate::diag::{FileId, Files};

    fn look(language: Language) -> Look {
        Look {
            language,
            stderr_coloured: false,
            stdout_coloured: false,
            columns: Look::COLUMNS,
            quiet: false,
            verbose: false,
        }
    }

    /// Shows one finding at the first occurrence of `needle` in `text`.
    fn show(text: &str, needle: &str, finish: impl FnOnce(Diagnostic, FileId) -> Diagnostic) -> String {
        let mut files = Files::default();
        let id = files.add("articles/a.md", text);
        let start = text.find(needle).unwrap();
        let finding = Diagnostic::error("missing-image", "找不到图片「图.png」", "image `图.png` not found")
            .at(Span::new(id, start..start + needle.len()));
        let findings = [finish(finding, id)];
        let look = look(Language::English);
        human(&Report { findings: &findings, files: &files, base: Path::new("book"), look: &look }, false)
    }

    /// The column in which each character of a line starts, when Han and full-width marks take two.
    fn column_of(line: &str, needle: &str) -> usize {
        line[..line.find(needle).unwrap()].chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    }

    #[test]
    fn the_underline_stands_under_han() {
        let shown = show("# 题\n\n天地玄黄，![图](图.png)宇宙\n", "图.png", |finding, _| {
            finding.hint("请检查", "put it beside the article")
        });
        insta::assert_snapshot!(shown, @r#"
        error[missing-image]: image `图.png` not found
         --> book/articles/a.md:3:11
          |
        3 | 天地玄黄，![图](图.png)宇宙
          |                 ^^^^^^
          |
          = help: put it beside the article
        "#);
        let lines: Vec<_> = shown.lines().collect();
        let source = lines.iter().position(|line| line.contains("天地玄黄")).unwrap();
        assert_eq!(column_of(lines[source], "图.png"), column_of(lines[source + 1], "^"));
        assert_eq!(
            lines[source + 1].matches('^').count(),
            "图.png".chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}找我{}", "天地玄黄宇宙洪荒。".repeat(60), "日月盈昃辰宿列张。".repeat(60));
        let shown = show(&text, "找我", |finding, _| finding);
        let lines: Vec<_> = shown.lines().collect();
        let source = lines.iter().position(|line| line.contains("找我")).unwrap();
        assert_eq!(column_of(lines[source], "找我"), column_of(lines[source + 1], "^"), "{shown}");
        assert!(lines[source].chars().count() < Look::COLUMNS, "{shown}");
        assert!(shown.contains(":1:541"), "{shown}");
    }

    #[test]
    fn labels_are_shown_near_and_far() {
        let text = format!("一\n二\n三\n{}末\n", "\n".repeat(50));
        let at = |id, needle: &str| {
            let start = text.find(needle).unwrap();
            Span::new(id, start..start + needle.len())
        };
        let shown = show(&text, "二", |finding, id| {
            finding.label(at(id, "三"), "近", "near").label(at(id, "末"), "远", "far away")
        });
        insta::assert_snapshot!(shown, @r#"
        error[missing-image]: image `图.png` not found
          --> book/articles/a.md:2:1
           |
         2 | 二
           | ^^
         3 | 三
           | -- near
           |
          ::: book/articles/a.md:54:1
           |
        54 | 末
           | -- far away
        "#);
    }

    #[test]
    fn control_characters_of_the_source_do_not_reach_the_terminal() {
        let shown = show("a \u{1b}[31m红 b\n", "b", |finding, _| finding.hint("\u{1b}[2J", "\u{1b}[2J"));
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
    }

    #[test]
    fn a_note_is_a_line() {
        let shown = show("天地\n玄黄\n", "玄黄", |finding, _| {
            Diagnostic { severity: Severity::Note, ..finding }.hint("好", "fine")
        });
        assert_eq!(shown, "book/articles/a.md:2:1: note[missing-image]: image `图.png` not found\n");
    }

    #[test]
    fn odd_spans_are_shown_all_the_same() {
        let mut files = Files::default();
        let id = files.add("a.md", "版心\n第二行\n");
        let empty = files.add("b.md", "");
        for span in [
            Span::new(id, 1..2),
            Span::new(id, 6..6),
            Span::new(id, 0..900),
            Span::new(id, 900..1000),
            Span::new(id, 17..17),
            Span { file: id, start: 5, end: 2 },
            Span::new(empty, 0..0),
            Span::new(FileId(9), 0..1),
        ] {
            let findings = [Diagnostic::warning("odd", "怪", "odd").at(span)];
            let look = look(Language::Chinese);
            let shown = human(&Report { findings: &findings, files: &files, base: Path::new(""), look: &look }, false);
            assert!(shown.starts_with("警告[odd]: 怪"), "{span:?} {shown}");
        }
    }
}
