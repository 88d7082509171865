//! Blocks in, XHTML out.

use super::html;
use super::label::Word;
use super::text::Text;
use super::xml::Attribute;
use crate::document::{
    AlertKind, Block, BlockKind, DefinitionItem, Inline, ListItem, NumberForm, Numbering, Picture, without_typed_indent,
};

impl Text<'_> {
    /// Writes an article's body: each heading opens a section that holds what follows.
    pub(super) fn body(&mut self, blocks: &[Block]) {
        let place = self.place;
        let mut open: Vec<u8> = Vec::new();
        // What follows a heading stays with it.
        let mut after_heading = true;
        for (at, block) in blocks.iter().enumerate() {
            if let (Some(section), BlockKind::Heading { content, .. }) = (place.section_at(at), &block.kind) {
                while open.last().is_some_and(|&level| level >= section.level) {
                    open.pop();
                    self.xml.close();
                    self.xml.line();
                }
                open.push(section.level);
                self.xml.may_cut(true, None);
                self.xml.open("section", &[]);
                self.xml.line();
                self.xml.at(block.span);
                self.begins(block.span);
                self.heading(block, section.level, Some(&section.id), content);
                after_heading = true;
            } else {
                if !std::mem::take(&mut after_heading) {
                    self.xml.may_cut(false, None);
                }
                self.block(block);
            }
        }
        for _ in open {
            self.xml.close();
            self.xml.line();
        }
    }

    /// Writes blocks inside another.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.xml.may_cut(false, None);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.xml.at(block.span);
        self.begins(block.span);
        let id = self.place.id_of(block).unwrap_or_default().to_owned();
        let named: [Attribute<'_>; 1] = [("id", &id)];
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let level = (*level).clamp(2, 6).min(self.level + 1);
                self.heading(block, level, Some(id.as_str()), content);
            }
            BlockKind::Paragraph(content) if block.continued => {
                self.paragraph(&[("id", &id), ("class", "continued")], content);
            }
            BlockKind::Paragraph(content) if self.edition.input.paragraphs.all_flush => self.paragraph(&named, content),
            BlockKind::Paragraph(content) => self.paragraph(&named, &without_typed_indent(content)),
            BlockKind::Verse(stanzas) => self.verse(&named, stanzas),
            BlockKind::Attribution(content) => self.paragraph(&[("id", &id), ("class", "attribution")], content),
            BlockKind::Quote(inner) => self.container("blockquote", &named, inner),
            BlockKind::Alert(kind, inner) => self.alert(&id, *kind, inner),
            BlockKind::List { numbering, tight, items } => self.list(&id, *numbering, *tight, items),
            BlockKind::Definitions(items) => self.definitions(&named, items),
            BlockKind::Code { language, text } => self.code(block, &id, language.as_deref(), text),
            BlockKind::Table(table) => self.table(block, &named, table),
            BlockKind::Figure { picture, caption } => self.figure(block, &named, picture, caption),
            BlockKind::Math(text) => self.display_math(&id, text),
            BlockKind::Rule => self.xml.empty("hr", &named),
            BlockKind::Html(text) => html::block(self.xml, &id, text),
        }
        self.xml.line();
    }

    fn heading(&mut self, block: &Block, level: u8, id: Option<&str>, content: &[Inline]) {
        self.level = level;
        let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6) - 2)];
        self.xml.open(tag, &[("id", id.unwrap_or_default())]);
        if block.id.is_some() && block.numbered != Some(false) {
            self.number(block.id.as_deref());
        }
        self.inlines(content);
        self.xml.close();
        self.xml.line();
    }

    fn paragraph(&mut self, named: &[Attribute<'_>], content: &[Inline]) {
        self.xml.open("p", named);
        self.inlines(content);
        self.xml.close();
    }

    /// Verse: a paragraph a stanza.
    fn verse(&mut self, named: &[Attribute<'_>], stanzas: &[Vec<Inline>]) {
        let id = named.first().map_or("", |(_, id)| *id);
        self.xml.open("blockquote", &[("id", id), ("class", "verse")]);
        self.xml.line();
        for stanza in stanzas {
            self.paragraph(&[], stanza);
            self.xml.line();
        }
        self.xml.close();
    }

    /// The words before a caption, heading or title: its number, and an em.
    pub(super) fn number(&mut self, block: Option<&str>) {
        let number = self.edition.numbers.get(&self.place.article.id, block);
        if let Some(printed) = number.and_then(|number| self.edition.printed(number)) {
            self.xml.leaf("span", &[("class", "number")], &printed);
            self.xml.text("\u{3000}");
        }
    }

    fn container(&mut self, tag: &'static str, attributes: &[Attribute<'_>], inner: &[Block]) {
        self.xml.open(tag, attributes);
        self.xml.line();
        self.blocks(inner);
        self.xml.close();
    }

    fn alert(&mut self, id: &str, kind: AlertKind, inner: &[Block]) {
        let label = self.edition.label.alert(kind);
        let (tag, term, role, class) = match kind {
            AlertKind::Tip => ("aside", "tip", "doc-tip", "alert tip"),
            AlertKind::Note => ("section", "notice", "doc-notice", "alert note"),
            AlertKind::Important => ("section", "notice", "doc-notice", "alert important"),
            AlertKind::Warning => ("section", "notice", "doc-notice", "alert warning"),
            AlertKind::Caution => ("section", "notice", "doc-notice", "alert caution"),
        };
        self.xml.open(tag, &[("id", id), ("class", class), ("epub:type", term), ("role", role), ("aria-label", label)]);
        self.xml.line();
        self.xml.row("p", &[("class", "alert-title")], label);
        self.blocks(inner);
        self.xml.close();
    }

    fn list(&mut self, id: &str, numbering: Numbering, tight: bool, items: &[ListItem]) {
        if items.is_empty() {
            return;
        }
        let tasks = items.iter().any(|item| item.task.is_some());
        let class = match (tasks, tight) {
            (true, _) => "tasks",
            (false, true) => "tight",
            (false, false) => "",
        };
        match numbering {
            Numbering::Bullets => self.xml.open("ul", &[("id", id), ("class", class)]),
            Numbering::From(first, form) => {
                // HTML counts in 32 bits.
                let start = if first == 1 { String::new() } else { first.min(999_999_999).to_string() };
                let form = list_class(form);
                let class = [class, form].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                self.xml.open("ol", &[("id", id), ("class", &class), ("start", &start)]);
            }
        }
        self.xml.line();
        let first = if let Numbering::From(first, _) = numbering { Some(first.min(999_999_999)) } else { None };
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.xml.may_cut(false, first.map(|first| first + at as u64));
            }
            self.item(item, tight);
        }
        self.xml.close();
    }

    fn item(&mut self, item: &ListItem, tight: bool) {
        self.xml.at(item.span);
        self.xml.open("li", &[]);
        if let Some(done) = item.task {
            let (class, word) = if done { ("task done", Word::Done) } else { ("task", Word::Open) };
            let spoken = self.edition.label.word(word);
            self.xml.leaf("span", &[("class", class), ("role", "img"), ("aria-label", spoken)], "");
        }
        match item.body.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), id: None, span, .. }, rest)) if tight => {
                self.begins(*span);
                self.inlines(content);
                if !rest.is_empty() {
                    self.xml.line();
                }
                self.blocks(rest);
            }
            _ => self.blocks(&item.body),
        }
        self.xml.close();
        self.xml.line();
    }

    fn definitions(&mut self, named: &[Attribute<'_>], items: &[DefinitionItem]) {
        let items = items.iter().filter(|item| !item.meanings.is_empty());
        if items.clone().next().is_none() {
            return;
        }
        self.xml.open("dl", named);
        self.xml.line();
        for item in items {
            self.xml.open("dt", &[]);
            self.inlines(&item.term);
            self.xml.close();
            self.xml.line();
            for meaning in &item.meanings {
                self.container("dd", &[], meaning);
                self.xml.line();
            }
        }
        self.xml.close();
    }

    fn figure(&mut self, block: &Block, named: &[Attribute<'_>], picture: &Picture, caption: &[Inline]) {
        self.xml.open("figure", named);
        self.picture(picture, "");
        if !caption.is_empty() {
            self.xml.line();
            self.xml.open("figcaption", &[]);
            self.number(block.id.as_deref());
            self.inlines(caption);
            self.xml.close();
        }
        self.xml.close();
    }
}

/// The class of an ordered list, for the style sheet's counters.
fn list_class(form: NumberForm) -> &'static str {
    match form {
        NumberForm::Dot => "",
        NumberForm::Parenthesis => "parenthesis",
        NumberForm::Han => "han",
        NumberForm::HanBrackets => "han-brackets",
        NumberForm::Brackets => "brackets",
        NumberForm::Circle => "circle",
        NumberForm::Stem => "stem",
        NumberForm::Letter => "letter",
        NumberForm::Roman => "roman",
    }
}
