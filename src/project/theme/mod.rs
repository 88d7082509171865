//! Themes: how a book looks, as data. A theme is a TOML file; four come with the tool.
//!
//! In: the name of a theme, a file of the book's own, the `[theme]` table: layers, of which each overrides by key what lies below it. Out:
//! `ThemeOptions`, whose sizes are still in proportion to the body's; `typeset/style` resolves them for a page.

mod block;
mod book;
mod furniture;
mod item;
mod kind;
mod layer;
mod template;
mod text;

pub use block::{
    Alerts, Break, Captions, Claims, Code, CodeInks, Dinkus, Lists, MarkPlace, NotePlace, Notes, Restart, Tables,
};
pub use book::{Apparatus, BookPart, Contents, Imprint, Index, Leader, Parts, TitlePage};
pub use furniture::{Folio, FolioPlace, HeadPlace, HeadWords, RunningHead, Stands};
pub use item::ThemeKey;
pub use kind::{Indent, Ink, Pitch, TypeSize};
pub use template::{Numerals, Template};
pub use text::{Align, AtHead, Begins, Block, BodyText, Chapter, Heading, Headings, Letters, PartPage};

pub(super) use layer::{Layers, layers};

use self::item::{Elsewhere, Item, table, words};

words! {
    /// How emphasis on Han shows (CLR-A06: never slanted).
    EmphasisMark {
        /// 着重号: a dot under each character.
        Dots "dots",
        /// 楷体
        Kai "kai",
    }
}

table! {
    /// The look of a book: `[theme]`.
    ThemeOptions {
        /// In `book.toml`: the theme that the book starts from.
        "name" name: String,
        /// In `book.toml`: a theme of the book's own, from the folder of `book.toml`.
        "file" file: String,
        /// In a theme's file: the theme that it starts from.
        "extends" extends: String,
        /// In a theme's file: what `[page]` says in `book.toml`, which overrides it.
        "page" page: Elsewhere,
        /// How emphasis on Han shows.
        "emphasis" emphasis: EmphasisMark,
        /// The accent: a colour for a few words. Black in a book of one ink.
        "accent" accent: Ink,
        /// The ink of what is said quietly.
        "quiet" quiet: Ink,
        /// The text.
        "body" body: BodyText,
        /// The title of a chapter, or of an article.
        "title" title: Heading,
        /// Its subtitle.
        "subtitle" subtitle: Block,
        /// Its standfirst 导语.
        "standfirst" standfirst: Block,
        /// How it opens.
        "chapter" chapter: Chapter,
        /// Headings in it.
        "headings" headings: Headings,
        /// Pages of parts.
        "part" part: PartPage,
        /// Quotations.
        "quote" quote: Block,
        /// Verse.
        "verse" verse: Block,
        /// Who said or wrote it, below a quotation or verse.
        "attribution" attribution: Block,
        /// Terms in lists of definitions.
        "term" term: Letters,
        /// Small remarks: keywords, films, authors below a title.
        "remark" remark: Block,
        /// Lists.
        "list" list: Lists,
        /// Code.
        "code" code: Code,
        /// Tables.
        "table" table: Tables,
        /// Captions.
        "caption" caption: Captions,
        /// Remarks with a title.
        "alert" alert: Alerts,
        /// Breaks.
        "dinkus" dinkus: Dinkus,
        /// Notes.
        "notes" notes: Notes,
        /// Marks of claims.
        "claims" claims: Claims,
        /// Running heads.
        "running-head" running_head: RunningHead,
        /// Page numbers.
        "folio" folio: Folio,
        /// Which parts the book has.
        "parts" parts: Parts,
        /// The title page.
        "title-page" title_page: TitlePage,
        /// The dedication.
        "dedication" dedication: Block,
        /// Titles of contents, index and appendices.
        "apparatus" apparatus: Apparatus,
        /// The contents.
        "contents" contents: Contents,
        /// The index.
        "index" index: Index,
        /// The copyright page.
        "imprint" imprint: Imprint,
    }
}

impl ThemeOptions {
    /// Every key, for `docs/themes.md`.
    pub fn keys() -> Vec<ThemeKey> {
        let mut out = Vec::new();
        <Self as Item>::describe("", "", &mut out);
        out
    }
}
