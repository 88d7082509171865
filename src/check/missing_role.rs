//! Weights and slants that a book's marks ask for and its font list doesn't name (CLR-A07). In: a book and its faces. Out: one warning,
//! which names the roles and the faces that play them.

use std::collections::BTreeMap;

use super::letters::{each_block, is_han, letters};
use super::rule::Page;
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{BlockKind, Book, Inline, InlineKind};
use crate::font::{FontSet, Role};

/// The page of the finding.
pub(super) const PAGE: Page = Page {
    code: "missing-role",
    clause: "CLR-A07",
    what: ("书里用到的粗体或斜体，字体清单里没有", "the book uses a bold or an italic that its font list doesn't name"),
    why: (
        "加粗和斜体要有真的字体；没有时由别的字体代替，不会描粗或拉斜，所以读者可能看不出重点",
        "weight and slant come from real faces; another face stands in, and nothing is thickened or slanted, so readers may miss the stress",
    ),
    remedy: ("在 fonts.toml 里给这些角色各指一个字体", "name a face for each of these roles in fonts.toml"),
};

/// How words are marked.
#[derive(Clone, Copy, Default)]
struct Manner {
    bold: bool,
    slanted: bool,
}

/// One warning about all roles that are used and not named.
pub(super) fn run(book: &Book, fonts: &FontSet, sink: &mut Sink) {
    let used = used(book);
    let lacking: Vec<(Role, Span)> =
        used.into_iter().filter(|(role, _)| fonts.exact(*role).is_none() && !has_hei_in_place(*role, fonts)).collect();
    let Some(&(_, first)) = lacking.iter().min_by_key(|(_, span)| (span.file, span.start)) else { return };
    let each = |said: fn(&str, &str) -> String, joint: &str| {
        let words = lacking.iter().map(|&(role, _)| said(role.word(), &fonts.face(fonts.role(role)).family));
        words.collect::<Vec<String>>().join(joint)
    };
    let zh = each(|role, face| format!("`{role}`（由 {face} 代替）"), "、");
    let en = each(|role, face| format!("`{role}` (played by {face})"), ", ");
    sink.push(
        Diagnostic::warning(PAGE.code, format!("字体清单里没有 {zh}"), format!("the font list doesn't name {en}"))
            .at(first)
            .hint("在 fonts.toml 里给它们各指一个字体", "name a face for each in fonts.toml"),
    );
}

/// Bold Song may be Hei by the same clause.
fn has_hei_in_place(role: Role, fonts: &FontSet) -> bool {
    role == Role::SongBold && fonts.exact(Role::HeiBold).is_some()
}

/// The roles of weight and slant that words ask for, each with its first place.
fn used(book: &Book) -> BTreeMap<Role, Span> {
    let mut used = BTreeMap::new();
    let plain = Manner::default();
    let bold = Manner { bold: true, ..plain };
    for article in book.articles() {
        note(&article.title, bold, &mut used);
    }
    each_block(book, &mut |block| match &block.kind {
        BlockKind::Heading { content, .. } => note(content, bold, &mut used),
        BlockKind::Paragraph(content) | BlockKind::Attribution(content) => note(content, plain, &mut used),
        BlockKind::Verse(stanzas) => stanzas.iter().for_each(|stanza| note(stanza, plain, &mut used)),
        BlockKind::Figure { caption, .. } => note(caption, plain, &mut used),
        BlockKind::Table(table) => {
            note(&table.caption, plain, &mut used);
            table.head.iter().for_each(|cell| note(cell, bold, &mut used));
            table.rows.iter().flatten().for_each(|cell| note(cell, plain, &mut used));
        }
        BlockKind::Definitions(items) => items.iter().for_each(|item| note(&item.term, bold, &mut used)),
        BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::List { .. }
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    });
    used
}

fn note(inlines: &[Inline], manner: Manner, used: &mut BTreeMap<Role, Span>) {
    for inline in inlines {
        let inner = match &inline.kind {
            InlineKind::Strong(_) => Manner { bold: true, ..manner },
            InlineKind::Emphasis(_) => Manner { slanted: true, ..manner },
            _ => manner,
        };
        if matches!(inline.kind, InlineKind::Code(_)) && manner.bold {
            used.entry(Role::MonoBold).or_insert(inline.span);
        }
        if matches!(inline.kind, InlineKind::Text(_) | InlineKind::Ruby(_)) {
            for letter in letters(std::slice::from_ref(inline)) {
                if let Some(role) = role(letter.letter, manner) {
                    used.entry(role).or_insert(letter.span.unwrap_or(inline.span));
                }
            }
        }
        note(inline.children(), inner, used);
    }
}

/// The role that a letter asks for, where that is a weight or a slant. Han doesn't slant (CLR-A06).
fn role(letter: char, manner: Manner) -> Option<Role> {
    match (is_han(letter), letter.is_ascii_alphabetic(), manner.bold, manner.slanted) {
        (true, _, true, _) => Some(Role::SongBold),
        (false, true, true, false) => Some(Role::LatinBold),
        (false, true, false, true) => Some(Role::LatinItalic),
        (false, true, true, true) => Some(Role::LatinBoldItalic),
        _ => None,
    }
}
