//! Where marks of notes stand beside stops and brackets (CLR-O09). In: an article, and the house's way. Out: the same with each mark before or behind
//! the marks of punctuation that it was written beside.

use super::lines::each_line;
use crate::document::{Article, Inline, InlineKind};
use crate::project::theme::MarkPlace;

/// Marks that end a sentence or part one.
const STOPS: &str = "。，、；：？！．";
/// What may stand between such a mark and that of a note.
const CLOSERS: &str = "”’」』）》〉】〕］";

/// Moves the marks of notes in every line of an article.
pub(super) fn place(article: &mut Article, way: MarkPlace) {
    if way != MarkPlace::AsWritten {
        each_line(article, &mut |line| line_of(line, way));
    }
}

fn line_of(line: &mut Vec<Inline>, way: MarkPlace) {
    let mut out: Vec<Inline> = Vec::with_capacity(line.len());
    let mut rest = std::mem::take(line).into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        if let Some(inner) = inline.children_mut() {
            line_of(inner, way);
        }
        if !is_mark(&inline) {
            out.push(inline);
            continue;
        }
        // Marks of several notes stand together.
        let mut marks = vec![inline];
        while let Some(next) = rest.next_if(is_mark) {
            marks.push(next);
        }
        match way {
            MarkPlace::AfterStop => out.extend(rest.peek_mut().and_then(stops_at_start)),
            MarkPlace::BeforeStop => {
                let moved = out.last_mut().and_then(stops_at_end);
                out.append(&mut marks);
                out.extend(moved);
            }
            MarkPlace::AsWritten => {}
        }
        out.append(&mut marks);
    }
    out.retain(|inline| !matches!(&inline.kind, InlineKind::Text(words) if words.is_empty()));
    *line = out;
}

fn is_mark(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::NoteMark(_))
}

fn moves(letter: char) -> bool {
    STOPS.contains(letter) || CLOSERS.contains(letter)
}

/// Takes the stops that a text begins with, and the brackets among them.
fn stops_at_start(inline: &mut Inline) -> Option<Inline> {
    let InlineKind::Text(words) = &mut inline.kind else { return None };
    let end = words.find(|letter| !moves(letter)).unwrap_or(words.len());
    if !words[..end].contains(|letter| STOPS.contains(letter)) {
        return None;
    }
    let taken = words.drain(..end).collect();
    Some(Inline { kind: InlineKind::Text(taken), span: inline.span })
}

/// Takes those that a text ends with.
fn stops_at_end(inline: &mut Inline) -> Option<Inline> {
    let InlineKind::Text(words) = &mut inline.kind else { return None };
    let begin = words.trim_end_matches(moves).len();
    if !words[begin..].contains(|letter| STOPS.contains(letter)) {
        return None;
    }
    Some(Inline { kind: InlineKind::Text(words.split_off(begin)), span: inline.span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    /// A line of words, each `*` in them the mark of a note.
    fn placed(line: &str, way: MarkPlace) -> String {
        let span = Span::new(FileId(0), 0..0);
        let mut made: Vec<Inline> = Vec::new();
        for (at, words) in line.split('*').enumerate() {
            if at > 0 {
                made.push(Inline { kind: InlineKind::NoteMark(at - 1), span });
            }
            made.push(Inline { kind: InlineKind::Text(words.to_owned()), span });
        }
        made.retain(|inline| !matches!(&inline.kind, InlineKind::Text(words) if words.is_empty()));
        line_of(&mut made, way);
        let shown = made.iter().map(|inline| match &inline.kind {
            InlineKind::Text(words) => words.clone(),
            _ => "*".to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn marks_move_over_stops_and_over_nothing_else_clr_o09() {
        for (line, after, before) in [
            ("天地*。玄黄", "天地。*玄黄", "天地*。玄黄"),
            ("天地。*玄黄", "天地。*玄黄", "天地*。玄黄"),
            ("“天地*。”玄黄", "“天地。”*玄黄", "“天地*。”玄黄"),
            ("“天地。”*玄黄", "“天地。”*玄黄", "“天地*。”玄黄"),
            ("“天地*”玄黄", "“天地*”玄黄", "“天地*”玄黄"),
            ("《天地》*玄黄", "《天地》*玄黄", "《天地》*玄黄"),
            ("天*地**，玄", "天*地，**玄", "天*地**，玄"),
            ("*。", "。*", "*。"),
            ("", "", ""),
        ] {
            assert_eq!(placed(line, MarkPlace::AfterStop), after, "{line}");
            assert_eq!(placed(line, MarkPlace::BeforeStop), before, "{line}");
        }
    }
}
