//! Fact-check notes 事实核查备注: each claim with its letter, its page, its state, its grounds.

use super::name;
use crate::display::{Color, LinkTarget, NodeId, PageStart, Paint, Role, Tag};
use crate::document::{Claim, ClaimStatus, cite};
use crate::typeset::collect::{Collector, claim_letter, claim_name, piece};
use crate::typeset::flow::{Body, Content, FlowBlock, Folios, PieceLink, Rich, RichPiece, Section};
use crate::typeset::line::CharStyle;
use crate::typeset::style::BlockStyle;
use crate::units::Em;

/// From a claim's letter to its text, in body ems.
const LABEL: i64 = 2;

/// The notes as a section under `parent`; `None` for a book without claims.
pub(in crate::typeset) fn facts(collector: &mut Collector<'_>, parent: NodeId) -> Option<Section> {
    if collector.book.claims.is_empty() {
        return None;
    }
    let title = collector.words.facts;
    let section = collector.node(parent, Role::Section);
    let head = collector.part_head(section, title, name::FACTS, PageStart::Facts);
    let mut blocks = vec![head];
    method(collector, section, &mut blocks);
    let list = collector.node(section, Role::List { ordered: true });
    for (at, claim) in collector.book.claims.iter().enumerate() {
        entry(collector, &mut blocks, list, at, claim);
    }
    unverified(collector, section, &mut blocks);
    corrections(collector, section, &mut blocks);
    Some(Section::new(Folios::Arabic, title.to_owned(), blocks))
}

/// How the facts were checked, before all else.
fn method(collector: &mut Collector<'_>, section: NodeId, blocks: &mut Vec<FlowBlock>) {
    let style = collector.theme.body;
    for paragraph in &collector.book.fact_notes.method {
        blocks.push(collector.plain_block(section, Role::Paragraph, paragraph, &style));
    }
}

/// A label over a list at the end of the notes.
fn label(collector: &mut Collector<'_>, section: NodeId, words: &str) -> FlowBlock {
    let [initial, _] = collector.theme.book.index;
    let mut label = collector.plain_block(section, Role::Paragraph, words, &initial);
    label.keep_next = true;
    label
}

/// The letters of the claims that nobody has verified, each leading to its entry.
fn unverified(collector: &mut Collector<'_>, section: NodeId, blocks: &mut Vec<FlowBlock>) {
    let is_open = |claim: &Claim| claim.status.is_open() || claim.status == ClaimStatus::Unverifiable;
    let open: Vec<usize> =
        collector.book.claims.iter().enumerate().filter(|(_, claim)| is_open(claim)).map(|(at, _)| at).collect();
    if open.is_empty() {
        return;
    }
    let words = collector.words;
    let style = remark(collector);
    let node = collector.node(section, Role::Paragraph);
    let mut pieces = vec![collector.words(node, format!("{}{}", words.unverified, words.colon), style.text)];
    for (count, at) in open.into_iter().enumerate() {
        if count > 0 {
            pieces.push(collector.words(node, words.comma, style.text));
        }
        let child = collector.node(node, Role::Reference);
        let mut piece = collector.words(child, claim_letter(at, &collector.theme.options.claims), style.text);
        piece.style.latin = crate::font::Role::LatinItalic;
        let target = LinkTarget::Anchor(claim_name(at));
        piece.link = Some(PieceLink { target, description: collector.book.claims[at].claim.clone(), node: child });
        pieces.push(piece);
    }
    let mut block = collector.text_block(Rich { pieces }, &style);
    block.above = 1;
    blocks.push(block);
}

/// What was corrected, by edition and day.
fn corrections(collector: &mut Collector<'_>, section: NodeId, blocks: &mut Vec<FlowBlock>) {
    let log = collector.book.corrections();
    if log.is_empty() {
        return;
    }
    let words = collector.words;
    blocks.push(label(collector, section, words.corrections));
    let style = remark(collector);
    for (at, correction) in log {
        let head = [correction.edition.as_deref(), correction.on.as_deref()].into_iter().flatten();
        let mut line = head.map(|part| format!("{part}{}", words.comma)).collect::<String>();
        line.push_str(&format!(
            "{}{}{}",
            claim_letter(at, &collector.theme.options.claims),
            words.colon,
            correction.text
        ));
        blocks.push(collector.plain_block(section, Role::Paragraph, &line, &style));
    }
}

fn entry(collector: &mut Collector<'_>, blocks: &mut Vec<FlowBlock>, list: NodeId, at: usize, claim: &Claim) {
    let item = collector.node(list, Role::ListItem);
    let label_node = collector.node(item, Role::Label);
    let node = collector.node(item, Role::ListBody);
    let body = BlockStyle { first_indent: Em::ZERO, ..collector.theme.body };
    let mut label_style = CharStyle { paint: collector.theme.accent, ..body.text };
    label_style.latin = crate::font::Role::LatinItalic;
    let label = collector.words(label_node, claim_letter(at, &collector.theme.options.claims), label_style);
    let mut block = collector.plain_block(node, Role::Paragraph, &claim.claim, &body);
    block.above = u32::from(at > 0);
    block.keep_next = true;
    block.anchors.push(claim_name(at));
    block.source = Some(PageStart::of(claim.span));
    let inset = collector.grid.size * LABEL;
    if let Body::Text(text) = &mut block.body {
        (text.first_indent, text.indent) = (inset, inset);
        text.label = Some(Rich { pieces: vec![label] });
    }
    blocks.push(block);
    let first = blocks.len();
    blocks.push(state(collector, node, claim));
    blocks.push(sources(collector, node, claim));
    if let Some(note) = &claim.note {
        let words = format!("{}{}{note}", collector.words.note, collector.words.colon);
        let style = remark(collector);
        blocks.push(collector.plain_block(node, Role::Paragraph, &words, &style));
    }
    let last = blocks.len() - 1;
    for (at, block) in blocks.iter_mut().enumerate().skip(first) {
        block.start += inset;
        block.keep_next = at < last;
    }
}

/// State, kind, checker, and the page where the claim stands.
fn state(collector: &mut Collector<'_>, parent: NodeId, claim: &Claim) -> FlowBlock {
    let style = remark(collector);
    let words = collector.words;
    let node = collector.node(parent, Role::Paragraph);
    let label = format!("{}{}", words.status, words.colon);
    let mut pieces = vec![collector.words(node, label, style.text)];
    let open = CharStyle { paint: state_paint(collector, claim.status), ..style.text };
    let state = if words.page == "page" { claim.status.word() } else { claim.status.chinese() };
    pieces.push(collector.words(node, state, open));
    let kind = if words.page == "page" { claim.kind.word() } else { claim.kind.chinese() };
    pieces.push(collector.words(node, format!("\u{3000}{kind}"), style.text));
    if let Some(check) = &claim.checked {
        let day = check.on.as_deref().map_or(String::new(), |day| format!(" {day}"));
        let words = format!("\u{3000}{}{}{}{day}", words.checked_by, words.colon, check.by);
        pieces.push(collector.words(node, words, style.text));
    }
    if let Some(place) = &claim.place {
        pieces.extend(page_of(collector, node, &place.anchor, style.text));
    }
    collector.text_block(Rich { pieces }, &style)
}

/// 第 3 页, leading back to the text.
fn page_of(collector: &mut Collector<'_>, node: NodeId, anchor: &str, style: CharStyle) -> Vec<RichPiece> {
    let link = collector.node(node, Role::Reference);
    let target = PieceLink {
        target: LinkTarget::Anchor(anchor.to_owned()),
        description: collector.words.back.to_owned(),
        node: link,
    };
    let english = collector.words.page == "page";
    let (before, after) = if english {
        ("page ".to_owned(), String::new())
    } else {
        ("第 ".to_owned(), format!(" {}", collector.words.page))
    };
    let space = collector.words(node, "\u{3000}", style);
    let mut pieces = vec![space];
    for content in [Content::Words(before), Content::PageOf(anchor.to_owned()), Content::Words(after)] {
        let slot = collector.slot(link);
        pieces.push(RichPiece { link: Some(target.clone()), ..piece(content, style, Tag::Slot(slot)) });
    }
    pieces
}

fn sources(collector: &mut Collector<'_>, parent: NodeId, claim: &Claim) -> FlowBlock {
    let style = remark(collector);
    let words = collector.words;
    let node = collector.node(parent, Role::Paragraph);
    let mut pieces = vec![collector.words(node, format!("{}{}", words.sources, words.colon), style.text)];
    if claim.sources.is_empty() {
        pieces.push(collector.words(node, words.no_sources, style.text));
    }
    for (at, source) in claim.sources.iter().enumerate() {
        if at > 0 {
            pieces.push(collector.words(node, " ", style.text));
        }
        for part in cite(source, collector.book.fact_notes.standard) {
            let child = collector.node(node, if part.url.is_some() { Role::Link } else { Role::Span });
            let mut piece = collector.words(child, part.text, style.text);
            piece.link = part.url.map(|url| PieceLink {
                description: source.title.clone().unwrap_or_else(|| url.clone()),
                target: LinkTarget::Url(url),
                node: child,
            });
            pieces.push(piece);
        }
    }
    collector.text_block(Rich { pieces }, &style)
}

fn remark(collector: &Collector<'_>) -> BlockStyle {
    BlockStyle {
        text: CharStyle { paint: Paint::solid(Color::Black(200)), ..collector.theme.remark.text },
        ..collector.theme.remark
    }
}

/// What is open or doubtful is said in the accent.
fn state_paint(collector: &Collector<'_>, status: ClaimStatus) -> Paint {
    match status {
        ClaimStatus::Unchecked | ClaimStatus::Disputed | ClaimStatus::Unverifiable | ClaimStatus::Partly => {
            collector.theme.accent
        }
        ClaimStatus::Supported | ClaimStatus::Corrected | ClaimStatus::Withdrawn => Paint::solid(Color::Black(200)),
    }
}
