//! Captions of tables. In: blocks. Out: the same, with a paragraph that begins `表：` or `Table:` beside a table made its caption.

use super::inline::is_exact;
use super::paragraph::is_name;
use crate::document::{Block, BlockKind, Inline, InlineKind};

/// What a caption of a table begins with.
const SIGNS: [&str; 6] = ["表：", "表:", "表 ：", "Table:", "Table：", "table:"];

/// Joins captions to their tables: the paragraph before a table, else the one after it.
pub(super) fn with_captions(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_))) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(mut block) = blocks.next() {
        if is_bare(&block)
            && let Some(caption) = out.pop_if(|last| is_caption(last))
        {
            set(&mut block, caption);
        } else if is_caption(&block)
            && !blocks.peek().is_some_and(is_bare)
            && let Some(last) = out.last_mut().filter(|last| is_bare(last))
        {
            set(last, block);
            continue;
        }
        out.push(block);
    }
    out
}

fn is_bare(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Table(table) if table.caption.is_empty())
}

fn sign(block: &Block) -> Option<&'static str> {
    let BlockKind::Paragraph(words) = &block.kind else { return None };
    let Some(InlineKind::Text(text)) = words.first().map(|inline| &inline.kind) else { return None };
    SIGNS.into_iter().find(|sign| text.starts_with(sign))
}

fn is_caption(block: &Block) -> bool {
    sign(block).is_some()
}

fn set(table: &mut Block, caption: Block) {
    let length = sign(&caption).map_or(0, str::len);
    let BlockKind::Paragraph(mut words) = caption.kind else { return };
    let mut is_turned = false;
    if let Some(first) = words.first_mut() {
        cut_start(first, length);
    }
    if let Some(last) = words.last_mut()
        && let InlineKind::Text(text) = &mut last.kind
        && let Some((kept, marks)) = marks(text)
    {
        table.id = marks.name.map(str::to_owned);
        is_turned = marks.turned;
        *text = kept.to_owned();
    }
    words.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    if let BlockKind::Table(table) = &mut table.kind {
        table.caption = words;
        table.turned = is_turned;
    }
}

/// What stands in braces after a caption: `{#tab:a .turned}`, either or both.
#[derive(Default)]
pub(super) struct Marks<'a> {
    /// The name of the table or figure.
    pub name: Option<&'a str>,
    /// Whether it is turned on a page of its own.
    pub turned: bool,
}

/// The words of a caption and what its braces say; `None` where they say something else.
pub(super) fn marks(text: &str) -> Option<(&str, Marks<'_>)> {
    let inner = text.trim_end().strip_suffix('}')?;
    let open = inner.rfind('{')?;
    let mut marks = Marks::default();
    for mark in inner[open + 1..].split_whitespace() {
        match mark.strip_prefix('#').filter(|name| is_name(name)) {
            Some(name) => marks.name = Some(name),
            None if mark == ".turned" => marks.turned = true,
            None => return None,
        }
    }
    (marks.turned || marks.name.is_some()).then(|| (text[..open].trim(), marks))
}

/// Takes bytes, and blanks after them, from the start of words.
fn cut_start(inline: &mut Inline, length: usize) {
    let exact = is_exact(inline);
    if let InlineKind::Text(text) = &mut inline.kind {
        let kept = text[length..].trim_start();
        let cut = text.len() - kept.len();
        *text = kept.to_owned();
        if exact {
            inline.span.start += cut as u32;
        }
    }
}
