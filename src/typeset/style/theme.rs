//! `Theme`: roles, sizes and spaces by kind of block (CLR-A05, A10, N01 to N03). One theme comes with the tool for now: a
//! magazine booklet.

use crate::display::{Color, Paint};
use crate::font::Role;
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

/// The look of a book.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Theme {
    /// Paragraphs.
    pub body: BlockStyle,
    /// An article's title.
    pub title: BlockStyle,
    /// An article's subtitle.
    pub subtitle: BlockStyle,
    /// An article's standfirst.
    pub standfirst: BlockStyle,
    /// Headings of level 1 to 6 within an article.
    pub headings: [BlockStyle; 6],
    /// Quotations.
    pub quote: BlockStyle,
    /// Code.
    pub code: BlockStyle,
    /// Captions.
    pub caption: BlockStyle,
    /// Small remarks: states of claims, media, keywords under an article.
    pub remark: BlockStyle,
    /// Titles of the contents and the appendices.
    pub part: BlockStyle,
    /// How emphasis shows.
    pub emphasis: EmphasisMark,
    /// Type size of running heads and folios (CLR-O02).
    pub furniture: CharStyle,
    /// The accent colour.
    pub accent: Paint,
    /// Grey for what is said quietly.
    pub quiet: Paint,
}

impl Theme {
    /// The booklet: Song for text, bold Song for headings, Kai for what is said beside the text, one accent.
    /// Sizes are in hao 字号 (CLR-A10): title 二号, sections 四号, text 五号, remarks 小五, furniture 六号.
    pub fn booklet(page: &PageOptions, options: &ThemeOptions) -> Self {
        let (size, pitch, indent) = (page.type_size, page.line_pitch, page.indent);
        let quiet = Paint::solid(Color::Black(165));
        let accent = Paint::solid(Color::Rgb(0xA6, 0x2B, 0x1F));
        let char_style = |han, latin, size, paint| CharStyle { han, latin, size, paint, raise: Abs::ZERO, dots: false };
        let song = char_style(Role::Song, Role::Latin, size, Paint::BLACK);
        let bold = |points: f64| char_style(Role::SongBold, Role::LatinBold, Abs::pt(points), Paint::BLACK);
        let body = BlockStyle {
            text: song,
            pitch,
            above: 0,
            below: 0,
            alignment: Alignment::Justified,
            first_indent: indent,
            inset: Em::ZERO,
        };
        let flush = BlockStyle { first_indent: Em::ZERO, alignment: Alignment::Start, ..body };
        let heading =
            |points: f64, pitch: f64, above| BlockStyle { text: bold(points), pitch: Abs::pt(pitch), above, ..flush };
        let small = char_style(Role::Song, Role::Latin, Abs::pt(9.0), Paint::BLACK);
        let kai = char_style(Role::Kai, Role::Latin, size, Paint::BLACK);
        Self {
            body,
            title: BlockStyle { text: bold(22.0), pitch: Abs::pt(32.0), above: 2, ..flush },
            subtitle: BlockStyle {
                text: char_style(Role::Kai, Role::Latin, Abs::pt(14.0), accent),
                pitch: Abs::pt(21.0),
                ..flush
            },
            standfirst: BlockStyle {
                text: kai,
                above: 1,
                below: 1,
                first_indent: Em::ZERO,
                inset: Em::ONE * 2,
                ..body
            },
            headings: [
                heading(16.0, 24.0, 2),
                heading(14.0, 21.0, 1),
                heading(12.0, 18.0, 1),
                heading(10.5, 18.0, 1),
                heading(10.5, 18.0, 0),
                heading(10.5, 18.0, 0),
            ],
            quote: BlockStyle { text: kai, above: 1, below: 1, inset: Em::ONE * 2, ..body },
            code: BlockStyle {
                text: char_style(Role::Hei, Role::Mono, Abs::pt(8.5), Paint::BLACK),
                above: 1,
                below: 1,
                inset: Em::ONE,
                ..flush
            },
            caption: BlockStyle {
                text: char_style(Role::Hei, Role::Latin, Abs::pt(8.0), Paint::BLACK),
                below: 1,
                alignment: Alignment::Center,
                ..flush
            },
            remark: BlockStyle { text: CharStyle { paint: quiet, ..small }, alignment: Alignment::Justified, ..flush },
            part: BlockStyle { text: bold(16.0), pitch: Abs::pt(24.0), below: 1, ..flush },
            emphasis: options.emphasis,
            furniture: char_style(Role::Song, Role::Latin, Abs::pt(7.875), quiet),
            accent,
            quiet,
        }
    }
}
