//! The parts of a book that are made from its data: which there are, in which order, how they look (GB/T 12450, CLR-B11).

use super::item::{table, words};
use super::kind::Ink;
use super::text::{Begins, Block, Heading, Letters};
use crate::units::Em;

words! {
    /// A part of a book that is made from its data.
    BookPart {
        /// 半书名页: the title alone, on a leaf before the title page.
        HalfTitle "half-title",
        /// 扉页
        Title "title",
        /// 版权页, on the back of the title page where it follows it.
        Copyright "copyright",
        /// 献辞, where the manifest has one.
        Dedication "dedication",
        /// 目录
        Contents "contents",
        /// 插图目录
        Figures "figures",
        /// 表格目录
        Tables "tables",
        /// 索引, of keywords.
        Index "index",
        /// 事实核查备注, of claims.
        Facts "facts",
    }
}

words! {
    /// What leads from an entry to its page.
    Leader {
        /// Dots.
        Dots "dots",
        /// Nothing: the page stands at the line's end.
        Space "space",
        /// Nothing: the page follows the entry after an em.
        Close "close",
    }
}

table! {
    /// Which parts there are, and their order.
    Parts {
        /// Before the text. Prefix chapters 前言 stand after these, but before the contents where they are `prefix-first`.
        "front" front: Vec<BookPart>,
        /// After the text.
        "back" back: Vec<BookPart>,
        /// Whether prefix chapters stand before the contents, as prefaces do in Chinese books.
        "prefix-first" prefix_first: bool,
    }
}

table! {
    /// The title page.
    TitlePage {
        /// On which page it begins, as half-title and dedication do.
        "begins" begins: Begins,
        /// The title on a leaf of its own before it 半书名页.
        "half-title" half_title: Block,
        /// The title.
        "title" title: Block,
        /// The subtitle.
        "subtitle" subtitle: Block,
        /// Authors and other names.
        "names" names: Block,
        /// The publisher.
        "publisher" publisher: Block,
        /// Empty rows above the title.
        "sink" sink: u32,
        /// A rule below the title, in ems of the body; 0 for none.
        "rule" rule: Em,
        /// Its ink.
        "rule-ink" rule_ink: Ink,
    }
}

table! {
    /// The contents.
    Contents {
        /// How deep: 0 for chapters alone, 1 with their first level of headings.
        "levels" levels: u32,
        /// What leads to the page.
        "leader" leader: Leader,
        /// Entries of parts.
        "part" part: Letters,
        /// Entries of chapters.
        "chapter" chapter: Letters,
        /// Entries of sections.
        "section" section: Letters,
        /// How far each level is set in, in ems of the body.
        "inset" inset: Em,
        /// Empty rows before a chapter's entry after sections.
        "above" above: u32,
    }
}

table! {
    /// The index.
    Index {
        /// How many columns.
        "columns" columns: u32,
        /// The letter over its entries.
        "initial" initial: Block,
        /// Entries.
        "entry" entry: Block,
    }
}

table! {
    /// The copyright page, before the text or after it.
    Imprint {
        /// The words.
        "text" text: Block,
        /// The labels' ink.
        "label-ink" label_ink: Ink,
        /// Whether it counts 印张 and 版面字数 from the pages.
        "counts" counts: bool,
        /// Whether it says which typefaces the book is set in and what set it.
        "making" making: bool,
    }
}

table! {
    /// The titles of contents, index and appendices, and where they begin.
    Apparatus {
        /// Their titles.
        "title" title: Heading,
        /// On which page they begin.
        "begins" begins: Begins,
        /// Empty rows above their titles, on the page too.
        "sink" sink: u32,
    }
}
