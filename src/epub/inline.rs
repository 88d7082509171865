//! Inlines in, XHTML phrases out. A link never holds a link: marks of notes and claims inside one follow it.

use super::address::{ascii_id, outside};
use super::html;
use super::label::Word;
use super::text::Text;
use super::voice::is_han;
use crate::document::{ClaimStatus, Inline, InlineKind, Phrase, Picture, Shows, Target, plain_text};
use crate::project::EpubProfile;
use crate::units::{ClaimMark, letters};

impl Text<'_> {
    /// Writes a line's pieces; a tag of raw HTML counts where its closing tag stands beside it.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        let tags = html::pairs(inlines);
        for (at, inline) in inlines.iter().enumerate() {
            self.xml.at(inline.span);
            match tags.get(&at) {
                Some(html::Edge::Open(tag, language)) => self.xml.open(tag, &[("lang", language)]),
                Some(html::Edge::Close) => self.xml.close(),
                Some(html::Edge::Empty(tag)) => self.xml.empty(tag, &[]),
                None => self.inline(inline),
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if is_whole(&inline.kind) {
            self.begins_inside(inline.span);
        }
        match &inline.kind {
            InlineKind::Text(text) => self.paged_words(text, inline.span),
            InlineKind::Emphasis(inner) => self.emphasis(inner),
            InlineKind::Strong(inner) => self.around("strong", inner),
            InlineKind::Strike(inner) => self.around("s", inner),
            InlineKind::Code(text) => {
                self.xml.open("code", &[]);
                self.code_words(text);
                self.xml.close();
            }
            InlineKind::Link { target, content } => self.link(target, content),
            InlineKind::Picture(picture) => self.picture(picture, "inline"),
            InlineKind::NoteMark(note) => self.note_mark(*note),
            InlineKind::Ruby(ruby) => self.ruby(ruby),
            InlineKind::Set { style, content } => self.set(*style, content),
            InlineKind::Language { tag, content } => self.language(tag, content),
            InlineKind::Math(text) => self.inline_math(text),
            InlineKind::Reference { target, before, shows, after } => self.reference(target, before, *shows, after),
            InlineKind::Script { raised, content } => self.around(if *raised { "sup" } else { "sub" }, content),
            InlineKind::Phrase { kind, content } => self.around(element(*kind), content),
            InlineKind::Break => self.xml.empty("br", &[]),
            InlineKind::Term { keyword, occurrence, content } => self.term(*keyword, *occurrence, content),
            InlineKind::Claim { claim, last, content } => self.claim(*claim, *last, content),
            // A tag without a partner, or one that is not kept: its words stay, the tag goes.
            InlineKind::Html(_) => {}
        }
    }

    fn around(&mut self, tag: &'static str, inner: &[Inline]) {
        self.xml.open(tag, &[]);
        self.inlines(inner);
        self.xml.close();
    }

    /// Emphasis: dots under Han, slanted Latin (CLR-A06).
    fn emphasis(&mut self, inner: &[Inline]) {
        let has_han = plain_text(inner).chars().any(is_han);
        self.emphasized(if has_han { "han" } else { "" }, has_han, inner);
    }

    pub(super) fn emphasized(&mut self, class: &str, dotted: bool, inner: &[Inline]) {
        self.xml.open("em", &[("class", class)]);
        let outer = std::mem::replace(&mut self.dotted, dotted);
        self.inlines(inner);
        self.dotted = outer;
        self.xml.close();
    }

    /// Words: under dots, Latin words slant instead; an apostrophe in a Latin word takes its Latin form, since Chinese
    /// uses the same character as a full-width quotation mark.
    pub(super) fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('\u{2019}').filter(|_| self.edition.label.is_chinese()) {
            let (before, after) = (&rest[..at], &rest[at + '\u{2019}'.len_utf8()..]);
            self.runs(before);
            let joins = before.ends_with(|c: char| c.is_ascii_alphabetic())
                && after.starts_with(|c: char| c.is_ascii_alphabetic());
            if joins {
                self.xml.leaf("span", &[("class", "marks")], "\u{2019}");
            } else {
                self.xml.text("\u{2019}");
            }
            rest = after;
        }
        self.runs(rest);
    }

    fn runs(&mut self, text: &str) {
        if self.edition.is_vertical() {
            return self.upright_runs(text);
        }
        if !self.dotted {
            return self.plain_words(text);
        }
        let is_word = |c: char| c.is_ascii_graphic() || c == ' ' || super::voice::is_latin(c);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let latin = is_word(first);
            let end = rest.find(|c: char| is_word(c) != latin).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if latin {
                self.xml.leaf("span", &[("class", "slant")], run);
            } else {
                self.xml.text(run);
            }
            rest = after;
        }
    }

    fn link(&mut self, target: &Target, content: &[Inline]) {
        let href = match target {
            Target::Url(url) => outside(url),
            Target::Internal { article, block } => self.edition.survey.address(article, block.as_deref()),
            Target::Broken(_) => None,
        };
        let Some(href) = href.filter(|_| !self.xml.is_inside("a")) else {
            self.inlines(content);
            return;
        };
        self.xml.open("a", &[("href", &href)]);
        if plain_text(content).trim().is_empty() {
            // A link needs a name (WCAG 2.4.4); a picture without words gives it none.
            self.xml.text(&href);
        }
        self.inlines(content);
        self.xml.close();
        for mark in std::mem::take(&mut self.waiting) {
            self.mark(&mark);
        }
    }

    /// A reference. A screen has no pages: instead of a page's number, what is there is named by its number or title.
    fn reference(&mut self, target: &Target, before: &str, shows: Shows, after: &str) {
        let number = self.edition.numbers.target(target).map(|number| self.edition.referred(number));
        let words = match (shows, number) {
            (Shows::Number, Some(number)) => format!("{before}{number}{after}"),
            (Shows::Number, None) | (Shows::Page, _) => {
                let (before, after) = without_page(before, after);
                format!("{before}{}{after}", self.title_of(target))
            }
        };
        let href = match target {
            Target::Internal { article, block } => self.edition.survey.address(article, block.as_deref()),
            Target::Url(_) | Target::Broken(_) => None,
        };
        match href.filter(|_| !self.xml.is_inside("a")) {
            Some(href) => self.xml.leaf("a", &[("href", &href)], &words),
            None => self.words(&words),
        }
    }

    /// The title of what a target leads to, between quotation marks; 此处 where it has none.
    fn title_of(&self, target: &Target) -> String {
        let here = self.edition.label.word(Word::Here);
        let Target::Internal { article, block } = target else { return here.to_owned() };
        let Some(place) = self.edition.survey.article(article) else { return here.to_owned() };
        let id = block.as_deref().and_then(|block| place.block_id(block));
        let title = match block {
            None => Some(place.title.as_str()),
            Some(_) => {
                place.sections.iter().find(|section| Some(section.id.as_str()) == id).map(|it| it.title.as_str())
            }
        };
        let quoted =
            |title: &str| if self.edition.label.is_chinese() { format!("“{title}”") } else { title.to_owned() };
        title.map_or_else(|| here.to_owned(), quoted)
    }

    /// A picture; where it could not be read, what it would have shown.
    pub(super) fn picture(&mut self, picture: &Picture, class: &str) {
        let path = picture.asset.and_then(|asset| self.edition.pictures.path(asset));
        match path {
            Some(path) => {
                let path = path.to_owned();
                let clear = picture.asset.is_some_and(|asset| self.edition.pictures.is_clear(asset));
                let class = [class, if clear { "clear" } else { "" }].join(" ");
                self.xml.empty("img", &[("src", &path), ("alt", picture.alt.trim()), ("class", class.trim())]);
            }
            None => self.xml.leaf("span", &[("class", "missing")], picture.alt.trim()),
        }
    }

    fn term(&mut self, keyword: usize, occurrence: usize, content: &[Inline]) {
        let place = self.edition.input.book.keywords.get(keyword).and_then(|k| k.occurrences.get(occurrence));
        let id = place.map(|place| ascii_id("term-", &place.anchor)).unwrap_or_default();
        self.xml.open("span", &[("id", &id)]);
        self.inlines(content);
        self.xml.close();
    }

    fn claim(&mut self, at: usize, last: bool, content: &[Inline]) {
        let edition = self.edition;
        let Some(claim) = edition.input.book.claims.get(at) else {
            self.inlines(content);
            return;
        };
        self.xml.open("span", &[("id", &edition.claim_id(at)), ("class", "claim")]);
        self.inlines(content);
        self.xml.close();
        let notes = &edition.input.book.fact_notes;
        // A reader has no margin: what stands beside the line on paper stands behind the words.
        if last && notes.mark != ClaimMark::None {
            let number = letters(at as u32 + 1);
            let open = if notes.draft && claim.status == ClaimStatus::Unchecked { edition.words.draft } else { "" };
            let colon = edition.words.colon;
            let spoken = format!("{} {number}{colon}{}", edition.words.facts, edition.status(claim.status));
            self.mark_or_wait(Mark {
                href: format!("facts.xhtml#{}", edition.fact_id(at)),
                id: format!("factref-{number}"),
                class: "factref",
                shown: format!("{number}{open}"),
                spoken,
            });
        }
    }

    fn note_mark(&mut self, note: usize) {
        if note >= self.place.article.notes.len() {
            return;
        }
        let number = note + 1;
        let count = self.marks.entry(note).or_default();
        *count += 1;
        let id = if *count == 1 { format!("noteref-{number}") } else { format!("noteref-{number}-{count}") };
        self.mark_or_wait(Mark {
            href: format!("#note-{number}"),
            id,
            class: "noteref",
            shown: number.to_string(),
            spoken: format!("{}{number}", self.edition.label.word(Word::NoteMark)),
        });
    }

    fn mark_or_wait(&mut self, mark: Mark) {
        if self.xml.is_inside("a") {
            self.waiting.push(mark);
        } else {
            self.mark(&mark);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        // A mark never begins a line, and no space opens before it.
        self.xml.text("\u{2060}");
        self.xml.open("sup", &[("class", mark.class)]);
        let attributes = [
            ("epub:type", "noteref"),
            ("role", "doc-noteref"),
            ("id", mark.id.as_str()),
            ("href", &mark.href),
            ("aria-label", &mark.spoken),
        ];
        if mark.class == "noteref" && self.edition.input.profile == EpubProfile::Duokan {
            // 多看 opens the note of a picture of this class (its own convention).
            self.xml.open("a", &[("class", "duokan-footnote"), ("id", &mark.id), ("href", &mark.href)]);
            self.xml.empty("img", &[("src", super::article::NOTE_SIGN), ("alt", &mark.spoken)]);
            self.xml.close();
        } else {
            self.xml.leaf("a", &attributes, &mark.shown);
        }
        self.xml.close();
    }
}

/// Whether a page that begins in it is marked before it: it is neither text nor does it hold any.
fn is_whole(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Code(_)
        | InlineKind::Picture(_)
        | InlineKind::Ruby(_)
        | InlineKind::Math(_)
        | InlineKind::Reference { .. } => true,
        InlineKind::Text(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Link { .. }
        | InlineKind::NoteMark(_)
        | InlineKind::Set { .. }
        | InlineKind::Language { .. }
        | InlineKind::Script { .. }
        | InlineKind::Phrase { .. }
        | InlineKind::Break
        | InlineKind::Term { .. }
        | InlineKind::Claim { .. }
        | InlineKind::Html(_) => false,
    }
}

/// The words around a page's number without those that speak of a page.
fn without_page<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let before = before.trim_end();
    let before =
        ["第", "pages", "page", "pp.", "p."].into_iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let after = after.strip_prefix(['页', '頁']).unwrap_or(after);
    (before, after)
}

/// The element of a kind of words.
fn element(kind: Phrase) -> &'static str {
    match kind {
        Phrase::Key => "kbd",
        Phrase::Highlight => "mark",
        Phrase::Underline => "u",
        Phrase::Small => "small",
    }
}

/// The mark of a note or a claim.
pub(super) struct Mark {
    href: String,
    id: String,
    class: &'static str,
    shown: String,
    spoken: String,
}
