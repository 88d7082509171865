//! `Theme`: a theme's values for one page: sizes are lengths, inks are paints (CLR-A05, A10, N01 to N08).
//!
//! In: the page and the theme as layers gave it. Out: a style for each kind of block. What is neither size nor ink is taken as it is.

use super::book::{BookStyle, unbroken};
use super::letter::{Inks, block, heading, letters};
use crate::display::Paint;
use crate::project::theme::{self, AtHead, Template};
use crate::project::{EmphasisMark, PageOptions, ThemeOptions};
use crate::typeset::line::{Alignment, CharStyle};
use crate::units::{Abs, Em};

/// How a kind of block looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct BlockStyle {
    /// Its characters.
    pub text: CharStyle,
    /// From baseline to baseline; blocks that are not on the body pitch are padded to whole rows.
    pub pitch: Abs,
    /// Empty rows before it, none at the head of a page.
    pub above: u32,
    /// Empty rows after it.
    pub below: u32,
    /// How its lines stand.
    pub alignment: Alignment,
    /// First-line indent in ems of its own size.
    pub first_indent: Em,
    /// Inset of all lines, from both sides, in body ems.
    pub inset: Em,
}

/// What a heading has besides its style.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "what each kind of block takes from it comes with that block")]
pub(in crate::typeset) struct HeadingStyle {
    /// Its number; an empty template numbers nothing.
    pub number: Template,
    /// The number's colour.
    pub number_paint: Paint,
    /// Whether the number has a line of its own above the words.
    pub number_apart: bool,
    /// Whether it stands in the first line of its text (CLR-N08).
    pub run_in: bool,
    /// What becomes of the rows above it at the head of a page (CLR-N09).
    pub at_head: AtHead,
}

/// The look of a book.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "what each kind of block takes from it comes with that block")]
pub(in crate::typeset) struct Theme {
    /// Paragraphs.
    pub body: BlockStyle,
    /// An article's title.
    pub title: BlockStyle,
    /// Its number.
    pub title_number: HeadingStyle,
    /// An article's subtitle.
    pub subtitle: BlockStyle,
    /// An article's standfirst.
    pub standfirst: BlockStyle,
    /// Headings of level 1 to 6 within an article.
    pub headings: [BlockStyle; 6],
    /// Their numbers.
    pub heading_numbers: [HeadingStyle; 6],
    /// The title of a part 部分.
    pub part_page: BlockStyle,
    /// Quotations.
    pub quote: BlockStyle,
    /// Verse; its turned lines go two ems further in (CLR-L06).
    pub verse: BlockStyle,
    /// Who said or wrote it, below a quotation or verse.
    pub attribution: BlockStyle,
    /// Terms in lists of definitions.
    pub term: CharStyle,
    /// Code.
    pub code: BlockStyle,
    /// How code is told from text.
    pub code_look: CodeStyle,
    /// Tables.
    pub table: TableStyle,
    /// Captions.
    pub caption: BlockStyle,
    /// The colour of a caption's number.
    pub caption_number: Paint,
    /// Remarks 提示, 警告.
    pub alert: AlertStyle,
    /// A break between sections: what marks it, and its colour.
    pub dinkus: Paint,
    /// Notes.
    pub note: BlockStyle,
    /// Small remarks: states of claims, media, keywords under an article.
    pub remark: BlockStyle,
    /// Titles of the contents and the appendices.
    pub part: BlockStyle,
    /// The rule below a chapter's title.
    pub chapter_rule: Paint,
    /// How emphasis shows.
    pub emphasis: EmphasisMark,
    /// Type size of running heads (CLR-O02).
    pub furniture: CharStyle,
    /// Folios.
    pub folio: CharStyle,
    /// What stands before and after the text.
    pub book: BookStyle,
    /// The marks of claims.
    pub claim: CharStyle,
    /// The accent colour.
    pub accent: Paint,
    /// Grey for what is said quietly.
    pub quiet: Paint,
    /// What is neither size nor colour, as the theme says it: lists' marks, templates, places, which parts there are.
    pub options: ThemeOptions,
}

/// How code is told from text.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "what each kind of block takes from it comes with that block")]
pub(in crate::typeset) struct CodeStyle {
    /// What it stands on.
    pub ground: Option<Paint>,
    /// A rule at its start.
    pub rule: Option<Paint>,
    /// Colours of keyword, string, number, comment, function, type, mark.
    pub paints: [Paint; 7],
}

/// How tables look (CLR-O14, O15).
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "what each kind of block takes from it comes with that block")]
pub(in crate::typeset) struct TableStyle {
    /// Cells.
    pub text: CharStyle,
    /// Cells of the head.
    pub head: CharStyle,
    /// From baseline to baseline within a cell.
    pub pitch: Abs,
    /// Thickness of the rules above and below the table.
    pub thick: Abs,
    /// Thickness of the rule below the head.
    pub thin: Abs,
    /// Thickness of rules between rows, where there are any.
    pub between: Option<Abs>,
    /// Colour of the rules.
    pub rule: Paint,
    /// What the head stands on.
    pub head_ground: Option<Paint>,
}

/// How remarks look.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "what each kind of block takes from it comes with that block")]
pub(in crate::typeset) struct AlertStyle {
    /// Their words.
    pub text: BlockStyle,
    /// Their title.
    pub title: CharStyle,
    /// What they stand on.
    pub ground: Option<Paint>,
    /// Thickness of the rule at their start.
    pub rule: Abs,
    /// Colours of note, tip, important, warning, caution.
    pub paints: [Paint; 5],
}

impl Theme {
    /// A theme for a page.
    pub fn new(page: &PageOptions, options: &ThemeOptions) -> Self {
        let inks = Inks::new(page, options);
        let block = |style: &theme::Block| block(style, &inks);
        let head = |style: &theme::Heading| heading(style, &inks);
        let levels = options.headings.levels();
        let body = BlockStyle {
            text: CharStyle::new(options.body.font, options.body.latin, page.type_size, inks.paint(options.body.ink)),
            pitch: page.line_pitch,
            above: 0,
            below: 0,
            alignment: Alignment::Justified,
            first_indent: page.indent,
            inset: Em::ZERO,
        };
        Self {
            body,
            // The air above a chapter's title is there on the page too.
            title: sunk(head(&options.title), options.chapter.sink),
            title_number: number(&options.title, &inks),
            subtitle: unbroken(inks.beside_title(block(&options.subtitle))),
            standfirst: block(&options.standfirst),
            headings: levels.map(head),
            heading_numbers: levels.map(|level| number(level, &inks)),
            part_page: head(&options.part.title),
            quote: block(&options.quote),
            verse: block(&options.verse),
            attribution: block(&options.attribution),
            term: letters(&options.term, &inks),
            code: block(&options.code.text),
            code_look: code(&options.code, &inks),
            table: table(&options.table, &inks),
            caption: block(&options.caption.text),
            caption_number: inks.paint(options.caption.number_ink),
            alert: alert(&options.alert, &inks),
            dinkus: inks.paint(options.dinkus.ink),
            note: block(&options.notes.text),
            remark: block(&options.remark),
            part: sunk(head(&options.apparatus.title), options.apparatus.sink),
            chapter_rule: inks.paint(options.chapter.rule_ink),
            emphasis: options.emphasis,
            furniture: letters(&options.running_head.text, &inks),
            folio: letters(&options.folio.text, &inks),
            book: BookStyle::new(options, &inks),
            claim: CharStyle {
                size: options.claims.size.beside(page.type_size),
                paint: inks.paint(options.claims.ink),
                ..body.text
            },
            accent: inks.paint(options.accent),
            quiet: inks.paint(options.quiet),
            options: options.clone(),
        }
    }
}

fn sunk(style: BlockStyle, rows: u32) -> BlockStyle {
    BlockStyle { above: style.above + rows, ..style }
}

fn number(style: &theme::Heading, inks: &Inks) -> HeadingStyle {
    HeadingStyle {
        number: style.number.clone(),
        number_paint: inks.paint(style.number_ink),
        number_apart: style.number_apart,
        run_in: style.run_in,
        at_head: style.at_head,
    }
}

fn code(style: &theme::Code, inks: &Inks) -> CodeStyle {
    let of = &style.inks;
    let paints = [of.keyword, of.string, of.number, of.comment, of.function, of.kind, of.mark];
    CodeStyle {
        ground: inks.ground(style.ground),
        rule: inks.ground(style.rule),
        paints: paints.map(|ink| inks.paint(ink)),
    }
}

fn table(style: &theme::Tables, inks: &Inks) -> TableStyle {
    let text = letters(&style.text, inks);
    TableStyle {
        text,
        head: letters(&style.head, inks),
        pitch: inks.pitch(style.pitch, text.size),
        thick: style.thick,
        thin: style.thin,
        between: Some(style.between).filter(|rule| *rule > Abs::ZERO),
        rule: inks.paint(style.rule_ink),
        head_ground: inks.ground(style.head_ground),
    }
}

fn alert(style: &theme::Alerts, inks: &Inks) -> AlertStyle {
    let of = [style.note, style.tip, style.important, style.warning, style.caution];
    AlertStyle {
        text: block(&style.text, inks),
        title: letters(&style.title, inks),
        ground: inks.ground(style.ground),
        rule: style.rule,
        paints: of.map(|ink| inks.paint(ink)),
    }
}
