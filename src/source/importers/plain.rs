//! A plain text into an article. In: the decoded text. Out: the article, and what was found on the way.

use std::collections::BTreeMap;

use super::Imported;
use super::claim::{self, Item};
use super::escape::{Role, escape};
use super::front_matter::{Fact, FrontMatter};
use super::heading::headings;
use super::label::{self, Label, label};
use super::line::{Line, join_wrapped, lines};
use super::name::file_stem;
use super::opening::{Opening, opening, parted};
use super::place::{Body, MAX_CLAIMS};
use super::punctuation::correct;
use super::report::{ImportReport, Reason, Removed};
use crate::diag::{Diagnostic, FileId, Sink, Span};

/// A piece of the body, its punctuation corrected, not yet escaped.
enum Piece {
    Heading(String),
    Paragraph(String),
    /// A line of stars or dashes.
    Break,
}

/// The import of one text.
struct Import<'a> {
    text: &'a str,
    file: FileId,
    sink: &'a mut Sink,
    front: FrontMatter,
    report: ImportReport,
}

/// The article that a plain text makes.
pub(super) fn import(text: &str, name: &str, file: FileId, sink: &mut Sink) -> Imported {
    let mut import = Import { text, file, sink, front: FrontMatter::default(), report: ImportReport::default() };
    let (lines, n_invisible) = lines(text);
    let (lines, n_joined) = join_wrapped(&lines);
    (import.report.n_invisible, import.report.n_joined) = (n_invisible, n_joined);
    let rest = import.take_opening(opening(lines));
    let (rest, notes) = import.take_labels(rest);
    let pieces = import.body(&rest);
    import.place_claims(&notes, &pieces);
    let file_stem = file_stem(import.front.title.as_deref(), name);
    let markdown = write(&import.front, &pieces);
    Imported { markdown, file_stem, report: import.report }
}

impl Import<'_> {
    fn span(&self, line: &Line) -> Span {
        Span::new(self.file, line.range.clone())
    }

    /// Text with its punctuation corrected; a quotation mark without a partner is reported at its line.
    fn corrected(&mut self, text: &str, line: &Line) -> String {
        let n_unpaired = self.report.marks.n_unpaired;
        let text = correct(text, &mut self.report.marks);
        if self.report.marks.n_unpaired > n_unpaired {
            let finding = Diagnostic::warning(
                "import-quote-unpaired",
                "这一段的直引号不成对，没有改动",
                "the straight quotation marks of this paragraph don't pair and were left",
            );
            self.sink.push(
                finding
                    .at(self.span(line))
                    .hint("补上缺的一个，或手工改成“”", "add the missing one, or curl them by hand"),
            );
        }
        text
    }

    fn take_opening(&mut self, opening: Opening) -> Vec<Line> {
        for (line, reason) in opening.removed {
            self.report_removed(&line, reason);
            self.report.removed.push(Removed { line: line.number, text: line.text, reason });
        }
        let headline = opening.title.map(|line| self.corrected(&line.text, &line));
        match &headline {
            Some(headline) => {
                let (title, subtitle) = parted(headline);
                (self.front.title, self.front.subtitle) = (Some(title), subtitle);
            }
            None => self.sink.push(
                Diagnostic::warning("import-no-title", "没有认出标题", "no title was recognised")
                    .at(Span::new(self.file, 0..0))
                    .hint("在开头的元数据里补上 `title:`", "add `title:` to the front matter"),
            ),
        }
        self.front.summary = opening.standfirst.map(|line| self.corrected(&line.text, &line));
        self.front.has_video = opening.has_video;
        opening.rest
    }

    fn report_removed(&mut self, line: &Line, reason: Reason) {
        let (number, text) = (line.number, shortened(&line.text));
        let finding = match reason {
            Reason::Furniture => Diagnostic::note(
                "import-removed",
                format!("略去网页上的第 {number} 行「{text}」"),
                format!("line {number}, `{text}`, belongs to the web page and was left out"),
            ),
            Reason::Repeat => Diagnostic::note(
                "import-repeat",
                format!("第 {number} 行重复了标题或导语，略去"),
                format!("line {number} repeats the title or the standfirst and was left out"),
            ),
        };
        self.sink.push(finding.at(self.span(line)));
    }

    /// Takes the lines that begin with a label out of the head and the tail; the note of the fact-checker is returned.
    fn take_labels(&mut self, lines: Vec<Line>) -> (Vec<Line>, Vec<(Line, usize)>) {
        // Within the text `作者：` is a line of the article.
        const EDGE: usize = 12;
        let n_lines = lines.len();
        let (mut rest, mut notes): (Vec<Line>, Vec<(Line, usize)>) = (Vec::new(), Vec::new());
        let mut in_note = false;
        for (at, line) in lines.into_iter().enumerate() {
            let tail = at + EDGE >= n_lines;
            let found = label(&line.text).filter(|(label, _)| match label {
                Label::Keywords => tail || at < EDGE,
                Label::Claims => tail || at < EDGE,
                Label::Summary | Label::Authors | Label::Date => rest.is_empty(),
            });
            match found {
                Some((Label::Claims, skip)) => {
                    in_note = true;
                    notes.push((line, skip));
                }
                Some((label, skip)) if self.take_label(label, &line, skip) => in_note = false,
                _ if in_note && line.text.starts_with(|c: char| c.is_ascii_digit() || "（(①②③④⑤⑥⑦⑧⑨⑩".contains(c)) =>
                {
                    notes.push((line, 0));
                }
                _ => {
                    in_note = false;
                    rest.push(line);
                }
            }
        }
        (rest, notes)
    }

    /// Takes one labelled line; `false` when it states nothing that fits, and so stays in the text.
    fn take_label(&mut self, label: Label, line: &Line, skip: usize) -> bool {
        let value = &line.text[skip..];
        match label {
            Label::Keywords => {
                let terms = label::terms(value);
                let new: Vec<String> = terms.into_iter().filter(|term| !self.front.keywords.contains(term)).collect();
                self.front.keywords.extend(new);
                self.report.n_keywords = self.front.keywords.len();
                true
            }
            Label::Summary if self.front.summary.is_none() && !value.is_empty() => {
                self.front.summary = Some(self.corrected(value, line));
                true
            }
            Label::Authors if self.front.authors.is_empty() && !value.is_empty() && value.chars().count() <= 60 => {
                self.front.authors = label::terms(value);
                true
            }
            Label::Date if self.front.date.is_none() => {
                self.front.date = label::date(value);
                self.front.date.is_some()
            }
            Label::Claims | Label::Summary | Label::Authors | Label::Date => false,
        }
    }

    fn body(&mut self, lines: &[Line]) -> Vec<Piece> {
        let headings = headings(lines);
        let mut pieces = Vec::new();
        for (line, is_heading) in lines.iter().zip(headings) {
            if is_break(&line.text) {
                pieces.push(Piece::Break);
                continue;
            }
            let text = self.corrected(&line.text, line);
            if is_heading {
                let shown = shortened(&text);
                let finding = Diagnostic::note(
                    "import-heading",
                    format!("「{shown}」作为小标题"),
                    format!("`{shown}` was taken for a heading"),
                );
                self.sink.push(finding.at(self.span(line)));
                self.report.n_headings += 1;
                pieces.push(Piece::Heading(text));
            } else {
                self.report.n_paragraphs += 1;
                pieces.push(Piece::Paragraph(text));
            }
        }
        pieces
    }

    fn place_claims(&mut self, notes: &[(Line, usize)], pieces: &[Piece]) {
        let items = claim::items(self.text, notes);
        if items.is_empty() {
            return;
        }
        let (mut sections, mut heading) = (Vec::new(), None);
        for piece in pieces {
            match piece {
                Piece::Paragraph(text) => sections.push((text.as_str(), heading)),
                Piece::Heading(text) => heading = Some(text.as_str()),
                Piece::Break => {}
            }
        }
        let mut body = Body::new(&sections);
        let mut used = BTreeMap::new();
        for (position, item) in items.into_iter().enumerate() {
            let claim = correct(&item.text, &mut self.report.marks);
            let at = body.quotation(&claim);
            self.report.n_claims += 1;
            match &at {
                Some(_) => self.report.n_placed += 1,
                // Claims beyond what is looked for are not reported one by one.
                None if position < MAX_CLAIMS => self.report_unplaced(&item),
                None => {}
            }
            let (id, kind) = (claim::id(&claim, position + 1, &mut used), claim::kind(&claim));
            self.front.facts.push(Fact { id, claim, kind, at });
        }
    }

    fn report_unplaced(&mut self, item: &Item) {
        let claim = shortened(&item.text);
        let finding = Diagnostic::warning(
            "import-claim-unplaced",
            format!("正文里找不到「{claim}」对应的原句"),
            format!("no sentence of the body fits the claim `{claim}`"),
        );
        self.sink.push(finding.at(Span::new(self.file, item.range.clone())).hint(
            "在这条的 `at:` 里抄一段正文中只出现一次的话",
            "quote words that the body has once as the claim's `at:`",
        ));
    }
}

/// A line of three or more equal marks parts scenes.
fn is_break(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next().filter(|c| matches!(c, '*' | '-' | '=' | '_' | '~' | '—' | '─' | '＊' | '※'))
    else {
        return false;
    };
    let mut n = 1;
    marks.all(|c| {
        n += 1;
        c == first
    }) && n >= 3
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn write(front: &FrontMatter, pieces: &[Piece]) -> String {
    let mut parts = vec![front.to_yaml()];
    parts.extend(pieces.iter().map(|piece| match piece {
        Piece::Heading(text) => format!("{}\n", escape(text, Role::Heading)),
        Piece::Paragraph(text) => format!("{}\n", escape(text, Role::Paragraph)),
        Piece::Break => "* * *\n".to_owned(),
    }));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}
