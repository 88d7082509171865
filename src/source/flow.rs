//! A line of text as readers see it. In: inlines. Out: their words in one piece, the same made comparable, and the way back to the source.
//!
//! Quotations and keywords are compared without regard to full or half width, the shape of quotation marks, and blanks beside
//! Han characters and punctuation: `AI安全` is found in `AI 安全`, and `A,B` in `A，B`.

use std::ops::Range;

use super::inline::is_exact;
use super::letter::{is_cjk_mark, joins};
use crate::diag::Span;
use crate::document::{Inline, InlineKind};

/// Stands for a thing that is no text: code, a formula, a picture.
const OBJECT: char = '\u{FFFC}';

/// The visible words of a line.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The words, in one piece.
    pub(super) text: String,
    /// The same made comparable.
    pub(super) plain: Plain,
    /// The pieces of source it comes from: bytes of `text`, their place, and whether it is exact to the byte.
    leaves: Vec<(Range<usize>, Span, bool)>,
}

/// A text made comparable.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The text.
    pub(super) text: String,
    /// For each of its characters the byte it begins at, and the bytes of the original.
    letters: Vec<(usize, Range<usize>)>,
}

impl Flow {
    /// The words of `line`.
    pub(super) fn new(line: &[Inline]) -> Self {
        let mut flow = Self::default();
        flow.add(line);
        flow.plain = Plain::new(&flow.text);
        flow
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.text.len();
            push_own(inline, &mut self.text);
            if self.text.len() > start {
                self.leaves.push((start..self.text.len(), inline.span, is_exact(inline)));
            }
            self.add(inline.children());
        }
    }

    /// Where bytes of `text` stand in the source.
    pub(super) fn source(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.leaves.partition_point(|(leaf, ..)| leaf.end <= range.start);
        let touched = self.leaves[first..].iter().take_while(|(leaf, ..)| leaf.start < range.end);
        touched
            .map(|(leaf, span, exact)| {
                let (start, end) = (range.start.max(leaf.start) - leaf.start, range.end.min(leaf.end) - leaf.start);
                let from = span.start as usize;
                if *exact { Span::new(span.file, from + start..from + end) } else { *span }
            })
            .reduce(Span::to)
    }
}

/// Adds the visible words that an inline has of its own, not those of the inlines inside it.
fn push_own(inline: &Inline, out: &mut String) {
    match &inline.kind {
        InlineKind::Text(text) => out.push_str(text),
        InlineKind::Ruby(ruby) => out.push_str(&ruby.base()),
        InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Picture(_) | InlineKind::Reference { .. } => {
            out.push(OBJECT);
        }
        InlineKind::Break => out.push(' '),
        InlineKind::NoteMark(_)
        | InlineKind::Html(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Link { .. }
        | InlineKind::Set { .. }
        | InlineKind::Language { .. }
        | InlineKind::Script { .. }
        | InlineKind::Phrase { .. }
        | InlineKind::Term { .. }
        | InlineKind::Claim { .. } => {}
    }
}

/// How many visible bytes an inline has, with those inside it.
pub(super) fn visible(inline: &Inline) -> usize {
    let own = match &inline.kind {
        InlineKind::Text(text) => text.len(),
        InlineKind::Ruby(ruby) => ruby.pairs.iter().map(|pair| pair.base.len()).sum(),
        InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Picture(_) | InlineKind::Reference { .. } => {
            OBJECT.len_utf8()
        }
        InlineKind::Break => 1,
        InlineKind::NoteMark(_)
        | InlineKind::Html(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Link { .. }
        | InlineKind::Set { .. }
        | InlineKind::Language { .. }
        | InlineKind::Script { .. }
        | InlineKind::Phrase { .. }
        | InlineKind::Term { .. }
        | InlineKind::Claim { .. } => 0,
    };
    own + inline.children().iter().map(visible).sum::<usize>()
}

impl Plain {
    /// Makes a text comparable.
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Self::default();
        let mut last: Option<char> = None;
        let mut blank: Option<usize> = None;
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            if letter.is_whitespace() {
                blank.get_or_insert(at);
                continue;
            }
            if let (Some(start), Some(last)) = (blank.take(), last)
                && !is_tight(last)
                && !is_tight(letter)
            {
                plain.push(' ', start..at);
            }
            let folded = fold(letter);
            if matches!(folded, '.' | '-') && plain.text.ends_with(folded) && last.map(fold) == Some(folded) {
                // An ellipsis or dash is one, however many dots or strokes write it.
                if let Some((_, range)) = plain.letters.last_mut() {
                    range.end = end;
                }
            } else {
                plain.push(folded, at..end);
            }
            last = Some(letter);
        }
        plain
    }

    fn push(&mut self, letter: char, original: Range<usize>) {
        self.letters.push((self.text.len(), original));
        self.text.push(letter);
    }

    /// The bytes of the original that bytes of the comparable text stand for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.letters.partition_point(|(at, _)| *at < range.start);
        let last = self.letters.partition_point(|(at, _)| *at < range.end);
        match (self.letters.get(first), self.letters.get(last.wrapping_sub(1))) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Whether blanks beside a character say nothing.
fn is_tight(letter: char) -> bool {
    let folded = fold(letter);
    joins(letter) || is_cjk_mark(letter) || (!folded.is_alphanumeric() && folded != OBJECT)
}

/// One character for those that differ by width or shape alone.
fn fold(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        '“' | '”' | '「' | '」' | '『' | '』' | '„' | '〝' | '〞' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '―' | '‐' | '‑' | '⸺' => '-',
        '…' | '⋯' | '。' => '.',
        '•' | '・' | '‧' | '･' => '·',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_comparable() {
        for (left, right) in [
            ("AI 安全", "AI安全"),
            ("桌子:马斯克", "桌子：马斯克"),
            ("他说“好”", "他说「好」"),
            ("好……吧", "好...吧"),
            ("一 ，二", "一,二"),
        ] {
            assert_eq!(Plain::new(left).text, Plain::new(right).text);
        }
        assert_ne!(Plain::new("Open AI").text, Plain::new("OpenAI").text);
    }

    #[test]
    fn the_original_is_found_again() {
        let text = "向 DeepMind 投了 500 万";
        let plain = Plain::new(text);
        let at = plain.text.find("DeepMind投了500").unwrap();
        assert_eq!(&text[plain.original(&(at..at + "DeepMind投了500".len()))], "DeepMind 投了 500");
    }
}
