//! The characters of a line, one by one. In: a book. Out: for each line its visible characters and their places in the source.

use crate::diag::Span;
use crate::document::{Article, Block, Book, Inline, InlineKind, walk_blocks, walk_inlines, walk_lines};

/// A visible character. Its place is known where the text is the source's own bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) letter: char,
    pub(super) span: Option<Span>,
}

/// Stands for a thing that is no text.
const OBJECT: Letter = Letter { letter: '\u{FFFC}', span: None };

/// Visits every block of a book, in its articles and their notes.
pub(super) fn each_block<'a>(book: &'a Book, visit: &mut impl FnMut(&'a Block)) {
    book.articles().for_each(|article| each_block_of(article, visit));
}

/// Visits every block of an article and of its notes.
pub(super) fn each_block_of<'a>(article: &'a Article, visit: &mut impl FnMut(&'a Block)) {
    walk_blocks(&article.body, visit);
    article.notes.iter().for_each(|note| walk_blocks(&note.body, visit));
}

/// Visits every line of a book, titles and notes too.
pub(super) fn each_line<'a>(book: &'a Book, visit: &mut impl FnMut(&'a [Inline])) {
    book.articles().for_each(|article| each_line_of(article, visit));
}

/// Visits every line of an article, its title and notes too.
pub(super) fn each_line_of<'a>(article: &'a Article, visit: &mut impl FnMut(&'a [Inline])) {
    visit(&article.title);
    walk_lines(&article.body, visit);
    article.notes.iter().for_each(|note| walk_lines(&note.body, visit));
}

/// The place of a run of characters, as far as it is known.
pub(super) fn place(letters: &[Letter]) -> Option<Span> {
    letters.iter().filter_map(|letter| letter.span).reduce(Span::to)
}

/// The characters of a line.
pub(super) fn letters(line: &[Inline]) -> Vec<Letter> {
    let mut out = Vec::new();
    walk_inlines(line, &mut |inline| match &inline.kind {
        InlineKind::Text(text) => {
            let exact = text.len() == inline.span.range().len();
            let start = inline.span.start as usize;
            out.extend(text.char_indices().map(|(at, letter)| Letter {
                letter,
                span: exact.then(|| Span::new(inline.span.file, start + at..start + at + letter.len_utf8())),
            }));
        }
        InlineKind::Ruby(ruby) => out.extend(ruby.base().chars().map(|letter| Letter { letter, span: None })),
        InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::Picture(_)
        | InlineKind::Reference { .. }
        | InlineKind::Break => out.push(OBJECT),
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Link { .. }
        | InlineKind::Set { .. }
        | InlineKind::Language { .. }
        | InlineKind::Script { .. }
        | InlineKind::Phrase { .. }
        | InlineKind::NoteMark(_)
        | InlineKind::Term { .. }
        | InlineKind::Claim { .. }
        | InlineKind::Html(_) => {}
    });
    out
}

/// Han characters and the punctuation around them.
pub(super) fn is_chinese(letter: char) -> bool {
    is_han(letter) || matches!(letter, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

/// Han characters.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '〇' | '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}
