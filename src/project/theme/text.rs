//! How kinds of text look: faces, sizes, spaces, numbers (CLR-A05, A10, N01 to N08, L06).

use super::item::{table, words};
use super::kind::{Indent, Ink, Pitch, TypeSize};
use super::template::Template;
use crate::units::{Em, FaceRole};

words! {
    /// How the lines of a block stand.
    Align {
        /// At both edges, the last line at the start.
        Justified "justified",
        /// At the start.
        Start "start",
        /// In the middle.
        Center "center",
        /// At the end.
        End "end",
    }
}

words! {
    /// What becomes of the empty rows above a heading that begins a page (CLR-N09).
    AtHead {
        /// They are left out.
        Nothing "none",
        /// They stay.
        Kept "kept",
        /// They stay where the page before is full to its last row, so that nothing else parts the heading from the text before.
        AfterFull "after-full",
    }
}

words! {
    /// On which page something begins (CLR-N04, N11).
    Begins {
        /// On a new page.
        Page "page",
        /// On a right-hand page 单页.
        Recto "recto",
    }
}

table! {
    /// The text's characters; `[page] type-size` is their size.
    BodyText {
        /// The face of Han.
        "font" font: FaceRole,
        /// The face of Latin letters and figures.
        "latin" latin: FaceRole,
        /// The ink.
        "ink" ink: Ink,
    }
}

table! {
    /// Characters.
    Letters {
        /// The face of Han.
        "font" font: FaceRole,
        /// The face of Latin letters and figures.
        "latin" latin: FaceRole,
        /// The type size.
        "size" size: TypeSize,
        /// The ink.
        "ink" ink: Ink,
    }
}

table! {
    /// A block of text.
    Block {
        /// The face of Han.
        "font" font: FaceRole,
        /// The face of Latin letters and figures.
        "latin" latin: FaceRole,
        /// The type size.
        "size" size: TypeSize,
        /// The ink.
        "ink" ink: Ink,
        /// From baseline to baseline in it.
        "pitch" pitch: Pitch,
        /// Empty rows above it; none at the head of a page.
        "above" above: u32,
        /// Empty rows below it.
        "below" below: u32,
        /// How its lines stand.
        "align" align: Align,
        /// Indent of its first line, in ems of its own.
        "indent" indent: Indent,
        /// How far it is set in on both sides, in ems of the body.
        "inset" inset: Em,
    }
}

table! {
    /// A heading.
    Heading {
        /// The face of Han.
        "font" font: FaceRole,
        /// The face of Latin letters and figures.
        "latin" latin: FaceRole,
        /// The type size.
        "size" size: TypeSize,
        /// The ink.
        "ink" ink: Ink,
        /// From baseline to baseline in it.
        "pitch" pitch: Pitch,
        /// Empty rows above it.
        "above" above: u32,
        /// What becomes of these at the head of a page: left out, kept, or kept after a page that is full to its last row (CLR-N09).
        "at-head" at_head: AtHead,
        /// Empty rows below it.
        "below" below: u32,
        /// How its lines stand in horizontal text; vertical headings stand at the start (CLR-N03).
        "align" align: Align,
        /// How far it is set in on both sides in horizontal text, in ems of the body.
        "inset" inset: Em,
        /// How far it is set in in vertical text, in ems of the body.
        "vertical-inset" vertical_inset: Em,
        /// Its number.
        "number" number: Template,
        /// The number's ink.
        "number-ink" number_ink: Ink,
        /// Whether the number has a line of its own.
        "number-apart" number_apart: bool,
        /// Whether it stands in the first line of its text.
        "run-in" run_in: bool,
    }
}

table! {
    /// How a chapter opens.
    Chapter {
        /// On which page.
        "begins" begins: Begins,
        /// Empty rows above the title, on the page too.
        "sink" sink: u32,
        /// Empty rows between the title, or what stands below it, and the text.
        "below" below: u32,
        /// A short rule below the title, in ems of the body; 0 for none.
        "rule" rule: Em,
        /// The ink of the rule.
        "rule-ink" rule_ink: Ink,
        /// How many columns the text has.
        "columns" columns: u32,
    }
}

table! {
    /// The page of a part 部分, 编, 卷 (CLR-N11).
    PartPage {
        /// Its number.
        "number" number: Template,
        /// The number's characters.
        "number-text" number_text: Letters,
        /// Whether it has a leaf of its own; without one its title stands above the first chapter's.
        "leaf" leaf: bool,
        /// Its title.
        "title" title: Heading,
    }
}

table! {
    /// The six levels of headings in a chapter. A chapter's title is `title`.
    Headings {
        /// The first level.
        "1" first: Heading,
        /// The second level.
        "2" second: Heading,
        /// The third level.
        "3" third: Heading,
        /// The fourth level.
        "4" fourth: Heading,
        /// The fifth level.
        "5" fifth: Heading,
        /// The sixth level.
        "6" sixth: Heading,
    }
}

impl Headings {
    /// The levels in order.
    pub fn levels(&self) -> [&Heading; 6] {
        [&self.first, &self.second, &self.third, &self.fourth, &self.fifth, &self.sixth]
    }
}
