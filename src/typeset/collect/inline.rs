//! Inlines become pieces: style, structure, links and names.

use super::set::lined;
use super::{Collector, piece};
use crate::display::{LinkTarget, NodeId, Paint, Role, Tag};
use crate::document::{ClaimStatus, Inline, InlineKind, Phrase, Shows, Target, plain_text};
use crate::font::Role as Face;
use crate::project::EmphasisMark;
use crate::project::theme::{Claims, NotePlace};
use crate::typeset::flow::{Content, PieceLink, Rich, RichPiece};
use crate::typeset::line::{CharStyle, PieceKind, TextLineKind};
use crate::units::{Abs, ClaimMark, Em};

/// Words above or below the line, relative to the text that they stand in.
const SCRIPT_SIZE: Em = Em::raw(65_536 * 62 / 100);
/// How far such marks are raised, in ems of the text.
const MARK_RAISE: Em = Em::raw(65_536 * 38 / 100);
/// Letters in the margin, relative to the text.
const ASIDE_SIZE: Em = Em::raw(65_536 * 3 / 4);
/// How far a lowered script stands below the text, in ems of the text.
const SCRIPT_DROP: Em = Em::raw(65_536 * 16 / 100);
/// Small words, relative to the text.
const SMALL_SIZE: Em = Em::raw(65_536 * 85 / 100);

/// The look and the links that inlines inherit.
#[derive(Clone)]
pub(in crate::typeset) struct InlineStyle {
    /// How characters look.
    pub text: CharStyle,
    /// Where they lead.
    pub link: Option<PieceLink>,
    /// BCP 47, where it is not the book's.
    pub language: Option<String>,
    /// Whether they stand upright in vertical lines 纵中横.
    pub upright: bool,
    /// Whether they are an inline note 割注.
    pub is_note: bool,
}

impl InlineStyle {
    /// Words that lead nowhere.
    pub fn plain(text: CharStyle) -> Self {
        Self { text, link: None, language: None, upright: false, is_note: false }
    }
}

/// Writes inlines of one article into a text.
pub(in crate::typeset) struct InlineWriter<'a, 'b> {
    /// What is known, and the structure.
    pub collector: &'a mut Collector<'b>,
    /// The article's `id`: names of its notes begin with it.
    pub article: &'a str,
    /// What has been written.
    pub rich: Rich,
    /// Names that wait for the next piece.
    pub anchors: Vec<String>,
}

impl<'a, 'b> InlineWriter<'a, 'b> {
    /// A writer with nothing written.
    pub fn new(collector: &'a mut Collector<'b>, article: &'a str) -> Self {
        Self { collector, article, rich: Rich::default(), anchors: Vec::new() }
    }

    /// Writes inlines under a node.
    pub fn write(&mut self, inlines: &[Inline], node: NodeId, style: &InlineStyle) {
        for inline in inlines {
            self.inline(inline, node, style);
        }
    }

    fn inline(&mut self, inline: &Inline, node: NodeId, style: &InlineStyle) {
        match &inline.kind {
            InlineKind::Text(words) => self.words(words, PieceKind::Words, node, style, inline),
            InlineKind::Emphasis(inner) => {
                let child = self.collector.node(node, Role::Emphasis);
                self.write(inner, child, &self.emphasis(style));
            }
            InlineKind::Strong(inner) => {
                let child = self.collector.node(node, Role::Strong);
                self.write(inner, child, &strong(style));
            }
            InlineKind::Strike(inner) => {
                let child = self.collector.node(node, Role::Span);
                self.write(inner, child, &lined(style, TextLineKind::Strike, child));
            }
            InlineKind::Code(code) => {
                let child = self.collector.node(node, Role::Code);
                self.words(code, PieceKind::Code, child, &self.code_style(style), inline);
            }
            InlineKind::Math(formula) => {
                let child = self.collector.node(node, Role::Formula);
                self.collector.structure.node_mut(child).alt = Some(formula.clone());
                self.formula(formula, child, style, inline);
            }
            InlineKind::Link { target, content } => self.linked(target, content, node, style),
            InlineKind::Picture(picture) => match self.collector.inline_picture(picture, &style.text, node) {
                Some(piece) => self.object(piece, style, inline),
                None => self.words(&picture.alt, PieceKind::Words, node, style, inline),
            },
            InlineKind::NoteMark(note) => self.note_mark(*note, node, style),
            InlineKind::Ruby(ruby) => self.ruby(ruby, node, style, inline),
            InlineKind::Set { style: way, content } => self.set(*way, content, node, style),
            InlineKind::Language { tag, content } => {
                let child = self.collector.node(node, Role::Span);
                self.collector.structure.node_mut(child).language = Some(tag.clone());
                let own = InlineStyle { language: Some(tag.clone()), ..style.clone() };
                self.write(content, child, &own);
            }
            InlineKind::Reference { target, before, shows, after } => {
                self.reference(target, [before, after], *shows, node, style, inline);
            }
            InlineKind::Script { raised, content } => {
                let child = self.collector.node(node, Role::Span);
                self.write(content, child, &script(style, *raised));
            }
            InlineKind::Phrase { kind, content } => self.phrase(*kind, content, node, style),
            InlineKind::Break => self.words("\n", PieceKind::Words, node, style, inline),
            InlineKind::Term { keyword, occurrence, content } => {
                let place =
                    self.collector.book.keywords.get(*keyword).and_then(|word| word.occurrences.get(*occurrence));
                self.anchors.extend(place.map(|place| place.anchor.clone()));
                self.write(content, node, style);
            }
            InlineKind::Claim { claim, last, content } => self.claim(*claim, *last, content, node, style),
            InlineKind::Html(_) => {}
        }
    }

    pub(super) fn words(&mut self, words: &str, kind: PieceKind, node: NodeId, style: &InlineStyle, inline: &Inline) {
        let slot = self.collector.slot(node);
        let mut piece = piece(Content::Words(words.to_owned()), style.text, Tag::Slot(slot));
        piece.kind = if style.is_note && kind == PieceKind::Words { PieceKind::InlineNote } else { kind };
        piece.link.clone_from(&style.link);
        piece.language.clone_from(&style.language);
        piece.upright = style.upright;
        piece.anchors = std::mem::take(&mut self.anchors);
        piece.source = Some(inline.span);
        self.rich.pieces.push(piece);
    }

    /// A formula, or its source where it can't be set.
    fn formula(&mut self, latex: &str, node: NodeId, style: &InlineStyle, inline: &Inline) {
        let slot = self.collector.slot(node);
        match self.collector.inline_formula(latex.trim(), &style.text, Tag::Slot(slot)) {
            Some(piece) => self.object(piece, style, inline),
            None => self.words(latex, PieceKind::Code, node, &self.code_style(style), inline),
        }
    }

    /// Something that stands in the line in place of text.
    fn object(&mut self, piece: RichPiece, style: &InlineStyle, inline: &Inline) {
        self.rich.pieces.push(RichPiece {
            link: style.link.clone(),
            anchors: std::mem::take(&mut self.anchors),
            source: Some(inline.span),
            ..piece
        });
    }

    fn code_style(&self, style: &InlineStyle) -> InlineStyle {
        let mut out = style.clone();
        let bold = matches!(style.text.latin, Face::LatinBold | Face::LatinBoldItalic);
        out.text.latin = if bold { Face::MonoBold } else { Face::Mono };
        out.text.han = Face::Hei;
        out.text.dots = false;
        let size = self.collector.theme.options.code.inline_size.at(style.text.size);
        out.text.size = size.max(Abs::pt(6.0).min(style.text.size));
        out
    }

    fn emphasis(&self, style: &InlineStyle) -> InlineStyle {
        let mut out = style.clone();
        match self.collector.theme.emphasis {
            EmphasisMark::Dots => out.text.dots = true,
            EmphasisMark::Kai => out.text.han = Face::Kai,
        }
        out.text.latin = match style.text.latin {
            Face::LatinBold | Face::LatinBoldItalic => Face::LatinBoldItalic,
            _ => Face::LatinItalic,
        };
        out
    }

    fn linked(&mut self, target: &Target, content: &[Inline], node: NodeId, style: &InlineStyle) {
        let target = match target {
            Target::Url(url) => LinkTarget::Url(url.clone()),
            Target::Internal { article, block } => LinkTarget::Anchor(place_name(article, block.as_deref())),
            Target::Broken(_) => return self.write(content, node, style),
        };
        let child = self.collector.node(node, Role::Link);
        let description = match &target {
            LinkTarget::Url(url) => url.clone(),
            LinkTarget::Anchor(_) => plain_text(content),
        };
        let mut out = style.clone();
        out.link = Some(PieceLink { target, description, node: child });
        self.write(content, child, &out);
    }

    fn phrase(&mut self, kind: Phrase, content: &[Inline], node: NodeId, style: &InlineStyle) {
        let child = self.collector.node(node, Role::Span);
        let own = match kind {
            Phrase::Key => self.code_style(style),
            Phrase::Highlight => strong(style),
            Phrase::Underline => lined(style, TextLineKind::Name, child),
            Phrase::Small => small(style),
        };
        self.write(content, child, &own);
    }

    /// Words with a number among them, all of them a link.
    fn reference(
        &mut self,
        target: &Target,
        [before, after]: [&str; 2],
        shows: Shows,
        node: NodeId,
        style: &InlineStyle,
        inline: &Inline,
    ) {
        let mut own = style.clone();
        let mut child = node;
        let mut content = Content::Words(String::new());
        if let Target::Internal { article, block } = target {
            let anchor = place_name(article, block.as_deref());
            child = self.collector.node(node, Role::Link);
            let description = format!("{before}{after}");
            own.link = Some(PieceLink { target: LinkTarget::Anchor(anchor.clone()), description, node: child });
            content = match shows {
                Shows::Page => Content::PageOf(anchor),
                Shows::Number => {
                    Content::Words(self.collector.numbers.referred(&anchor).unwrap_or_default().to_owned())
                }
            };
        }
        if !before.is_empty() {
            self.words(before, PieceKind::Words, child, &own, inline);
        }
        self.words("", PieceKind::Words, child, &own, inline);
        if let Some(piece) = self.rich.pieces.last_mut() {
            piece.content = content;
        }
        if !after.is_empty() {
            self.words(after, PieceKind::Words, child, &own, inline);
        }
    }

    fn note_mark(&mut self, note: usize, node: NodeId, style: &InlineStyle) {
        let name = note_name(self.article, note);
        let number = (note + 1).to_string();
        let description = format!("{} {number}", self.collector.words.notes);
        let place = format!("{name}-mark");
        if self.collector.marked.insert(place.clone()) {
            self.anchors.push(place);
        }
        let content = self.collector.note_number(&name, note);
        let size = self.collector.theme.options.notes.mark_size;
        self.mark(content, name, description, node, (size, style.text.paint), style);
        if let Some(mark) = self.rich.pieces.last_mut() {
            mark.note = Some(note);
        }
    }

    fn claim(&mut self, claim: usize, last: bool, content: &[Inline], node: NodeId, style: &InlineStyle) {
        let Some(data) = self.collector.book.claims.get(claim) else { return self.write(content, node, style) };
        if let Some(place) = &data.place {
            // The name belongs to the first piece; a later one is already known and changes nothing.
            self.anchors.push(place.anchor.clone());
        }
        self.write(content, node, style);
        let notes = &self.collector.book.fact_notes;
        if last && notes.mark != ClaimMark::None && self.collector.theme.options.claims.show {
            let open =
                if notes.draft && data.status == ClaimStatus::Unchecked { self.collector.words.draft } else { "" };
            let claims = &self.collector.theme.options.claims;
            let letter = claim_letter(claim, claims);
            // As short as a note's: the claim itself has just been read.
            let description = format!("{} {letter}", self.collector.words.facts);
            let content = Content::Words(format!("{letter}{open}"));
            let look = self.claim_look();
            self.mark(content, claim_name(claim), description, node, look, style);
            if let Some(mark) = self.rich.pieces.last_mut() {
                mark.silent = true;
            }
            // Where notes fill the margin there is no room for marks.
            if notes.mark == ClaimMark::Side && self.collector.theme.options.notes.place != NotePlace::Side {
                self.put_aside(style);
            }
        }
    }

    /// Moves the mark that was just made into the fore margin, beside the words that it follows.
    fn put_aside(&mut self, style: &InlineStyle) {
        let Some(mut mark) = self.rich.pieces.pop() else { return };
        match self.rich.pieces.last_mut() {
            Some(words) => {
                mark.kind = PieceKind::Words;
                (mark.style.raise, mark.style.size) = (Abs::ZERO, ASIDE_SIZE.at(style.text.size));
                self.anchors.append(&mut mark.anchors);
                words.aside.get_or_insert_default().pieces.push(mark);
            }
            None => self.rich.pieces.push(mark),
        }
    }

    /// The size of a claim's mark as a part of the text's, and its colour.
    fn claim_look(&self) -> (Em, Paint) {
        let claim = self.collector.theme.claim;
        (claim.size.in_ems(self.collector.theme.body.text.size), claim.paint)
    }

    /// A raised mark that leads to `name`, of a part of the text's size.
    fn mark(
        &mut self,
        content: Content,
        name: String,
        description: String,
        node: NodeId,
        look: (Em, Paint),
        style: &InlineStyle,
    ) {
        let (part, paint) = look;
        let child = self.collector.node(node, Role::Link);
        self.collector.structure.node_mut(child).alt = Some(description.clone());
        let slot = self.collector.slot(child);
        let size = style.text.size;
        let text = CharStyle {
            raise: style.text.raise + MARK_RAISE.at(size),
            ..CharStyle::new(Face::Song, Face::LatinItalic, part.at(size), paint)
        };
        let mut piece = piece(content, text, Tag::Slot(slot));
        piece.kind = PieceKind::Mark;
        piece.link = Some(PieceLink { target: LinkTarget::Anchor(name), description, node: child });
        piece.anchors = std::mem::take(&mut self.anchors);
        self.rich.pieces.push(piece);
    }
}

fn strong(style: &InlineStyle) -> InlineStyle {
    let mut out = style.clone();
    out.text.han = match style.text.han {
        Face::Hei | Face::HeiBold => Face::HeiBold,
        _ => Face::SongBold,
    };
    out.text.latin = match style.text.latin {
        Face::LatinItalic | Face::LatinBoldItalic => Face::LatinBoldItalic,
        Face::Mono | Face::MonoBold => Face::MonoBold,
        _ => Face::LatinBold,
    };
    out
}

/// Small words above or below the line.
fn script(style: &InlineStyle, raised: bool) -> InlineStyle {
    let mut out = style.clone();
    let size = style.text.size;
    out.text.size = SCRIPT_SIZE.at(size);
    out.text.raise = style.text.raise + if raised { MARK_RAISE.at(size) } else { -SCRIPT_DROP.at(size) };
    out
}

fn small(style: &InlineStyle) -> InlineStyle {
    let mut out = style.clone();
    out.text.size = SMALL_SIZE.at(style.text.size);
    out
}

/// The name of an article's head, or of a block in it, in a PDF.
pub(in crate::typeset) fn place_name(article: &str, block: Option<&str>) -> String {
    match block {
        Some(block) => format!("{article}/{block}"),
        None => format!("{article}/"),
    }
}

/// The name of a note's text.
pub(in crate::typeset) fn note_name(article: &str, note: usize) -> String {
    format!("{article}/note-{}", note + 1)
}

/// The name of a claim's entry in the appendix.
pub(in crate::typeset) fn claim_name(claim: usize) -> String {
    format!("fact-entry-{}", claim + 1)
}

/// The mark of a claim: by itself a letter, so that it is not taken for a note's number.
pub(in crate::typeset) fn claim_letter(claim: usize, claims: &Claims) -> String {
    claims.mark.shown(&[claim as u32 + 1])
}
