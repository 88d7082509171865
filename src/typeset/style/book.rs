//! How the parts of a book look that are made from its data. In: a theme. Out: styles for one page.

use super::BlockStyle;
use super::letter::{Inks, block, letters};
use crate::display::Paint;
use crate::project::ThemeOptions;
use crate::typeset::line::CharStyle;

/// Styles of what stands before and after the text.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct BookStyle {
    /// The number on a part's page.
    pub part_number: CharStyle,
    /// The half-title.
    pub half_title: BlockStyle,
    /// The dedication.
    pub dedication: BlockStyle,
    /// The title page: title, subtitle, names, publisher.
    pub title_page: [BlockStyle; 4],
    /// The rule below its title.
    pub title_rule: Paint,
    /// Entries of the contents: parts, chapters, sections.
    pub contents: [CharStyle; 3],
    /// The letter over entries of the index, and the entries.
    pub index: [BlockStyle; 2],
    /// Lines of the copyright page.
    pub imprint: BlockStyle,
    /// Their labels.
    pub imprint_label: Paint,
}

impl BookStyle {
    /// The styles of a theme.
    pub(super) fn new(options: &ThemeOptions, inks: &Inks) -> Self {
        let block = |style| block(style, inks);
        let (page, contents, index) = (&options.title_page, &options.contents, &options.index);
        Self {
            part_number: letters(&options.part.number_text, inks),
            half_title: unbroken(inks.below_head(block(&page.half_title))),
            dedication: inks.at_foot(block(&options.dedication)),
            title_page: [
                unbroken(inks.below_head(block(&page.title))),
                unbroken(inks.beside_title(block(&page.subtitle))),
                inks.at_foot(block(&page.names)),
                inks.at_foot(block(&page.publisher)),
            ],
            title_rule: inks.paint(page.rule_ink),
            contents: [&contents.part, &contents.chapter, &contents.section]
                .map(|style| CharStyle { whole: true, ..letters(style, inks) }),
            index: [&index.initial, &index.entry].map(block),
            imprint: block(&options.imprint.text),
            imprint_label: inks.paint(options.imprint.label_ink),
        }
    }
}

/// A style whose words are not hyphenated.
pub(super) fn unbroken(style: BlockStyle) -> BlockStyle {
    BlockStyle { text: CharStyle { whole: true, ..style.text }, ..style }
}
