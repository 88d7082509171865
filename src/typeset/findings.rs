//! What composing found, said of the source: characters that no face has, lines that could not be fitted.

use std::collections::BTreeMap;

use super::assemble::{ReadyBody, ReadyText};
use super::flow::{Body, FlowBlock, Rich, Section, TextBody};
use super::page::{Apart, Kept, ReadyBlock, ReadyKind};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::display::PageStart;
use crate::units::{Abs, Em};

/// A character that no face has: its first place, and how often it occurs.
#[derive(Default)]
struct Missing {
    first: Option<Span>,
    count: usize,
}

/// Reports on all blocks, in reading order.
pub(super) fn report(sections: &[Section], ready: &[Vec<ReadyBlock>], files: &Files, sink: &mut Sink) {
    let mut missing: BTreeMap<char, Missing> = BTreeMap::new();
    let mut loose = Loose::default();
    for (block, ready) in sections.iter().zip(ready).flat_map(|(section, ready)| section.blocks.iter().zip(ready)) {
        each_text(block, ready, &mut |rich, text| {
            for lack in &text.composed.missing {
                let entry = missing.entry(lack.character).or_default();
                entry.count += 1;
                entry.first = entry.first.or_else(|| place(rich, text, lack.at, lack.character, files));
            }
            loose.note(rich, text);
            for line in &text.composed.broken_rows {
                let at = text.composed.lines.get(*line).map_or(0, |line| line.range.start);
                sink.push(broken_row(source(rich, text, at)));
            }
            for (line, excess) in &text.composed.unfit {
                let at = text.composed.lines.get(*line).map_or(0, |line| line.range.start);
                sink.push(unfit(excess.to_pt(), source(rich, text, at)));
            }
        });
    }
    if let Some(finding) = loose.finding() {
        sink.push(finding);
    }
    for (character, lack) in missing {
        sink.push(missing_glyph(character, &lack));
    }
}

/// More of one kind than this are counted only.
const MOST_APART: usize = 20;

/// Reports what pages parted.
pub(super) fn report_apart(apart: &[Apart], sink: &mut Sink) {
    for kind in [Kept::Block, Kept::Line, Kept::Note] {
        let all: Vec<&Apart> = apart.iter().filter(|one| one.what == kind).collect();
        all.iter().take(MOST_APART).for_each(|one| sink.push(parted(one, all.len())));
    }
}

fn parted(apart: &Apart, count: usize) -> Diagnostic {
    let page = &apart.page;
    let (code, zh, en) = match apart.what {
        Kept::Block => {
            ("heading-at-foot", "末尾的标题或题注与所属内容分在两页", "ends with what belongs to the next page")
        }
        Kept::Line => ("lone-line", "末尾的段落只剩一行在下页", "leaves one line of a paragraph to the next page"),
        Kept::Note => ("note-apart", "的注文没能与注码同页开始", "has the mark of a note that begins on a later page"),
    };
    let more = if count > MOST_APART {
        (format!("（共 {count} 处）"), format!(" ({count} in all)"))
    } else {
        Default::default()
    };
    let finding =
        Diagnostic::warning(code, format!("第 {page} 页{zh}{}", more.0), format!("page {page} {en}{}", more.1)).hint(
            "改动附近的文字或图的大小，使分页另有余地",
            "reword the text near it or resize a figure, so that the page can break elsewhere",
        );
    match apart.source {
        Some(PageStart::Source { span, .. }) => finding.at(span),
        _ => finding,
    }
}

fn each_text(block: &FlowBlock, ready: &ReadyBlock, visit: &mut dyn FnMut(&Rich, &ReadyText)) {
    let mut body = |body: &TextBody, ready: &ReadyBody| {
        visit(&body.rich, &ready.main);
        if let (Some(rich), Some(text)) = (&body.label, &ready.label) {
            visit(rich, text);
        }
        if let (Some(rich), Some(text)) = (&body.entry, &ready.entry) {
            visit(rich, text);
        }
    };
    match (&block.body, &ready.kind) {
        (Body::Text(text), ReadyKind::Text(ready)) => body(text, ready),
        (Body::Row(row), ReadyKind::Row(cells)) => {
            for (cell, ready) in row.cells.iter().zip(cells) {
                body(&cell.text, ready);
            }
        }
        (Body::Drawing { entry: Some(rich), .. }, ReadyKind::Drawing(Some(text))) => visit(rich, text),
        (Body::Turned(blocks), ReadyKind::Turned(turned)) => {
            for (block, ready) in blocks.iter().zip(&turned.blocks) {
                each_text(block, ready, visit);
            }
        }
        (
            Body::Drawing { .. }
            | Body::Picture { .. }
            | Body::Rule { .. }
            | Body::Text(_)
            | Body::Row(_)
            | Body::Turned(_),
            _,
        ) => {}
    }
}

/// The source of the piece at a byte of the text.
fn source(rich: &Rich, text: &ReadyText, at: usize) -> Option<Span> {
    let piece = text.text.pieces.iter().position(|piece| piece.range.contains(&at))?;
    rich.pieces[text.origin[piece]].source
}

/// The place of a character in the source: counted among its like in the piece, since escapes move bytes.
fn place(rich: &Rich, text: &ReadyText, at: usize, character: char, files: &Files) -> Option<Span> {
    let piece = text.text.pieces.iter().find(|piece| piece.range.contains(&at))?;
    let nth = text.text.text[piece.range.start..at].matches(character).count();
    let span = source(rich, text, at)?;
    let found = files.slice(span).match_indices(character).nth(nth).map(|(start, _)| start);
    Some(found.map_or(span, |start| {
        let start = span.range().start + start;
        Span::new(span.file, start..start + character.len_utf8())
    }))
}

/// Lines whose gaps were opened so far that they catch the eye (CLR-M12): how many, and the worst.
#[derive(Default)]
struct Loose {
    count: usize,
    worst: Em,
    place: Option<Span>,
}

impl Loose {
    fn note(&mut self, rich: &Rich, text: &ReadyText) {
        let size = text.text.pieces.first().map_or(Abs::ZERO, |piece| piece.style.size);
        for line in text.composed.lines.iter().filter(|line| line.loose > Em::EIGHTH.at(size)) {
            self.count += 1;
            let opened = line.loose.in_ems(size);
            if opened > self.worst {
                (self.worst, self.place) = (opened, source(rich, text, line.range.start));
            }
        }
    }

    fn finding(&self) -> Option<Diagnostic> {
        let (count, worst) = (self.count, self.worst.to_f64());
        let finding = (count > 0).then(|| {
            Diagnostic::note(
                "loose-lines",
                format!("有 {count} 行字间过疏，最疏的一行每处加了 {worst:.2} 字宽"),
                format!("{count} lines are set loosely; the loosest opens each gap by {worst:.2} em"),
            )
            .hint("改写此处，或让长词可以断开", "reword it, or give a long word a place to break")
        })?;
        Some(match self.place {
            Some(span) => finding.at(span),
            None => finding,
        })
    }
}

fn missing_glyph(character: char, lack: &Missing) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(character));
    let times = lack.count;
    let finding = Diagnostic::error(
        "missing-glyph",
        format!("没有字体含有「{character}」（{code}），共 {times} 处"),
        format!("no font has `{character}` ({code}), {times} in all"),
    )
    .hint(
        "在 fonts.toml 里加一个含有此字的字体，或改用别的字",
        "add a font that has it to fonts.toml, or use another character",
    );
    match lack.first {
        Some(span) => finding.at(span),
        None => finding,
    }
}

fn unfit(excess: f64, span: Option<Span>) -> Diagnostic {
    let finding = if excess > 0.0 {
        Diagnostic::warning(
            "overfull-line",
            format!("有一行超出版心 {excess:.1} pt"),
            format!("a line runs {excess:.1} pt past the type area"),
        )
    } else {
        Diagnostic::note(
            "loose-line",
            format!("有一行不能排满，差 {:.1} pt", -excess),
            format!("a line can't be filled: {:.1} pt are left", -excess),
        )
    };
    let finding = finding
        .hint("改写此处，或让长词、网址可以断开", "reword it, or give the long word or address a place to break");
    match span {
        Some(span) => finding.at(span),
        None => finding,
    }
}

/// A row of marks that no line holds was broken, against the prohibition (CLR-D04).
fn broken_row(span: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::note(
        "broken-marks",
        "一串连用的标点比一行还长，只好在其中转行",
        "a row of marks is longer than a line, which had to break within it",
    )
    .hint("减少连用的标点，或加宽版心", "use fewer marks in a row, or a wider type area");
    match span {
        Some(span) => finding.at(span),
        None => finding,
    }
}
