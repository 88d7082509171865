//! How what stands between paragraphs looks: lists, code, tables, captions, alerts, breaks, notes (CLR-O07, O08, O14, O15).

use super::item::{table, words};
use super::kind::{Ink, Pitch, TypeSize};
use super::template::Template;
use super::text::{Block, Letters};
use crate::units::{Abs, Em};

words! {
    /// What marks a break between sections of a text (CLR-L02).
    Break {
        /// A short rule in an empty row.
        Rule "rule",
        /// The mark of `dinkus.mark` in an empty row.
        Mark "mark",
        /// An empty row.
        Blank "blank",
    }
}

words! {
    /// Where notes stand (CLR-O07, O10, O11).
    NotePlace {
        /// At the foot of the page.
        Foot "foot",
        /// At the end of the chapter.
        Chapter "chapter-end",
        /// At the end of the book.
        Book "book-end",
        /// In the outer margin beside their mark.
        Side "side",
    }
}

words! {
    /// Where the mark of a note stands beside a stop or bracket (CLR-O09).
    MarkPlace {
        /// Where it is written.
        AsWritten "as-written",
        /// Behind the marks that follow the word, as a note to a sentence stands in Chinese books.
        AfterStop "after-stop",
        /// Before them, as in Japanese ones.
        BeforeStop "before-stop",
    }
}

words! {
    /// Where what is counted begins again.
    Restart {
        /// On each page.
        Page "page",
        /// In each chapter.
        Chapter "chapter",
        /// Nowhere: it is counted through the book.
        Book "book",
    }
}

table! {
    /// Lists.
    Lists {
        /// The marks of items without numbers, by level; the last one goes on below.
        "marks" marks: Vec<String>,
        /// The numbers of numbered items, by level; the last one goes on below.
        "numbers" numbers: Vec<Template>,
        /// From the start of an item to its text, in ems of the body.
        "inset" inset: Em,
    }
}

table! {
    /// The inks of code.
    CodeInks {
        /// Words of the language.
        "keyword" keyword: Ink,
        /// Strings and characters.
        "string" string: Ink,
        /// Numbers and constants.
        "number" number: Ink,
        /// Remarks.
        "comment" comment: Ink,
        /// Names of functions.
        "function" function: Ink,
        /// Names of types.
        "type" kind: Ink,
        /// Marks, operators and the rest that has a name.
        "mark" mark: Ink,
    }
}

table! {
    /// Code.
    Code {
        /// Its text.
        "text" text: Block,
        /// What it stands on.
        "ground" ground: Ink,
        /// The ink of a rule at its start.
        "rule" rule: Ink,
        /// Whether its lines are numbered.
        "line-numbers" line_numbers: bool,
        /// Whether its words are told apart by inks.
        "highlight" highlight: bool,
        /// These inks.
        "inks" inks: CodeInks,
        /// The size of code within a line, times the text's.
        "inline-size" inline_size: Em,
    }
}

table! {
    /// Tables (CLR-O14, O15).
    Tables {
        /// Cells.
        "text" text: Letters,
        /// The cells of the head.
        "head" head: Letters,
        /// From baseline to baseline within a cell.
        "pitch" pitch: Pitch,
        /// The rules above and below the table.
        "thick" thick: Abs,
        /// The rule below the head.
        "thin" thin: Abs,
        /// Rules between rows; 0 for none.
        "between" between: Abs,
        /// The ink of the rules.
        "rule-ink" rule_ink: Ink,
        /// What the head stands on.
        "head-ground" head_ground: Ink,
    }
}

table! {
    /// Captions of figures and tables, and their numbers.
    Captions {
        /// The words.
        "text" text: Block,
        /// The ink of the number.
        "number-ink" number_ink: Ink,
        /// The number of a figure; the last number is its own, one before it the chapter's.
        "figure" figure: Template,
        /// The number of a table.
        "table" table: Template,
        /// The number of a formula, at the end of its line.
        "formula" formula: Template,
        /// Where they are counted anew.
        "restart" restart: Restart,
    }
}

table! {
    /// Remarks 提示, 警告 and their kin.
    Alerts {
        /// Their words.
        "text" text: Block,
        /// Their title.
        "title" title: Letters,
        /// What they stand on.
        "ground" ground: Ink,
        /// The thickness of the rule at their start.
        "rule" rule: Abs,
        /// The ink of a note 注意.
        "note" note: Ink,
        /// The ink of a tip 提示.
        "tip" tip: Ink,
        /// The ink of what is important 重要.
        "important" important: Ink,
        /// The ink of a warning 警告.
        "warning" warning: Ink,
        /// The ink of a caution 小心.
        "caution" caution: Ink,
    }
}

table! {
    /// Breaks between sections of a text.
    Dinkus {
        /// What shows them.
        "kind" kind: Break,
        /// The mark.
        "mark" mark: String,
        /// Its ink.
        "ink" ink: Ink,
    }
}

table! {
    /// Notes.
    Notes {
        /// Where they stand.
        "place" place: NotePlace,
        /// Their marks.
        "mark" mark: Template,
        /// Where their marks stand beside stops (CLR-O09).
        "mark-place" mark_place: MarkPlace,
        /// Where their numbers begin again; notes at the foot begin on each page by custom, notes in the margin on each two pages that face each
        /// other (CLR-O08).
        "restart" restart: Restart,
        /// Their text.
        "text" text: Block,
        /// The length of the rule above those at the foot, in hundredths of the line.
        "rule" rule: u32,
        /// The rule's thickness.
        "rule-thickness" rule_thickness: Abs,
        /// The size of their marks in the text, times the text's.
        "mark-size" mark_size: Em,
    }
}

table! {
    /// Marks of claims in the text.
    Claims {
        /// Whether they show.
        "show" show: bool,
        /// The mark; it counts through the book.
        "mark" mark: Template,
        /// Its ink.
        "ink" ink: Ink,
        /// Its size, times the text's.
        "size" size: TypeSize,
    }
}
