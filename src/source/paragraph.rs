//! Paragraphs. In: the inlines of one in the source. Out: blocks: a picture or a formula alone is a figure or a formula of its own, and
//! a formula between `$$` divides the paragraph, which then goes on (CLR-L04).

use super::caption::{Marks, marks};
use super::frame::Facts;
use super::inline::{is_exact, tidy};
use crate::diag::Span;
use crate::document::{Block, BlockKind, Inline, InlineKind, Picture};

/// The longest name that `{#…}` may give, in bytes.
const LONGEST_NAME: usize = 100;

/// The blocks that a paragraph of the source becomes.
pub(super) fn paragraphs(mut inlines: Vec<Inline>, span: Span, facts: &mut Facts) -> Vec<Block> {
    tidy(&mut inlines);
    if inlines.iter().all(is_blank) {
        return Vec::new();
    }
    let mut continued = std::mem::take(&mut facts.continued);
    let mut out = Vec::new();
    let mut words = Vec::new();
    let mut inlines = inlines.into_iter().peekable();
    while let Some(inline) = inlines.next() {
        let formula = match &inline.kind {
            InlineKind::Math(formula) if facts.displays.contains(&(inline.span.file, inline.span.start)) => {
                formula.clone()
            }
            _ => {
                words.push(inline);
                continue;
            }
        };
        let id = inlines.peek_mut().and_then(leading_name);
        out.extend(of_words(std::mem::take(&mut words), span, continued));
        out.push(Block { kind: BlockKind::Math(formula), id, continued: false, numbered: None, span: inline.span });
        // What follows goes on with the sentence.
        continued = true;
    }
    out.extend(of_words(words, span, continued));
    out
}

fn of_words(mut inlines: Vec<Inline>, span: Span, continued: bool) -> Option<Block> {
    trim(&mut inlines);
    if inlines.iter().all(is_blank) {
        return None;
    }
    if let Some((mut picture, mut id)) = figure(&inlines) {
        let mut caption = Vec::new();
        if let Some(mut title) = picture.title.clone() {
            if let Some((words, marks)) = marks(&title) {
                (id, picture.turned) = (marks.name.map(str::to_owned).or(id), picture.turned || marks.turned);
                title = words.to_owned();
            }
            if !title.is_empty() {
                caption.push(Inline { kind: InlineKind::Text(title), span });
            }
        }
        return Some(Block {
            kind: BlockKind::Figure { picture, caption },
            id,
            continued: false,
            numbered: None,
            span,
        });
    }
    let own = inlines.iter().map(|inline| inline.span).filter(|own| own.file == span.file).reduce(Span::to);
    let span = if continued { own.unwrap_or(span) } else { span };
    Some(Block { kind: BlockKind::Paragraph(inlines), id: None, continued, numbered: None, span })
}

/// A picture alone, with what may follow it in braces.
fn figure(inlines: &[Inline]) -> Option<(Picture, Option<String>)> {
    let mut shown = inlines.iter().filter(|inline| !is_blank(inline));
    let (first, second, third) = (shown.next()?, shown.next(), shown.next());
    let InlineKind::Picture(picture) = &first.kind else { return None };
    let marks = match (second.map(|inline| &inline.kind), third) {
        (None, None) => Marks::default(),
        (Some(InlineKind::Text(text)), None) => match marks(text)? {
            ("", marks) => marks,
            _ => return None,
        },
        _ => return None,
    };
    Some((Picture { turned: marks.turned, ..picture.clone() }, marks.name.map(str::to_owned)))
}

fn is_blank(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty())
}

/// The words and the name of `words {#name}`.
pub(super) fn split_name(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end().strip_suffix('}')?;
    let open = inner.rfind("{#")?;
    let name = &inner[open + 2..];
    is_name(name).then(|| (text[..open].trim(), name))
}

/// Whether a text may be the name of a place.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(['{', '}', ' '])
}

/// Takes the name out of words that begin with `{#name}`.
fn leading_name(inline: &mut Inline) -> Option<String> {
    let exact = is_exact(inline);
    let InlineKind::Text(text) = &mut inline.kind else { return None };
    let start = text.trim_start();
    let end = start.strip_prefix("{#")?.find('}')? + 3;
    let (_, name) = split_name(&start[..end])?;
    let name = name.to_owned();
    let cut = text.len() - start.len() + end;
    text.replace_range(..cut, "");
    if exact {
        inline.span.start += cut as u32;
    }
    Some(name)
}

/// Takes blanks from both ends.
fn trim(inlines: &mut Vec<Inline>) {
    let keep = inlines.iter().position(|inline| !is_blank(inline)).unwrap_or(inlines.len());
    inlines.drain(..keep);
    while inlines.len() > 1 && inlines.last().is_some_and(is_blank) {
        inlines.pop();
    }
    for (at, from_start) in [(0, true), (inlines.len().saturating_sub(1), false)] {
        let Some(inline) = inlines.get_mut(at) else { return };
        let exact = is_exact(inline);
        let InlineKind::Text(text) = &mut inline.kind else { continue };
        let kept = if from_start { text.trim_start_matches(' ') } else { text.trim_end_matches(' ') };
        let cut = (text.len() - kept.len()) as u32;
        *text = kept.to_owned();
        if exact && from_start {
            inline.span.start += cut;
        } else if exact {
            inline.span.end -= cut;
        }
    }
}
