//! What mdBook puts into chapters: `{{#include file}}` and its kin. In: an article. Out: its text with those files in it.
//!
//! Files are read inside the book's folder only, each once; what they hold may include further files, ten deep. A file that includes
//! itself, lies outside or isn't there is an error at its place. All that is put in is bounded, however often it is named.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::splice::Spliced;
use crate::diag::{Diagnostic, FileId, Files, Sink, Span};
use crate::project::{BadPath, MAX_FILE, inside, joined, outside, read_text};

/// How deep files may include one another; mdBook's limit.
const MAX_DEPTH: usize = 10;
/// The most bytes that are put into the articles of a book.
const MAX_TOTAL: usize = 64 << 20;
/// The most places that put something in.
const MAX_PLACES: usize = 200_000;
/// The longest `{{#…}}`, in bytes.
const LONGEST: usize = 1024;

/// Puts files into articles.
pub(super) struct Includer<'a> {
    root: &'a Path,
    known: BTreeMap<String, Option<FileId>>,
    /// The files that are being put in, the outermost first.
    open: Vec<String>,
    total: usize,
    places: usize,
}

/// A `{{#word rest}}`.
struct Directive<'a> {
    word: &'a str,
    rest: &'a str,
}

/// Which lines of a file are wanted.
#[derive(Debug, PartialEq, Eq)]
enum Wanted<'a> {
    All,
    /// Lines from this one, counted from 0, up to that one.
    Lines(usize, usize),
    /// Between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

impl<'a> Includer<'a> {
    /// For a book in `root`.
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, known: BTreeMap::new(), open: Vec::new(), total: 0, places: 0 }
    }

    /// The text of an article from byte `from`, with everything put in.
    pub(super) fn fill(
        &mut self,
        text: &str,
        file: FileId,
        from: usize,
        shown: &str,
        files: &mut Files,
        sink: &mut Sink,
    ) -> Spliced {
        if !text[from..].contains("{{#") {
            return Spliced::whole(text, file, from);
        }
        let mut out = Spliced::new();
        self.open.push(shown.to_owned());
        self.copy(text, file, from..text.len(), files, sink, &mut out);
        self.open.pop();
        out
    }

    /// Copies a part of a file with what it includes.
    fn copy(
        &mut self,
        text: &str,
        file: FileId,
        range: Range<usize>,
        files: &mut Files,
        sink: &mut Sink,
        out: &mut Spliced,
    ) {
        let (mut done, mut at) = (range.start, range.start);
        while let Some(found) = text[at..range.end].find("{{") {
            let start = at + found;
            at = start + 2;
            let is_escaped = text[done..start].ends_with('\\');
            let Some((end, directive)) = directive(&text[start..range.end]).map(|(length, it)| (start + length, it))
            else {
                continue;
            };
            out.copy(&text[done..start - usize::from(is_escaped)], file, done);
            (done, at) = (end, end);
            if is_escaped {
                out.copy(&text[start..end], file, start);
            } else {
                let is_put = self.put(&directive, Span::new(file, start..end), files, sink, out);
                if !is_put {
                    // As mdBook has it: what can't be put in is seen in the text.
                    out.copy(&text[start..end], file, start);
                }
            }
        }
        out.copy(&text[done..range.end], file, done);
    }

    /// Puts a file in; whether it could.
    fn put(
        &mut self,
        directive: &Directive<'_>,
        span: Span,
        files: &mut Files,
        sink: &mut Sink,
        out: &mut Spliced,
    ) -> bool {
        let mut words = directive.rest.split_whitespace();
        let Some(path) = words.next().filter(|_| directive.word != "title") else { return true };
        let (path, wanted) = wanted(path);
        let Some((shown, file)) = self.find(path, span, files, sink) else { return false };
        let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
        let parts = parts(&text, &wanted);
        self.places += 1;
        self.total += parts.iter().map(Range::len).sum::<usize>();
        if self.total > MAX_TOTAL || self.places > MAX_PLACES {
            sink.push(too_much(span));
            return true;
        }
        if let (Wanted::Anchor(name), true) = (&wanted, parts.is_empty()) {
            sink.push(no_anchor(name, &shown, span));
        }
        let is_code = matches!(directive.word, "playground" | "playpen");
        let start = span.start as usize;
        if is_code {
            let marks: String = words.map(|word| format!(",{word}")).collect();
            out.make(&format!("```rust{marks}\n"), span.file, start);
        }
        self.open.push(shown);
        for part in parts {
            self.copy(&text, file, part, files, sink, out);
        }
        self.open.pop();
        if is_code {
            out.make("\n```", span.file, start);
        }
        true
    }

    /// The file that a path names, from the folder of the file that is being put in.
    fn find(&mut self, path: &str, span: Span, files: &mut Files, sink: &mut Sink) -> Option<(String, FileId)> {
        let folder = self.open.last().and_then(|open| open.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let Some(shown) = joined(folder, path) else {
            sink.push(outside(path, span));
            return None;
        };
        if self.open.contains(&shown) || self.open.len() > MAX_DEPTH {
            sink.push(too_deep(&shown, span));
            return None;
        }
        if let Some(known) = self.known.get(&shown) {
            if known.is_none() {
                sink.push(missing(&shown, span));
            }
            return known.map(|file| (shown, file));
        }
        let file = match inside(self.root, &shown) {
            Ok(place) => read_text(&place, &shown, MAX_FILE, files, sink),
            Err(BadPath::Outside) => {
                sink.push(outside(path, span));
                None
            }
            Err(BadPath::Missing) => {
                files.ask(shown.as_str());
                sink.push(missing(&shown, span));
                None
            }
        };
        self.known.insert(shown.clone(), file);
        file.map(|file| (shown, file))
    }
}

fn missing(shown: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "missing-include",
        format!("找不到要引入的「{shown}」"),
        format!("`{shown}` to include not found"),
    )
    .at(span)
    .hint("路径从这个文件所在的文件夹算起", "the path starts at this file's folder")
}

fn too_deep(shown: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "include-depth",
        format!("「{shown}」引入了自己，或引入超过 {MAX_DEPTH} 层"),
        format!("`{shown}` includes itself, or files are included more than {MAX_DEPTH} deep"),
    )
    .at(span)
    .hint("不让文件彼此引入", "let files not include one another")
}

fn too_much(span: Span) -> Diagnostic {
    Diagnostic::error("include-size", "引入的内容太多", "too much is included").at(span).hint(
        format!("全书引入的内容在 {} MiB 以内", MAX_TOTAL >> 20),
        format!("include at most {} MiB in the whole book", MAX_TOTAL >> 20),
    )
}

fn no_anchor(name: &str, shown: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "include-anchor",
        format!("「{shown}」里没有 `ANCHOR: {name}`"),
        format!("`{shown}` has no `ANCHOR: {name}`"),
    )
    .at(span)
    .hint("检查锚点的名字", "check the anchor's name")
}

/// The directive at the start of a text, and its length.
fn directive(text: &str) -> Option<(usize, Directive<'_>)> {
    let limit = text.len().min(LONGEST);
    let end = text.as_bytes()[..limit].windows(2).position(|pair| pair == b"}}")?;
    let inner = text.get(2..end)?.trim_start().strip_prefix('#')?;
    let (word, rest) = inner.split_once(char::is_whitespace)?;
    let is_known = matches!(word, "include" | "rustdoc_include" | "playground" | "playpen" | "title");
    (is_known && !rest.contains('}') && !rest.trim().is_empty()).then_some((end + 2, Directive { word, rest }))
}

/// The path, and which lines of it: `a.rs:2:5`, `a.rs::5`, `a.rs:name`.
fn wanted(path: &str) -> (&str, Wanted<'_>) {
    let mut parts = path.splitn(4, ':');
    let path = parts.next().unwrap_or("");
    let Some(first) = parts.next() else { return (path, Wanted::All) };
    let start = first.parse::<usize>().ok().map(|line| line.saturating_sub(1));
    if start.is_none() && !first.is_empty() {
        return (path, Wanted::Anchor(first));
    }
    let wanted = match (start, parts.next()) {
        (Some(start), None) => Wanted::Lines(start, start + 1),
        (None, None) => Wanted::All,
        (start, Some(end)) => Wanted::Lines(start.unwrap_or(0), end.parse().unwrap_or(usize::MAX)),
    };
    (path, wanted)
}

/// The bytes of a text that are wanted, without the last line's end. Lines that mark anchors are left out where one is asked for.
fn parts(text: &str, wanted: &Wanted<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let range = at..at + line.len();
        at = range.end;
        let is_wanted = match wanted {
            Wanted::All => true,
            Wanted::Lines(start, end) => (*start..*end).contains(&number),
            Wanted::Anchor(name) => match marked(line) {
                Some((true, own)) => {
                    inside |= own == *name;
                    false
                }
                Some((false, own)) => {
                    inside &= own != *name;
                    false
                }
                None => inside,
            },
        };
        match out.last_mut() {
            Some(last) if is_wanted && last.end == range.start => last.end = range.end,
            _ if is_wanted => out.push(range),
            _ => {}
        }
    }
    if let Some(last) = out.last_mut() {
        last.end = last.start + text[last.clone()].trim_end_matches(['\n', '\r']).len();
    }
    out
}

/// The anchor that a line marks, and whether it begins there.
fn marked(line: &str) -> Option<(bool, &str)> {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    for (sign, begins) in [("ANCHOR_END:", false), ("ANCHOR:", true)] {
        if let Some((_, after)) = line.split_once(sign) {
            let name = after.trim_start();
            let end = name.find(|letter| !is_name(letter)).unwrap_or(name.len());
            return (end > 0).then(|| (begins, &name[..end]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_chosen_as_mdbook_does() {
        let text = "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: x\nd\n";
        for (path, expected) in [
            ("f.rs", text.trim_end()),
            ("f.rs:3", "b"),
            ("f.rs:3:5", "b\n// ANCHOR: y\nc"),
            ("f.rs::1", "a"),
            ("f.rs:7:", "d"),
            ("f.rs:x", "b\nc"),
            ("f.rs:z", ""),
            ("f.rs:9:", ""),
        ] {
            let (name, wanted) = wanted(path);
            let found: String = parts(text, &wanted).into_iter().map(|part| &text[part]).collect();
            assert_eq!((name, found.trim_end()), ("f.rs", expected), "{path}");
        }
    }

    #[test]
    fn only_known_words_are_directives() {
        for (text, length) in [
            ("{{#include a.rs}} b", Some(17)),
            ("{{ #title x }}", Some(14)),
            ("{{#unknown x}}", None),
            ("{{#include}}", None),
            ("{{#include a", None),
            ("{{x}}", None),
        ] {
            assert_eq!(directive(text).map(|(length, _)| length), length, "{text}");
        }
    }
}
