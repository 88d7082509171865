//! Words that are set in a way of their own, and ruby: `[屈原](set:name)`, `{汉字|hàn zì}`. Inlines in, pieces out.

use super::inline::{InlineStyle, InlineWriter};
use crate::display::{NodeId, Role, Tag};
use crate::document::{Below, Inline, Ruby, RubyKind, RubyPair, SetStyle};
use crate::font::Role as Face;
use crate::typeset::flow::RichRuby;
use crate::typeset::line::{AnnotationKind, CharStyle, PieceKind, Spread, TextLine, TextLineKind};
use crate::units::Em;

/// Ruby, relative to its base (CLR-K07: about half).
const RUBY_SIZE: Em = Em::HALF;

/// An inline note, relative to the text: two small lines fill one, and a little more (CLR-O12: 6 pt beside 10.5).
const NOTE_SIZE: Em = Em::raw(65_536 * 55 / 100);

/// The style with a line along it; words of one node have one line.
pub(super) fn lined(style: &InlineStyle, kind: TextLineKind, node: NodeId) -> InlineStyle {
    let mut out = style.clone();
    out.text.line = Some(TextLine { kind, name: node.0 });
    out
}

impl InlineWriter<'_, '_> {
    /// Writes words in their way.
    pub(super) fn set(&mut self, way: SetStyle, content: &[Inline], node: NodeId, style: &InlineStyle) {
        let mut own = style.clone();
        let child = match way {
            SetStyle::Dots | SetStyle::Kai => self.collector.node(node, Role::Emphasis),
            SetStyle::Name | SetStyle::Title | SetStyle::Mourning | SetStyle::InlineNote => {
                self.collector.node(node, Role::Span)
            }
            SetStyle::Even(_) => self.collector.node(node, Role::Span),
            SetStyle::Upright | SetStyle::Tabular => node,
        };
        match way {
            SetStyle::Name => own = lined(&own, TextLineKind::Name, child),
            SetStyle::Title => own = lined(&own, TextLineKind::Title, child),
            SetStyle::Mourning => own = lined(&own, TextLineKind::Mourning, child),
            SetStyle::InlineNote => return self.inline_note(content, child, style),
            SetStyle::Upright => own.upright = true,
            SetStyle::Dots => own.text.dots = true,
            SetStyle::Kai => own.text.han = Face::Kai,
            SetStyle::Tabular => own.text.tabular = true,
            SetStyle::Even(ems) => {
                own.text.spread = Some(Spread { length: style.text.size * i64::from(ems), name: child.0 });
            }
        }
        self.write(content, child, &own);
    }

    /// An inline note stands between brackets of the text's size, which the source doesn't have.
    fn inline_note(&mut self, content: &[Inline], node: NodeId, style: &InlineStyle) {
        let Some(span) = content.first().map(|inline| inline.span) else { return };
        let bracket = Inline { kind: crate::document::InlineKind::Break, span };
        let mut own = style.clone();
        own.is_note = true;
        own.text.size = NOTE_SIZE.at(style.text.size);
        self.words("（", PieceKind::Words, node, style, &bracket);
        self.write(content, node, &own);
        self.words("）", PieceKind::Words, node, style, &bracket);
    }

    /// Writes each base with its ruby, as a `Ruby` node with `RB` and `RT` (ISO 32000-1, 14.8.4.4.3). What stands on the other side makes
    /// a `Ruby` of the whole.
    pub(super) fn ruby(&mut self, ruby: &Ruby, node: NodeId, style: &InlineStyle, inline: &Inline) {
        match &ruby.below {
            None => self.pairs(&ruby.pairs, ruby.kind, node, style, inline),
            Some(Below::Reading(readings)) if readings.len() == ruby.pairs.len() => {
                for (pair, words) in ruby.pairs.iter().zip(readings) {
                    let reading = (words.as_str(), AnnotationKind::Below);
                    self.both_sides((std::slice::from_ref(pair), ruby.kind), reading, node, style, inline);
                }
            }
            Some(below) => {
                let kind = match below {
                    Below::Reading(_) => AnnotationKind::Below,
                    Below::Comment(_) => AnnotationKind::Comment,
                };
                self.both_sides((&ruby.pairs, ruby.kind), (&below.text(), kind), node, style, inline);
            }
        }
    }

    /// Pieces with their readings, and what stands on their other side.
    fn both_sides(
        &mut self,
        (pairs, kind): (&[RubyPair], RubyKind),
        (words, below): (&str, AnnotationKind),
        node: NodeId,
        style: &InlineStyle,
        inline: &Inline,
    ) {
        let whole = self.collector.node(node, Role::Ruby);
        let base = self.collector.node(whole, Role::RubyBase);
        self.pairs(pairs, kind, base, style, inline);
        let text = self.collector.node(whole, Role::RubyText);
        let mut ruby = self.beside(words, below, text, style);
        if below == AnnotationKind::Comment {
            // A comment speaks in a voice of its own.
            (ruby.style.han, ruby.style.latin) = (Face::Kai, Face::Latin);
            ruby.style.paint = self.collector.theme.accent;
        }
        if let Some(piece) = self.rich.pieces.last_mut() {
            piece.below = Some((ruby, pairs.len()));
        }
    }

    fn pairs(&mut self, pairs: &[RubyPair], kind: RubyKind, node: NodeId, style: &InlineStyle, inline: &Inline) {
        let kind = match kind {
            RubyKind::Phonetic => AnnotationKind::Beside,
            RubyKind::Bopomofo => AnnotationKind::Bopomofo,
        };
        for pair in pairs {
            if pair.annotation.is_empty() {
                self.words(&pair.base, PieceKind::Words, node, style, inline);
                continue;
            }
            let whole = self.collector.node(node, Role::Ruby);
            let base = self.collector.node(whole, Role::RubyBase);
            self.words(&pair.base, PieceKind::Words, base, style, inline);
            let text = self.collector.node(whole, Role::RubyText);
            let ruby = self.beside(&pair.annotation, kind, text, style);
            if let Some(piece) = self.rich.pieces.last_mut() {
                piece.ruby = Some(ruby);
            }
        }
    }

    /// Ruby in a slot of its own.
    fn beside(&mut self, words: &str, kind: AnnotationKind, node: NodeId, style: &InlineStyle) -> RichRuby {
        let slot = self.collector.slot(node);
        RichRuby {
            words: words.to_owned(),
            // A sans face is customary for pinyin (CLR-K10).
            style: CharStyle {
                raise: style.text.raise,
                ..CharStyle::new(Face::Hei, Face::Hei, RUBY_SIZE.at(style.text.size), style.text.paint)
            },
            kind,
            tag: Tag::Slot(slot),
        }
    }
}
