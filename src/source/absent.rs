//! Pictures that can't be had. In: an article whose pictures were read. Out: the same with words in the place of those that weren't.
//!
//! A reader of paper or of an EPUB sees then what a browser would show: what the picture would have said, and where it is.

use super::lines::{each_block, each_inline, each_line};
use crate::document::{Article, BlockKind, Inline, InlineKind, Picture, Target};

/// Puts words in the place of pictures that aren't there.
pub(super) fn replace(article: &mut Article) {
    let Article { body, notes, .. } = &mut *article;
    for blocks in std::iter::once(body).chain(notes.iter_mut().map(|note| &mut note.body)) {
        each_block(blocks, &mut |block| {
            if let BlockKind::Figure { picture, caption } = &mut block.kind
                && picture.asset.is_none()
            {
                let words = Inline { kind: linked(picture, block.span), span: block.span };
                let apart = Inline { kind: InlineKind::Break, span: block.span };
                let caption = std::mem::take(caption);
                let rest = if caption.is_empty() { None } else { Some(apart) };
                block.kind = BlockKind::Paragraph(std::iter::once(words).chain(rest).chain(caption).collect());
            }
        });
    }
    each_line(article, &mut |line| {
        each_inline(line, &mut |inline| {
            if let InlineKind::Picture(picture) = &inline.kind
                && picture.asset.is_none()
            {
                inline.kind = InlineKind::Text(picture.alt.trim().to_owned());
            }
        });
    });
}

/// What a picture would have said, as a link to the web where it is there.
fn linked(picture: &Picture, span: crate::diag::Span) -> InlineKind {
    let said = picture.alt.trim();
    if !(picture.path.starts_with("https://") || picture.path.starts_with("http://")) {
        return InlineKind::Text(said.to_owned());
    }
    let said = if said.is_empty() { picture.path.as_str() } else { said };
    let content = vec![Inline { kind: InlineKind::Text(said.to_owned()), span }];
    InlineKind::Link { target: Target::Url(picture.path.clone()), content }
}
