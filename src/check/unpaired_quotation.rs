//! Quotation marks that have no partner (CLR-C02). In: an article's paragraphs. Out: a finding where a quotation is never closed or
//! never opened, and where one goes on into a paragraph that doesn't open it anew.

use super::letters::{Letter, letters};
use super::rule::{Page, Rule};
use crate::diag::{Diagnostic, Sink, Span};
use crate::document::{Block, BlockKind, Book, walk_blocks};

/// The rule.
pub(super) const RULE: Rule = Rule {
    page: Page {
        code: "unpaired-quotation",
        clause: "CLR-C02",
        what: ("引号不成对", "a quotation mark has no partner"),
        why: (
            "读者靠引号知道谁在说话，缺一个就会读错；引文跨段时，每段开头都要有前引号，只在最后一段用后引号",
            "readers know by the marks who speaks; a quotation of several paragraphs opens anew in each and closes in the last alone",
        ),
        remedy: (
            "补上缺的引号；「“」和「”」打反了就换过来；引文跨段时在每段开头加前引号",
            "add the mark that is missing, or turn the one that is turned; open a quotation anew at the head of each of its paragraphs",
        ),
    },
    run,
};

/// A pair of marks, and the pair inside it.
#[derive(Clone, Copy)]
struct Kind {
    open: char,
    close: char,
    inner: (char, char),
}

const KINDS: [Kind; 2] =
    [Kind { open: '“', close: '”', inner: ('‘', '’') }, Kind { open: '「', close: '」', inner: ('『', '』') }];

/// How many paragraphs without marks a quotation is believed to go through. What was opened longer ago than that was forgotten.
const FAR: usize = 6;

/// What a paragraph does to quotations. Positions are places of marks.
#[derive(Clone, Copy, Default)]
struct Scan {
    /// Whether it has such marks at all.
    has_marks: bool,
    /// Whether its first character opens.
    opens_at_head: bool,
    /// Its first mark, where that closes.
    closes_first: Option<Span>,
    /// The first mark that can't stand where it does, and, where it opens, the one that is still open before it.
    astray: Option<(Span, Option<Span>)>,
    /// What is open at its end.
    open: Option<Span>,
}

/// A quotation that is open at the end of a paragraph.
struct Pending {
    mark: Span,
    /// The paragraphs without marks since then.
    between: Vec<Span>,
}

fn run(book: &Book, sink: &mut Sink) {
    for article in book.articles() {
        let notes = article.notes.iter().map(|note| note.body.as_slice());
        for body in std::iter::once(article.body.as_slice()).chain(notes) {
            KINDS.into_iter().for_each(|kind| look(body, kind, sink));
        }
    }
}

/// Follows quotations through paragraphs. None goes past a heading or a break.
fn look(body: &[Block], kind: Kind, sink: &mut Sink) {
    let mut pending: Option<Pending> = None;
    walk_blocks(body, &mut |block| match &block.kind {
        BlockKind::Paragraph(content) => {
            let scan = scan(&letters(content), block.span, kind);
            pending = step(pending.take(), scan, block.span, kind, sink);
        }
        BlockKind::Verse(stanzas) => {
            for stanza in stanzas {
                let scan = scan(&letters(stanza), block.span, kind);
                pending = step(pending.take(), scan, block.span, kind, sink);
            }
        }
        BlockKind::Heading { .. } | BlockKind::Rule => forget(pending.take().as_ref(), kind, sink),
        BlockKind::Quote(_)
        | BlockKind::Attribution(_)
        | BlockKind::Alert(..)
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Figure { .. }
        | BlockKind::Math(_)
        | BlockKind::Html(_) => {}
    });
    forget(pending.as_ref(), kind, sink);
}

/// What is open after a paragraph, when something may be open before it.
fn step(before: Option<Pending>, scan: Scan, paragraph: Span, kind: Kind, sink: &mut Sink) -> Option<Pending> {
    if !scan.has_marks {
        let mut pending = before?;
        pending.between.push(paragraph);
        if pending.between.len() > FAR {
            forget(Some(&pending), kind, sink);
            return None;
        }
        return Some(pending);
    }
    match (before, scan.closes_first) {
        (Some(pending), Some(mark)) if mark.start == paragraph.start && pending.between.is_empty() => {
            sink.push(late(&pending, mark, kind));
        }
        (Some(pending), Some(_)) => sink.push(goes_on(&pending, paragraph, kind)),
        (None, Some(mark)) => sink.push(unopened(mark, kind)),
        (Some(pending), None) if scan.opens_at_head && pending.between.is_empty() => {}
        (before, None) => forget(before.as_ref(), kind, sink),
    }
    match scan.astray {
        Some((mark, Some(first))) => sink.push(twice(first, mark, kind)),
        Some((mark, None)) => sink.push(unopened(mark, kind)),
        None => {}
    }
    scan.open.map(|mark| Pending { mark, between: Vec::new() })
}

/// Reads a paragraph. Marks whose place isn't known are said to stand in the paragraph.
fn scan(letters: &[Letter], paragraph: Span, kind: Kind) -> Scan {
    let mut scan = Scan::default();
    // In „…“ the mark that opens in Chinese closes.
    if letters.iter().any(|letter| letter.letter == '„') {
        return scan;
    }
    scan.opens_at_head = letters.iter().find(|l| !l.letter.is_whitespace()).is_some_and(|l| l.letter == kind.open);
    // How many inner quotations are open, and how many outer ones within these.
    let (mut inner, mut third) = (0_usize, 0_usize);
    for letter in letters {
        let mark = letter.span.unwrap_or(paragraph);
        match letter.letter {
            open if open == kind.open => {
                match scan.open {
                    Some(_) if inner > 0 => third += 1,
                    first @ Some(_) => scan.astray = scan.astray.or(Some((mark, first))),
                    None => {}
                }
                scan.open = if third > 0 { scan.open } else { Some(mark) };
            }
            close if close == kind.close => match scan.open {
                Some(_) if third > 0 => third -= 1,
                Some(_) => (scan.open, inner) = (None, 0),
                None if scan.has_marks => scan.astray = scan.astray.or(Some((mark, None))),
                None => scan.closes_first = Some(mark),
            },
            open if open == kind.inner.0 => inner += usize::from(scan.open.is_some()),
            close if close == kind.inner.1 => inner = inner.saturating_sub(1),
            _ => continue,
        }
        scan.has_marks |= [kind.open, kind.close].contains(&letter.letter);
    }
    settle(scan)
}

/// One turned mark makes those behind it look wrong as well: it alone is told, and nothing is said to be open behind it.
fn settle(scan: Scan) -> Scan {
    let open = scan.open.filter(|_| scan.astray.is_none());
    let is_turned = scan.closes_first.is_some() && scan.astray.is_some_and(|(_, first)| first.is_none());
    Scan { open, astray: scan.astray.filter(|_| !is_turned), ..scan }
}

fn forget(pending: Option<&Pending>, kind: Kind, sink: &mut Sink) {
    let Some(&Pending { mark, .. }) = pending else { return };
    let Kind { open, close, .. } = kind;
    sink.push(
        Diagnostic::warning(RULE.page.code, format!("「{open}」没有关上"), format!("`{open}` is never closed"))
            .at(mark)
            .hint(
                format!("在话说完的地方加「{close}」；下一段还是同一个人的话，就在那段开头加「{open}」"),
                format!("close it with `{close}`; if it goes on in the next paragraph, begin that with `{open}`"),
            ),
    );
}

fn goes_on(pending: &Pending, paragraph: Span, kind: Kind) -> Diagnostic {
    let first = pending.between.first().copied().unwrap_or(paragraph);
    let count = pending.between.len() + 1;
    let open = kind.open;
    // What is missing has no width: the place is before the first character.
    let head = Span { end: first.start, ..first };
    let them = if count == 1 { "paragraph that doesn't" } else { "paragraphs that don't" };
    Diagnostic::warning(
        RULE.page.code,
        format!("引文跨了段，后面 {count} 段的开头没有「{open}」"),
        format!("a quotation goes on for {count} {them} begin with `{open}`"),
    )
    .at(head)
    .label(pending.mark, "从这里开始的引文", "the quotation opens here")
    .hint(format!("在每段开头加「{open}」"), format!("begin each of them with `{open}`"))
}

fn late(pending: &Pending, mark: Span, kind: Kind) -> Diagnostic {
    let close = kind.close;
    Diagnostic::warning(
        RULE.page.code,
        format!("段首的「{close}」属于上一段"),
        format!("`{close}` at the head of a paragraph belongs to the one above"),
    )
    .at(mark)
    .label(pending.mark, "从这里开始的引文", "the quotation opens here")
    .hint(format!("把「{close}」移到上一段末尾"), format!("move `{close}` to the end of the paragraph above"))
}

fn twice(first: Span, mark: Span, kind: Kind) -> Diagnostic {
    let Kind { open, close, inner } = kind;
    let (inner_open, inner_close) = inner;
    Diagnostic::warning(
        RULE.page.code,
        format!("前面的「{open}」还没关上，这里又有一个"),
        format!("a second `{open}` before the first is closed"),
    )
    .at(mark)
    .label(first, "没关上的在这里", "the first is here")
    .hint(
        format!("在前一句话末尾补「{close}」；或许这里该是「{close}」；引文里的引文用「{inner_open}」「{inner_close}」"),
        format!(
            "close the one before with `{close}`, or turn this one into `{close}`; inner quotations have `{inner_open}` and `{inner_close}`"
        ),
    )
}

fn unopened(mark: Span, kind: Kind) -> Diagnostic {
    let Kind { open, close, .. } = kind;
    Diagnostic::warning(RULE.page.code, format!("「{close}」前面没有「{open}」"), format!("`{close}` closes nothing"))
        .at(mark)
        .hint(
            format!("在话开始的地方加「{open}」；打反了就换成「{open}」"),
            format!("add `{open}` where the quotation begins, or turn this one into `{open}`"),
        )
}
