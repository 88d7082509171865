//! Characters that no face of the book has (CLR-P04). In: a book, its faces, the texts. Out: an error for each such character, at its
//! first place, before any edition is made.

use std::collections::BTreeMap;

use super::letters::{each_block, each_line};
use super::rule::Page;
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::document::{BlockKind, Book, InlineKind, walk_inlines};
use crate::font::FontSet;

/// The page of the finding.
pub(super) const PAGE: Page = Page {
    code: "missing-glyph",
    clause: "CLR-P04",
    what: ("书里有一个字，哪种字体都没有", "the book has a character that none of its fonts has"),
    why: (
        "缺字会印成空框或空白；宁可不出版本，也不能印错",
        "it would print as a box or a blank: better no edition than a wrong one",
    ),
    remedy: (
        "在 fonts.toml 里加一个含有此字的字体，或改用别的字；`fonts/` 里的宋体含 GBK、Big5 和 JIS 的全部汉字",
        "add a font that has it to fonts.toml, or use another character; the Song in `fonts/` has all hanzi of GBK, Big5 and JIS",
    ),
};

/// A character that no face has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingCharacter {
    /// The character.
    pub character: char,
    /// Its first place.
    pub first: Span,
    /// How often it occurs.
    pub count: usize,
}

/// An error for every character that no face has.
pub(super) fn run(book: &Book, fonts: &FontSet, files: &Files, sink: &mut Sink) {
    for lack in missing(book, fonts, files) {
        sink.push(finding(&lack));
    }
}

/// Asks the faces about every character that the text shows. Out: what none of them has, by code point.
pub(super) fn missing(book: &Book, fonts: &FontSet, files: &Files) -> Vec<MissingCharacter> {
    let mut missing = BTreeMap::new();
    each_line(book, &mut |line| {
        walk_inlines(line, &mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => {
                look(text, inline.span, fonts, files, &mut missing);
            }
            InlineKind::Reference { before, after, .. } => {
                [before, after].into_iter().for_each(|text| look(text, inline.span, fonts, files, &mut missing));
            }
            InlineKind::Ruby(ruby) => {
                for text in ruby.pairs.iter().flat_map(|pair| [&pair.base, &pair.annotation]) {
                    look(text, inline.span, fonts, files, &mut missing);
                }
                if let Some(below) = &ruby.below {
                    look(&below.text(), inline.span, fonts, files, &mut missing);
                }
            }
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Link { .. }
            | InlineKind::Set { .. }
            | InlineKind::Language { .. }
            | InlineKind::Script { .. }
            | InlineKind::Phrase { .. }
            | InlineKind::Picture(_)
            | InlineKind::NoteMark(_)
            | InlineKind::Break
            | InlineKind::Term { .. }
            | InlineKind::Claim { .. }
            | InlineKind::Html(_) => {}
        });
    });
    each_block(book, &mut |block| {
        if let BlockKind::Code { text, .. } | BlockKind::Math(text) = &block.kind {
            look(text, block.span, fonts, files, &mut missing);
        }
    });
    missing.into_values().collect()
}

fn look(text: &str, span: Span, fonts: &FontSet, files: &Files, missing: &mut BTreeMap<char, MissingCharacter>) {
    for (at, character) in text.char_indices() {
        if is_never_drawn(character) || fonts.pick(&[], character).is_some() {
            continue;
        }
        let place = || place(text, at, character, span, files);
        missing.entry(character).or_insert_with(|| MissingCharacter { character, first: place(), count: 0 }).count += 1;
    }
}

/// White space, controls, joiners and variation selectors, which no face needs to have.
fn is_never_drawn(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The character's place, counted among its like in the source, since escapes and entities move bytes.
fn place(text: &str, at: usize, character: char, span: Span, files: &Files) -> Span {
    let nth = text[..at].matches(character).count();
    let found = files.slice(span).match_indices(character).nth(nth);
    found.map_or(span, |(start, _)| {
        let start = span.range().start + start;
        Span::new(span.file, start..start + character.len_utf8())
    })
}

fn finding(lack: &MissingCharacter) -> Diagnostic {
    let MissingCharacter { character, count: times, .. } = *lack;
    let code = format!("U+{:04X}", u32::from(character));
    Diagnostic::error(
        PAGE.code,
        format!("没有字体含有「{character}」（{code}），共 {times} 处"),
        format!("no font has `{character}` ({code}), {times} in all"),
    )
    .at(lack.first)
    .hint(
        "在 fonts.toml 里加一个含有此字的字体，或改用别的字",
        "add a font that has it to fonts.toml, or use another character",
    )
}
